"""Quantities in running text: a number with the thing that it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.lexicon import Hit
from claims.model import Quantity, Unit
from claims.numbers import COUNTABLE, Number, NumberRole, find_numbers
from claims.text import Token
from claims.unit_words import FATES, OF_PEOPLE, UnitWord, unit_of, unit_words
from claims.unsaid import Unsaid

_REACH = 6
_FATE_REACH = 10
_UNLISTED_REACH = 4
_OF_REACH = 4
_JOINT_COST = 3
_ELLIPSIS = 60  # tokens: a list of places after one count
_ENDS = frozenset(".;!?…")
_LINKS = frozenset("-–—:")
_SOFT = frozenset("\"'«»“”„’‘/()-[]*_#")
# "Kursk Oblast – 12" is an item of a list of places, no count of oblasts.
_PLACES = frozenset({Unit.REGION, Unit.SETTLEMENT})
_MONEY = frozenset({Unit.ROUBLE, Unit.HRYVNIA, Unit.DOLLAR})
_FIXED = {NumberRole.PERCENT: Unit.PERCENT, NumberRole.AGE: Unit.AGE}


@dataclass(frozen=True, slots=True)
class QuantityHit:
    """A number and the tokens ``[head_first, head_last)`` of what it counts, at ``text[start:end]``.

    Where no word says what is counted, the head is empty and ``unit`` is that of the last count that the
    number may go on from, or None. Things that no list knows are a ``case``. An ``implicit`` quantity is one
    of something that stands in the singular without a number.
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


def find_quantities(tokens: Sequence[Token], language: str) -> list[QuantityHit]:
    """Return the quantities of the tokens in order, those of nought and of one unsaid too."""
    return _Finder(tokens, language).hits()


