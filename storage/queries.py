"""What a person asks of the store: how the runs went, what is covered, what was refused, who claims what."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, TypeVar

from storage.store import Store

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one spider. ``ended`` and ``reason`` are None while it goes on, or where it was killed."""

    id: int
    spider: str
    started: datetime
    ended: datetime | None
    reason: str | None
    counts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Refused:
    """A page that is listed but not stored, and why."""

    url: str
    outlet: str
    edition: str
    day: date | None
    state: str
    reason: str | None
    moved_to: str | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is known of one day of one edition. None is unknown, and never nothing.

    ``state`` is ``complete``, ``empty`` (listed as such), ``partial``, ``blocked``, or ``unknown`` where
    no listing says what there should be.
    """

    outlet: str
    edition: str
    day: date | None
    listed_by_archive: int | None
    listed_by_sitemap: int | None
    stored: int
    rejected: int
    drift: int
    moved: int
    gone: int
    blocked: int
    failed: int
    not_in_replay: int
    pending: int
    state: str


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows there are of each."""

    documents: int
    versions: int
    copies: int
    mentions: int
    claims: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with who carries it now. ``quote`` is that of its first mention; days are ISO.

    ``outlets`` are those whose latest versions make it; none where an edit has dropped it.
    """

    id: str
    kind: str
    speaker: str
    value: float | None
    max: float | None
    op: str | None
    unit: str | None
    period_start: str | None
    period_end: str | None
    place: str | None
    polarity: str
    actuality: str
    quote: str | None
    documents: int
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Carrier:
    """A document that makes a claim, the words in which it does, and how it hedges them."""

    outlet: str
    language: str
    url: str
    published: datetime | None
    quote: str
    certainty: str | None


def runs(store: Store, limit: int = 20) -> list[Run]:
    """Return the last runs, the latest first."""
    query = (
        "SELECT id, spider, started, ended, reason, coalesce(counts, '{}') FROM runs ORDER BY id DESC LIMIT ?"
    )
    return _all(store, Run, query, (limit,))


def refusals(store: Store, *, runs: Sequence[int]) -> list[Refused]:
    """Return the pages that these runs met and that are not stored, in order of address."""
    query = (
        "SELECT url, outlet, edition, day, state, reason, moved_to FROM rejects"
        " WHERE last_run IN (SELECT value FROM json_each(?)) ORDER BY state, url"
    )
    return _all(store, Refused, query, (json.dumps(list(runs)),))


def coverage(
    store: Store, *, outlet: str | None = None, since: date | None = None, until: date | None = None
) -> list[Coverage]:
    """Return the days that are listed or stored, in order; days without a date last."""
    query = (
        f"SELECT {_columns(Coverage)} FROM coverage WHERE coalesce(outlet = ?1, 1)"  # noqa: S608
        " AND coalesce(day >= ?2, ?2 IS NULL) AND coalesce(day <= ?3, ?3 IS NULL)"
        " ORDER BY outlet, edition, day IS NULL, day"
    )
    bounds = [day.isoformat() if day else None for day in (since, until)]
    return _all(store, Coverage, query, (outlet, *bounds))


def counts(store: Store) -> Counts:
    """Return how much is stored."""
    query = (
        "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM document_versions),"
        " (SELECT count(duplicate_of) FROM documents), (SELECT count(*) FROM mentions),"
        " (SELECT count(*) FROM claims)"
    )
    return _all(store, Counts, query)[0]


def claims(store: Store, *, limit: int | None = None) -> list[Claim]:
    """Return the claims, those that most outlets carry first."""
    query = """
        WITH said AS (
            SELECT m.claim_id, m.quote, m.place, m.outlet, m.document_id,
                   row_number() OVER (PARTITION BY m.claim_id ORDER BY m.published, m.id) AS nth
            FROM current_mentions m
        ), carried AS (
            SELECT claim_id, json_group_array(DISTINCT outlet) AS outlets,
                   count(DISTINCT outlet) AS breadth, count(DISTINCT document_id) AS documents,
                   min(place) FILTER (WHERE nth = 1) AS place, min(quote) FILTER (WHERE nth = 1) AS quote
            FROM said GROUP BY claim_id
        )
        SELECT c.id, c.kind, s.name, c.value, c.max, c.op, c.unit, c.period_start, c.period_end, k.place,
               c.polarity, c.actuality, k.quote, coalesce(k.documents, 0), coalesce(k.outlets, '[]')
        FROM claims c JOIN sources s ON s.id = c.root LEFT JOIN carried k ON k.claim_id = c.id
        ORDER BY k.breadth DESC NULLS LAST, k.documents DESC, c.value IS NULL, c.id LIMIT ?
    """
    return _all(store, Claim, query, (-1 if limit is None else limit,))


def carriers(store: Store, claim: str) -> list[Carrier]:
    """Return the documents that make a claim now, the earliest first, each with its words."""
    query = (
        "SELECT outlet, language, url, published, quote, certainty FROM current_mentions WHERE claim_id = ?"
        " GROUP BY document_id ORDER BY published, url"
    )
    return _all(store, Carrier, query, (claim,))


def _all(store: Store, record: type[T], query: str, parameters: tuple[object, ...] = ()) -> list[T]:
    """Return the rows of a query as records, whose fields are its columns in the same order."""
    names = [field.name for field in fields(record)]  # type: ignore[arg-type]  # all of them are dataclasses
    rows = store.database.conn.execute(query, parameters)
    return [
        record(**{name: _read(name, value) for name, value in zip(names, row, strict=True)}) for row in rows
    ]


def _read(name: str, value: Any) -> Any:
    read = _READ.get(name)
    return value if read is None or value is None else read(value)


_READ: Mapping[str, Callable[[str], Any]] = {
    "day": date.fromisoformat,
    "started": datetime.fromisoformat,
    "ended": datetime.fromisoformat,
    "published": datetime.fromisoformat,
    "counts": json.loads,
    "outlets": lambda value: tuple(sorted(json.loads(value))),
}


def _columns(record: type[Any]) -> str:
    return ", ".join(field.name for field in fields(record))
