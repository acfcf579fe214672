"""Read the claims out of each document."""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
import os
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from functools import cache
from typing import Any, Self

from scrapy.crawler import Crawler

from claims.document import Document
from claims.extract import EXTRACTOR, extract
from claims.model import Mention
from storage.outcomes import Parcel

_LOOK = 1.0  # seconds between two looks whether the crawl is still there


class Extract:
    """Adds to each parcel the mentions that its document makes.

    With ``CLAIMWIRE_EXTRACTORS`` above 0, so many processes do it beside the crawl, which then goes on
    fetching and storing: that is for replays and backfills from fast hosts. Otherwise the crawl does it.
    """

    def __init__(self, processes: int) -> None:
        self._pool: ProcessPoolExecutor | None = None
        if processes:
            # A crawl has threads, so its workers are not forked from it.
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(processes, context, _leave_with, (os.getpid(),))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the pipeline of a crawl."""
        return cls(crawler.settings.getint("CLAIMWIRE_EXTRACTORS"))

    async def process_item(self, item: Any) -> Any:
        """Return the Parcel with its mentions; leave everything else as it is."""
        if not isinstance(item, Parcel):
            return item
        if self._pool is None:
            mentions = read(item.document)
        else:
            mentions = await asyncio.get_running_loop().run_in_executor(self._pool, read, item.document)
        return replace(item, mentions=mentions, extractor=EXTRACTOR)

    def close_spider(self) -> None:
        """Let the workers go."""
        if self._pool is not None:
            self._pool.shutdown()


def read(document: Document) -> tuple[Mention, ...]:
    """Return the mentions of a document."""
    mentions = extract(document)
    _keep(document.language)
    return mentions


@cache
def _keep(language: str) -> None:
    """Tell the collector, once a language, that its words and rules stay for good: it need not walk them."""
    gc.freeze()


def _leave_with(parent: int) -> None:
    """End a worker when the crawl is gone, however it ended: nothing else would tell it."""

    def look() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK)
        os._exit(0)

    threading.Thread(target=look, daemon=True).start()
