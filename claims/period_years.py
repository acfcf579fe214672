"""What phrases that name a year mean: from the filled slots of ``[templates]`` to days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from claims.calendar import (
    Interval,
    Unit,
    between,
    containing,
    day_of,
    month_of,
    nth_weekday,
    part_of,
    season_of,
    shift,
    single,
    year_of,
)
from claims.model import PeriodOperator

Bound = Mapping[str, Any]


class Reading(NamedTuple):
    """Days, and by what the words became days: ``explicit``, ``published`` or the name of an anchor.

    ``first_part`` is set where they are the beginning of a longer stretch.
    """

    interval: Interval
    resolved: str
    operator: PeriodOperator = PeriodOperator.DURING
    alternative: Interval | None = None
    first_part: bool = False


def _explicit(interval: Interval | None) -> Reading | None:
    return None if interval is None else Reading(interval, "explicit")


def _date(bound: Bound) -> Reading | None:
    return _explicit(single(day_of(bound["y"], bound["month"], bound["d"]))) if "y" in bound else None


def _days(bound: Bound) -> Reading | None:
    return _explicit(_days_in(bound, bound["y"])) if "y" in bound else None


def _days_in(bound: Bound, year: int) -> Interval | None:
    end_month = bound.get("month2", bound["month"])
    start = day_of(year - (end_month < bound["month"]), bound["month"], bound["d"])
    return between(start, day_of(year, end_month, bound["d2"]))


def _month(bound: Bound) -> Reading | None:
    return _explicit(month_of(bound["y"], bound["month"])) if "y" in bound else None


def _months(bound: Bound) -> Reading | None:
    return _explicit(_months_in(bound, bound["y"])) if "y" in bound else None


def _months_in(bound: Bound, year: int) -> Interval | None:
    first = month_of(year - (bound["month2"] < bound["month"]), bound["month"])
    last = month_of(year, bound["month2"])
    return between(first.start, last.end) if first and last else None


def _year(bound: Bound) -> Reading | None:
    end = bound.get("y2", bound["y"])
    return _explicit(between(date(bound["y"], 1, 1), date(end, 12, 31)))


def _season(bound: Bound) -> Reading | None:
    if "y" not in bound:
        return None
    doubtful = bound["season"] == 12 and "y2" not in bound
    alternative = season_of(bound["y"] + 1, 12) if doubtful else None
    year = bound.get("y2", bound["y"])
    return Reading(season_of(year, bound["season"]), "explicit", alternative=alternative)


def _quarter(bound: Bound) -> Reading | None:
    if "y" not in bound or not 1 <= bound["o"] <= 4:
        return None
    return _explicit(containing(date(bound["y"], 3 * bound["o"], 1), Unit.QUARTER))


def _half_year(bound: Bound) -> Reading | None:
    if "y" not in bound or not 1 <= bound["o"] <= 2:
        return None
    return _explicit(containing(date(bound["y"], 6 * bound["o"], 1), Unit.HALF_YEAR))


def _edge(bound: Bound) -> Reading | None:
    if "y" not in bound:
        return None
    year = bound["y"]
    whole = season_of(year, bound["season"]) if "season" in bound else None
    whole = whole or (month_of(year, bound["month"]) if "month" in bound else year_of(year))
    return edge_of(whole, bound, "explicit")


def edge_of(whole: Interval | None, bound: Bound, resolved: str) -> Reading | None:
    """Return the part of a stretch that the slot ``edge`` says."""
    first = bound["edge"] == 0
    return Reading(part_of(whole, bound["edge"]), resolved, first_part=first) if whole else None


def _nth_weekday(bound: Bound) -> Reading | None:
    month = month_of(bound["y"], bound["month"]) if "y" in bound else None
    return _explicit(single(nth_weekday(month, bound["weekday"], int(bound.get("o", -1))))) if month else None


def _nth_week(bound: Bound) -> Reading | None:
    month = month_of(bound["y"], bound["month"]) if "y" in bound else None
    monday = nth_weekday(month, 0, int(bound.get("o", -1))) if month else None
    if month and monday and "o" not in bound and month.end and monday + timedelta(days=6) > month.end:
        monday -= timedelta(days=7)
    return _explicit(containing(monday, Unit.WEEK)) if monday else None


def _last_day(bound: Bound) -> Reading | None:
    month = month_of(bound["y"], bound["month"]) if "y" in bound else None
    return _explicit(single(month.end)) if month else None


def _nth_day(bound: Bound) -> Reading | None:
    return _date({**bound, "d": int(bound["o"])})


def _nth_last_day(bound: Bound) -> Reading | None:
    month = month_of(bound["y"], bound["month"]) if "y" in bound else None
    return _explicit(single(shift(month.end, Unit.DAY, 1 - int(bound["o"])))) if month and month.end else None


def _nth_last_week(bound: Bound) -> Reading | None:
    """Read "the second last week of October 2018", counted from the last week that ends within."""
    if "y" not in bound:
        return None
    whole = month_of(bound["y"], bound["month"]) if "month" in bound else year_of(bound["y"])
    sunday = nth_weekday(whole, 6, -1) if whole else None
    return _explicit(containing(sunday, Unit.WEEK, 1 - int(bound.get("o", 1)))) if sunday else None


ABSOLUTE: dict[str, Callable[[Bound], Reading | None]] = {
    "date": _date,
    "days": _days,
    "month": _month,
    "months": _months,
    "year": _year,
    "season": _season,
    "quarter": _quarter,
    "half_year": _half_year,
    "edge": _edge,
    "nth_weekday": _nth_weekday,
    "nth_week": _nth_week,
    "nth_day": _nth_day,
    "nth_last_day": _nth_last_day,
    "nth_last_week": _nth_last_week,
    "last_day": _last_day,
}
"""The readers of rules whose words name a year; each returns None where none is bound."""
