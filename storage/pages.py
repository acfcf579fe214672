"""The ledger: every address that an outlet has listed or a crawl has met, and what became of it.

A stored page stays stored. Of other outcomes the one with the latest capture counts; an outcome that
left no capture (a time-out, an address missing from a replay) counts only while there is none.
"""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import NamedTuple

from claims.identity import digest
from storage.outcomes import Channel, Listing, PageState, Refusal
from storage.rows import Row, instant
from storage.statements import put

# Whose word on a page's day counts first. The document's own comes last: an archive lists a page under
# its own idea of the day, and what is stored is compared with what it lists.
DAY_FROM: tuple[str, ...] = (Channel.ARCHIVE, Channel.API, Channel.SITEMAP, Channel.FEED, "document")


class Page(NamedTuple):
    """A row of ``pages``."""

    url: str
    outlet: str
    edition: str
    state: str
    first_run: int
    last_run: int
    day: str | None = None
    day_from: str | None = None
    in_archive: bool = False
    in_sitemap: bool = False
    in_feed: bool = False
    in_api: bool = False
    changed: str | None = None
    reason: str | None = None
    moved_to: str | None = None
    capture_id: str | None = None
    captured_at: str | None = None

    def merged(self, new: Page) -> Page:
        """Return what both say of the page. Given captures, the order in which they are merged is all one."""
        outcome = new if new._weight() >= self._weight() else self
        owner = min(self, new, key=lambda page: (page.state != PageState.STORED, page.outlet, page.edition))
        dated = min(self, new, key=Page._day_rank)
        return outcome._replace(
            outlet=owner.outlet,
            edition=owner.edition,
            first_run=self.first_run,
            last_run=new.last_run,
            day=dated.day,
            day_from=dated.day_from,
            in_archive=self.in_archive | new.in_archive,
            in_sitemap=self.in_sitemap | new.in_sitemap,
            in_feed=self.in_feed | new.in_feed,
            in_api=self.in_api | new.in_api,
            changed=max(self.changed or "", new.changed or "") or None,
        )

    def _weight(self) -> tuple[bool, str, str, bool]:
        stored, listed = self.state == PageState.STORED, self.state == PageState.LISTED
        return stored, self.captured_at or "", self.capture_id or "", not listed

    def _day_rank(self) -> tuple[bool, int, str]:
        return self.day is None, DAY_FROM.index(self.day_from or "document"), self.day or ""


def listed_pages(listing: Listing, run: int) -> list[Page]:
    """Return the pages that a listing lists. Raises ValueError for a change without a time zone."""
    unit_day = listing.unit if _is_day(listing.unit) else None
    return [
        Page(
            entry.url,
            listing.outlet,
            listing.edition,
            PageState.LISTED,
            run,
            run,
            day=entry.day.isoformat() if entry.day else unit_day,
            day_from=listing.channel,
            changed=instant(entry.changed, entry.url, "its listed change") if entry.changed else None,
            in_archive=listing.channel == Channel.ARCHIVE,
            in_sitemap=listing.channel == Channel.SITEMAP,
            in_feed=listing.channel == Channel.FEED,
            in_api=listing.channel == Channel.API,
        )
        for entry in listing.entries
    ]


def listing_row(listing: Listing, capture: Row | None, run: int) -> Row:
    """Return the row of a listing."""
    urls = sorted({entry.url for entry in listing.entries})
    capture_id = capture["id"] if capture else None
    said = (listing.outlet, listing.edition, listing.channel, listing.unit, capture_id)
    return {
        "id": digest(*said, None if capture else urls),
        "outlet": listing.outlet,
        "edition": listing.edition,
        "channel": listing.channel,
        "unit": listing.unit,
        "listed": len(urls),
        "capture_id": capture_id,
        "run": run,
    }


def refused_page(refusal: Refusal, capture: Row | None, run: int) -> Page:
    """Return the page that a refusal tells of."""
    return Page(
        refusal.url,
        refusal.outlet,
        refusal.edition,
        refusal.state,
        run,
        run,
        day=refusal.day.isoformat() if refusal.day else None,
        reason=refusal.reason,
        moved_to=refusal.moved_to,
        capture_id=capture["id"] if capture else None,
        captured_at=capture["at"] if capture else None,
    )


def stored_page(document: Row, capture: Row, run: int) -> Page:
    """Return the page of a stored document."""
    return Page(
        document["url"],
        document["outlet"],
        document["edition"],
        PageState.STORED,
        run,
        run,
        day=document["day"],
        capture_id=capture["id"],
        captured_at=capture["at"],
    )


class Ledger:
    """Writes pages and listings, inside the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def enter_listing(self, pages: list[Page], listing: Row, capture: Row | None) -> None:
        """Enter a listing and its pages. What kept the listing's own address from being read is over."""
        put(self._connection, "listings", listing)
        for page in pages:
            self.enter(page)
        if capture:
            self._connection.execute(
                "DELETE FROM pages WHERE url = ? AND state NOT IN ('stored', 'listed')"
                " AND coalesce(captured_at, '') <= ?",
                (capture["url"], capture["at"]),
            )

    def enter_refusal(self, page: Page) -> None:
        """Enter a page that was not stored, save for a listing's address that was read later."""
        if not self._has_listed_since(page):
            self.enter(page)

    def enter_stored(self, page: Page, captured_url: str) -> None:
        """Enter a stored page under its canonical address, and under the one that was listed and fetched."""
        self.enter(page)
        if captured_url != page.url and self._page(captured_url):
            self.enter(page._replace(url=captured_url))

    def enter(self, page: Page) -> None:
        """Merge what is new of a page into its row."""
        old = self._page(page.url) or self._held(page)
        put(self._connection, "pages", (old.merged(page) if old else page)._asdict(), key="url")

    def _page(self, url: str) -> Page | None:
        row = self._connection.execute(_SELECT, (url,)).fetchone()
        return Page(*row) if row else None

    def _held(self, page: Page) -> Page | None:
        """Return an unlisted address as stored where a document was got by it under another address."""
        row = self._connection.execute(
            "SELECT d.outlet, d.edition, d.day, c.id, c.at FROM captures c"
            " JOIN sightings s ON s.capture_id = c.id JOIN documents d ON d.id = s.document_id"
            " WHERE c.url = ? ORDER BY c.at DESC, c.id DESC",
            (page.url,),
        ).fetchone()
        if row is None:
            return None
        outlet, edition, day, capture, at = row
        runs = (page.first_run, page.last_run)
        return Page(
            page.url, outlet, edition, PageState.STORED, *runs, day=day, capture_id=capture, captured_at=at
        )

    def _has_listed_since(self, page: Page) -> bool:
        query = (
            "SELECT EXISTS (SELECT 1 FROM captures c JOIN listings l ON l.capture_id = c.id"
            " WHERE c.url = ? AND c.at >= ?)"
        )
        return bool(self._connection.execute(query, (page.url, page.captured_at)).fetchone()[0])


_SELECT = f"SELECT {', '.join(Page._fields)} FROM pages WHERE url = ?"  # noqa: S608 (names of the code)


def _is_day(unit: str | None) -> bool:
    try:
        return unit is not None and date.fromisoformat(unit).isoformat() == unit
    except ValueError:
        return False
