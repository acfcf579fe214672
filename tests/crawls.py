"""Run spiders inside the test process, one crawl after another on a reactor in a thread of its own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Thread
from typing import Any, ClassVar

from scrapy import Request, Spider, signals
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.http import Response
from scrapy.settings import Settings
from scrapy.utils.reactor import install_reactor
from twisted.python.failure import Failure

from fetching.conditional import unchanged
from tests.web import Site

# No spiders of the project need be there, and nothing is stored or waited for.
_BARE = {
    "SPIDER_MODULES": [],
    "ITEM_PIPELINES": {},
    "DOWNLOAD_DELAY": 0,
    "LOG_ENABLED": False,
    "CLAIMWIRE_PRIVATE_NETWORKS": ["127.0.0.1/32"],
}


@dataclass(frozen=True)
class Crawled:
    """What a crawl gave: its items in order, and its stats."""

    items: list[Any]
    stats: dict[str, Any]


class Fetch(Spider):
    """Asks for addresses and yields what came back, as dicts, or the error that came in its stead."""

    name = "fetch"
    urls: Iterable[str]
    meta: ClassVar[dict[str, Any]] = {}
    method = "GET"

    async def start(self) -> AsyncIterator[Request]:
        """Ask for all."""
        for url in self.urls:
            yield Request(url, self.parse, method=self.method, errback=self.failed, meta=dict(self.meta))

    def parse(self, response: Response) -> Iterator[dict[str, Any]]:
        """Yield an answer."""
        yield {
            "url": response.url,
            "text": response.text,
            "unchanged": unchanged(response),
            "capture": response.meta["capture"],
        }

    def failed(self, failure: Failure) -> Iterator[dict[str, Any]]:
        """Yield an error, and the capture of the answer that led to it if there is one."""
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy adds it
        yield {"url": request.url, "error": failure.value, "capture": request.meta.get("capture")}


def project_settings(overlay: Mapping[str, Any] | None = None) -> Settings:
    """Return the project's settings with an overlay, as the command makes them."""
    settings = Settings()
    settings.setmodule("settings", priority="project")
    settings.setdict(dict(overlay or {}), priority="cmdline")
    return settings


def crawl(spider: type[Spider], overlay: Mapping[str, Any], **arguments: Any) -> Crawled:
    """Crawl with the project's settings, of loopback too; no pipelines and no delay unless overlaid."""
    settings = project_settings({**_BARE, **overlay})
    return asyncio.run_coroutine_threadsafe(_crawl(spider, settings, arguments), _loop()).result(timeout=60)


def fetch(site: Site, archive: Path, *paths: str, **arguments: Any) -> Crawled:
    """Ask a server for paths, without retries; ``overlay`` is for the settings, the rest for Fetch."""
    settings = {"CLAIMWIRE_ARCHIVE": str(archive), "RETRY_ENABLED": False, **arguments.pop("overlay", {})}
    return crawl(Fetch, settings, urls=[site.url + path for path in paths], **arguments)


async def _crawl(spider: type[Spider], settings: Settings, arguments: Mapping[str, Any]) -> Crawled:
    runner = AsyncCrawlerRunner(settings)
    crawler = runner.create_crawler(spider)
    items: list[Any] = []

    def keep(item: Any) -> None:
        items.append(item)

    crawler.signals.connect(keep, signals.item_scraped)
    await runner.crawl(crawler, **arguments)
    assert crawler.stats is not None
    return Crawled(items, crawler.stats.get_stats())


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    install_reactor("twisted.internet.asyncioreactor.AsyncioSelectorReactor")
    from twisted.internet import reactor

    running: Any = reactor
    Thread(target=running.run, kwargs={"installSignalHandlers": False}, daemon=True).start()
    return loop
