"""Quantities that no number states: none of something, and one thing in the singular."""

from __future__ import annotations

from collections.abc import Iterator

from claims.lexicon import Hit
from claims.model import Op, Unit
from claims.numbers import Number
from claims.unit_words import VAGUE, UnitSpots, UnitWord, unit_of

_ENDS = frozenset(".;!?…")
_DENIED = frozenset({Unit.ATTACK, Unit.DRONE, Unit.MISSILE})
_BEFORE, _AFTER = 7, 4


class Unsaid:
    """The words for none and for one in a run of tokens; ``taken`` are the tokens of numbers."""

    def __init__(self, words: UnitSpots, taken: frozenset[int]) -> None:
        self.words, self.taken = words, taken

    def nothing(self) -> Iterator[tuple[Number, Unit, Hit[UnitWord]]]:
        """Yield nought of what stands by a word for none: no casualties, жертв нет, никто не пострадал."""
        done: set[int] = set()
        for at, hits in self.words.unsaid.items():
            for none in hits:
                if none.value.table != "none" or at in self.taken:
                    continue
                hit = self._denied(self._way(none))
                if hit is not None and done.isdisjoint(range(hit.first, hit.last)):
                    done.update(range(hit.first, hit.last))
                    yield self._number(none, 0.0, Op.ZERO), self._denied_unit(hit), hit

    def _way(self, none: Hit[UnitWord]) -> range:
        if none.value.key == "before":
            return range(none.last, none.last + _AFTER)
        return range(none.first - 1, none.first - _BEFORE, -1)

    def _denied(self, way: range) -> Hit[UnitWord] | None:
        thing: Hit[UnitWord] | None = None
        for at in way:
            tokens = self.words.tokens
            if not 0 <= at < len(tokens) or tokens[at].norm in _ENDS or at in self.taken:
                break
            if hit := self.words.of(at, "casualties"):
                return hit
            hit = self.words.of(at, "units")
            thing = thing or (hit if hit and hit.value.key in _DENIED else None)
        return thing

    def _denied_unit(self, hit: Hit[UnitWord]) -> Unit:
        """Return the unit; a word that may mean dead or wounded, or two words, deny both."""
        unit = unit_of(hit)
        if hit.value.table != "casualties" or unit not in (Unit.KILLED, Unit.WOUNDED):
            return unit
        return Unit.CASUALTY if hit.value.key in VAGUE or self.together(hit) else unit

    def together(self, hit: Hit[UnitWord]) -> bool:
        """Return whether a conjunction joins a word on the dead to one on the wounded, or the reverse."""
        joint = self.words.stop(hit.last, "joints")
        if joint is None:
            return False
        for at in range(joint.last, joint.last + 2):
            other = self.words.of(at, "casualties")
            if at in self.taken:
                break
            if other and {unit_of(hit), unit_of(other)} == {Unit.KILLED, Unit.WOUNDED}:
                return True
        return False

    def single(self) -> Iterator[tuple[Number, Unit, Hit[UnitWord]]]:
        """Yield one of each thing that stands in the singular."""
        for at, hits in self.words.unsaid.items():
            hit = next((hit for hit in hits if hit.value.table == "singular"), None)
            if hit is not None and self.taken.isdisjoint(range(at, hit.last)):
                yield self._number(hit, 1.0, Op.EXACT), unit_of(hit), hit

    def _number(self, hit: Hit[UnitWord], value: float, op: Op) -> Number:
        tokens = self.words.tokens
        return Number(hit.first, hit.last, tokens[hit.first].start, tokens[hit.last - 1].end, value, op=op)
