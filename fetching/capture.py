"""Archive every response before anything else sees it."""

from __future__ import annotations

import asyncio
import logging
from asyncio import Task
from pathlib import Path
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response

from fetching.archive import ArchiveWriter
from fetching.warc import ArchiveError

logger = logging.getLogger(__name__)


class CaptureResponses:
    """Downloader middleware, the nearest to the network: archives responses and says where they stand.

    Each response, a redirect or an error too, has its Capture in ``response.meta["capture"]``. Requests
    other than GET are refused: their answers could not be found again by address. Where the archive cannot
    be written the crawl stops. In a replay the middleware is off.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._writer = ArchiveWriter(Path(crawler.settings["CLAIMWIRE_ARCHIVE"]))
        self._stopping: Task[None] | None = None
        crawler.signals.connect(self.close, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the middleware of a crawl that archives into ``CLAIMWIRE_ARCHIVE``."""
        if crawler.settings["CLAIMWIRE_REPLAY"] is not None:
            raise NotConfigured
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Forget the capture of an earlier answer, which a retry or a redirect takes over."""
        if request.method != "GET":
            raise IgnoreRequest(f"only GET is archived, so {request} is not sent")
        request.meta.pop("capture", None)

    def process_response(self, request: Request, response: Response) -> Response:
        """Archive a response. Raises ArchiveError where it cannot be written, and then nothing sees it."""
        headers = ((name, value) for name, values in response.headers.items() for value in values)
        ip = str(response.ip_address) if response.ip_address else None
        try:
            request.meta["capture"] = self._writer.append(
                request.url, response.status, headers, response.body, ip=ip
            )
        except ArchiveError as error:
            self._stop(error)
            raise
        return response

    def close(self) -> None:
        """Close the archive at the end of the crawl."""
        self._writer.close()

    def _stop(self, error: ArchiveError) -> None:
        if self._stopping is None:
            logger.critical("%s; stopping the crawl, as nothing is stored that is not archived", error)
            assert self._crawler.engine is not None
            closing = self._crawler.engine.close_spider_async(reason="archive_error")
            self._stopping = asyncio.get_running_loop().create_task(closing)