class _Finder:
    """One run of tokens, being searched."""

    def __init__(self, tokens: Sequence[Token], language: str) -> None:
        self.tokens = tokens
        self.words = unit_words(language).lay(tokens)
        self.numbers = find_numbers(tokens, language)
        self.taken = {at: number for number in self.numbers for at in range(number.first, number.last)}
        self.unsaid = Unsaid(self.words, frozenset(self.taken))

    def hits(self) -> list[QuantityHit]:
        """Return the quantities of the tokens."""
        found: dict[int, QuantityHit] = {}
        for number in reversed(self.numbers):
            if number.role in COUNTABLE:
                found[number.first] = self._counted(number, found)
        hits = self._continued(list(reversed(found.values())))
        hits += [self._hit(number, unit, hit.first, hit.last) for number, unit, hit in self.unsaid.nothing()]
        hits += self._single(hits)
        return sorted(hits, key=lambda hit: (hit.start, hit.end))

    def _hit(self, number: Number, unit: Unit | None, first: int, last: int) -> QuantityHit:
        start = min(number.start, self.tokens[first].start) if first < last else number.start
        end = max(number.end, self.tokens[last - 1].end) if first < last else number.end
        return QuantityHit(number, unit, first, last, start, end)

    def _counted(self, number: Number, later: dict[int, QuantityHit]) -> QuantityHit:
        if number.role in _FIXED:
            return self._hit(number, _FIXED[number.role], number.last, number.last)
        if number.role is NumberRole.MONEY:
            return self._hit(number, self._currency(number), number.last, number.last)
        noun = self._noun(number) or self._noun_before(number)
        if noun is not None:
            unit = unit_of(noun)
            fate = self._fate(number, noun.last, unit) if unit is Unit.PERSON else None
            return self._hit(number, fate or unit, noun.first, noun.last)
        return self._hit(number, self._unlisted(number, later), number.last, number.last)

    def _currency(self, number: Number) -> Unit | None:
        for at in range(max(0, number.first - 1), min(len(self.tokens), number.last + 2)):
            hit = self.words.of(at, "units")
            if hit is not None and hit.value.key in _MONEY:
                return unit_of(hit)
        return None

    # What is counted.

    def _noun(self, number: Number) -> Hit[UnitWord] | None:
        """Return the counted noun after the number."""
        at, end = number.last, number.last + _REACH
        if among := self.words.stop(at, "among"):
            at = among.last + self._is_link(among.last)
            end = at + _REACH
        elif of := self.words.stop(at, "of"):
            at, end = of.last, of.last + _OF_REACH
        listed = False
        for place in range(at, min(end, len(self.tokens))):
            if place in self.taken:
                return None
            noun = self.words.of(place, "units") if listed else self.words.noun(place)
            if noun is not None:
                return noun
            joint = self.words.stop(place, "joints") is not None
            if self._halts(place) or not (joint or self.words.may_precede(place)):
                return None
            listed = listed or joint
        return None

    def _is_link(self, at: int) -> bool:
        return at < len(self.tokens) and self.tokens[at].norm in _LINKS

    def _halts(self, at: int) -> bool:
        token = self.tokens[at]
        if not token.norm[0].isalnum():
            return token.norm not in _SOFT
        return self.words.stop(at, "words") is not None

    def _noun_before(self, number: Number) -> Hit[UnitWord] | None:
        """Return the noun that a dash or a colon parts from the number after it: drones – 12."""
        if not number.first or not self._is_link(number.first - 1):
            return None
        ending = self.words.spots.ending(number.first - 1)
        return next(
            (hit for hit in ending if hit.value.table == "units" and hit.value.key not in _PLACES), None
        )

    def _unlisted(self, number: Number, later: dict[int, QuantityHit]) -> Unit | None:
        """Return the unit of a number that no listed noun follows."""
        if fate := self._fate(number, number.last, None):
            return fate
        if self.words.of(number.first, "people") or self._starts_people(number):
            return Unit.PERSON
        if shared := self._shared(number, later):
            return shared
        return Unit.CASE if self.words.is_word(number.last) else None

    def _starts_people(self, number: Number) -> bool:
        return any(self.words.stop(at, "people") for at in range(number.first, number.last))

    def _shared(self, number: Number, later: dict[int, QuantityHit]) -> Unit | None:
        """Return the unit of the noun shared with a later number: 110 plain and 5 jet drones."""
        for at in range(number.last, min(number.last + _REACH, len(self.tokens))):
            if at in self.taken:
                other = later.get(self.taken[at].first)
                if other is None or other.head_first == other.head_last:
                    return None
                return Unit.PERSON if other.unit in FATES else other.unit
            if self._halts(at) and self.tokens[at].norm != ",":
                return None
        return None

    # What became of the people.

    def _fate(self, number: Number, last: int, counted: Unit | None) -> Unit | None:
        """Return the unit of the nearest word on casualties: in, after or before the phrase."""
        for at in range(number.last, last):
            if hit := self._fate_at(at, counted):
                return self._unit(hit)
        after = self._nearest(range(last, len(self.tokens)), counted)
        before = self._nearest(range(number.first - 1, -1, -1), counted)
        best = min(filter(None, (after, before)), key=lambda found: found[0], default=None)
        reach = _UNLISTED_REACH if counted is None and self.words.is_word(number.last) else _FATE_REACH
        return self._unit(best[1]) if best and best[0] <= reach else None

    def _fate_at(self, at: int, counted: Unit | None) -> Hit[UnitWord] | None:
        hit = self.words.of(at, "casualties")
        return None if hit is None or (hit.value.key in OF_PEOPLE and counted is not Unit.PERSON) else hit

    def _nearest(self, way: range, counted: Unit | None) -> tuple[int, Hit[UnitWord]] | None:
        cost = 0
        for at in way:
            token = self.tokens[at]
            if hit := self._fate_at(at, counted):
                return cost, hit
            if token.norm in _ENDS or at in self.taken:
                return None
            cost += _JOINT_COST if token.norm == "," or self.words.stop(at, "joints") else 1
            if cost > _FATE_REACH:
                return None
        return None

    def _unit(self, hit: Hit[UnitWord]) -> Unit:
        return Unit.CASUALTY if self.unsaid.together(hit) else unit_of(hit)

    # No noun, and no number.

    def _continued(self, hits: list[QuantityHit]) -> list[QuantityHit]:
        """Let numbers without a noun count what was counted last: five drones: three – over the sea."""
        done: list[QuantityHit] = []
        last: QuantityHit | None = None
        for hit in hits:
            if hit.unit is None and hit.number.role is NumberRole.COUNT and last is not None:
                if hit.number.first - last.number.last < _ELLIPSIS:
                    hit = replace(hit, unit=last.unit)
            elif hit.number.role is NumberRole.COUNT and hit.unit is not None and hit.unit not in _PLACES:
                last = hit
            done.append(hit)
        return done

    def _single(self, hits: list[QuantityHit]) -> list[QuantityHit]:
        covered = {at for hit in hits for at in range(hit.number.first, max(hit.number.last, hit.head_last))}
        found: list[QuantityHit] = []
        for number, unit, hit in self.unsaid.single():
            if covered.isdisjoint(range(hit.first, hit.last)):
                fate = self._fate(number, number.last, unit) if unit is Unit.PERSON else None
                found.append(replace(self._hit(number, fate or unit, hit.first, hit.last), implicit=True))
        return found
