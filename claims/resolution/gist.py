"""What a quote is about, in codes that are the same in every language."""

from __future__ import annotations

import re
from functools import cache

from claims.language import LANGUAGES, language_file
from claims.lexicon import Lexicon
from claims.text import tokenize

_CLOCK = re.compile(r"(?<![\d.:])([01]?\d|2[0-4])(?::([0-5]\d))?(?: ?([ap])\.?m\b)?(?![\d.:])", re.IGNORECASE)


@cache
def _topics(language: str) -> Lexicon[str]:
    file = language_file(language, "gist")
    topics = file.table("gist")
    return Lexicon(
        (pattern, topic) for topic, words in topics.items() for pattern in file.words(words, topic)
    )


def gist(quote: str, language: str) -> frozenset[str]:
    """Return the topics that a quote touches on; none for a language without a list of them."""
    if not (LANGUAGES / language / "gist.toml").is_file():
        return frozenset()
    return frozenset(hit.value for hit in _topics(language).match(tokenize(quote)))


def clock(quote: str) -> int | None:
    """Return the one time of day that a quote gives, as minutes since midnight; None where there is none."""
    times = {_minutes(found) for found in _CLOCK.finditer(quote) if found[2] or found[3]}
    return times.pop() if len(times) == 1 else None


def _minutes(found: re.Match[str]) -> int:
    hour, half = int(found[1]), (found[3] or "").lower()
    if half and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return hour * 60 + int(found[2] or 0)
