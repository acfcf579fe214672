"""The classes of targets: what is attacked, and whom mobilisation concerns."""

from __future__ import annotations

from claims.model import Target

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
"""Whom mobilisation concerns."""

OBJECTS = frozenset(Target) - PERSONS
"""What is attacked."""

STRUCTURES = OBJECTS - {Target.TROOPS, Target.VEHICLE, Target.CIVILIANS, Target.OFFICIAL, Target.POLICE}
"""What an attack damages; people and vehicles have rules of their own."""

ACTORS = frozenset(
    {Target.TROOPS, Target.POLICE, Target.OFFICIAL, Target.AIRCRAFT, Target.SHIP, Target.VEHICLE}
)
"""Who may be the one that attacks: before the verb they are no target."""
