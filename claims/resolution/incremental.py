"""Resolution of mentions as they come: only what a new mention touches is done again.

What is kept is keyed, so that a store can keep it in tables: mentions by the stories that they lend to and
borrow from, mentions by block, claims by link key, and what was found by link key.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from claims.resolution.appearance import Appearance
from claims.resolution.blocks import Block, block
from claims.resolution.claim import Claim
from claims.resolution.judgements import Judgement
from claims.resolution.neighbours import CROWD, Key, circle, link_keys
from claims.resolution.relation import Relation
from claims.resolution.relations import related, settled
from claims.resolution.resolve import Resolution, claims_of, conclude
from claims.resolution.story import Key as Story
from claims.resolution.story import complete, lends, told


class _Given(NamedTuple):
    """A mention as it was given, with the stories that it borrows from and lends to."""

    mention: Appearance
    told: list[Story]
    lends: list[Story]


class Resolver:
    """A set of mentions that grows, and its resolution: the same as ``resolve`` gives for the whole set."""

    def __init__(self) -> None:
        self._given: dict[str, _Given] = {}
        self._lenders: dict[Story, dict[str, Appearance]] = defaultdict(dict)
        self._borrowers: dict[Story, set[str]] = defaultdict(set)
        self._block: dict[str, Block] = {}
        self._members: dict[Block, dict[str, Appearance]] = defaultdict(dict)
        self._claims: dict[Block, list[Claim]] = {}
        self._linked: dict[Key, dict[str, Claim]] = defaultdict(dict)
        self._found: dict[Key, tuple[Relation, ...]] = {}

    def add(self, mentions: Iterable[Appearance]) -> int:
        """Add mentions, those that are there already passed over; return how many blocks were done again."""
        fresh = {m.mention: m for m in mentions if m.mention not in self._given}
        new = [_Given(mention, told(mention), lends(mention)) for mention in fresh.values()]
        for given in new:
            self._enter(given)
        return self._redo(self._complete(fresh.keys() | self._borrowers_of(new)))

    def remove(self, names: Iterable[str]) -> int:
        """Take mentions out, by their ids; return how many blocks were done again."""
        gone = [self._given.pop(name) for name in names if name in self._given]
        borrowers = self._borrowers_of(gone)
        blocks = {self._leave(given) for given in gone}
        return self._redo(blocks | self._complete(borrowers & self._given.keys()))

    def resolution(self, judgements: Sequence[Judgement] = ()) -> Resolution:
        """Return what the mentions come to so far."""
        claims = [claim for own in self._claims.values() for claim in own]
        if judgements:
            return conclude(claims, judgements)
        return conclude(claims, relations=settled(found for own in self._found.values() for found in own))

    def _enter(self, given: _Given) -> None:
        name = given.mention.mention
        self._given[name] = given
        for story in given.told:
            self._borrowers[story].add(name)
        for story in given.lends:
            self._lenders[story][name] = given.mention

    def _leave(self, given: _Given) -> Block:
        name = given.mention.mention
        for story in given.told:
            self._borrowers[story].discard(name)
        for story in given.lends:
            del self._lenders[story][name]
        left = self._block.pop(name)
        del self._members[left][name]
        return left

    def _borrowers_of(self, lenders: Iterable[_Given]) -> set[str]:
        stories = {story for given in lenders for story in given.lends}
        return {name for story in stories for name in self._borrowers.get(story, ())}

    def _complete(self, names: Iterable[str]) -> set[Block]:
        """Complete mentions by their stories; return the blocks that they leave and enter."""
        changed: set[Block] = set()
        for name in names:
            given = self._given[name]
            lenders = {b.mention: b for story in given.told for b in self._lenders.get(story, {}).values()}
            whole = complete(given.mention, lenders.values())
            old, new = self._block.get(name), block(whole)
            if old is not None and self._members[old].get(name) == whole:
                continue
            if old is not None:
                del self._members[old][name]
                changed.add(old)
            self._members[new][name] = whole
            self._block[name] = new
            changed.add(new)
        return changed

    def _redo(self, blocks: set[Block]) -> int:
        """Part blocks into claims again and relate them: all old claims leave before any new one comes."""
        touched: set[Key] = set()
        for claim in [claim for each in blocks for claim in self._claims.pop(each, ())]:
            for key in link_keys(claim):
                self._linked[key].pop(claim.id, None)
                touched.add(key)
        for each in blocks:
            self._claims[each] = claims_of(self._members[each].values())
            for claim in self._claims[each]:
                for key in link_keys(claim):
                    self._linked[key][claim.id] = claim
                    touched.add(key)
        for key in touched:
            self._relate(key)
        return len(blocks)

    def _relate(self, key: Key) -> None:
        linked = self._linked[key]
        found = related(circle(linked.values())) if 1 < len(linked) <= CROWD else ()
        self._found[key] = tuple(found)
