"""The times that pages print: machine-readable ones first, localised words where there are none."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import dateparser

from claims.document import Moment, Precision

_PRINTED = re.compile(
    r"(?P<day>\d{1,2})\s+(?P<month>[^\W\d_]{3,})\.?(?:,?\s+(?P<year>\d{4})(?!\d|:))?"
    r"(?:\s*(?:р|г)\.)?(?:,?\s*(?P<hour>\d{1,2}):(?P<minute>\d{2}))?"
)


def machine(value: object, zone: str) -> Moment | None:
    """Read an ISO time, in ``zone`` (IANA) where it names none itself. Return None for anything else."""
    if not isinstance(value, str):
        return None
    raw = value.strip()
    try:
        read = datetime.fromisoformat(raw)
    except ValueError:
        return None
    if len(raw) <= len("2024-01-28"):
        return _moment(read, raw, zone, Precision.DAY)
    # Sites that keep minutes print ":00" for the seconds.
    precision = Precision.SECOND if read.second else Precision.MINUTE
    return _moment(read, raw, zone, precision)


def printed(text: str, language: str, zone: str, near: date | None) -> Moment | None:
    """Read a time in words of that language, as "29 серпня 2025, 13:04".

    ``near`` gives the year to one printed without; then None without ``near``.
    """
    found = _PRINTED.search(text)
    day = _day(found, language, near) if found else None
    if not found or not day:
        return None
    if found["hour"] is None:
        return _moment(datetime.combine(day, time()), found[0], zone, Precision.DAY)
    try:
        clock = time(int(found["hour"]), int(found["minute"]))
    except ValueError:
        return None
    return _moment(datetime.combine(day, clock), found[0], zone, Precision.MINUTE)


def _day(found: re.Match[str], language: str, near: date | None) -> date | None:
    if found["year"]:
        return _words(found, found["year"], language)
    if near is None:
        return None
    # At the turn of the year the nearest day may lie in another year than the page's address says.
    days = [_words(found, f"{near.year + step}", language) for step in (-1, 0, 1)]
    return min((day for day in days if day), key=lambda day: abs(day - near), default=None)


def _words(found: re.Match[str], year: str, language: str) -> date | None:
    read = dateparser.parse(
        f"{found['day']} {found['month']} {year}",
        languages=[language],
        settings={"DATE_ORDER": "DMY", "STRICT_PARSING": True, "PARSERS": ["absolute-time"]},
    )
    return read.date() if read else None


def _moment(read: datetime, raw: str, zone: str, precision: Precision) -> Moment:
    if read.tzinfo is None:
        return Moment(read.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC), raw, zone, precision)
    return Moment(read.astimezone(UTC), raw, read.isoformat()[-6:], precision)
