"""Documents, mentions and parcels for the tests of the store, in as few words as a test needs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from claims.document import Block, Capture, Document, Moment, Role
from claims.fingerprint import fingerprint
from claims.model import (
    Actuality,
    Hop,
    Kind,
    Mention,
    Op,
    Period,
    Place,
    Polarity,
    Quantity,
    Span,
    Target,
    Unit,
)
from storage.outcomes import Parcel
from storage.store import Store

START = datetime(2024, 1, 28, 9, 0, tzinfo=UTC)
TEXT = (
    "Officials in the region counted twelve drones over the oil depot during the night. "
    "Nobody was hurt and the fire was put out before dawn, the governor wrote in his channel."
)


@cache
def _empty() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        Store.open(path).close()
        return path.read_bytes()


@contextmanager
def new_store() -> Iterator[Store]:
    """Yield an empty store in a file of its own that is gone afterwards, with a run numbered 1."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "test.db"
        path.write_bytes(_empty())
        with Store.open(path) as store:
            store.begin_run("test", {"since": "2024-01-28"}, START)
            yield store


def capture(
    url: str, hours: float = 0, body: str = "", status: int = 200, etag: str | None = None
) -> Capture:
    """Return a capture so many hours after the start."""
    digest = hashlib.sha256(f"{url} {body}".encode()).hexdigest()
    return Capture(
        url, START + timedelta(hours=hours), status, digest, "crawl.warc.gz", int(hours * 100), etag
    )


def document(
    name: str = "a",
    text: str = TEXT,
    *,
    hours: float = 1,
    title: str = "Drones over an oil depot",
    outlet: str = "Example News",
    published: datetime | None = START,
    language: str = "en",
    capture_at: Capture | None = None,
) -> Document:
    """Return the document at ``https://news.example/NAME``, captured so many hours after the start."""
    url = f"https://news.example/{name}"
    return Document(
        url=url,
        outlet=outlet,
        edition=language,
        language=language,
        title=title,
        text=text,
        blocks=(Block(Role.BODY, 0, len(text)),),
        reader="test/1",
        capture=capture_at or capture(url, hours, title + text),
        published=Moment(published, "28 January, 11:00", "Europe/Kyiv") if published else None,
        tags=("drones",),
    )


def mention(
    text: str, quote: str, value: float | None = 12, *, root: str = "governor", day: int = 28
) -> Mention:
    """Return a mention of so many drones on a day of January 2024, at the quote."""
    start = text.index(quote)
    span = Span(start, start + len(quote))
    return Mention(
        kind=Kind.ATTACK,
        span=span,
        quote=quote,
        chain=(Hop(root, root.title(), quote, span), Hop("example-news", "Example News")),
        rule="test",
        target=(Target.OIL,),
        quantity=None if value is None else Quantity(value, Op.EXACT, Unit.DRONE),
        period=Period(date(2024, 1, day), date(2024, 1, day)),
        places=(Place("kyiv", "Kyiv", country="UA", latitude=50.45, longitude=30.52),),
        evidence={"quantity": span, "period": "inherited"},
        polarity=Polarity.AFFIRMED,
        actuality=Actuality.DONE,
    )


def parcel(one: Document, *mentions: Mention, extractor: str = "rules/1") -> Parcel:
    """Return the parcel of a document and its mentions."""
    return Parcel(one, fingerprint(one.text, one.language), mentions, extractor)
