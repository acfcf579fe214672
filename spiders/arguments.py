"""What a person asks of a spider: ``-a since=2024-01-01 -a editions=en,uk``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from storage.outcomes import Channel

NAMES = ("since", "until", "editions", "channels", "limit")


class SpiderArgumentError(ValueError):
    """An argument that a spider cannot work with; the message is a sentence that says what to give."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What to crawl. Both days are None, for the newest, or both given and included."""

    editions: tuple[str, ...]
    channels: tuple[Channel, ...]
    since: date | None = None
    until: date | None = None
    limit: int | None = None

    def days(self) -> Iterator[date]:
        """Yield the days in order, none where the newest is asked for."""
        if self.since and self.until:
            for number in range((self.until - self.since).days + 1):
                yield self.since + timedelta(days=number)

    def covers(self, day: date | None) -> bool:
        """Say whether a day is asked for; one that is not known may be."""
        if day is None or self.since is None or self.until is None:
            return True
        return self.since <= day <= self.until


def select(
    given: dict[str, str],
    *,
    editions: Iterable[str],
    channels: Iterable[Channel],
    first_day: date,
    today: date,
) -> Selection:
    """Read the arguments against what an outlet has. Raises SpiderArgumentError where they do not fit."""
    for name in given.keys() - set(NAMES):
        raise SpiderArgumentError(f"there is no argument {name!r}; there are {', '.join(NAMES)}")
    since, until = _range(given.get("since"), given.get("until"), first_day, today)
    return Selection(
        editions=_choose("edition", given.get("editions"), tuple(editions)),
        channels=_channels(given.get("channels"), tuple(channels), since),
        since=since,
        until=until,
        limit=_limit(given.get("limit")),
    )


def _range(
    since: str | None, until: str | None, first_day: date, today: date
) -> tuple[date | None, date | None]:
    if since is None:
        if until is not None:
            raise SpiderArgumentError("until needs since: give the first day too, as since=2024-01-01")
        return None, None
    first = _day("since", since, today)
    last = min(_day("until", until, today), today) if until is not None else today
    if first < first_day:
        raise SpiderArgumentError(f"since={first} lies before the outlet's first day, {first_day}")
    if first > last:
        raise SpiderArgumentError(f"since={first} lies after until={last}")
    return first, last


def _day(name: str, value: str, today: date) -> date:
    words = {"today": today, "yesterday": today - timedelta(days=1)}
    try:
        return words.get(value) or date.fromisoformat(value)
    except ValueError:
        raise SpiderArgumentError(
            f"{name}={value} is not a day; write 2024-01-28, today or yesterday"
        ) from None


def _choose(what: str, value: str | None, known: tuple[str, ...]) -> tuple[str, ...]:
    if value is None:
        return known
    chosen = tuple(dict.fromkeys(word.strip() for word in value.split(",") if word.strip()))
    for word in chosen:
        if word not in known:
            raise SpiderArgumentError(f"there is no {what} {word!r}; there are {', '.join(known)}")
    if not chosen:
        raise SpiderArgumentError(f"no {what} is named; there are {', '.join(known)}")
    return chosen


def _channels(value: str | None, known: tuple[Channel, ...], since: date | None) -> tuple[Channel, ...]:
    if value is None:
        newest = (Channel.FEED,)
        return newest if since is None else tuple(channel for channel in known if channel not in newest)
    chosen = tuple(Channel(word) for word in _choose("channel", value, tuple(known)))
    if since is None and chosen != (Channel.FEED,):
        raise SpiderArgumentError(f"channels={value} needs days: give since, and until if it is not today")
    return chosen


def _limit(value: str | None) -> int | None:
    if value is None:
        return None
    if not value.isascii() or not value.isdigit() or int(value) == 0:
        raise SpiderArgumentError(f"limit={value} is not a number of documents; give 1 or more")
    return int(value)
