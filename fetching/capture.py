"""Archive every response before anything else sees it."""

from __future__ import annotations

from pathlib import Path
from typing import Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response

from fetching.archive import ArchiveWriter


class CaptureResponses:
    """Downloader middleware, the nearest to the network: archives responses and says where they stand.

    Each response, a redirect or an error too, has its Capture in ``response.meta["capture"]``. Requests
    other than GET are refused: their answers could not be found again by address. In a replay it is off.
    """

    def __init__(self, folder: Path) -> None:
        self._writer = ArchiveWriter(folder)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the middleware of a crawl that archives into ``CLAIMWIRE_ARCHIVE``."""
        if crawler.settings["CLAIMWIRE_REPLAY"] is not None:
            raise NotConfigured
        middleware = cls(Path(crawler.settings["CLAIMWIRE_ARCHIVE"]))
        crawler.signals.connect(middleware.close, signals.spider_closed)
        return middleware

    def process_request(self, request: Request) -> None:
        """Forget the capture of an earlier answer, which a retry or a redirect takes over."""
        if request.method != "GET":
            raise IgnoreRequest(f"only GET is archived, so {request} is not sent")
        request.meta.pop("capture", None)

    def process_response(self, request: Request, response: Response) -> Response:
        """Archive a response. Raises ArchiveError where it cannot be written, and then nothing sees it."""
        request.meta["capture"] = self._writer.append(
            request.url,
            response.status,
            ((name, value) for name, values in response.headers.items() for value in values),
            response.body,
            ip=str(response.ip_address) if response.ip_address else None,
            original=request.meta.get("seen"),
        )
        return response

    def close(self) -> None:
        """Close the archive at the end of the crawl."""
        self._writer.close()
