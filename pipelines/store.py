"""Keep what a crawl finds: the only place where a crawl writes to the database."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DropItem
from twisted.python.failure import Failure

import storage.store
from claims.document import Capture, Document
from storage.database import DatabaseError
from storage.outcomes import Listing, PageState, Parcel, Refusal

logger = logging.getLogger(__name__)


class Store:
    """Writes each item in a transaction of its own, and counts what became of it in the run's row.

    The counts stand in the crawler's stats too, under ``claimwire/``: ``listed``, ``new``, ``version``,
    ``unchanged`` and one for each state of a refused page.
    """

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.store = storage.store.Store.open(crawler.settings["CLAIMWIRE_DB"])
        self.run = 0
        self.stopping: asyncio.Task[None] | None = None
        crawler.signals.connect(self.close, signals.spider_closed)
        crawler.signals.connect(self.item_error, signals.item_error)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the pipeline of a crawl. Raises DatabaseError where its database cannot be used."""
        return cls(crawler)

    def open_spider(self) -> None:
        """Begin the run, and let the spider ask what is known already."""
        spider = self.spider
        self.run = self.store.begin_run(spider.name, vars(spider).get("arguments", {}), datetime.now(UTC))
        self.crawler.stats.set_value("claimwire_run", self.run)
        spider.seen = self.store.seen
        if archive := self.crawler.settings["CLAIMWIRE_REPLAY"]:
            spider.changed = archive.last_visit

    @property
    def spider(self) -> Any:
        """Return the spider that this crawl runs."""
        assert self.crawler.spider is not None
        return self.crawler.spider

    def process_item(self, item: Any) -> Any:
        """Write one item. A database that cannot be written to any more ends the crawl."""
        try:
            self.save(item)
        except DatabaseError as error:
            self.stop(error)
            # Said once, in stop(); pages still in hand need not repeat it.
            raise DropItem(str(error), log_level="DEBUG") from None
        return item

    def save(self, item: Any) -> None:
        """Write one item and count it. Raises DatabaseError where that fails."""
        if isinstance(item, Parcel):
            self.count(self.store.save_document(item, self.run).value)
        elif isinstance(item, Listing):
            self.store.save_listing(item, self.run)
            self.count("listed", len(item.entries))
        elif isinstance(item, Refusal):
            self.store.save_refusal(item, self.run)
            self.count(item.state.value)
        elif isinstance(item, Capture):
            self.store.save_capture(item)
            self.count("unchanged")

    def stop(self, error: DatabaseError) -> None:
        """End the crawl, once."""
        if self.stopping is None:
            logger.critical("%s; stopping the crawl, what is stored already is safe", error)
            assert self.crawler.engine is not None
            closing = self.crawler.engine.close_spider_async(reason="database_error")
            self.stopping = asyncio.get_running_loop().create_task(closing)

    def count(self, name: str, by: int = 1) -> None:
        """Add to one of the run's counts."""
        self.crawler.stats.inc_value(f"claimwire/{name}", by)

    def counts(self) -> dict[str, int]:
        """Return the run's counts so far."""
        prefix = "claimwire/"
        stats = self.crawler.stats.get_stats()
        return {key.removeprefix(prefix): value for key, value in stats.items() if key.startswith(prefix)}

    def item_error(self, item: Any, failure: Failure) -> None:
        """Put down a document that one of the pipelines failed on, so that it is not lost from sight."""
        document = item.document if isinstance(item, Parcel) else item
        if isinstance(document, Document):
            reason = f"{type(failure.value).__name__}: {failure.getErrorMessage()}; please report this page"
            self.process_item(
                Refusal(document.url, document.outlet, document.edition, PageState.FAILED, reason,
                        capture=document.capture)
            )  # fmt: skip

    def close(self, spider: Spider, reason: str) -> None:
        """End the run and close the database."""
        try:
            self.store.end_run(self.run, datetime.now(UTC), reason, self.counts())
        except DatabaseError as error:
            logger.critical("%s; the end of run %d is not entered", error, self.run)
        self.store.close()
