"""Which claims may be related: those told together, of one thing on one day, or of one speaker's count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

from claims.gazetteer import PlaceKind
from claims.model import Actuality, Kind, Op, Quantity, Unit
from claims.resolution.agreement import Match, match_methods, match_places
from claims.resolution.blocks import COMMON, RARE, Figure, figure, narrow, reality
from claims.resolution.claim import Claim

AFTERMATH = 3
"""Days over which a speaker's figures for one event follow each other."""

JUDGED = frozenset({Kind.ASSESSMENT, Kind.ATTRIBUTION})
POLICY = frozenset({Kind.RECRUITMENT, Kind.MOBILISATION, Kind.CONSCRIPTION_RULE})

CROWD = 64
"""Claims that share a key beyond which it is no sign that they are of one thing."""

Key = tuple[object, ...]


def link_keys(claim: Claim) -> list[Key]:
    """Return the keys by which a claim finds those that it may be related to: they share one at least."""
    return [*(("told", name) for name in sorted(claim.documents)), *_event_keys(claim), *_speech_keys(claim)]


def _event_keys(claim: Claim) -> Iterator[Key]:
    """Yield the keys of the event: where, or what was hit, or which figure, on one day."""
    if claim.day is None:
        return
    unit = family(claim.quantity)
    for day in {claim.day, claim.day - timedelta(days=1) if is_night(claim) else claim.day}:
        for spot in claim.places:
            if spot.kind is not PlaceKind.COUNTRY or unit == "attack":
                yield ("at", claim.kind, unit, spot.region, day)
        for target in claim.target & RARE:
            yield ("on", claim.kind, unit, target, day)
    if claim.quantity is not None:
        yield ("figure", claim.kind, measured(claim), claim.day)


def _speech_keys(claim: Claim) -> Iterator[Key]:
    """Yield the keys of what was said: by whom, of which policy, about what, in which digits."""
    if claim.published is None:
        return
    days = [claim.published + timedelta(days=n) for n in range(AFTERMATH + 1)]
    unit, value = family(claim.quantity), claim.quantity.value if claim.quantity else None
    if claim.root:
        yield from (("by", claim.kind, unit, claim.root, day) for day in days)
    if claim.kind in POLICY:
        yield ("policy", claim.kind, unit, claim.published)
    if claim.quantity is None and claim.kind in JUDGED:
        yield from (("about", claim.kind, topic, claim.published) for topic in gist(claim))
    if value:
        yield ("digits", claim.kind, value / 1000 if value % 1000 == 0 else value, claim.published)


def is_night(claim: Claim) -> bool:
    """Tell whether a claim is of two days, as a night is."""
    return claim.dates is not None and claim.dates.days == 2


def measured(claim: Claim) -> Figure | None:
    """Return a claim's figure; a count of attacks, cases or buildings attacked is the same count."""
    known = figure(claim.quantity)
    return known and known._replace(unit=family(claim.quantity))


def family(quantity: Quantity | None) -> str | None:
    """Return what a figure counts, in which attacks, cases and the buildings attacked are one."""
    unit = quantity.unit if quantity else None
    return "attack" if unit in (Unit.BUILDING, Unit.CASE) else unit


def gist(claim: Claim) -> frozenset[str]:
    """Return what the mentions of a claim are about."""
    return frozenset().union(*(a.gist for a in claim.appearances))


@dataclass(frozen=True)
class Circle:
    """Claims that share a link key, in the order of their ids: the rules look for relations among them."""

    claims: tuple[Claim, ...]

    def pairs(self) -> Iterator[tuple[Claim, Claim]]:
        """Yield each pair once."""
        return combinations(self.claims, 2)

    def of(self, claim: Claim) -> list[Claim]:
        """Return the others."""
        return [other for other in self.claims if other.id != claim.id]


def circles(claims: Iterable[Claim]) -> dict[Key, Circle]:
    """Return who may be related to whom, by link key; keys that a single claim has are left out."""
    shared: dict[Key, list[Claim]] = defaultdict(list)
    for claim in claims:
        for key in set(link_keys(claim)):
            shared[key].append(claim)
    return {key: circle(own) for key, own in shared.items() if 1 < len(own) <= CROWD}


def circle(claims: Iterable[Claim]) -> Circle:
    """Return the circle of the claims that share a key."""
    return Circle(tuple(sorted(claims, key=lambda claim: claim.id)))


def told_together(a: Claim, b: Claim) -> bool:
    """Tell whether one document tells both."""
    return not a.documents.isdisjoint(b.documents)


def one_event(a: Claim, b: Claim) -> bool:
    """Tell whether two claims can be about one event: nothing speaks against it, and something for it."""
    place = match_places(a.places, b.places)
    if place is Match.DIFFERENT or match_methods(a.method, b.method) is Match.DIFFERENT or not one_time(a, b):
        return False
    if told_together(a, b) or (a.root is not None and a.root == b.root):
        return True
    if place is not Match.SILENT and narrow(a.places) and narrow(b.places):
        return True
    same_figure = value(a) >= COMMON and measured(a) == measured(b)
    return same_figure or _one_hit(a, b) or _one_term(a, b)


def _one_hit(a: Claim, b: Claim) -> bool:
    """Tell whether both are of a target, or a day's count in a country, that is not told of twice a day."""
    counted = family(a.quantity) == "attack" == family(b.quantity) and bool(a.places & b.places)
    if a.day == b.day:
        return counted or bool(a.target & b.target & RARE)
    return counted and (is_night(a) or is_night(b))


def _one_term(a: Claim, b: Claim) -> bool:
    return a.dates is not None and a.dates == b.dates and (a.dates.days or 0) > 2


def one_time(a: Claim, b: Claim) -> bool:
    """Tell whether two claims are of one day, or told in the aftermath of one."""
    if a.dates and b.dates and a.dates.end and b.dates.end and a.dates.start and b.dates.start:
        near = abs((a.dates.end - b.dates.end).days) <= 1 and abs((a.dates.start - b.dates.start).days) <= 1
        return near or a.dates.start == b.dates.start
    if a.day is not None and a.day == b.day:
        return True
    if a.published is None or b.published is None:
        return told_together(a, b)
    return abs((a.published - b.published).days) <= (AFTERMATH if a.root == b.root else 1)


def targets_meet(a: Claim, b: Claim) -> bool:
    """Tell whether two claims can be of the same targets."""
    return not a.target or not b.target or not a.target.isdisjoint(b.target)


def counts(claim: Claim) -> bool:
    """Tell whether a claim gives a number of things: no ratio, share or age."""
    if claim.quantity is None or claim.quantity.unit in (None, Unit.AGE, Unit.PERCENT):
        return False
    return claim.quantity.op not in (Op.RATIO, Op.PERCENT)


def counted_alike(a: Claim, b: Claim) -> bool:
    """Tell whether two claims give numbers of the same things."""
    return counts(a) and counts(b) and family(a.quantity) == family(b.quantity)


def world(claim: Claim) -> str:
    """Return whether a claim is of what happened, tried or done, or of what is meant to."""
    tried = claim.actuality in (Actuality.ATTEMPTED, Actuality.FOILED)
    return "real" if tried else reality(claim.actuality)


def value(claim: Claim) -> float:
    """Return the number of a claim; 0 where it has none."""
    return claim.quantity.value if claim.quantity else 0.0
