"""The places that Claimwire knows, and how to find one by an inflected word or any usual spelling."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from claims.declension import ADJECTIVE_SUFFIXES, adjective_stems, name_keys
from claims.language import LanguageFile, read_language_file
from claims.model import Place
from claims.spelling import cyrillic_key, latin_key
from claims.text import Token, normal

DATA = Path(__file__).with_name("data")
# What a town's name may end in where its adjective has -ськ or -ск.
_TOWN_ENDINGS = ("", "а", "и", "о", "е", "я", "ка", "ки", "ля", "ци")
_ACRONYM = 5
# Countries whose own names decline in Ukrainian and Russian whatever they end in.
_SLAVIC = frozenset({"UA", "RU", "BY", "PL", "BG", "RS", "MD", None})
_FIELDS = frozenset({"id", "name", "admin", "at", "base", "adjective", "names", "sea", "country", "capital"})
_INDECLINABLE = "оеу"


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


class Word(NamedTuple):
    """What one word may be: a whole name, the first word of a longer one, an adjective, a region's base.

    ``base`` is the region that the word names before "region" or "Oblast".
    """

    entries: tuple[Entry, ...]
    opens: tuple[str, ...]
    adjective: Entry | None
    base: Entry | None


class Match(NamedTuple):
    """The tokens before ``last`` are a name of each of ``entries``."""

    last: int
    entries: tuple[Entry, ...]


@dataclass(slots=True)
class Gazetteer:
    """Names of places by their keys (see ``claims.spelling``), each word in the nominative.

    ``towns`` are the lines of the data file, read when they are asked for; ``names`` maps a name to
    numbers of lines, or to entries of ``regions.toml``. ``openers`` maps the first word of a longer
    name to the rest of it, ``hyphened`` has first halves. ``adjectives`` and ``seas`` go by stem,
    ``capitals`` by the id of the country.
    """

    towns: list[str] = field(default_factory=list)
    names: dict[str, list[int | Entry]] = field(default_factory=dict)
    openers: dict[str, set[tuple[str, ...]]] = field(default_factory=dict)
    hyphened: set[str] = field(default_factory=set)
    adjectives: dict[str, Entry] = field(default_factory=dict)
    bases: dict[str, Entry] = field(default_factory=dict)
    exact: dict[str, Entry] = field(default_factory=dict)
    seas: dict[str, Entry] = field(default_factory=dict)
    capitals: dict[str, Entry] = field(default_factory=dict)

    def match(self, word: Word, tokens: Sequence[Token], first: int) -> Match | None:
        """Return the longest name that begins at that token, which is that word; None where none does."""
        for form in word.opens:
            for rest in sorted(self.openers[form], key=len, reverse=True):
                last = first + 1 + len(rest)
                if last <= len(tokens) and all(map(_may_be, tokens[first + 1 : last], rest)):
                    return Match(last, self.entries((" ".join((form, *rest)),)))
        return Match(first + 1, word.entries) if word.entries else None

    def entries(self, names: Iterable[str]) -> tuple[Entry, ...]:
        """Return what those names stand for, each once: towns last, those of an earlier name first."""
        found = dict.fromkeys(self._entry(item) for name in names for item in self.names.get(name, ()))
        return tuple(sorted(found, key=_is_town))

    def town_of(self, norm: str) -> Entry | None:
        """Return the largest town of whose name that word, in normal form, is the adjective."""
        for stem in adjective_stems(norm):
            if stem.endswith(ADJECTIVE_SUFFIXES):
                root = stem.removesuffix("ьк").removesuffix("к")[:-1]
                names = map(cyrillic_key, (stem, *(root + ending for ending in _TOWN_ENDINGS)))
                towns = [entry for entry in self.entries(names) if entry.kind is PlaceKind.TOWN]
                if towns:
                    return max(towns, key=lambda entry: entry.population)
        return None

    def read(self, text: str, norm: str) -> Word | None:
        """Return what a word may be, None where it is nothing."""
        exact = self.exact.get(text)
        forms = self._forms(text, norm) if text[0].isupper() else ()
        entries = (exact,) if exact else self._declined(forms)
        opens = tuple(form for form in forms if form in self.openers)
        stems = (norm,) if norm.isascii() else adjective_stems(norm)
        adjective = next((self.adjectives[stem] for stem in stems if stem in self.adjectives), None)
        base = self.bases.get(forms[0]) if forms and norm.isascii() else adjective
        found = Word(entries, opens, adjective, base)
        return found if any(found) else None

    def _forms(self, text: str, norm: str) -> tuple[str, ...]:
        """Return the keys that a name may have; both halves of Каменка-Бузкая decline."""
        forms = word_forms(text, norm)
        head, hyphen, tail = norm.partition("-")
        if not hyphen or norm.isascii():
            return forms
        heads = [key for key in name_keys(head) if key in self.hyphened]
        return (*forms, *(f"{key}-{rest}" for key in heads for rest in name_keys(tail)))

    def _declined(self, forms: tuple[str, ...]) -> tuple[Entry, ...]:
        """Return what one word may name. Foreign names that end as Soweto does are not declined."""
        found = [*self.entries(forms[:1])]
        for form in forms[1:]:
            slavic = form[-1] not in _INDECLINABLE
            found += [e for e in self.entries((form,)) if slavic or e.place.country in _SLAVIC]
        return tuple(sorted(dict.fromkeys(found), key=_is_town))

    def add(self, name: str, item: int | Entry) -> None:
        """Add one name, the keys of its words apart by spaces."""
        self.names.setdefault(name, []).append(item)
        if "-" in name:
            self.hyphened.add(name.partition("-")[0])
        if " " in name:
            first, *rest = name.split(" ")
            self.openers.setdefault(first, set()).add(tuple(rest))

    def _entry(self, item: int | Entry) -> Entry:
        return _town(self.towns[item]) if isinstance(item, int) else item


@lru_cache(maxsize=1 << 14)
def word_forms(text: str, norm: str) -> tuple[str, ...]:
    """Return the keys that a name may have for that word to be a case form of it; a Latin word's only key."""
    if norm.isascii():
        return (latin_key(norm.removesuffix("'s")),)
    keys = name_keys(norm)
    return keys[:1] if text.isupper() and len(keys[0]) <= _ACRONYM else keys


