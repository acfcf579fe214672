"""Writing what a version says: its mentions, and the claims, sources and places that they need."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import NamedTuple

from claims.model import Hop, Mention
from claims.sources import sources
from storage.rows import Row, mention_rows, place_row
from storage.statements import ensure, insert


class Reading(NamedTuple):
    """The rows of all that one extractor reads in one version."""

    mentions: list[Row]
    claims: list[Row]
    sources: list[Row]
    places: list[Row]


def reading(mentions: Sequence[Mention], version_id: str, extractor: str) -> Reading:
    """Make the rows of a version's mentions. A mention given twice is one row."""
    pairs = [mention_rows(mention, version_id, extractor) for mention in mentions]
    rows = {row["id"]: row for row, _ in pairs}
    claims = {row["id"]: row for _, row in pairs}
    hops = {hop.source: _source_row(hop) for mention in mentions for hop in mention.chain}
    places = {place.id: place_row(place) for mention in mentions for place in mention.places}
    return Reading(list(rows.values()), list(claims.values()), list(hops.values()), list(places.values()))


def _source_row(hop: Hop) -> Row:
    known = sources().get(hop.source)
    return {"id": hop.source, "name": hop.name, "kind": known.kind if known else None}


def replace_mentions(connection: sqlite3.Connection, version_id: str, new: Reading) -> bool:
    """Make these the mentions of the version, not indexed yet; tell whether that changed anything.

    A claim stays as long as any version of any document, current or not, makes it.
    """
    stored = connection.execute("SELECT id, extractor FROM mentions WHERE version_id = ?", (version_id,))
    if set(stored) == {(row["id"], row["extractor"]) for row in new.mentions}:
        return False
    left = _delete(connection, version_id)
    add_mentions(connection, new)
    _drop_unsaid(connection, left)
    return True


def add_mentions(connection: sqlite3.Connection, new: Reading) -> None:
    """Enter the mentions of a version that has none, without indexing their quotes."""
    ensure(connection, "sources", *new.sources)
    ensure(connection, "places", *new.places)
    ensure(connection, "claims", *new.claims)
    insert(connection, "mentions", *new.mentions)


def index_mentions(connection: sqlite3.Connection, version_id: str) -> None:
    """Enter the quotes of a version's mentions, all of them new, in the full-text index."""
    quotes = connection.execute("SELECT number, quote FROM mentions WHERE version_id = ?", (version_id,))
    connection.executemany("INSERT INTO mentions_fts (rowid, quote) VALUES (?, ?)", quotes.fetchall())


def drop_mentions(connection: sqlite3.Connection, version_id: str) -> None:
    """Delete the mentions of a version, and the claims that nothing says any more."""
    _drop_unsaid(connection, _delete(connection, version_id))


def _delete(connection: sqlite3.Connection, version_id: str) -> list[str]:
    connection.execute(
        "INSERT INTO mentions_fts (mentions_fts, rowid, quote)"
        " SELECT 'delete', number, quote FROM mentions WHERE version_id = ?",
        (version_id,),
    )
    deleted = connection.execute(
        "DELETE FROM mentions WHERE version_id = ? RETURNING claim_id", (version_id,)
    )
    return [claim for (claim,) in deleted.fetchall()]


def _drop_unsaid(connection: sqlite3.Connection, claims: Sequence[str]) -> None:
    connection.executemany(
        "DELETE FROM claims WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM mentions WHERE claim_id = ?1)",
        [(claim,) for claim in claims],
    )
