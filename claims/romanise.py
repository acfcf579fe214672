"""Cyrillic names in Latin letters, as English writes them."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

# Ukraine's table of 2010, and the customary English one for Russian (BGN/PCGN without its marks).
_BOTH = {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ь": "", "'": ""}
_UK = dict(zip("абвгґдезиіїйклмнопрстуф", "abvhgdezyiiiklmnoprstuf", strict=True)) | _BOTH
_UK |= {"є": "ie", "ю": "iu", "я": "ia"}
_RU = dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)) | _BOTH
_RU |= {"ё": "yo", "ю": "yu", "я": "ya", "ъ": ""}
_UK_FIRST = {"є": "ye", "ї": "yi", "й": "y", "ю": "yu", "я": "ya"}
_VOWELS = frozenset("аеёиоуыэюяьъ")


@lru_cache(maxsize=1 << 14)
def romanise(name: str, language: str) -> str:
    """Return a Ukrainian (``uk``) or Russian (``ru``) name in Latin letters, capitals kept word by word."""
    return re.sub(r"[\w'’ʼ]+", lambda m: _word(m[0], language), name)


def _word(word: str, language: str) -> str:
    low = word.lower().replace("’", "'").replace("ʼ", "'")
    out = _ukrainian(low) if language == "uk" else _russian(low)
    if word.isupper() and len(word) > 1:
        return out.upper()
    return out[:1].upper() + out[1:] if word[:1].isupper() else out


def _ukrainian(word: str) -> str:
    out = [_UK_FIRST.get(word[0], _UK.get(word[0], word[0]))]
    for before, letter in pairwise(word):
        out.append("gh" if before == "з" and letter == "г" else _UK.get(letter, letter))
    return "".join(out)


def _russian(word: str) -> str:
    word = re.sub(r"(?:ый|ий)$", "ы", word)
    out = []
    for before, letter in pairwise(" " + word):
        iotated = letter == "е" and (before == " " or before in _VOWELS)
        out.append("ye" if iotated else _RU.get(letter, letter))
    return "".join(out)
