"""Made-up mentions with the proportions of real ones: the same common figures every day, in a few places."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from claims.gazetteer import PlaceKind
from claims.model import Kind, Method, Op, Quantity, Target, Unit
from claims.resolution import Appearance, Dates, Spot

START = date(2022, 2, 24)
_COUNTS = (
    (Kind.CASUALTIES, Unit.KILLED, (1, 1, 1, 1, 2, 2, 3, 4, 5, 7, 11, 16)),
    (Kind.CASUALTIES, Unit.WOUNDED, (1, 1, 2, 2, 3, 3, 4, 6, 8, 12, 15, 43)),
    (Kind.INTERCEPTION, Unit.DRONE, (1, 2, 4, 9, 14, 20, 32, 45, 60)),
    (Kind.ATTACK, None, (0,)),
    (Kind.DAMAGE, None, (0,)),
    (Kind.RECRUITMENT, Unit.PERSON, (147_000, 300_000, 30_000, 1_000)),
)
_TARGETS = (Target.RESIDENTIAL, Target.CIVILIANS, Target.ENERGY, Target.RECRUITMENT_OFFICE, Target.RAILWAY)
_METHODS = (Method.DRONE, Method.MISSILE, Method.SHELLING, Method.ARSON)
_MENTIONS = 12


def mentions(count: int, seed: int = 0, days: int = 730) -> Iterator[Appearance]:
    """Yield so many mentions, in the order of the days they were published on; the same for the same seed.

    An event is told by one to twelve reports; each leaves out what reports leave out.
    """
    chance = random.Random(seed)
    made = 0
    events = max(1, count * 2 // _MENTIONS)
    for number in range(count):
        told = _event(chance, number, START + timedelta(days=number * days // events))
        for report in range(min(int(chance.paretovariate(0.8)), _MENTIONS)):
            if made == count:
                return
            yield _report(chance, told, made, report)
            made += 1


def _event(chance: random.Random, number: int, day: date) -> Appearance:
    kind, unit, values = chance.choice(_COUNTS)
    town = min(int(chance.paretovariate(0.5)), 400)
    region = f"XX.{town % 25:02}"
    return Appearance(
        mention="",
        document=str(number),
        outlet="",
        kind=kind,
        published=day,
        root=f"governor-{town % 25}" if chance.random() < 0.7 else f"agency-{chance.randrange(20)}",
        target=frozenset({chance.choice(_TARGETS)}),
        method=chance.choice(_METHODS),
        quantity=Quantity(float(chance.choice(values)), Op.EXACT, unit) if unit else None,
        dates=Dates(day, day),
        places=frozenset({Spot(f"town-{town}", frozenset({region, "XX"}), PlaceKind.TOWN)}),
    )


def _report(chance: random.Random, told: Appearance, number: int, order: int) -> Appearance:
    outlet = f"outlet-{chance.randrange(80)}"
    return replace(
        told,
        mention=f"m{number}",
        document=f"{told.document}-{outlet}-{number}",
        copies=f"{told.document}-{outlet}-{number}",
        outlet=outlet,
        order=order,
        root=told.root if chance.random() < 0.85 else None,
        relays=("agency-0",) if chance.random() < 0.3 else (),
        dates=told.dates if chance.random() < 0.6 else None,
        places=told.places if chance.random() < 0.7 else frozenset(),
        target=told.target if chance.random() < 0.8 else frozenset(),
        method=told.method if chance.random() < 0.6 else None,
        published=told.published + timedelta(days=chance.random() < 0.15) if told.published else None,
    )
