"""Numerals: digits and number words, and what they are worth."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from claims.number_words import NumberSpots, NumberWords, hit_of
from claims.text import Token

_GLUED = re.compile(r"(\d+)[-']?([^\W\d_][\w'-]*)")
_GROUPS = 6  # a quintillion; what is longer is no number that counts anything
_TENS = range(20, 100, 10)


class Numeral(NamedTuple):
    """The tokens ``[first, last)`` and their value; ``max`` for an interval, ``scale`` its last multiplier.

    ``form`` is ``cardinal``, ``magnitude``, or how the digits end: ``ordinal``, ``decade``, ``age``.
    """

    first: int
    last: int
    value: float
    max: float | None = None
    scale: float = 1.0
    form: str = "cardinal"


def read_numeral(
    words: NumberWords, tokens: Sequence[Token], spots: NumberSpots, first: int
) -> Numeral | None:
    """Return the numeral that begins at that token, as long as it goes; None where none does."""
    start = _digits(words, tokens, spots, first) or _word(words, tokens, spots, first)
    if start is None or start.form != "cardinal":
        return start
    return _Sum(words, tokens, spots, start).numeral()


def _digits(words: NumberWords, tokens: Sequence[Token], spots: NumberSpots, first: int) -> Numeral | None:
    text = tokens[first].norm
    if not text[0].isdecimal():
        return None
    if glued := _GLUED.fullmatch(text):
        return _glued(words, first, glued[1], glued[2])
    last = first + 1
    if text.isdecimal() and len(text) <= 3 and text[0] != "0":
        while last < min(len(tokens), first + _GROUPS) and _is_group(tokens[last - 1], tokens[last]):
            text += tokens[last].norm
            last += 1
    if letter := _letter(words, tokens, last):
        value = digits_value(text, scaled=True)
        return None if value is None else Numeral(first, last + 1, value * letter, scale=letter)
    scaled = hit_of(spots.numerals.get(last), "scales") or hit_of(
        spots.around.starting(last), "followed", "percent"
    )
    value = digits_value(text, scaled is not None)
    return None if value is None else Numeral(first, last, value)


def _letter(words: NumberWords, tokens: Sequence[Token], at: int) -> float | None:
    """Return what a letter glued to the digits before it multiplies them by: 1.2M."""
    glued = at < len(tokens) and tokens[at].start == tokens[at - 1].end
    return words.letters.get(tokens[at].norm) if glued else None


def _is_group(left: Token, right: Token) -> bool:
    return right.start - left.end == 1 and len(right.norm) == 3 and right.norm.isdecimal()


def digits_value(text: str, scaled: bool = False) -> float | None:
    """Return what digits with separators are worth; None where they are no number (a date, a version).

    A separator before three digits parts thousands, unless a scale or a percent sign follows.
    """
    whole, *groups = re.split("[.,]", text)
    if not text.replace(".", "").replace(",", "").isdecimal() or len(text) > 30:
        return None
    if not groups:
        return float(whole)
    marks = [mark for mark in text if mark in ".,"]
    grouped = len(whole) <= 3 and whole[0] != "0" and all(len(group) == 3 for group in groups[:-1])
    if len(set(marks)) == 1 and grouped and len(groups[-1]) == 3 and not (scaled and len(groups) == 1):
        return float(whole + "".join(groups))
    if len(marks) == 1 or (grouped and marks[-1] not in marks[:-1] and len(set(marks)) == 2):
        return float(whole + "".join(groups[:-1]) + "." + groups[-1])
    return None


def _glued(words: NumberWords, first: int, digits: str, tail: str) -> Numeral | None:
    value = float(digits[:30])
    if scale := words.letters.get(tail):
        return Numeral(first, first + 1, value * scale, scale=scale)
    endings = words.endings.match_at([Token(0, len(tail), tail, tail)], 0)
    return Numeral(first, first + 1, value, form=endings[0].value) if endings else None


def _word(words: NumberWords, tokens: Sequence[Token], spots: NumberSpots, first: int) -> Numeral | None:
    norm = tokens[first].norm
    if "-" in norm:
        return _hyphenated(words, norm, first)
    found: Numeral | None = None
    for hit in spots.numerals.get(first, ()):
        table, value, high, _ = hit.value
        if found is not None and hit.last <= found.last and table != "cardinals":
            continue
        if table == "magnitudes":
            bounded = hit_of(spots.numerals[first], "bounded")
            if bounded and bounded.last == hit.last and hit_of(spots.around.ending(first), "before"):
                found = Numeral(first, hit.last, bounded.value.value, scale=bounded.value.value)
            else:
                found = Numeral(first, hit.last, value, high, form="magnitude")
        elif table == "bounded" and found is None and hit_of(spots.around.ending(first), "before"):
            found = Numeral(first, hit.last, value, scale=value)
        elif table == "cardinals" and (found is None or hit.last >= found.last):
            found = Numeral(first, hit.last, value)
        elif table == "ordinals":
            found = Numeral(first, hit.last, value, form="ordinal")
    return found


def _hyphenated(words: NumberWords, norm: str, first: int) -> Numeral | None:
    left, _, right = norm.partition("-")
    low = words.cardinals.get(left)
    if low is None:
        return None
    if low in _TENS and 0 < words.ordinals.get(right, 0) < 10:
        return Numeral(first, first + 1, low + words.ordinals[right], form="ordinal")
    unit, _, rest = right.partition("-")
    high = words.cardinals.get(unit)
    if high is None or (rest and low not in _TENS):
        return _aged(words, low, right, first)
    if low in _TENS and 0 < high < 10:
        return _aged(words, low + high, rest, first) if rest else Numeral(first, first + 1, low + high)
    return Numeral(first, first + 1, low, high) if low < high and not rest else None


def _aged(words: NumberWords, value: float, tail: str, first: int) -> Numeral | None:
    endings = words.endings.match_at([Token(0, len(tail), tail, tail)], 0)
    return Numeral(first, first + 1, value, form="age") if endings and endings[0].value == "age" else None


class _Sum:
    """A numeral in the making: what is summed up to the last scale of thousands, and what came since."""

    def __init__(
        self, words: NumberWords, tokens: Sequence[Token], spots: NumberSpots, start: Numeral
    ) -> None:
        self.words, self.tokens, self.spots, self.start = words, tokens, spots, start
        self.last = start.last
        self.scale = start.scale
        large = start.value >= 1000 and not tokens[start.first].norm[0].isdecimal()
        self.total, self.current = (start.value, 0.0) if large else (0.0, start.value)
        self.high = start.max
        self.floor = start.value if large else float("inf")
        self.form = "cardinal"

    def numeral(self) -> Numeral:
        while self.last < len(self.tokens) and self.form == "cardinal" and self._extend():
            pass
        high = None if self.high is None else self.high * self.scale
        return Numeral(
            self.start.first, self.last, self.total + self.current, high, scale=self.scale, form=self.form
        )

    def _extend(self) -> bool:
        hits = self.spots.numerals.get(self.last)
        if (scale := hit_of(hits, "scales")) and self._gap() <= 1:
            return self._multiply(scale.last, scale.value.value)
        around = self.spots.around.starting(self.last)
        if half := hit_of(around, "joints", "half"):
            self.current, self.last = self.current + 0.5, half.last
            return True
        if point := hit_of(around, "joints", "point"):
            return self._decimals(point.last)
        joint = hit_of(around, "joints", "and")
        return self._add(joint.last) if joint and self._room() >= 100 else self._add(self.last)

    def _gap(self) -> int:
        return self.tokens[self.last].start - self.tokens[self.last - 1].end

    def _multiply(self, last: int, scale: float) -> bool:
        if self.current == 0 and scale > self.floor:
            self.total, self.floor = self.total * scale, scale
            self.last = last
            return True
        if self.current == 0 or scale >= self.floor:
            return False
        self.last = last
        self.scale *= scale
        if scale < 1000:
            self.current *= scale
        else:
            self.total, self.current, self.floor = self.total + self.current * scale, 0.0, scale
            if self.words_only() is False:
                self.floor = 0.0
        return True

    def words_only(self) -> bool:
        return not self.tokens[self.start.first].norm[0].isdecimal()

    def _decimals(self, at: int) -> bool:
        if at >= len(self.tokens):
            return False
        decimals = _digits(self.words, self.tokens, self.spots, at) or _word(
            self.words, self.tokens, self.spots, at
        )
        if decimals is None or decimals.form != "cardinal" or decimals.value != int(decimals.value):
            return False
        digits = str(int(decimals.value))
        self.current, self.last = self.current + int(digits) / 10 ** len(digits), decimals.last
        return True

    def _room(self) -> float:
        """Return what a further word must be worth less than."""
        if self.current == 0:
            return self.floor if self.floor != float("inf") else 0.0
        if not self.words_only() or self.current != int(self.current):
            return 0.0
        if self.current % 100 == 0:
            return 100.0
        return 10.0 if self.current % 10 == 0 and self.current % 100 >= 20 else 0.0

    def _add(self, at: int) -> bool:
        for hit in self.spots.numerals.get(at, ()):
            table, value = hit.value.table, hit.value.value
            if table in ("cardinals", "ordinals") and 0 < value < self._room():
                self.current, self.last = self.current + value, hit.last
                self.form = "ordinal" if table == "ordinals" else "cardinal"
                return True
        return at < len(self.tokens) and self._extend_hyphenated(at)

    def _extend_hyphenated(self, at: int | None = None) -> bool:
        at = self.last if at is None else at
        norm = self.tokens[at].norm
        part = _hyphenated(self.words, norm, at) if "-" in norm else None
        if part is None or part.max is not None or not part.value < self._room():
            return False
        self.current, self.last, self.form = self.current + part.value, part.last, part.form
        return True
