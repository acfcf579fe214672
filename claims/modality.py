"""Polarity, actuality and certainty of what a clause says, read from the words before and around its head."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from claims.language import language_file
from claims.lexicon import Hit
from claims.model import Actuality, Kind, Polarity, Step
from claims.rules import Rule, Site
from claims.tags import Tags
from claims.text import Token

_NEGATION = 4
_AFTER = 2
_GOVERNS = 12
_STEPS = [
    Step.HIGHLY_UNLIKELY,
    Step.UNLIKELY,
    Step.REMOTE_CHANCE,
    Step.ALMOST_CERTAIN,
    Step.HIGHLY_LIKELY,
    Step.LIKELY,
    Step.ALLEGED,
    Step.REALISTIC_POSSIBILITY,
]
_BEFORE = ("promised", "demanded", "conditional", "attempted", "planned", "forecast")
_MOBILISATION = frozenset(
    {Kind.MOBILISATION, Kind.RECRUITMENT, Kind.CONSCRIPTION_RULE, Kind.EVASION, Kind.ASSESSMENT}
)


_RESULTS = frozenset({Kind.CASUALTIES, Kind.DAMAGE, Kind.ASSESSMENT})


class Modality(NamedTuple):
    """What is said about a proposition, each with the words that say it (None where it is the default)."""

    polarity: Polarity
    denial: Hit[str] | None
    actuality: Actuality
    cue: Hit[str] | None
    step: Step | None
    hedge: Hit[str] | None


def modality(rule: Rule, site: Site, tokens: Sequence[Token], tags: Tags, language: str) -> Modality:
    """Read the modality of a claim from its clause."""
    denial = None if rule.zero else _denial(site, tags)
    step, hedge = _hedge(site, tags)
    actuality, cue = (
        (rule.actuality, None) if rule.actuality else _actuality(rule, site, tokens, tags, language)
    )
    return Modality(Polarity.DENIED if denial else Polarity.AFFIRMED, denial, actuality, cue, step, hedge)


def _denial(site: Site, tags: Tags) -> Hit[str] | None:
    start = max(site.clause[0], site.first - _NEGATION)
    # "no new" may run into the head "new wave of mobilisation".
    before = [hit for hit in tags.within("negation", start, site.last) if hit.first < site.first]
    if before:
        return before[-1]
    after = tags.within("negation", site.last, min(site.clause[1], site.last + _AFTER))
    if after:
        return after[0]
    whole = tags.within("denial", *site.clause)
    return whole[0] if whole else None


def _hedge(site: Site, tags: Tags) -> tuple[Step | None, Hit[str] | None]:
    for step in _STEPS:
        hits = tags.within(f"certainty.{step}", *site.clause)
        if hits:
            return step, hits[0]
    return None, None


def _actuality(
    rule: Rule, site: Site, tokens: Sequence[Token], tags: Tags, language: str
) -> tuple[Actuality, Hit[str] | None]:
    everywhere = rule.kind in _MOBILISATION
    named = ("conditional", "forecast") if rule.kind is Kind.ASSESSMENT else _BEFORE
    end = site.clause[1] if everywhere else site.first
    promise = _promise(site, tags) if everywhere and "promised" in named else None
    if promise is not None:
        return Actuality.PROMISED, promise
    for name in named:
        hits = [
            hit
            for hit in tags.within(name, site.clause[0], end)
            if hit.last <= site.first or hit.first >= site.last
        ]
        if hits:
            return Actuality(name), hits[-1]
    if rule.kind in _RESULTS:
        return Actuality.DONE, None
    ongoing = tags.within("ongoing", *site.clause)
    if ongoing:
        return Actuality.ONGOING, ongoing[0]
    if _present(tokens[site.first].norm, language):
        return Actuality.ONGOING, Hit(site.first, site.last, "ongoing")
    return Actuality.DONE, None


def _promise(site: Site, tags: Tags) -> Hit[str] | None:
    """Return the promise that governs the clause from before it: *promised that there would be no …*."""
    hits = tags.within("promised", max(site.sentence[0], site.clause[0] - _GOVERNS), site.clause[0])
    return hits[-1] if hits else None


@cache
def _endings(language: str) -> tuple[str, ...]:
    file = language_file(language, "text")
    return tuple(file.words(file.table("endings").get("present", []), "present"))


def _present(norm: str, language: str) -> bool:
    endings = _endings(language)
    return bool(endings) and len(norm) > 4 and norm.endswith(endings)
