"""Each claim of a document once, at its fullest, where the text says it more than once."""

from __future__ import annotations

from collections.abc import Sequence

from claims.document import Document
from claims.model import Mention


def distinct(mentions: Sequence[Mention], document: Document) -> tuple[Mention, ...]:
    """Return the mentions in the order of their spans, without those that another says as well and more fully."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (-_fullness(m), m.span, m.kind)):
        if not any(_covers(other, mention) for other in kept):
            kept.append(mention)
    return tuple(sorted(kept, key=lambda m: (m.span, m.kind, m.rule)))


def _fullness(mention: Mention) -> int:
    filled = (
        mention.quantity,
        mention.target,
        mention.method,
        mention.period,
        mention.places,
        mention.certainty,
    )
    return 1000 * (mention.quantity is not None) + sum(map(bool, filled)) * 100 + min(len(mention.quote), 99)


def _covers(full: Mention, mention: Mention) -> bool:
    """Tell whether a fuller mention says all that the other says."""
    same = (full.kind, full.polarity, full.actuality, full.background) == (
        mention.kind,
        mention.polarity,
        mention.actuality,
        mention.background,
    )
    if not same or full.chain[0].source != mention.chain[0].source:
        return False
    if mention.quantity != full.quantity and mention.quantity is not None:
        return False
    if mention.quantity is None and full.quantity is not None and mention.quote not in full.quote:
        return False
    return (
        set(mention.target) <= set(full.target)
        and mention.method in (None, full.method)
        and {p.id for p in mention.places} <= {p.id for p in full.places}
        and (mention.period is None or mention.period == full.period)
    )
