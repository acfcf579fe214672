"""Why there is no document: a state, and a reason that a person can act on."""

from __future__ import annotations

from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.spidermiddlewares.httperror import HttpError

from fetching.replay import NotInReplay
from spiders.readers.page import PageError
from storage.outcomes import PageState

_BLOCKED = {
    401: "a login is asked for",
    403: "the site refuses us; try another channel, or ask the outlet for access",
    429: "too many requests; crawl more slowly",
    451: "withheld for legal reasons",
    503: "overloaded, or refuses us; try again later",
}
_GONE = {404: "there is no such page", 410: "the page was removed"}
_REASONS: dict[type[BaseException], str] = {
    CannotResolveHostError: "the host's name cannot be resolved; check the network and the address",
    DownloadTimeoutError: "the site did not answer in time; try again later",
    DownloadConnectionRefusedError: "the host refuses connections; try again later",
}


class Refused(Exception):  # noqa: N818 - an outcome, and no error of the program
    """What became of a page that gives no document.

    ``moved_to`` is where it stands instead; ``unforeseen`` says that the fault may be ours.
    """

    def __init__(
        self, state: PageState, reason: str, moved_to: str | None = None, *, unforeseen: bool = False
    ) -> None:
        super().__init__(reason)
        self.state = state
        self.reason = reason
        self.moved_to = moved_to
        self.unforeseen = unforeseen


def refused(error: BaseException) -> Refused:
    """Return what it means for a page that this error came in its stead."""
    if isinstance(error, Refused):
        return error
    if isinstance(error, PageError):
        return Refused(PageState.DRIFT, str(error))
    if isinstance(error, HttpError):
        return _status(error.response.status)
    if isinstance(error, NotInReplay):
        return Refused(PageState.NOT_IN_REPLAY, "the archive that is replayed does not hold this address")
    if isinstance(error, IgnoreRequest):
        state = PageState.BLOCKED if "robots.txt" in str(error) else PageState.FAILED
        return Refused(state, str(error) or "the request was not sent")
    if known := next((reason for kind, reason in _REASONS.items() if isinstance(error, kind)), None):
        return Refused(PageState.FAILED, known)
    return Refused(
        PageState.FAILED, f"{type(error).__name__}: {error}; please report this page", unforeseen=True
    )


def _status(status: int) -> Refused:
    if status in _BLOCKED:
        return Refused(PageState.BLOCKED, f"HTTP {status}: {_BLOCKED[status]}")
    if status in _GONE:
        return Refused(PageState.GONE, f"HTTP {status}: {_GONE[status]}")
    return Refused(PageState.FAILED, f"HTTP {status}: look at the answer in the archive, and try again later")
