"""Numbers in running text: their value, how they bound the truth, and whether they count anything."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from claims.lexicon import Hit
from claims.model import Op
from claims.number_words import NumberSpots, NumberWords, Word, hit_of, number_words
from claims.numerals import Numeral, read_numeral
from claims.period_words import month_names
from claims.text import Token

_GLUE = frozenset("/_=@&?")
_LAST_DAY = 31
_YEARS = (1900, 2099)
_AGE_REACH = 7
_SPANS = ("time", "date")
_DASHES = frozenset("-–—‒−")
_SIGNS = frozenset("-−")
_DATE = re.compile(r"\d{1,2}[./]\d{1,2}([./]\d{2,4})?|\d{4}[./]\d\d([./]\d\d)?")
_DAY_MONTH = re.compile(r"(0?[1-9]|[12]\d|3[01])\.(0[1-9]|1[0-2])")


class NumberRole(StrEnum):
    """What a number is for. Only the first five may become quantities."""

    COUNT = "count"
    PERCENT = "percent"
    RATIO = "ratio"
    MONEY = "money"
    AGE = "age"
    MEASURE = "measure"
    DATE = "date"
    TIME = "time"
    ORDINAL = "ordinal"
    DESIGNATION = "designation"


COUNTABLE = frozenset(
    {NumberRole.COUNT, NumberRole.PERCENT, NumberRole.RATIO, NumberRole.MONEY, NumberRole.AGE}
)


@dataclass(frozen=True, slots=True)
class Number:
    """The tokens ``[first, last)``, which stand at ``text[start:end]``, and what they say.

    ``head`` is the token after the bare number, where what it counts begins; ``first`` takes in the words
    of a bound. ``max`` is given for ranges and magnitudes, ends inclusive.
    """

    first: int
    last: int
    start: int
    end: int
    value: float
    max: float | None = None
    op: Op = Op.EXACT
    role: NumberRole = NumberRole.COUNT


def find_numbers(tokens: Sequence[Token], language: str) -> list[Number]:
    """Return the numbers in order; they do not overlap."""
    words = number_words(language)
    spots = words.spot(tokens)
    months = month_names(language)
    numbers: list[Number] = []
    at = 0
    while at < len(tokens):
        norm = tokens[at].norm
        if at in spots.numerals or norm[0].isdecimal() or "-" in norm:
            number = _read(words, tokens, spots, at, numbers[-1].last if numbers else 0)
            if number is not None:
                number = _of_month(tokens, number, months)
                if number.role is NumberRole.DATE and numbers and _goes_on(numbers[-1], number):
                    numbers[-1] = replace(numbers[-1], role=NumberRole.DATE)
                numbers.append(number)
                at = number.last
                continue
        at += 1
    return numbers


def _goes_on(left: Number, right: Number) -> bool:
    """Return whether two numbers are the days of one month: from 14 to 20 September."""
    return left.role is NumberRole.COUNT and left.value <= _LAST_DAY and right.first - left.last <= 1


def _of_month(tokens: Sequence[Token], number: Number, months: frozenset[str]) -> Number:
    """Return the number as part of a date where a month stands beside it."""
    if number.role is not NumberRole.COUNT or number.value > _LAST_DAY:
        return number
    before = number.first > 0 and tokens[number.first - 1].text[0].isupper()
    if (number.last < len(tokens) and tokens[number.last].norm in months) or (
        before and tokens[number.first - 1].norm in months
    ):
        return replace(number, role=NumberRole.DATE)
    return number


def _read(
    words: NumberWords, tokens: Sequence[Token], spots: NumberSpots, at: int, floor: int
) -> Number | None:
    """Return the number that begins at that token; words before it count from ``floor`` on."""
    if tokens[at].norm[0].isdecimal() and _DATE.fullmatch(tokens[at].norm):
        dated = _dotted(words, tokens, spots, at)
        if dated is not None:
            return dated
    ratio = hit_of(spots.numerals.get(at), "ratios")
    if ratio is not None:
        return _number(tokens, at, ratio.last, ratio.value.value, None, Op.RATIO, NumberRole.RATIO)
    if fraction := _fraction(tokens, at):
        return fraction
    numeral = read_numeral(words, tokens, spots, at)
    if numeral is None:
        return None
    numeral = _range(words, tokens, spots, numeral)
    number = _number(tokens, at, numeral.last, numeral.value, numeral.max, _op(numeral), NumberRole.COUNT)
    bounded = _bounded(tokens, spots, _negated(tokens, spots, number, floor), floor)
    return _with_role(tokens, spots, bounded, numeral, number)


def _fraction(tokens: Sequence[Token], at: int) -> Number | None:
    """Return a fraction such as 1/3, whose parts stand side by side: no date, and no 24/7."""
    parts = [token.norm for token in tokens[at : at + 3]]
    if len(parts) < 3 or parts[1] != "/" or not (parts[0].isdecimal() and parts[2].isdecimal()):
        return None
    tight = tokens[at + 2].start - tokens[at].end == 1 and len(parts[0]) <= len(parts[2]) <= 2
    if not tight or parts[0][0] == "0" or not 0 < int(parts[0]) < int(parts[2]):
        return None
    value = int(parts[0]) / int(parts[2])
    return _number(tokens, at, at + 3, value, None, Op.RATIO, NumberRole.RATIO)


def _number(
    tokens: Sequence[Token], first: int, last: int, value: float, high: float | None, op: Op, role: NumberRole
) -> Number:
    return Number(first, last, tokens[first].start, tokens[last - 1].end, value, high, op, role)


def _op(numeral: Numeral) -> Op:
    if numeral.form == "magnitude":
        return Op.MAGNITUDE
    if numeral.max is not None:
        return Op.RANGE
    return Op.ZERO if numeral.value == 0 else Op.EXACT


def _dotted(words: NumberWords, tokens: Sequence[Token], spots: NumberSpots, at: int) -> Number | None:
    """Return a date in digits as a number with no use: 22.01.2024, or 22.01 where nothing is counted."""
    text = tokens[at].norm
    whole = len(re.findall("[./]", text)) == 2
    following = spots.around.starting(at + 1)
    if whole or (
        _DAY_MONTH.fullmatch(text)
        and not hit_of(spots.numerals.get(at + 1), "scales")
        and not hit_of(following, "followed")
        and not hit_of(spots.around.ending(at), "before")
        and len(text) == 5
    ):
        return _number(tokens, at, at + 1, 0.0, None, Op.EXACT, NumberRole.DATE)
    return None


def _range(words: NumberWords, tokens: Sequence[Token], spots: NumberSpots, low: Numeral) -> Numeral:
    """Return the range that the numeral opens, or the numeral itself."""
    if low.max is not None or low.form not in ("cardinal", "age") or low.last + 1 >= len(tokens):
        return low
    joined = _joined(tokens, spots, low)
    sign = hit_of(spots.around.starting(joined), "preceded", "money")
    joined = sign.last if sign and sign.last < len(tokens) else joined
    high = read_numeral(words, tokens, spots, joined) if joined else None
    if high is None or high.max is not None or high.form not in ("cardinal", "age"):
        return low
    value = low.value
    if low.scale == 1 and high.scale > 1 and value < high.value / high.scale:
        value *= high.scale
    if value >= high.value:
        return low
    return high._replace(first=low.first, value=value, max=high.value)


def _joined(tokens: Sequence[Token], spots: NumberSpots, low: Numeral) -> int:
    """Return the token at which the upper end of a range would begin; 0 where there is no range."""
    mark = tokens[low.last]
    if mark.norm in _DASHES:
        tight = mark.start == tokens[low.last - 1].end
        return low.last + 1 if tight == (tokens[low.last + 1].start == mark.end) else 0
    hits = spots.around.starting(low.last)
    before = spots.around.ending(low.first)
    opened = hit_of(before, "joints", "from")
    if to := hit_of(hits, "joints", "to") or hit_of(hits, "joints", "or"):
        return to.last
    between = hit_of(hits, "joints", "between")
    return between.last if between and opened else 0


def _negated(tokens: Sequence[Token], spots: NumberSpots, number: Number, floor: int) -> Number:
    minus = hit_of(spots.around.ending(number.first), "joints", "minus")
    if minus is not None and minus.first >= floor:
        first = minus.first
    else:
        first = number.first - 1
        if first < floor or tokens[first].norm not in _SIGNS or tokens[first].end != number.start:
            return number
        if first and not (tokens[first - 1].end < tokens[first].start):
            return number
    return replace(number, first=first, start=tokens[first].start, value=-number.value)


def _bounded(tokens: Sequence[Token], spots: NumberSpots, number: Number, floor: int) -> Number:
    """Take in the words of a bound, and a sign of money, that stand before or after the number."""
    first, last, op = number.first, number.last, number.op
    while first:
        ending = spots.around.ending(first)
        if (bound := hit_of(ending, "before")) and bound.first >= floor:
            op, first = Op(bound.value.key), bound.first
        elif (money := hit_of(ending, "preceded", "money")) and money.first >= floor:
            number, first = replace(number, role=NumberRole.MONEY), money.first
        else:
            break
    if after := hit_of(spots.around.starting(last), "after"):
        op, last = Op(after.value.key), after.last
    if number.op is Op.RANGE and (opened := hit_of(spots.around.ending(first), "joints", "from")):
        first = max(opened.first, floor)
    op = op if number.op is Op.EXACT else number.op
    return replace(number, first=first, last=last, start=tokens[first].start, end=tokens[last - 1].end, op=op)


def _with_role(
    tokens: Sequence[Token], spots: NumberSpots, number: Number, numeral: Numeral, bare: Number
) -> Number:
    """Return the number with what the words around it make of it."""
    role = _FORMS.get(numeral.form) or _clock(tokens, bare) or _address(tokens, bare)
    if role is not None:
        return replace(number, role=role)
    if times := _times(spots, bare):
        return replace(number, last=times, end=tokens[times - 1].end, op=Op.RATIO, role=NumberRole.RATIO)
    followed = _followed(spots, bare) or _followed(spots, number)
    preceded = hit_of(spots.around.ending(number.first), "preceded") or hit_of(
        spots.around.ending(bare.first), "preceded"
    )
    if preceded and preceded.value.key == "year":
        role = NumberRole.DATE if _is_year(tokens, number) else number.role
    else:
        role = NumberRole(preceded.value.key) if preceded else number.role
    if role is NumberRole.COUNT and followed and followed.value.key in _SPANS and _near_age(spots, number):
        role = NumberRole.AGE
    if followed is None:
        return replace(number, role=role)
    if followed.value.key == "percent":
        end = tokens[followed.last - 1].end
        return replace(number, last=followed.last, end=end, op=Op.PERCENT, role=NumberRole.PERCENT)
    if followed.value.key in _SPANS and role is NumberRole.AGE:
        return replace(number, role=role)
    return replace(number, role=NumberRole(followed.value.key))


_FORMS = {"ordinal": NumberRole.ORDINAL, "decade": NumberRole.DATE, "age": NumberRole.AGE}


def _near_age(spots: NumberSpots, number: Number) -> bool:
    """Return whether a word for age stands shortly before the number: the age of call-up, from 25 to 18."""
    near = range(max(0, number.first - _AGE_REACH), number.first + 1)
    return any(hit_of(spots.around.ending(at), "preceded", "age") for at in near)


def _followed(spots: NumberSpots, number: Number) -> Hit[Word] | None:
    return hit_of(spots.around.starting(number.last), "followed")


def _clock(tokens: Sequence[Token], number: Number) -> NumberRole | None:
    """Return the role of digits that a colon or a slash ties to other digits: 15:30, 24/7."""
    for mark, far in ((number.first - 1, number.first - 2), (number.last, number.last + 1)):
        if far < 0 or far >= len(tokens) or tokens[mark].norm not in (":", "/"):
            continue
        low, high = min(mark, far), max(mark, far)
        if tokens[low].end == tokens[high].start and tokens[far].norm[0].isdecimal():
            return NumberRole.TIME if tokens[mark].norm == ":" else NumberRole.DATE
    return None


def _address(tokens: Sequence[Token], number: Number) -> NumberRole | None:
    """Return the role of digits that are a part of an address on the web."""
    mark = tokens[number.first - 1] if number.first else None
    glued = mark is not None and mark.end == number.start and mark.norm in _GLUE
    return NumberRole.DESIGNATION if glued else None


def _is_year(tokens: Sequence[Token], number: Number) -> bool:
    plain = all(len(tokens[at].norm) == 4 for at in (number.first, number.last - 1))
    return plain and _YEARS[0] <= number.value <= (number.max or number.value) <= _YEARS[1]


def _times(spots: NumberSpots, number: Number) -> int:
    """Return where the words end that make a ratio (three times as many, в 3 раза); 0 if none do."""
    before = spots.around.ending(number.first)
    following = spots.around.starting(number.last)
    if alone := hit_of(following, "times", "after"):
        return alone.last
    if hit_of(before, "times", "before"):
        return number.last
    closed = hit_of(following, "times", "close")
    return closed.last if closed and hit_of(before, "times", "open") else 0
