"""What is a part of a larger claim, and what is worked out from others: part_of, derives_from."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from claims.model import Kind, Op, Unit
from claims.resolution.agreement import Match, match_places
from claims.resolution.blocks import figure, reality
from claims.resolution.claim import Claim
from claims.resolution.neighbours import Neighbourhood, told_together
from claims.resolution.relation import Relation, RelationType, relation

_PEOPLE = frozenset({Unit.KILLED, Unit.WOUNDED, Unit.CASUALTY, Unit.PERSON, Unit.MISSING})
_SIDES = frozenset({Kind.TREND, Kind.ATTRIBUTION, Kind.MOBILISATION, Kind.CONSCRIPTION_RULE})


def parts(near: Neighbourhood) -> Iterator[Relation]:
    """Yield what is a part of what, and what follows from what."""
    for claim in near.claims.values():
        told = [other for other in near.of(claim) if told_together(claim, other)]
        yield from _sums(claim, told)
        whole = [other for other in told if _is_some_of(claim, other)]
        if whole:
            best = max(whole, key=lambda other: (other.root == claim.root, _value(other), other.id))
            yield relation(RelationType.PART_OF, claim, best, "some of a larger number", None)
        for other in near.of(claim):
            if _narrows(claim, other) or (other in told and _is_side(claim, other)):
                yield relation(
                    RelationType.PART_OF, claim, other, "a part, place or side of a larger count", None
                )
            if _came_true(claim, other) or (other in told and _is_ratio_of(claim, other)):
                yield relation(RelationType.DERIVES_FROM, claim, other, "worked out from another claim", None)


def _value(claim: Claim) -> float:
    return claim.quantity.value if claim.quantity else 0.0


def _counted_alike(a: Claim, b: Claim) -> bool:
    return (
        a.quantity is not None
        and b.quantity is not None
        and a.quantity.unit is not None
        and a.quantity.unit is b.quantity.unit
        and Op.RATIO not in (a.quantity.op, b.quantity.op)
        and a.quantity.unit not in (Unit.AGE, Unit.PERCENT)
    )


def _sums(claim: Claim, told: list[Claim]) -> Iterator[Relation]:
    """Yield the parts that add up to a claim, and the claim itself where it is a remainder."""
    alike = [other for other in told if _counted_alike(claim, other) and 0 < _value(other) < _value(claim)]
    for a, b in combinations(alike, 2):
        if (
            _value(a) + _value(b) == _value(claim)
            and claim.kind is a.kind is b.kind
            and min(_value(a), _value(b)) > 1
        ):
            if claim.root == a.root == b.root:
                for part in (a, b):
                    yield relation(RelationType.PART_OF, part, claim, "figures that add up")
            elif remainder := next((part for part in (a, b) if _is_worked_out(part, claim)), None):
                for base in {claim.id: claim, a.id: a, b.id: b}.values():
                    if base is not remainder:
                        yield relation(
                            RelationType.DERIVES_FROM, remainder, base, "the difference of two figures"
                        )


def _is_worked_out(part: Claim, whole: Claim) -> bool:
    return part.root is None and whole.root is not None


def _is_some_of(claim: Claim, other: Claim) -> bool:
    """Tell whether a report singles out some of a number of people."""
    if claim.quantity is None or other.quantity is None or claim.kind is not other.kind:
        return False
    if claim.quantity.unit not in _PEOPLE or other.quantity.unit not in _PEOPLE or claim.root != other.root:
        return False
    if claim.background is not other.background or claim.polarity is not other.polarity:
        return False
    if match_places(claim.places, other.places) is Match.DIFFERENT:
        return False
    if claim.quantity.unit is Unit.PERSON and other.quantity.unit is Unit.KILLED:
        return _value(claim) <= _value(other)
    return claim.quantity.unit is other.quantity.unit and 0 < _value(claim) * 2 <= _value(other)


def _narrows(claim: Claim, other: Claim) -> bool:
    """Tell whether one speaker counts the same within a narrower place or time."""
    if not _counted_alike(claim, other) or claim.root != other.root or claim.kind is not other.kind:
        return False
    if not 0 < _value(claim) < _value(other) or reality(claim.actuality) != reality(other.actuality):
        return False
    inner = claim.dates and other.dates and claim.dates != other.dates and _within(claim, other)
    place = match_places(claim.places, other.places)
    narrower = place is Match.COARSER and _inside(claim, other)
    return told_together(claim, other) and bool((inner and place is not Match.DIFFERENT) or narrower)


def _within(claim: Claim, other: Claim) -> bool:
    assert claim.dates is not None
    assert other.dates is not None
    a, b = claim.dates, other.dates
    if a.start is None or a.end is None or b.end is None:
        return False
    return (b.start is None or b.start <= a.start) and a.end <= b.end


def _inside(claim: Claim, other: Claim) -> bool:
    outer = {spot.id for spot in other.places}
    return all(spot.id in outer or not spot.within.isdisjoint(outer) for spot in claim.places)


def _is_side(claim: Claim, other: Claim) -> bool:
    """Tell whether a claim says more of what another counts: who, how, from when to when, of which age."""
    if other.quantity is None or other.quantity.unit in (Unit.AGE, None) or claim.kind not in _SIDES:
        return False
    if other.kind not in (Kind.ATTACK, Kind.RECRUITMENT) or other.kind is claim.kind:
        return False
    if claim.quantity is not None and claim.quantity.unit is not Unit.AGE:
        return False
    if reality(claim.actuality) != reality(other.actuality) or claim.polarity is not other.polarity:
        return False
    same_root = claim.root is not None and claim.root == other.root
    same_dates = claim.dates is not None and claim.dates == other.dates
    if claim.kind is Kind.CONSCRIPTION_RULE:
        return same_root and bool(claim.target & other.target)
    return same_dates and (same_root or claim.kind is Kind.MOBILISATION)


def _came_true(claim: Claim, other: Claim) -> bool:
    """Tell whether a figure that was planned is told as one that was reached."""
    return (
        claim.kind is other.kind
        and claim.quantity is not None
        and figure(claim.quantity) == figure(other.quantity)
        and reality(claim.actuality) == "real"
        and reality(other.actuality) == "intended"
        and claim.dates is not None
        and claim.dates == other.dates
    )


def _is_ratio_of(claim: Claim, other: Claim) -> bool:
    """Tell whether a relay of some counts says how much they have grown."""
    if claim.kind is not Kind.TREND or claim.quantity is None or claim.quantity.op is not Op.RATIO:
        return False
    if (
        other.kind is not Kind.ATTACK
        or other.quantity is None
        or other.quantity.unit is not claim.quantity.unit
    ):
        return False
    return any(claim.root in a.relays for a in other.appearances)
