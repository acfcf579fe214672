"""A claim: one proposition by one root speaker, with every mention of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from claims.model import Actuality, Kind, Method, Op, Polarity, Quantity, Step, Target
from claims.resolution.agreement import is_wide
from claims.resolution.appearance import Appearance, Dates, Group, Spot

T = TypeVar("T", bound=Hashable)


@dataclass(frozen=True)
class Claim:
    """One proposition by one root speaker.

    ``id`` is the id of its first mention, so that it survives the arrival of others and a person's
    judgement can always find the claim by it. The fields hold what is said at its fullest. ``readings``
    has, for each field in which the mentions differ, what they say; where the root itself was crawled its
    own words count, and elsewhere none of them is taken for the truth. ``stub`` says that the root was not.
    """

    id: str
    kind: Kind
    root: str | None
    root_name: str | None
    target: frozenset[Target]
    method: Method | None
    quantity: Quantity | None
    dates: Dates | None
    places: frozenset[Spot]
    certainty: Step | None
    polarity: Polarity
    actuality: Actuality
    background: bool
    stub: bool
    appearances: Group
    readings: Mapping[str, tuple[object, ...]] = field(default_factory=dict)

    @cached_property
    def documents(self) -> frozenset[str]:
        """Return the documents that tell it."""
        return frozenset(a.document for a in self.appearances)

    @cached_property
    def outlets(self) -> frozenset[str]:
        """Return the outlets that tell it in words of their own: a copy of a text is not one more."""
        own = {a.copies: a.outlet for a in sorted(self.appearances, key=told_first, reverse=True)}
        return frozenset(own.values())

    @property
    def place(self) -> str | None:
        """Return the names of its places, joined with semicolons; None where there are none."""
        return "; ".join(sorted(spot.name for spot in self.places)) or None

    @cached_property
    def published(self) -> date | None:
        """Return the day it was first told, None where no report has a date."""
        return min((a.published for a in self.appearances if a.published), default=None)

    @cached_property
    def day(self) -> date | None:
        """Return when the thing happened, or else when it was first told."""
        return (self.dates and self.dates.end) or self.published


def told_first(appearance: Appearance) -> tuple[date, str]:
    """Return the key by which mentions are put in order: the day of publication, then the id."""
    return appearance.published or date.max, appearance.mention


def claim(group: Iterable[Appearance], root: str | None) -> Claim:
    """Make the claim of a group of mentions, whose root is ``root``."""
    own = tuple(sorted(group, key=told_first))
    words = [a for a in own if a.outlet == root] or list(own)
    named = [a for a in own if a.root == root and a.root_name]
    first = own[0]
    return Claim(
        id=first.mention,
        kind=first.kind,
        root=root,
        root_name=named[0].root_name if named else root,
        target=frozenset().union(*(a.target for a in words)),
        method=_first((a.method for a in words), lambda method: is_wide(method)),
        quantity=_first((a.quantity for a in words), lambda q: q.op is not Op.EXACT),
        dates=_first((a.when for a in words), lambda d: (d.end is None, d.start is None, a_long(d))),
        places=_first((a.where or None for a in words), _coarse) or frozenset(),
        certainty=_only({a.certainty for a in words}),
        polarity=first.polarity,
        actuality=first.actuality,
        background=all(a.background for a in own),
        stub=root is not None and all(a.outlet != root for a in own),
        appearances=own,
        readings=_readings(own),
    )


def a_long(dates: Dates) -> int:
    """Return the days of a period, many where an end is open."""
    return dates.days or 1 << 20


def _coarse(spots: frozenset[Spot]) -> tuple[int, int]:
    return -max(len(spot.within) for spot in spots), sum(spot.kind is None for spot in spots)


def _first(values: Iterable[T | None], coarse: Callable[[T], object]) -> T | None:
    """Return the finest value, and of equally fine ones the least in a fixed order."""
    given = [value for value in values if value is not None]
    return min(given, key=lambda value: (coarse(value), repr(value))) if given else None


def _only(values: set[T | None]) -> T | None:
    return next(iter(values)) if len(values) == 1 else None


def _readings(own: Group) -> dict[str, tuple[object, ...]]:
    fields: dict[str, set[object]] = {
        "certainty": {a.certainty for a in own},
        "method": {a.method for a in own if a.method},
        "op": {a.quantity.op for a in own if a.quantity},
        "period": {a.dates for a in own if a.dates},
        "place": {a.places for a in own if a.places},
        "target": {a.target for a in own if a.target},
    }
    return {name: tuple(sorted(said, key=str)) for name, said in fields.items() if len(said) > 1}
