"""The places that Claimwire knows, and how to find one by an inflected word or any usual spelling."""

from __future__ import annotations

import gzip
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from claims.language import LanguageFileError, language_file
from claims.model import Place
from claims.spelling import cyrillic_key, latin_key
from claims.text import Token, normal

DATA = Path(__file__).with_name("data")
_CYRILLIC_CODES = ("uk", "ru")
_LONGEST_ENDING = 5
_ADJECTIVE_SUFFIXES = ("ськ", "цьк", "зьк", "ск", "цк")
# What a town's name may end in where its adjective has -ськ or -ск.
_TOWN_ENDINGS = ("", "а", "и", "і", "ы", "о", "е", "ь", "я", "ка", "ки", "ля", "ці", "цы")


class PlaceKind(StrEnum):
    """What sort of place it is, the narrowest first."""

    TOWN = "town"
    DISTRICT = "district"
    AREA = "area"
    REGION = "region"
    COUNTRY = "country"


class Entry(NamedTuple):
    """A place and what tells it from its namesakes. ``division`` is GeoNames' first-order division."""

    place: Place
    kind: PlaceKind
    division: str = ""
    population: int = 0


class Match(NamedTuple):
    """The tokens before ``last`` are a name of each of ``entries``."""

    last: int
    entries: tuple[Entry, ...]


@dataclass(slots=True)
class Gazetteer:
    """Names of places, each word in its normal form and the nominative; Latin ones by their key.

    ``towns`` are the lines of the data file, read when they are asked for; ``names`` maps a name to
    numbers of lines, or to entries of ``regions.toml``. ``openers`` maps the first word of a longer
    name to the rest of it.
    """

    towns: list[str] = field(default_factory=list)
    names: dict[str, list[int | Entry]] = field(default_factory=dict)
    openers: dict[str, set[tuple[str, ...]]] = field(default_factory=dict)
    adjectives: dict[str, Entry] = field(default_factory=dict)
    bases: dict[str, Entry] = field(default_factory=dict)
    exact: dict[str, Entry] = field(default_factory=dict)

    def match(self, tokens: Sequence[Token], first: int) -> Match | None:
        """Return the longest name that begins at that token, None where none does."""
        forms = word_forms(tokens[first])
        for form in forms:
            for rest in sorted(self.openers.get(form, ()), key=len, reverse=True):
                last = first + 1 + len(rest)
                if last <= len(tokens) and all(
                    word in word_forms(token)
                    for word, token in zip(rest, tokens[first + 1 : last], strict=True)
                ):
                    return Match(last, self.entries((" ".join((form, *rest)),)))
        if entry := self.exact.get(tokens[first].text):
            return Match(first + 1, (entry,))
        entries = self.entries(forms)
        return Match(first + 1, entries) if entries else None

    def entries(self, names: Iterable[str]) -> tuple[Entry, ...]:
        """Return what those names stand for, those of the earlier name first, each once."""
        found = [self._entry(item) for name in names for item in self.names.get(name, ())]
        return tuple(dict.fromkeys(found))

    def adjective(self, token: Token) -> Entry | None:
        """Return the region or country of whose name that word is the adjective."""
        for stem in adjective_stems(token.norm):
            if entry := self.adjectives.get(stem):
                return entry
        return None

    def town_of(self, token: Token) -> Entry | None:
        """Return the largest town of whose name that word is the adjective."""
        for stem in adjective_stems(token.norm):
            if stem.endswith(_ADJECTIVE_SUFFIXES):
                root = stem.removesuffix("ьк").removesuffix("к")[:-1]
                entries = self.entries(
                    map(cyrillic_key, (stem, *(root + ending for ending in _TOWN_ENDINGS)))
                )
                towns = [entry for entry in entries if entry.kind is PlaceKind.TOWN]
                if towns:
                    return max(towns, key=lambda entry: entry.population)
        return None

    def add(self, name: str, item: int | Entry) -> None:
        """Add one name, its words in normal form and apart by spaces."""
        self.names.setdefault(name, []).append(item)
        first, *rest = name.split(" ")
        if rest:
            self.openers.setdefault(first, set()).add(tuple(rest))

    def _entry(self, item: int | Entry) -> Entry:
        return _town(self.towns[item]) if isinstance(item, int) else item


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer, read once a process. Raises LanguageFileError where regions.toml is broken."""
    found = Gazetteer()
    _read_towns(found, DATA / "places.tsv.gz")
    _read_areas(found, DATA / "regions.toml")
    return found


def _read_towns(into: Gazetteer, path: Path) -> None:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        into.towns = [line.rstrip("\n") for line in lines if line[0] != "#"]
    add = into.add
    for number, line in enumerate(into.towns):
        *_, cyrillic, latin = line.split("\t")
        for name in cyrillic.split("|") if cyrillic else ():
            add(name, number)
        for name in latin.split("|"):
            add(name, number)


@lru_cache(maxsize=1 << 13)
def _town(line: str) -> Entry:
    key, name, country, division, latitude, longitude, population, *_ = line.split("\t")
    place = Place(key, name, None, country, float(latitude), float(longitude))
    if not division:
        return Entry(place, PlaceKind.COUNTRY)
    return Entry(place, PlaceKind.TOWN, f"{country}.{division}", int(population))


def _read_areas(into: Gazetteer, path: Path) -> None:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LanguageFileError(f"{path}: {error}; see docs/language-files.md") from error
    numbers = {line.split("\t", 1)[0]: number for number, line in enumerate(into.towns)}
    for key, row in tables["region"].items():
        place = Place(key, row["name"], None, key[:2], *row["at"])
        _add_words(into, Entry(place, PlaceKind.REGION, row["admin"]), row)
    for key, row in {**tables["country"], **tables["town"]}.items():
        if key not in numbers:
            raise LanguageFileError(f"{path}: {key} is no id of places.tsv.gz")
        _add_words(into, _renamed(into, numbers[key], row.get("name")), row)
    for key, row in tables["area"].items():
        place = Place(row.get("id", key), row["name"], None, row.get("country"), *row["at"])
        _add_words(into, Entry(place, PlaceKind.REGION if "id" in row else PlaceKind.AREA), row)


def _renamed(into: Gazetteer, number: int, name: str | None) -> Entry:
    if name:
        key, _, rest = into.towns[number].split("\t", 2)
        into.towns[number] = f"{key}\t{name}\t{rest}"
    return _town(into.towns[number])


def _add_words(into: Gazetteer, entry: Entry, row: dict[str, Any]) -> None:
    for name in row.get("names", ()):
        if name.startswith("=") or (name.islower() and len(name) < 4):
            into.exact[name.removeprefix("=")] = entry
        else:
            into.add(latin_key(name) if name.isascii() else cyrillic_key(normal(name)), entry)
    for stem in row.get("adjective", ()):
        into.adjectives.setdefault(stem, entry)
    for base in row.get("base", ()):
        into.bases[latin_key(base)] = entry


def word_forms(token: Token) -> tuple[str, ...]:
    """Return what a name must be for that word to be a case form of it; a Latin word's key."""
    return _latin_forms(token.text) if token.text.isascii() else _nominatives(token.norm)


