"""What is worked out from other claims: derives_from."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from claims.model import Kind
from claims.resolution.blocks import figure, reality
from claims.resolution.claim import Claim
from claims.resolution.neighbours import (
    Circle,
    counted_alike,
    family,
    targets_meet,
    told_together,
    value,
)
from claims.resolution.relation import Relation, RelationType, relation


def derivations(circle: Circle) -> Iterator[Relation]:
    """Yield each claim that follows from another, with that other."""
    for claim in circle.claims:
        for other in circle.of(claim):
            if _came_true(claim, other):
                yield relation(RelationType.DERIVES_FROM, claim, other, "a plan told as done", "actuality")
            if _is_growth_of(claim, other):
                yield relation(RelationType.DERIVES_FROM, claim, other, "growth between two counts")
        yield from _differences(circle, claim)


def _came_true(claim: Claim, other: Claim) -> bool:
    """Tell whether a figure that was planned is told as one that was reached."""
    if (
        claim.kind is not other.kind
        or claim.quantity is None
        or figure(claim.quantity) != figure(other.quantity)
    ):
        return False
    if reality(claim.actuality) != "real" or reality(other.actuality) != "intended":
        return False
    return claim.dates is not None and claim.dates == other.dates


def _is_growth_of(claim: Claim, other: Claim) -> bool:
    """Tell whether a report says by how much something has grown, and whose counts it grew between."""
    if claim.kind is not Kind.TREND or claim.quantity is None or not told_together(claim, other):
        return False
    if other.kind is not Kind.ATTACK or other.quantity is None or not targets_meet(claim, other):
        return False
    relayed = claim.root == other.root or any(claim.root in a.relays for a in other.appearances)
    return relayed and family(other.quantity) == family(claim.quantity)


def _differences(circle: Circle, whole: Claim) -> Iterator[Relation]:
    """Yield a remainder that a report states itself: what is left of one speaker's figure after another's."""
    told = [o for o in circle.of(whole) if counted_alike(whole, o) and told_together(whole, o)]
    for rest, taken in permutations(told, 2):
        if value(rest) + value(taken) == value(whole) and _is_remainder(rest, whole, taken):
            yield relation(RelationType.DERIVES_FROM, rest, whole, "the difference of two figures")
            yield relation(RelationType.DERIVES_FROM, rest, taken, "the difference of two figures")


def _is_remainder(rest: Claim, whole: Claim, taken: Claim) -> bool:
    if (
        rest.root is not None
        or whole.root is None
        or taken.root is None
        or min(value(rest), value(taken)) <= 1
    ):
        return False
    return told_together(rest, taken)
