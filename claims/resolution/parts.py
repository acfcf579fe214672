"""What is a part of a larger claim: part_of."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from claims.model import Kind, Unit
from claims.resolution.agreement import Match, match_methods, match_places
from claims.resolution.appearance import Dates
from claims.resolution.blocks import narrow
from claims.resolution.claim import Claim
from claims.resolution.neighbours import (
    Circle,
    counted_alike,
    family,
    targets_meet,
    told_together,
    value,
    world,
)
from claims.resolution.relation import Relation, RelationType, relation

_PEOPLE = frozenset({Unit.KILLED, Unit.WOUNDED, Unit.CASUALTY, Unit.PERSON, Unit.MISSING})
_SOME = _PEOPLE | {Unit.CASE, Unit.ATTACK, Unit.BUILDING}
_WEAPONS = frozenset({Unit.WEAPON, Unit.DRONE, Unit.MISSILE, Unit.BOMB})


def parts(circle: Circle) -> Iterator[Relation]:
    """Yield what is a part of what: for each claim the largest that it is a part of, by each rule."""
    for claim in circle.claims:
        told = [other for other in circle.of(claim) if told_together(claim, other)]
        yield from _sums(claim, told)
        for rule, holds in _RULES:
            wholes = [other for other in told if holds(claim, other)]
            if wholes:
                best = max(
                    wholes, key=lambda other: (value(other) == 2 * value(claim), value(other), other.id)
                )
                yield relation(RelationType.PART_OF, claim, best, rule)


def _sums(whole: Claim, told: list[Claim]) -> Iterator[Relation]:
    """Yield the figures of one speaker that add up to another of theirs."""
    alike = [o for o in told if counted_alike(whole, o) and o.root == whole.root and o.kind is whole.kind]
    for a, b in combinations(alike, 2):
        if value(a) + value(b) == value(whole) and min(value(a), value(b)) > 1:
            yield relation(RelationType.PART_OF, a, whole, "figures that add up")
            yield relation(RelationType.PART_OF, b, whole, "figures that add up")


def _is_some_of(claim: Claim, other: Claim) -> bool:
    """Tell whether a report singles out some of a number of people, cases or attacks."""
    if claim.quantity is None or other.quantity is None or claim.kind is not other.kind:
        return False
    if not {claim.quantity.unit, other.quantity.unit} <= _SOME or claim.root != other.root:
        return False
    if claim.quantity.unit not in _PEOPLE and claim.dates != other.dates:
        return False
    if claim.background is not other.background or claim.polarity is not other.polarity:
        return False
    if match_places(claim.places, other.places) is Match.DIFFERENT or not targets_meet(claim, other):
        return False
    if claim.quantity.unit is Unit.PERSON and other.quantity.unit is Unit.KILLED:
        return value(claim) <= value(other)
    return family(claim.quantity) == family(other.quantity) and 0 < value(claim) * 2 <= value(other)


def _is_narrower(claim: Claim, other: Claim) -> bool:
    """Tell whether one speaker counts the same within a narrower place, time or choice of targets."""
    if not counted_alike(claim, other) or claim.root != other.root or claim.kind is not other.kind:
        return False
    return 0 < value(claim) < value(other) and world(claim) == world(other) and _covers(other, claim)


def _is_incident(claim: Claim, other: Claim) -> bool:
    """Tell whether a claim is of one attack, and the other counts attacks among which it falls."""
    if claim.kind is not Kind.ATTACK or other.kind is not Kind.ATTACK or family(other.quantity) != "attack":
        return False
    if (
        claim.quantity is not None
        or value(other) <= 1
        or claim.root != other.root
        or world(claim) != world(other)
    ):
        return False
    return bool(narrow(claim.places) and not narrow(other.places) and claim.target) and _may_cover(
        other, claim
    )


def _is_shot_down(claim: Claim, other: Claim) -> bool:
    """Tell whether weapons shot down are some of those launched."""
    if claim.kind is not Kind.INTERCEPTION or other.kind is not Kind.ATTACK or claim.root != other.root:
        return False
    one_night = claim.dates == other.dates and counted_alike(claim, other)
    return one_night and claim.background is other.background and 0 < value(claim) <= value(other)


def _covers(whole: Claim, part: Claim) -> bool:
    """Tell whether a claim's scope holds another's: no field lies outside, one at least is narrower."""
    narrower = match_places(part.places, whole.places) is Match.COARSER and _inside(part, whole)
    fewer = bool(part.target) and part.target < whole.target
    shorter = bool(part.dates and whole.dates and part.dates != whole.dates)
    strictly = narrower or fewer or shorter or (whole.method is None is not part.method)
    return strictly and _may_cover(whole, part)


def _may_cover(whole: Claim, part: Claim) -> bool:
    if match_places(part.places, whole.places) is Match.DIFFERENT:
        return False
    if match_methods(part.method, whole.method) is Match.DIFFERENT:
        return False
    if part.target and whole.target and not part.target <= whole.target:
        return False
    return not (part.dates and whole.dates) or _within(part.dates, whole.dates)


def _within(inner: Dates, outer: Dates) -> bool:
    if inner.start is None or inner.end is None or outer.end is None:
        return inner == outer
    return (outer.start is None or outer.start <= inner.start) and inner.end <= outer.end


def _inside(part: Claim, whole: Claim) -> bool:
    outer = {spot.id for spot in whole.places}
    return all(spot.id in outer or not spot.within.isdisjoint(outer) for spot in part.places)


def _is_aspect(claim: Claim, other: Claim) -> bool:
    """Tell whether a claim says more of what another counts: how spread, in which term, of which age."""
    if other.quantity is None or other.quantity.unit in (Unit.AGE, None):
        return False
    if claim.quantity is not None and claim.quantity.unit is not Unit.AGE:
        return False
    if world(claim) != world(other) or claim.polarity is not other.polarity:
        return False
    same_root = claim.root is not None and claim.root == other.root
    same_dates = claim.dates is not None and claim.dates == other.dates
    if claim.kind is Kind.CONSCRIPTION_RULE:
        return other.kind is Kind.RECRUITMENT and same_root and bool(claim.target & other.target)
    if claim.kind is Kind.MOBILISATION:
        return other.kind is Kind.RECRUITMENT and same_dates
    return claim.kind is Kind.TREND and other.kind is Kind.ATTACK and same_dates and same_root


def _is_how(claim: Claim, other: Claim) -> bool:
    """Tell whether a claim counts the weapons of an attack that the report tells of."""
    if claim.kind is not Kind.ATTACK or other.kind is not Kind.ATTACK or claim.quantity is None:
        return False
    if claim.quantity.unit not in _WEAPONS or other.quantity is not None or claim.root != other.root:
        return False
    same_scope = (claim.dates, claim.target) == (other.dates, other.target)
    return same_scope and match_places(claim.places, other.places) is Match.SAME


_RULES = (
    ("some of a larger number", _is_some_of),
    ("a narrower count", _is_narrower),
    ("one of the attacks counted", _is_incident),
    ("shot down of those launched", _is_shot_down),
    ("an aspect of what is counted", _is_aspect),
    ("the weapons of an attack", _is_how),
)
