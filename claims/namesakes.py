"""Telling places from the people, firms and common words that share their names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from claims.declension import is_adjectival, nominatives
from claims.gazetteer import Entry, PlaceKind, is_capital
from claims.names import first_name
from claims.placewords import word_tags
from claims.surroundings import CLOSING, OPENING, Surroundings
from claims.text import Token

# A town of so many people is known by its bare name; a smaller one needs a word that says it is a place.
LARGE = 50_000
_METROPOLIS = 200_000
# A town named like a common word is known to readers from so many people on.
_KNOWN = 10_000
# Names so short are words in too many languages to be taken for a village without a word that says so.
_SHORT = 4
_CLOSERS = frozenset(",.:;–—-()")
_SURNAME = re.compile(r"(?:[оеє]в|[иі]н|енко|[оеє]вич|[яії]н)(?:а|у|ым|ом|им|ем|е|і|ові)?$")
_NEAR = frozenset({"UA", "RU", "BY", "MD", None})
_FUNCTION_WORDS = frozenset({"where", "whence", "also", "settlement"})
_ACCUSATIVE = frozenset({"на", "в", "у", "по"})
_ANIMATE = ("ого", "его", "ього")


@dataclass(slots=True)
class Name:
    """The tokens ``[first, last)`` and what they may stand for, the likeliest reading not yet chosen.

    ``adjective`` tells "харківський" from "Харків"; ``region`` is what the words would name if a word
    for a region followed.
    """

    first: int
    last: int
    entries: tuple[Entry, ...]
    adjective: bool = False
    region: Entry | None = None

    @property
    def population(self) -> int:
        """Return how many people the largest of the towns has."""
        return max(entry.population for entry in self.entries)

    @property
    def is_town(self) -> bool:
        """Tell whether it stands for towns, so that a person or a firm may be named like it."""
        return not self.adjective and self.entries[0].kind is PlaceKind.TOWN


@dataclass(slots=True)
class Namesakes:
    """Judges the names of one text; ``taken`` are the tokens that belong to one of them."""

    around: Surroundings
    language: str
    taken: set[int] = field(default_factory=set)

    def places(self, names: Sequence[Name]) -> list[Name]:
        """Return those of the names, which are in order, that are places."""
        self.taken = {at for name in names for at in range(name.first, name.last)}
        places: list[Name] = []
        for name in names:
            before = name.first - 1
            listed = bool(places) and places[-1].last == before and self.around.separates(before)
            if self._is_place(name, listed):
                places.append(name)
        return places

    def _is_place(self, name: Name, listed: bool) -> bool:
        """Tell a place from its namesakes; ``listed`` says that a place stands before it in a list."""
        if name.adjective:
            return self.around.word(name.first - 1) not in OPENING
        if not name.is_town:
            return "common" not in self.around.tags[name.first]
        before, after = self.around.tags_before(name.first), self.around.tags_after(name.last)
        quoted = self.around.word(name.first - 1) in OPENING and self.around.word(name.last) in CLOSING
        beside_quotes = self.around.word(name.first - 1) in OPENING | CLOSING
        owner = self.around.tags_before(name.first - 1) if beside_quotes else before
        if "not_after" in owner or self._promoted(name.first) or self._titled(name.last, after):
            return False
        word = self.around.tokens[name.first]
        if before & {"settlement", "village"} and self.around.is_word(name.first - 1):
            return True
        cued = listed or self.around.word(name.first - 1) == "#" or bool(before & {"where", "whence"})
        if self._common(word) and not (cued and name.population >= _KNOWN):
            return False
        if first_name(word.text) is not None and (not cued or self._runs_on(name)):
            return False
        small = name.population < LARGE and name.entries[0].division != ""
        if small and is_adjectival(word.norm) and self.around.noun_follows(name.last):
            return False
        surname = _SURNAME.search(word.norm) is not None and name.population < _METROPOLIS
        if cued:
            return not (surname and listed) and not self._of_a_person(name.first)
        if quoted or surname:
            return False
        if all(entry.place.country not in _NEAR for entry in name.entries):
            return any(is_capital(entry.place) for entry in name.entries) and not self._runs_on(name)
        return not (small and self._doubtful(name, after))

    def _of_a_person(self, first: int) -> bool:
        """Tell "на Залужного", which only a person can be, from "біля Залужного"."""
        before = self.around.tokens[first - 1].norm if first else ""
        return before in _ACCUSATIVE and self.around.tokens[first].norm.endswith(_ANIMATE)

    def _doubtful(self, name: Name, after: frozenset[str]) -> bool:
        """Tell whether a small town's bare name is as likely something else's."""
        word = self.around.tokens[name.first]
        if word.norm.isascii() and word.text.isupper():
            return True
        letters = len(word.norm)
        if name.last == name.first + 1 and (
            letters < _SHORT or (letters == _SHORT and name.population < _KNOWN)
        ):
            return True
        if is_adjectival(word.norm) and name.last == name.first + 1:
            return not (self.around.separates(name.first - 1) or self.around.separates(name.last))
        if (
            self.around.opens(name.first)
            and self.around.word(name.last) not in _CLOSERS
            and "also" not in after
        ):
            return True
        return self._runs_on(name)

    def _common(self, word: Token) -> bool:
        return any("common" in word_tags(form, self.language) for form in nominatives(word.norm))

    def _promoted(self, first: int) -> bool:
        """Tell whether readers are asked to subscribe to a channel of that name."""
        return (
            first >= 2 and "where" in self.around.tags[first - 1] and "promo" in self.around.tags[first - 2]
        )

    def _titled(self, last: int, after: frozenset[str]) -> bool:
        """Tell whether the name only begins that of something else: Kyiv Independent, Южный военный округ."""
        token = self.around.tokens[last] if last < len(self.around.tokens) else None
        if token is None or "not_before" not in after:
            return False
        return not token.text.isascii() or token.text[0].isupper() or "theme" in after

    def _runs_on(self, name: Name) -> bool:
        """Tell whether a capitalised word that is no place touches the name: a person's name, a firm's."""
        near = (
            at
            for at in (name.first - 1, name.last)
            if 0 <= at < len(self.around.tokens) and at not in self.taken
        )
        return any(self._capital_word(at) and self.around.touches(max(at, name.first)) for at in near)

    def _capital_word(self, at: int) -> bool:
        return self.around.tokens[at].text[0].isupper() and not self.around.tags[at] & _FUNCTION_WORDS
