"""What the phrases of ``[templates]`` mean: from the filled slots and the reference day to days."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from claims.calendar import (
    Interval,
    Reference,
    Toward,
    Unit,
    between,
    containing,
    day_of,
    month_of,
    nearest,
    nth_weekday,
    run_of,
    season_of,
    shift,
    single,
    weekday_near,
)
from claims.model import PeriodOperator
from claims.period_years import ABSOLUTE, Bound, Reading, edge_of

_EARLIEST = 1900  # "two thousand years ago" dates no news
_FEW = 3  # "the next few days"


def resolve(rule: str, bound: Bound, reference: Reference | None) -> Reading | None:
    """Return the reading of a matched template; None where it names no days, at least without a reference."""
    reading = ABSOLUTE[rule](bound) if rule in ABSOLUTE else None
    if reading is not None or reference is None or rule not in _RELATIVE:
        return reading
    found = _RELATIVE[rule](bound, reference)
    if isinstance(found, date):
        found = Interval(found, found)
    if isinstance(found, Interval):
        return Reading(found, "published")
    return found


def _with_year(rule: str) -> Callable[[Bound, Reference], Interval | None]:
    """Return a reader that tries the years around the reference and takes the likeliest."""

    def relative(bound: Bound, reference: Reference) -> Interval | None:
        readings = {}
        for year in range(reference.day.year - 1, reference.day.year + 2):
            reading = ABSOLUTE[rule]({**bound, "y": year})
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
    return _with_year("date")(bound, reference)


def _in_month(day: date, offset: int, number: int) -> date | None:
    month = containing(day, Unit.MONTH, offset)
    return day_of(month.start.year, month.start.month, number) if month and month.start else None


def _month_near(bound: Bound, reference: Reference) -> Interval | None:
    if "shift" not in bound:
        return _with_year("month")(bound, reference)
    if bound["shift"] == 0:
        return month_of(reference.day.year, bound["month"])
    if "y" not in bound and bound["shift"] > 0:
        return _with_year("month")(bound, Reference(reference.day, Toward.FUTURE))
    return month_of(reference.day.year + bound["shift"], bound["month"])


def _season_near(bound: Bound, reference: Reference) -> Interval | None:
    if "shift" not in bound:
        return _with_year("season")(bound, reference)
    year = reference.day.year + (bound["season"] == 12 and reference.day.month > 6)
    return season_of(year + bound["shift"], bound["season"])


def _this_year(rule: str) -> Callable[[Bound, Reference], Interval | None]:
    def relative(bound: Bound, reference: Reference) -> Interval | None:
        reading = ABSOLUTE[rule]({**bound, "y": reference.day.year})
        return reading.interval if reading else None

    return relative


def _day_near(bound: Bound, reference: Reference) -> date | None:
    return shift(reference.day, Unit.DAY, bound["day"])


def _night_near(bound: Bound, reference: Reference) -> Reading | None:
    end = shift(reference.day, Unit.DAY, bound["night"])
    interval = between(shift(reference.day, Unit.DAY, bound["night"] - 1), end)
    return Reading(interval, "published", PeriodOperator.OVERNIGHT) if interval else None


def _weekday_near(bound: Bound, reference: Reference) -> date | None:
    return weekday_near(bound["weekday"], reference, bound.get("shift", 0))


def _weekday_of(bound: Bound, reference: Reference) -> date | None:
    week = containing(reference.day, Unit.WEEK, bound.get("shift", 1))
    return nth_weekday(week, bound["weekday"], 1) if week else None


def _nth_weekday_near(bound: Bound, reference: Reference) -> Interval | None:
    if "shift" not in bound:
        return _with_year("nth_weekday")(bound, reference)
    month = containing(reference.day, Unit.MONTH, bound["shift"])
    return single(nth_weekday(month, bound["weekday"], int(bound.get("o", -1)))) if month else None


def _week_of(bound: Bound, reference: Reference) -> Interval | None:
    day = _with_year("date")(bound, reference)
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
        interval = between(shift(reference.day, unit, -count), reference.day)
    return Reading(interval, "published", PeriodOperator.LAST_N) if interval else None


def _next_n(bound: Bound, reference: Reference) -> Interval | None:
    unit, count = bound["unit"], bound.get("n", _FEW)
    if reference.whole:
        return run_of(reference.day, unit, 1, int(count))
    return between(reference.day, shift(reference.day, unit, count))


def _away(sign: int) -> Callable[[Bound, Reference], Interval | None]:
    def relative(bound: Bound, reference: Reference) -> Interval | None:
        count = sign * bound.get("n", 1)
        if "weekday" in bound:
            first = weekday_near(bound["weekday"], reference, sign)
            return single(shift(first, Unit.WEEK, count - sign)) if first else None
        day = shift(reference.day, bound["unit"], count)
        if day is None or bound["unit"] is Unit.HOUR or day.year < _EARLIEST:
            return None
        if bound["unit"] is Unit.YEAR:
            return containing(day, Unit.MONTH if reference.whole else Unit.YEAR)
        return single(day)

    return relative


def _since_unit(bound: Bound, reference: Reference) -> Reading | None:
    if "y" in bound:
        start: date | None = date(bound["y"], 1, 1)
    else:
        unit = containing(reference.day, bound.get("unit", Unit.DAY), min(0, bound.get("shift", 0)))
        start = unit.start if unit else None
    interval = between(start, reference.day)
    return Reading(interval, "published", PeriodOperator.SINCE) if interval else None


def _edge_near(bound: Bound, reference: Reference) -> Reading | None:
    if bound.get("unit") in (Unit.DAY, Unit.HOUR):
        return None
    if "unit" in bound:
        return edge_of(containing(reference.day, bound["unit"], bound.get("shift", 0)), bound, "published")
    interval = _with_year("edge")(bound, reference)
    return Reading(interval, "published", first_part=bound["edge"] == 0) if interval else None


def _recent(bound: Bound, reference: Reference) -> Reading:
    return Reading(Interval(None, reference.day), "published", PeriodOperator.LAST_N)


def _soon(bound: Bound, reference: Reference) -> Interval:
    return Interval(reference.day, None)


def _month_later(bound: Bound, reference: Reference) -> Interval | None:
    return month_of(reference.day.year + 1, bound["month"])


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
    interval = between(named.interval.start, shift(named.interval.start, bound["unit"], bound["n"]))
    return Reading(interval, named.resolved) if interval else None


def _now(bound: Bound, reference: Reference) -> date:
    return reference.day


_RELATIVE: dict[str, Callable[[Bound, Reference], Reading | Interval | date | None]] = {
    "date": _date_near,
    "days": _with_year("days"),
    "month": _month_near,
    "months": _with_year("months"),
    "season": _season_near,
    "quarter": _this_year("quarter"),
    "half_year": _this_year("half_year"),
    "edge": _edge_near,
    "nth_weekday": _nth_weekday_near,
    "nth_week": _with_year("nth_week"),
    "nth_day": _with_year("nth_day"),
    "last_day": _with_year("last_day"),
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
    "recent": _recent,
    "length": _length,
    "month_later": _month_later,
    "nth_next": _nth_next,
    "weekday_day": _weekday_day,
    "nth_last_week": _with_year("nth_last_week"),
    "nth_last_day": _with_year("nth_last_day"),
    "month_day": _date_near,
    "since_unit": _since_unit,
    "now": _now,
}

RULES = tuple(sorted({*ABSOLUTE, *_RELATIVE, "birth"}))
"""The rules that templates may stand for. What matches ``birth`` is a year of birth, and no period."""
