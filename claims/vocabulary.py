"""A word list laid over a run of tokens: what begins where, and what ends where."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from claims.lexicon import Hit, Lexicon, expand
from claims.text import Token, normal

T = TypeVar("T")


class Spots(NamedTuple, Generic[T]):
    """The hits of a vocabulary, by their first token and by the token after their last, longer ones first."""

    starting: dict[int, list[Hit[T]]]
    ending: dict[int, list[Hit[T]]]


class Vocabulary(Generic[T]):
    """Patterns as `Lexicon` has them, for lists few of whose words stand in a text.

    Most tokens begin no pattern; whether a word does is asked once a word, not once a token.
    """

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._lexicon: Lexicon[T] = Lexicon()
        self._exact: set[str] = set()
        self._prefixes: set[str] = set()
        for pattern, value in entries:
            self._lexicon.add(pattern, value)
            for words in expand(pattern):
                self._open(words[0])
        self._shortest = min(map(len, self._prefixes), default=0)
        self._known: dict[str, bool] = {}

    def _open(self, word: str) -> None:
        if word.endswith("*") and len(word) > 1:
            self._prefixes.add(normal(word[:-1]))
        else:
            self._exact.add(normal(word.removeprefix("=") or word))

    def spot(self, tokens: Sequence[Token]) -> Spots[T]:
        """Return every hit in the tokens."""
        spots: Spots[T] = Spots({}, {})
        known = self._known
        for first, token in enumerate(tokens):
            begins = known.get(token.norm)
            if begins is None:
                begins = self._remember(token.norm)
            if begins:
                for hit in self._lexicon.match_at(tokens, first):
                    spots.starting.setdefault(first, []).append(hit)
                    spots.ending.setdefault(hit.last, []).append(hit)
        for hits in spots.ending.values():
            hits.sort(key=lambda hit: hit.first)
        return spots

    def _remember(self, norm: str) -> bool:
        if len(self._known) > 1 << 16:
            self._known.clear()
        begins = norm in self._exact or any(
            norm[:length] in self._prefixes for length in range(self._shortest, len(norm) + 1)
        )
        self._known[norm] = begins
        return begins
