"""From the fragment that holds an article's body to its paragraphs and their roles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from lxml import etree

from claims.document import Block, Role
from spiders.addresses import join
from spiders.readers import labels

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BREAKS = _HEADINGS.union(
    {"address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "hr", "li", "main", "ol", "p", "pre"},
    {"section", "table", "td", "th", "tr", "ul"},
)
_SKIPPED = frozenset().union(
    {
        "aside",
        "audio",
        "button",
        "canvas",
        "figcaption",
        "footer",
        "form",
        "iframe",
        "input",
        "nav",
        "noscript",
    },
    {"object", "picture", "script", "select", "style", "svg", "template", "textarea", "title", "video"},
)
_BOLD = frozenset({"b", "strong"})
# Advertisements, pictures with their captions, sharing, other articles, posts embedded from elsewhere.
_NOISE = re.compile(
    r"(?:^|\s)(?:advtext|nts-|unit_|image-box|section_other|read_also|fb-|twitter-|instagram-|tiktok-"
    r"|telegram-|comentario|post_{1,2}(?:news_|article_)?(?:service|social|photo|views|tags|statistic|side))"
)
_INVISIBLE = re.compile("[\N{SOFT HYPHEN}\N{ZERO WIDTH SPACE}\N{WORD JOINER}\N{ZERO WIDTH NO-BREAK SPACE}]")
_BETWEEN = "\n\n"
_QUOTATION = ('"', "«", "“", "„", "–", "—", "-", "''", "‘")


class _Piece(NamedTuple):
    text: str
    bold: bool
    linked: bool


class Paragraph(NamedTuple):
    """The text between two breaks.

    ``bold`` is its beginning so far as that is bold, ``within`` the tags that it stands in, ``links`` where
    it leads, and ``linked`` whether it is nothing but links.
    """

    text: str
    bold: str
    within: frozenset[str]
    links: tuple[str, ...]
    linked: bool


class _Walker:
    """Collects paragraphs from one fragment, in the order of the page."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.open: list[str] = []
        self.pieces: list[_Piece] = []
        self.links: list[str] = []
        self.found: list[Paragraph] = []

    def walk(self, fragment: etree._Element) -> list[Paragraph]:
        events = etree.iterwalk(fragment, events=("start", "end"))
        for event, element in events:
            if event == "end":
                self._leave(element)
            elif _is_noise(element):
                events.skip_subtree()
                self.open.append("")
            else:
                self._enter(element)
        self._break()
        return self.found

    def _enter(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag in _BREAKS:
            self._break()
        if tag == "a" and (link := _address(self.base, element)):
            self.links.append(link)
        self.open.append(tag)
        self._add(element.text)

    def _leave(self, element: etree._Element) -> None:
        if self.open[-1] in _BREAKS:
            self._break()
        self.open.pop()
        if self.open:
            self._add(element.tail)

    def _add(self, text: str | None) -> None:
        if text:
            self.pieces.append(_Piece(text, not _BOLD.isdisjoint(self.open), "a" in self.open))

    def _break(self) -> None:
        if text := clean("".join(piece.text for piece in self.pieces)):
            self.found.append(
                Paragraph(
                    text=text,
                    bold=_bold(self.pieces),
                    within=frozenset(self.open),
                    links=tuple(self.links),
                    linked=all(piece.linked for piece in self.pieces if piece.text.strip()),
                )
            )
        self.pieces, self.links = [], []


def paragraphs(fragment: etree._Element, base: str) -> list[Paragraph]:
    """Return the fragment's paragraphs without advertisements, captions and pointers to other articles.

    ``base`` is the page's address, which relative links count from.
    """
    return list(_wanted(_Walker(base).walk(fragment)))


def _wanted(found: Iterable[Paragraph]) -> Iterator[Paragraph]:
    pointing = False
    for paragraph in found:
        pointer = labels.related(paragraph.text)
        if pointer is not None:
            pointing = not pointer
        elif not (pointing and paragraph.linked) and not labels.is_appeal(paragraph.text):
            pointing = False
            yield paragraph


def roles(found: Sequence[Paragraph]) -> Iterator[Role]:
    """Yield the role of each paragraph. A label holds until the next label or heading."""
    section: Role | None = None
    for number, paragraph in enumerate(found):
        if role := labels.label(paragraph.text, paragraph.bold):
            section = None if role is Role.SOURCE else role
            yield role
        elif not _HEADINGS.isdisjoint(paragraph.within):
            section = None
            yield Role.BODY
        else:
            if section is Role.QUOTE and not paragraph.text.startswith(_QUOTATION):
                section = None
            yield section or _unlabelled(paragraph, number)


def _unlabelled(paragraph: Paragraph, number: int) -> Role:
    if "blockquote" in paragraph.within:
        return Role.QUOTE
    if "li" in paragraph.within:
        return Role.LIST
    if labels.is_reminder(paragraph.text):
        return Role.BACKGROUND
    return Role.BODY if number else Role.LEAD


def assemble(found: Sequence[Paragraph]) -> tuple[str, tuple[Block, ...]]:
    """Return the text of the paragraphs and their blocks in it."""
    blocks, start = [], 0
    for paragraph, role in zip(found, roles(found), strict=True):
        end = start + len(paragraph.text)
        blocks.append(Block(role, start, end))
        start = end + len(_BETWEEN)
    return _BETWEEN.join(paragraph.text for paragraph in found), tuple(blocks)


def clean(text: str) -> str:
    """Return text in NFC without invisible characters, every run of white space one space."""
    return unicodedata.normalize("NFC", " ".join(_INVISIBLE.sub("", text).split()))


def _bold(pieces: Iterable[_Piece]) -> str:
    opening = [piece.text for piece in takewhile(lambda piece: piece.bold or piece.text.isspace(), pieces)]
    return clean("".join(opening)) if opening else ""


def _is_noise(element: etree._Element) -> bool:
    return element.tag in _SKIPPED or _NOISE.search(element.get("class", "")) is not None


def _address(base: str, link: etree._Element) -> str | None:
    """Return where a link leads, None where that is no page of the web."""
    reference = link.get("href", "").strip()
    address = join(base, reference) if reference else ""
    return address if address.startswith(("http://", "https://")) else None
