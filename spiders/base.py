"""What every spider of an outlet shares: its arguments, and the way from a listed address to a document."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from scrapy import Request, Spider, signals
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from claims.document import Capture, Document
from fetching.challenge import challenge
from fetching.conditional import unchanged
from spiders.addresses import bare_host
from spiders.arguments import Selection, select
from spiders.failures import Refused, refused
from spiders.readers.base import Article, Context, Reader
from spiders.readers.page import UNREADABLE, Page
from storage.outcomes import Channel, Entry, Listing, PageState, Refusal, Seen

# A capture alone says that a page is as it was.
Item = Document | Listing | Refusal | Capture
# More of them than one character in a thousand, and the page was read in a wrong encoding.
_UNREADABLE_SHARE = 0.001
_SETTLED = frozenset({PageState.STORED, PageState.REJECTED, PageState.MOVED, PageState.GONE})


class OutletSpider(Spider):
    """A spider of one outlet. A subclass gives the facts, and says where listings are and what they list.

    Arguments: ``since`` and ``until`` (a day, ``today``, ``yesterday``; without them the newest),
    ``editions`` (as ``en,uk``), ``channels`` (as ``feed,archive``), ``limit`` (pages to fetch).

    ``seen`` is what a crawl with a store sets: it tells what is known of an address. ``changed`` is what
    a replay sets: it tells when the archive last saw an address, as listings tell of changes.
    """

    outlet: ClassVar[str]
    editions: ClassVar[Mapping[str, str]]
    zone: ClassVar[str] = "Europe/Kyiv"
    first_day: ClassVar[date]
    channels: ClassVar[tuple[Channel, ...]] = (Channel.FEED,)
    readers: ClassVar[tuple[Reader, ...]]

    seen: Callable[[str], Seen | None] | None = None
    changed: Callable[[str], datetime | None] | None = None

    def __init__(self, name: str | None = None, **arguments: str) -> None:
        """Take the arguments. Raises SpiderArgumentError where they do not fit the outlet."""
        super().__init__(name)
        self.arguments = arguments
        self.selection: Selection = select(
            arguments,
            editions=self.editions,
            channels=self.channels,
            first_day=self.first_day,
            today=datetime.now(ZoneInfo(self.zone)).date(),
        )
        self._asked: set[str] = set()
        self._skipped: set[str] = set()

    async def start(self) -> AsyncIterator[Any]:
        """Ask for the listings, each when the pages of those before are on their way: memory stays flat."""
        for request in self.listings():
            if self.has_enough:
                return
            yield request
            await self.crawler.signals.wait_for(signals.scheduler_empty)

    @property
    def has_enough(self) -> bool:
        """Say whether as many pages are asked for as ``limit`` allows."""
        return self.selection.limit is not None and len(self._asked) >= self.selection.limit

    @abstractmethod
    def listings(self) -> Iterator[Request]:
        """Yield the requests for what lists the pages that are asked for."""

    def follow(self, listing: Listing) -> Iterator[Item | Request]:
        """Yield a listing and the requests for those of its pages that are to be fetched."""
        yield listing
        for entry in listing.entries:
            if self.has_enough:
                return
            if entry.url not in self._asked:
                yield from self._ask(entry, listing.edition)

    def _ask(self, entry: Entry, edition: str) -> Iterator[Request]:
        seen = self.seen(entry.url) if self.seen else None
        if seen and self.skip(entry, seen):
            if entry.url not in self._skipped:
                self._skipped.add(entry.url)
                self.count("skipped")
            return
        self._asked.add(entry.url)
        yield Request(
            entry.url,
            callback=self.read,
            errback=self.failed,
            cb_kwargs={"entry": entry, "edition": edition},
            # What was not stored is asked for in full: a reader may know it by now.
            meta={"seen": seen} if seen and seen.state is PageState.STORED else {},
        )

    def skip(self, entry: Entry, seen: Seen) -> bool:
        """Say whether a page need not be fetched: its fate is settled, and no change is told of since."""
        if seen.at is None or seen.state not in _SETTLED:
            return False
        changed = self.changed(entry.url) if self.changed else entry.changed
        return changed is None or changed <= seen.at

    def count(self, name: str) -> None:
        """Add one to a count of the run."""
        assert self.crawler.stats is not None
        self.crawler.stats.inc_value(f"claimwire/{name}")

    def read(self, response: Response, entry: Entry, edition: str) -> Iterator[Item]:
        """Yield the document on a page, or the reason why there is none."""
        if unchanged(response):
            yield response.meta["capture"]
            return
        try:
            item: Item = self.document(response, entry, edition)
        except Exception as error:  # noqa: BLE001 - whatever a page does to a reader, it is accounted for
            item = self.refusal(error, entry.url, edition, entry.day, response.meta.get("capture"))
        yield item

    def failed(self, failure: Failure) -> Iterator[Item]:
        """Yield the reason why a page did not come."""
        request, error, capture = unpack(failure)
        entry, edition = request.cb_kwargs["entry"], request.cb_kwargs["edition"]
        yield self.refusal(error, entry.url, edition, entry.day, capture)

    def document(self, response: Response, entry: Entry, edition: str) -> Document:
        """Return the document on a page. Raises Refused or PageError where there is none."""
        self.check(response)
        page = Page(response)
        self.place(page, entry)
        reader = next((reader for reader in self.readers if reader.claims(page)), None)
        if reader is None:
            raise Refused(
                PageState.DRIFT, "no reader knows this layout; the page is in the archive to write one for"
            )
        article = reader.read(page, Context(edition, self.zone, entry.day))
        _check(article, page)
        return Document(
            url=entry.url,
            outlet=self.outlet,
            edition=edition,
            language=edition,
            title=article.title,
            text=article.text,
            blocks=article.blocks,
            reader=reader.name,
            capture=response.meta.get("capture"),
            published=article.published,
            modified=article.modified,
            authors=article.authors,
            tags=article.tags,
            links=article.links,
            translation_group=self.translation_group(entry.url),
            translations=tuple(url for language, url in page.alternates.items() if language != edition),
        )

    def check(self, response: Response) -> None:
        """Raise Refused for an answer that is no page but a demand to prove oneself."""
        if reason := challenge(response):
            raise Refused(PageState.BLOCKED, reason)

    def day_of(self, time: datetime | None) -> date | None:
        """Return the outlet's day at that time."""
        return time.astimezone(ZoneInfo(self.zone)).date() if time else None

    def place(self, page: Page, entry: Entry) -> None:
        """Raise Refused for a page that is not the one that was listed, but stands on another site."""
        for url in (page.url, page.canonical):
            if url and bare_host(url) != bare_host(entry.url):
                raise moved(url)

    def translation_group(self, url: str) -> str | None:
        """Return what all editions of an article share, None where addresses do not tell."""
        return None

    def refusal(
        self,
        error: BaseException,
        url: str,
        edition: str,
        day: date | None = None,
        capture: Capture | None = None,
    ) -> Refusal:
        """Return the refusal of an address for what came of it."""
        why = refused(error)
        if why.unforeseen:
            self.logger.error("%s: %s", url, why, exc_info=error)
        return Refusal(url, self.outlet, edition, why.state, why.reason, day, capture, why.moved_to)


def moved(home: str) -> Refused:
    """Return the outcome of a page that stands elsewhere."""
    return Refused(PageState.MOVED, f"stands at {home} now", home)


def unpack(failure: Failure) -> tuple[Request, BaseException, Capture | None]:
    """Return the request that failed, the error, and the capture of the answer if there was one."""
    assert failure.value is not None
    request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy adds it
    answer = failure.value.response if isinstance(failure.value, HttpError) else None
    return request, failure.value, (answer.meta if answer else request.meta).get("capture")


def _check(article: Article, page: Page) -> None:
    if not article.text:
        raise Refused(PageState.REJECTED, "an article without text (a picture or a video alone)")
    lost = (article.title + article.text).count(UNREADABLE)
    if lost > len(article.text) * _UNREADABLE_SHARE:
        raise Refused(PageState.REJECTED, f"{lost} characters cannot be read as {page.encoding}")
