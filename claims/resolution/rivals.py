"""Claims of different speakers on one thing: corroborates, contradicts, denies."""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import Kind
from claims.resolution.agreement import Match, match_clocks, match_methods, match_places
from claims.resolution.blocks import figure, reality
from claims.resolution.claim import Claim
from claims.resolution.neighbours import Neighbourhood, one_event, one_time, targets_meet, told_together
from claims.resolution.relation import Relation, RelationType, relation

_JUDGED = frozenset({Kind.ASSESSMENT, Kind.ATTRIBUTION})


def rivals(near: Neighbourhood) -> Iterator[Relation]:
    """Yield what speakers say alike and what they say otherwise, each told against the claim told most."""
    for a, b in near.pairs():
        if a.root == b.root and (a.root is not None or not told_apart(a, b)):
            continue
        if a.kind is not b.kind or reality(a.actuality) != reality(b.actuality):
            continue
        minor, major = sorted((a, b), key=standing)
        if a.polarity is not b.polarity:
            yield from _denial(minor, major)
        elif corroborate(a, b):
            if chief(near, minor, corroborate) == major:
                yield relation(RelationType.CORROBORATES, minor, major, "same by another speaker")
        else:
            yield from _contradiction(near, minor, major)


def told_apart(a: Claim, b: Claim) -> bool:
    """Tell whether two unattributed claims are of different outlets: each outlet is a voice of its own."""
    return a.outlets.isdisjoint(b.outlets)


def standing(claim: Claim) -> tuple[object, ...]:
    """Return how a claim ranks among its rivals: by who tells it, then by who says it, then by age."""
    named = claim.root is not None and not claim.appearances[0].crowd
    age = -claim.published.toordinal() if claim.published else 0
    return len(claim.outlets), named, age, claim.id


def chief(near: Neighbourhood, claim: Claim, alike: object) -> Claim:
    """Return the claim of highest standing among a claim and those that are alike to it."""
    assert callable(alike)
    return max([claim, *(other for other in near.of(claim) if alike(claim, other))], key=standing)


def corroborate(a: Claim, b: Claim) -> bool:
    """Tell whether two claims say the same, but for who says it."""
    if a.kind is not b.kind or a.polarity is not b.polarity or figure(a.quantity) != figure(b.quantity):
        return False
    if a.quantity is None and a.kind in _JUDGED:
        return one_time(a, b) and targets_meet(a, b) and bool(gist(a) & gist(b))
    return one_event(a, b) and targets_meet(a, b) and (a.quantity is not None or bool(a.target & b.target))


def gist(claim: Claim) -> frozenset[str]:
    """Return what the mentions of a claim are about."""
    return frozenset().union(*(a.gist for a in claim.appearances))


def _denial(a: Claim, b: Claim) -> Iterator[Relation]:
    denied, affirmed = sorted((a, b), key=lambda claim: claim.polarity, reverse=True)
    if one_event(a, b) and targets_meet(a, b) and figure(a.quantity) == figure(b.quantity):
        yield relation(RelationType.DENIES, denied, affirmed, "denied by another speaker", "polarity")


def rival_figures(a: Claim, b: Claim) -> bool:
    """Tell whether two claims give one measure of one event otherwise."""
    if a.quantity is None or b.quantity is None or a.quantity.unit is None or a.kind is not b.kind:
        return False
    return a.quantity.unit is b.quantity.unit and targets_meet(a, b) and one_event(a, b)


def _contradiction(near: Neighbourhood, a: Claim, b: Claim) -> Iterator[Relation]:
    if rival_figures(a, b):
        if told_together(a, b) or chief(near, a, rival_figures) == b:
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
