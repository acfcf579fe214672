"""Which document is a copy of which, kept right whatever the order in which they arrive.

Documents that share a band key stand in that band in order of time. The candidates of a document are
its ``NEAREST`` predecessors in each of its bands, and it is a duplicate of the earliest of them that
proves to be the same text. So the answer depends on the set of documents only, and a document that
arrives late concerns no more than its own nearest followers, however many share a band.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from claims.fingerprint import Fingerprint
from storage.rows import fingerprint_of

NEAREST = 32


class Position(NamedTuple):
    """Where a document stands in time: by publication, or by its first capture where that is not known."""

    at: str
    id: str


class Duplicates:
    """Keeps ``documents.duplicate_of`` and the bands that it is found by, inside the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def add(self, position: Position, look: Fingerprint) -> None:
        """Enter a document that is in no band, whose row and current version are in place."""
        followers: set[Position] = set()
        candidates: set[Position] = set()
        displaced: set[str] = set()
        for key in self._shared(look.keys):
            before, after = self._before(key, position), self._after(key, position)
            candidates.update(before)
            followers.update(after)
            # The n-th follower has gained a predecessor and lost its farthest: the (NEAREST - n)-th of ours.
            displaced.update(one.id for one in before[NEAREST - len(after) :])
        rows = [(key, *position) for key in look.keys]
        self._connection.executemany("INSERT INTO bands VALUES (?, ?, ?)", rows)
        if candidates:
            self._point(position.id, look, candidates)
        for follower in followers:
            self._meet(follower, position, look, displaced)

    def remove(self, position: Position, look: Fingerprint) -> None:
        """Take a document out of its bands: it is about to be entered with another text or time."""
        affected: set[Position] = set()
        for key in look.keys:
            query = "DELETE FROM bands WHERE key = ? AND at = ? AND document_id = ?"
            self._connection.execute(query, (key, *position))
            before, after = self._before(key, position), self._after(key, position)
            affected.update(after if len(before) + len(after) > NEAREST else self._copies(position, after))
        self._set(position.id, None)
        for follower in affected:
            self._settle(follower)

    def _meet(self, follower: Position, position: Position, look: Fingerprint, displaced: set[str]) -> None:
        """Let a follower know of a new predecessor."""
        original = self._original(follower.id)
        if original and original.id in displaced:
            self._settle(follower)
        elif (original is None or position < original) and self._look(follower.id).is_copy(look):
            self._set(follower.id, position.id)

    def _settle(self, position: Position) -> None:
        """Decide anew from all candidates."""
        look = self._look(position.id)
        self._point(position.id, look, {one for key in look.keys for one in self._before(key, position)})

    def _point(self, document: str, look: Fingerprint, candidates: set[Position]) -> None:
        """Make the document a duplicate of the earliest candidate that is the same text, or of none."""
        copied = (one.id for one in sorted(candidates) if look.is_copy(self._look(one.id)))
        self._set(document, next(copied, None))

    def _set(self, document: str, original: str | None) -> None:
        query = "UPDATE documents SET duplicate_of = ?1 WHERE id = ?2 AND duplicate_of IS NOT ?1"
        self._connection.execute(query, (original, document))

    def _shared(self, keys: Sequence[int]) -> list[int]:
        """Return those of the keys whose bands have members already: as a rule none."""
        marks = ", ".join("?" * len(keys))
        query = f"SELECT DISTINCT key FROM bands WHERE key IN ({marks})"  # noqa: S608 (marks only)
        return [key for (key,) in self._connection.execute(query, keys)]

    def _before(self, key: int, position: Position) -> list[Position]:
        """Return the nearest predecessors in a band, the nearest first."""
        query = (
            "SELECT at, document_id FROM bands WHERE key = ? AND (at, document_id) < (?, ?)"
            " ORDER BY at DESC, document_id DESC LIMIT ?"
        )
        return [Position(*row) for row in self._connection.execute(query, (key, *position, NEAREST))]

    def _after(self, key: int, position: Position) -> list[Position]:
        """Return the nearest followers in a band, the nearest first."""
        query = (
            "SELECT at, document_id FROM bands WHERE key = ? AND (at, document_id) > (?, ?)"
            " ORDER BY at, document_id LIMIT ?"
        )
        return [Position(*row) for row in self._connection.execute(query, (key, *position, NEAREST))]

    def _original(self, document: str) -> Position | None:
        query = (
            "SELECT coalesce(o.published, o.first_seen), o.id"
            " FROM documents d JOIN documents o ON o.id = d.duplicate_of WHERE d.id = ?"
        )
        row = self._connection.execute(query, (document,)).fetchone()
        return Position(*row) if row else None

    def _copies(self, original: Position, followers: Iterable[Position]) -> list[Position]:
        return [one for one in followers if (found := self._original(one.id)) and found.id == original.id]

    def _look(self, document: str) -> Fingerprint:
        query = (
            "SELECT d.language, v.text_hash, v.figures, v.shingles"
            " FROM documents d JOIN document_versions v ON v.id = d.version_id WHERE d.id = ?"
        )
        return fingerprint_of(*self._connection.execute(query, (document,)).fetchone())
