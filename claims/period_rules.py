"""What the phrases of ``[templates]`` mean: from the filled slots and the reference day to days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from claims.calendar import (
    Interval,
    Reference,
    Toward,
    Unit,
    containing,
    day_of,
    nearest,
    nth_weekday,
    part_of,
    run_of,
    shift,
    weekday_near,
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


def resolve(rule: str, bound: Bound, reference: Reference | None) -> Reading | None:
    """Return the reading of a matched template; None where it names no days, at least without a reference."""
    reading = _ABSOLUTE[rule](bound) if rule in _ABSOLUTE else None
    if reading is not None or reference is None or rule not in _RELATIVE:
        return reading
    found = _RELATIVE[rule](bound, reference)
    if isinstance(found, date):
        found = Interval(found, found)
    if isinstance(found, Interval):
        return Reading(found, "published")
    return found


_FEW = 3


def _single(day: date | None) -> Interval | None:
    return None if day is None else Interval(day, day)


def _explicit(interval: Interval | None) -> Reading | None:
    return None if interval is None else Reading(interval, "explicit")


def _between(start: date | None, end: date | None) -> Interval | None:
    return Interval(start, end) if start and end and start <= end else None


def _month_of(year: int, month: int) -> Interval | None:
    first = day_of(year, month, 1)
    return containing(first, Unit.MONTH) if first else None


def _year_of(year: int) -> Interval:
    return Interval(date(year, 1, 1), date(year, 12, 31))


def _season_of(year: int, month: int) -> Interval:
    """Return the three months of a season; the winter of a year is the one that ends in it."""
    start = date(year - (month == 12), month, 1)
    following = shift(start, Unit.MONTH, 3)
    return Interval(start, following - timedelta(days=1) if following else None)


# Absolute: the words name the year.


def _date(bound: Bound) -> Reading | None:
    return _explicit(_single(day_of(bound["y"], bound["month"], bound["d"]))) if "y" in bound else None


def _days(bound: Bound) -> Reading | None:
    return _explicit(_days_in(bound, bound["y"])) if "y" in bound else None


def _days_in(bound: Bound, year: int) -> Interval | None:
    end_month = bound.get("month2", bound["month"])
    start = day_of(year - (end_month < bound["month"]), bound["month"], bound["d"])
    return _between(start, day_of(year, end_month, bound["d2"]))


def _month(bound: Bound) -> Reading | None:
    return _explicit(_month_of(bound["y"], bound["month"])) if "y" in bound else None


def _months(bound: Bound) -> Reading | None:
    return _explicit(_months_in(bound, bound["y"])) if "y" in bound else None


def _months_in(bound: Bound, year: int) -> Interval | None:
    first = _month_of(year - (bound["month2"] < bound["month"]), bound["month"])
    last = _month_of(year, bound["month2"])
    return _between(first.start, last.end) if first and last else None


def _year(bound: Bound) -> Reading | None:
    end = bound.get("y2", bound["y"])
    return _explicit(_between(date(bound["y"], 1, 1), date(end, 12, 31)))


def _season(bound: Bound) -> Reading | None:
    if "y" not in bound:
        return None
    alternative = _season_of(bound["y"] + 1, 12) if bound["season"] == 12 else None
    return Reading(_season_of(bound["y"], bound["season"]), "explicit", alternative=alternative)


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
    whole = _season_of(year, bound["season"]) if "season" in bound else None
    whole = whole or (_month_of(year, bound["month"]) if "month" in bound else _year_of(year))
    return _edge_of(whole, bound, "explicit")


def _edge_of(whole: Interval | None, bound: Bound, resolved: str) -> Reading | None:
    first = bound["edge"] == 0
    return Reading(part_of(whole, bound["edge"]), resolved, first_part=first) if whole else None


def _nth_weekday(bound: Bound) -> Reading | None:
    month = _month_of(bound["y"], bound["month"]) if "y" in bound else None
    return (
        _explicit(_single(nth_weekday(month, bound["weekday"], int(bound.get("o", -1))))) if month else None
    )


def _nth_week(bound: Bound) -> Reading | None:
    month = _month_of(bound["y"], bound["month"]) if "y" in bound else None
    monday = nth_weekday(month, 0, int(bound.get("o", -1))) if month else None
    if month and monday and "o" not in bound and month.end and monday + timedelta(days=6) > month.end:
        monday -= timedelta(days=7)
    return _explicit(containing(monday, Unit.WEEK)) if monday else None


def _last_day(bound: Bound) -> Reading | None:
    month = _month_of(bound["y"], bound["month"]) if "y" in bound else None
    return _explicit(_single(month.end)) if month else None


def _nth_day(bound: Bound) -> Reading | None:
    return _date({**bound, "d": int(bound["o"])})


def _nth_last_day(bound: Bound) -> Reading | None:
    month = _month_of(bound["y"], bound["month"]) if "y" in bound else None
    return (
        _explicit(_single(shift(month.end, Unit.DAY, 1 - int(bound["o"])))) if month and month.end else None
    )


def _nth_last_week(bound: Bound) -> Reading | None:
    """Read "the second last week of October 2018", counted from the last week that ends within."""
    if "y" not in bound:
        return None
    whole = _month_of(bound["y"], bound["month"]) if "month" in bound else _year_of(bound["y"])
    sunday = nth_weekday(whole, 6, -1) if whole else None
    return _explicit(containing(sunday, Unit.WEEK, 1 - int(bound.get("o", 1)))) if sunday else None


# Relative: the words count from the reference day.


def _with_year(read: Callable[[Bound], Reading | None]) -> Callable[[Bound, Reference], Interval | None]:
    """Return a reader that tries the years around the reference and takes the likeliest."""

    def relative(bound: Bound, reference: Reference) -> Interval | None:
        readings = {}
        for year in range(reference.day.year - 1, reference.day.year + 2):
            reading = read({**bound, "y": year})
            if reading is not None:
                interval = reading.interval
                lean = interval.end if reference.toward is Toward.FUTURE else interval.start
                readings[lean] = interval
        day = nearest(readings, reference)
        return readings[day] if day else None

    return relative


def _date_near(bound: Bound, reference: Reference) -> date | Interval | None:
    if "month" not in bound:
        return nearest((_in_month(reference.day, offset, bound["d"]) for offset in (-1, 0, 1)), reference)
    if "weekday" in bound:
        years = range(reference.day.year - 6, reference.day.year + 7)
        days = (day_of(year, bound["month"], bound["d"]) for year in years)
        fitting = [day for day in days if day and day.weekday() == bound["weekday"]]
        if day := min(fitting, key=lambda day: abs((day - reference.day).days), default=None):
            return day
    return _with_year(_date)(bound, reference)


def _in_month(day: date, offset: int, number: int) -> date | None:
    month = containing(day, Unit.MONTH, offset)
    return day_of(month.start.year, month.start.month, number) if month and month.start else None


def _month_near(bound: Bound, reference: Reference) -> Interval | None:
    if "shift" not in bound:
        return _with_year(_month)(bound, reference)
    if bound["shift"] == 0:
        return _month_of(reference.day.year, bound["month"])
    if "y" not in bound and bound["shift"] > 0:
        return _with_year(_month)(bound, Reference(reference.day, Toward.FUTURE))
    return _month_of(reference.day.year + bound["shift"], bound["month"])


def _season_near(bound: Bound, reference: Reference) -> Interval | None:
    if "shift" not in bound:
        return _with_year(_season)(bound, reference)
    year = reference.day.year + (bound["season"] == 12 and reference.day.month > 6)
    return _season_of(year + bound["shift"], bound["season"])


def _this_year(read: Callable[[Bound], Reading | None]) -> Callable[[Bound, Reference], Interval | None]:
    def relative(bound: Bound, reference: Reference) -> Interval | None:
        reading = read({**bound, "y": reference.day.year})
        return reading.interval if reading else None

    return relative


def _day_near(bound: Bound, reference: Reference) -> date | None:
    return shift(reference.day, Unit.DAY, bound["day"])


def _night_near(bound: Bound, reference: Reference) -> Reading | None:
    end = shift(reference.day, Unit.DAY, bound["night"])
    interval = _between(shift(reference.day, Unit.DAY, bound["night"] - 1), end)
    return Reading(interval, "published", PeriodOperator.OVERNIGHT) if interval else None


def _weekday_near(bound: Bound, reference: Reference) -> date | None:
    return weekday_near(bound["weekday"], reference, bound.get("shift", 0))


def _weekday_of(bound: Bound, reference: Reference) -> date | None:
    week = containing(reference.day, Unit.WEEK, bound.get("shift", 1))
    return nth_weekday(week, bound["weekday"], 1) if week else None


def _nth_weekday_near(bound: Bound, reference: Reference) -> Interval | None:
    if "shift" not in bound:
        return _with_year(_nth_weekday)(bound, reference)
    month = containing(reference.day, Unit.MONTH, bound["shift"])
    return _single(nth_weekday(month, bound["weekday"], int(bound.get("o", -1)))) if month else None


def _week_of(bound: Bound, reference: Reference) -> Interval | None:
    day = _with_year(_date)(bound, reference)
    return containing(day.start, Unit.WEEK) if day and day.start else None


def _unit_near(bound: Bound, reference: Reference) -> Interval | None:
    return containing(reference.day, bound["unit"], bound["shift"])


def _day_of_unit(bound: Bound, reference: Reference) -> date | None:
    return _in_month(reference.day, bound["shift"], bound["d"])


def _last_unit(bound: Bound, reference: Reference) -> Reading | None:
    return _last_n({"n": 1, "unit": Unit.DAY, **bound}, reference)


def _last_n(bound: Bound, reference: Reference) -> Reading | None:
    unit, count = bound["unit"], bound.get("n", _FEW)
    if reference.whole:
        interval = run_of(reference.day, unit, -int(count), int(count))
    else:
        interval = _between(shift(reference.day, unit, -count), reference.day)
    return Reading(interval, "published", PeriodOperator.LAST_N) if interval else None


def _next_n(bound: Bound, reference: Reference) -> Interval | None:
    unit, count = bound["unit"], bound.get("n", _FEW)
    if reference.whole:
        return run_of(reference.day, unit, 1, int(count))
    return _between(reference.day, shift(reference.day, unit, count))


def _away(sign: int) -> Callable[[Bound, Reference], Interval | None]:
    def relative(bound: Bound, reference: Reference) -> Interval | None:
        count = sign * bound.get("n", 1)
        if "weekday" in bound:
            first = weekday_near(bound["weekday"], reference, sign)
            return _single(shift(first, Unit.WEEK, count - sign)) if first else None
        day = shift(reference.day, bound["unit"], count)
        if day is None or bound["unit"] is Unit.HOUR:
            return None
        if bound["unit"] is Unit.YEAR:
            return containing(day, Unit.MONTH if reference.whole else Unit.YEAR)
        return _single(day)

    return relative


def _since_unit(bound: Bound, reference: Reference) -> Reading | None:
    if "y" in bound:
        start: date | None = date(bound["y"], 1, 1)
    else:
        unit = containing(reference.day, bound.get("unit", Unit.DAY), min(0, bound.get("shift", 0)))
        start = unit.start if unit else None
    interval = _between(start, reference.day)
    return Reading(interval, "published", PeriodOperator.SINCE) if interval else None


def _edge_near(bound: Bound, reference: Reference) -> Reading | None:
    if "unit" in bound:
        return _edge_of(containing(reference.day, bound["unit"], bound.get("shift", 0)), bound, "published")
    interval = _with_year(_edge)(bound, reference)
    return Reading(interval, "published", first_part=bound["edge"] == 0) if interval else None


def _soon(bound: Bound, reference: Reference) -> Interval:
    return Interval(reference.day, None)


def _month_later(bound: Bound, reference: Reference) -> Interval | None:
    return _month_of(reference.day.year + 1, bound["month"])


def _nth_next(bound: Bound, reference: Reference) -> Interval | None:
    """Read "two upcoming weeks": the second whole week to come, or in the news the fortnight to come."""
    if reference.whole:
        return containing(reference.day, bound["unit"], int(bound["n"]))
    return _next_n(bound, reference)


def _weekday_day(bound: Bound, reference: Reference) -> date | None:
    """Read "Thursday the 15th": the likeliest such day that is that weekday."""
    days = (_in_month(reference.day, offset, bound["d"]) for offset in range(-12, 13))
    return nearest((day for day in days if day and day.weekday() == bound["weekday"]), reference)


def _length(bound: Bound, reference: Reference) -> Reading | None:
    """Read "for 90 days from 5 February"."""
    named = resolve("date", bound, reference)
    if named is None or named.interval.start is None:
        return None
    interval = _between(named.interval.start, shift(named.interval.start, bound["unit"], bound["n"]))
    return Reading(interval, named.resolved) if interval else None


def _now(bound: Bound, reference: Reference) -> date:
    return reference.day


_ABSOLUTE: dict[str, Callable[[Bound], Reading | None]] = {
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
_RELATIVE: dict[str, Callable[[Bound, Reference], Reading | Interval | date | None]] = {
    "date": _date_near,
    "days": _with_year(_days),
    "month": _month_near,
    "months": _with_year(_months),
    "season": _season_near,
    "quarter": _this_year(_quarter),
    "half_year": _this_year(_half_year),
    "edge": _edge_near,
    "nth_weekday": _nth_weekday_near,
    "nth_week": _with_year(_nth_week),
    "nth_day": _with_year(_nth_day),
    "last_day": _with_year(_last_day),
    "week_of": _week_of,
    "day": _day_near,
    "night": _night_near,
    "weekday": _weekday_near,
    "weekday_of": _weekday_of,
    "unit": _unit_near,
    "day_of_unit": _day_of_unit,
    "last_unit": _last_unit,
    "last_n": _last_n,
    "next_n": _next_n,
    "ago": _away(-1),
    "ahead": _away(1),
    "soon": _soon,
    "length": _length,
    "month_later": _month_later,
    "nth_next": _nth_next,
    "weekday_day": _weekday_day,
    "nth_last_week": _with_year(_nth_last_week),
    "nth_last_day": _with_year(_nth_last_day),
    "month_day": _date_near,
    "since_unit": _since_unit,
    "now": _now,
}

RULES = tuple(sorted({*_ABSOLUTE, *_RELATIVE, "birth"}))
"""The rules that templates may stand for. What matches ``birth`` is a year of birth, and no period."""
