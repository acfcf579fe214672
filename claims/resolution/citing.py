"""Who has it from whom: citations within one block, followed back to the one who is said to know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from claims.resolution.appearance import Appearance
from claims.resolution.naming import is_short, name_words

Citations = dict[str, dict[str, date]]


def true_roots(members: Sequence[Appearance]) -> dict[str, str | None]:
    """Return the root of each mention, by id.

    A relay named as the root gives way to its own source, and a short name (the police) to the one full
    name in the block that it is short for.
    """
    cited = citations(members)
    voices = {hop for member in members for hop in (member.root, *member.relays)}
    own = {member.mention: member.outlet if member.outlet in voices else None for member in members}
    full = full_names(members)
    roots = {member.mention: _follow(member.root or own[member.mention], cited) for member in members}
    return {mention: full.get(root, root) if root else None for mention, root in roots.items()}


def full_names(members: Iterable[Appearance]) -> dict[str, str]:
    """Return, for each root under a short name, the one root whose name has all its words and more."""
    names = {m.root: m.root_name for m in members if m.root is not None and m.root_name and not m.crowd}
    words = {root: name_words(name) for root, name in names.items()}
    found: dict[str, str] = {}
    for short in (root for root, name in names.items() if is_short(name)):
        longer = [root for root, many in words.items() if words[short] < many]
        if len(longer) == 1:
            found[short] = longer[0]
    return found


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
