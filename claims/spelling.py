"""Keys under which the usual spellings of one place name meet."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LATIN = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"[^a-z]", ""),
        (r"shch", "sh"),
        (r"kh", "h"),
        (r"zh", "Z"),
        (r"tz", "ts"),
        (r"w", "v"),
        (r"[yij]+", "i"),
        (r"(?<=[aeou])i(?=[aeou])", ""),
        (r"([^aeiou])\1+", r"\1"),
    )
)
_STROKES = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ı": "i"})
_CYRILLIC = str.maketrans({"і": "и", "ї": "и", "ы": "и", "є": "е", "э": "е", "ё": "е", "ґ": "г"})
_SOFT = str.maketrans("", "", "ьъ'")
# Russian adjectives end in two vowels where Ukrainian ones end in the first: Раменское, Раменське.
_ADJECTIVE = re.compile(r"(?:о|е)(?=е\b)|(?<=а)я\b|(?<=и)е\b")
_DOUBLE = re.compile(r"([^\Wаеиоуюя])\1+")


@lru_cache(maxsize=1 << 14)
def latin_key(name: str) -> str:
    """Return what the Latin spellings of one Slavic name have in common (Kupiansk, Kup'yansk, Kupjansk).

    Word by word: a name of two words has a key of two.
    """
    plain = unicodedata.normalize("NFKD", name.translate(_STROKES)).casefold()
    return " ".join(filter(None, map(_latin_word, plain.split())))


def _latin_word(word: str) -> str:
    for pattern, to in _LATIN:
        word = pattern.sub(to, word)
    return word


def cyrillic_key(name: str) -> str:
    """Return what the Ukrainian and the Russian spelling of one name in normal form share.

    Новоросійськ and Новороссийск do; Харків and Харьков are two names, and both are listed.
    """
    return _ADJECTIVE.sub("", cyrillic_letters(name))


def cyrillic_letters(word: str) -> str:
    """Return a word in normal form, in whatever case, in the letters that both languages share."""
    return _DOUBLE.sub(r"\1", word.translate(_CYRILLIC).translate(_SOFT))
