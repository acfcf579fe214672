"""Sources: who can be said to know. A table with names in three languages, and ids for whoever it lacks."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from claims.lexicon import Lexicon
from claims.names import Person, fold, person, surname_key
from claims.romanise import romanise
from claims.text import Token, tokenize

TABLE = Path(__file__).with_name("data") / "sources.toml"


class SourceKind(StrEnum):
    """What a source is. ``person`` is anyone known by name, ``other`` whoever is only described."""

    INSTITUTION = "institution"
    OFFICIAL = "official"
    STATE = "state"
    MEDIA = "media"
    MONITOR = "monitor"
    PERSON = "person"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Source:
    """Who can be said to know. ``name`` is the English common name; ``sites`` are an outlet's addresses."""

    id: str
    name: str
    kind: SourceKind
    sites: tuple[str, ...] = ()


class SourceHit(NamedTuple):
    """The tokens ``[first, last)``, which are ``text[start:end]``, name a source of the table."""

    first: int
    last: int
    start: int
    end: int
    source: Source


class SourceTableError(ValueError):
    """The table of sources cannot be used; the message names the file and the entry."""


class Sources:
    """The table of sources: institutions by word lists, people by their surnames in any case and alphabet."""

    def __init__(self, tables: dict[str, Any]) -> None:
        self.lexicon: Lexicon[Source] = Lexicon()
        self._by_id: dict[str, Source] = {}
        self._people: dict[str, list[tuple[Person, Source]]] = {}
        self._topics: dict[str, list[str]] = tables.get("topics", {})
        for kind, name, patterns in _entries(tables):
            self._add(Source(slug(name), name, kind, tuple(tables.get("sites", {}).get(name, ()))), patterns)
        for name, surnames in tables.get("people", {}).items():
            self._add_person(name, surnames)
        self._holders = {
            slug(office): [self._known_id(office, name) for name in names]
            for office, names in tables.get("holders", {}).items()
        }

    def _add(self, source: Source, patterns: Sequence[str]) -> None:
        self._register(source)
        for pattern in patterns:
            try:
                self.lexicon.add(pattern, source)
            except ValueError as error:
                raise SourceTableError(f"{TABLE}: {source.name!r}: {error}") from error

    def _add_person(self, name: str, surnames: Sequence[str]) -> None:
        source = self._register(Source(slug(name), name, SourceKind.PERSON))
        own = person(name, "en")
        for surname in {name.split()[-1], *surnames}:
            self._people.setdefault(surname_key(surname, _language(surname)), []).append((own, source))

    def _register(self, source: Source) -> Source:
        if source.id in self._by_id:
            raise SourceTableError(f"{TABLE}: {source.name!r} stands in it twice; keep one entry")
        self._by_id[source.id] = source
        return source

    def _known_id(self, office: str, name: str) -> str:
        if slug(office) not in self._by_id or slug(name) not in self._by_id:
            raise SourceTableError(f"{TABLE}: [holders] {office!r}: name an office and people of the table")
        return slug(name)

    def has_held(self, person: Source, office: Source) -> bool:
        """Return whether a person of the table has held an office of it."""
        return person.id in self._holders.get(office.id, ())

    def find(self, tokens: Sequence[Token]) -> list[SourceHit]:
        """Return the sources of the table that a run of tokens names: the longest ones, in order, apart."""
        hits: list[SourceHit] = []
        end = 0
        for first, last, source in self.lexicon.match(tokens):
            if first >= end:
                end = last
                hits.append(SourceHit(first, last, tokens[first].start, tokens[last - 1].end, source))
        return hits

    def get(self, source_id: str) -> Source | None:
        """Return the table's source of that id."""
        return self._by_id.get(source_id)

    def is_called(self, source: Source, role: str) -> bool:
        """Return whether a text that has named a source may call it by that role: *the ministry*."""
        if source.kind is SourceKind.MEDIA:
            return role == "media"
        return any(word in source.name for word in self._topics.get(role, ()))

    def known(self, name: Person) -> Source | None:
        """Return the person of the table whom a name means. A given name may lack, but not be another."""
        for own, source in self._people.get(name.surname, ()):
            if name.first is None or own.first == name.first:
                return source
        return None

    def person(self, name: Person) -> Source:
        """Return the person of the table, or a source of their own whose id is the same in all languages."""
        key = f"~{name.first}-{name.surname}" if name.first else f"~{name.surname}"
        return self.known(name) or Source(key, name.name, SourceKind.PERSON)

    def identify(self, words: str, language: str, oblique: bool = False) -> Source:
        """Return whom words name: the table's source, else a person, else whoever they describe.

        ``oblique`` says that the words do not stand in the nominative, where that is known.
        """
        tokens = tokenize(words)
        if hits := self.find(tokens):
            return hits[0].source
        names = [token.text for token in tokens if token.text != "."]
        if 0 < len(names) <= 4 and all(name[0].isupper() for name in names):
            return self.person(person(words, language, oblique))
        return described(words, language)


def described(words: str, language: str) -> Source:
    """Return a source of its own for whoever is only described."""
    latin = " ".join(romanise(words, language).split())
    return Source("~" + "-".join(fold(word) for word in latin.split()), latin, SourceKind.OTHER)


def slug(name: str) -> str:
    """Return a name as an id: lower case, words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")


def _language(word: str) -> str:
    return "en" if word.isascii() else "uk" if re.search("[іїєґ']", word) else "ru"


def _entries(tables: dict[str, Any]) -> Iterator[tuple[SourceKind, str, list[str]]]:
    """Yield the table's entries, then those that its templates make for each region."""
    for kind in SourceKind:
        for name, patterns in tables.get(kind, {}).items():
            yield kind, name, patterns
    for area in tables.get("areas", {}).values():
        for region, stems in area["regions"].items():
            words = dict(zip(("uk", "ru", "en"), stems, strict=True))
            for name, patterns in area["templates"].items():
                kind = (
                    SourceKind.OFFICIAL
                    if name.startswith(("Governor", "Head", "Mayor"))
                    else SourceKind.INSTITUTION
                )
                yield kind, name.format(region), [pattern.format(**words) for pattern in patterns]


@cache
def sources() -> Sources:
    """Return the project's table of sources. Raises SourceTableError where it cannot be used."""
    try:
        return Sources(tomllib.loads(TABLE.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise SourceTableError(f"{TABLE}: {error}") from error
