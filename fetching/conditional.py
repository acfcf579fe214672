"""Ask only for what has changed since it was last fetched."""

from __future__ import annotations

from typing import Protocol, Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

_ASKED = ("If-None-Match", "If-Modified-Since")


def unchanged(response: Response) -> bool:
    """Return whether the site says that the page is as in ``request.meta["seen"]``."""
    return response.status == 304


class Validators(Protocol):
    """What a site gave to ask with next time, as it gave it; a Capture has them."""

    @property
    def etag(self) -> str | None:
        """The ``ETag``."""

    @property
    def last_modified(self) -> str | None:
        """The ``Last-Modified``."""


class Conditional:
    """Downloader middleware: turns ``meta["seen"]``, some Validators, into a conditional request.

    The callback of such a request gets the 304 where nothing has changed; see ``unchanged``. It must
    stand nearer to the network than decompression, as a 304 may name an encoding of the body it lacks.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the middleware of a crawl."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Put the validators into the headers, unless a redirect has led to another page than theirs."""
        seen: Validators | None = request.meta.get("seen")
        if seen is None:
            return
        if request.meta.get("redirect_urls"):
            for name in _ASKED:
                request.headers.pop(name, None)
            return
        for name, value in zip(_ASKED, (seen.etag, seen.last_modified), strict=True):
            if value:
                request.headers.setdefault(name, value)
        self._allow_304(request)

    def process_response(self, request: Request, response: Response) -> Response:
        """Take the encoding from a 304."""
        if response.status == 304:
            response.headers.pop("Content-Encoding", None)
        return response

    def _allow_304(self, request: Request) -> None:
        spiders = getattr(self._crawler.spider, "handle_httpstatus_list", ())
        allowed = request.meta.get("handle_httpstatus_list", spiders)
        request.meta["handle_httpstatus_list"] = [*allowed, 304]
