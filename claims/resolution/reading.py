"""Documents with claims, as ``extract`` writes them, to what resolution compares."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from claims.model import Actuality, Kind, Method, Op, Polarity, Quantity, Step, Target, Unit
from claims.resolution.appearance import Appearance, Dates
from claims.resolution.gist import clock, gist
from claims.resolution.naming import is_crowd, outlet_id, scene_of, source_id, speaker_id, spots
from claims.resolution.setting import settled


class ReadingError(ValueError):
    """A document that cannot be read; the message names it, the field and what is allowed there."""


def appearances(document: Mapping[str, Any]) -> list[Appearance]:
    """Return the mentions of one document. Raises ReadingError where a field is not of GUIDELINES form."""
    name = str(document.get("id"))
    claims = []
    for order, claim in enumerate(document.get("claims") or ()):
        try:
            claims.append(_appearance(document, order, claim))
        except (KeyError, TypeError, ValueError) as error:
            raise ReadingError(
                f"document {name}, claim {order}: {error!r}; see the claim's fields"
            ) from error
    title, text = str(document.get("title") or ""), str(document.get("text") or "")
    return settled(claims, scene_of(title, text, str(document.get("language") or "")))


def _appearance(document: Mapping[str, Any], order: int, claim: Mapping[str, Any]) -> Appearance:
    name, language = str(document["id"]), str(document.get("language") or "")
    outlet = outlet_id(str(document.get("outlet") or name))
    period, method, certainty = claim.get("period"), claim.get("method"), claim.get("certainty")
    return Appearance(
        mention=f"{name}#{order}",
        document=name,
        outlet=outlet,
        copies=str(document.get("duplicate_of") or name),
        language=language,
        order=order,
        published=_date(document.get("published")),
        kind=Kind(claim["kind"]),
        root=speaker_id(claim.get("speaker_name")),
        root_name=claim.get("speaker_name"),
        crowd=is_crowd(claim.get("speaker_name")),
        relays=tuple(source_id(via) for via in claim.get("via") or ()),
        target=frozenset(Target(target) for target in claim.get("target") or ()),
        method=Method(method) if method else None,
        quantity=_quantity(claim.get("quantity")),
        dates=Dates(_date(period.get("start")), _date(period.get("end"))) if period else None,
        places=frozenset(spots(claim.get("place"))),
        certainty=Step(certainty) if certainty else None,
        polarity=Polarity(claim.get("polarity") or "affirmed"),
        actuality=Actuality(claim.get("actuality") or "done"),
        background=bool(claim.get("background")),
        quote=str(claim.get("quote") or ""),
        gist=gist(str(claim.get("quote") or ""), language),
        clock=clock(str(claim.get("quote") or "")),
    )


def _date(value: Any) -> date | None:
    """Return a day; None for one that is not given, or only to the month."""
    return date.fromisoformat(value[:10]) if value and len(value) >= len("2024-01-28") else None


def _quantity(value: Mapping[str, Any] | None) -> Quantity | None:
    if value is None:
        return None
    unit = Unit(value["unit"]) if value.get("unit") else None
    return Quantity(float(value["value"]), Op(value["op"]), unit, value.get("max"))
