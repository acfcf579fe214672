"""Periods in running text: which words name days, and which days they name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from claims.calendar import Reference, Toward
from claims.model import Period, PeriodOperator
from claims.period_phrases import Phrase, Phrases
from claims.period_words import PeriodWord, period_words
from claims.text import Token
from claims.vocabulary import Spots

# What may be told "after"; "after yesterday's attack" is no time after yesterday.
_AFTER = frozenset({"date", "digits", "month", "year", "anchor"})
_COUNTED = frozenset({"ahead", "last_n", "last_unit"})
_FROM_EVENT = frozenset({"since", "after", "before"})
_CLOCK_REACH = 3
_RARE_REACH = 4
_SOFT = frozenset(",(–—-)")


@dataclass(frozen=True, slots=True)
class PeriodHit:
    """The tokens ``[first, last)``, which stand at ``text[start:end]``, and the days that they name.

    ``rule`` is that of ``[templates]``, or ``digits`` for dates in digits, ``anchor`` for an event, ``clock``
    for a time of the day of publication, ``stamp`` for when a post was printed. ``told`` is set where it is
    the day on which somebody spoke: "said on Monday".
    """

    start: int
    end: int
    first: int
    last: int
    period: Period
    rule: str
    told: bool = False


def find_periods(
    text: str,
    tokens: Sequence[Token],
    language: str,
    published: date | None,
    *,
    toward: Toward = Toward.PAST,
    whole: bool = False,
) -> list[PeriodHit]:
    """Return the periods in order; they do not overlap.

    Words that count from the day of publication are left out where that is None. ``toward`` and ``whole``
    are those of `claims.calendar.Reference`.
    """
    reference = None if published is None else Reference(published, toward, whole)
    return _Finder(tokens, language, reference).hits()


class _Finder:
    """One run of tokens, being searched."""

    def __init__(self, tokens: Sequence[Token], language: str, reference: Reference | None) -> None:
        self.tokens, self.reference = tokens, reference
        words = period_words(language)
        self.phrases = Phrases(tokens, language, words, reference)
        self.around: Spots[PeriodWord] = words.around.lay(tokens)
        self.clock = words.clock

    def hits(self) -> list[PeriodHit]:
        """Return the hits of the tokens."""
        found: list[PeriodHit] = []
        past_day: Period | None = None  # "the past day, 13 January" says what "the past day" is from there on
        for phrase in self.phrases:
            hit = self._joined(found, phrase) or self._operated(phrase)
            if hit is None:
                continue
            if found and (merged := self._merged(found[-1], hit)):
                if found[-1].rule == "last_unit":
                    past_day = merged.period
                hit = merged
            elif past_day is not None and hit.rule == "last_unit" and _lasts_a_day(hit.period):
                hit = replace(hit, period=past_day)
            while found and found[-1].last > hit.first:
                found.pop()
            found.append(hit)
        return found

    def _operator(self, first: int) -> tuple[int, str] | None:
        """Return the operator that ends before that token, a clock time between them left aside."""
        first = self._before_clock(first)
        for hit in self.around.ending(first):
            if hit.value.slot == "operators" and hit.value.value not in ("to", "pair", "ordinal"):
                return hit.first, hit.value.value
        return None

    def _tells_how_rare(self, first: int) -> bool:
        near = range(max(0, first - _RARE_REACH), first + 1)
        return any(hit.value == ("operators", "ordinal") for at in near for hit in self.around.ending(at))

    def _before_clock(self, first: int) -> int:
        """Return where a time of day begins that stands before a date: as of 6:00 pm on 1 May."""
        at = first
        while at > max(0, first - _CLOCK_REACH) and self.tokens[at - 1].norm in self.clock:
            at -= 1
        parts = [token.norm for token in self.tokens[max(0, at - 3) : at]]
        timed = len(parts) == 3 and parts[1] == ":" and parts[0].isdecimal() and parts[2].isdecimal()
        return at - 3 if timed else first

    def _operated(self, phrase: Phrase) -> PeriodHit | None:
        found = self._operator(phrase.first)
        reading = phrase.reading
        if phrase.rule == "anchor" and found is None:
            return None  # an event that is only named
        if phrase.rule in _COUNTED and self._tells_how_rare(phrase.first):
            return None
        period = Period(*reading.interval, reading.operator, reading.resolved, reading.alternative)
        if phrase.rule == "clock":
            at_present = found is not None and found[1] == "as_of"
            return self._hit(phrase.first, phrase.last, period, "now" if at_present else "clock")
        if found is None or reading.operator in (PeriodOperator.SINCE, PeriodOperator.LAST_N):
            return self._hit(phrase.first, phrase.last, period, phrase.rule)
        first, operator = found
        if operator in _FROM_EVENT and phrase.rule == "date" and (event := self.phrases.event(phrase.first)):
            reading = event.reading  # "since 24 February"
            period = Period(*reading.interval, reading.operator, reading.resolved)
        if phrase.rule in ("days", "months") and operator == "since":
            return self._hit(first, phrase.last, period, phrase.rule)
        if operator == "after" and phrase.rule not in _AFTER:
            return self._hit(phrase.first, phrase.last, period, phrase.rule)
        bounded = _bounded(period, operator, self.reference, phrase.reading.first_part)
        return self._hit(first if bounded is not period else phrase.first, phrase.last, bounded, phrase.rule)

    def _hit(self, first: int, last: int, period: Period, rule: str) -> PeriodHit:
        told = self._is_told(first, last)
        return PeriodHit(self.tokens[first].start, self.tokens[last - 1].end, first, last, period, rule, told)

    def _is_told(self, first: int, last: int) -> bool:
        """Return whether a verb of saying stands before the phrase (its preposition aside) or after it."""
        if any(hit.value.slot == "verb" for hit in self.around.starting(last)):
            return True
        if first and len(self.tokens[first - 1].norm) <= 2:
            first -= 1  # the preposition
        return any(hit.value.slot == "verb" for hit in self.around.ending(first))

    def _joined(self, found: list[PeriodHit], phrase: Phrase) -> PeriodHit | None:
        """Return the period from the last hit to this phrase where words join the two."""
        if not found or found[-1].last >= phrase.first or phrase.first - found[-1].last > 6:
            return None
        left = found[-1]
        start = left.period.start
        end = phrase.reading.interval.end
        if start is None or end is None or not start <= end or not self._joins(left, phrase.first):
            return None
        period = Period(start, end, PeriodOperator.BETWEEN, left.period.resolved)
        return self._hit(left.first, phrase.last, period, phrase.rule)

    def _joins(self, left: PeriodHit, first: int) -> bool:
        opened = self._operator(left.first)
        joints = {"to", "pair"} if opened and opened[1] == "between" else {"to"}
        return any(
            hit.value.slot == "operators" and hit.value.value in joints and hit.first == left.last
            for hit in self.around.ending(self._before_clock(first))
        )

    def _merged(self, left: PeriodHit, right: PeriodHit) -> PeriodHit | None:
        """Return the one period of two side by side: "yesterday, 13 January" is the day that is named."""
        between = self.tokens[left.last : right.first]
        if len(between) > 2 or any(token.norm not in _SOFT for token in between):
            return None
        if right.rule not in ("date", "digits") or right.period.operator is not PeriodOperator.DURING:
            return None
        if left.rule == "night" and not between:
            period = _bounded(right.period, "overnight", self.reference)
        elif left.rule in ("day", "last_unit", "weekday", "unit", "now"):
            period = right.period
        else:
            return None
        return replace(right, first=left.first, start=left.start, period=period)


def _lasts_a_day(period: Period) -> bool:
    return period.start is not None and period.end is not None and (period.end - period.start).days == 1


def _bounded(period: Period, operator: str, reference: Reference | None, first_part: bool = False) -> Period:
    """Return the period as an operator before it bounds it; the same object where it changes nothing.

    What lasts until the ``first_part`` of a stretch ends where that begins.
    """
    start, end = period.start, period.end
    if operator == "since" and start is not None:
        stated = reference.day if reference and start <= reference.day else None
        return replace(period, end=stated, operator=PeriodOperator.SINCE)
    if operator == "after" and start is not None:
        return replace(period, end=None, operator=PeriodOperator.SINCE)
    if operator == "until":
        return replace(period, start=None, end=start if first_part else end, operator=PeriodOperator.UNTIL)
    if operator == "before" and start is not None:
        return replace(period, start=None, end=start - timedelta(days=1), operator=PeriodOperator.UNTIL)
    if operator == "as_of":
        return replace(period, start=start if start == end else None, operator=PeriodOperator.AS_OF)
    if operator == "overnight" and start is not None and period.operator is not PeriodOperator.OVERNIGHT:
        eve = start - timedelta(days=1) if start == end else start
        return replace(period, start=eve, operator=PeriodOperator.OVERNIGHT)
    return period


UNTOLD = frozenset({"now", "stamp"})
"""Rules whose hits say when a page was printed or that something holds at present, not when it happened."""


def period_for(
    span: tuple[int, int], sentence: tuple[int, int], hits: Sequence[PeriodHit]
) -> PeriodHit | None:
    """Return the period of the clause at ``span``: in the clause itself, else the nearest in its sentence."""
    for low, high in (span, sentence):
        inside = [hit for hit in hits if low <= hit.start and hit.end <= high and hit.rule not in UNTOLD]
        if inside:
            return min(inside, key=lambda hit: _rank(hit, span))
    return None


def _rank(hit: PeriodHit, span: tuple[int, int]) -> tuple[bool, bool, int]:
    distance = max(span[0] - hit.end, hit.start - span[1], 0)
    return hit.rule == "clock" or hit.told, hit.period.operator is PeriodOperator.AS_OF, distance
