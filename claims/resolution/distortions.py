"""What a relay changed of what the speaker it cites had said: distorts, with the field."""

from __future__ import annotations

from collections.abc import Iterator

from claims.model import Kind, Op, Unit
from claims.resolution.agreement import Match, match_methods, match_places
from claims.resolution.blocks import COMMON, figure
from claims.resolution.claim import Claim
from claims.resolution.neighbours import POLICY, Circle, one_time, targets_meet, told_together, value
from claims.resolution.relation import Relation, RelationType, relation

_ROUNDED = 0.03
_COUNTS = frozenset({Unit.ATTACK, Unit.BUILDING, Unit.CASE, Unit.PERSON, Unit.SETTLEMENT, Unit.WEAPON})


def distortions(circle: Circle) -> Iterator[Relation]:
    """Yield the pairs of claims of which one is the other with one field changed."""
    for one, other in circle.pairs():
        a, b = sorted((one, other), key=_faith)
        for field, rule, holds in _FIELDS:
            if holds(a, b):
                yield relation(RelationType.DISTORTS, a, b, rule, field)
                break


def _faith(claim: Claim) -> tuple[object, ...]:
    """Put the likelier changed one first: the unattributed, the less told, the farther from its root."""
    hops = min(len(a.relays) for a in claim.appearances)
    return claim.root is not None, not claim.stub, len(claim.outlets), -hops, claim.id


def _cites(a: Claim, b: Claim) -> bool:
    """Tell whether ``a`` passes on, or in the same report retells in its own words, what ``b`` says."""
    if a.root is None and b.root is not None:
        return told_together(a, b) or a.kind in POLICY
    return a.root is not None and a.root == b.root


def _alike(a: Claim, b: Claim, *but: str) -> bool:
    if a.kind is not b.kind or ("polarity" not in but and a.polarity is not b.polarity):
        return False
    if "place" not in but and match_places(a.places, b.places) is Match.DIFFERENT:
        return False
    return ("target" in but or targets_meet(a, b)) and match_methods(
        a.method, b.method
    ) is not Match.DIFFERENT


def _unit(a: Claim, b: Claim) -> bool:
    """The same count of something else: by the speaker, or by a report that names no speaker."""
    if a.quantity is None or b.quantity is None or not _alike(a, b):
        return False
    retold = a.root is None and b.root is not None and value(a) >= COMMON and a.target == b.target
    units = {a.quantity.unit, b.quantity.unit}
    one_count = value(a) == value(b) > 1 and len(units) == 2 and units <= _COUNTS
    return one_count and (retold or (a.root is not None and a.root == b.root))


def _period(a: Claim, b: Claim) -> bool:
    """The same figure by the same speaker for another period: not simply said again on another day."""
    if a.quantity is None or figure(a.quantity) != figure(b.quantity) or a.root is None or a.root != b.root:
        return False
    if not a.dates or not b.dates or a.dates == b.dates or not _alike(a, b):
        return False
    return a.dates.start != b.dates.start and a.quantity.value > 1


def _target(a: Claim, b: Claim) -> bool:
    """The same count by the same speaker, of fewer or other targets."""
    if a.quantity is None or figure(a.quantity) != figure(b.quantity) or a.root is None or a.root != b.root:
        return False
    return (
        bool(a.target and b.target) and a.target != b.target and a.dates == b.dates and _alike(a, b, "target")
    )


def _quantity(a: Claim, b: Claim) -> bool:
    if a.quantity is None or b.quantity is None or a.quantity.unit is not b.quantity.unit or not _cites(a, b):
        return False
    if not _alike(a, b) or a.quantity.op in (Op.RATIO, Op.PERCENT) or not one_time(a, b):
        return False
    if a.background or b.background:
        return False
    return _thousands_lost(a, b) or _rounded(a, b) or _headline(a, b)


