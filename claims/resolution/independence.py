"""How many voices stand behind a figure: relays of one speaker are one, and a crowd is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from claims.resolution.claim import Claim
from claims.resolution.relation import Relation, RelationType


def voices(claims: Sequence[Claim], relations: Iterable[Relation]) -> dict[str, frozenset[str]]:
    """Return, for each claim's id, the independent roots that say the same.

    The claims that corroborate each other are taken together. A root that passes on another of them there
    is no voice of its own, nor is a crowd, nor a report that names nobody.
    """
    by_id = {claim.id: claim for claim in claims}
    found: dict[str, frozenset[str]] = {}
    for circle in _circles(by_id, relations):
        roots = _roots([by_id[name] for name in sorted(circle)])
        found.update((name, roots) for name in circle)
    return found


def _circles(by_id: dict[str, Claim], relations: Iterable[Relation]) -> list[set[str]]:
    circle = {name: {name} for name in by_id}
    for found in relations:
        one, other = circle[found.source], circle[found.to]
        if found.type is RelationType.CORROBORATES and one is not other:
            one |= other
            circle.update((name, one) for name in other)
    return list({id(each): each for each in circle.values()}.values())


def _roots(circle: Sequence[Claim]) -> frozenset[str]:
    named = {claim.root for claim in circle if claim.root and not claim.appearances[0].crowd}
    passing = {
        relay
        for claim in circle
        for appearance in claim.appearances
        for relay in (*appearance.relays, appearance.outlet)
        if relay != claim.root
    }
    return frozenset(named - passing) or frozenset(sorted(named)[:1])
