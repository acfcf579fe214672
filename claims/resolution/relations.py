"""How claims relate: each pair by the rule that says most about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from claims.resolution.agreement import STORY
from claims.resolution.blocks import figure
from claims.resolution.claim import Claim
from claims.resolution.derivations import derivations
from claims.resolution.distortions import distortions
from claims.resolution.neighbours import Circle, circles, one_event, targets_meet
from claims.resolution.parts import parts
from claims.resolution.relation import Relation, RelationType, relation
from claims.resolution.rivals import rivals
from claims.resolution.successions import successions

# A figure that a relay garbled adds up with nothing.
_CHANGED_FIGURE = (RelationType.DISTORTS, "quantity")
_RANK = {type_: rank for rank, type_ in enumerate(RelationType)}


def relate(claims: Iterable[Claim]) -> tuple[Relation, ...]:
    """Return the relations of a set of claims, at most one for a pair, in a fixed order."""
    return settled(found for circle in circles(claims).values() for found in related(circle))


def related(circle: Circle) -> Iterator[Relation]:
    """Yield what the rules find among the claims that share one link key."""
    for rules in (distortions, repetitions, derivations, parts, successions, rivals):
        yield from rules(circle)


def settled(relations: Iterable[Relation]) -> tuple[Relation, ...]:
    """Return, of all that was found in all circles, for each pair what says most about it."""
    best: dict[frozenset[str], Relation] = {}
    for found in relations:
        pair = frozenset((found.source, found.to))
        if pair not in best or _order(found) < _order(best[pair]):
            best[pair] = found
    changed = {found.source for found in best.values() if (found.type, found.field) == _CHANGED_FIGURE}
    kept = [f for f in best.values() if not (f.type is RelationType.PART_OF and {f.source, f.to} & changed)]
    return tuple(sorted(kept, key=lambda found: (found.source, found.to)))


def _order(found: Relation) -> tuple[int, str, str, str]:
    return _RANK[found.type], found.rule, found.source, found.to


def repetitions(circle: Circle) -> Iterator[Relation]:
    """Yield what later reports tell again without saying on whose word."""
    for one, other in circle.pairs():
        for a, b in ((one, other), (other, one)):
            if a.root is None and _is_old(a, b) and one_event(a, b) and targets_meet(a, b):
                yield relation(RelationType.REPEATS, a, b, "told again in a later report")


def _is_old(a: Claim, b: Claim) -> bool:
    if a.kind is not b.kind or a.polarity is not b.polarity or figure(a.quantity) != figure(b.quantity):
        return False
    if a.published is None or b.published is None:
        return False
    return (a.published - b.published).days > STORY
