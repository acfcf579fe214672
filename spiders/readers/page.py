"""One HTML page, parsed once, in the encoding that it is really in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from lxml import etree
from parsel.csstranslator import css2xpath
from scrapy.http import Response

from spiders.addresses import join

UNREADABLE = "\N{REPLACEMENT CHARACTER}"
_LEGACY = "cp1251"


class PageError(ValueError):
    """What was sent cannot be read as the page or list that was asked for; the message says why."""


class Select:
    """A compiled CSS selector: called with an element, it gives those below, or their ``::attr(…)``."""

    def __init__(self, selector: str) -> None:
        self._path = etree.XPath(css2xpath(selector), smart_strings=False)

    def __call__(self, element: etree._Element) -> list[Any]:
        """Return what is found, in the order of the page."""
        found: list[Any] = self._path(element)  # type: ignore[assignment]  # CSS gives nothing but lists
        return found


class Page:
    """A page's tree, and what its head says. ``encoding`` is the one it was read in."""

    def __init__(self, response: Response) -> None:
        """Parse the page. Raises PageError where it is not HTML."""
        self.url = response.url
        body, self.encoding = in_utf8(response.body)
        self.root = _tree(body.replace(b"\0", b""))

    @cached_property
    def canonical(self) -> str | None:
        """Return the address that the page names as its own."""
        named = first(_CANONICAL(self.root)) or first(_OG_URL(self.root))
        return join(self.url, named) if named else None

    @cached_property
    def alternates(self) -> dict[str, str]:
        """Return the page's editions by language code, itself included."""
        links = {
            link.get("hreflang").lower(): join(self.url, link.get("href")) for link in _LANGUAGES(self.root)
        }
        return {language[:2]: url for language, url in links.items() if language != "x-default" and url}

    @cached_property
    def facts(self) -> dict[str, Any]:
        """Return the JSON-LD object that describes the article, empty where there is none.

        What does not parse is as good as absent: the readers have the visible page to go by.
        """
        scripts = (script for script in _JSON_LD(self.root) if "datePublished" in script)
        return next((fact for script in scripts for fact in _objects(script)), {})


def in_utf8(body: bytes) -> tuple[bytes, str]:
    """Return a page's bytes in UTF-8, and the encoding that they were in.

    That is windows-1251 for the old pages, in which hardly any character beyond ASCII is valid UTF-8. What
    servers and ``<meta>`` declare is of no use: the family of sites has had both wrong.
    """
    try:
        body.decode()
    except UnicodeDecodeError:
        text = body.decode(errors="replace")
        lost = text.count(UNREADABLE)
        kept = len(text) - len(text.encode("ascii", "ignore")) - lost
        if lost > kept:
            return body.decode(_LEGACY, "replace").encode(), _LEGACY
        return text.encode(), "utf-8"
    return body, "utf-8"


def first(values: list[str]) -> str | None:
    """Return the first value that is not blank."""
    return next((value.strip() for value in values if value.strip()), None)


_PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
_CANONICAL = Select("link[rel=canonical]::attr(href)")
_OG_URL = Select("meta[property='og:url']::attr(content)")
_LANGUAGES = Select("link[rel=alternate][hreflang][href]")
_JSON_LD = Select("script[type='application/ld+json']::text")


def _tree(body: bytes) -> etree._Element:
    if b"<" not in body:
        raise PageError(f"{len(body)} bytes with no markup in them instead of a page")
    root = etree.fromstring(body, _PARSER)
    if root is None or root.tag != "html":
        raise PageError("the answer is not HTML")
    return root


def _objects(script: str) -> Iterator[dict[str, Any]]:
    try:
        found = json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return
    graph = found.get("@graph", [found]) if isinstance(found, dict) else found
    for item in graph if isinstance(graph, list) else ():
        if isinstance(item, dict) and "datePublished" in item:
            yield item
