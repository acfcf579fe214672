"""Run spiders inside the test process, one crawl after another on a reactor in a thread of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from threading import Thread
from typing import Any

from scrapy import Spider, signals
from scrapy.crawler import AsyncCrawlerRunner
from scrapy.settings import Settings
from scrapy.utils.reactor import install_reactor

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
