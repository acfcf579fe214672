"""What a reader is: one class a layout generation, that knows its pages and reads them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from lxml import etree

from claims.document import Block, Moment
from spiders.readers import times
from spiders.readers.body import assemble, clean, paragraphs
from spiders.readers.page import Page, Select

_DASH = re.compile(r"\s+[—–]\s+")


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of a page before it is read: its language, the outlet's zone, the day in its address."""

    language: str
    zone: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """What a reader finds on a page; see ``claims.document.Document`` for the fields."""

    title: str
    text: str
    blocks: tuple[Block, ...]
    published: Moment | None
    modified: Moment | None
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    links: tuple[str, ...]


class Reader:
    """Reads one layout generation by selectors; a subclass gives them.

    ``article`` finds the element that holds all of the article, the others look within it; ``body`` also
    says whether a page is of this layout.
    """

    article: ClassVar[Select]
    title: ClassVar[Select]
    date: ClassVar[Select]
    authors: ClassVar[Select]
    body: ClassVar[Select]
    tags: ClassVar[Select]

    @property
    def name(self) -> str:
        """Return the name that documents carry."""
        return type(self).__name__

    def claims(self, page: Page) -> bool:
        """Say whether a page is of this layout."""
        return self._article(page) is not None

    def read(self, page: Page, context: Context) -> Article:
        """Read a page that ``claims`` is true of. The text is empty where the article has none."""
        article = self._article(page)
        assert article is not None
        found = [paragraph for part in self.body(article) for paragraph in paragraphs(part, page.url)]
        text, blocks = assemble(found)
        return Article(
            title=" ".join(_texts(self.title(article)[:1])),
            text=text,
            blocks=blocks,
            published=self._published(article, page, context),
            modified=times.machine(page.facts.get("dateModified"), context.zone),
            authors=self._authors(article, page),
            tags=_unique(_texts(self.tags(article))),
            links=_unique(link for paragraph in found for link in paragraph.links),
        )

    def _article(self, page: Page) -> etree._Element | None:
        return next((article for article in self.article(page.root) if self.body(article)), None)

    def _published(self, article: etree._Element, page: Page, context: Context) -> Moment | None:
        if moment := times.machine(page.facts.get("datePublished"), context.zone):
            return moment
        shown = " ".join(_texts(self.date(article)[:1]))
        return times.printed(shown, context.language, context.zone, context.day)

    def _authors(self, article: etree._Element, page: Page) -> tuple[str, ...]:
        shown = [name.strip() for text in _texts(self.authors(article)) for name in text.split(",")]
        return _unique(shown) or _unique(_names(page.facts.get("author"))) or self._beside_date(article)

    def _beside_date(self, article: etree._Element) -> tuple[str, ...]:
        """Return the names that stand on one line with the date, behind or before a dash."""
        parts = _DASH.split(" ".join(_texts(self.date(article)[:1])))
        return _unique(part for part in parts if not re.search(r"\d", part))


def _texts(elements: Iterable[etree._Element]) -> list[str]:
    texts = (clean("".join(map(str, element.itertext()))) for element in elements)
    return [text for text in texts if text]


def _names(authors: object) -> Iterable[str]:
    for author in authors if isinstance(authors, list) else [authors]:
        if isinstance(author, dict) and isinstance(author.get("name"), str):
            yield clean(author["name"])


def _unique(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
