"""Which of the periods of a text a claim holds for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal, NamedTuple

from claims.model import Actuality, Evidence, Kind, Period, PeriodOperator, Span
from claims.periods import PeriodHit, period_for

_EVENTS = frozenset({Kind.ATTACK, Kind.INTERCEPTION, Kind.CASUALTIES, Kind.DAMAGE})
_GOING_ON = frozenset({Kind.ATTACK, Kind.INTERCEPTION})
# What is counted since a day is counted up to the day of the report; what began on a day goes on.
_LASTING = _EVENTS | {Kind.MOBILISATION, Kind.RECRUITMENT, Kind.CONSCRIPTION_RULE}
_CARRIED = frozenset({"date", "days", "digits", "day", "night", "since_unit", "last_unit", "clock"})
_LONGEST = timedelta(days=3)
_NEAR = 400  # code points: about three sentences


class PeriodChoice(NamedTuple):
    """A period, the hit that it rests on, and how: said in the sentence, inherited, or by default.

    By default, what is going on is going on on the day of publication; ``hit`` is then None.
    """

    period: Period
    hit: PeriodHit | None
    basis: Literal["said", "inherited", "default"]

    @property
    def evidence(self) -> Evidence:
        """Return the words that the sentence says it in, or how it is known without."""
        if self.hit is None:
            return "default"
        return Span(self.hit.start, self.hit.end) if self.basis == "said" else "inherited"


def choose_period(
    span: tuple[int, int],
    sentence: tuple[int, int],
    hits: Sequence[PeriodHit],
    kind: Kind,
    actuality: Actuality = Actuality.DONE,
    counted: bool = False,
    published: date | None = None,
) -> PeriodChoice | None:
    """Return the period of a claim at ``span``; None where nothing is said.

    A sentence on an event that names no day goes on about the day that was named last, and one that opens a
    text about the first day to be named. ``hits`` are those of the whole text, in order; ``counted`` says
    whether the claim has a figure.
    """
    about = hits if kind in _EVENTS else [hit for hit in hits if not hit.told]
    if said := period_for(span, sentence, about):
        return PeriodChoice(_fitted(said, kind, counted), said, "said")
    if kind in _GOING_ON and actuality is Actuality.ONGOING and published is not None:
        return PeriodChoice(Period(published, published, resolved="published"), None, "default")
    if kind not in _EVENTS or actuality is not Actuality.DONE:
        return None
    carried = _named_last(sentence, hits)
    return PeriodChoice(carried.period, carried, "inherited") if carried else None


def _named_last(sentence: tuple[int, int], hits: Sequence[PeriodHit]) -> PeriodHit | None:
    """Return the last day named before the sentence rather than a time of day; else the first soon after."""
    days = [hit for hit in hits if _carries(hit)]
    before = [hit for hit in days if hit.end <= sentence[0]]
    if before:
        return next((hit for hit in reversed(before) if hit.rule != "clock"), before[-1])
    return next((hit for hit in days if sentence[1] <= hit.start <= sentence[1] + _NEAR), None)


def _carries(hit: PeriodHit) -> bool:
    start, end = hit.period.start, hit.period.end
    return hit.rule in _CARRIED and start is not None and end is not None and end - start < _LONGEST


def _fitted(hit: PeriodHit, kind: Kind, counted: bool) -> Period:
    lasting = kind in _LASTING and not counted and hit.period.operator is PeriodOperator.SINCE
    return replace(hit.period, end=None) if lasting and hit.rule != "since_unit" else hit.period
