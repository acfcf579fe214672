"""The machine-readable lists that sites keep of their pages: sitemaps and feeds, plain or gzipped."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import NamedTuple

from lxml import etree

from spiders.readers.page import PageError

# The suffix of a file says nothing of whether it is compressed; its first bytes do.
_GZIP = b"\x1f\x8b"
_ALTERNATE = "{http://www.w3.org/1999/xhtml}link"


class Listed(NamedTuple):
    """One page of a list: its address, when it came out or last changed (aware), its translations."""

    url: str
    time: datetime | None
    alternates: tuple[str, ...] = ()


def plain(body: bytes, limit: int) -> bytes:
    """Return the body decompressed if it is gzip. Raises PageError where that exceeds ``limit`` bytes."""
    if not body.startswith(_GZIP):
        return body
    unzip = zlib.decompressobj(wbits=31)
    try:
        data = unzip.decompress(body, limit + 1)
    except zlib.error as error:
        raise PageError(f"broken gzip ({error})") from error
    if len(data) > limit:
        raise PageError(f"more than {limit} bytes when decompressed")
    return data


def sitemap_index(body: bytes) -> list[str]:
    """Return the addresses of the sitemaps that an index names, none for a sitemap of pages."""
    return [url for element in _elements(body, "sitemap") if (url := _child(element, "loc"))]


def sitemap(body: bytes) -> Iterator[Listed]:
    """Yield the pages of a sitemap in its order. Raises PageError where it is not well-formed XML."""
    for element in _elements(body, "url"):
        if url := _child(element, "loc"):
            links = (link.get("href", "").strip() for link in element.iterfind(_ALTERNATE))
            yield Listed(url, _iso(_child(element, "lastmod")), tuple(link for link in links if link))


def feed(body: bytes) -> Iterator[Listed]:
    """Yield the items of an RSS feed in its order. Raises PageError where it is not well-formed XML."""
    for element in _elements(body, "item"):
        if url := _child(element, "link"):
            yield Listed(url, _rfc2822(_child(element, "pubDate")))


def _elements(body: bytes, name: str) -> Iterator[etree._Element]:
    """Yield the elements of that name in any namespace, each freed after use. No entity is resolved."""
    found = etree.iterparse(
        BytesIO(body.lstrip()), tag=f"{{*}}{name}", resolve_entities=False, no_network=True, huge_tree=False
    )
    try:
        for _, element in found:
            yield element
            element.clear(keep_tail=False)
    except etree.XMLSyntaxError as error:
        raise PageError(f"not well-formed XML ({error})") from error


def _child(element: etree._Element, name: str) -> str:
    return (element.findtext(f"{{*}}{name}") or "").strip()


def _iso(value: str) -> datetime | None:
    try:
        return _aware(datetime.fromisoformat(value))
    except ValueError:
        return None


def _rfc2822(value: str) -> datetime | None:
    try:
        return _aware(parsedate_to_datetime(value))
    except ValueError:
        return None


def _aware(time: datetime) -> datetime:
    return time if time.tzinfo else time.replace(tzinfo=UTC)
