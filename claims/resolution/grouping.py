"""From the mentions of one block to claims: who agrees with whom, and with nobody else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from claims.model import Step
from claims.resolution.agreement import agrees, match_documents, terms
from claims.resolution.appearance import Appearance
from claims.resolution.citing import true_roots

Group = tuple[Appearance, ...]


def group(block: Iterable[Appearance]) -> list[tuple[str | None, Group]]:
    """Part the mentions of one block into claims, each with its root. Their order does not matter."""
    members = sorted(block, key=lambda a: a.mention)
    roots = true_roots(members)
    by_root: dict[str | None, list[Appearance]] = defaultdict(list)
    for member in members:
        by_root[roots[member.mention]].append(member)
    rootless = by_root.pop(None, [])
    parts = [part for _, own in sorted(by_root.items(), key=str) for part in agreeing(own)]
    return [(roots[part[0].mention], part) for part in attach(rootless, parts)]


def agreeing(members: Sequence[Appearance]) -> list[Group]:
    """Part mentions into groups in which each agrees with each.

    A mention that agrees with two that disagree could belong to either: it stands apart, so that no claim
    is chained together through what a report leaves out.
    """
    nodes = _alike(members)
    friends = [
        sum(1 << j for j, b in enumerate(nodes) if i != j and _all_agree(a, b)) for i, a in enumerate(nodes)
    ]
    torn = [any(friends[i] & ~(1 << j) & ~friends[j] for j in _bits(friends[i])) for i in range(len(nodes))]
    groups: dict[int, list[Appearance]] = defaultdict(list)
    for i, node in enumerate(nodes):
        first = i if torn[i] else min([i, *(j for j in _bits(friends[i]) if not torn[j])])
        groups[first] += node
    return [tuple(own) for own in groups.values()]


def _alike(members: Sequence[Appearance]) -> list[list[Appearance]]:
    """Put mentions of equal terms together, save where one document tells them apart."""
    nodes: dict[object, list[Appearance]] = defaultdict(list)
    for member in members:
        nodes[terms(member)].append(member)
    return [
        part for node in nodes.values() for part in ([node] if _consistent(node) else [[a] for a in node])
    ]


def _consistent(node: Sequence[Appearance]) -> bool:
    if len({a.document for a in node}) == len(node):
        return True
    by_document: dict[str, list[Appearance]] = defaultdict(list)
    for member in node:
        by_document[member.document].append(member)
    return all(match_documents(own[0], other) for own in by_document.values() for other in own)


def _bits(mask: int) -> Iterable[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


def _all_agree(a: Sequence[Appearance], b: Sequence[Appearance]) -> bool:
    if not agrees(a[0], b[0]):
        return False
    shared = {x.document for x in a} & {x.document for x in b}
    return not shared or all(match_documents(x, y) for x in a for y in b if x.document in shared)


def attach(rootless: Sequence[Appearance], rooted: Sequence[Group]) -> list[Group]:
    """Give each mention without a speaker to the one rooted claim that it agrees with, if there is one.

    What it says must be known to come from there: its own document names that speaker, or several documents
    relay that speaker and nobody else. Else it stands apart, with those that agree with it.
    """
    joined: list[list[Appearance]] = [list(own) for own in rooted]
    apart: list[Appearance] = []
    for loose in sorted(rootless, key=_fullest_first):
        fits = [i for i, own in enumerate(rooted) if _may_join(loose, own, joined[i])]
        if len(fits) != 1:
            fits = [i for i in fits if rooted[i][0].root in loose.setting.roots]
        (joined[fits[0]] if len(fits) == 1 and _is_known(loose, rooted[fits[0]]) else apart).append(loose)
    return [tuple(own) for own in joined] + agreeing(apart)


def _fullest_first(a: Appearance) -> tuple[int, str]:
    return -sum(map(bool, (a.target, a.method, a.dates, a.places, a.gist, a.clock))), a.mention


def _may_join(loose: Appearance, own: Group, joined: Sequence[Appearance]) -> bool:
    if not all(match_documents(loose, other) for other in joined):
        return False
    if loose.certainty is Step.ALLEGED or loose.published is None:
        return False
    return not own[0].crowd and all(agrees(loose, other) for other in own)


def _is_known(loose: Appearance, own: Group) -> bool:
    return own[0].root in loose.setting.roots or len({other.copies for other in own}) > 1
