"""Saving a document: its capture, its version, what was read from it, and its place among copies.

What a document or a version *is* comes from its latest capture, and when it was seen from all of them,
so the order in which captures arrive does not show.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Literal, NamedTuple

from claims.fingerprint import Fingerprint, fingerprint
from storage.claims import Reading, add_mentions, drop_mentions, index_mentions, reading, replace_mentions
from storage.duplicates import Duplicates, Position
from storage.outcomes import Parcel, Saved
from storage.rows import Row, capture_row, document_row, version_row
from storage.statements import insert, update


@dataclass(frozen=True, slots=True)
class Prepared:
    """All rows of a parcel, made and checked before the write lock is taken."""

    capture: Row
    document: Row
    version: Row
    reading: Reading
    fingerprint: Fingerprint

    @property
    def id(self) -> str:
        """Return the document's id."""
        return str(self.document["id"])

    @property
    def version_id(self) -> str:
        """Return the version's id."""
        return str(self.version["id"])

    @property
    def seen(self) -> Row:
        """Return what one capture says of when a row was seen."""
        return {"first_seen": self.capture["at"], "last_seen": self.capture["at"]}


def prepare(parcel: Parcel) -> Prepared:
    """Check a parcel and make its rows.

    Raises ValueError, naming the address, where the document has no capture, a time has no zone, or a
    mention does not fit the text.
    """
    document = parcel.document
    if document.capture is None:
        raise ValueError(f"{document.url}: the document has no capture; only what is archived is stored")
    for mention in parcel.mentions:
        mention.check(document)
    capture = capture_row(document.capture)
    version = version_row(document, parcel.fingerprint, parcel.extractor)
    return Prepared(
        capture=capture,
        document=document_row(document, version["id"]),
        version={**version, "capture_id": capture["id"]},
        reading=reading(parcel.mentions, version["id"], parcel.extractor),
        fingerprint=parcel.fingerprint,
    )


class Current(NamedTuple):
    """The state of a document that copies and the full-text index depend on."""

    number: int
    id: str
    version_id: str
    at: str
    language: str
    title: str
    text: str

    @property
    def position(self) -> Position:
        """Return where the document stands among copies."""
        return Position(self.at, self.id)


class Documents:
    """Writes documents, inside the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._duplicates = Duplicates(connection)

    def save(self, new: Prepared) -> Saved:
        """Store what the parcel adds, and say what that was. Its capture is stored already."""
        before = self._current(new.id)
        saved = self._revise(new) if before else self._create(new)
        see_again(self._connection, new.document["url"])
        # The full-text indexes come last: what follows in one transaction makes them flush once more.
        self._index(before, self._current(new.id), new)
        if saved is not Saved.UNCHANGED:
            index_mentions(self._connection, new.version_id)
        return saved

    def _create(self, new: Prepared) -> Saved:
        insert(self._connection, "documents", {**new.document, **new.seen})
        insert(self._connection, "document_versions", {**new.version, **new.seen})
        self._sight(new)
        add_mentions(self._connection, new.reading)
        return Saved.NEW

    def _revise(self, new: Prepared) -> Saved:
        known = self._version_is_known(new)
        if not known:
            insert(self._connection, "document_versions", {**new.version, **new.seen})
        superseded = self._sight(new)
        reread = self._latest("version_id", new.version_id) == new.capture["id"] and self._read(new)
        if self._latest("document_id", new.id) == new.capture["id"]:
            update(self._connection, "documents", new.document)
        self._drop_unseen(superseded)
        self._date(new)
        if not known:
            return Saved.VERSION
        return Saved.REREAD if reread else Saved.UNCHANGED

    def _current(self, document: str) -> Current | None:
        query = (
            "SELECT number, id, version_id, coalesce(published, first_seen), language, title, text"
            " FROM latest WHERE id = ?"
        )
        row = self._connection.execute(query, (document,)).fetchone()
        return Current(*row) if row else None

    def _version_is_known(self, new: Prepared) -> bool:
        query = "SELECT EXISTS (SELECT 1 FROM document_versions WHERE id = ?)"
        return bool(self._connection.execute(query, (new.version_id,)).fetchone()[0])

    def _sight(self, new: Prepared) -> str | None:
        """Record the version that the capture shows; return the one that it was read as before, if any."""
        seen = (new.id, new.capture["id"])
        query = "SELECT version_id FROM sightings WHERE document_id = ? AND capture_id = ?"
        earlier = self._connection.execute(query, seen).fetchone()
        self._connection.execute(
            "INSERT INTO sightings (document_id, capture_id, seen_at, version_id) VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET version_id = excluded.version_id",
            (*seen, new.capture["at"], new.version_id),
        )
        return earlier[0] if earlier and earlier[0] != new.version_id else None

    def _latest(self, column: Literal["version_id", "document_id"], value: str) -> str:
        """Return the last capture that showed this version or document."""
        query = f"SELECT capture_id FROM sightings WHERE {column} = ? ORDER BY seen_at DESC, capture_id DESC"  # noqa: S608
        return str(self._connection.execute(query, (value,)).fetchone()[0])

    def _read(self, new: Prepared) -> bool:
        update(self._connection, "document_versions", new.version)
        return replace_mentions(self._connection, new.version_id, new.reading)

    def _drop_unseen(self, version: str | None) -> None:
        """Delete a version that no capture shows any more: a better reader has read another text in it."""
        query = "SELECT EXISTS (SELECT 1 FROM sightings WHERE version_id = ?)"
        if version is None or self._connection.execute(query, (version,)).fetchone()[0]:
            return
        drop_mentions(self._connection, version)
        self._connection.execute("DELETE FROM document_versions WHERE id = ?", (version,))

    def _date(self, new: Prepared) -> None:
        """Set from when to when the document and its version were seen. A 304 sees the document."""
        self._connection.execute(
            "UPDATE document_versions SET (first_seen, last_seen) ="
            " (SELECT min(seen_at), max(seen_at) FROM sightings WHERE version_id = document_versions.id)"
            " WHERE document_id = ?",
            (new.id,),
        )
        self._connection.execute(
            "UPDATE documents SET (first_seen, last_seen) ="
            " (SELECT min(seen_at), max(seen_at) FROM sightings WHERE document_id = documents.id)"
            " WHERE id = ?",
            (new.id,),
        )

    def _index(self, before: Current | None, after: Current | None, new: Prepared) -> None:
        """Keep search and copies in step with the document's current version."""
        if after is None or before == after:
            return
        if before is not None:
            self._duplicates.remove(before.position, fingerprint(before.text, before.language))
        is_new = after.version_id == new.version_id
        self._duplicates.add(
            after.position, new.fingerprint if is_new else fingerprint(after.text, after.language)
        )
        if before is not None:
            self._connection.execute(
                "INSERT INTO documents_fts (documents_fts, rowid, title, text) VALUES ('delete', ?, ?, ?)",
                (before.number, before.title, before.text),
            )
        self._connection.execute(
            "INSERT INTO documents_fts (rowid, title, text) VALUES (?, ?, ?)",
            (after.number, after.title, after.text),
        )


def see_again(connection: sqlite3.Connection, url: str) -> None:
    """Count the answers "not modified" from a document's address as sightings of the document."""
    connection.execute(
        "UPDATE documents SET last_seen = max(last_seen, coalesce("
        "(SELECT max(at) FROM captures WHERE url = ?1 AND status = 304), last_seen)) WHERE url = ?1",
        (url,),
    )
