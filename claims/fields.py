"""What is attacked, with what, and whom a claim concerns: the fields that word lists give."""

from __future__ import annotations

from collections.abc import Iterable

from claims.events import Event
from claims.lexicon import Hit
from claims.model import Kind, Method, Target, Unit
from claims.reading import Reading
from claims.tags import NOT_STRUCK
from claims.targets import ACTORS, OBJECTS, PERSONS

MOBILISATION = frozenset({Kind.MOBILISATION, Kind.RECRUITMENT, Kind.CONSCRIPTION_RULE, Kind.EVASION})
_PREPOSITION = 2
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


def targets(
    reading: Reading, event: Event, piece: tuple[int, int]
) -> tuple[tuple[Target, ...], Hit[str] | None]:
    """Return what is attacked or whom it concerns, and the first word that says so."""
    kind = event.rule.kind
    if kind is Kind.INTERCEPTION:
        return event.rule.target, None
    wanted = PERSONS if kind in MOBILISATION else OBJECTS
    for scope in (piece, event.site.clause):
        named = [hit for target in wanted for hit in reading.tags.within(f"target.{target}", *scope)]
        hits = _outermost(hit for hit in named if kind in MOBILISATION or _is_struck(reading, event, hit))
        found = _narrow(kind, {_target(hit) for hit in hits})
        if found:
            return found, min(hit for hit in hits if _target(hit) in found)
    people = reading.tags.within(f"target.{Target.CITIZENS}", *event.site.clause)
    if kind is Kind.CASUALTIES and people:
        return (Target.CIVILIANS,), people[0]
    return event.rule.target, None


def _target(hit: Hit[str]) -> Target:
    return Target(hit.value.removeprefix("target."))


def _narrow(kind: Kind, found: set[Target]) -> tuple[Target, ...]:
    """Leave out what only says again, and less exactly, what another target says."""
    vague = {Target.OTHER, Target.CITIZENS} | (
        {Target.TROOPS, Target.CIVILIANS} if kind is Kind.DAMAGE else set()
    )
    return tuple(target for target in Target if target in ((found - vague) or found))


def _is_struck(reading: Reading, event: Event, hit: Hit[str]) -> bool:
    """Tell whether the target is struck, and is not who strikes, nor from where, nor near what."""
    if reading.tags.has((NOT_STRUCK,), max(event.site.clause[0], hit.first - _PREPOSITION), hit.first):
        return False
    acts = _target(hit) in ACTORS and event.rule.kind is Kind.ATTACK
    return not (acts and hit.first < event.site.first)


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
