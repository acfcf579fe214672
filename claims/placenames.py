"""Which words of a text are names of places, read with the words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from claims.areas import Area, city_district, direction, district, region, sea, unlisted
from claims.declension import is_adjectival, nominatives
from claims.gazetteer import Entry, PlaceKind, Word, gazetteer, is_capital, read_word
from claims.names import first_name
from claims.placewords import word_tags
from claims.text import Token, normal

# A town of so many people is known by its bare name; a smaller one needs a word that says it is a place.
LARGE = 50_000
_METROPOLIS = 200_000
# A town named like a common word is known to readers from so many people on.
_KNOWN = 10_000
# Names so short are words in too many languages to be taken for a village without a word that says so.
_SHORT = 4
_ABBREVIATION = 3
_MARKUP = frozenset("*_")
_OPEN, _CLOSE = frozenset("«\"“„'‘"), frozenset("»\"”“'’")
_STOPS = frozenset(".!?:;…•▪-—–|/[(") | _OPEN
_CLOSERS = frozenset(",.:;–—-()")
_VILLAGE_ENDINGS = ("івка", "ївка", "овка", "евка", "ivka", "ovka", "ivske", "ovske", "opillia", "opillya")
_SURNAME = re.compile(r"(?:[оеє]в|[иі]н|енко|[оеє]вич|[яії]н)(?:а|у|ым|ом|им|ем|е|і|ові)?$")
_NEAR = frozenset({"UA", "RU", "BY", "MD", None})
_AREAS = frozenset({"region", "district", "direction", "sea", "capital"})
_LISTS = frozenset({"village", "list_of"})
_ACCUSATIVE = frozenset({"на", "в", "у", "по"})
_ANIMATE = ("ого", "его", "ього")
_NONE: frozenset[str] = frozenset()


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


@lru_cache(maxsize=1 << 16)
def _read(text: str, language: str) -> tuple[frozenset[str], Word | None]:
    """Return the lists that hold a word, and what it may be in the gazetteer: Latin names in English only."""
    norm = normal(text)
    word = read_word(text, norm) if language == "en" or not norm.isascii() else None
    return word_tags(norm, language), word


@dataclass(slots=True)
class _Reader:
    """The tokens of one text; ``found`` has the names by their first token."""

    text: str
    tokens: Sequence[Token]
    language: str
    tags: list[frozenset[str]] = field(init=False)
    words: list[tuple[int, Word]] = field(init=False)
    capitals: list[int] = field(init=False)
    found: dict[int, Name] = field(default_factory=dict)

    def __post_init__(self) -> None:
        read = [_read(token.text, self.language) for token in self.tokens]
        self.tags = [tags for tags, _ in read]
        self.words = [(at, word) for at, (_, word) in enumerate(read) if word is not None]
        self.capitals = [at for at, token in enumerate(self.tokens) if token.text[0].isupper()]

    def read(self) -> list[Name]:
        """Return the names of places in order, none overlapping another."""
        self._scan()
        for at, tags in enumerate(self.tags):
            if tags and tags & _AREAS:
                self._widen(at, tags)
            if tags and tags & _LISTS:
                self._settlements(at, tags)
        self._villages()
        self._links()
        taken = {at for name in self.found.values() for at in range(name.first, name.last)}
        places: list[Name] = []
        for _, name in sorted(self.found.items()):
            listed = bool(places) and places[-1].last == name.first - 1 and self._separates(name.first - 1)
            if self._is_place(name, taken, listed):
                places.append(name)
        return places

    # Names of the gazetteer.

    def _scan(self) -> None:
        end = 0
        for at, word in self.words:
            if at >= end and (name := self._name_at(at, word)):
                self.found[at] = name
                end = name.last

    def _name_at(self, at: int, word: Word) -> Name | None:
        match, adjective = gazetteer().match(word, self.tokens, at), word.adjective
        if adjective and not (match and (match.last > at + 1 or self._outweighs(match.entries, at))):
            return Name(at, at + 1, (adjective,), adjective=True, region=adjective)
        if match:
            return Name(at, match.last, match.entries, region=word.base)
        return Name(at, at + 1, (word.base,), adjective=True, region=word.base) if word.base else None

    def _outweighs(self, entries: tuple[Entry, ...], at: int) -> bool:
        """Tell whether a word that may be a town or the adjective of a region is the town."""
        if self._tags_after(at + 1) & {"region", "direction"}:
            return False
        return any(entry.kind is not PlaceKind.TOWN or entry.population >= LARGE for entry in entries)

    # Areas that are named after a town or by an adjective.

    def _widen(self, at: int, tags: frozenset[str]) -> None:
        """Read "X, Y and Z regions" (districts, directions, seas), whose last word is that token."""
        if "capital" in tags:
            self._capital(at)
        make = self._maker(at, tags)
        if make is None:
            return
        last = at + 1
        for first, end in self._heads(at):
            entry = make(self.tokens[first:end], self._base_of(first))
            if entry is None:
                return
            self.found[first] = Name(first, last or end, (entry,))
            last = 0

    def _maker(self, at: int, tags: frozenset[str]) -> Area | None:
        following = self.found.get(at + 1)
        in_city = "district" in tags and following is not None and following.is_town
        makers = {"region": region, "district": district, "direction": direction, "sea": sea}
        return city_district if in_city else next((makers[each] for each in makers if each in tags), None)

    def _base_of(self, first: int) -> Entry | None:
        """Return the region of the name at that token, or in English, which has no adjectives, the town."""
        name = self.found.get(first)
        if name is None:
            return None
        return name.region or (name.entries[0] if self.language == "en" else None)

    def _heads(self, at: int) -> Iterator[tuple[int, int]]:
        """Yield ``(first, last)`` of the capitalised words listed just before that token, the last first."""
        while at > 0:
            first = next((f for f in range(at - 1, max(-1, at - 4), -1) if self._spans(f, at)), at - 1)
            if not self.tokens[first].text[0].isalpha():
                return
            yield first, at
            if first < 2 or not self._separates(first - 1):
                return
            at = first - 1

    def _spans(self, first: int, last: int) -> bool:
        return first in self.found and self.found[first].last == last

    def _separates(self, at: int) -> bool:
        if not 0 <= at < len(self.tokens):
            return False
        return self.tokens[at].text == "," or "also" in self.tags[at]

    def _capital(self, at: int) -> None:
        """Read "the capital of X" and "the Ukrainian capital" as the capital's name."""
        of = at + 2 if self._text(at + 1) == "of" else at + 1
        for near in (at - 1, of):
            country = self.found.get(near)
            if (
                not country
                or country.entries[0].kind is not PlaceKind.COUNTRY
                or country.adjective != (near < at)
            ):
                continue
            if capital := gazetteer().capitals.get(country.entries[0].place.id):
                del self.found[near]
                first, last = min(near, at), max(country.last, at + 1)
                self.found[first] = Name(first, last, (capital,))
                return

    # Names that the gazetteer lacks.

    def _settlements(self, at: int, tags: frozenset[str]) -> None:
        """Read the name after a word for a village, and a list of settlements."""
        if "village" in tags and self._is_word(at):
            self._unlisted(self._past(at))
        if "list_of" not in tags:
            return
        at = self._past(at)
        while (last := self._unlisted(at)) is not None:
            at = last
            while at < len(self.tokens) and self._separates(at):
                at += 1
            if at == last:
                return

    def _past(self, at: int) -> int:
        """Return the token after that one, an abbreviation's full stop, a colon and "of" passed over."""
        passed = {":", "of", "the", "*"} | ({"."} if len(self.tokens[at].norm) <= _ABBREVIATION else set())
        at += 1
        while at < len(self.tokens) and self.tokens[at].norm in passed:
            at += 1
        return at

    def _unlisted(self, at: int) -> int | None:
        """Return where the name at that token ends, and add it if the gazetteer has no such place."""
        if at in self.found and not self._goes_on(at):
            return self.found[at].last
        last = at
        while (
            last < min(at + 2, len(self.tokens))
            and self._may_name(last)
            and (last == at or self._touch(last))
        ):
            last += 1
        agrees = last == at + 1 and is_adjectival(self.tokens[at].norm) and self._word_follows(last)
        if last == at or agrees:
            return None
        self.found.pop(at + 1, None)
        name = unlisted(self.tokens[at:last], self.language)
        self.found[at] = Name(at, last, (name,) if name else ())
        return last

    def _goes_on(self, at: int) -> bool:
        """Tell whether a small town's name is but the first word of a longer one: Bila in Bila Hora."""
        name = self.found[at]
        small = name.is_town and name.last == at + 1 and name.population < LARGE
        follows = small and at + 1 < len(self.tokens) and self._touch(at + 1) and self._may_name(at + 1)
        return follows and is_adjectival(self.tokens[at].norm)

    def _may_name(self, at: int) -> bool:
        word, name = self.tokens[at].text, self.found.get(at)
        if name and not (name.is_town and name.population < LARGE):
            return False
        return word[0].isupper() and word.isalpha() and len(word) > _ABBREVIATION and not word.isupper()

    def _links(self) -> None:
        """Read an unknown name that stands in a list before or between towns."""
        for at in reversed(self.capitals):
            following = self.found.get(at + 2) if at else None
            if (
                at in self.found
                or following is None
                or not following.is_town
                or following.population >= LARGE
            ):
                continue
            if self._separates(at + 1) and self._may_name(at):
                name = unlisted(self.tokens[at : at + 1], self.language)
                if name and ("where" in self.tags[at - 1] or self._separates(at - 1)):
                    self.found[at] = Name(at, at + 1, (name,))

    def _villages(self) -> None:
        """Read unknown names that end as only villages' do, where a place may stand."""
        for at in self.capitals:
            if at not in self.found and "where" in self._tags_before(at) and self._may_name(at):
                name = unlisted(self.tokens[at : at + 1], self.language, _VILLAGE_ENDINGS)
                if name:
                    self.found[at] = Name(at, at + 1, (name,))

    # Names that are not of places.

    def _is_place(self, name: Name, taken: set[int], listed: bool) -> bool:
        """Tell a place from its namesakes; ``listed`` says that a place stands before it in a list."""
        if name.adjective:
            return self._text(name.first - 1) not in _OPEN
        if not name.is_town:
            return "common" not in self.tags[name.first]
        before, after = self._tags_before(name.first), self._tags_after(name.last)
        quoted = self._text(name.first - 1) in _OPEN and self._text(name.last) in _CLOSE
        beside_quotes = self._text(name.first - 1) in _OPEN | _CLOSE
        owner = self._tags_before(name.first - 1) if beside_quotes else before
        if "not_after" in owner or self._promoted(name.first) or self._titled(name.last, after):
            return False
        word = self.tokens[name.first]
        if before & {"settlement", "village"} and self._is_word(name.first - 1):
            return True
        cued = listed or self._text(name.first - 1) == "#" or bool(before & {"where", "whence"})
        if self._common(word) and not (cued and name.population >= _KNOWN):
            return False
        if first_name(word.text) is not None and (not cued or self._runs_on(name, taken)):
            return False
        small = name.population < LARGE and name.entries[0].division != ""
        if small and is_adjectival(word.norm) and self._word_follows(name.last):
            return False
        surname = _SURNAME.search(word.norm) is not None and name.population < _METROPOLIS
        if cued:
            return not (surname and listed) and not self._of_a_person(name.first)
        if quoted or surname:
            return False
        if all(entry.place.country not in _NEAR for entry in name.entries):
            return any(map(is_capital, name.entries)) and not self._runs_on(name, taken)
        return not (small and self._doubtful(name, taken, after))

    def _of_a_person(self, first: int) -> bool:
        """Tell "на Залужного", which only a person can be, from "біля Залужного"."""
        before = self.tokens[first - 1].norm if first else ""
        return before in _ACCUSATIVE and self.tokens[first].norm.endswith(_ANIMATE)

    def _doubtful(self, name: Name, taken: set[int], after: frozenset[str]) -> bool:
        """Tell whether a small town's bare name is as likely something else's."""
        word = self.tokens[name.first]
        if word.norm.isascii() and word.text.isupper():
            return True
        letters = len(word.norm)
        if name.last == name.first + 1 and (
            letters < _SHORT or (letters == _SHORT and name.population < _KNOWN)
        ):
            return True
        if is_adjectival(word.norm) and name.last == name.first + 1:
            return not (self._separates(name.first - 1) or self._separates(name.last))
        if self._opens(name.first) and self._text(name.last) not in _CLOSERS and "also" not in after:
            return True
        return self._runs_on(name, taken)

    def _common(self, word: Token) -> bool:
        return any("common" in word_tags(form, self.language) for form in nominatives(word.norm))

    def _promoted(self, first: int) -> bool:
        """Tell whether readers are asked to subscribe to a channel of that name."""
        return first >= 2 and "where" in self.tags[first - 1] and "promo" in self.tags[first - 2]

    def _titled(self, last: int, after: frozenset[str]) -> bool:
        """Tell whether the name only begins that of something else: Kyiv Independent, Южный военный округ."""
        token = self.tokens[last] if last < len(self.tokens) else None
        if token is None or "not_before" not in after:
            return False
        return not token.text.isascii() or token.text[0].isupper() or "theme" in after

    def _runs_on(self, name: Name, taken: set[int]) -> bool:
        """Tell whether a capitalised word that is no place touches the name: a person's name, a firm's."""
        near = (at for at in (name.first - 1, name.last) if 0 <= at < len(self.tokens) and at not in taken)
        return any(self._capital_word(at) and self._touch(max(at, name.first)) for at in near)

    def _capital_word(self, at: int) -> bool:
        return self.tokens[at].text[0].isupper() and not self.tags[at] & {
            "where",
            "whence",
            "also",
            "settlement",
        }

    # The words around a token.

    def _is_word(self, at: int) -> bool:
        """Tell a word from an abbreviation that lacks its full stop, and from an initial."""
        token = self.tokens[at]
        return len(token.norm) > _ABBREVIATION - 1 or (token.text.islower() and self._text(at + 1) == ".")

    def _word_follows(self, at: int) -> bool:
        """Tell whether an adjective's noun may stand there: a word in lower case that is no function word."""
        if at >= len(self.tokens) or not self._touch(at):
            return False
        token = self.tokens[at]
        return (
            token.text[0].islower()
            and len(token.norm) > _ABBREVIATION
            and not self.tags[at] & {"where", "also"}
        )

    def _touch(self, at: int) -> bool:
        """Tell whether no more than a space parts that token from the one before it."""
        return self.tokens[at].start - self.tokens[at - 1].end <= 1

    def _text(self, at: int) -> str:
        return self.tokens[at].text if 0 <= at < len(self.tokens) else ""

    def _tags_before(self, at: int) -> frozenset[str]:
        """Return the lists that hold the word before that token, markup and a full stop passed over."""
        for near in range(at - 1, max(-1, at - 4), -1):
            text = self.tokens[near].text
            if text not in _MARKUP and not (text == "." and near == at - 1 and self._abbreviates(near - 1)):
                return self.tags[near]
        return _NONE

    def _abbreviates(self, at: int) -> bool:
        return at >= 0 and len(self.tokens[at].norm) <= _ABBREVIATION and "settlement" in self.tags[at]

    def _tags_after(self, at: int) -> frozenset[str]:
        for near in range(at, min(at + 3, len(self.tokens))):
            if self.tokens[near].text not in _MARKUP:
                return self.tags[near]
        return _NONE

    def _opens(self, at: int) -> bool:
        """Tell whether that token begins a sentence, a line or an item, where capitals mean nothing."""
        before = at - 1
        while before >= 0 and self.tokens[before].text in _MARKUP:
            before -= 1
        mark = self._text(before)
        if not mark or mark in _STOPS or not (mark[0].isalnum() or mark in ",#"):
            return True
        return "\n" in self.text[self.tokens[before].end : self.tokens[at].start]


def read_names(text: str, tokens: Sequence[Token], language: str) -> tuple[list[Name], list[frozenset[str]]]:
    """Return the names of places in a whole text, and for each token the lists that hold it."""
    reader = _Reader(text, tokens, language)
    return reader.read(), reader.tags
