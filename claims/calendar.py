"""Calendar arithmetic on intervals of whole days, both ends inclusive."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple


class Interval(NamedTuple):
    """Days from ``start`` to ``end``, both included; None at an open end."""

    start: date | None
    end: date | None


class Toward(StrEnum):
    """Where a date that names no year lies when nothing else is said."""

    PAST = "past"
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class Reference:
    """The day that relative words count from.

    ``toward`` says where a date without a year lies. With ``whole``, "the last two weeks" are whole
    calendar weeks before the one of ``day``; without, the fourteen days that lead up to it, as in the news.
    """

    day: date
    toward: Toward = Toward.PAST
    whole: bool = False


class Unit(StrEnum):
    """A stretch of the calendar."""

    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"


_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.HALF_YEAR: 6, Unit.YEAR: 12}


def day_of(year: int, month: int, day: int) -> date | None:
    """Return the date; None where there is no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift(day: date, unit: Unit, count: float) -> date | None:
    """Return the day that many units later (earlier where negative); None outside the calendar.

    A day that the month does not have becomes its last one. Half a month is fifteen days.
    """
    try:
        if unit not in _MONTHS:
            days = {Unit.HOUR: 1 / 24, Unit.DAY: 1, Unit.WEEK: 7}[unit] * count
            return day + timedelta(days=int(days))
        months, rest = divmod(count * _MONTHS[unit], 1)
        year, month = divmod(day.year * 12 + day.month - 1 + int(months), 12)
        moved = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
        return moved + timedelta(days=round(rest * 30))
    except (ValueError, OverflowError):
        return None


def containing(day: date, unit: Unit, offset: int = 0) -> Interval | None:
    """Return the calendar unit that holds the day, or one ``offset`` units from it. Weeks begin on Monday."""
    if unit in _MONTHS:
        size = _MONTHS[unit]
        first = day.replace(day=1, month=(day.month - 1) // size * size + 1)
    else:
        first = day - timedelta(days=day.weekday() if unit is Unit.WEEK else 0)
    unit = Unit.DAY if unit is Unit.HOUR else unit
    start, following = shift(first, unit, offset), shift(first, unit, offset + 1)
    if start is None or following is None:
        return None
    return Interval(start, following - timedelta(days=1))


def run_of(day: date, unit: Unit, offset: int, count: int) -> Interval | None:
    """Return ``count`` calendar units on end, the first ``offset`` units from the one that holds the day."""
    first, last = containing(day, unit, offset), containing(day, unit, offset + count - 1)
    return Interval(first.start, last.end) if first and last else None


def nearest(days: Iterable[date | None], reference: Reference) -> date | None:
    """Return which of the days is meant.

    Toward the future, the first that has not passed. Toward the past, the nearest; a day to come counts as
    four times as far, for news tells of the past.
    """
    known = sorted(day for day in days if day is not None)
    if reference.toward is Toward.FUTURE:
        return next((day for day in known if day >= reference.day), known[-1] if known else None)

    def distance(day: date) -> int:
        days = (day - reference.day).days
        return 4 * days if days > 0 else -days

    return min(known, key=distance, default=None)


def part_of(interval: Interval, third: int) -> Interval:
    """Return the first (0), middle (1) or last (2) part of an interval.

    A month falls into ten days, ten days and the rest; a year into January to March, April to August and
    September to December; a week into three days, a day and three days; all else into thirds.
    """
    if interval.start is None or interval.end is None:
        return interval
    length = (interval.end - interval.start).days + 1
    if length > 360:
        cuts = [date(interval.start.year, 4, 1), date(interval.start.year, 9, 1)]
    else:
        low, high = {7: (3, 4)}.get(
            length, (10, 20) if 28 <= length <= 31 else (length // 3, 2 * length // 3)
        )
        cuts = [interval.start + timedelta(days=low), interval.start + timedelta(days=high)]
    edges = [interval.start, *cuts, interval.end + timedelta(days=1)]
    return Interval(edges[third], edges[third + 1] - timedelta(days=1))


def weekday_near(weekday: int, reference: Reference, direction: int = 0) -> date | None:
    """Return the nearest day of that weekday (0 is Monday): on or before the reference, or after it.

    ``direction`` -1 is the last one strictly before, 1 the next strictly after, 0 as the reference leans.
    """
    back = (reference.day.weekday() - weekday) % 7
    if direction == 0 and reference.toward is Toward.PAST:
        return shift(reference.day, Unit.DAY, -back)
    if direction < 0:
        return shift(reference.day, Unit.DAY, -(back or 7))
    return shift(reference.day, Unit.DAY, (7 - back) % 7 or 7)


def nth_weekday(interval: Interval, weekday: int, number: int) -> date | None:
    """Return the ``number``-th such weekday of the interval, -1 the last; None where it has no such day."""
    if interval.start is None or interval.end is None:
        return None
    if number > 0:
        day = interval.start + timedelta(days=(weekday - interval.start.weekday()) % 7 + 7 * (number - 1))
    else:
        day = interval.end - timedelta(days=(interval.end.weekday() - weekday) % 7)
    return day if interval.start <= day <= interval.end else None


def single(day: date | None) -> Interval | None:
    """Return the interval of one day."""
    return None if day is None else Interval(day, day)


def between(start: date | None, end: date | None) -> Interval | None:
    """Return the interval of two days; None where one is missing or they are the wrong way round."""
    return Interval(start, end) if start and end and start <= end else None


def month_of(year: int, month: int) -> Interval | None:
    """Return the days of a month; None where there is no such month."""
    first = day_of(year, month, 1)
    return containing(first, Unit.MONTH) if first else None


def year_of(year: int) -> Interval:
    """Return the days of a year."""
    return Interval(date(year, 1, 1), date(year, 12, 31))


def season_of(year: int, month: int) -> Interval:
    """Return the season that begins in a month; the winter of a year is the one that ends in it."""
    start = date(year - (month == 12), month, 1)
    following = shift(start, Unit.MONTH, 3)
    return Interval(start, following - timedelta(days=1) if following else None)
