"""Which mentions need comparing at all: those of one block, and no others.

A block holds one kind, one figure with its unit, one polarity and one day. A figure that is common in the
news (below ten, or none at all) says little, so there the place, or else the root, is part of the block.
Blocks stay small however large the store grows, and a new mention touches its own alone.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from claims.gazetteer import PlaceKind
from claims.model import Actuality, Kind, Op, Quantity, Target, Unit
from claims.resolution.appearance import Appearance, Spot

COMMON = 10
"""Figures below this are told of many events on one day."""

RARE = frozenset(Target) - {
    Target.CIVILIANS, Target.RESIDENTIAL, Target.TROOPS, Target.VEHICLE, Target.ENERGY, Target.INDUSTRY,
    Target.OTHER, Target.CONSCRIPTS, Target.RESERVISTS, Target.CITIZENS, Target.VOLUNTEERS,
}  # fmt: skip
"""Targets that are not hit every day: one of them goes far to tell which event is meant."""

_WEAK_UNITS = frozenset({Unit.AGE, Unit.PERCENT})
_POLICY = frozenset(
    {Kind.CONSCRIPTION_RULE, Kind.MOBILISATION, Kind.RECRUITMENT, Kind.EVASION, Kind.TREND, Kind.ASSESSMENT}
)
_REALITY = {
    Actuality.DONE: "real",
    Actuality.ONGOING: "real",
    Actuality.PLANNED: "intended",
    Actuality.PROMISED: "intended",
}
# Ops that put bounds on one and the same figure: "at least 28" and "28" are one count, "over 28" is not.
_BOUNDS = frozenset({Op.EXACT, Op.AT_LEAST, Op.AT_MOST, Op.ABOUT})


class Figure(NamedTuple):
    """A quantity in the form that mentions of one claim share."""

    value: float
    max: float | None
    unit: str | None
    op: str


class Stream(NamedTuple):
    """What does not depend on time in a block: the same measure of the same thing, day after day."""

    kind: str
    polarity: str
    reality: str
    figure: Figure | None
    anchor: str | None


class Block(NamedTuple):
    """A stream on one day; mentions of different blocks are never one claim."""

    stream: Stream
    day: date | None


def figure(quantity: Quantity | None) -> Figure | None:
    """Return the figure of a quantity: hedged and exact counts of one number are the same figure."""
    if quantity is None:
        return None
    op = "count" if quantity.op in _BOUNDS else str(quantity.op)
    return Figure(float(quantity.value), quantity.max, quantity.unit, op)


def reality(actuality: Actuality) -> str:
    """Return which world the claim speaks of: what is planned or promised is not done."""
    return _REALITY.get(actuality, str(actuality))


def is_common(appearance: Appearance) -> bool:
    """Tell whether the figure says too little to know an event by."""
    quantity = appearance.quantity
    if quantity is not None and appearance.kind in _POLICY:
        return False
    if (
        quantity is None
        or quantity.unit in _WEAK_UNITS
        or quantity.op in (Op.RATIO, Op.PERCENT, Op.MAGNITUDE)
    ):
        return True
    return quantity.value < COMMON


def stream(appearance: Appearance) -> Stream:
    """Return the stream of a mention."""
    return Stream(
        str(appearance.kind),
        str(appearance.polarity),
        reality(appearance.actuality),
        figure(appearance.quantity),
        _anchor(appearance) if is_common(appearance) else None,
    )


def _anchor(appearance: Appearance) -> str:
    dates = appearance.dates
    if spots := narrow(appearance.where):
        return "at " + " ".join(sorted({spot.region for spot in spots}))
    if appearance.root is not None:
        return "by " + appearance.root
    if appearance.where:
        return "at " + " ".join(sorted(spot.id for spot in appearance.where))
    if dates and dates.end and dates.end != appearance.published and (dates.days or 99) > 2:
        return "dated"
    return "in " + appearance.copies


def narrow(spots: frozenset[Spot]) -> frozenset[Spot]:
    """Return the places that the gazetteer knows and that are less than a whole country."""
    return frozenset(spot for spot in spots if spot.kind not in (None, PlaceKind.COUNTRY))


def day(appearance: Appearance) -> date | None:
    """Return the day that a mention is filed under: when the thing happened, or else when it was told."""
    return (appearance.when and appearance.when.end) or appearance.published


def block(appearance: Appearance) -> Block:
    """Return the block of a mention, which is completed by its story."""
    return Block(stream(appearance), day(appearance))
