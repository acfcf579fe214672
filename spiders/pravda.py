"""What the spiders of Ukrainska Pravda and its sister sites share: feeds, sitemaps, day archives, layouts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from claims.document import Capture
from spiders.addresses import EDITIONS, FAMILY, Site, bare_host, join
from spiders.base import Item, OutletSpider, moved, unpack
from spiders.failures import Refused
from spiders.listings import Listed, feed, plain, sitemap, sitemap_index
from spiders.readers.page import Page, PageError, Select, first
from spiders.readers.pravda import READERS
from storage.outcomes import Channel, Entry, Listing, PageState

_MONTH = re.compile(r"sitemap-(\d{4})-(0[1-9]|1[0-2])\.xml")
_LINKS = Select("a[href]")
_LISTS = Select(
    ".container_sub_news_list_wrapper, .section_articles_grid_wrapper, .section_list_wrapper, .news_all,"
    " .news_list, .block_archive_list, .article_news_list, .mnews1"
)
_APPLICATION = Select("meta[property='fb:app_id']::attr(content)")


@dataclass(frozen=True, slots=True)
class Source:
    """A list to be read: at the first of ``addresses``, or at the next where that gives none.

    ``edition`` is None for a list of all editions, ``day`` the first of the month for a month's sitemap.
    """

    channel: Channel
    addresses: tuple[str, ...]
    edition: str | None = None
    day: date | None = None


class PravdaSpider(OutletSpider):
    """A spider of one site of the house; a subclass names it."""

    editions = EDITIONS
    channels: ClassVar[tuple[Channel, ...]] = (Channel.FEED, Channel.SITEMAP, Channel.ARCHIVE)
    readers = READERS
    site: ClassVar[Site]
    feeds: ClassVar[tuple[str, ...]] = ("/rss/", "/rss/view_news/")
    archives: ClassVar[tuple[str, ...]] = ("/archives/date_{:%d%m%Y}/", "/news/date_{:%d%m%Y}/")
    sitemaps: ClassVar[tuple[str, ...]] = ("/sitemap/sitemap.xml", "/sitemap/sitemap-archive.xml")

    def sources(self) -> Iterator[Source]:
        """Yield the lists to read: feeds, then sitemaps, which tell of changes, then day archives."""
        chosen = self.selection
        if Channel.FEED in chosen.channels:
            for edition in chosen.editions:
                yield self.source(Channel.FEED, self.feeds, edition)
        if Channel.SITEMAP in chosen.channels:
            yield self.source(Channel.SITEMAP, self.sitemaps)
        if Channel.ARCHIVE in chosen.channels:
            for day in chosen.days():
                for edition in chosen.editions:
                    yield self.source(Channel.ARCHIVE, [p.format(day) for p in self.archives], edition, day)

    def source(
        self, channel: Channel, paths: Iterable[str], edition: str | None = None, day: date | None = None
    ) -> Source:
        """Return the source at these paths of an edition."""
        root = f"https://{self.site.host}{self.editions[edition] if edition else ''}"
        return Source(channel, tuple(root + path for path in paths), edition, day)

    def listings(self) -> Iterator[Request]:
        """Yield the requests for the lists."""
        return map(self.ask, self.sources())

    def ask(self, source: Source) -> Request:
        """Return the request for a list."""
        limit = self.settings.getint("CLAIMWIRE_SITEMAP_MAXSIZE")
        return Request(
            source.addresses[0],
            callback=self.parse_list,
            errback=self.list_failed,
            cb_kwargs={"source": source},
            meta={"download_maxsize": limit} if source.channel is Channel.SITEMAP else {},
        )

    def parse_list(self, response: Response, source: Source) -> Iterator[Item | Request]:
        """Yield what a list holds and the requests for its pages, or what to do without the list."""
        try:
            self.check(response)
            found = list(self.read_list(response, source))
        except Exception as error:  # noqa: BLE001 - whatever a list does to us, it is accounted for
            yield from self.without(source, error, response.meta.get("capture"))
            return
        for item in found:
            yield from self.follow(item) if isinstance(item, Listing) else [item]

    def list_failed(self, failure: Failure) -> Iterator[Item | Request]:
        """Yield what to do without a list that did not come."""
        request, error, capture = unpack(failure)
        yield from self.without(request.cb_kwargs["source"], error, capture)

    def without(
        self, source: Source, error: BaseException, capture: Capture | None
    ) -> Iterator[Item | Request]:
        """Yield the request for the next address of a source, or refusals where there is none."""
        url, *others = source.addresses
        if others:
            yield self.ask(replace(source, addresses=tuple(others)))
            return
        day = None if source.channel is Channel.SITEMAP else source.day
        for edition in [source.edition] if source.edition else self.selection.editions:
            yield self.refusal(error, url, edition, day, capture)

    def read_list(self, response: Response, source: Source) -> Iterator[Item | Request]:
        """Yield what a list holds. Raises PageError where it cannot be read."""
        if source.channel is Channel.FEED:
            return self.listed(self.fed(response.body, source), response, source)
        if source.channel is Channel.ARCHIVE:
            return self.listed(self.archived(Page(response), source), response, source)
        body = plain(response.body, self.settings.getint("CLAIMWIRE_SITEMAP_MAXSIZE"))
        if source.day:
            return self.mapped(body, response, source.day)
        return self.indexed(body, source)

    def fed(self, body: bytes, source: Source) -> list[Listed]:
        """Return the items of a feed, which is never without one of its edition."""
        found = list(feed(body))
        if not any(self.counts(item.url, source) for item in found):
            raise PageError("names no article of this edition")
        return found

    def archived(self, page: Page, source: Source) -> list[Listed]:
        """Return what a day archive lists: what links to the day, and all in lists of a known layout."""
        lists = _LISTS(page.root)
        inside = {link.get("href") for part in lists for link in _LINKS(part)}
        links = ((link.get("href"), join(page.url, link.get("href"))) for link in _LINKS(page.root))
        found = [url for href, url in links if href in inside or self.is_of(source.day, url)]
        if not any(self.counts(url, source) for url in found):
            # The day may be empty, but what is not understood must not pass for that.
            if urlsplit(page.url).path != urlsplit(source.addresses[0]).path:
                raise PageError(f"leads to {page.url} instead of the list of a day")
            if any(self.is_of(source.day, url) for url in found):
                raise PageError("lists another edition")
            if not lists:
                raise PageError("no list of a known layout, and no link to a page of the day")
        return [Listed(url, None) for url in found]

    def counts(self, url: str, source: Source) -> bool:
        """Say whether an address is that of an article of the edition, and of the day if both have one."""
        address = self.site.address(url)
        if address is None or address.edition != source.edition:
            return False
        return source.day is None or address.day in (None, source.day)

    def is_of(self, day: date | None, url: str) -> bool:
        """Say whether an address is that of an article of that day."""
        address = self.site.address(url)
        return address is not None and address.day == day

    def listed(self, found: Iterable[Listed], response: Response, source: Source) -> Iterator[Item]:
        """Yield refusals of what stands on sister sites, and the listing of the edition."""
        assert source.edition is not None
        capture = response.meta.get("capture")
        entries: dict[str, Entry] = {}
        sisters: dict[str, Entry] = {}
        for item in found:
            address = self.site.address(item.url)
            day = (address and address.day) or source.day or self.day_of(item.time)
            if not self.selection.covers(day) or (source.day and day != source.day):
                continue
            if address and address.edition == source.edition:
                entries.setdefault(address.url, Entry(address.url, day))
            elif self.site.holds_sister(item.url):
                sisters.setdefault(item.url, Entry(item.url, day))
        for away in sisters.values():
            moved = Refused(PageState.MOVED, "is listed here, and stands on a sister site", away.url)
            yield self.refusal(moved, away.url, source.edition, away.day, capture)
        unit = source.day.isoformat() if source.day else None
        yield Listing(self.outlet, source.edition, source.channel, tuple(entries.values()), unit, capture)

    def indexed(self, body: bytes, source: Source) -> Iterator[Item | Request]:
        """Yield requests for what an index names: a further index, the sitemaps of the months asked for."""
        named = [url for url in sitemap_index(body) if bare_host(url) == self.site.name]
        months = {month: url for url in named if (month := _month(url))}
        further = [
            url for url in named if not _month(url) and "archive" in url and url != source.addresses[0]
        ]
        if not months and not further:
            raise PageError("names neither an archive of sitemaps nor the sitemap of a month")
        for url in further:
            yield self.ask(Source(source.channel, (url,)))
        for month in {day.replace(day=1): None for day in self.selection.days()} if months else ():
            if month in months:
                yield self.ask(Source(source.channel, (months[month],), day=month))
            else:
                why = Refused(PageState.FAILED, f"names no sitemap of {month:%Y-%m}; try channels=archive")
                yield from self.without(Source(source.channel, source.addresses[:1]), why, None)

    def mapped(self, body: bytes, response: Response, month: date) -> Iterator[Listing]:
        """Yield a listing for each edition and each day of a month's sitemap."""
        days = [day for day in self.selection.days() if day.replace(day=1) == month]
        units: dict[tuple[date, str], dict[str, Entry]] = {
            (day, edition): {} for day in days for edition in self.selection.editions
        }
        understood = False
        for item in sitemap(body):
            for url in (item.url, *item.alternates):
                if (address := self.site.address(url)) is None or address.day is None:
                    continue
                understood = True
                unit = units.get((address.day, address.edition))
                # A translation has its own entry as a rule, which tells of its own changes.
                if unit is not None and (url == item.url or address.url not in unit):
                    unit[address.url] = Entry(address.url, address.day, item.time)
        if not understood:
            raise PageError("names no article of this site")
        for (day, edition), entries in units.items():
            yield Listing(
                outlet=self.outlet,
                edition=edition,
                channel=Channel.SITEMAP,
                entries=tuple(entries.values()),
                unit=day.isoformat(),
                capture=response.meta.get("capture"),
            )

    def translation_group(self, url: str) -> str | None:
        """Return the outlet with the number that all editions of an article share."""
        address = self.site.address(url)
        return f"{self.outlet}/{address.id}" if address else None

    def place(self, page: Page, entry: Entry) -> None:
        """Raise Refused for a page of a sister site, of another edition or number, or that is no article."""
        super().place(page, entry)
        application = first(_APPLICATION(page.root))
        sister = next((host for host, known in FAMILY.items() if known == application), self.site.name)
        if sister != self.site.name:
            raise moved(f"https://{sister}/")
        listed, stands = self.site.address(entry.url), self.site.address(page.canonical or page.url)
        if listed and stands and (listed.edition, listed.id) != (stands.edition, stands.id):
            raise moved(stands.url)
        if self.site.address(page.url) is None:
            raise Refused(PageState.GONE, f"leads to {page.url}, which is no article")


def _month(url: str) -> date | None:
    found = _MONTH.search(url)
    return date(int(found[1]), int(found[2]), 1) if found else None
