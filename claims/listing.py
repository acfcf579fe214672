"""The tables of a language file as pairs of pattern and key; a broken one is refused by its line."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import NoReturn

from claims.language import LanguageFile
from claims.lexicon import expand


def listed(file: LanguageFile, table: str, keys: Collection[str] | None = None) -> Iterator[tuple[str, str]]:
    """Yield ``(pattern, key)`` for each pattern of a table ``key = ["pattern", …]``.

    Raises LanguageFileError for a key that is none of ``keys``, and for a pattern that cannot be used.
    """
    for key, patterns in file.table(table).items():
        if keys is not None and key not in keys:
            refuse(file, table, key, f"{key!r} is none of {', '.join(keys)}")
        if not isinstance(patterns, list) or not all(isinstance(pattern, str) for pattern in patterns):
            refuse(file, table, key, f"{key!r} must be a list of words in quotes")
        for pattern in patterns:
            try:
                expand(pattern)
            except ValueError as error:
                refuse(file, table, key, str(error))
            yield pattern, key


def refuse(file: LanguageFile, table: str, key: str, message: str) -> NoReturn:
    """Raise LanguageFileError for the line of a key in a table."""
    file.fail(_line(file.source, table, key), message)


def _line(source: str, table: str, key: str) -> str:
    inside = False
    for line in source.splitlines():
        if line.startswith("["):
            inside = line.strip() == f"[{table}]"
        elif inside and line.partition("=")[0].strip().strip('"') == key:
            return line
    return key