@lru_cache(maxsize=1 << 14)
def _latin_forms(word: str) -> tuple[str, ...]:
    return (latin_key(word.removesuffix("'s")),)


@lru_cache(maxsize=1 << 16)
def _nominatives(word: str) -> tuple[str, ...]:
    found = {word: None}
    for length in range(min(_LONGEST_ENDING, len(word) - 1), -1, -1):
        stem = word[: len(word) - length]
        for ending in _endings().get(word[len(stem) :], ()):
            found[stem + ending] = None
    return tuple(dict.fromkeys(map(cyrillic_key, found)))


@lru_cache(maxsize=1 << 14)
def adjective_stems(word: str) -> tuple[str, ...]:
    """Return the stems that the word may have as an adjective, the longest first."""
    if word.isascii():
        return (word,)
    return tuple(
        word[:-length]
        for length in range(1, 4)
        if len(word) - length > 3 and word[-length:] in _adjective_endings()
    )


@cache
def _endings() -> dict[str, tuple[str, ...]]:
    """Return the nominative endings that each case ending may go back to."""
    back: dict[str, dict[str, None]] = {}
    for code in _CYRILLIC_CODES:
        for nominative, endings in language_file(code, "places").table("declension").items():
            for ending in endings:
                back.setdefault(ending, {})[nominative] = None
    return {ending: tuple(nominatives) for ending, nominatives in back.items()}


@cache
def _adjective_endings() -> frozenset[str]:
    return frozenset(
        ending
        for code in _CYRILLIC_CODES
        for ending in language_file(code, "places").table("adjective")["endings"]
    )
