"""Refuse what is not a whole document, with a reason that a person can act on."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from claims.document import Document, Language
from storage.outcomes import PageState, Refusal

# A page may carry the time of an embargo or of a clock that is off; more than a day is a misread date.
_AHEAD = timedelta(days=1)


class Validate:
    """Passes documents that are whole, and turns the others into refusals."""

    def process_item(self, item: Any) -> Any:
        """Return the item, or a Refusal in place of a document that something is wrong with."""
        if isinstance(item, Document) and (faults := list(objections(item))):
            return refusal(item, "; ".join(faults))
        return item


def refusal(document: Document, reason: str) -> Refusal:
    """Return the refusal of a document that was read but must not be stored."""
    return Refusal(
        url=document.url,
        outlet=document.outlet,
        edition=document.edition,
        state=PageState.REJECTED,
        reason=f"{document.reader}: {reason}",
        day=document.published.day if document.published else None,
        capture=document.capture,
    )


def objections(document: Document) -> Iterator[str]:
    """Yield what is wrong with a document, each as a phrase."""
    if not document.title.strip():
        yield "no title found"
    if not document.text.strip():
        yield "no body text found (a picture or a video only, or a changed layout)"
    if document.language not in set(Language):
        yield f"language {document.language!r} is none of {', '.join(Language)}"
    if not unicodedata.is_normalized("NFC", document.title + document.text):
        yield "the text is not in NFC"
    yield from _time_objections(document)
    yield from _block_objections(document)


def _time_objections(document: Document) -> Iterator[str]:
    if document.published is None:
        yield "no time of publication found"
    for name, moment in (("published", document.published), ("modified", document.modified)):
        if moment is None:
            continue
        if moment.value.utcoffset() is None:
            yield f"the {name} time {moment.raw!r} has no zone"
        elif document.capture and _is_ahead(moment.value, document.capture.at):
            yield f"the {name} time {moment.raw!r} lies after the page was fetched"


def _is_ahead(value: datetime, fetched: datetime) -> bool:
    return value - fetched > _AHEAD


def _block_objections(document: Document) -> Iterator[str]:
    end = 0
    for block in document.blocks:
        if not end <= block.start < block.end <= len(document.text):
            yield f"the block {block.start}–{block.end} overlaps another or lies outside the text"
            return
        end = block.end
