"""The words around a token: what the lists of a language say of them, and how they are written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from claims.text import Token

# Abbreviations such as "смт" are no longer than this; shorter words need their full stop.
ABBREVIATION = 3
OPENING, CLOSING = frozenset("«\"“„'‘"), frozenset("»\"”“'’")
_MARKUP = frozenset("*_")
_STOPS = frozenset(".!?:;…•▪-—–|/[(") | OPENING
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The tokens of a whole text, and for each the lists of ``places.toml`` that hold it."""

    text: str
    tokens: Sequence[Token]
    tags: Sequence[frozenset[str]]

    def is_word(self, at: int) -> bool:
        """Tell a word from an abbreviation that lacks its full stop, and from an initial."""
        token = self.tokens[at]
        return len(token.norm) > ABBREVIATION - 1 or (token.text.islower() and self.word(at + 1) == ".")

    def noun_follows(self, at: int) -> bool:
        """Tell whether an adjective's noun may stand there: a word in lower case that is no function word."""
        if at >= len(self.tokens) or not self.touches(at):
            return False
        token = self.tokens[at]
        return (
            token.text[0].islower()
            and len(token.norm) > ABBREVIATION
            and not self.tags[at] & {"where", "also"}
        )

    def touches(self, at: int) -> bool:
        """Tell whether no more than a space parts that token from the one before it."""
        return at > 0 and self.tokens[at].start - self.tokens[at - 1].end <= 1

    def word(self, at: int) -> str:
        """Return that token's text, an empty one outside the text."""
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def tags_before(self, at: int) -> frozenset[str]:
        """Return the lists that hold the word before that token, markup and a full stop passed over."""
        for near in range(at - 1, max(-1, at - 4), -1):
            text = self.tokens[near].text
            if text not in _MARKUP and not (text == "." and near == at - 1 and self._abbreviates(near - 1)):
                return self.tags[near]
        return _NONE

    def _abbreviates(self, at: int) -> bool:
        return at >= 0 and len(self.tokens[at].norm) <= ABBREVIATION and "settlement" in self.tags[at]

    def tags_after(self, at: int) -> frozenset[str]:
        """Return the lists that hold that token or, where it is markup, the next word."""
        for near in range(at, min(at + 3, len(self.tokens))):
            if self.tokens[near].text not in _MARKUP:
                return self.tags[near]
        return _NONE

    def opens(self, at: int) -> bool:
        """Tell whether that token begins a sentence, a line or an item, where capitals mean nothing."""
        before = at - 1
        while before >= 0 and self.tokens[before].text in _MARKUP:
            before -= 1
        mark = self.word(before)
        if not mark or mark in _STOPS or not (mark[0].isalnum() or mark in ",#"):
            return True
        return "\n" in self.text[self.tokens[before].end : self.tokens[at].start]

    def separates(self, at: int) -> bool:
        """Tell whether that token parts the items of a list."""
        if not 0 <= at < len(self.tokens):
            return False
        return self.tokens[at].text == "," or "also" in self.tags[at]
