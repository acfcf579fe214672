"""People's names across three languages: romanised for readers, and keyed so that one person has one id."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from anyascii import anyascii

from claims.romanise import romanise

NAMES = Path(__file__).with_name("data") / "names.toml"

# One letter's romanisations, folded to one form.
_FOLDS = {
    "shch": "s", "sch": "s", "sh": "s", "tsch": "c", "ch": "c", "ts": "c", "tz": "c", "zh": "z", "kh": "h",
    "zgh": "zg", "h": "g", "ye": "e", "ie": "e", "je": "e", "yo": "e", "io": "e", "jo": "e", "yu": "u",
    "iu": "u", "ju": "u", "ya": "a", "ia": "a", "ja": "a", "y": "i", "j": "i", "w": "v", "x": "ks",
}  # fmt: skip
_FOLD = re.compile("|".join(sorted(_FOLDS, key=len, reverse=True)))
_DOUBLE = re.compile(r"(.)\1+")
_ENDING = re.compile(r"(?<=...)(?:ogo|omu|ovi|evi|[aeiou]+[mg]?|[aeiou]+)$")
_PATRONYMIC = re.compile(r"(?:вич|вича|вичу|вичем|вичі|вичем|вна|вни|вні|вною|вны|вне|вной|vych|vich|vna)$")

# Nominative endings for oblique ones, (oblique, nominative), the first that fits wins.
_MASCULINE = {
    "uk": (
        (r"(к|н)(?:ого|ому|им|ім)$", r"\1ий"), (r"(ов|ев|єв|ін|їн|ин)(?:а|у|им|ові|і)$", r"\1"),
        (r"([^аеєиіїоуюя])к(?:а|у|ом|ові)$", r"\1ко"), (r"([ії])(?:я|ю|єм|єві)$", r"\1й"),
        (r"([лнрт])(?:я|ю|ем|еві)$", r"\1ь"), (r"([бвгґджзклмнпрстфхцчш])(?:а|у|ом|ем|ові|еві)$", r"\1"),
    ),
    "ru": (
        (r"(к)(?:ого|ому|им|ом)$", r"\1ий"), (r"(ов|ев|ин|ын)(?:а|у|ым|ом|е)$", r"\1"),
        (r"(и|е)(?:я|ю|ем)$", r"\1й"), (r"([лнрт])(?:я|ю|ем)$", r"\1ь"),
        (r"([бвгджзклмнпрстфхцчш])(?:а|у|ом|ем)$", r"\1"),
    ),
}  # fmt: skip
_FEMININE = {
    "uk": (
        (r"(ов|ев|єв|ін|їн|ин|ськ|цьк)(?:ої|ій|у|ою)$", r"\1а"),
        (r"([бвгґджзклмнпрстфхцчш])(?:и|і|у|ою)$", r"\1а"),
    ),
    "ru": ((r"(ск|цк)(?:ой|ую)$", r"\1ая"), (r"(ов|ев|ин|ын)(?:ой|у)$", r"\1а")),
}  # fmt: skip


class FirstName(NamedTuple):
    """A given name: its id, how it is written in Latin letters from uk and ru, and whose it is."""

    id: str
    uk: str
    ru: str
    feminine: bool


class Person(NamedTuple):
    """A name taken apart. ``surname`` is a key to compare by; ``name`` is what English readers know."""

    surname: str
    first: str | None
    name: str


@lru_cache(maxsize=1 << 14)
def person(words: str, language: str, oblique: bool = False) -> Person:
    """Take a person's name apart: given names, initials and patronymics in any order, the surname once.

    ``oblique`` says that a lone surname does not stand in the nominative; with a given name that is seen.
    """
    parts = [part for part in words.replace(".", ". ").split() if not part.endswith(".")] or words.split()
    if len(parts) > 2:
        parts = [part for part in parts if not _PATRONYMIC.search(part.casefold())] or parts
    known = [first_name(part) for part in parts]
    if len(parts) == 2 and known[1] and not known[0]:
        parts, known = parts[::-1], known[::-1]
    first, surname = (known[0][0] if known[0] and len(parts) > 1 else None), parts[-1]
    if known[0] and first:
        oblique = known[0][1]
    shown = romanise(nominative(surname, language, first) if oblique else surname, language)
    given = [_given(part, name, language) for part, name in zip(parts[:-1], known[:-1], strict=True)]
    key = first.id if first else (fold(romanise(parts[0], language)) if len(parts) > 1 else None)
    return Person(surname_key(surname, language), key, " ".join([*given, shown]))


def _given(part: str, known: tuple[FirstName, bool] | None, language: str) -> str:
    if known is None:
        return romanise(part, language)
    return known[0].ru if language == "ru" else known[0].uk if language == "uk" else part


def nominative(surname: str, language: str, first: FirstName | None = None) -> str:
    """Return the nominative of an oblique surname, as well as its ending tells it."""
    rules = (_FEMININE if first and first.feminine else _MASCULINE).get(language, ())
    for oblique, ending in rules:
        changed, found = re.subn(oblique, ending, surname)
        if found:
            return changed
    return surname


@lru_cache(maxsize=1 << 15)
def surname_key(surname: str, language: str) -> str:
    """Return what a surname's spellings and cases in all three languages have in common."""
    return _ENDING.sub("", fold(romanise(surname, language)))


def fold(latin: str) -> str:
    """Fold the romanisations of one name (Honcharenko, Goncharenko; Zelenskyy, Zelensky) to one form."""
    plain = re.sub(r"[^a-z]", "", anyascii(latin).lower())
    return _DOUBLE.sub(r"\1", _FOLD.sub(lambda m: _FOLDS[m[0]], plain))


@lru_cache(maxsize=1 << 14)
def first_name(word: str) -> tuple[FirstName, bool] | None:
    """Return the given name that a word is a case of, and whether that case is oblique; None for others."""
    lower = word.casefold().replace("ё", "е")
    table = _first_names()
    if (name := table.get(lower)) is not None:
        return name, False
    for cut in range(4):
        stem, ending = lower[: len(lower) - cut], lower[len(lower) - cut :]
        name = table.get(stem + "*")
        if name is not None and ending in _CASES:
            return name, True
    return None


# Endings that the cases of given names have in uk and ru.
_CASES = frozenset(
    ("", *"а у ом е і ові ем я ю єм ї и ою ею єві еві ія ію иєм ием ии ей ой ы єю".split())  # noqa: SIM905
)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(NAMES.read_text(encoding="utf-8"))


@cache
def particles() -> frozenset[str]:
    """Return the small words that may stand inside a surname: *von der Leyen*."""
    return frozenset(_table()["particles"].split())


@cache
def _first_names() -> dict[str, FirstName]:
    """Read the table of given names: nominatives as they are, and stems with a star."""
    table: dict[str, FirstName] = {}
    for gender in ("masculine", "feminine"):
        for shown, spellings in _table()[gender].items():
            uk, _, ru = shown.partition("/")
            name = FirstName(fold(uk), uk, ru or uk, gender == "feminine")
            for word in spellings.casefold().split():
                table[word] = name
                table.setdefault(re.sub("[аяоейьё]$", "", word) + "*", name)
    return table
