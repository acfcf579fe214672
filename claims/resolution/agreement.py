"""How two mentions compare, field by field: the same, one of them silent or coarser, or different."""

from __future__ import annotations

from enum import IntEnum

from claims.gazetteer import PlaceKind
from claims.model import Kind, Method, Unit
from claims.resolution.appearance import Appearance, Dates, Spot
from claims.resolution.blocks import is_common, narrow

_BLASTS = frozenset({Method.MISSILE, Method.DRONE, Method.AIR_STRIKE, Method.SHELLING, Method.SABOTAGE})
_WIDE = {Method.EXPLOSION: _BLASTS, Method.COMBINED: _BLASTS, Method.OTHER: frozenset(Method)}
_TOLD = frozenset({Kind.ASSESSMENT, Kind.ATTRIBUTION, Kind.TREND, Kind.MOBILISATION, Kind.CONSCRIPTION_RULE,
                   Kind.PROSECUTION, Kind.EVASION, Kind.RECRUITMENT})  # fmt: skip
STORY = 7
"""Days after which what a report tells in its own words is an old story."""

_PEOPLE = frozenset({Kind.CASUALTIES, Kind.RECRUITMENT})
_COUNTED = frozenset({Unit.ATTACK, Unit.BUILDING, Unit.CASE})


class Match(IntEnum):
    """The outcome for one field. All but ``DIFFERENT`` allow one claim."""

    DIFFERENT = 0
    SILENT = 1
    COARSER = 2
    SAME = 3


def compare(a: Appearance, b: Appearance) -> dict[str, Match]:
    """Return the outcome for each field in which mentions of one block by one root may still differ."""
    return {
        "period": match_dates(a.when, b.when),
        "place": match_scenes(a.where, b.where),
        "target": match_targets(a, b),
        "method": match_methods(a.method, b.method),
        "gist": match_gist(a, b),
        "telling": match_tellings(a, b),
        "time": match_clocks(a.clock, b.clock),
        "document": match_documents(a, b),
    }


def agrees(a: Appearance, b: Appearance) -> bool:
    """Tell whether no field keeps two mentions apart."""
    return (
        match_targets(a, b) > 0
        and match_scenes(a.where, b.where) > 0
        and match_methods(a.method, b.method) > 0
        and match_dates(a.when, b.when) > 0
        and match_gist(a, b) > 0
        and match_tellings(a, b) > 0
        and match_clocks(a.clock, b.clock) > 0
        and match_documents(a, b) > 0
    )


def match_dates(a: Dates | None, b: Dates | None) -> Match:
    """Compare periods that end on one day (the block sees to that) by how they begin."""
    if a is None or b is None or a.start is None or b.start is None:
        return Match.SILENT
    if a.start == b.start:
        return Match.SAME
    if abs((a.start - b.start).days) <= 1 and (a.days or 99) <= 2 and (b.days or 99) <= 2:
        return Match.COARSER
    month = a.start.replace(day=1) == b.start.replace(day=1) and 1 in (a.start.day, b.start.day)
    return Match.COARSER if month and (a.days or 99) > 31 else Match.DIFFERENT


def match_places(a: frozenset[Spot], b: frozenset[Spot]) -> Match:
    """Compare places: an oblast is coarser than a city in it; a shop or a hamlet may be anywhere."""
    if not a or not b:
        return Match.SILENT
    ids, others = {spot.id for spot in a}, {spot.id for spot in b}
    if ids == others:
        return Match.SAME
    if any(spot.kind is None for spot in a) != any(spot.kind is None for spot in b):
        return Match.SILENT
    if len(a) > 1 and len(b) > 1 and not ids.isdisjoint(others):
        return Match.COARSER
    if all(_lies_in(spot, others) for spot in a) or all(_lies_in(spot, ids) for spot in b):
        return Match.COARSER
    return Match.DIFFERENT


def match_scenes(a: frozenset[Spot], b: frozenset[Spot]) -> Match:
    """Compare places as match_places does, but hold a whole country for another place than a part of it."""
    if bool(narrow(a)) != bool(narrow(b)) and (_is_country(a) or _is_country(b)):
        return Match.DIFFERENT if a and b else Match.SILENT
    return match_places(a, b)


def _is_country(spots: frozenset[Spot]) -> bool:
    return any(spot.kind is PlaceKind.COUNTRY for spot in spots)


def _lies_in(spot: Spot, areas: set[str]) -> bool:
    return spot.id in areas or not spot.within.isdisjoint(areas)


def match_targets(a: Appearance, b: Appearance) -> Match:
    """Compare targets: a count of wider targets is another count, one event may be told more narrowly.

    Of people, reports name now who was hit and now where: one speaker's telling figure is one figure.
    """
    if not a.target or not b.target:
        return Match.SILENT if a.target or b.target else Match.SAME
    if a.target == b.target:
        return Match.SAME
    if a.quantity is not None and a.quantity.unit in _COUNTED and a.quantity.value > 1:
        return Match.DIFFERENT
    telling = a.kind in _PEOPLE and not is_common(a) and None not in (a.root, b.root)
    return Match.DIFFERENT if a.target.isdisjoint(b.target) and not telling else Match.COARSER


def match_methods(a: Method | None, b: Method | None) -> Match:
    """Compare methods: an explosion may be a missile, arson may not."""
    if a is None or b is None:
        return Match.SILENT
    if a == b:
        return Match.SAME
    return Match.COARSER if b in _WIDE.get(a, ()) or a in _WIDE.get(b, ()) else Match.DIFFERENT


def is_wide(method: Method) -> bool:
    """Tell whether a method is one that narrower ones are a case of."""
    return method in _WIDE


def match_gist(a: Appearance, b: Appearance) -> Match:
    """Compare what the words are about, where no figure says it: they must have a topic in common."""
    if a.quantity is not None or a.kind not in _TOLD:
        return Match.SILENT
    if a.gist == b.gist:
        return Match.SAME if a.gist else Match.SILENT
    return Match.DIFFERENT if a.gist.isdisjoint(b.gist) else Match.COARSER


def match_tellings(a: Appearance, b: Appearance) -> Match:
    """Keep what names nobody out of the claims of another time: it repeats them on nobody's word."""
    if (a.root is not None and b.root is not None) or a.published is None or b.published is None:
        return Match.SILENT
    return Match.DIFFERENT if abs((a.published - b.published).days) > STORY else Match.SILENT


def match_clocks(a: int | None, b: int | None) -> Match:
    """Compare times of day."""
    if a is None or b is None:
        return Match.SILENT
    return Match.SAME if a == b else Match.DIFFERENT


def match_documents(a: Appearance, b: Appearance) -> Match:
    """Keep apart what one document tells apart: it says a thing once.

    A figure may stand there twice, in the same terms or, where it is no common one, in fewer.
    """
    if a.document != b.document or a.mention == b.mention:
        return Match.SILENT
    if a.quantity is None or (a.root, a.actuality) != (b.root, b.actuality):
        return Match.DIFFERENT
    return Match.SAME if _said(a) == _said(b) or not is_common(a) else Match.DIFFERENT


def _said(a: Appearance) -> tuple[object, ...]:
    return a.dates, a.places, a.target, a.method, a.quantity


def terms(appearance: Appearance) -> tuple[object, ...]:
    """Return the fields that compare() looks at: mentions of equal terms compare alike."""
    told = appearance.quantity is None and appearance.kind in _TOLD
    return (
        appearance.when,
        appearance.where,
        appearance.target,
        appearance.method,
        appearance.gist if told else None,
        appearance.clock,
        appearance.published if appearance.root is None else None,
    )
