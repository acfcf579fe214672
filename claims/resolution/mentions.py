"""Mentions, as the extractor makes them, to what resolution compares."""

from __future__ import annotations

from collections.abc import Sequence

from claims.document import Document
from claims.gazetteer import PlaceKind
from claims.model import Mention, Place
from claims.resolution.appearance import Appearance, Dates, Spot
from claims.resolution.gist import clock, gist
from claims.resolution.naming import is_crowd, scene_of, spot
from claims.resolution.setting import settled


def mentions_read(
    document: Document, version: str, mentions: Sequence[Mention], ids: Sequence[str], copies: str
) -> list[Appearance]:
    """Return the mentions of one document version.

    ``ids`` are theirs, in the same order; ``version`` is the version's and ``copies`` that of the document,
    or of the group of documents that carry the same text.
    """
    claims = [
        _appearance(document, version, order, mention, name, copies)
        for order, (mention, name) in enumerate(zip(mentions, ids, strict=True))
    ]
    return settled(claims, scene_of(document.title, document.text, document.language))


def _appearance(
    document: Document, version: str, order: int, mention: Mention, name: str, copies: str
) -> Appearance:
    *speakers, outlet = mention.chain
    root = speakers[0] if speakers else None
    period = mention.period
    return Appearance(
        mention=name,
        document=version,
        outlet=outlet.source,
        copies=copies,
        language=document.language,
        order=order,
        published=document.published.day if document.published else None,
        kind=mention.kind,
        root=root.source if root else None,
        root_name=root.name if root else None,
        crowd=is_crowd(root.name if root else None),
        relays=tuple(hop.source for hop in speakers[1:]),
        target=frozenset(mention.target),
        method=mention.method,
        quantity=mention.quantity,
        dates=Dates(period.start, period.end) if period else None,
        places=frozenset(map(place_spot, mention.places)),
        certainty=mention.certainty.step if mention.certainty else None,
        polarity=mention.polarity,
        actuality=mention.actuality,
        background=mention.background,
        quote=mention.quote,
        gist=gist(mention.quote, document.language),
        clock=clock(mention.quote),
    )


def place_spot(place: Place) -> Spot:
    """Return a mention's place with what contains it, as far as the gazetteer knows it by its name."""
    found = spot(place.label)
    if found.kind is PlaceKind.REGION or found.id == place.id:
        return found
    within = frozenset({place.country} if place.country else ())
    return Spot(place.id, within, PlaceKind.TOWN if place.latitude is not None else None, place.name)
