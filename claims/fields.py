"""What is attacked, with what, and whom a claim concerns: the fields that word lists give, each with its words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from claims.events import Event
from claims.lexicon import Hit
from claims.model import Kind, Method, Target, Unit
from claims.reading import Reading

MOBILISATION = frozenset({Kind.MOBILISATION, Kind.RECRUITMENT, Kind.CONSCRIPTION_RULE, Kind.EVASION})
PERSONS = frozenset(
    {
        Target.RESERVISTS,
        Target.CONSCRIPTS,
        Target.VOLUNTEERS,
        Target.PRISONERS,
        Target.STUDENTS,
        Target.WOMEN,
        Target.FOREIGNERS,
        Target.MEN_ABROAD,
        Target.CITIZENS,
    }
)
OBJECTS = frozenset(Target) - PERSONS
STRUCTURES = OBJECTS - {Target.TROOPS, Target.VEHICLE, Target.CIVILIANS, Target.OFFICIAL, Target.POLICE}
_ACTORS = frozenset(
    {Target.TROOPS, Target.POLICE, Target.OFFICIAL, Target.AIRCRAFT, Target.SHIP, Target.VEHICLE}
)
_WEAPONS = {
    "drone": Method.DRONE,
    "missile": Method.MISSILE,
    "bomb": Method.AIR_STRIKE,
    "shell": Method.SHELLING,
}
_UNITS = {Unit.DRONE: Method.DRONE, Unit.MISSILE: Method.MISSILE, Unit.BOMB: Method.AIR_STRIKE}
_SIGNS = (
    Method.ARSON,
    Method.CYBER,
    Method.COMBINED,
    Method.DRONE,
    Method.MISSILE,
    Method.AIR_STRIKE,
    Method.SHELLING,
    Method.SHOOTING,
    Method.SABOTAGE,
    Method.EXPLOSION,
    Method.OTHER,
)


class Found(NamedTuple):
    """The values of a field and the words that they rest on."""

    values: tuple[str, ...]
    hits: tuple[Hit[str], ...]


def targets(
    reading: Reading, event: Event, piece: tuple[int, int]
) -> tuple[tuple[Target, ...], Hit[str] | None]:
    """Return what is attacked or whom it concerns, and the first word that says so."""
    wanted = PERSONS if event.rule.kind in MOBILISATION else OBJECTS
    for scope in (piece, event.site.clause):
        hits = [hit for target in wanted for hit in reading.tags.within(f"target.{target}", *scope)]
        hits = _outermost(hit for hit in hits if _is_object(reading, event, hit))
        found = tuple(
            sorted({Target(hit.value.removeprefix("target.")) for hit in hits}, key=list(Target).index)
        )
        if len(found) > 1 and Target.OTHER in found:
            found = tuple(target for target in found if target is not Target.OTHER)
        if len(found) > 1 and Target.CITIZENS in found:
            found = tuple(target for target in found if target is not Target.CITIZENS)
        if found:
            return found, min(hits)
    return event.rule.target, None


def _is_object(reading: Reading, event: Event, hit: Hit[str]) -> bool:
    """Tell whether the target is struck and not the one who strikes: whoever stands before a verb acts."""
    target = Target(hit.value.removeprefix("target."))
    if event.rule.kind in MOBILISATION:
        return True
    return not (target in _ACTORS and event.rule.kind is Kind.ATTACK and hit.first < event.site.first)


def _outermost(hits: Iterable[Hit[str]]) -> list[Hit[str]]:
    """Drop a hit that lies within a longer one: an oil depot is no depot."""
    kept: list[Hit[str]] = []
    for hit in sorted(hits, key=lambda hit: (hit.first, -hit.last)):
        if not kept or hit.last > kept[-1].last or (hit.first, hit.last) == (kept[-1].first, kept[-1].last):
            kept.append(hit)
    return kept


def method(
    reading: Reading, event: Event, piece: tuple[int, int], unit: Unit | None
) -> tuple[Method | None, Hit[str] | None]:
    """Return with what it was done, and the word that says so."""
    if event.rule.kind in MOBILISATION:
        return None, None
    if event.rule.method is not None:
        return event.rule.method, None
    if unit in _UNITS:
        return _UNITS[unit], None
    for scope in (piece, event.site.clause, event.site.sentence):
        found = _methods(reading, scope)
        if found[0] is not None:
            return found
    return None, None


def _methods(reading: Reading, scope: tuple[int, int]) -> tuple[Method | None, Hit[str] | None]:
    weapons = {
        kind: hits[0]
        for weapon, kind in _WEAPONS.items()
        if (hits := reading.tags.within(f"weapon.{weapon}", *scope))
    }
    combined = reading.tags.within("method.combined", *scope)
    if combined:
        return Method.COMBINED, combined[0]
    if len(weapons) > 1:
        return Method.COMBINED, min(weapons.values())
    for sign in _SIGNS:
        if sign in weapons:
            return sign, weapons[sign]
        hits = reading.tags.within(f"method.{sign}", *scope)
        if hits:
            return sign, hits[0]
    return None, None
