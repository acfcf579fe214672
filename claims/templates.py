"""Phrases with slots: ``{d} {month} {y}? року|р?``, matched over tokens, longest first.

A template is written as a pattern of `claims.lexicon` is, and besides words it has slots in braces. A slot
is filled by whatever the reader that goes by its name finds at that token. A slot said twice is bound as
``{d}`` and ``{d2}``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar

from claims.lexicon import expand
from claims.text import Token, normal

T = TypeVar("T")
Filler = Callable[[int], tuple[int, Any] | None]
_SLOT = re.compile(r"\{([a-z_]+)(\d?)\}")


class Match(NamedTuple, Generic[T]):
    """The tokens ``[first, last)`` match a template that stands for ``rule``, slots filled as bound."""

    first: int
    last: int
    rule: T
    bound: Mapping[str, Any]


@dataclass(slots=True)
class _Node(Generic[T]):
    words: dict[str, _Node[T]] = field(default_factory=dict)
    slots: dict[tuple[str, str], _Node[T]] = field(default_factory=dict)
    rule: T | None = None


class Templates(Generic[T]):
    """Templates and the rule that each stands for. Of equal templates the first added counts."""

    def __init__(self, entries: Iterable[tuple[str, T]], slots: Iterable[str]) -> None:
        """Compile the templates. Raises ValueError where one names a slot that there is not."""
        self._root: _Node[T] = _Node()
        self._slots = frozenset(slots)
        for template, rule in entries:
            self.add(template, rule)

    def add(self, template: str, rule: T) -> None:
        """Add a template. Raises ValueError where it names a slot that there is not."""
        for words in expand(template):
            self._add(words, rule)

    def _add(self, words: tuple[str, ...], rule: T) -> None:
        node = self._root
        for word in words:
            if slot := _SLOT.fullmatch(word):
                if slot[1] not in self._slots:
                    raise ValueError(
                        f"there is no slot {word}; the slots are {', '.join(sorted(self._slots))}"
                    )
                node = node.slots.setdefault((slot[1], slot[1] + slot[2]), _Node())
            else:
                node = node.words.setdefault(normal(word), _Node())
        if node.rule is None:
            node.rule = rule

    @property
    def openers(self) -> Collection[str]:
        """Return the words that templates begin with."""
        return self._root.words.keys()

    def match_at(
        self, tokens: Sequence[Token], first: int, fillers: Mapping[str, Filler], plain: bool = False
    ) -> Match[T] | None:
        """Return the longest match that begins at that token, which fills no slot where it is ``plain``."""
        best: Match[T] | None = None
        stack: list[tuple[_Node[T], int, dict[str, Any]]] = [(self._root, first, {})]
        if plain:
            opened = self._root.words.get(tokens[first].norm)
            stack = [(opened, first + 1, {})] if opened else []
        while stack:
            node, at, bound = stack.pop()
            if node.rule is not None and (best is None or at > best.last):
                best = Match(first, at, node.rule, bound)
            if at >= len(tokens):
                continue
            for (slot, name), deeper in node.slots.items():
                if filled := fillers[slot](at):
                    stack.append((deeper, filled[0], {**bound, name: filled[1]}))
            if (deeper_word := node.words.get(tokens[at].norm)) is not None:
                stack.append((deeper_word, at + 1, bound))
        return best
