"""What a crawl hands to the store besides documents: what was listed, and what was refused and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from claims.document import Capture


class Channel(StrEnum):
    """By which way an outlet tells what it has published."""

    FEED = "feed"
    ARCHIVE = "archive"
    SITEMAP = "sitemap"
    API = "api"


class PageState(StrEnum):
    """What became of one listed address."""

    LISTED = "listed"
    STORED = "stored"
    MOVED = "moved"
    REJECTED = "rejected"
    DRIFT = "drift"
    BLOCKED = "blocked"
    GONE = "gone"
    FAILED = "failed"
    NOT_IN_REPLAY = "not_in_replay"


@dataclass(frozen=True, slots=True)
class Entry:
    """One address that an outlet lists. ``changed`` is when the outlet says it last changed (aware)."""

    url: str
    day: date | None = None
    changed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """What one listing page says exists for one edition and unit.

    ``unit`` is an ISO day or a range of ids; None where the listing is of no unit (a feed), and then it
    gives no count to compare with. ``entries`` are in the page's order.
    """

    outlet: str
    edition: str
    channel: Channel
    entries: tuple[Entry, ...]
    unit: str | None = None
    capture: Capture | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A page that is not stored as a document, with a reason that a person can act on.

    ``moved_to`` is the address of a page that now stands on another site.
    """

    url: str
    outlet: str
    edition: str
    state: PageState
    reason: str
    day: date | None = None
    capture: Capture | None = None
    moved_to: str | None = None
