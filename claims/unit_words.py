"""The words for what is counted in a language: ``units.toml``, laid over a run of tokens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from claims.language import LanguageFile, language_file
from claims.lexicon import Hit
from claims.listing import listed
from claims.model import Unit
from claims.text import Token
from claims.vocabulary import Spots, Vocabulary

VAGUE = {
    "hurt": Unit.WOUNDED,
    "victims": Unit.KILLED,
    "destroyed": Unit.KILLED,
    "left": Unit.EVACUATED,
}
"""Keys of ``[casualties]`` that are no units, and the unit that they are where somebody is counted."""
OF_PEOPLE = frozenset({"destroyed", "left"})
"""Keys of ``[casualties]`` that say so of nothing but people: 20 trucks left, too."""
FATES = frozenset({Unit.KILLED, Unit.WOUNDED, Unit.CASUALTY, Unit.MISSING, Unit.EVACUATED})
"""What becomes of people."""
_UNITS = tuple(map(str, Unit))
_UNSAID = ("singular", "none")
_TABLES = {
    "units": _UNITS,
    "attributes": _UNITS,
    "casualties": (*_UNITS, *VAGUE),
    "singular": _UNITS,
    "none": ("before", "after"),
    "stops": ("words", "joints", "of", "among", "people"),
}


class UnitWord(NamedTuple):
    """The table that a listed phrase stands in, and the key there."""

    table: str
    key: str


@dataclass(frozen=True, slots=True)
class UnitWords:
    """The words of a language.

    ``verb_endings`` are how verbs end that may follow a number, ``between`` how words end that may stand
    between a number and its noun; empty where any word may.
    """

    counted: Vocabulary[UnitWord]
    unsaid: Vocabulary[UnitWord]
    verb_endings: tuple[str, ...]
    between: tuple[str, ...]

    def lay(self, tokens: Sequence[Token]) -> UnitSpots:
        """Return where the words stand."""
        return UnitSpots(tokens, self.counted.lay(tokens), self.unsaid.spot(tokens), self)


@cache
def unit_words(language: str) -> UnitWords:
    """Load ``units.toml`` of a language. Raises LanguageFileError where an entry cannot be used."""
    return load_unit_words(language_file(language, "units"))


def load_unit_words(file: LanguageFile) -> UnitWords:
    """Build the unit words of a parsed file. Raises LanguageFileError where an entry cannot be used."""
    verbs = file.table("verbs")
    endings, between = (file.words(verbs.get(key, []), key) for key in ("endings", "between"))
    entries = list(_entries(file))
    return UnitWords(
        Vocabulary((pattern, word) for pattern, word in entries if word.table not in _UNSAID),
        Vocabulary((pattern, word) for pattern, word in entries if word.table in _UNSAID),
        tuple(endings),
        tuple(between),
    )


def _entries(file: LanguageFile) -> Iterator[tuple[str, UnitWord]]:
    for table, keys in _TABLES.items():
        yield from ((pattern, UnitWord(table, key)) for pattern, key in listed(file, table, keys))


@dataclass(frozen=True, slots=True)
class UnitSpots:
    """The unit words of a run of tokens."""

    tokens: Sequence[Token]
    spots: Spots[UnitWord]
    unsaid: dict[int, list[Hit[UnitWord]]]
    words: UnitWords

    def of(self, at: int, table: str) -> Hit[UnitWord] | None:
        """Return the longest phrase of a table that begins at that token."""
        return next((hit for hit in self.spots.starting(at) if hit.value.table == table), None)

    def stop(self, at: int, key: str) -> Hit[UnitWord] | None:
        """Return the longest phrase of that key of ``[stops]`` that begins at that token."""
        return next((hit for hit in self.spots.starting(at) if hit.value == ("stops", key)), None)

    def noun(self, at: int) -> Hit[UnitWord] | None:
        """Return the counted noun that begins at that token. An attribute is one where no noun follows it."""
        if hit := self.of(at, "units"):
            return hit
        attribute = self.of(at, "attributes")
        if attribute is None:
            return None
        unlisted = self.of(attribute.last, "units") is None and self.is_word(attribute.last)
        noun = self.noun(attribute.last + unlisted)
        return noun or (None if unlisted else attribute)

    def may_precede(self, at: int) -> bool:
        """Return whether the word there may stand between a number and its noun."""
        token = self.tokens[at]
        plain = token.text.islower() and token.text.isalpha() and not token.text.isascii()
        return not plain or not self.words.between or token.norm.endswith(self.words.between)

    def is_word(self, at: int) -> bool:
        """Return whether an ordinary word stands there, one that might be a noun: no mark, stop or verb."""
        if at >= len(self.tokens) or not self.tokens[at].text[0].isalpha():
            return False
        norm = self.tokens[at].norm
        if self.stop(at, "words") or self.stop(at, "joints") or self.of(at, "casualties"):
            return False
        return len(norm) > 2 and not norm.endswith(self.words.verb_endings)


def unit_of(hit: Hit[UnitWord]) -> Unit:
    """Return the unit that a phrase of ``units.toml`` stands for."""
    return VAGUE.get(hit.value.key) or Unit(hit.value.key)
