"""One speaker's figures for one thing, as time goes on: revises, retracts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from claims.model import Unit
from claims.resolution.blocks import figure
from claims.resolution.claim import Claim
from claims.resolution.neighbours import (
    Circle,
    counts,
    one_event,
    targets_meet,
    told_together,
    value,
    world,
)
from claims.resolution.relation import Relation, RelationType, relation

_TOLLS = frozenset(
    {
        Unit.KILLED,
        Unit.WOUNDED,
        Unit.CASUALTY,
        Unit.MISSING,
        Unit.EVACUATED,
        Unit.BUILDING,
        Unit.CASE,
        Unit.ATTACK,
    }
)


NEAR = 0.8
"""The least part of a toll that an earlier toll on one page is: what is less is some other number."""


def successions(circle: Circle) -> Iterator[Relation]:
    """Yield each figure's revision of the one before it, and what a speaker takes back."""
    for a, b in circle.pairs():
        older, newer = sorted((a, b), key=told_when)
        if follows(newer, older) and not _between(circle, older, newer):
            yield relation(RelationType.REVISES, newer, older, "later figure of one speaker", "quantity")
        elif _takes_back(newer, older):
            yield relation(RelationType.RETRACTS, newer, older, "denied by its own speaker later", "polarity")


def told_when(claim: Claim) -> tuple[object, ...]:
    """Return the key that puts one speaker's figures in order: by day, then as a toll goes, up or down."""
    toll = value(claim)
    falling = claim.quantity is not None and claim.quantity.unit is Unit.MISSING
    return claim.published or date.max, not claim.background, -toll if falling else toll, claim.id


def follows(newer: Claim, older: Claim) -> bool:
    """Tell whether two claims are figures of one speaker for one toll, and one is no part of the other."""
    if not _one_voice(newer, older) or newer.kind is not older.kind or newer.polarity is not older.polarity:
        return False
    if newer.quantity is None or older.quantity is None or newer.quantity.unit not in _TOLLS:
        return False
    if newer.quantity.unit is not older.quantity.unit or figure(newer.quantity) == figure(older.quantity):
        return False
    if (
        world(newer) != world(older)
        or not targets_meet(newer, older)
        or not counts(newer)
        or not counts(older)
    ):
        return False
    return one_event(newer, older) and not _is_detail(newer, older)


def _one_voice(newer: Claim, older: Claim) -> bool:
    """Tell whether one speaker gives both, or a report gives the older one as the count so far."""
    if newer.root is not None and newer.root == older.root:
        return True
    return older.root is None and older.background and told_together(newer, older)


def _is_detail(a: Claim, b: Claim) -> bool:
    """Tell whether one figure singles out some of the other's, or is of another thing on the same page."""
    small, large = sorted((value(a), value(b)))
    if small == 1:
        return True
    return told_together(a, b) and not a.background and not b.background and small < NEAR * large


def _between(circle: Circle, older: Claim, newer: Claim) -> bool:
    return any(
        told_when(older) < told_when(other) < told_when(newer)
        and follows(other, older)
        and follows(newer, other)
        for other in circle.of(newer)
    )


def _takes_back(newer: Claim, older: Claim) -> bool:
    return (
        newer.root is not None
        and newer.root == older.root
        and newer.kind is older.kind
        and newer.polarity is not older.polarity
        and newer.polarity == "denied"
        and figure(newer.quantity) == figure(older.quantity)
        and (newer.published or date.min) > (older.published or date.max)
        and one_event(newer, older)
        and targets_meet(newer, older)
    )
