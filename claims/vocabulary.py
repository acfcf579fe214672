"""A word list laid over a run of tokens: what begins at a token, and what ends before one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from claims.lexicon import Hit, Lexicon, expand
from claims.text import Token

T = TypeVar("T")


class Vocabulary(Generic[T]):
    """Patterns as `Lexicon` has them, to be looked up at the tokens of a text."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self.lexicon: Lexicon[T] = Lexicon()
        self.lasts: Lexicon[bool] = Lexicon()
        self.longest = 1
        for pattern, value in entries:
            self.lexicon.add(pattern, value)
            for words in expand(pattern):
                self.longest = max(self.longest, len(words))
                self.lasts.add(words[-1], True)

    def lay(self, tokens: Sequence[Token]) -> Spots[T]:
        """Return the hits of the tokens, each looked up when it is asked for."""
        return Spots(self, tokens)

    def spot(self, tokens: Sequence[Token]) -> dict[int, list[Hit[T]]]:
        """Return all hits by their first token, longer ones first."""
        starting: dict[int, list[Hit[T]]] = {}
        for hit in self.lexicon.match(tokens):
            starting.setdefault(hit.first, []).append(hit)
        return starting


class Spots(Generic[T]):
    """The hits of a vocabulary in a run of tokens. Most words stand beside nothing that is asked about."""

    def __init__(self, vocabulary: Vocabulary[T], tokens: Sequence[Token]) -> None:
        self._lexicon, self._lasts, self._longest = vocabulary.lexicon, vocabulary.lasts, vocabulary.longest
        self._tokens = tokens
        self._starting: dict[int, list[Hit[T]]] = {}

    def starting(self, at: int) -> list[Hit[T]]:
        """Return the hits that begin at that token, longer ones first."""
        hits = self._starting.get(at)
        if hits is None:
            inside = 0 <= at < len(self._tokens)
            hits = self._starting[at] = self._lexicon.match_at(self._tokens, at) if inside else []
        return hits

    def ending(self, at: int) -> list[Hit[T]]:
        """Return the hits that end right before that token, longer ones first."""
        if not 0 < at <= len(self._tokens) or not self._lasts.match_at(self._tokens, at - 1):
            return []
        firsts = range(max(0, at - self._longest), at)
        return [hit for first in firsts for hit in self.starting(first) if hit.last == at]
