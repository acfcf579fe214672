"""What is refused before it is stored, and with which words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from claims.document import Block, Document, Moment, Role
from pipelines.validate import Validate, objections
from storage.outcomes import PageState, Refusal
from tests.parcels import START, document

WHOLE = document()


def test_a_whole_document_passes_as_it_is() -> None:
    assert list(objections(WHOLE)) == []
    assert Validate().process_item(WHOLE) is WHOLE


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (replace(WHOLE, title=" "), "no title"),
        (replace(WHOLE, text="\n", blocks=()), "no body text"),
        (replace(WHOLE, language="de"), "language 'de' is none of en, uk, ru"),
        (replace(WHOLE, title="Кии\u0306в"), "NFC"),
        (replace(WHOLE, published=None), "no time of publication"),
        (replace(WHOLE, published=Moment(datetime(2024, 1, 1), "1 January", "UTC")), "has no zone"),  # noqa: DTZ001
        (replace(WHOLE, published=Moment(START + timedelta(days=3), "31 January", "UTC")), "after the page"),
        (replace(WHOLE, blocks=(Block(Role.BODY, 0, 10_000),)), "outside the text"),
        (replace(WHOLE, blocks=(Block(Role.LEAD, 0, 9), Block(Role.BODY, 5, 12))), "overlaps"),
    ],
)
def test_a_broken_document_becomes_a_refusal_with_a_reason(broken: Document, says: str) -> None:
    refused = Validate().process_item(broken)
    assert isinstance(refused, Refusal)
    assert refused.state is PageState.REJECTED
    assert says in refused.reason
    assert broken.reader in refused.reason
    assert (refused.url, refused.capture) == (broken.url, broken.capture)


def test_every_fault_is_named() -> None:
    assert len(list(objections(replace(WHOLE, title="", published=None)))) == 2


def test_what_is_no_document_passes() -> None:
    refusal = Refusal("https://news.example/a", "Example News", "en", PageState.GONE, "removed")
    assert Validate().process_item(refusal) is refusal


def test_a_refusal_stands_under_the_day_of_the_outlet() -> None:
    late = Moment(datetime(2024, 1, 27, 23, 30, tzinfo=UTC), "01:30", "Europe/Kyiv")
    refused = Validate().process_item(replace(WHOLE, title="", published=late))
    assert isinstance(refused, Refusal)
    assert str(refused.day) == "2024-01-28"
