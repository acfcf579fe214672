"""Tokens and sentences, with offsets in code points that never move."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

# A word may hold apostrophes and hyphens (п'ять, Shahed-136, Х-101, 72-га); a number may hold separators.
# Two plain numbers joined by a hyphen are a range and stay apart; so do 1.2 and M in 1.2M.
_TOKEN = re.compile(
    r"\d++(?:[.,]\d++)*+(?![\w'’ʼ])(?!-[^\W\d])"
    r"|\d++(?:[.,]\d++)++"
    r"|\w+(?:['’ʼ‘`\-‑][^\W_]\w*)*"
    r"|[^\w\s]"
)
_FOLD = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‑": "-", "ё": "е"})
_END = re.compile(r"[.!?…]+[\"'»”’)\]*_]*(?=\s)|\n+")
# Code points. The longest sentence of the press, a list that lost its line breaks, has about half of it.
_LONGEST = 2400


class Token(NamedTuple):
    """A word, a number or a mark: ``text[start:end]``, and its normal form to match on."""

    start: int
    end: int
    text: str
    norm: str


@lru_cache(maxsize=1 << 16)
def normal(word: str) -> str:
    """Fold case, apostrophes, hyphens and ё, as all word lists are matched."""
    return word.casefold().translate(_FOLD)


def tokenize(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the tokens of ``text[start:end]`` in order, offsets counted in ``text``."""
    found = _TOKEN.finditer(text, start, len(text) if end is None else end)
    return [Token(m.start(), m.end(), m[0], normal(m[0])) for m in found]


def sentences(text: str, abbreviations: Sequence[str] | frozenset[str] = ()) -> Iterator[tuple[int, int]]:
    """Yield ``(start, end)`` of each sentence, white space trimmed.

    A line break ends a sentence. A full stop does not where it closes an abbreviation or where what
    follows goes on in lower case. What is longer than any sentence is cut at a space, so that the cost of
    reading one has a bound.
    """
    start = 0
    for mark in _END.finditer(text):
        if mark[0][0] == "\n" or _ends(text, start, mark, abbreviations):
            yield from _trimmed(text, start, mark.end())
            start = mark.end()
    yield from _trimmed(text, start, len(text))


def _ends(text: str, start: int, mark: re.Match[str], abbreviations: Sequence[str] | frozenset[str]) -> bool:
    following = text[mark.end() : mark.end() + 40].lstrip(" \t\"'«“„([*_—–-")
    if following[:1].islower():
        return False
    if mark[0][0] != ".":
        return True
    last = text[max(start, mark.start() - 24) : mark.start()].rsplit(None, 1)
    word = normal(last[-1].lstrip('(«"“„[')) if last else ""
    return word not in abbreviations and not (len(word) == 1 and word.isalpha())


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        space = text.rfind(" ", start + 1, start + _LONGEST)
        cut = space if space > start else start + _LONGEST
        yield from _stripped(text, start, cut)
        start = cut
    yield from _stripped(text, start, end)


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = start + len(piece.rstrip())
    if left < right:
        yield left, right
