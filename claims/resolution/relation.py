"""What one claim is to another."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claims.resolution.claim import Claim


class RelationType(StrEnum):
    """The relations, those that say most about a pair first: a pair has one."""

    RETRACTS = "retracts"
    DISTORTS = "distorts"
    REPEATS = "repeats"
    DERIVES_FROM = "derives_from"
    REVISES = "revises"
    PART_OF = "part_of"
    DENIES = "denies"
    CONTRADICTS = "contradicts"
    CORROBORATES = "corroborates"


@dataclass(frozen=True, slots=True)
class Relation:
    """``source`` is ``type`` of ``to``; both are ids of claims.

    ``field`` is what differs, with both values as text. ``rule`` names the rule that found it and
    ``evidence`` the ids of the two mentions to look at. ``decided`` is False where two relays differ about
    what a root said that was never crawled: which of them changed it is not known.
    """

    source: str
    type: RelationType
    to: str
    rule: str
    field: str | None = None
    from_value: str | None = None
    to_value: str | None = None
    evidence: tuple[str, str] = ("", "")
    decided: bool = True


def relation(type_: RelationType, a: Claim, b: Claim, rule: str, field: str | None = None) -> Relation:
    """Return a relation of two claims, with the values of the field and the mentions that show it."""
    one, other = witnesses(a, b)
    decided = type_ is not RelationType.DISTORTS or not (a.stub and b.stub)
    return Relation(a.id, type_, b.id, rule, field, shown(a, field), shown(b, field), (one, other), decided)


def witnesses(a: Claim, b: Claim) -> tuple[str, str]:
    """Return a mention of each: both of one document where there is one, else the first ones."""
    shared = a.documents & b.documents
    return tuple(  # type: ignore[return-value]  # two claims make a pair
        next((x.mention for x in claim.appearances if x.document in shared), claim.id) for claim in (a, b)
    )


def shown(claim: Claim, field: str | None) -> str | None:
    """Return a field's value as text."""
    if field in ("quantity", "unit"):
        return _figure(claim)
    if field == "period":
        return "..".join(str(day or "") for day in claim.dates) if claim.dates else None
    if field == "place":
        return claim.place
    if field == "target":
        return ", ".join(sorted(claim.target)) or None
    if field == "speaker":
        return claim.root_name
    value = getattr(claim, field) if field in ("certainty", "polarity", "method", "actuality") else None
    return None if value is None else str(value)


def _figure(claim: Claim) -> str | None:
    if claim.quantity is None:
        return None
    top = f"..{claim.quantity.max:g}" if claim.quantity.max is not None else ""
    return f"{claim.quantity.op} {claim.quantity.value:g}{top} {claim.quantity.unit or ''}".strip()
