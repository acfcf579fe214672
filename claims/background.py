"""Which parts of a document tell old news."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from claims.document import Document, Role
from claims.language import language_file
from claims.lexicon import Lexicon
from claims.text import Token


@dataclass(frozen=True, slots=True)
class Background:
    """Ranges of tokens that are background, in order and apart."""

    ranges: tuple[tuple[int, int], ...]

    def holds(self, at: int) -> bool:
        """Tell whether the token stands in the background."""
        index = bisect_right(self.ranges, (at, 1 << 60)) - 1
        return index >= 0 and at < self.ranges[index][1]


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
    """Return the background: the blocks of that role, and sentences that a mark opens.

    A mark such as *Reminder* takes all that follows it, one such as *earlier* its sentence.
    """
    blocks = document.blocks
    starts = [block.start for block in blocks]
    lexicon = _marks(document.language)
    ranges: list[tuple[int, int]] = []
    for first, last in sentences:
        index = bisect_right(starts, tokens[first].start) - 1
        if index >= 0 and blocks[index].role is Role.BACKGROUND:
            ranges.append((first, last))
            continue
        reaches = _reaches(tokens, first, last, lexicon)
        if "rest" in reaches:
            ranges.append((first, len(tokens)))
            break
        if "sentence" in reaches:
            ranges.append((first, last))
    return Background(tuple(ranges))


def _reaches(tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon[str]) -> set[str]:
    """Return how far the mark reaches that the sentence begins with."""
    at = next((at for at in range(first, last) if tokens[at].norm[0].isalnum()), None)
    return set() if at is None else {hit.value for hit in lexicon.match_at(tokens, at)}
