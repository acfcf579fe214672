"""The same sentence in three languages gives the same normal form."""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from claims.document import Document, Moment
from claims.extract import extract
from claims.model import Kind, Mention

ROWS = tomllib.loads((Path(__file__).parent / "data" / "trilingual.toml").read_text(encoding="utf-8"))[
    "sentence"
]
CASES = [
    pytest.param(row, language, id=f"{n}-{language}")
    for n, row in enumerate(ROWS)
    for language in ("en", "uk", "ru")
]


def _document(text: str, language: str) -> Document:
    published = Moment(datetime(2024, 5, 20, tzinfo=UTC), "2024-05-20", "UTC")
    return Document("u", "Outlet", language, language, "", text, (), "test", published=published)


def _form(mention: Mention) -> dict[str, Any]:
    figure = mention.quantity
    return {
        "kind": mention.kind,
        "value": figure and figure.value,
        "max": figure and figure.max,
        "op": figure and figure.op,
        "unit": figure and figure.unit,
        "target": list(mention.target),
        "method": mention.method,
        "place": mention.place,
        "polarity": mention.polarity,
        "actuality": mention.actuality,
        "certainty": mention.certainty and mention.certainty.step,
    }


@pytest.mark.parametrize(("row", "language"), CASES)
def test_a_sentence_gives_its_normal_form(row: dict[str, Any], language: str) -> None:
    wanted = {name: value for name, value in row.items() if name not in {"en", "uk", "ru"}}
    forms = [_form(mention) for mention in extract(_document(row[language], language))]
    if not wanted:
        assert forms == []
    else:
        assert any(all(form[name] == value for name, value in wanted.items()) for form in forms), forms


def test_every_kind_stands_in_the_table() -> None:
    assert {row["kind"] for row in ROWS if "kind" in row} == set(Kind)
    assert 3 * len(ROWS) >= 150
