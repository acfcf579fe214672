"""From mentions to claims, series and relations: a function of the set of mentions and nothing else.

Three steps, each on small pieces that can be redone alone: ``story.complete`` fills in where and when from
reports of the same story, ``grouping.group`` parts a block into claims, ``relations.relate`` links claims
that tell of one thing. What a new mention touches is told by ``story.told``, ``story.lends``,
``blocks.block`` and ``neighbours.link_keys``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.resolution.appearance import Appearance
from claims.resolution.blocks import Block, block
from claims.resolution.claim import Claim, claim
from claims.resolution.grouping import group
from claims.resolution.judgements import Judgement, judged
from claims.resolution.relation import Relation
from claims.resolution.relations import relate
from claims.resolution.series import Series, series_of
from claims.resolution.story import completed


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a set of mentions comes to. ``lost_judgements`` name mentions that are not in the set."""

    claims: tuple[Claim, ...]
    series: tuple[Series, ...] = ()
    relations: tuple[Relation, ...] = ()
    lost_judgements: tuple[Judgement, ...] = ()


def resolve(appearances: Iterable[Appearance], judgements: Sequence[Judgement] = ()) -> Resolution:
    """Resolve a set of mentions. Judgements, oldest first, override the rules."""
    found = [made for members in blocks(appearances).values() for made in claims_of(members)]
    return conclude(found, judgements)


def conclude(
    found: Iterable[Claim],
    judgements: Sequence[Judgement] = (),
    relations: tuple[Relation, ...] | None = None,
) -> Resolution:
    """Return the resolution of the claims that the rules have found, as the judgements have it.

    ``relations`` are those of just these claims, where they are known.
    """
    ruled, lost = judged(list(found), judgements)
    claims = tuple(sorted(ruled, key=lambda made: made.id))
    return Resolution(claims, series_of(claims), relate(claims) if relations is None else relations, lost)


def blocks(appearances: Iterable[Appearance]) -> dict[Block, list[Appearance]]:
    """Return the mentions by block, each completed by its story."""
    members: dict[Block, list[Appearance]] = defaultdict(list)
    for appearance in completed(appearances):
        members[block(appearance)].append(appearance)
    return members


def claims_of(members: Iterable[Appearance]) -> list[Claim]:
    """Return the claims of one block."""
    return [claim(own, root) for root, own in group(members)]
