"""How well days, longer periods and numerals are read, on the phrases of facebook/duckling (BSD-3).

    python benchmarks/duckling.py [--failures]

The phrases lie in ``../shared/bench/duckling``. Left out, and counted in what is printed: times finer than
a day and clock-time idioms, dates printed with the month first as in the US, and named feasts. Duckling
reads "Monday" as the next one and "the last two weeks" as whole calendar weeks, so the reference leans
toward the future and counts whole units here; in the news it does neither.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from claims.calendar import Interval, Toward, Unit, containing
from claims.numbers import find_numbers
from claims.periods import find_periods
from claims.text import tokenize

PHRASES = Path(__file__).resolve().parents[2] / "shared" / "bench" / "duckling"
REFERENCE = date(2013, 2, 12)
LANGUAGES = ("en", "uk", "ru")
_INSTANT = r"\((-?\d+), (\d+), (\d+), \d+, \d+, \d+\)"
_MOMENT = re.compile(rf"\(datetime {_INSTANT} (\w+)\)")
_STRETCH = re.compile(rf"\(datetimeInterval \({_INSTANT}, {_INSTANT}\) (\w+)\)")
_OPEN = re.compile(rf"\(datetimeOpenInterval (\w+) {_INSTANT} (\w+)\)")
_FEAST = re.compile(r"christmas|easter|xmas|thanksgiving|різдв|рождеств", re.IGNORECASE)
_TWO_NUMBERS = re.compile(r"\D*(\d{1,2})\s?[/.-]\s?(\d{1,2})(?!\d)")


class Phrase(NamedTuple):
    """A phrase and what it must parse to: an interval, a number, or nothing."""

    text: str
    expected: Interval | float | None


class Score(NamedTuple):
    """How many of the phrases were read right, and which were not."""

    right: int
    total: int
    failures: list[Phrase]


def read(dimension: str, language: str) -> Iterator[tuple[str, str | None]]:
    """Yield the phrases of a file with their values, in Duckling's notation."""
    with (PHRASES / f"{dimension}_{language}.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            entry = json.loads(line)
            yield entry["text"], entry["value_expr"]


def periods(language: str) -> tuple[list[Phrase], Counter[str]]:
    """Return the phrases for days and longer, those that must not parse among them; and what was left out."""
    phrases, left_out = [], Counter[str]()
    for text, value in read("time", language):
        reason = _reason(text, value)
        if reason is None:
            phrases.append(Phrase(text, None if value is None else _interval(value)))
        else:
            left_out[reason] += 1
    return phrases, left_out


def numerals(language: str) -> list[Phrase]:
    """Return the numerals of a language."""
    return [Phrase(text, _number(value or "")) for text, value in read("numeral", language)]


def _reason(text: str, value: str | None) -> str | None:
    """Return why a phrase is left out; None where it is kept."""
    if value is None:
        return None
    if "Holiday" in value or _FEAST.search(text):
        return "named feasts"
    match = _MOMENT.fullmatch(value) or _STRETCH.fullmatch(value) or _OPEN.fullmatch(value)
    if match is None or match[match.re.groups] not in ("Day", "Week", "Month", "Quarter", "Year"):
        return "finer than a day"
    printed = _TWO_NUMBERS.match(text)
    first_month = match.re is _MOMENT and printed and (printed[1], printed[2]) == (match[2], match[3])
    return "month first" if first_month and printed and printed[1] != printed[2] else None


def _number(value: str) -> float:
    return float(re.sub(r"[()]|NumeralValue", "", value))


def _day(year: str, month: str, day: str) -> date | None:
    return date(int(year), max(1, int(month)), max(1, int(day))) if int(year) > 0 else None


def _interval(value: str) -> Interval:
    if match := _MOMENT.fullmatch(value):
        start = _day(*match.groups()[:3])
        whole = containing(start, Unit(match[4].lower())) if start else None
        return Interval(start, whole.end if whole else None)
    if match := _STRETCH.fullmatch(value):
        start, end = _day(*match.groups()[:3]), _day(*match.groups()[3:6])
        return Interval(start, end - timedelta(days=1) if end else None)
    match = _OPEN.fullmatch(value)
    day = _day(*match.groups()[1:4]) if match else None
    if match is None or day is None:
        raise ValueError(f"{value!r} is in a notation that this benchmark does not know")
    return Interval(day, None) if match[1] == "After" else Interval(None, day - timedelta(days=1))


def reads_period(phrase: Phrase, language: str) -> bool:
    """Return whether one period is found in the phrase and one of its readings is the expected one."""
    hits = find_periods(
        phrase.text, tokenize(phrase.text), language, REFERENCE, toward=Toward.FUTURE, whole=True
    )
    if phrase.expected is None:
        return not hits
    if len(hits) != 1:
        return False
    period = hits[0].period
    readings = [(period.start, period.end), period.alternative]
    if isinstance(phrase.expected, Interval) and phrase.expected.end is None:
        return period.start == phrase.expected.start  # what is open there ends on the reference day here
    return phrase.expected in readings


def reads_numeral(phrase: Phrase, language: str) -> bool:
    """Return whether the one number in the phrase is the expected one."""
    values = {number.value for number in find_numbers(tokenize(phrase.text), language)}
    return values == {phrase.expected}


def score_periods(language: str) -> tuple[Score, Score, Counter[str]]:
    """Return the score on phrases that name days, on those that must not parse, and what was left out."""
    phrases, left_out = periods(language)
    named = [phrase for phrase in phrases if phrase.expected is not None]
    silent = [phrase for phrase in phrases if phrase.expected is None]
    return _score(named, language, reads_period), _score(silent, language, reads_period), left_out


def score_numerals(language: str) -> Score:
    """Return the score on numerals."""
    return _score(numerals(language), language, reads_numeral)


def _score(phrases: list[Phrase], language: str, reads: Callable[[Phrase, str], bool]) -> Score:
    failures = [phrase for phrase in phrases if not reads(phrase, language)]
    return Score(len(phrases) - len(failures), len(phrases), failures)


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--failures", action="store_true", help="print the phrases that were read wrongly")
    arguments = parser.parse_args()
    for language in LANGUAGES:
        named, silent, left_out = score_periods(language)
        number = score_numerals(language)
        out = ", ".join(f"{count} {reason}" for reason, count in left_out.most_common())
        print(
            f"{language}: periods {named.right / named.total:.3f} ({named.right} of {named.total}), "
            f"numerals {number.right / number.total:.3f} ({number.right} of {number.total}), "
            f"not to parse {silent.right} of {silent.total}; left out: {out}"
        )
        if arguments.failures:
            for phrase in [*named.failures, *silent.failures, *number.failures]:
                print(f"    {phrase.text!r}: {phrase.expected}")


if __name__ == "__main__":
    main()
