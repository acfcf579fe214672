"""The number words of a language: ``numbers.toml``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from claims.language import LanguageFile, language_file
from claims.lexicon import Hit, Lexicon
from claims.listing import listed, refuse
from claims.text import Token
from claims.vocabulary import Spots, Vocabulary

_VALUED = ("cardinals", "scales", "bounded", "ordinals", "ratios", "magnitudes")
_ROLES = ("percent", "age", "time", "date", "measure", "money", "designation")
_OPS = ("at_least", "more_than", "at_most", "less_than", "about")
_AROUND = {
    "joints": ("and", "half", "point", "minus", "from", "to", "or", "between"),
    "before": _OPS,
    "after": _OPS,
    "times": ("before", "after", "open", "close"),
    "followed": _ROLES,
    "preceded": ("year", *_ROLES),
}
_FORMS = ("cardinal", "ordinal", "decade", "age")


class Word(NamedTuple):
    """What a listed pattern is: the table it stands in, its value, and the key of the table or the max."""

    table: str
    value: float = 0.0
    max: float | None = None
    key: str = ""


class NumberSpots(NamedTuple):
    """Where numerals begin in a run of tokens, and the words that may stand around them."""

    numerals: dict[int, list[Hit[Word]]]
    around: Spots[Word]


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words of a language."""

    numerals: Vocabulary[Word]
    around: Vocabulary[Word]
    letters: dict[str, float]
    endings: Lexicon[str]
    cardinals: dict[str, float]
    ordinals: dict[str, float]

    def spot(self, tokens: Sequence[Token]) -> NumberSpots:
        """Return where the listed words stand."""
        return NumberSpots(self.numerals.spot(tokens), self.around.lay(tokens))


@cache
def number_words(language: str) -> NumberWords:
    """Load ``numbers.toml`` of a language. Raises LanguageFileError where an entry cannot be used."""
    return load_number_words(language_file(language, "numbers"))


def load_number_words(file: LanguageFile) -> NumberWords:
    """Build the number words of a parsed file. Raises LanguageFileError where an entry cannot be used."""
    valued = list(_valued(file))
    around = [
        (pattern, Word(table, key=key))
        for table, keys in _AROUND.items()
        for pattern, key in listed(file, table, keys)
    ]
    letters = [
        (letter, _number(file, "letters", key, key))
        for pattern, key in listed(file, "letters")
        for letter in pattern.split("|")
    ]
    return NumberWords(
        Vocabulary(valued),
        Vocabulary(around),
        dict(letters),
        Lexicon(listed(file, "endings", _FORMS)),
        dict(_single(valued, "cardinals")),
        dict(_single(valued, "ordinals")),
    )


def _valued(file: LanguageFile) -> Iterator[tuple[str, Word]]:
    for table in _VALUED:
        for pattern, key in listed(file, table):
            low, _, high = key.partition("..")
            top = _number(file, table, key, high) if high else None
            yield pattern, Word(table, _number(file, table, key, low), top)


def _number(file: LanguageFile, table: str, key: str, digits: str) -> float:
    try:
        return float(digits)
    except ValueError:
        refuse(file, table, key, f"{digits!r} must be a number, or two joined by .. in [magnitudes]")


def _single(entries: Sequence[tuple[str, Word]], table: str) -> Iterator[tuple[str, float]]:
    for pattern, entry in entries:
        if entry.table == table and " " not in pattern:
            yield from ((word, entry.value) for word in pattern.split("|"))


def hit_of(hits: Sequence[Hit[Word]] | None, table: str, key: str | None = None) -> Hit[Word] | None:
    """Return the longest of the hits that is of that table (and key)."""
    for hit in hits or ():
        if hit.value.table == table and (key is None or hit.value.key == key):
            return hit
    return None
