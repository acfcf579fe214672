"""Serve a crawl from an archive: the same spiders, no network."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Headers, Response
from scrapy.http.request import NO_CALLBACK
from scrapy.responsetypes import responsetypes
from scrapy.utils.request import RequestFingerprinter

from fetching.index import Answer, ArchiveIndex, read_archive
from fetching.redaction import redact

logger = logging.getLogger(__name__)

_HANDLER = "fetching.replay.ReplayHandler"
_VISIT = "replay_visit"


class NotInReplay(IgnoreRequest):
    """A page that the archive does not hold."""


def replay_settings(paths: Iterable[Path | str]) -> dict[str, Any]:
    """Return the settings, to be laid over the project's, of a crawl from WARC files and folders of them.

    ``CLAIMWIRE_REPLAY`` is then the ArchiveIndex. Raises ArchiveError where a path is missing or no WARC.
    """
    return {
        "CLAIMWIRE_REPLAY": read_archive(paths),
        "DOWNLOAD_HANDLERS": {
            "http": _HANDLER,
            "https": _HANDLER,
            "data": None,
            "file": None,
            "ftp": None,
            "s3": None,
        },
        "REQUEST_FINGERPRINTER_CLASS": "fetching.replay.VisitFingerprinter",
        "DOWNLOAD_DELAY": 0,
        "ROBOTSTXT_OBEY": False,
        "RETRY_ENABLED": False,
        "AUTOTHROTTLE_ENABLED": False,
    }


class VisitFingerprinter(RequestFingerprinter):
    """Tells the visits of one address apart, so that the second is not taken for a repetition."""

    def fingerprint(self, request: Request) -> bytes:
        """Return Scrapy's fingerprint and the number of the visit."""
        return super().fingerprint(request) + _visit_number(request).to_bytes(4)


class ReplayHandler(BaseDownloadHandler):
    """Download handler that answers from ``CLAIMWIRE_REPLAY``, an ArchiveIndex.

    A request gets the first visit of its address that the archive holds, and the handler asks for the
    next visit by itself: an article and its later edit both reach the spider's callback. Stats:
    ``replay/served`` and ``replay/missing``.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._archive: ArchiveIndex = crawler.settings["CLAIMWIRE_REPLAY"]

    async def download_request(self, request: Request) -> Response:
        """Return the archived answer. Raises NotInReplay where there is none."""
        request.meta.pop("capture", None)
        visits = self._archive.visits(request.url)
        if not visits:
            raise self._missing(request, "")
        number = _visit_number(request)
        if number + 1 < len(visits):
            self._ask_again(request, number + 1)
        answer = self._archive.answer(visits[number])
        if answer.body is None and not (answer.status == 304 and "seen" in request.meta):
            raise self._missing(request, ", save that it was as on an earlier visit")
        self._count("replay/served")
        request.meta["capture"] = answer.capture
        return _response(request.url, answer)

    def _ask_again(self, request: Request, number: int) -> None:
        # What is downloaded without a callback, as robots.txt is, has nobody waiting for a second answer.
        if request.callback is NO_CALLBACK:
            return
        assert self.crawler.engine is not None
        self.crawler.engine.crawl(request.replace(meta=request.meta | {_VISIT: (request.url, number)}))

    def _missing(self, request: Request, but: str) -> NotInReplay:
        message = f"not in replay: {redact(request.url)}{but}"
        logger.info(message)
        self._count("replay/missing")
        return NotInReplay(message)

    def _count(self, name: str) -> None:
        assert self.crawler.stats is not None
        self.crawler.stats.inc_value(name)


def _visit_number(request: Request) -> int:
    # A redirect, and whatever else takes over the meta of a request, is about another address.
    url, number = request.meta.get(_VISIT, ("", 0))
    return int(number) if url == request.url else 0


def _response(url: str, answer: Answer) -> Response:
    headers = Headers()
    for name, value in answer.headers:
        if name.lower() != "transfer-encoding":
            headers.appendlist(name, value)
    cls = responsetypes.from_args(headers=headers, url=url, body=answer.body or b"")
    return cls(url, status=answer.status, headers=headers, body=answer.body or b"", flags=["replayed"])
