"""Where and when, for a mention that does not say it, from other reports of the same story.

A mention is completed only where every fitting report gives the same answer: what is ambiguous stays open.
Only what a report says itself is lent, so that nothing is passed on from report to report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from claims.resolution.agreement import Match, match_methods, match_places, match_targets
from claims.resolution.appearance import Appearance, Dates, Spot
from claims.resolution.blocks import RARE, figure, is_common, narrow, reality

EVENT = 2
"""Days that one event may take: a night belongs to two."""

REACH = 1
"""Days between publications over which a figure that is not common tells one story."""

Key = tuple[object, ...]


def is_telling(a: Appearance) -> bool:
    """Tell whether a mention says enough to know its event by on the day after."""
    full = a.root and narrow(a.places) and a.method and a.target and a.target <= RARE
    return bool(full) or not is_common(a)


def told(appearance: Appearance) -> list[Key]:
    """Return the stories that a mention can be completed by: those of its own day."""
    return _keys(appearance, 0)


def lends(appearance: Appearance) -> list[Key]:
    """Return the stories that a mention can complete others in; none where it leaves out both itself."""
    if not is_dated(appearance) and not narrow(appearance.places):
        return []
    return _keys(appearance, REACH if is_telling(appearance) else 0)


def _keys(a: Appearance, reach: int) -> list[Key]:
    if a.published is None:
        return []
    what = (a.kind, a.polarity, reality(a.actuality), figure(a.quantity))
    return [(*what, *who, day) for who in _anchors(a) for day in _around(a.published, reach)]


def _anchors(a: Appearance) -> Iterator[Key]:
    if a.root is not None:
        yield ("by", a.root)
    for spot in narrow(a.where):
        yield ("at", spot.region)
    if not is_common(a):
        yield ("figure",)


def _around(day: date, reach: int) -> list[date]:
    return [day + timedelta(days=n) for n in range(-reach, reach + 1)]


def is_dated(appearance: Appearance) -> bool:
    """Tell whether the report itself says until when: the day of its publication says nothing."""
    dates = appearance.when
    if dates is None or dates.end is None:
        return False
    return not _is_long(dates) or dates.end != appearance.published


def _is_long(dates: Dates) -> bool:
    return dates.days is None or dates.days > EVENT


def completed(appearances: Iterable[Appearance]) -> list[Appearance]:
    """Return the mentions, each with the place and the period that its story adds."""
    mentions = list(appearances)
    lenders: dict[Key, list[Appearance]] = defaultdict(list)
    for mention in mentions:
        for key in lends(mention):
            lenders[key].append(mention)
    return [
        complete(a, {b.mention: b for key in told(a) for b in lenders.get(key, ())}.values())
        for a in mentions
    ]


def complete(a: Appearance, lenders: Iterable[Appearance]) -> Appearance:
    """Return a mention with what the lenders of its stories agree on, where it says nothing itself."""
    fitting = [b for b in lenders if b.mention != a.mention and _one_story(a, b)]
    places = a.where if narrow(a.where) else _one_place(fitting) or a.where or a.setting.scene
    dates = a.when if is_dated(a) else _one_period(a.when, fitting) or a.when
    if places == a.where and dates == a.when:
        return a
    return replace(
        a, setting=replace(a.setting, places=places, dates=dates), dates=None if dates != a.when else a.dates
    )


def _one_place(fitting: Sequence[Appearance]) -> frozenset[Spot]:
    named = {b.places for b in fitting if narrow(b.places)}
    inner = [p for p in named if all(match_places(p, o) in (Match.SAME, Match.COARSER) for o in named)]
    return (
        min(inner, key=lambda spots: sorted((-len(s.within), s.id) for s in spots)) if inner else frozenset()
    )


def _one_period(own: Dates | None, fitting: Sequence[Appearance]) -> Dates | None:
    """Return the period that the reports agree on; a count's end is never later than the day it was told."""
    periods = {b.when for b in fitting if b.when and is_dated(b) and _ends_by(b.when, own)}
    if len({dates.end for dates in periods}) != 1:
        return None
    return max(periods, key=lambda dates: (dates.start is not None, str(dates.start)))


def _ends_by(dates: Dates, own: Dates | None) -> bool:
    return own is None or own.end is None or dates.end is None or dates.end <= own.end


def _one_story(a: Appearance, b: Appearance) -> bool:
    """Tell whether nothing that both say keeps two reports of one figure apart."""
    if a.published != b.published and not (is_telling(a) and is_telling(b)):
        return False
    return (
        (a.root is None or b.root is None or a.root == b.root or a.root in b.relays or b.root in a.relays)
        and _begin_alike(a.when, b.when)
        and match_places(a.where, b.where) is not Match.DIFFERENT
        and match_targets(a, b) is not Match.DIFFERENT
        and match_methods(a.method, b.method) is not Match.DIFFERENT
    )


def _begin_alike(a: Dates | None, b: Dates | None) -> bool:
    if a is None or b is None:
        return True
    if a.start is None or b.start is None:
        return _is_long(a) and _is_long(b)
    return _is_long(a) == _is_long(b) and abs((a.start - b.start).days) <= 31
