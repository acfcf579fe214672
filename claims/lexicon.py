"""Word lists, compiled: which phrases of a list stand where in a run of tokens.

A pattern is words apart by spaces. Each word is matched on its normal form and may be::

    attack          that word
    атак*           any word that begins so
    strike|strikes  either
    the?            may be missing
    =US             that word in just these letters (case counts)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Generic, NamedTuple, TypeVar

from claims.text import Token, normal

T = TypeVar("T")

_REMEMBERED = 1 << 15


class Hit(NamedTuple, Generic[T]):
    """The tokens ``[first, last)`` match a pattern that stands for ``value``."""

    first: int
    last: int
    value: T


@dataclass(slots=True)
class _Node(Generic[T]):
    exact: dict[str, _Node[T]] = field(default_factory=dict)
    cased: dict[str, _Node[T]] = field(default_factory=dict)
    prefix: dict[str, _Node[T]] = field(default_factory=dict)
    shortest: int = 1 << 30
    longest: int = 0
    values: list[T] = field(default_factory=list)

    @property
    def has_children(self) -> bool:
        return bool(self.exact or self.prefix or self.cased)

    def starts(self) -> Iterator[str]:
        """Yield the first two letters of each word that a child stands for, in their normal form."""
        for word in (*self.exact, *self.prefix, *map(normal, self.cased)):
            yield word[:2]

    def child(self, word: str) -> _Node[T]:
        if word.startswith("=") and len(word) > 1:
            return self.cased.setdefault(word[1:], _Node())
        if word.endswith("*") and len(word) > 1:
            stem = normal(word[:-1])
            self.shortest, self.longest = min(self.shortest, len(stem)), max(self.longest, len(stem))
            return self.prefix.setdefault(stem, _Node())
        return self.exact.setdefault(normal(word), _Node())

    def step(self, token: Token) -> Iterator[_Node[T]]:
        norm = token.norm
        if (node := self.exact.get(norm)) is not None:
            yield node
        if self.cased and (node := self.cased.get(token.text)) is not None:
            yield node
        if self.prefix:
            for length in range(min(len(norm), self.longest), self.shortest - 1, -1):
                if (node := self.prefix.get(norm[:length])) is not None:
                    yield node


class _Opening(NamedTuple, Generic[T]):
    """What a word is by itself, and the nodes that a longer match goes on from.

    ``then`` has the first two letters of every word that may follow: most words may not, and are told so
    without a step.
    """

    values: tuple[T, ...]
    inner: tuple[_Node[T], ...]
    then: frozenset[str]


class Lexicon(Generic[T]):
    """Patterns and what each stands for. Equal patterns keep all their values, in the order added."""

    def __init__(self, entries: Iterable[tuple[str, T]] = ()) -> None:
        self._root: _Node[T] = _Node()
        self._openers: dict[str, _Opening[T]] = {}
        for pattern, value in entries:
            self.add(pattern, value)

    def add(self, pattern: str, value: T) -> None:
        """Add a pattern. Raises ValueError where it holds no word that must be there."""
        for words in expand(pattern):
            node = self._root
            for word in words:
                node = node.child(word)
            if value not in node.values:
                node.values.append(value)
        self._openers.clear()

    def match(self, tokens: Sequence[Token]) -> list[Hit[T]]:
        """Return every match, by first token, longer ones first. Matches may overlap."""
        hits: list[Hit[T]] = []
        openers = self._openers
        for first, token in enumerate(tokens):
            opening = openers.get(token.text) or self._open(token)
            if opening.inner and first + 1 < len(tokens):
                following = tokens[first + 1].norm
                if following[:2] in opening.then or following[:1] in opening.then:
                    hits += self._follow(tokens, first, opening.inner)
            for value in opening.values:
                hits.append(Hit(first, first + 1, value))
        return hits

    def match_at(self, tokens: Sequence[Token], first: int) -> list[Hit[T]]:
        """Return the matches that begin at that token, longer ones first."""
        opening = self._openers.get(tokens[first].text) or self._open(tokens[first])
        alone = [Hit(first, first + 1, value) for value in opening.values]
        return self._follow(tokens, first, opening.inner) + alone if opening.inner else alone

    def _open(self, token: Token) -> _Opening[T]:
        """Step from the root, and remember: most words of a text begin nothing, again and again."""
        if len(self._openers) >= _REMEMBERED:
            self._openers.clear()
        nodes = list(self._root.step(token))
        values = [value for node in nodes for value in node.values]
        inner = tuple(node for node in nodes if node.has_children)
        then = frozenset(start for node in inner for start in node.starts())
        opening = self._openers[token.text] = _Opening(tuple(reversed(values)), inner, then)
        return opening

    def _follow(self, tokens: Sequence[Token], first: int, front: Sequence[_Node[T]]) -> list[Hit[T]]:
        """Return the matches of two tokens and more."""
        hits: list[Hit[T]] = []
        last = first + 1
        while front and last < len(tokens):
            reached = [deeper for node in front for deeper in node.step(tokens[last])]
            last += 1
            hits += [Hit(first, last, value) for node in reached for value in node.values]
            front = [node for node in reached if node.has_children]
        hits.reverse()
        return hits


def expand(pattern: str) -> list[tuple[str, ...]]:
    """Return the plain word sequences that a pattern stands for.

    Raises ValueError where the pattern is empty or every word in it may be missing.
    """
    choices = []
    for word in pattern.split():
        optional = word.endswith("?") and len(word) > 1
        alternatives = (word[:-1] if optional else word).split("|")
        if not all(alternatives):
            raise ValueError(f"{pattern!r}: an empty alternative in {word!r}")
        choices.append([*alternatives, ""] if optional else alternatives)
    sequences = [tuple(filter(None, words)) for words in product(*choices)]
    if not choices or () in sequences:
        raise ValueError(f"{pattern!r} would match nothing at all: give it a word that must be there")
    return sequences
