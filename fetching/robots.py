"""Obey robots.txt as its standard, RFC 9309, asks."""

from __future__ import annotations

import asyncio
import logging
from typing import Self

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest, NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached
from scrapy.utils.misc import load_object

logger = logging.getLogger(__name__)


class ForbiddenByRobots(IgnoreRequest):
    """A page that robots.txt does not let us ask for, or whose robots.txt cannot be had."""


class ObeyRobots:
    """Downloader middleware in the place of Scrapy's, which takes a failing server's rules for permission.

    A robots.txt that is not there (4xx) allows everything. One that the server fails to give (5xx, 429, no
    answer) forbids everything for the run. Its crawl-delay is applied where it is longer than ours.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"] or crawler.settings["USER_AGENT"]
        self._parser: type[RobotParser] = load_object(crawler.settings["ROBOTSTXT_PARSER"])
        self._rules: dict[str, asyncio.Task[RobotParser | str]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the middleware of a crawl that obeys (``ROBOTSTXT_OBEY``)."""
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Let a request pass that the host's rules allow. Raises ForbiddenByRobots for any other."""
        if request.meta.get("dont_obey_robotstxt"):
            return
        url = urlparse_cached(request)
        origin = f"{url.scheme}://{url.netloc}"
        if origin not in self._rules:
            self._rules[origin] = asyncio.ensure_future(self._ask(origin, request))
        rules = await asyncio.shield(self._rules[origin])
        if isinstance(rules, str):
            raise self._forbidden(f"{origin}/robots.txt {rules}, so nothing is asked of this host")
        if not rules.allowed(request.url, self._agent):
            raise self._forbidden(f"forbidden by {origin}/robots.txt")

    async def _ask(self, origin: str, request: Request) -> RobotParser | str:
        """Return the rules of a host, or what has gone wrong with them in words."""
        rules = await self._fetch(f"{origin}/robots.txt")
        if isinstance(rules, str):
            logger.warning("%s/robots.txt %s, so nothing is asked of this host", origin, rules)
        elif delay := rules.crawl_delay(self._agent):
            self._slow_down(request, delay)
        return rules

    async def _fetch(self, url: str) -> RobotParser | str:
        assert self._crawler.engine is not None
        meta = {"dont_obey_robotstxt": True, "download_maxsize": 512 * 1024}
        request = Request(url, NO_CALLBACK, priority=1000, meta=meta)
        try:
            response: Response = await self._crawler.engine.download_async(request)
        except Exception as error:  # noqa: BLE001 -- whatever it is, there are no rules, and it is reported
            return f"cannot be had ({error or type(error).__name__})"
        if response.status >= 500 or response.status == 429:
            return f"is answered with HTTP {response.status}"
        return self._parser.from_crawler(self._crawler, response.body if response.status < 400 else b"")

    def _slow_down(self, request: Request, delay: float) -> None:
        """Make the host's delay at least so many seconds, now and whenever its slot is made anew."""
        assert self._crawler.engine is not None
        downloader = self._crawler.engine.downloader
        key = downloader.get_slot_key(request)
        slot = downloader.slots.get(key)
        if slot and delay > slot.delay:
            logger.warning("%s asks for %g s between requests, and gets them", key, delay)
            slot.delay = delay
            downloader.per_slot_settings.setdefault(key, {})["delay"] = delay

    def _forbidden(self, message: str) -> ForbiddenByRobots:
        assert self._crawler.stats is not None
        self._crawler.stats.inc_value("robotstxt/forbidden")
        return ForbiddenByRobots(message)
