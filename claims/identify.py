"""Which of the three languages a text is in: as given, else by its letters, else by py3langid."""

from __future__ import annotations

import re

from claims.document import Language

_LETTERS = {Language.UK: re.compile(r"[іїєґ]", re.I), Language.RU: re.compile(r"[ыэъё]", re.I)}
_CYRILLIC = re.compile(r"[а-яіїєґё]", re.I)
_LATIN = re.compile(r"[a-z]", re.I)
_SAMPLE = 4000


class UnknownLanguageError(ValueError):
    """A language that Claimwire does not read."""


def identify(text: str, given: str | None = None) -> Language:
    """Return the language of a text. Raises UnknownLanguageError where the one given is none of ours."""
    if given:
        code = given.casefold().replace("_", "-").partition("-")[0]
        try:
            return Language(code)
        except ValueError as error:
            raise UnknownLanguageError(f"language {given!r} is none of {', '.join(Language)}") from error
    sample = text[:_SAMPLE]
    if len(_CYRILLIC.findall(sample)) * 2 < len(_LATIN.findall(sample)):
        return Language.EN
    counts = {language: len(letters.findall(sample)) for language, letters in _LETTERS.items()}
    if counts[Language.UK] != counts[Language.RU]:
        return max(counts, key=lambda language: counts[language])
    return _guess(sample)


def _guess(sample: str) -> Language:
    """Ask py3langid, which takes a second to load, only where the letters leave it open."""
    import py3langid

    py3langid.set_languages(list(Language))
    return Language(py3langid.classify(sample)[0])
