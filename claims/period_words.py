"""The words for periods of a language: ``periods.toml``, and the anchors of ``claims/data/anchors.toml``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from claims.calendar import Unit
from claims.language import LanguageFile, language_file, read_language_file
from claims.listing import listed, refuse
from claims.period_rules import RULES
from claims.templates import Templates
from claims.text import normal
from claims.vocabulary import Vocabulary

ANCHORS = Path(__file__).with_name("data") / "anchors.toml"
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}
EDGES = {"first": 0, "middle": 1, "last": 2}
# The tables whose words are slots of templates, and how their keys are read.
_SLOTS: dict[str, Any] = {
    "months": int,
    "weekdays": lambda key: int(key) - 1,
    "seasons": SEASONS.__getitem__,
    "units": Unit,
    "days": int,
    "nights": int,
    "shifts": int,
    "edges": EDGES.__getitem__,
}
OPERATORS = ("since", "until", "before", "after", "as_of", "overnight", "between", "pair", "to", "ordinal")


class Anchor(NamedTuple):
    """An event that texts count time from."""

    name: str
    start: date
    end: date


class PeriodWord(NamedTuple):
    """What a phrase is (the slot it fills, ``operators``, ``anchor``, ``verb`` of saying), and its value."""

    slot: str
    value: Any


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """The words for periods of a language: those that name days, and those around them."""

    phrases: Vocabulary[PeriodWord]
    around: Vocabulary[PeriodWord]
    templates: Templates[str]
    slots: frozenset[str]
    bare_after: frozenset[str]
    bare_words: frozenset[str]
    clock: frozenset[str]
    months: dict[str, int]


@cache
def period_words(language: str) -> PeriodWords:
    """Load the words of a language. Raises LanguageFileError where an entry cannot be used."""
    file, speech = language_file(language, "periods"), language_file(language, "speech")
    return load_period_words(file, read_language_file(ANCHORS), speech, language)


@cache
def month_names(language: str) -> frozenset[str]:
    """Return the names of the months that are one word. Raises LanguageFileError where the file is broken."""
    return frozenset(period_words(language).months)


def _months(file: LanguageFile) -> Iterator[tuple[str, int]]:
    for pattern, key in listed(file, "months"):
        if " " not in pattern:
            yield from ((normal(word.lstrip("=")), int(key)) for word in pattern.split("|"))


def load_period_words(
    file: LanguageFile, anchors: LanguageFile, speech: LanguageFile, language: str
) -> PeriodWords:
    """Build the words of parsed files. Raises LanguageFileError where an entry cannot be used."""
    slots = frozenset(table.removesuffix("s") for table in _SLOTS)
    bare = file.table("bare")
    return PeriodWords(
        Vocabulary([*_slot_words(file), *_anchor_words(anchors, language)]),
        Vocabulary(_around(file, speech)),
        _templates(file, slots | {"d", "y", "n", "o"}),
        slots,
        frozenset(_plain(file, bare, "after")),
        frozenset(_plain(file, bare, "words")),
        frozenset(_plain(file, bare, "clock")),
        dict(_months(file)),
    )


def _plain(file: LanguageFile, table: dict[str, Any], key: str) -> Iterator[str]:
    for pattern in file.words(table.get(key, []), key):
        yield from pattern.split("|")


def _slot_words(file: LanguageFile) -> Iterator[tuple[str, PeriodWord]]:
    for table, read in _SLOTS.items():
        for pattern, key in listed(file, table):
            try:
                word = PeriodWord(table.removesuffix("s"), read(key))
            except (KeyError, ValueError):
                refuse(file, table, key, f"{key!r} is no key that [{table}] may have")
            yield pattern, word


def _around(file: LanguageFile, speech: LanguageFile) -> Iterator[tuple[str, PeriodWord]]:
    for pattern, key in listed(file, "operators", OPERATORS):
        yield pattern, PeriodWord("operators", key)
    for pattern, key in listed(speech, "verbs"):
        yield pattern, PeriodWord("verb", key)


def _anchor_words(file: LanguageFile, language: str) -> Iterator[tuple[str, PeriodWord]]:
    for name in file.tables:
        table = file.table(name)
        start, end = table.get("start"), table.get("end", table.get("start"))
        if not isinstance(start, date) or not isinstance(end, date) or end < start:
            file.fail(f"[{name}]", f"{name} needs start = YYYY-MM-DD, and an end not before it if it has one")
        anchor = PeriodWord("anchor", Anchor(name, start, end))
        yield from ((pattern, anchor) for pattern in file.words(table.get(language, []), f"[{name}]"))


def _templates(file: LanguageFile, slots: frozenset[str]) -> Templates[str]:
    compiled: Templates[str] = Templates((), slots)
    for template, rule in listed(file, "templates", RULES):
        try:
            compiled.add(template, rule)
        except ValueError as error:
            file.fail(template, str(error))
    return compiled
