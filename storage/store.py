"""The store: what a crawl writes and asks, each write one short transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlite_utils import Database

from claims.document import Capture
from storage.database import open_database, transaction
from storage.documents import Documents, prepare, see_again
from storage.outcomes import Listing, PageState, Parcel, Refusal, Saved, Seen
from storage.pages import Ledger, listed_pages, listing_row, refused_page, stored_page
from storage.rows import capture_row, dumps, instant
from storage.statements import ensure, put


class Store:
    """One database, open for writing. Use it as a context manager, or close it.

    Every method that writes raises DatabaseError where the file cannot be written, and ValueError where
    what it is given cannot be stored; the transaction then leaves nothing.
    """

    def __init__(self, database: Database) -> None:
        self.database = database
        self._documents = Documents(database.conn)
        self._ledger = Ledger(database.conn)

    @classmethod
    def open(cls, path: str | Path, *, create: bool = True) -> Self:
        """Open the database, creating it if need be. Raises DatabaseError where it cannot be used."""
        return cls(open_database(path, create=create))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the database. The last one to close it folds the write-ahead log into the file."""
        self.database.close()

    def begin_run(self, spider: str, arguments: Mapping[str, object], at: datetime) -> int:
        """Enter a run and return its number."""
        row = (spider, dumps(dict(arguments)), instant(at, spider, "the start of the run"))
        with transaction(self.database) as connection:
            cursor = connection.execute("INSERT INTO runs (spider, arguments, started) VALUES (?, ?, ?)", row)
        return int(cursor.lastrowid or 0)

    def end_run(self, run: int, at: datetime, reason: str, counts: Mapping[str, object]) -> None:
        """Enter how a run ended."""
        row = (instant(at, f"run {run}", "the end of the run"), reason, dumps(dict(counts)), run)
        with transaction(self.database) as connection:
            connection.execute("UPDATE runs SET ended = ?, reason = ?, counts = ? WHERE id = ?", row)

    def save_document(self, parcel: Parcel, run: int) -> Saved:
        """Store a document with its version, capture, mentions and claims, and mark its page stored.

        Raises ValueError, naming the address, where it has no capture, a time has no zone, or a mention
        does not fit the text.
        """
        new = prepare(parcel)
        page = stored_page(new.document, new.capture, run)
        with transaction(self.database) as connection:
            ensure(connection, "outlets", {"id": page.outlet})
            put(connection, "captures", new.capture)
            self._ledger.enter_stored(page, new.capture["url"])
            return self._documents.save(new)

    def save_listing(self, listing: Listing, run: int) -> None:
        """Store what a listing page lists."""
        capture = capture_row(listing.capture) if listing.capture else None
        pages, row = listed_pages(listing, run), listing_row(listing, capture, run)
        with transaction(self.database) as connection:
            ensure(connection, "outlets", {"id": listing.outlet})
            if capture:
                put(connection, "captures", capture)
            self._ledger.enter_listing(pages, row, capture)

    def save_refusal(self, refusal: Refusal, run: int) -> None:
        """Store that a page was not stored as a document, and why."""
        capture = capture_row(refusal.capture) if refusal.capture else None
        page = refused_page(refusal, capture, run)
        with transaction(self.database) as connection:
            ensure(connection, "outlets", {"id": refusal.outlet})
            if capture:
                put(connection, "captures", capture)
            self._ledger.enter_refusal(page)

    def save_capture(self, capture: Capture) -> None:
        """Store a response that nothing else is made of: a 304 counts as a sighting of its document."""
        row = capture_row(capture)
        with transaction(self.database) as connection:
            put(connection, "captures", row)
            see_again(connection, capture.url)

    def seen(self, url: str) -> Seen | None:
        """Return what is known of an address, None where it was neither listed nor captured."""
        query = (
            # What a page that has moved was answered with is a capture of another address.
            "SELECT (SELECT max(at) FROM (SELECT at FROM captures WHERE url = ?1"
            " UNION ALL SELECT captured_at FROM pages WHERE url = ?1)), w.etag, w.last_modified,"
            " p.state, p.changed FROM (SELECT 1)"
            " LEFT JOIN (SELECT etag, last_modified FROM captures WHERE url = ?1 AND status = 200"
            " ORDER BY at DESC, id DESC LIMIT 1) w LEFT JOIN pages p ON p.url = ?1"
        )
        at, etag, last_modified, state, changed = self.database.conn.execute(query, (url,)).fetchone()
        if at is None and state is None:
            return None
        return Seen(_time(at), etag, last_modified, PageState(state) if state else None, _time(changed))


def _time(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
