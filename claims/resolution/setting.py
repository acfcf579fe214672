"""What a document is about as a whole: the place and the day that its claims share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from claims.gazetteer import PlaceKind
from claims.model import Kind
from claims.resolution.appearance import Appearance, Setting, Spot
from claims.resolution.blocks import narrow

_EVENTS = frozenset(
    {Kind.ATTACK, Kind.INTERCEPTION, Kind.CASUALTIES, Kind.DAMAGE, Kind.ATTRIBUTION, Kind.PROSECUTION}
)


def settled(claims: Sequence[Appearance], scene: frozenset[Spot] = frozenset()) -> list[Appearance]:
    """Return the mentions of one document, each with what the others agree on; ``scene`` is its own place."""
    fresh = [claim for claim in claims if not claim.background]
    named = [spot for claim in fresh for spot in claim.places]
    places = narrow(_one_place(named))
    scene = frozenset() if narrow(frozenset(named)) else scene
    days = {
        claim.dates for claim in fresh if claim.kind in _EVENTS and claim.dates and claim.dates.days in (1, 2)
    }
    day = days.pop() if len(days) == 1 else None
    roots = frozenset(claim.root for claim in fresh if claim.root)
    return [
        replace(
            claim, setting=_setting(claim, Setting(places, day, roots, scene)), gist=_own_gist(claim, claims)
        )
        for claim in claims
    ]


def _own_gist(claim: Appearance, claims: Sequence[Appearance]) -> frozenset[str]:
    """Return what a claim is about, less what its document says as a claim of its own."""
    rest = claim.gist
    for other in claims:
        if other.kind is claim.kind and other.quantity is None and other.gist < claim.gist:
            rest -= other.gist
    return rest or claim.gist


def _setting(claim: Appearance, shared: Setting) -> Setting:
    if claim.background:
        return Setting()
    return shared if claim.kind in _EVENTS else Setting(roots=shared.roots)


def _one_place(spots: Iterable[Spot]) -> frozenset[Spot]:
    """Return the narrowest place, where every other one contains it and none is a whole country."""
    named = set(spots)
    if any(spot.kind is PlaceKind.COUNTRY for spot in named):
        return frozenset()
    inner = [spot for spot in named if all(o == spot or o.id in spot.within for o in named)]
    return frozenset(inner) if len(inner) == 1 else frozenset()
