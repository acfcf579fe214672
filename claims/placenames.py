"""Which words of a text are names of places, read with the words around them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from claims.gazetteer import Entry, Gazetteer, PlaceKind, adjective_stems, gazetteer
from claims.language import language_file
from claims.model import Place
from claims.romanise import romanise
from claims.spelling import latin_key
from claims.text import Token, normal

# A town of so many people is known by its bare name; a smaller one needs a word that says it is a place.
LARGE = 50_000
_MARKUP = frozenset("*_#")
_QUOTES = frozenset("«»\"“”„'’‘")
_STOPS = frozenset(".!?:…•▪️—–-|/")


class WordList(NamedTuple):
    """Words in normal form, and beginnings of words, which the file writes with ``*``."""

    exact: frozenset[str]
    prefixes: tuple[str, ...]

    def holds(self, token: Token | None) -> bool:
        """Tell whether that token is in the list; no token is in none."""
        return token is not None and (token.norm in self.exact or token.norm.startswith(self.prefixes))


class Words(NamedTuple):
    """The lists of ``places.toml`` that a language's place names are read with."""

    region: WordList
    district: WordList
    direction: WordList
    settlement: WordList
    village: WordList
    list_of: WordList
    where: WordList
    whence: WordList
    launch: WordList
    theme: WordList
    land: WordList
    office: WordList
    also: WordList
    not_after: WordList
    not_before: WordList
    common: WordList


@cache
def words_of(language: str) -> Words:
    """Read a language's lists. Raises LanguageFileError where the file is broken."""
    file = language_file(language, "places")
    table = file.table("words")
    return Words(*(_word_list(file.words(table.get(each), each)) for each in Words._fields))


def _word_list(words: Sequence[str]) -> WordList:
    exact = frozenset(normal(word) for word in words if not word.endswith("*"))
    return WordList(exact, tuple(normal(word[:-1]) for word in words if word.endswith("*")))


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


@dataclass(frozen=True, slots=True)
class Reader:
    """The tokens of one text with the lists of its language."""

    text: str
    tokens: Sequence[Token]
    words: Words
    known: Gazetteer

    def names(self) -> list[Name]:
        """Return the names of places in order, none overlapping another."""
        found = {name.first: name for name in self._scan()}
        for at in range(1, len(self.tokens)):
            self._widen(found, at)
        for at in range(len(self.tokens) - 1):
            self._list(found, at)
        return [found[first] for first in sorted(found) if self._is_place(found[first], found)]

    def before(self, at: int) -> Token | None:
        """Return the token before that one, markup passed over."""
        return next((t for t in reversed(self.tokens[max(0, at - 4) : at]) if t.text not in _MARKUP), None)

    def after(self, at: int) -> Token | None:
        """Return that token or the first one after it that is not markup."""
        return next((t for t in self.tokens[at : at + 4] if t.text not in _MARKUP), None)

    def opens(self, at: int) -> bool:
        """Tell whether that token begins a sentence, a line or an item, where capitals mean nothing."""
        before = self.before(at)
        if before is None or before.text in _STOPS:
            return True
        return "\n" in self.text[before.end : self.tokens[at].start]

    def _scan(self) -> Iterator[Name]:
        at = 0
        while at < len(self.tokens):
            name = self._name_at(at) if self.tokens[at].text[0].isalpha() else None
            if name:
                yield name
            at = name.last if name else at + 1

    def _name_at(self, at: int) -> Name | None:
        token = self.tokens[at]
        capital = token.text[0].isupper()
        match = self.known.match(self.tokens, at) if capital or token.text in self.known.exact else None
        adjective = self.known.adjective(token)
        if adjective and not (match and (match.last > at + 1 or self._outweighs(match.entries, at))):
            return Name(at, at + 1, (adjective,), adjective=True, region=adjective)
        base = self.known.bases.get(latin_key(token.text)) if capital and token.text.isascii() else adjective
        if match:
            return Name(at, match.last, match.entries, region=base)
        return Name(at, at + 1, (base,), adjective=True, region=base) if base else None

    def _outweighs(self, entries: tuple[Entry, ...], at: int) -> bool:
        """Tell whether a word that may be a town or the adjective of a region is the town."""
        if self.words.region.holds(self.after(at + 1)) or self.words.direction.holds(self.after(at + 1)):
            return False
        return any(entry.kind is not PlaceKind.TOWN or entry.population >= LARGE for entry in entries)

    def _widen(self, found: dict[int, Name], at: int) -> None:
        """Read "X, Y and Z regions" (districts, directions), whose last word is that token."""
        token = self.tokens[at]
        make = next((make for words, make in self._makers() if words.holds(token)), None)
        if make is None:
            return
        last = at + 1
        for first, end in self._heads(found, at):
            entry = make(self.tokens[first:end], found.get(first))
            if entry is None:
                return
            found[first] = Name(first, last, (entry,))
            last = end

    def _makers(self) -> tuple[tuple[WordList, _Maker], ...]:
        words = self.words
        return (words.region, _region), (words.district, _district), (words.direction, _direction)

    def _heads(self, found: dict[int, Name], at: int) -> Iterator[tuple[int, int]]:
        """Yield ``(first, last)`` of the capitalised words listed just before that token, the last first."""
        while at > 0:
            first = next(
                (f for f in range(at - 1, max(-1, at - 4), -1) if f in found and found[f].last == at), at - 1
            )
            if not self.tokens[first].text[0].isalpha():
                return
            yield first, at
            if first < 2 or not (
                self.tokens[first - 1].text == "," or self.words.also.holds(self.tokens[first - 1])
            ):
                return
            at = first - 1

    def _list(self, found: dict[int, Name], at: int) -> None:
        """Read names that the gazetteer lacks: after a word for a village, and in a list of settlements."""
        if self.words.village.holds(self.tokens[at]):
            self._unknown(found, self._past(at))
        if not self.words.list_of.holds(self.tokens[at]):
            return
        at = self._past(at)
        while (last := self._unknown(found, at)) is not None:
            at = last
            while at < len(self.tokens) and (
                self.tokens[at].text == "," or self.words.also.holds(self.tokens[at])
            ):
                at += 1
            if at == last:
                return

    def _past(self, at: int) -> int:
        """Return the token after that one, an abbreviation's full stop, a colon and "of" passed over."""
        at += 1
        while at < len(self.tokens) and self.tokens[at].norm in {".", ":", "of", "the", "**", "*"}:
            at += 1
        return at

    def _unknown(self, found: dict[int, Name], at: int) -> int | None:
        """Return where the name at that token ends, and add it if it is none of the gazetteer's."""
        if at in found:
            return found[at].last
        last = at
        while last < min(at + 2, len(self.tokens)) and last not in found and _is_name(self.tokens[last]):
            last += 1
        if last == at:
            return None
        found[at] = Name(at, last, (_unlisted(self.tokens[at:last]),))
        return last

    def _is_place(self, name: Name, found: dict[int, Name]) -> bool:
        before, after, words = self.before(name.first), self.after(name.last), self.words
        if name.adjective or name.entries[0].kind is not PlaceKind.TOWN or not name.entries[0].division:
            return True
        quoted = before is not None and before.text in _QUOTES and after is not None and after.text in _QUOTES
        owner = self.before(name.first - 1) if quoted else before
        if words.not_after.holds(owner) or (
            words.not_before.holds(after) and after and after.text[0].isupper()
        ):
            return False
        if words.where.holds(before) or words.settlement.holds(before) or words.whence.holds(before):
            return True
        if quoted or self.tokens[name.first].norm in words.common.exact:
            return False
        if any(entry.population >= LARGE for entry in name.entries):
            return True
        return not self.opens(name.first) and not self._in_a_longer_name(name, found)

    def _in_a_longer_name(self, name: Name, found: dict[int, Name]) -> bool:
        """Tell whether a capitalised word that is no place stands next to the name: a person's name, a firm's."""
        taken = {at for other in found.values() if other is not name for at in range(other.first, other.last)}
        tokens = self.tokens
        for near, gap in (
            (name.first - 1, tokens[name.first].start - tokens[name.first - 1].end),
            (
                name.last,
                tokens[name.last].start - tokens[name.last - 1].end if name.last < len(tokens) else 9,
            ),
        ):
            if 0 <= near < len(tokens) and near not in taken and gap <= 1 and tokens[near].text[0].isupper():
                return True
        return False


