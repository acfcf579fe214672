"""Periods in running text: which words name days, and which days they name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from claims.calendar import Interval, Reference, Toward
from claims.dates import numeric_date
from claims.model import Period, PeriodOperator
from claims.number_words import NumberSpots, number_words
from claims.numerals import read_numeral
from claims.period_rules import Reading, resolve
from claims.period_words import Anchor, PeriodWord, PeriodWords, period_words
from claims.templates import Filler, Match
from claims.text import Token
from claims.vocabulary import Spots

_YEAR = re.compile(r"((?:19|20)\d\d)(?:-?[^\W\d]{1,3})?")
_DAY = re.compile(r"(\d{1,2})(?:-?[^\W\d_]{1,4})?")
_CLOCK = re.compile(r"([01]?\d|2[0-3])\.[0-5]\d")
_MINUTES = re.compile(r"[0-5]\d")
_AFTER = frozenset({"date", "digits", "month", "year", "anchor"})
_COUNTED = frozenset({"ahead", "last_n", "last_unit"})
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
    return _Finder(list(tokens), language, reference).hits()


@dataclass(frozen=True, slots=True)
class _Atom:
    """One phrase, before the words around it bound or join it."""

    first: int
    last: int
    reading: Reading
    rule: str


class _Finder:
    """One run of tokens, being searched."""

    def __init__(self, tokens: list[Token], language: str, reference: Reference | None) -> None:
        self.tokens, self.reference = tokens, reference
        self.words: PeriodWords = period_words(language)
        self.numbers = number_words(language)
        self.phrases = self.words.phrases.spot(tokens)
        self.around: Spots[PeriodWord] = self.words.around.lay(tokens)
        self.number_spots: NumberSpots = self.numbers.spot(tokens)
        self.fillers: dict[str, Filler] = {
            slot: self._listed(slot)
            for slot in ("month", "weekday", "season", "unit", "day", "night", "shift", "edge")
        }
        self.fillers |= {"d": self._day, "y": self._year, "n": self._number, "o": self._ordinal}

    def hits(self) -> list[PeriodHit]:
        """Return the hits of the tokens."""
        found: list[PeriodHit] = []
        past_day: Period | None = None  # "the past day, 13 January" says what "the past day" is from there on
        for atom in self._atoms():
            hit = self._joined(found, atom) or self._operated(atom)
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

    # Phrases.

    def _atoms(self) -> list[_Atom]:
        atoms: list[_Atom] = []
        at = 0
        while at < len(self.tokens):
            atom = self._atom(at)
            if atom is not None:
                atoms.append(atom)
            at = atom.last if atom is not None else at + 1
        return atoms

    def _atom(self, at: int) -> _Atom | None:
        norm = self.tokens[at].norm
        if norm[0].isdecimal() and (
            dated := numeric_date(self.tokens, at, self.reference, self.words.months)
        ):
            stamped = self._clock(dated[0])
            return _Atom(at, stamped or dated[0], dated[1], "stamp" if stamped else "digits")
        if norm[0].isdecimal() and self.reference is not None and (clock := self._clock(at)):
            today = Interval(self.reference.day, self.reference.day)
            return _Atom(at, clock, Reading(today, "published"), "clock")
        hits = self.phrases.get(at)
        if not (
            hits
            or norm[0].isdecimal()
            or at in self.number_spots.numerals
            or self.words.templates.begins(norm)
        ):
            return None
        match = self.words.templates.match_at(self.tokens, at, self.fillers)
        if match is not None and match.rule != "birth" and self._stands(match):
            reading = resolve(match.rule, match.bound, self.reference)
            if reading is not None:
                return _Atom(at, match.last, reading, match.rule)
        return next(
            (self._event(at, hit.last, hit.value.value) for hit in hits or () if hit.value.slot == "anchor"),
            None,
        )

    def _clock(self, at: int) -> int:
        """Return the token after a time of day that begins there (10:34, 16.00 мск); 0 if none does."""
        parts = [token.norm for token in self.tokens[at : at + 3]]
        if len(parts) == 3 and parts[1] == ":" and parts[0].isdecimal() and _MINUTES.fullmatch(parts[2]):
            return at + 3 if self.tokens[at + 1].start == self.tokens[at].end else 0
        return at + 2 if len(parts) > 1 and _CLOCK.fullmatch(parts[0]) and parts[1] in self.words.clock else 0

    def _event(self, at: int, last: int, anchor: Anchor) -> _Atom | None:
        reading = Reading(Interval(anchor.start, anchor.end), anchor.name)
        return _Atom(at, last, reading, "anchor") if self._operator(at) else None

    def _stands(self, match: Match[str]) -> bool:
        """Return whether a lone year, month or weekday is one, and not a number or another word."""
        if match.rule in ("month_day", "weekday_day"):
            return self._is_month_day(match)
        if match.last - match.first > 1 or match.rule not in ("year", "month", "weekday"):
            return True
        norm = self.tokens[match.first].norm
        if match.rule != "year" and norm not in self.words.bare_words:
            return True
        before = self.tokens[match.first - 1].norm if match.first else "."
        return before in self.words.bare_after or (match.rule != "year" and self._is_alone(match, before))

    def _is_alone(self, match: Match[str], before: str) -> bool:
        closed = match.last == len(self.tokens) or not self.tokens[match.last].norm[0].isalnum()
        return closed and not before[0].isalnum()

    def _is_month_day(self, match: Match[str]) -> bool:
        """Return whether "on the 24th" ends there: before another word it is no day."""
        closed = match.last >= len(self.tokens) or not self.tokens[match.last].norm[0].isalnum()
        norm = self.tokens[match.last - 1].norm
        return closed and norm[0].isdecimal() and not norm.isdecimal()

    # Slots.

    def _listed(self, slot: str) -> Filler:
        starting = self.phrases

        def fill(at: int) -> tuple[int, Any] | None:
            for hit in starting.get(at, ()):
                if hit.value.slot == slot:
                    return hit.last, hit.value.value
            return None

        return fill

    def _day(self, at: int) -> tuple[int, int] | None:
        norm = self.tokens[at].norm
        if norm[0].isdecimal():
            match = _DAY.fullmatch(norm)
            day, last = (int(match[1]) if match else 0), at + 1
        else:
            ordinal = self._ordinal(at)
            last, day = ordinal if ordinal else (at, 0)
        return (last, day) if 1 <= day <= 31 else None

    def _year(self, at: int) -> tuple[int, int] | None:
        match = _YEAR.fullmatch(self.tokens[at].norm)
        return (at + 1, int(match[1])) if match else None

    def _number(self, at: int) -> tuple[int, float] | None:
        numeral = read_numeral(self.numbers, self.tokens, self.number_spots, at)
        if numeral is None or numeral.form not in ("cardinal", "magnitude") or numeral.value > 10_000:
            return None
        return numeral.last, 3 if numeral.form == "magnitude" else numeral.value

    def _ordinal(self, at: int) -> tuple[int, int] | None:
        if at not in self.number_spots.numerals and not any(map(str.isdecimal, self.tokens[at].norm[:1])):
            return None
        numeral = read_numeral(self.numbers, self.tokens, self.number_spots, at)
        return (numeral.last, int(numeral.value)) if numeral and numeral.form == "ordinal" else None

    # What stands around a phrase.

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
        if first < 3:
            return first
        hours, colon, minutes = [token.norm for token in self.tokens[first - 3 : first]]
        return first - 3 if colon == ":" and hours.isdecimal() and minutes.isdecimal() else first

    def _operated(self, atom: _Atom) -> PeriodHit | None:
        found = self._operator(atom.first)
        reading = atom.reading
        if atom.rule in _COUNTED and self._tells_how_rare(atom.first):
            return None
        period = Period(*reading.interval, reading.operator, reading.resolved, reading.alternative)
        if atom.rule == "clock":
            at_present = found is not None and found[1] == "as_of"
            return self._hit(atom.first, atom.last, period, "now" if at_present else "clock")
        if found is None or reading.operator in (PeriodOperator.SINCE, PeriodOperator.LAST_N):
            return self._hit(atom.first, atom.last, period, atom.rule)
        first, operator = found
        if atom.rule in ("days", "months") and operator == "since":
            return self._hit(first, atom.last, period, atom.rule)
        if operator == "after" and atom.rule not in _AFTER:
            return self._hit(atom.first, atom.last, period, atom.rule)
        bounded = _bounded(period, operator, self.reference, atom.reading.first_part)
        return self._hit(first if bounded is not period else atom.first, atom.last, bounded, atom.rule)

    def _hit(self, first: int, last: int, period: Period, rule: str) -> PeriodHit:
        told = self._is_told(first)
        return PeriodHit(self.tokens[first].start, self.tokens[last - 1].end, first, last, period, rule, told)

    def _is_told(self, first: int) -> bool:
        if first and len(self.tokens[first - 1].norm) <= 2:
            first -= 1  # the preposition
        return any(hit.value.slot == "verb" for hit in self.around.ending(first))

    def _joined(self, found: list[PeriodHit], atom: _Atom) -> PeriodHit | None:
        """Return the period from the last hit to this phrase where words join the two."""
        if not found or found[-1].last >= atom.first or atom.first - found[-1].last > 6:
            return None
        left = found[-1]
        start = left.period.start
        end = atom.reading.interval.end
        if start is None or end is None or not start <= end or not self._joins(left, atom.first):
            return None
        period = Period(start, end, PeriodOperator.BETWEEN, left.period.resolved)
        return self._hit(left.first, atom.last, period, atom.rule)

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
