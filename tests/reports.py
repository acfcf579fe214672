"""Reports to resolve, told in a line: what is not given is what most reports of one strike say."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from claims.resolution import Appearance, Claim, Relation, Resolution, appearances, resolve

STRIKE = {
    "kind": "casualties",
    "speaker_name": "Oleksandr Prokudin",
    "target": ["civilians"],
    "method": "shelling",
    "quantity": (3, "killed"),
    "period": "2024-03-12",
    "place": "Kherson",
}


def says(**fields: Any) -> dict[str, Any]:
    """Return a claim in the form of the exchange format; figures and periods may be given short."""
    claim = {**STRIKE, **fields}
    quantity = claim["quantity"]
    if isinstance(quantity, tuple):
        value, unit, *op = quantity
        claim["quantity"] = {"value": value, "unit": unit, "op": op[0] if op else "exact", "max": None}
    if isinstance(claim["period"], str):
        start, _, end = claim["period"].partition("..")
        claim["period"] = {
            "start": start or None,
            "end": (end or (start if ".." not in claim["period"] else None)),
        }
    return claim


def report(
    name: str, *claims: dict[str, Any], published: str | None = "2024-03-12", **fields: Any
) -> list[Appearance]:
    """Return the mentions of one document, of an outlet of its own unless one is given."""
    document = {"id": name, "outlet": f"{name}.example", "language": "en", "published": published, **fields}
    return appearances({**document, "claims": claims or (says(),)})


def resolved(*reports: Iterable[Appearance]) -> Resolution:
    """Resolve the mentions of several documents."""
    return resolve([mention for own in reports for mention in own])


def parts(resolution: Resolution) -> list[list[str]]:
    """Return which mentions make up each claim."""
    return sorted(sorted(a.mention for a in claim.appearances) for claim in resolution.claims)


def one_claim(*reports: Iterable[Appearance]) -> Claim:
    """Resolve documents that must come to one claim."""
    (claim,) = resolved(*reports).claims
    return claim


def the_relation(*reports: Iterable[Appearance]) -> Relation | None:
    """Return the relation of the two claims that the documents come to; None where they have none."""
    resolution = resolved(*reports)
    assert len(resolution.claims) == 2, parts(resolution)
    return next(iter(resolution.relations), None)
