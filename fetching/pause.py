"""Wait where a site asks to, and for as long as it asks."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from scrapy.exceptions import IgnoreRequest
from scrapy.http import Response

_BUSY = {429, 503}


class AskedToWait(IgnoreRequest):
    """A site has asked for a longer rest than a run waits for."""


def retry_after(response: Response, now: datetime) -> float:
    """Return how many seconds a response asks to wait, 0 where it does not ask or cannot be understood."""
    value = response.headers.get("Retry-After")
    if response.status not in _BUSY or value is None:
        return 0
    text = value.decode("latin-1").strip()
    if text.isascii() and text.isdecimal():
        return float(text[:9])
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return 0
    return max(0, (until.replace(tzinfo=until.tzinfo or UTC) - now).total_seconds())


class Pauses:
    """Until when each host has asked to be left alone."""

    def __init__(self, longest: float) -> None:
        """Take the longest wait, in seconds, that a run is held up by."""
        self.longest = longest
        self._until: dict[str, float] = {}

    def note(self, host: str, response: Response) -> float:
        """Keep in mind what a response asks for, and return it in seconds."""
        wait = retry_after(response, datetime.now(UTC))
        if wait:
            self._until[host] = time.monotonic() + wait
        return wait

    def wait(self, host: str) -> float:
        """Return how many seconds a host must be left alone yet. Raises AskedToWait where it is too long."""
        left = max(0, self._until.get(host, 0) - time.monotonic())
        if left > self.longest:
            raise AskedToWait(f"{host} asks to be left alone for {left:.0f} s more; crawl it again then")
        return left
