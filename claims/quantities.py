"""Quantities in running text: a number with the thing that it counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from claims.language import LanguageFile, language_file
from claims.lexicon import Hit
from claims.model import Op, Quantity, Unit
from claims.numbers import COUNTABLE, Number, NumberRole, find_numbers
from claims.text import Token
from claims.vocabulary import Spots, Vocabulary

_REACH = 6
_JOINT_COST = 3
_ENDS = frozenset(".;!?…")
_LINKS = frozenset("-–—:")
_SOFT = frozenset("\"'«»“”„’‘/()-[]*_")
_DENIED = frozenset({Unit.ATTACK, Unit.DRONE, Unit.MISSILE})
_FATES = frozenset({Unit.KILLED, Unit.WOUNDED, Unit.CASUALTY, Unit.MISSING, Unit.EVACUATED})
_MONEY = frozenset({Unit.ROUBLE, Unit.HRYVNIA, Unit.DOLLAR})
# Words that count some, and deny all: five hurt are five wounded, nobody hurt is no casualties.
_VAGUE = {"hurt": Unit.WOUNDED, "victims": Unit.KILLED}
_TABLES = ("units", "casualties", "singular", "none", "stops")


class UnitWord(NamedTuple):
    """The table that a listed phrase stands in, and the key there."""

    table: str
    key: str


@dataclass(frozen=True, slots=True)
class QuantityHit:
    """A number and the tokens ``[head_first, head_last)`` of what it counts, at ``text[start:end]``.

    Where no word says what is counted, ``unit`` is None and the head is empty. An ``implicit`` quantity is
    one of something that stands in the singular without a number.
    """

    number: Number
    unit: Unit | None
    head_first: int
    head_last: int
    start: int
    end: int
    implicit: bool = False

    @property
    def quantity(self) -> Quantity:
        """Return the figure as a claim carries it."""
        return Quantity(self.number.value, self.number.op, self.unit, self.number.max)


@cache
def unit_words(language: str) -> Vocabulary[UnitWord]:
    """Load ``units.toml`` of a language. Raises LanguageFileError where an entry cannot be used."""
    return load_unit_words(language_file(language, "units"))


def load_unit_words(file: LanguageFile) -> Vocabulary[UnitWord]:
    """Build the unit words of a parsed file. Raises LanguageFileError where an entry cannot be used."""
    return Vocabulary(_entries(file))


def _entries(file: LanguageFile) -> Iterator[tuple[str, UnitWord]]:
    for table in _TABLES:
        for key, patterns in file.table(table).items():
            if table in ("units", "casualties", "singular") and key not in (*Unit, *_VAGUE):
                file.fail(key, f"{key!r} is no unit; the units are {', '.join(Unit)}")
            yield from ((pattern, UnitWord(table, key)) for pattern in file.words(patterns, key))


def find_quantities(tokens: Sequence[Token], language: str) -> list[QuantityHit]:
    """Return the quantities of the tokens in order, those of nought and of one unsaid too."""
    return _Finder(tokens, language).hits()


class _Finder:
    """One run of tokens, being searched."""

    def __init__(self, tokens: Sequence[Token], language: str) -> None:
        self.tokens = tokens
        self.spots: Spots[UnitWord] = unit_words(language).spot(tokens)
        self.numbers = find_numbers(tokens, language)
        self.taken = {at: number for number in self.numbers for at in range(number.first, number.last)}

    def hits(self) -> list[QuantityHit]:
        """Return the quantities of the tokens."""
        found: dict[int, QuantityHit] = {}
        for number in reversed(self.numbers):
            if number.role in COUNTABLE:
                found[number.first] = self._counted(number, found)
        hits = [*found.values(), *self._nothing()]
        covered = {at for hit in hits for at in range(hit.number.first, max(hit.number.last, hit.head_last))}
        hits += self._implicit(covered)
        return sorted(hits, key=lambda hit: (hit.start, hit.end))

    def _hit(self, number: Number, unit: Unit | None, first: int, last: int) -> QuantityHit:
        start = min(number.start, self.tokens[first].start) if first < last else number.start
        end = max(number.end, self.tokens[last - 1].end) if first < last else number.end
        return QuantityHit(number, unit, first, last, start, end)

    def _counted(self, number: Number, later: dict[int, QuantityHit]) -> QuantityHit:
        if number.role in (NumberRole.PERCENT, NumberRole.AGE):
            fixed = Unit.PERCENT if number.role is NumberRole.PERCENT else Unit.AGE
            return self._hit(number, fixed, number.last, number.last)
        if number.role is NumberRole.MONEY:
            return self._hit(number, self._currency(number), number.last, number.last)
        unit, first, last = self._head(number, later)
        if unit in (None, Unit.PERSON):
            unit = self._casualty(number, last) or unit
        return self._hit(number, unit, first, last)

    def _currency(self, number: Number) -> Unit | None:
        for at in range(max(0, number.first - 1), min(len(self.tokens), number.last + 2)):
            for hit in self.spots.starting.get(at, ()):
                if hit.value.table == "units" and hit.value.key in _MONEY:
                    return Unit(hit.value.key)
        return None

    # What is counted.

    def _of(self, at: int, table: str) -> Hit[UnitWord] | None:
        return next((hit for hit in self.spots.starting.get(at, ()) if hit.value.table == table), None)

    def _head(self, number: Number, later: dict[int, QuantityHit]) -> tuple[Unit | None, int, int]:
        """Return the unit of the counted noun and its tokens: after the number, or before it and a dash."""
        at, end = number.last, min(len(self.tokens), number.last + _REACH)
        if among := self._of_key(at, "among"):
            at = among.last + (among.last < len(self.tokens) and self.tokens[among.last].norm in _LINKS)
            end = min(len(self.tokens), at + _REACH)
        while at < end:
            if at in self.taken and at not in range(number.first, number.last):
                other = later.get(self.taken[at].first)
                if other is not None and other.unit is not None and other.head_last > other.number.last:
                    unit = Unit.PERSON if other.unit in _FATES else other.unit
                    return unit, number.last, number.last
                break
            if hit := self._of(at, "units"):
                return Unit(hit.value.key), hit.first, hit.last
            if self._halts(at):
                break
            at += 1
        return self._head_before(number)

    def _of_key(self, at: int, key: str) -> Hit[UnitWord] | None:
        return next((hit for hit in self.spots.starting.get(at, ()) if hit.value == ("stops", key)), None)

    def _halts(self, at: int) -> bool:
        token = self.tokens[at]
        if not token.norm[0].isalnum():
            return token.norm not in _SOFT
        return self._of_key(at, "words") is not None

    def _head_before(self, number: Number) -> tuple[Unit | None, int, int]:
        if number.first and self.tokens[number.first - 1].norm in _LINKS:
            for hit in self.spots.ending.get(number.first - 1, ()):
                if hit.value.table == "units":
                    return Unit(hit.value.key), hit.first, hit.last
        return None, number.last, number.last

    # What became of the people.

    def _casualty(self, number: Number, last: int) -> Unit | None:
        """Return the unit that the nearest word on casualties gives: within, after or before the phrase."""
        for at in range(number.last, last):
            if hit := self._of(at, "casualties"):
                return self._unit(hit)
        after = self._nearest(range(max(last, number.last), len(self.tokens)))
        before = self._nearest(range(number.first - 1, -1, -1))
        best = min(filter(None, (after, before)), key=lambda found: found[0], default=None)
        return self._unit(best[1]) if best else None

    def _nearest(self, way: range) -> tuple[int, Hit[UnitWord]] | None:
        cost = 0
        for at in way:
            token = self.tokens[at]
            if hit := self._of(at, "casualties"):
                return cost, hit
            if token.norm in _ENDS or at in self.taken:
                return None
            cost += _JOINT_COST if token.norm == "," or self._of_key(at, "joints") else 1
            if cost > _REACH:
                return None
        return None

    def _unit(self, hit: Hit[UnitWord]) -> Unit:
        """Return the unit of a word on casualties; of two joined by a conjunction, both together."""
        unit = _unit_of(hit)
        joint = self._of_key(hit.last, "joints") if hit.last < len(self.tokens) else None
        if joint and unit in (Unit.KILLED, Unit.WOUNDED):
            for at in range(joint.last, min(joint.last + 2, len(self.tokens))):
                other = self._of(at, "casualties")
                if at in self.taken:
                    break
                if other and _unit_of(other) in (Unit.KILLED, Unit.WOUNDED):
                    return unit if _unit_of(other) is unit else Unit.CASUALTY
        return unit

    # No number.

    def _nothing(self) -> Iterator[QuantityHit]:
        """Yield nought of what stands by a word for none: no casualties, жертв нет, никто не пострадал."""
        done: set[int] = set()
        for at in sorted(self.spots.starting):
            none = self._of(at, "none")
            if none is None or at in self.taken:
                continue
            step = 1 if none.value.key == "before" else -1
            way = range(none.last, none.last + 4) if step > 0 else range(at - 1, at - 7, -1)
            hit = self._first_of(way)
            if hit is not None and not done & set(range(hit.first, hit.last)):
                done |= set(range(hit.first, hit.last))
                yield self._nought(none, hit)

    def _first_of(self, way: range) -> Hit[UnitWord] | None:
        thing: Hit[UnitWord] | None = None
        for at in way:
            if not 0 <= at < len(self.tokens) or self.tokens[at].norm in _ENDS or at in self.taken:
                break
            if hit := self._of(at, "casualties"):
                return hit
            hit = self._of(at, "units")
            thing = thing or (hit if hit and hit.value.key in _DENIED else None)
        return thing

    def _nought(self, none: Hit[UnitWord], hit: Hit[UnitWord]) -> QuantityHit:
        unit = _unit_of(hit)
        if hit.value.key in _VAGUE or (hit.value.table == "casualties" and self._unit(hit) is not unit):
            unit = Unit.CASUALTY
        start, end = self.tokens[none.first].start, self.tokens[none.last - 1].end
        number = Number(none.first, none.last, start, end, 0.0, op=Op.ZERO)
        return self._hit(number, unit, hit.first, hit.last)

    def _implicit(self, covered: set[int]) -> Iterator[QuantityHit]:
        """Yield one of each thing in the singular that no number counts."""
        for at in sorted(self.spots.starting):
            single = self._of(at, "singular")
            if single is None or covered & set(range(at, single.last)):
                continue
            start, end = self.tokens[at].start, self.tokens[single.last - 1].end
            number = Number(at, single.last, start, end, 1.0)
            unit = Unit(single.value.key)
            if unit is Unit.PERSON:
                unit = self._casualty(number, single.last) or unit
            yield QuantityHit(number, unit, at, single.last, start, end, implicit=True)


def _unit_of(hit: Hit[UnitWord]) -> Unit:
    return _VAGUE.get(hit.value.key) or Unit(hit.value.key)