def _thousands_lost(a: Claim, b: Claim) -> bool:
    assert a.quantity is not None
    assert b.quantity is not None
    return a.quantity.value * 1000 == b.quantity.value or b.quantity.value * 1000 == a.quantity.value


def _rounded(a: Claim, b: Claim) -> bool:
    """The same figure with another bound, or one so near that it is a rounding or a slip."""
    assert a.quantity is not None
    assert b.quantity is not None
    if a.dates and b.dates and a.dates.start != b.dates.start:
        return False
    low, high = sorted((a.quantity.value, b.quantity.value))
    return high >= 50 and high - low <= _ROUNDED * high and figure(a.quantity) != figure(b.quantity)


def _headline(a: Claim, b: Claim) -> bool:
    """One report gives a speaker's count, and another figure for the same in its own words."""
    assert a.quantity is not None
    assert b.quantity is not None
    counted = a.quantity.unit in _COUNTS and a.kind is Kind.ATTACK and a.dates == b.dates
    return a.root is None and counted and told_together(a, b) and a.quantity.value * 2 > b.quantity.value


def _place(a: Claim, b: Claim) -> bool:
    """One report tells a speaker's attack, and the same in its own words elsewhere."""
    if a.kind is not Kind.ATTACK or a.quantity is not None or b.quantity is not None or a.root is not None:
        return False
    if b.root is None or not told_together(a, b) or a.background or not _alike(a, b, "place"):
        return False
    return _elsewhere(a, b) and bool(a.target & b.target) and one_time(a, b)


def _elsewhere(a: Claim, b: Claim) -> bool:
    """Tell whether places differ; in one report a name that the gazetteer lacks is another place."""
    match = match_places(a.places, b.places)
    return match is Match.DIFFERENT or (match is Match.SILENT and bool(a.places and b.places))


def _method(a: Claim, b: Claim) -> bool:
    """One report tells a speaker's attack, and the same in its own words by another method."""
    if a.kind is not Kind.ATTACK or a.quantity is not None or b.quantity is not None or a.root is not None:
        return False
    if (
        b.root is None
        or not told_together(a, b)
        or a.background
        or not a.target & b.target
        or not one_time(a, b)
    ):
        return False
    return match_places(a.places, b.places) > 0 and match_methods(a.method, b.method) is Match.DIFFERENT


def _speaker(a: Claim, b: Claim) -> bool:
    """Two reports by way of one relay give one figure to two speakers."""
    if (
        a.quantity is None
        or figure(a.quantity) != figure(b.quantity)
        or not a.root
        or not b.root
        or a.root == b.root
    ):
        return False
    relays = {hop for x in a.appearances for hop in x.relays} & {
        hop for x in b.appearances for hop in x.relays
    }
    return bool(relays) and not told_together(a, b) and a.dates == b.dates and _alike(a, b)


def _polarity(a: Claim, b: Claim) -> bool:
    if a.root is None or a.root != b.root or a.polarity is b.polarity or a.kind is not b.kind:
        return False
    same = figure(a.quantity) == figure(b.quantity) and a.dates == b.dates and a.actuality is b.actuality
    return (
        same
        and not told_together(a, b)
        and a.published == b.published
        and _alike(a, b, "polarity")
        and (bool(a.target & b.target) and (a.quantity is not None or _one_gist(a, b)))
    )


def _one_gist(a: Claim, b: Claim) -> bool:
    return bool(a.appearances[0].gist & b.appearances[0].gist)


_FIELDS = (
    ("unit", "same figure in another unit", _unit),
    ("period", "same figure for another period", _period),
    ("target", "same figure for other targets", _target),
    ("quantity", "another figure for what the speaker said", _quantity),
    ("place", "another place for what the speaker said", _place),
    (None, "another method for what the speaker said", _method),
    ("speaker", "another speaker by way of the same relay", _speaker),
    ("polarity", "denied for what the speaker affirmed", _polarity),
)
