"""The addresses of Ukrainska Pravda and its sister sites."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

# The sites of the house, and the Facebook application that each names on its pages.
FAMILY: Mapping[str, str] = {
    "pravda.com.ua": "177855928894402",
    "eurointegration.com.ua": "552500884859152",
    "epravda.com.ua": "166620513397294",
    "champion.com.ua": "949996478492287",
    "life.pravda.com.ua": "592361947628060",
    "tabloid.pravda.com.ua": "1305235669535071",
}
EDITIONS: Mapping[str, str] = {"uk": "", "ru": "/rus", "en": "/eng"}

DATED = re.compile(
    r"(?P<prefix>/rus|/eng)?/[a-z][\w-]*(?:/[\w-]+)?/(?P<year>\d{4})/(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<id>\d+)"
)
NAMED = re.compile(r"(?P<prefix>/rus|/eng)?/[a-z][\w-]*/[\w-]+-(?P<id>\d{4,})")

_TAIL = re.compile(r"/(?:index\.amp/?)?$")
_SOME_ARTICLE = re.compile(r"\d{4,}/?$")


class Address(NamedTuple):
    """What the address of an article tells. ``url`` is canonical; ``id`` is the same in all editions."""

    url: str
    edition: str
    id: str
    day: date | None


class Site(NamedTuple):
    """One site of the house: its host, with ``www.`` where it has that, and how it names its articles."""

    host: str
    pattern: re.Pattern[str] = DATED

    def address(self, url: str) -> Address | None:
        """Read the address of an article of this site, None for any other.

        The canonical form is https, the host as the site has it, no query, fragment or AMP, a slash at the
        end. The day is as the site lists it, padded or not: only that form is known to be served.
        """
        if bare_host(url) != self.name:
            return None
        path = _TAIL.sub("", urlsplit(url).path)
        if (found := self.pattern.fullmatch(path)) is None:
            return None
        parts = found.groupdict()
        try:
            day = date(*(int(parts[name]) for name in ("year", "month", "day"))) if "year" in parts else None
        except ValueError:
            return None
        edition = next(code for code, prefix in EDITIONS.items() if prefix == (parts["prefix"] or ""))
        return Address(f"https://{self.host}{path}/", edition, parts["id"], day)

    @property
    def name(self) -> str:
        """Return the host without ``www.``."""
        return self.host.removeprefix("www.")

    def holds_sister(self, url: str) -> bool:
        """Say whether an address is that of an article on a sister site."""
        host = bare_host(url)
        return host in FAMILY and host != self.name and _SOME_ARTICLE.search(urlsplit(url).path) is not None


def bare_host(url: str) -> str:
    """Return the host of an address without ``www.``, empty for one that names none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def join(base: str, reference: str) -> str:
    """Return a reference of a page as an address, empty for one that is none."""
    try:
        return urljoin(base, reference.strip())
    except ValueError:
        return ""
