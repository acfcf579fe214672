"""Series: one measurable thing, with the figures that rival each other and follow each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from claims.model import Unit
from claims.resolution.blocks import narrow, reality
from claims.resolution.claim import Claim


@dataclass(frozen=True, slots=True)
class Measure:
    """What a series measures: the kind and unit, of what, where, and from when on.

    ``start`` is the first day of the count; for the toll of an event the event's day.
    """

    kind: str
    unit: Unit
    reality: str
    target: tuple[str, ...]
    places: tuple[str, ...]
    start: date | None


@dataclass(frozen=True, slots=True)
class Series:
    """A measure and its figures: the ids of the claims, in the order in which they were told."""

    measure: Measure
    claims: tuple[str, ...]


def series_of(claims: Iterable[Claim]) -> tuple[Series, ...]:
    """Return the series of the claims that have a figure."""
    found: dict[Measure, list[Claim]] = defaultdict(list)
    for made in claims:
        if (measure := measure_of(made)) is not None:
            found[measure].append(made)
    return tuple(
        Series(measure, tuple(made.id for made in sorted(own, key=told_at)))
        for measure, own in sorted(found.items(), key=str)
    )


def measure_of(claim: Claim) -> Measure | None:
    """Return what a claim measures; None where it has no figure with a unit."""
    if claim.quantity is None or claim.quantity.unit is None:
        return None
    return Measure(
        claim.kind,
        claim.quantity.unit,
        reality(claim.actuality),
        tuple(sorted(claim.target)),
        tuple(sorted({spot.region for spot in narrow(claim.places)})),
        claim.dates.start if claim.dates and claim.dates.start else claim.day,
    )


def told_at(claim: Claim) -> tuple[date, date, float, str]:
    """Return the key that puts claims in the order in which they were told."""
    value = claim.quantity.value if claim.quantity else 0.0
    return claim.published or date.max, claim.day or date.max, value, claim.id
