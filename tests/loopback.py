"""Send a crawl's requests to a server on loopback: real HTTP, the sites' own addresses.

The server sees ``/www.example.org/path?query`` for ``https://www.example.org/path?query``.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import Response

from fetching.handler import CarefulHandler

_HANDLER = "tests.loopback.LoopbackHandler"


def loopback_settings(server: str) -> dict[str, Any]:
    """Return the settings of a crawl whose every request goes to ``server``, as http://127.0.0.1:8000."""
    return {
        "LOOPBACK": server,
        "CLAIMWIRE_PRIVATE_NETWORKS": ["127.0.0.0/8"],
        "DOWNLOAD_HANDLERS": {
            "http": _HANDLER,
            "https": _HANDLER,
            "data": None,
            "file": None,
            "ftp": None,
            "s3": None,
        },
        "ROBOTSTXT_OBEY": False,
        "DOWNLOAD_DELAY": 0,
        "RETRY_ENABLED": False,
    }


class LoopbackHandler(CarefulHandler):
    """Download handler that asks the server of the setting ``LOOPBACK`` in place of every other."""

    async def download_request(self, request: Request) -> Response:
        """Return the server's answer as if it came from the address that was asked for."""
        server = self.crawler.settings["LOOPBACK"]
        address = request.url.partition("://")[2]
        response = await super().download_request(request.replace(url=urljoin(server, f"/{address}")))
        return response.replace(url=request.url)
