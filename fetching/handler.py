"""Where requests go out: kept from private addresses, and held back where a site asks to wait."""

from __future__ import annotations

import asyncio
import logging
import time

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, IgnoreRequest
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from fetching.addresses import networks, watch
from fetching.pause import Pauses

logger = logging.getLogger(__name__)


class ForbiddenAddress(IgnoreRequest):
    """A host whose address is not on the public internet."""


class CarefulHandler(HTTP11DownloadHandler):
    """Scrapy's handler of http and https, with care for the site and for the network it runs in.

    Only public addresses are connected to, and those of the networks in ``CLAIMWIRE_PRIVATE_NETWORKS``;
    for others ForbiddenAddress is raised. ``Retry-After`` holds the host back, up to
    ``CLAIMWIRE_LONGEST_PAUSE`` seconds; a host that asks for more is left alone: AskedToWait is raised.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._networks = networks(crawler.settings.getlist("CLAIMWIRE_PRIVATE_NETWORKS"))
        self._pauses = Pauses(crawler.settings.getfloat("CLAIMWIRE_LONGEST_PAUSE"))

    async def download_request(self, request: Request) -> Response:
        """Send a request, when the host is ready for it, and return the response."""
        host = urlparse_cached(request).hostname or ""
        await self._rest(self._pauses.wait(host))
        with watch(self._networks) as watching:
            try:
                response = await super().download_request(request)
            except CannotResolveHostError:
                if watching.refused:
                    raise _forbidden(host, watching.refused[0]) from None
                raise
        if asked := self._pauses.note(host, response):
            logger.warning("%s asks to be left alone for %.0f s", host, asked)
            request.meta["dont_retry"] = request.meta.get("dont_retry") or asked > self._pauses.longest
        return response

    async def _rest(self, seconds: float) -> None:
        """Wait, but no longer than the crawl goes on. Raises IgnoreRequest where it ends before."""
        assert self.crawler.engine is not None
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            await asyncio.sleep(min(left, 1))
            if not self.crawler.engine.running:
                raise IgnoreRequest("not asked: the crawl has been stopped")


def _forbidden(host: str, address: str) -> ForbiddenAddress:
    message = f"not asked: {host} has the address {address}, which is not public"
    logger.warning(message)
    return ForbiddenAddress(message)
