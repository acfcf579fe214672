"""Documents and mentions as rows of the tables, and back again."""

from __future__ import annotations

import json
from array import array
from datetime import UTC, date, datetime
from typing import Any

from claims.document import Block, Capture, Document, Moment
from claims.fingerprint import Fingerprint
from claims.identity import ClaimKey, claim_key, digest
from claims.model import Hop, Mention, Place, Span

Row = dict[str, Any]


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def dumps(value: object) -> str:
    """Return JSON that is the same for the same value."""
    return _encode(value)


def instant(value: datetime, url: str, field: str) -> str:
    """Return a time as it is stored: ISO 8601 in UTC, which sorts as text.

    Raises ValueError for a time without a zone, naming the address and the field.
    """
    if value.utcoffset() is None:
        raise ValueError(
            f"{url}: {field} has no time zone ({value.isoformat()}); read it with the outlet's zone"
        )
    return value.astimezone(UTC).isoformat()


def capture_row(capture: Capture) -> Row:
    """Return the row of a capture. Where it lies in the archive is no part of its id."""
    at = instant(capture.at, capture.url, "the capture's time")
    return {
        "id": digest(capture.url, at, capture.status, capture.sha256),
        "url": capture.url,
        "at": at,
        "status": capture.status,
        "sha256": capture.sha256,
        "etag": capture.etag,
        "last_modified": capture.last_modified,
        "file": capture.file,
        "offset": capture.offset,
    }


def document_id(url: str) -> str:
    """Return the id of the document at a canonical address."""
    return digest(url)


def document_row(document: Document, version_id: str) -> Row:
    """Return what the documents table says of a document, without what depends on its captures."""
    return {
        "id": document_id(document.url),
        "url": document.url,
        "outlet": document.outlet,
        "edition": document.edition,
        "language": document.language,
        "translation_group": document.translation_group,
        "version_id": version_id,
        **_moment_row("published", document.published, document.url),
        **_moment_row("modified", document.modified, document.url),
        "day": _day(document.published.day) if document.published else None,
    }


def version_row(document: Document, look: Fingerprint, extractor: str) -> Row:
    """Return the row of a document's version, without what depends on its captures."""
    return {
        "id": digest(document.url, document.title, document.text),
        "document_id": document_id(document.url),
        "text_hash": look.text_hash,
        "figures": dumps(sorted(look.figures)),
        "shingles": array("I", sorted(look.shingles)).tobytes(),
        "title": document.title,
        "text": document.text,
        "blocks": dumps([_block(block) for block in document.blocks]),
        "reader": document.reader,
        "authors": dumps(document.authors),
        "tags": dumps(document.tags),
        "links": dumps(document.links),
        "translations": dumps(document.translations),
        "extractor": extractor,
    }


def fingerprint_of(language: str, text_hash: str, figures: str, shingles: bytes) -> Fingerprint:
    """Return the fingerprint that a version's row keeps."""
    return Fingerprint(language, text_hash, frozenset(array("I", shingles)), frozenset(json.loads(figures)))


def mention_rows(mention: Mention, version_id: str, extractor: str) -> tuple[Row, Row]:
    """Return the row of a mention and that of the claim which it makes.

    Equal readings of one version have equal ids, whatever extractor they are by. An id begins with the
    version's, so that the mentions of one version lie together.
    """
    key = claim_key(mention)
    said = _said(key)
    uttered = {**said, **_utterance(mention)}
    identity = {
        "id": f"{version_id}-{digest(*uttered.values())}",
        "version_id": version_id,
        "claim_id": key.id,
    }
    return {**identity, **uttered, "extractor": extractor}, {"id": key.id, **said}


def _said(key: ClaimKey) -> Row:
    return {
        "kind": key.kind,
        "root": key.root,
        "target": dumps(key.target),
        "value": key.value,
        "max": key.max,
        "op": key.op,
        "unit": key.unit,
        "period_start": key.start,
        "period_end": key.end,
        "places": dumps(key.places),
        "polarity": key.polarity,
        "actuality": key.actuality,
    }


def _utterance(mention: Mention) -> Row:
    period, certainty = mention.period, mention.certainty
    alternative = (period.alternative if period else None) or (None, None)
    return {
        "part": mention.span.part,
        "start": mention.span.start,
        "end": mention.span.end,
        "quote": mention.quote,
        "chain": dumps([_hop(hop) for hop in mention.chain]),
        "places": dumps([[place.id, place.region] for place in mention.places]),
        "place": mention.place,
        "method": mention.method,
        "period_operator": period.operator if period else None,
        "period_resolved": period.resolved if period else None,
        "alternative_start": _day(alternative[0]),
        "alternative_end": _day(alternative[1]),
        "certainty": certainty.step if certainty else None,
        "certainty_cue": dumps(_span(certainty.cue)) if certainty else None,
        "certainty_scope": dumps(_span(certainty.scope)) if certainty else None,
        "background": int(mention.background),
        "evidence": dumps({name: _evidence(basis) for name, basis in sorted(mention.evidence.items())}),
        "rule": mention.rule,
    }


def place_row(place: Place) -> Row:
    """Return the row of a place; the region is the mention's, not the place's."""
    return {
        "id": place.id,
        "name": place.name,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
    }


def _moment_row(name: str, moment: Moment | None, url: str) -> Row:
    return {
        name: instant(moment.value, url, name) if moment else None,
        f"{name}_raw": moment.raw if moment else None,
        f"{name}_zone": moment.zone if moment else None,
        f"{name}_precision": moment.precision if moment else None,
    }


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None


def _span(span: Span) -> list[int | str]:
    return [span.start, span.end, span.part]


def _evidence(basis: Span | str) -> list[int | str] | str:
    return _span(basis) if isinstance(basis, Span) else basis


def _block(block: Block) -> Row:
    row: Row = {"role": block.role, "start": block.start, "end": block.end, "origin": block.origin}
    return row if block.confidence is None else {**row, "confidence": block.confidence}


def _hop(hop: Hop) -> Row:
    row = {
        "source": hop.source,
        "name": hop.name,
        "stance": hop.stance,
        "words": hop.words,
        "span": _span(hop.span) if hop.span else None,
        "verb": hop.verb,
        "said_at": _day(hop.said_at),
    }
    return {name: value for name, value in row.items() if value is not None}
