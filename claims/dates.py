"""Dates in digits, in all the ways that outlets print them: 22.01.2024, 07/06/2022, 2024-01-22, 14.-15.10."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from claims.calendar import Interval, Reference, Unit, containing, day_of, nearest
from claims.period_years import Reading
from claims.text import Token

_FULL = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})")
_SHORT = re.compile(r"(\d{1,2})\.(\d\d)")
_NAMED = re.compile(r"(\d{1,2})-?([^\W\d_]{3,})(?:-(\d{4}|\d{2}))?")
_LONE_YEAR = re.compile(r"(?:19|20)\d\d")
_PARTS = re.compile(r"\d{1,4}")


def numeric_date(
    tokens: Sequence[Token], at: int, reference: Reference | None, months: Mapping[str, int]
) -> tuple[int, Reading] | None:
    """Return the token after a date in digits that begins at that token, and its days; else None."""
    norm = tokens[at].norm
    if match := _NAMED.fullmatch(norm):
        return _named(tokens, at, match, months, reference)
    if match := _FULL.fullmatch(norm):
        day = day_of(_year(match[3]), int(match[2]), int(match[1]))
        return (at + 1, Reading(Interval(day, day), "explicit")) if day else None
    return _spaced(tokens, at) or _parted(tokens, at, reference) or _dotted(tokens, at, reference)


def _named(
    tokens: Sequence[Token],
    at: int,
    match: re.Match[str],
    months: Mapping[str, int],
    reference: Reference | None,
) -> tuple[int, Reading] | None:
    """Read 31-Oct-74 and 14april 2015, which are one word."""
    month, last = months.get(match[2]), at + 1
    if month is None:
        return None
    year = match[3] and _year(match[3])
    if not year and last < len(tokens) and _LONE_YEAR.fullmatch(tokens[last].norm):
        year, last = int(tokens[last].norm), last + 1
    if not year:
        near = _near(int(match[1]), month, reference)
        return (last, near) if near else None
    day = day_of(int(year), month, int(match[1]))
    return (last, Reading(Interval(day, day), "explicit")) if day else None


def _spaced(tokens: Sequence[Token], at: int) -> tuple[int, Reading] | None:
    """Read 31 10 1974."""
    parts = [token.norm for token in tokens[at : at + 3]]
    if [len(part) for part in parts] != [2, 2, 4] or not all(part.isdecimal() for part in parts):
        return None
    year = int(parts[2])
    day = day_of(year, int(parts[1]), int(parts[0])) if 1900 <= year <= 2100 else None
    return (at + 3, Reading(Interval(day, day), "explicit")) if day else None


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else 2000 + int(digits) - 100 * (int(digits) > 68)


def _parted(tokens: Sequence[Token], at: int, reference: Reference | None) -> tuple[int, Reading] | None:
    """Read 2024-01-22, 2024/01, 07/06/2022 and 22/01, whose parts are tokens side by side."""
    parts, mark = [tokens[at].norm], ""
    last = at + 1
    while len(parts) < 3 and last + 1 < len(tokens) and _follows(tokens, last, mark):
        mark = tokens[last].norm
        parts.append(tokens[last + 1].norm)
        last += 2
    if len(parts) == 1 or not all(_PARTS.fullmatch(part) for part in parts):
        return None
    reading = _of_parts(parts, mark, reference)
    return (last, reading) if reading else None


def _follows(tokens: Sequence[Token], at: int, mark: str) -> bool:
    tight = tokens[at - 1].end == tokens[at].start and tokens[at].end == tokens[at + 1].start
    return tight and tokens[at].norm in (mark or "/", mark or "-") and tokens[at + 1].norm[0].isdecimal()


def _of_parts(parts: list[str], mark: str, reference: Reference | None) -> Reading | None:
    numbers = [int(part) for part in parts]
    if len(parts[0]) == 4:
        if not 1900 <= numbers[0] <= 2100 or len(parts[1]) != 2:
            return None
        day = day_of(numbers[0], numbers[1], numbers[2] if len(parts) == 3 else 1)
        if day is None:
            return None
        month = containing(day, Unit.MONTH) if len(parts) == 2 else Interval(day, day)
        return Reading(month, "explicit") if month else None
    if len(parts) == 3:
        return _slashed(numbers[0], numbers[1], _year(parts[2])) if len(parts[2]) in (2, 4) else None
    if mark == "/" and (len(parts[1]) == 2 or numbers[0] > 12 >= numbers[1]):
        return _near(numbers[0], numbers[1], reference)
    return None


def _slashed(first: int, second: int, year: int) -> Reading | None:
    """Return day and month in that order, the other order as the second reading where it is a day too."""
    day, other = day_of(year, second, first), day_of(year, first, second)
    if day is None:
        return Reading(Interval(other, other), "explicit") if other else None
    alternative = Interval(other, other) if other and other != day else None
    return Reading(Interval(day, day), "explicit", alternative=alternative)


def _near(day: int, month: int, reference: Reference | None) -> Reading | None:
    if reference is None:
        return None
    years = range(reference.day.year - 1, reference.day.year + 2)
    found = nearest((day_of(year, month, day) for year in years), reference)
    return Reading(Interval(found, found), "published") if found else None


def _dotted(tokens: Sequence[Token], at: int, reference: Reference | None) -> tuple[int, Reading] | None:
    """Read 22.01 and ranges that end in such a date: 14.-15.10., 14./15.10.2018, 14-15.10.18."""
    norm = tokens[at].norm
    if match := _SHORT.fullmatch(norm):
        closed = at + 1 < len(tokens) and tokens[at + 1].norm == "."
        counted = at + 1 < len(tokens) and tokens[at + 1].norm in ("%", "млн", "млрд", "тис", "тыс")
        reading = None if counted else _near(int(match[1]), int(match[2]), reference)
        return (at + 1 + closed, reading) if reading and len(norm) == 5 else None
    if not (norm.isdecimal() and len(norm) <= 2):
        return None
    joint = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].norm == ".")
    if joint + 1 >= len(tokens) or tokens[joint].norm not in ("-", "–", "/"):
        return None
    ended = _FULL.fullmatch(tokens[joint + 1].norm) or _SHORT.fullmatch(tokens[joint + 1].norm)
    found = numeric_date(tokens, joint + 1, reference, {}) if ended else None
    if found is None or found[1].interval.end is None:
        return None
    end = found[1].interval.end
    start = day_of(end.year, end.month, int(norm))
    return (found[0], found[1]._replace(interval=Interval(start, end))) if _before(start, end) else None


def _before(start: date | None, end: date) -> bool:
    return start is not None and start < end
