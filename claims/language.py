"""Language files: ``claims/languages/<code>/*.toml``, which an analyst can read and edit."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

LANGUAGES = Path(__file__).with_name("languages")


class LanguageFileError(ValueError):
    """A language file that cannot be used; the message names the file, the line and what to do."""


@dataclass(frozen=True, slots=True)
class LanguageFile:
    """One parsed file. ``tables`` is what TOML holds; use ``fail`` to refuse an entry by its line."""

    path: Path
    source: str
    tables: dict[str, Any]

    def fail(self, entry: str, message: str) -> NoReturn:
        """Raise LanguageFileError for that entry, naming the first line that holds it."""
        lines = self.source.splitlines()
        line = next((n for n, text in enumerate(lines, 1) if entry in text), 1)
        raise LanguageFileError(f"{self.path}:{line}: {message}")

    def table(self, name: str) -> dict[str, Any]:
        """Return a table, empty where the file has none. Refuses anything that is not a table."""
        value = self.tables.get(name, {})
        if not isinstance(value, dict):
            self.fail(name, f"{name!r} must be a table, written [{name}]")
        return value

    def words(self, value: Any, where: str) -> list[str]:
        """Return a list of patterns as it stands. Refuses anything that is not a list of strings."""
        if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
            self.fail(where, f"{where!r} must be a list of words in quotes")
        return value


@cache
def language_file(code: str, name: str) -> LanguageFile:
    """Read ``<code>/<name>.toml``. Raises LanguageFileError where it is missing or not TOML."""
    return read_language_file(LANGUAGES / code / f"{name}.toml")


def read_language_file(path: Path) -> LanguageFile:
    """Read one file. Raises LanguageFileError where it is missing or not TOML."""
    try:
        source = path.read_text(encoding="utf-8")
    except OSError as error:
        message = f"{path}: cannot be read ({error.strerror}); every language needs it"
        raise LanguageFileError(message) from error
    try:
        tables = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise LanguageFileError(f"{path}: {error}; see docs/language-files.md") from error
    return LanguageFile(path, source, tables)
