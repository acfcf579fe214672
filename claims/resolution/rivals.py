"""Claims of different speakers on one thing: corroborates, contradicts, denies."""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import Kind, Unit
from claims.resolution.agreement import Match, match_clocks, match_methods, match_places
from claims.resolution.appearance import Dates
from claims.resolution.blocks import figure
from claims.resolution.claim import Claim
from claims.resolution.neighbours import (
    JUDGED,
    POLICY,
    Circle,
    counts,
    family,
    gist,
    measured,
    one_event,
    one_time,
    targets_meet,
    told_together,
    world,
)
from claims.resolution.relation import Relation, RelationType, relation

SLIP = 3
"""Years by which two ages may differ and be of one person."""


def rivals(circle: Circle) -> Iterator[Relation]:
    """Yield what speakers say alike and what they say otherwise, each told against the claim told most."""
    for a, b in circle.pairs():
        if a.kind is not b.kind or world(a) != world(b):
            continue
        minor, major = sorted((a, b), key=standing)
        if a.root == b.root and not (a.root is None and a.outlets.isdisjoint(b.outlets)):
            yield from _two_versions(minor, major)
        elif a.polarity is not b.polarity:
            yield from _denial(minor, major)
        elif corroborate(a, b):
            if chief(circle, minor, corroborate) == major:
                yield relation(RelationType.CORROBORATES, minor, major, "same by another speaker")
        else:
            yield from _contradiction(circle, minor, major)


def _two_versions(a: Claim, b: Claim) -> Iterator[Relation]:
    """Yield what one report dates in two ways."""
    plain = a.quantity is None and b.quantity is None and not a.background and not b.background
    alike = a.target == b.target and a.polarity is b.polarity and told_together(a, b)
    if plain and alike and _ends_otherwise(a.dates, b.dates):
        yield relation(RelationType.CONTRADICTS, a, b, "two periods in one report", "period")


def _ends_otherwise(a: Dates | None, b: Dates | None) -> bool:
    if a is None or b is None or a.end == b.end:
        return False
    return a.start is None or b.start is None or a.start == b.start


def standing(claim: Claim) -> tuple[object, ...]:
    """Return how a claim ranks among its rivals: by whether it has a speaker, by who tells it, by age."""
    named = claim.root is not None and not claim.appearances[0].crowd
    age = -claim.published.toordinal() if claim.published else 0
    return named, len(claim.outlets), age, claim.id


def chief(circle: Circle, claim: Claim, alike: object) -> Claim:
    """Return the claim of highest standing among a claim and those that are alike to it."""
    assert callable(alike)
    return max([claim, *(other for other in circle.of(claim) if alike(claim, other))], key=standing)


def corroborate(a: Claim, b: Claim) -> bool:
    """Tell whether two claims say the same, but for who says it."""
    if a.kind is not b.kind or a.polarity is not b.polarity or a.root == b.root is not None:
        return False
    if a.quantity is None and b.quantity is None and a.kind in JUDGED:
        return one_time(a, b) and targets_meet(a, b) and bool(gist(a) & gist(b))
    if not one_event(a, b) or not targets_meet(a, b) or match_clocks(_clock(a), _clock(b)) is Match.DIFFERENT:
        return False
    if a.quantity is None or b.quantity is None:
        return a.quantity is b.quantity and bool(a.target & b.target)
    return measured(a) == measured(b)


def _denial(a: Claim, b: Claim) -> Iterator[Relation]:
    denied, affirmed = sorted((a, b), key=lambda claim: claim.polarity, reverse=True)
    if one_event(a, b) and targets_meet(a, b) and figure(a.quantity) == figure(b.quantity):
        yield relation(RelationType.DENIES, denied, affirmed, "denied by another speaker", "polarity")


def rival_figures(a: Claim, b: Claim) -> bool:
    """Tell whether two claims give one measure of one event otherwise."""
    if a.quantity is None or b.quantity is None or a.kind is not b.kind or a.root == b.root is not None:
        return False
    if not targets_meet(a, b) or not one_event(a, b) or figure(a.quantity) == figure(b.quantity):
        return False
    low, high = sorted((a.quantity.value, b.quantity.value))
    if a.quantity.unit is b.quantity.unit is Unit.AGE:
        return high - low <= SLIP and match_places(a.places, b.places) > Match.SILENT
    if a.kind in POLICY and (a.dates != b.dates or None in (a.root, b.root)):
        return False
    return counts(a) and counts(b) and family(a.quantity) == family(b.quantity) and low != 1


def _contradiction(circle: Circle, a: Claim, b: Claim) -> Iterator[Relation]:
    if rival_figures(a, b):
        if told_together(a, b) or chief(circle, a, rival_figures) == b:
            yield relation(RelationType.CONTRADICTS, a, b, "another figure by another speaker", "quantity")
    elif a.kind is Kind.ATTACK and a.quantity is None and b.quantity is None and _same_attack(a, b):
        if match_clocks(_clock(a), _clock(b)) is Match.DIFFERENT:
            yield relation(RelationType.CONTRADICTS, a, b, "another time of day by another speaker", "period")
        elif match_methods(a.method, b.method) is Match.DIFFERENT:
            yield relation(RelationType.CONTRADICTS, a, b, "another method by another speaker")


def _same_attack(a: Claim, b: Claim) -> bool:
    place = match_places(a.places, b.places)
    return bool(a.target & b.target) and one_time(a, b) and (place > Match.SILENT or told_together(a, b))


def _clock(claim: Claim) -> int | None:
    return next((a.clock for a in claim.appearances if a.clock is not None), None)
