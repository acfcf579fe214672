"""Who has it from whom: citations within one block, followed back to the one who is said to know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from claims.resolution.appearance import Appearance

Citations = dict[str, dict[str, date]]


def true_roots(members: Sequence[Appearance]) -> dict[str, str | None]:
    """Return the root of each mention, by id: a relay named as the root gives way to its own source."""
    cited = citations(members)
    voices = {hop for member in members for hop in (member.root, *member.relays)}
    own = {member.mention: member.outlet if member.outlet in voices else None for member in members}
    return {member.mention: _follow(member.root or own[member.mention], cited) for member in members}


def citations(members: Iterable[Appearance]) -> Citations:
    """Return whom each relay cites for what this block says, and since when."""
    cited: Citations = defaultdict(dict)
    for member in members:
        chain = [hop for hop in (member.root, *member.relays, member.outlet) if hop is not None]
        for source, relay in pairwise(chain):
            if source != relay:
                told = member.published or date.max
                cited[relay][source] = min(told, cited[relay].get(source, date.max))
    return cited


def _follow(source: str | None, cited: Citations) -> str | None:
    path: list[str] = []
    while source is not None and source not in path and len(cited.get(source, ())) == 1:
        path.append(source)
        source = next(iter(cited[source]))
    return _earliest(path[path.index(source) :], cited) if source in path else source


def _earliest(circle: Sequence[str], cited: Citations) -> str:
    """Cut a circle of citations at its earliest dated hop: whoever was cited there is the root."""
    relay = min(circle, key=lambda relay: (min(cited[relay].values()), relay))
    return next(iter(cited[relay]))
