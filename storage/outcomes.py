"""What a crawl hands to the store, and what the store answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from claims.document import Capture, Document
from claims.fingerprint import Fingerprint
from claims.model import Mention


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


@dataclass(frozen=True, slots=True)
class Parcel:
    """A document with all that was read from it, ready to be stored in one transaction.

    ``extractor`` names the version of the rules that made the mentions.
    """

    document: Document
    fingerprint: Fingerprint
    mentions: tuple[Mention, ...]
    extractor: str


class Saved(StrEnum):
    """What saving a document changed: ``reread`` is the same text with other mentions than before."""

    NEW = "new"
    VERSION = "version"
    REREAD = "reread"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Seen:
    """What the store knows of an address before it is asked for again.

    ``at`` is the time of its last capture, None where it was listed only; ``etag`` and
    ``last_modified`` are those of its last whole response. ``state`` is None for an address that is no
    page (a feed, a listing). ``changed`` is the latest change that a listing has told of.
    """

    at: datetime | None
    etag: str | None
    last_modified: str | None
    state: PageState | None
    changed: datetime | None
