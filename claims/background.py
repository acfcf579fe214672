"""Which parts of a document tell old news."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from claims.document import Document, Role
from claims.language import language_file
from claims.lexicon import Lexicon
from claims.text import Token


@dataclass(frozen=True, slots=True)
class Background:
    """Ranges of tokens that are background, in order."""

    ranges: tuple[tuple[int, int], ...]

    def holds(self, at: int) -> bool:
        """Tell whether the token stands in the background."""
        return any(first <= at < last for first, last in self.ranges)


@cache
def _marks(language: str) -> Lexicon[str]:
    file = language_file(language, "text")
    lexicon: Lexicon[str] = Lexicon()
    for reach, words in file.table("background").items():
        for pattern in file.words(words, reach):
            lexicon.add(pattern, reach)
    return lexicon


def find_background(
    document: Document, tokens: Sequence[Token], sentences: Sequence[tuple[int, int]]
) -> Background:
    """Return the background: blocks with that role, and sentences that a mark opens with what follows them."""
    ranges: list[tuple[int, int]] = []
    starts = [block.start for block in document.blocks if block.role is Role.BACKGROUND]
    blocks = [block for block in document.blocks if block.role is Role.BACKGROUND]
    lexicon = _marks(document.language)
    for first, last in sentences:
        if any(block.start <= tokens[first].start < block.end for block in blocks):
            ranges.append((first, last))
            continue
        at = first
        while at < last and not tokens[at].norm[0].isalnum():
            at += 1
        reaches = {hit.value for hit in lexicon.match_at(tokens, at)} if at < last else set()
        if "rest" in reaches:
            ranges.append((first, len(tokens)))
            break
        if "sentence" in reaches:
            ranges.append((first, last))
    return Background(tuple(ranges))
