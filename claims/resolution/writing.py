"""Resolved claims as JSON objects, in the vocabulary of the documents that they came from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from claims.model import Quantity
from claims.resolution.appearance import Dates
from claims.resolution.claim import Claim
from claims.resolution.independence import voices
from claims.resolution.relation import Relation
from claims.resolution.resolve import Resolution


def rows(resolution: Resolution) -> Iterator[dict[str, Any]]:
    """Yield one object a claim, in the order of their ids."""
    relations: dict[str, list[Relation]] = defaultdict(list)
    for found in resolution.relations:
        relations[found.source].append(found)
    series = {name: n for n, each in enumerate(resolution.series) for name in each.claims}
    independent = voices(resolution.claims, resolution.relations)
    for claim in resolution.claims:
        yield {
            **_fields(claim),
            "independent_roots": len(independent[claim.id]),
            "series": series.get(claim.id),
            "mentions": _mentions(claim),
            "relations": [_relation(found) for found in relations[claim.id]],
        }


def _fields(claim: Claim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "kind": claim.kind,
        "speaker_name": claim.root_name,
        "stub": claim.stub,
        "target": sorted(claim.target),
        "method": claim.method,
        "quantity": _quantity(claim.quantity),
        "period": _period(claim.dates),
        "place": claim.place,
        "certainty": claim.certainty,
        "polarity": claim.polarity,
        "actuality": claim.actuality,
        "background": claim.background,
        "first_published": _day(claim.published),
        "outlets": len(claim.outlets),
        "varies": sorted(claim.readings),
    }


def _quantity(quantity: Quantity | None) -> dict[str, Any] | None:
    if quantity is None:
        return None
    return {"value": quantity.value, "max": quantity.max, "op": quantity.op, "unit": quantity.unit}


def _period(dates: Dates | None) -> dict[str, str | None] | None:
    return None if dates is None else {"start": _day(dates.start), "end": _day(dates.end)}


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _mentions(claim: Claim) -> list[dict[str, Any]]:
    return [{"document": a.document, "claim": a.order} for a in claim.appearances]


def _relation(found: Relation) -> dict[str, Any]:
    return {
        "type": found.type,
        "to": found.to,
        "field": found.field,
        "from_value": found.from_value,
        "to_value": found.to_value,
        "rule": found.rule,
        "evidence": list(found.evidence),
        "decided": found.decided,
    }
