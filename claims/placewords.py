"""The lists of ``places.toml``: words that say of a name beside them that it is a place, or is not."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from claims.language import language_file
from claims.text import Token, normal

LISTS = (
    *("region", "district", "direction", "sea", "capital", "settlement", "village", "list_of"),
    *("where", "whence", "launch", "moved", "theme", "land", "soil", "struck", "office", "acts", "also"),
    *("promo", "not_after", "not_before", "common"),
)


class _Lists(NamedTuple):
    """``exact`` and ``prefixes`` map a word, or a beginning of one, to the lists that hold it."""

    exact: dict[str, frozenset[str]]
    prefixes: dict[str, frozenset[str]]
    longest: int


@lru_cache(maxsize=1 << 16)
def word_tags(norm: str, language: str) -> frozenset[str]:
    """Return the lists that hold a word in normal form. Raises LanguageFileError where the file is broken."""
    lists = _lists(language)
    found = lists.exact.get(norm, frozenset())
    for length in range(1, min(len(norm), lists.longest) + 1):
        found |= lists.prefixes.get(norm[:length], frozenset())
    return found


def tags_of(token: Token | None, language: str) -> frozenset[str]:
    """Return the lists that hold a token; those of no token are none."""
    return word_tags(token.norm, language) if token else frozenset()


@cache
def _lists(language: str) -> _Lists:
    file = language_file(language, "places")
    table = file.table("words")
    for name in table:
        if name not in LISTS:
            file.fail(name, f"{name!r} is not one of the lists: {', '.join(LISTS)}")
    exact: dict[str, set[str]] = {}
    prefixes: dict[str, set[str]] = {}
    for name in LISTS:
        for word in file.words(table.get(name), name):
            into, key = (prefixes, word[:-1]) if word.endswith("*") else (exact, word)
            into.setdefault(normal(key), set()).add(name)
    return _Lists(
        {word: frozenset(names) for word, names in exact.items()},
        {word: frozenset(names) for word, names in prefixes.items()},
        max(map(len, prefixes), default=0),
    )
