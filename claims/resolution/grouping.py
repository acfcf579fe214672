"""From the mentions of one block to claims: who agrees with whom, and with nobody else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from claims.resolution.agreement import agrees, match_documents, terms
from claims.resolution.appearance import Appearance, Group
from claims.resolution.attaching import Rooted, attach
from claims.resolution.citing import true_roots

MANY = 256
"""Kinds of terms in one block beyond which only equal terms are one claim: such a block is no event's."""


def group(block: Iterable[Appearance]) -> list[tuple[str | None, Group]]:
    """Part the mentions of one block into claims, each with its root. Their order does not matter."""
    members = sorted(block, key=lambda a: a.mention)
    roots = true_roots(members)
    by_root: dict[str, list[Appearance]] = defaultdict(list)
    rootless: list[Appearance] = []
    for member in members:
        root = roots[member.mention]
        (rootless if root is None else by_root[root]).append(member)
    rooted = [Rooted(root, *part) for root, own in sorted(by_root.items()) for part in agreeing(own)]
    apart = attach(rootless, rooted)
    return [
        *((claim.root, tuple(claim.members)) for claim in rooted),
        *((None, part.members) for part in agreeing(apart)),
    ]


class Part(NamedTuple):
    """Mentions that agree with each other; ``torn`` says that they agree with others too, who disagree."""

    members: Group
    torn: bool


def agreeing(members: Iterable[Appearance]) -> list[Part]:
    """Part mentions into groups in which each agrees with each.

    A mention that agrees with two that disagree could belong to either: it stands apart, so that no claim
    is chained together through what a report leaves out.
    """
    nodes = _alike(members)
    if len(nodes) > MANY:
        return [Part(tuple(node), torn=True) for node in nodes]
    friends = _nearest(nodes, _friends(nodes))
    torn = [any(friends[i] & ~(1 << j) & ~friends[j] for j in _bits(friends[i])) for i in range(len(nodes))]
    groups: dict[int, list[Appearance]] = defaultdict(list)
    for i, node in enumerate(nodes):
        first = i if torn[i] else min([i, *(j for j in _bits(friends[i]) if not torn[j])])
        groups[first] += node
    return [Part(tuple(own), torn[first]) for first, own in groups.items()]


def _alike(members: Iterable[Appearance]) -> list[list[Appearance]]:
    """Put mentions of equal terms together, save those that one document tells apart."""
    nodes: dict[object, list[Appearance]] = defaultdict(list)
    for member in members:
        nodes[terms(member)].append(member)
    return [part for node in nodes.values() for part in _told_apart(node)]


def _told_apart(node: list[Appearance]) -> Iterator[list[Appearance]]:
    by_document: dict[str, list[Appearance]] = defaultdict(list)
    for member in node:
        by_document[member.document].append(member)
    torn = {
        name for name, own in by_document.items() if not all(match_documents(own[0], other) for other in own)
    }
    if rest := [member for member in node if member.document not in torn]:
        yield rest
    yield from ([member] for member in node if member.document in torn)


def _is_one(own: Sequence[Appearance]) -> bool:
    return all(match_documents(own[0], other) for other in own)


def _friends(nodes: Sequence[Sequence[Appearance]]) -> list[int]:
    """Return for each node the nodes that it agrees with, as a mask of bits."""
    friends = [0] * len(nodes)
    for i, a in enumerate(nodes):
        for j in range(i):
            if _all_agree(a, nodes[j]):
                friends[i] |= 1 << j
                friends[j] |= 1 << i
    return friends


def _all_agree(a: Sequence[Appearance], b: Sequence[Appearance]) -> bool:
    if not agrees(a[0], b[0]):
        return False
    shared = {x.document for x in a} & {x.document for x in b}
    return not shared or all(match_documents(x, y) for x in a for y in b if x.document in shared)


def _nearest(nodes: Sequence[Sequence[Appearance]], friends: list[int]) -> list[int]:
    """Drop the ties to the less alike of two nodes that one document tells apart."""
    documents = [{a.document for a in node} for node in nodes]
    kept = list(friends)
    for i, mine in enumerate(friends):
        for j in _bits(mine):
            others = [k for k in _bits(mine & ~friends[j] & ~(1 << j)) if documents[j] & documents[k]]
            if any(_likeness(nodes[i], nodes[j]) < _likeness(nodes[i], nodes[k]) for k in others):
                kept[i] &= ~(1 << j)
                kept[j] &= ~(1 << i)
    return kept


def _likeness(a: Sequence[Appearance], b: Sequence[Appearance]) -> int:
    return sum(one == other for one, other in zip(terms(a[0]), terms(b[0]), strict=True))


def _bits(mask: int) -> Iterator[int]:
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
