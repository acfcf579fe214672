"""The rules of ``languages/rules.toml``: which tags in one clause make which kind of claim."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from typing import Any

from claims.language import LANGUAGES, LanguageFile, read_language_file
from claims.lexicon import Hit
from claims.model import Actuality, Kind, Method, Target, Unit
from claims.tags import Tags

NEAR = 6
"""How many tokens before or after a head count as near it."""


class Where(StrEnum):
    """How far from its head a rule looks for a tag."""

    CLAUSE = "clause"
    SENTENCE = "sentence"
    RECENT = "recent"
    DOCUMENT = "document"
    AT = "at"
    BEFORE = "before"
    AFTER = "after"
    NEAR = "near"


@dataclass(frozen=True, slots=True)
class Need:
    """One of ``tags`` must stand there; written ``"tag|tag"`` or ``"where tag|tag"``."""

    where: Where
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A head tag, what must and must not stand with it, and what claim that makes.

    ``units`` are what its figures may count; ``implicit`` takes the 1 of a thing in the singular too.
    ``also`` lets later rules read the same head again.
    """

    name: str
    kind: Kind
    head: tuple[str, ...]
    needs: tuple[Need, ...] = ()
    unless: tuple[Need, ...] = ()
    units: frozenset[Unit | None] = frozenset()
    figure: bool = False
    implicit: bool = False
    zero: bool = False
    actuality: Actuality | None = None
    method: Method | None = None
    target: tuple[Target, ...] = ()
    also: bool = False
    order: int = 0


@dataclass(frozen=True, slots=True)
class Grammar:
    """All rules in order, and the tags that open a new clause.

    A document with none of the ``topics`` has no claim. ``yields`` tells which kinds give way to which
    others in a clause; ``named`` says so only of events that are named by a noun and not counted.
    """

    rules: tuple[Rule, ...]
    splits: frozenset[str]
    topics: tuple[str, ...] = ()
    yields: Mapping[Kind, frozenset[Kind]] = field(default_factory=dict)
    named: Mapping[Kind, frozenset[Kind]] = field(default_factory=dict)
    _by_head: dict[str, list[Rule]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for rule in self.rules:
            for tag in rule.head:
                self._by_head.setdefault(tag, []).append(rule)

    @property
    def heads(self) -> Iterable[str]:
        """Return the tags that some rule may begin with."""
        return self._by_head

    def candidates(self, hits: Sequence[Hit[str]]) -> list[tuple[Rule, Hit[str]]]:
        """Return the rules that may begin at one of the hits, in the order of the file."""
        found = [(rule, hit) for hit in hits for rule in self._by_head.get(hit.value, ())]
        return sorted(found, key=lambda pair: (pair[0].order, -pair[1].last))


@dataclass(frozen=True, slots=True)
class Site:
    """Where a head stands: its tokens, its clause, its sentence, and that with the one before it."""

    first: int
    last: int
    clause: tuple[int, int]
    sentence: tuple[int, int]
    recent: tuple[int, int]
    document: tuple[int, int]

    def range(self, where: Where) -> tuple[int, int]:
        """Return the tokens in which a tag is looked for."""
        match where:
            case Where.CLAUSE:
                return self.clause
            case Where.SENTENCE:
                return self.sentence
            case Where.RECENT:
                return self.recent
            case Where.DOCUMENT:
                return self.document
            case Where.AT:
                return self.first, self.last
            case Where.BEFORE:
                return max(self.sentence[0], self.first - NEAR), self.first
            case Where.AFTER:
                return self.last, min(self.sentence[1], self.last + NEAR)
            case Where.NEAR:
                return max(self.sentence[0], self.first - NEAR), min(self.sentence[1], self.last + NEAR)


def holds(rule: Rule, site: Site, tags: Tags) -> bool:
    """Tell whether the rule's conditions hold where its head stands."""
    return all(tags.has(need.tags, *site.range(need.where)) for need in rule.needs) and not any(
        tags.has(need.tags, *site.range(need.where)) for need in rule.unless
    )


@cache
def grammar() -> Grammar:
    """Return the rules that are shipped. Raises LanguageFileError where the file cannot be used."""
    return read_grammar(read_language_file(LANGUAGES / "rules.toml"))


def read_grammar(file: LanguageFile) -> Grammar:
    """Read a file of rules. Raises LanguageFileError with the line of what cannot be used."""
    entries = file.tables.get("rule")
    if not isinstance(entries, list) or not entries:
        file.fail("rule", "there must be at least one [[rule]]")
    names: set[str] = set()
    rules: list[Rule] = []
    for entry in entries:
        name = entry.get("name")
        if not isinstance(name, str) or name in names:
            file.fail(f'"{name}"', "every rule needs a name of its own")
        names.add(name)
        rules.append(_rule(file, name, entry, len(rules)))
    splits = frozenset(file.words(file.tables.get("splits"), "splits"))
    topics = tuple(file.words(file.tables.get("topics", []), "topics"))
    return Grammar(tuple(rules), splits, topics, _kinds(file, "yields"), _kinds(file, "named"))


def _kinds(file: LanguageFile, table: str) -> dict[Kind, frozenset[Kind]]:
    try:
        return {Kind(kind): frozenset(map(Kind, stronger)) for kind, stronger in file.table(table).items()}
    except ValueError as error:
        file.fail(f"[{table}]", str(error))


def _rule(file: LanguageFile, name: str, entry: dict[str, Any], order: int) -> Rule:
    unknown = entry.keys() - (Rule.__dataclass_fields__.keys() - {"order"})
    if unknown:
        file.fail(f'"{name}"', f"the rule {name!r} has an unknown key: {', '.join(sorted(unknown))}")
    try:
        return Rule(
            name=name,
            kind=Kind(entry["kind"]),
            head=tuple(file.words(entry["head"], name)),
            needs=tuple(_need(text) for text in file.words(entry.get("needs", []), name)),
            unless=tuple(_need(text) for text in file.words(entry.get("unless", []), name)),
            units=frozenset(None if unit == "none" else Unit(unit) for unit in entry.get("units", [])),
            figure=bool(entry.get("figure", False)),
            implicit=bool(entry.get("implicit", False)),
            zero=bool(entry.get("zero", False)),
            actuality=Actuality(entry["actuality"]) if "actuality" in entry else None,
            method=Method(entry["method"]) if "method" in entry else None,
            target=tuple(Target(target) for target in entry.get("target", [])),
            also=bool(entry.get("also", False)),
            order=order,
        )
    except KeyError as error:
        file.fail(f'"{name}"', f"the rule {name!r} lacks {error}")
    except ValueError as error:
        file.fail(f'"{name}"', f"the rule {name!r}: {error}")


def _need(text: str) -> Need:
    where, _, rest = text.rpartition(" ")
    return Need(Where(where or "clause"), tuple(rest.split("|")))
