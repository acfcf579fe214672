"""Mentions that name no speaker: whose claim they pass on, where that can be known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from claims.model import Step
from claims.resolution.agreement import agrees, match_documents, terms
from claims.resolution.appearance import Appearance, Group


class Rooted:
    """A claim with a speaker, which mentions without one may join."""

    def __init__(self, root: str, members: Group) -> None:
        self.root, self.members = root, list(members)
        self._crowd = members[0].crowd
        self._faces = list({terms(member): member for member in members}.values())
        self._told: dict[str, list[Appearance]] = defaultdict(list)
        self._texts = {member.copies for member in members}
        for member in members:
            self._told[member.document].append(member)

    def may_take(self, loose: Appearance) -> bool:
        """Tell whether nothing keeps a mention out: it agrees with all, and its document says it once."""
        if self._crowd or loose.certainty is Step.ALLEGED or loose.published is None:
            return False
        told = all(match_documents(loose, other) for other in self._told.get(loose.document, ()))
        return told and all(agrees(loose, face) for face in self._faces)

    def is_named_by(self, loose: Appearance) -> bool:
        """Tell whether the mention's own document names this speaker."""
        return self.root in loose.setting.roots

    def is_relayed(self) -> bool:
        """Tell whether several texts pass this claim on."""
        return len(self._texts) > 1

    def take(self, loose: Appearance) -> None:
        """Add a mention."""
        self.members.append(loose)
        self._told[loose.document].append(loose)


def attach(rootless: Iterable[Appearance], rooted: Sequence[Rooted]) -> list[Appearance]:
    """Give each mention without a speaker to the one claim that it agrees with; return those that fit none.

    What it says must be known to come from there: its own document names that speaker, or several texts
    relay that speaker and nobody else.
    """
    apart: list[Appearance] = []
    for loose in sorted(rootless, key=_fullest_first):
        fits = [claim for claim in rooted if claim.may_take(loose)]
        named = [claim for claim in fits if claim.is_named_by(loose)]
        chosen = fits if len(fits) == 1 and (named or fits[0].is_relayed()) else named
        if len(chosen) == 1:
            chosen[0].take(loose)
        else:
            apart.append(loose)
    return apart


def _fullest_first(a: Appearance) -> tuple[int, str]:
    return -sum(map(bool, (a.target, a.method, a.dates, a.places, a.gist, a.clock))), a.mention
