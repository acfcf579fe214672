"""Passages: a text cut into the sentences and list items that each have speakers of their own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from claims.cues import DASHES, scan
from claims.document import Part
from claims.headings import cuts
from claims.model import Span
from claims.text import Token, sentences, tokenize
from claims.utterances import Utterance, utterances
from claims.voices import Reader

_BULLET = re.compile("(?<!\\S)[\u2022\u2023\u25a0-\u25ff\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]")
_MARKUP = str.maketrans("*_#[", "    ")
_LINK = re.compile(r"\]\([^()\s]{1,2000}\)|https?://\S+|<U\+[0-9A-F]{4,8}>")
_LINE = 12  # tokens that a signature on a line of its own may have


@dataclass(slots=True)
class Passage:
    """A sentence as read.

    ``leaves``: what it says is no longer part of the report before it. ``begins``: a paragraph does there.
    """

    span: Span
    reader: Reader
    utterances: list[Utterance]
    leaves: bool
    begins: bool
    signed: bool = field(init=False)

    def __post_init__(self) -> None:
        self.signed = any(utterance.signed for utterance in self.utterances)

    def start(self, at: int) -> int:
        """Return where a token begins in the text."""
        return self.reader.tokens[at].start

    def end(self, at: int) -> int:
        """Return where the token before that one ends in the text."""
        return self.reader.tokens[at - 1].end


def passages(
    text: str, part: Part, language: str, abbreviations: frozenset[str], tokens: Sequence[Token] | None = None
) -> list[Passage]:
    """Cut a text into passages and read each. ``tokens`` are those of the text, where it has been cut before.

    Raises LanguageFileError where a file of the language cannot be used.
    """
    clean = plain(text)
    found = scan(tokenize(clean) if tokens is None else tokens, language)
    ranges = list(_ranges(clean, found.tokens, abbreviations))
    capitals = _capitals(found.tokens, {first for first, _ in ranges})
    read: list[Passage] = []
    for first, last in ranges:
        begins = not read or "\n" in text[read[-1].span.end : found.tokens[first].start]
        begins = begins or found.tokens[first].start - read[-1].span.end > 2
        read += _read(Reader(found, first, last, capitals), part, begins, opening=not read)
    return read


def plain(text: str) -> str:
    """Blank out markup and addresses; every letter stays where it is."""
    return _LINK.sub(lambda link: " " * len(link[0]), text).translate(_MARKUP)


def _read(whole: Reader, part: Part, begins: bool, opening: bool) -> Iterator[Passage]:
    """Read a sentence; where a heading without a stop has run into it, the report before it ends there.

    A headline that opens its report, and one that names the report's speaker, do not end it. The signature
    of a list's item is of that item alone.
    """
    edges = [whole.first, *cuts(whole), whole.last]
    leaves = False
    for first, last in pairwise(edges):
        reader = Reader(whole.scan, first, last, whole.capitals)
        span = Span(reader.tokens[first].start, reader.tokens[last - 1].end, part)
        reset = any(reader.mark(at, "reset") for at in range(first, min(first + 3, last)))
        found = utterances(reader)
        if _BULLET.match(reader.text(first)) and not opening:
            found = [replace(utterance, signed=False) for utterance in found]
        passage = Passage(span, reader, found, leaves or reset, begins and first == whole.first)
        yield passage
        leaves = not (passage.signed or (opening and first == whole.first))


def _ranges(text: str, tokens: Sequence[Token], abbreviations: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of tokens of the sentences and list items, with what a line break has cut joined.

    A signature begins with a comma, or follows a dash at the end of a line.
    """
    starts = [token.start for token in tokens]
    held: tuple[int, int] | None = None
    for sentence in sentences(text, abbreviations):
        for start, end in _items(text, *sentence):
            first, last = bisect_left(starts, start), bisect_left(starts, end)
            if first >= last:
                continue
            if held and (
                tokens[first].text == "," or (tokens[held[1] - 1].text in DASHES and last - first <= _LINE)
            ):
                first = held[0]
            elif held:
                yield held
            held = first, last
    if held:
        yield held


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a sentence where a picture such as ▪ or 🔹 begins an item of a list."""
    for bullet in _BULLET.finditer(text, start, end):
        if text[start : bullet.start()].strip():
            yield start, bullet.start()
            start = bullet.start()
    yield start, end


def _capitals(tokens: Sequence[Token], starts: set[int]) -> frozenset[str]:
    """Return the beginnings of the words that have a capital where no sentence begins."""
    return frozenset(
        token.norm[:5]
        for at, token in enumerate(tokens)
        if token.text[0].isupper() and at and at not in starts and tokens[at - 1].text[0].isalnum()
    )
