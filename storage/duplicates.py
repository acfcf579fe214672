"""Which document is a copy of which, kept right whatever the order in which they arrive.

Documents that share a band key stand in that band in order of time. The candidates of a document are
its ``NEAREST`` predecessors in each of its bands, and it is a duplicate of the earliest of them that
proves to be the same text. So the answer depends on the set of documents only, and a document that
arrives late concerns no more than its own nearest followers, however many share a band.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from claims.fingerprint import Profile, fingerprint, profile

NEAREST = 32
REMEMBERED = 2 * NEAREST


class Position(NamedTuple):
    """Where a document stands in time: by publication, or by its first capture where that is not known."""

    at: str
    id: str


class Duplicates:
    """Keeps ``documents.duplicate_of`` and the bands that it is found by, inside the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._profiles: OrderedDict[str, Profile] = OrderedDict()

    def add(self, position: Position, keys: Sequence[int]) -> None:
        """Enter a document that is in no band, whose row and current version are in place."""
        followers: set[Position] = set()
        candidates: set[Position] = set()
        displaced: set[str] = set()
        for key in self._shared(keys):
            before, after = self._before(key, position), self._after(key, position)
            candidates.update(before)
            followers.update(after)
            # The n-th follower has gained a predecessor and lost its farthest: the (NEAREST - n)-th of ours.
            displaced.update(one.id for one in before[NEAREST - len(after) :])
        self._connection.executemany("INSERT INTO bands VALUES (?, ?, ?)", [(key, *position) for key in keys])
        if candidates:
            self._point(position.id, candidates)
        for follower in followers:
            original = self._original(follower.id)
            if original and original.id in displaced:
                self._settle(follower)
            elif original is None or position < original:
                self._point(follower.id, {position, original} if original else {position})

    def remove(self, position: Position, keys: Sequence[int]) -> None:
        """Take a document out of the bands: it is about to be entered with another text or time."""
        affected: set[Position] = set()
        for key in keys:
            self._connection.execute(
                "DELETE FROM bands WHERE key = ? AND at = ? AND document_id = ?", (key, *position)
            )
            before, after = self._before(key, position), self._after(key, position)
            affected.update(after if len(before) + len(after) > NEAREST else self._copies(position, after))
        self._connection.execute("UPDATE documents SET duplicate_of = NULL WHERE id = ?", (position.id,))
        for follower in affected:
            self._settle(follower)

    def _settle(self, position: Position) -> None:
        """Decide anew from all candidates."""
        query = "SELECT text, language FROM latest WHERE id = ?"
        text, language = self._connection.execute(query, (position.id,)).fetchone()
        keys = fingerprint(text, language).keys
        self._point(position.id, {one for key in keys for one in self._before(key, position)})

    def _point(self, document: str, candidates: set[Position]) -> None:
        """Make the document a duplicate of the earliest candidate that is the same text, or of none."""
        original = next((one.id for one in sorted(candidates) if self._same(document, one.id)), None)
        self._connection.execute(
            "UPDATE documents SET duplicate_of = ?1 WHERE id = ?2 AND duplicate_of IS NOT ?1",
            (original, document),
        )

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

    def _same(self, one: str, other: str) -> bool:
        return self._profile(one).is_copy(self._profile(other))

    def _profile(self, document: str) -> Profile:
        version = self._connection.execute(
            "SELECT version_id FROM documents WHERE id = ?", (document,)
        ).fetchone()[0]
        if version not in self._profiles:
            query = "SELECT text FROM document_versions WHERE id = ?"
            self._profiles[version] = profile(self._connection.execute(query, (version,)).fetchone()[0])
            if len(self._profiles) > REMEMBERED:
                self._profiles.popitem(last=False)
        self._profiles.move_to_end(version)
        return self._profiles[version]
