"""What a spider yields and the extractor reads: a document in labelled blocks, and its capture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal
from zoneinfo import ZoneInfo

Part = Literal["title", "text"]


class Language(StrEnum):
    """The languages that Claimwire reads, as BCP 47 codes."""

    EN = "en"
    UK = "uk"
    RU = "ru"


class Role(StrEnum):
    """What a block of text is to its document."""

    LEAD = "lead"
    SOURCE = "source"
    DETAILS = "details"
    QUOTE = "quote"
    BACKGROUND = "background"
    BODY = "body"
    LIST = "list"
    CAPTION = "caption"


class Origin(StrEnum):
    """Where the words of a block were read."""

    PAGE = "page"
    POST = "post"
    ALT = "alt"
    OCR = "ocr"


class Precision(StrEnum):
    """How finely a time was printed."""

    SECOND = "second"
    MINUTE = "minute"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph: ``document.text[start:end]``, offsets in code points.

    Blocks are in order, do not overlap, and leave out only line breaks. ``confidence`` (0 to 1) is
    that of OCR and None elsewhere.
    """

    role: Role
    start: int
    end: int
    origin: Origin = Origin.PAGE
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A time as a page prints it.

    ``value`` is aware and in UTC; ``raw`` is the page's own words, ``zone`` the IANA name or offset
    that they were read in.
    """

    value: datetime
    raw: str
    zone: str
    precision: Precision = Precision.MINUTE

    @property
    def day(self) -> date:
        """Return the calendar day that it was in its own zone."""
        zone = datetime.strptime(self.zone, "%z").tzinfo if self.zone[0] in "+-" else ZoneInfo(self.zone)
        return self.value.astimezone(zone).date()


@dataclass(frozen=True, slots=True)
class Capture:
    """One response as it was archived: where to find it again, and what to ask with next time.

    ``sha256`` is that of the body as received, in hex; ``file`` the WARC's name and ``offset`` the
    first byte of the record in it.
    """

    url: str
    at: datetime
    status: int
    sha256: str
    file: str
    offset: int
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One version of one article or post.

    ``text`` and ``title`` are NFC. ``url`` is canonical. ``translation_group`` is the same for all
    editions of one text. ``reader`` names the class that read the page. ``edition`` is the edition or
    channel of the outlet that coverage counts it under.
    """

    url: str
    outlet: str
    edition: str
    language: str
    title: str
    text: str
    blocks: tuple[Block, ...]
    reader: str
    capture: Capture | None = None
    published: Moment | None = None
    modified: Moment | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    translation_group: str | None = None
    translations: tuple[str, ...] = ()

    def part(self, name: Part) -> str:
        """Return the text that spans of that part count in."""
        return self.title if name == "title" else self.text