def _is_town(entry: Entry) -> bool:
    return entry.kind is PlaceKind.TOWN


def _may_be(token: Token, key: str) -> bool:
    return key in word_forms(token.text, token.norm)


def read_word(text: str, norm: str) -> Word | None:
    """Return what a word may be in the gazetteer, None where it is nothing."""
    return gazetteer().read(text, norm) if text[0].isalpha() else None


@cache
def gazetteer() -> Gazetteer:
    """Return the gazetteer, read once a process. Raises LanguageFileError where regions.toml is broken."""
    found = Gazetteer()
    _read_towns(found, DATA / "places.tsv.gz")
    read_areas(found, DATA / "regions.toml")
    return found


def is_capital(place: Place) -> bool:
    """Tell whether a town is the capital of a country whose government is called by its name."""
    return place.id in _capital_ids()


@cache
def _capital_ids() -> frozenset[str]:
    return frozenset(entry.place.id for entry in gazetteer().capitals.values())


def _read_towns(into: Gazetteer, path: Path) -> None:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        into.towns = [line.rstrip("\n") for line in lines if line[0] != "#"]
    for number, line in enumerate(into.towns):
        *_, cyrillic, latin = line.split("\t")
        for name in (*cyrillic.split("|"), *latin.split("|")):
            if name:
                into.add(name, number)


@lru_cache(maxsize=1 << 13)
def _town(line: str) -> Entry:
    key, name, country, division, latitude, longitude, population, *_ = line.split("\t")
    place = Place(key, name, None, country, float(latitude), float(longitude))
    if not division:
        return Entry(place, PlaceKind.COUNTRY)
    return Entry(place, PlaceKind.TOWN, f"{country}.{division}", int(population))


def read_areas(into: Gazetteer, path: Path) -> None:
    """Add the regions, countries, towns and areas of a file. Raises LanguageFileError where it is broken."""
    file = read_language_file(path)
    numbers = {line.split("\t", 1)[0]: number for number, line in enumerate(into.towns)}
    for key, row in _rows(file, "region", ("name", "admin", "at")):
        place = Place(key, row["name"], None, key[:2], *row["at"])
        _add_words(into, Entry(place, PlaceKind.REGION, row["admin"]), row)
    for key, row in (*_rows(file, "country"), *_rows(file, "town")):
        if key not in numbers or row.get("capital", key) not in numbers:
            file.fail(key, f"{key!r} or its capital is no id of places.tsv.gz")
        _add_words(into, _renamed(into, numbers[key], row.get("name")), row)
        if capital := row.get("capital"):
            into.capitals[key] = _town(into.towns[numbers[capital]])
    for key, row in _rows(file, "area", ("name", "at")):
        place = Place(row.get("id", key), row["name"], None, row.get("country"), *row["at"])
        _add_words(into, Entry(place, PlaceKind.REGION if "id" in row else PlaceKind.AREA), row)


def _rows(file: LanguageFile, table: str, needed: Sequence[str] = ()) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, row in file.table(table).items():
        missing = [name for name in needed if name not in row]
        unknown = sorted(set(row) - _FIELDS)
        if missing or unknown:
            file.fail(key, f"[{table}] {key}: missing {missing}, not known {unknown}")
        yield key, row


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
    for stem in row.get("sea", ()):
        into.seas[stem] = entry
    for base in row.get("base", ()):
        into.bases[latin_key(base)] = entry
