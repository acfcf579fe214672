"""Which claims may be related: those told together, of one thing on one day, or of one speaker's count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import combinations

from claims.resolution.agreement import Match, match_methods, match_places
from claims.resolution.blocks import figure, narrow
from claims.resolution.claim import Claim

AFTERMATH = 3
"""Days over which a speaker's figures for one event follow each other."""

Key = tuple[object, ...]


def link_keys(claim: Claim) -> list[Key]:
    """Return the keys by which a claim finds those that it may be related to: they share one at least."""
    keys: list[Key] = [("told", document) for document in sorted(claim.documents)]
    what = (claim.kind, claim.quantity and claim.quantity.unit)
    if claim.day:
        keys += [("at", *what, spot.region, claim.day) for spot in narrow(claim.places)]
        keys.append(("figure", claim.kind, figure(claim.quantity), claim.day))
    if claim.published and claim.root:
        keys += [("by", *what, claim.root, claim.published + timedelta(days=n)) for n in range(AFTERMATH + 1)]
    return keys


@dataclass
class Neighbourhood:
    """The claims and, for each, those that it may be related to."""

    claims: dict[str, Claim]
    near: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def pairs(self) -> Iterator[tuple[Claim, Claim]]:
        """Yield each pair of neighbours once, in a fixed order."""
        for a in sorted(self.near):
            for b in sorted(self.near[a]):
                if a < b:
                    yield self.claims[a], self.claims[b]

    def of(self, claim: Claim) -> list[Claim]:
        """Return the neighbours of a claim, in a fixed order."""
        return [self.claims[other] for other in sorted(self.near[claim.id])]


def neighbourhood(claims: Iterable[Claim]) -> Neighbourhood:
    """Return who may be related to whom."""
    found = Neighbourhood({claim.id: claim for claim in claims})
    shared: dict[Key, list[str]] = defaultdict(list)
    for claim in found.claims.values():
        for key in link_keys(claim):
            shared[key].append(claim.id)
    for ids in shared.values():
        for a, b in combinations(ids, 2):
            found.near[a].add(b)
            found.near[b].add(a)
    return found


def told_together(a: Claim, b: Claim) -> bool:
    """Tell whether one document tells both."""
    return not a.documents.isdisjoint(b.documents)


def one_event(a: Claim, b: Claim) -> bool:
    """Tell whether two claims can be about one event: nothing speaks against it, and something for it."""
    place = match_places(a.places, b.places)
    if place is Match.DIFFERENT or match_methods(a.method, b.method) is Match.DIFFERENT:
        return False
    return one_time(a, b) and (told_together(a, b) or place is not Match.SILENT or a.root == b.root)


def one_time(a: Claim, b: Claim) -> bool:
    """Tell whether two claims are of one day, or one speaker's within the aftermath."""
    if a.dates and b.dates and a.dates.end and b.dates.end and a.dates.start and b.dates.start:
        return abs((a.dates.end - b.dates.end).days) <= 1
    if a.day is None or b.day is None:
        return told_together(a, b)
    return abs((a.day - b.day).days) <= (AFTERMATH if a.root == b.root or told_together(a, b) else 1)


def targets_meet(a: Claim, b: Claim) -> bool:
    """Tell whether two claims can be of the same targets."""
    return not a.target or not b.target or not a.target.isdisjoint(b.target)
