"""Mentions that name no speaker: whose claim they pass on, where that can be known."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby

from claims.model import Step
from claims.resolution.agreement import agrees, match_documents, terms
from claims.resolution.appearance import Appearance, Group

MANY = 256
"""Rooted claims in one block beyond which it is no event's, and what names nobody fits none of them."""


class Rooted:
    """A claim with a speaker, which mentions without one may join unless it is torn between others."""

    def __init__(self, root: str, members: Group, torn: bool) -> None:
        self.root, self.members, self.torn = root, list(members), torn
        self._crowd = members[0].crowd
        self._texts = {member.copies for member in members}
        self._faces: dict[object, Appearance] = {}
        self._told: dict[str, list[Appearance]] = defaultdict(list)
        for member in members:
            self._enter(member)

    def may_take(self, loose: Appearance) -> bool:
        """Tell whether nothing keeps a mention out: it agrees with all, and its document says it once."""
        if self._crowd or loose.certainty is Step.ALLEGED or loose.published is None:
            return False
        told = all(match_documents(loose, other) for other in self._told.get(loose.document, ()))
        return told and all(agrees(loose, face) for face in self._faces.values())

    def is_source_of(self, loose: Appearance, alone: bool) -> bool:
        """Tell whether a mention has it from here: its document names the speaker, or several texts do."""
        return self.root in loose.setting.roots or (alone and len(self._texts) > 1)

    def take(self, several: Sequence[Appearance]) -> list[Appearance]:
        """Add the mentions that agree with all the others too; return the rest."""
        faces = {terms(loose): loose for loose in several}
        torn = {
            key for key, face in faces.items() if not all(agrees(face, other) for other in faces.values())
        }
        often = {name for name, times in Counter(loose.document for loose in several).items() if times > 1}
        rest = []
        for loose in several:
            if terms(loose) in torn or loose.document in often:
                rest.append(loose)
            else:
                self.members.append(loose)
                self._enter(loose)
        return rest

    def _enter(self, member: Appearance) -> None:
        self._faces.setdefault(terms(member), member)
        self._told[member.document].append(member)


def attach(rootless: Iterable[Appearance], rooted: Sequence[Rooted]) -> list[Appearance]:
    """Give each mention without a speaker to the one claim that it agrees with; return those that fit none.

    The fullest come first. Mentions that are as full as each other and disagree stay out both: a claim that
    leaves a field out is no bridge between two that fill it differently.
    """
    if len(rooted) > MANY:
        return list(rootless)
    apart: list[Appearance] = []
    for _, equals in groupby(
        sorted(rootless, key=_fullest_first), key=lambda loose: _fullest_first(loose)[0]
    ):
        wanting: dict[int, list[Appearance]] = defaultdict(list)
        for loose in equals:
            chosen = _source(loose, rooted)
            if chosen is None:
                apart.append(loose)
            else:
                wanting[chosen].append(loose)
        for chosen, several in wanting.items():
            apart += rooted[chosen].take(several)
    return apart


def _source(loose: Appearance, rooted: Sequence[Rooted]) -> int | None:
    fits = [n for n, claim in enumerate(rooted) if claim.may_take(loose)]
    whole = [n for n in fits if not rooted[n].torn]
    alone = len(whole) == 1 and len({rooted[n].root for n in fits}) == 1
    chosen = [n for n in whole if rooted[n].is_source_of(loose, alone)]
    return chosen[0] if len(chosen) == 1 else None


def _fullest_first(a: Appearance) -> tuple[int, str]:
    return -sum(map(bool, (a.target, a.method, a.dates, a.places, a.gist, a.clock))), a.mention
