"""Names made of what they name: ids of rows, and the key by which mentions say the same."""

from __future__ import annotations

import hashlib
import json
from typing import NamedTuple

from claims.model import Mention

_form = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def digest(*parts: object) -> str:
    """Return 16 hex digits that stand for these parts: strings, numbers, None and sequences of them."""
    return hashlib.blake2b(_form(parts).encode(errors="surrogatepass"), digest_size=8).hexdigest()


class ClaimKey(NamedTuple):
    """The normal form of a proposition by one root speaker: mentions of equal keys are one claim.

    ``root`` is the speaker's id; ``target`` and ``places`` (ids) are sorted sets; dates are ISO.
    """

    kind: str
    root: str
    target: tuple[str, ...]
    value: float | None
    max: float | None
    op: str | None
    unit: str | None
    start: str | None
    end: str | None
    places: tuple[str, ...]
    polarity: str
    actuality: str

    @property
    def id(self) -> str:
        """Return the claim's id."""
        return digest(*self)


def claim_key(mention: Mention) -> ClaimKey:
    """Return what the mention says, without where, how sure and in which words it is said."""
    quantity, period = mention.quantity, mention.period
    return ClaimKey(
        kind=mention.kind,
        root=mention.root.source,
        target=tuple(sorted(set(mention.target))),
        value=float(quantity.value) if quantity else None,
        max=float(quantity.max) if quantity and quantity.max is not None else None,
        op=quantity.op if quantity else None,
        unit=quantity.unit if quantity else None,
        start=period.start.isoformat() if period and period.start else None,
        end=period.end.isoformat() if period and period.end else None,
        places=tuple(sorted({place.id for place in mention.places})),
        polarity=mention.polarity,
        actuality=mention.actuality,
    )
