"""What people have decided about pairs of claims: it overrides the rules, and can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from claims.resolution.appearance import Appearance
from claims.resolution.claim import Claim, claim


class Verdict(StrEnum):
    """A person's word on two claims. ``UNSURE`` leaves them as the rules have them."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether two claims are one, each named by the id of one of its mentions, as a claim's id is."""

    a: str
    b: str
    verdict: Verdict
    note: str = ""

    @property
    def pair(self) -> frozenset[str]:
        """Return the two names, in no order."""
        return frozenset((self.a, self.b))


def judged(
    claims: Sequence[Claim], judgements: Sequence[Judgement]
) -> tuple[list[Claim], tuple[Judgement, ...]]:
    """Return the claims as the judgements have them, and the judgements that name a mention not there.

    The newest word on a pair counts, and newer judgements before older ones: where an old one would join
    what a newer one parts, it is not applied.
    """
    standing = {judgement.pair: judgement for judgement in judgements}
    newest = sorted(standing.values(), key=lambda j: -_position(judgements, j))
    groups = _Groups(claims)
    lost = [judgement for judgement in newest if not groups.knows(judgement)]
    kept = [judgement for judgement in newest if groups.knows(judgement)]
    for judgement in kept:
        if judgement.verdict is Verdict.DIFFERENT:
            groups.part(judgement.a, judgement.b)
    for judgement in kept:
        if judgement.verdict is Verdict.SAME:
            groups.join(judgement.a, judgement.b, kept)
    return groups.claims(), tuple(reversed(lost))


def _position(judgements: Sequence[Judgement], judgement: Judgement) -> int:
    return max(n for n, other in enumerate(judgements) if other == judgement)


class _Groups:
    """The claims in the making: which group each mention is in, and each group's root."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._rules = {made.id: made for made in claims}
        self._members = {made.id: list(made.appearances) for made in claims}
        self._of = {a.mention: made.id for made in claims for a in made.appearances}
        self._changed: set[str] = set()

    def knows(self, judgement: Judgement) -> bool:
        return judgement.a in self._of and judgement.b in self._of

    def part(self, a: str, b: str) -> None:
        """Take ``b`` out of the group of ``a``, with the mentions that say more of what it says."""
        group = self._of[a]
        if a == b or self._of[b] != group:
            return
        by_mention = {own.mention: own for own in self._members[group]}
        leaving = [
            own
            for own in by_mention.values()
            if own.mention != a and _nearer(own, by_mention[b], by_mention[a])
        ]
        self._members[group] = [own for own in self._members[group] if own not in leaving]
        self._members[b] = leaving
        self._rules.setdefault(b, self._rules[group])
        self._of.update({own.mention: b for own in leaving})
        self._changed |= {group, b}

    def join(self, a: str, b: str, judgements: Sequence[Judgement]) -> None:
        """Join two groups, unless a judgement keeps any of their mentions apart."""
        one, other = self._of[a], self._of[b]
        if one == other or any(self._parts(judgement, one, other) for judgement in judgements):
            return
        self._of.update({own.mention: one for own in self._members[other]})
        self._members[one] += self._members.pop(other)
        self._changed.add(one)

    def _parts(self, judgement: Judgement, one: str, other: str) -> bool:
        if judgement.verdict is not Verdict.DIFFERENT:
            return False
        return {self._of[judgement.a], self._of[judgement.b]} == {one, other}

    def claims(self) -> list[Claim]:
        return [
            claim(members, self._rules[name].root) if name in self._changed else self._rules[name]
            for name, members in self._members.items()
        ]


def _nearer(own: Appearance, to: Appearance, than: Appearance) -> bool:
    return own.mention == to.mention or _shared(own, to) > _shared(own, than)


def _shared(a: Appearance, b: Appearance) -> int:
    fields = (
        "root",
        "relays",
        "outlet",
        "published",
        "target",
        "method",
        "quantity",
        "dates",
        "places",
        "document",
    )
    return sum(getattr(a, name) == getattr(b, name) for name in fields)
