"""Ukrainian and Russian names of places in any case: which nominatives a word may go back to.

What is known of declension stands in ``languages/{uk,ru}/places.toml``; both are tried on every word,
because outlets quote each other across the two languages.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from claims.language import language_file
from claims.spelling import cyrillic_key, cyrillic_letters

ADJECTIVE_SUFFIXES = ("ськ", "цьк", "зьк", "ск", "цк")
_CODES = ("uk", "ru")
_ADJECTIVE = re.compile(
    r"(?:[сцз]ь?к|велик|б[еі]л|нов|стар|мал|больш|черн|чорн|[^аеиіоуыюя]н(?!ом$))"
    r"(?:[иы]й|[ое]го|[ое]му|[иыі]м|ом|ая|а|ой|ої|ій|ую|ою|ое|[иы]х|[иы]ми)$"
    r"|(?:верхн|нижн|дальн|син|середн|средн)(?:я|є|ій|ий|ьої|ього|ьому|ю|ею|ее|яя|его|ему|ем|ей|юю)$"
)
_LONGEST_ENDING = 5
_LONGEST_ADJECTIVE_ENDING = 3
_SHORTEST_STEM = 4


@lru_cache(maxsize=1 << 14)
def nominatives(norm: str) -> tuple[str, ...]:
    """Return every word of which that word, in normal form, may be a case form; itself first."""
    return _undeclined(norm, _endings(str))


def name_keys(norm: str) -> tuple[str, ...]:
    """Return the keys of all words of which that word, in normal form, may be a case form; its own first."""
    forms = _undeclined(cyrillic_letters(norm), _endings(cyrillic_key))
    return tuple(dict.fromkeys((cyrillic_key(norm), *forms)))


def _undeclined(word: str, endings: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    found = {word: None}
    for length in range(min(_LONGEST_ENDING, len(word) - 1), -1, -1):
        stem = word[: len(word) - length]
        for ending in endings.get(word[len(stem) :], ()):
            found[stem + ending] = None
    return tuple(found)


@lru_cache(maxsize=1 << 14)
def adjective_stems(norm: str) -> tuple[str, ...]:
    """Return the stems that a word may have as an adjective, the longest first."""
    lengths = range(1, min(_LONGEST_ADJECTIVE_ENDING, len(norm) - _SHORTEST_STEM) + 1)
    return tuple(norm[:-length] for length in lengths if norm[-length:] in _adjective_endings())


def is_adjectival(norm: str) -> bool:
    """Tell whether a word in normal form, in whatever case, looks like an adjective and not like a noun."""
    return _ADJECTIVE.search(norm) is not None


@cache
def _endings(spell: Callable[[str], str]) -> dict[str, tuple[str, ...]]:
    """Return the nominative endings that each case ending may go back to, both spelt so."""
    back: dict[str, dict[str, None]] = {}
    for code in _CODES:
        for nominative, endings in language_file(code, "places").table("declension").items():
            for ending in endings:
                back.setdefault(spell(ending), {})[spell(nominative)] = None
    return {ending: tuple(nominatives) for ending, nominatives in back.items()}


@cache
def _adjective_endings() -> frozenset[str]:
    tables = (language_file(code, "places").table("adjective") for code in _CODES)
    return frozenset(ending for table in tables for ending in table["endings"])
