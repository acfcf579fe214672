"""What a claim leaves unsaid because an earlier one has said it: when, where, and with what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from claims.model import Evidence, Kind, Mention, Place, Unit

EVENTS = frozenset({Kind.ATTACK, Kind.INTERCEPTION, Kind.CASUALTIES, Kind.DAMAGE})
"""The kinds that tell of one course of events, which a report dates and places once."""

_ON_EVENTS = frozenset({Kind.ATTRIBUTION, Kind.PROSECUTION, Kind.TREND})


def inherit(mentions: Sequence[Mention]) -> list[Mention]:
    """Give the events of a document, in order, the period, the places and the method of those before them.

    Old news inherits from old news only. Events before the first dated one are of its period.
    """
    return _dated(_from_before(mentions))


def _dated(mentions: list[Mention]) -> list[Mention]:
    first = next((m for m in mentions if m.kind in EVENTS and m.period and not m.background), None)
    if first is None:
        return mentions
    undated = [m.kind in EVENTS and m.period is None and not m.background for m in mentions]
    return [
        replace(m, period=first.period, evidence={**m.evidence, "period": "inherited"}) if bare else m
        for m, bare in zip(mentions, undated, strict=True)
    ]


def _from_before(mentions: Iterable[Mention]) -> list[Mention]:
    last: dict[bool, Mention] = {}
    where: dict[bool, tuple[Place, ...]] = {}
    filled = []
    for mention in mentions:
        if mention.kind not in EVENTS and not mention.places and where.get(mention.background):
            mention = replace(
                mention,
                places=where[mention.background],
                evidence={**mention.evidence, "places": "inherited"},
            )
        if _speaks_of_attacks(mention) and not mention.target:
            mention = _about(mention, last.get(mention.background))
        if mention.kind in EVENTS:
            before = last.get(mention.background)
            if before is not None:
                mention = _filled(mention, before)
            last[mention.background] = mention
        if mention.places:
            where[mention.background] = mention.places
        filled.append(mention)
    return filled


def _speaks_of_attacks(mention: Mention) -> bool:
    counts = mention.quantity is not None and mention.quantity.unit is Unit.ATTACK
    return mention.kind in _ON_EVENTS or (mention.kind is Kind.ATTACK and counts)


def _about(mention: Mention, event: Mention | None) -> Mention:
    """Give what is said about attacks the target and the method of the attacks told of before."""
    if event is None or not event.target:
        return mention
    evidence: dict[str, Evidence] = {**mention.evidence, "target": "inherited"}
    method = mention.method or event.method
    if mention.method is None and method is not None:
        evidence["method"] = "inherited"
    return replace(mention, target=event.target, method=method, evidence=evidence)


def _filled(mention: Mention, before: Mention) -> Mention:
    evidence = dict(mention.evidence)
    period, places, method = mention.period, mention.places, mention.method
    if period is None and before.period is not None:
        period, evidence["period"] = before.period, "inherited"
    if not places and before.places:
        places, evidence["places"] = before.places, "inherited"
    target = mention.target
    if mention.kind is Kind.CASUALTIES and not target and before.target:
        target, evidence["target"] = before.target, "inherited"
    if method is None and before.method is not None and mention.kind is not Kind.ATTACK:
        method, evidence["method"] = before.method, "inherited"
    return replace(mention, target=target, period=period, places=places, method=method, evidence=evidence)
