"""Which words of a text are names of places, read with the words around them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from claims.areas import Area, city_district, direction, district, region, sea, unlisted
from claims.declension import is_adjectival
from claims.gazetteer import Entry, PlaceKind, Word, gazetteer, read_word
from claims.namesakes import LARGE, Name, Namesakes
from claims.placewords import word_tags
from claims.surroundings import ABBREVIATION, Surroundings
from claims.text import Token, normal

_VILLAGE_ENDINGS = ("івка", "ївка", "овка", "евка", "ivka", "ovka", "ivske", "ovske", "opillia", "opillya")
_AREAS = frozenset({"region", "district", "direction", "sea", "capital"})
_LISTS = frozenset({"village", "list_of"})


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
    around: Surroundings = field(init=False)
    words: list[tuple[int, Word]] = field(init=False)
    capitals: list[int] = field(init=False)
    found: dict[int, Name] = field(default_factory=dict)

    def __post_init__(self) -> None:
        read = [_read(token.text, self.language) for token in self.tokens]
        self.around = Surroundings(self.text, self.tokens, [tags for tags, _ in read])
        self.words = [(at, word) for at, (_, word) in enumerate(read) if word is not None]
        self.capitals = [at for at, token in enumerate(self.tokens) if token.text[0].isupper()]

    def read(self) -> list[Name]:
        """Return the names of places in order, none overlapping another."""
        self._scan()
        for at, tags in enumerate(self.around.tags):
            if tags and tags & _AREAS:
                self._widen(at, tags)
            if tags and tags & _LISTS:
                self._settlements(at, tags)
        self._villages()
        self._links()
        return Namesakes(self.around, self.language).places(
            [self.found[first] for first in sorted(self.found)]
        )

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
        if self.around.tags_after(at + 1) & {"region", "direction"}:
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
            if first < 2 or not self.around.separates(first - 1):
                return
            at = first - 1

    def _spans(self, first: int, last: int) -> bool:
        return first in self.found and self.found[first].last == last

    def _capital(self, at: int) -> None:
        """Read "the capital of X" and "the Ukrainian capital" as the capital's name."""
        of = at + 2 if self.around.word(at + 1) == "of" else at + 1
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
        if "village" in tags and self.around.is_word(at):
            self._unlisted(self._past(at))
        if "list_of" not in tags:
            return
        at = self._past(at)
        while (last := self._unlisted(at)) is not None:
            at = last
            while at < len(self.tokens) and self.around.separates(at):
                at += 1
            if at == last:
                return

    def _past(self, at: int) -> int:
        """Return the token after that one, an abbreviation's full stop, a colon and "of" passed over."""
        passed = {":", "of", "the", "*"} | ({"."} if len(self.tokens[at].norm) <= ABBREVIATION else set())
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
            and (last == at or self.around.touches(last))
        ):
            last += 1
        agrees = last == at + 1 and is_adjectival(self.tokens[at].norm) and self.around.noun_follows(last)
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
        follows = (
            small and at + 1 < len(self.tokens) and self.around.touches(at + 1) and self._may_name(at + 1)
        )
        return follows and is_adjectival(self.tokens[at].norm)

    def _may_name(self, at: int) -> bool:
        word, name = self.tokens[at].text, self.found.get(at)
        if name and not (name.is_town and name.population < LARGE):
            return False
        return word[0].isupper() and word.isalpha() and len(word) > ABBREVIATION and not word.isupper()

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
            if self.around.separates(at + 1) and self._may_name(at):
                name = unlisted(self.tokens[at : at + 1], self.language)
                if name and ("where" in self.around.tags[at - 1] or self.around.separates(at - 1)):
                    self.found[at] = Name(at, at + 1, (name,))

    def _villages(self) -> None:
        """Read unknown names that end as only villages' do, where a place may stand."""
        for at in self.capitals:
            if at not in self.found and "where" in self.around.tags_before(at) and self._may_name(at):
                name = unlisted(self.tokens[at : at + 1], self.language, _VILLAGE_ENDINGS)
                if name:
                    self.found[at] = Name(at, at + 1, (name,))


def read_names(text: str, tokens: Sequence[Token], language: str) -> tuple[list[Name], Surroundings]:
    """Return the names of places in a whole text, and the words around them."""
    reader = _Reader(text, tokens, language)
    return reader.read(), reader.around
