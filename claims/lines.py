"""Line breaks that a dump has lost: where a word that opens a sentence stands with a capital inside one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from claims.language import language_file
from claims.lexicon import Lexicon
from claims.text import Token

_STOPS = frozenset({".", "!", "?"})
_WORD = 3
_HEADING = 14
"""A stretch of so few tokens before a lost break is a heading where the break was that of a reminder."""


@cache
def _openers(language: str) -> Lexicon[bool]:
    """Return what may open a line; the value tells whether what stands before it is a heading."""
    file = language_file(language, "text")
    lexicon: Lexicon[bool] = Lexicon()
    for reach, words in file.table("background").items():
        for pattern in file.words(words, reach):
            lexicon.add(pattern, True)
    for pattern in file.words(file.table("lines").get("openers", []), "openers"):
        lexicon.add(pattern, False)
    return lexicon


def cut_lines(
    tokens: Sequence[Token], sentences: Sequence[tuple[int, int]], language: str
) -> list[tuple[int, int]]:
    """Cut the sentences, ranges of tokens, at lost breaks. Headings before reminders are left out."""
    lexicon = _openers(language)
    ranges: list[tuple[int, int]] = []
    for first, last in sentences:
        start = first
        for at in range(first + 1, last):
            heading = False if _glued(tokens, at, start) else _opens(tokens, at, lexicon)
            if heading is not None:
                if not heading or at - start > _HEADING:
                    ranges.append((start, at))
                start = at
        ranges.append((start, last))
    return ranges


def _opens(tokens: Sequence[Token], at: int, lexicon: Lexicon[bool]) -> bool | None:
    token, before = tokens[at], tokens[at - 1]
    if not (
        token.text[0].isupper()
        and token.text[1:].islower() == (len(token.text) > 1)
        and before.text[0].isalnum()
    ):
        return None
    hits = lexicon.match_at(tokens, at)
    return any(hit.value for hit in hits) if hits else None


def _glued(tokens: Sequence[Token], at: int, start: int) -> bool:
    """Tell whether a sentence begins there right behind the full stop of another: *the column.In all*."""
    stop, token = tokens[at - 1], tokens[at]
    if stop.text not in _STOPS or at - 2 <= start or not token.text[0].isupper():
        return False
    word = tokens[at - 2].text
    return stop.end == token.start and len(word) > _WORD and word.islower()
