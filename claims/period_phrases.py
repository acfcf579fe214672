"""The phrases of a text that name days, before the words around them bound or join them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from claims.calendar import Interval, Reference
from claims.dates import numeric_date
from claims.number_words import number_words
from claims.numerals import read_numeral
from claims.period_rules import resolve
from claims.period_words import PeriodWords
from claims.period_years import Reading
from claims.templates import Filler, Match
from claims.text import Token

_YEAR = re.compile(r"((?:19|20)\d\d)(?:-?([^\W\d]{1,3}))?")
_DAY = re.compile(r"(\d{1,2})(?:-?[^\W\d_]{1,4})?")
_CLOCK = re.compile(r"([01]?\d|2[0-3])\.[0-5]\d")
_MINUTES = re.compile(r"[0-5]\d")
_FEW = 3  # "the last few days"


@dataclass(frozen=True, slots=True)
class Phrase:
    """The tokens ``[first, last)`` and the days that they name, by a ``rule`` as in `PeriodHit`."""

    first: int
    last: int
    reading: Reading
    rule: str


class Phrases:
    """One run of tokens, being searched for phrases."""

    def __init__(
        self, tokens: Sequence[Token], language: str, words: PeriodWords, reference: Reference | None
    ) -> None:
        self.tokens, self.words, self.reference = tokens, words, reference
        self.numbers = number_words(language)
        self.listed = words.phrases.spot(tokens)
        self.number_spots = self.numbers.spot(tokens)
        self.fillers: dict[str, Filler] = {slot: self._listed(slot) for slot in words.slots}
        self.fillers |= {"d": self._day, "y": self._year, "n": self._number, "o": self._ordinal}

    def __iter__(self) -> Iterator[Phrase]:
        """Yield the phrases in order; they do not overlap."""
        last = 0
        for at in self._openings():
            phrase = self._phrase(at) if at >= last else None
            if phrase is not None:
                yield phrase
                last = phrase.last

    def _openings(self) -> list[int]:
        """Return the tokens at which a phrase may begin; most are none."""
        words, numerals = self.words.templates.openers, self.number_spots.numerals
        return [
            at
            for at, token in enumerate(self.tokens)
            if at in self.listed or token.norm in words or at in numerals or token.norm[0].isdecimal()
        ]

    def _phrase(self, at: int) -> Phrase | None:
        norm = self.tokens[at].norm
        if norm[0].isdecimal() and (digits := self._in_digits(at)):
            return digits
        plain = not (at in self.listed or at in self.number_spots.numerals or norm[0].isdecimal())
        match = self.words.templates.match_at(self.tokens, at, self.fillers, plain)
        if match is not None and match.rule != "birth" and self._stands(match):
            reading = resolve(match.rule, match.bound, self.reference)
            if reading is not None:
                return Phrase(at, match.last, reading, match.rule)
        return self.event(at)

    def _in_digits(self, at: int) -> Phrase | None:
        """Return a date in digits, or a time of the day of publication."""
        if dated := numeric_date(self.tokens, at, self.reference, self.words.months):
            stamped = self._clock(dated[0])
            return Phrase(at, stamped or dated[0], dated[1], "stamp" if stamped else "digits")
        clock = self._clock(at) if self.reference is not None else 0
        if not clock or self.reference is None:
            return None
        today = Interval(self.reference.day, self.reference.day)
        return Phrase(at, clock, Reading(today, "published"), "clock")

    def event(self, at: int) -> Phrase | None:
        """Return the named event that begins at that token."""
        for hit in self.listed.get(at, ()):
            if hit.value.slot == "anchor":
                anchor = hit.value.value
                return Phrase(
                    at, hit.last, Reading(Interval(anchor.start, anchor.end), anchor.name), "anchor"
                )
        return None

    def _clock(self, at: int) -> int:
        """Return the token after a time of day that begins there (10:34, 16.00 мск); 0 if none does."""
        parts = [token.norm for token in self.tokens[at : at + 3]]
        if len(parts) == 3 and parts[1] == ":" and parts[0].isdecimal() and _MINUTES.fullmatch(parts[2]):
            return at + 3 if self.tokens[at + 1].start == self.tokens[at].end else 0
        return at + 2 if len(parts) > 1 and _CLOCK.fullmatch(parts[0]) and parts[1] in self.words.clock else 0

    def _stands(self, match: Match[str]) -> bool:
        """Return whether a lone year, month or weekday is one, and not a number or another word."""
        if match.rule in ("month_day", "weekday_day"):
            return self._is_month_day(match)
        if match.rule == "ago" and "n" not in match.bound and match.first - 1 in self.number_spots.numerals:
            return False  # three billion years ago
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
        starting = self.listed

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
        if match is None or (match[2] and self._ends_a_decade(match[2])):
            return None
        return at + 1, int(match[1])

    def _ends_a_decade(self, ending: str) -> bool:
        token = Token(0, len(ending), ending, ending)
        return any(hit.value == "decade" for hit in self.numbers.endings.match_at([token], 0))

    def _number(self, at: int) -> tuple[int, float] | None:
        numeral = read_numeral(self.numbers, self.tokens, self.number_spots, at)
        if numeral is None or numeral.form not in ("cardinal", "magnitude") or numeral.value > 10_000:
            return None
        return numeral.last, _FEW if numeral.form == "magnitude" else numeral.value

    def _ordinal(self, at: int) -> tuple[int, int] | None:
        if at not in self.number_spots.numerals and not any(map(str.isdecimal, self.tokens[at].norm[:1])):
            return None
        numeral = read_numeral(self.numbers, self.tokens, self.number_spots, at)
        return (numeral.last, int(numeral.value)) if numeral and numeral.form == "ordinal" else None