_Maker = Callable[[Sequence[Token], Name | None], Entry | None]


def read_names(text: str, tokens: Sequence[Token], language: str) -> list[Name]:
    """Return the names of places among the tokens of a whole text."""
    return Reader(text, tokens, words_of(language), gazetteer()).names()


def _region(tokens: Sequence[Token], name: Name | None) -> Entry | None:
    return name.region if name and name.region and name.region.kind is PlaceKind.REGION else None


def _district(tokens: Sequence[Token], name: Name | None) -> Entry | None:
    return _named_after(tokens, name, PlaceKind.DISTRICT, "District", "Raion")


def _direction(tokens: Sequence[Token], name: Name | None) -> Entry | None:
    return _named_after(tokens, name, PlaceKind.AREA, "direction", "direction")


def _named_after(
    tokens: Sequence[Token], name: Name | None, kind: PlaceKind, bare: str, of_town: str
) -> Entry | None:
    """Return the area that is named by an adjective, or in English by the name, before its common noun."""
    token = tokens[-1]
    if not token.text[0].isupper():
        return None
    if token.text.isascii():
        base = name.entries[0] if name else None
        label = f"{' '.join(each.text for each in tokens)} {bare}"
    elif stems := adjective_stems(token.norm):
        base = name.region if name and name.region else gazetteer().town_of(token)
        label = f"{_base_name(base)} {of_town}" if base else f"{_nominative(stems[0])} {bare}"
    else:
        return None
    place = base.place if base else None
    at = (place.country, place.latitude, place.longitude) if place else (None, None, None)
    return Entry(Place(_slug(label), label, None, *at), kind, base.division if base else "")


def _base_name(base: Entry) -> str:
    return base.place.name.removesuffix(" Oblast").removesuffix(" Krai").removesuffix(" Region")


def _nominative(stem: str) -> str:
    language = "ru" if stem.endswith(("ск", "цк")) else "uk"
    return romanise(f"{stem}ий".title(), language)


def _unlisted(tokens: Sequence[Token]) -> Entry:
    words = " ".join(token.text for token in tokens)
    label = words if words.isascii() else romanise(words, "uk" if set("іїєґ") & set(words.lower()) else "ru")
    return Entry(Place(_slug(label), label), PlaceKind.TOWN)


def _slug(label: str) -> str:
    return "name:" + label.casefold().replace(" ", "-")


def _is_name(token: Token) -> bool:
    word = token.text
    return word[0].isupper() and word[0].isalpha() and len(word) > 3 and not word.isupper()
