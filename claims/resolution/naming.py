"""Ids for the names that documents in JSON give in English: of speakers, relays, outlets and places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from claims.document import Language
from claims.gazetteer import PlaceKind
from claims.model import Place
from claims.names import fold, person
from claims.places import PlaceRole, find_places
from claims.resolution.appearance import Spot
from claims.sources import sources
from claims.text import tokenize

OPENING = 400
"""Characters at the head of a text in which its place is looked for."""

# Words for somebody whom the report does not name.
_NOBODY = frozenset({"unnamed source", "unnamed sources", "unknown", "source", "sources", "unknown source"})
# Crowds that nobody can ask again: whoever passes on what "local media" say names no voice.
_CROWDS = frozenset(
    {
        "media", "channel", "channels", "blogger", "bloggers", "outlet", "outlets", "resident", "residents",
        "witness", "witnesses", "eyewitnesses", "user", "users", "network", "networks", "report", "reports",
        "press", "publics",
    }
)  # fmt: skip
_NATIONS = {"russian": "russia", "ukrainian": "ukraine", "belarusian": "belarus", "british": "uk"}
_OFFICES = frozenset(_NATIONS.values()) | {
    "ministry", "defence", "police", "prosecutors", "prosecutor", "governor", "mayor", "army", "military",
    "intelligence", "staff", "ministers", "minister", "office", "service", "administration",
}  # fmt: skip
_JOINTS = frozenset({"the", "of", "and", "for", "s", "a", "in", "on"})
# Parts of an address that name nobody: a country's second-level names, and editions.
_REGISTRIES = frozenset({"com", "co", "net", "org", "in", "edu", "gov", "info", "biz"})
_EDITIONS = frozenset({"www", "amp", "m", "en", "uk", "ru", "ua", "eng", "english", "lite", "mobile", "news"})


def speaker_id(name: str | None) -> str | None:
    """Return the id of who is said to know; None where nobody is named."""
    return None if name is None or name.strip().casefold() in _NOBODY else source_id(name)


@lru_cache(maxsize=1 << 14)
def name_words(name: str) -> frozenset[str]:
    """Return the words of an English name that tell it from others; a country's adjective is the country."""
    words = {_NATIONS.get(word, word) for word in re.findall(r"\w+", name.casefold())}
    return frozenset(words - _JOINTS)


def is_short(name: str) -> bool:
    """Tell whether a name is one that stands for a fuller one: the ministry, the Ukrainian police."""
    return name_words(name) <= _OFFICES


def is_crowd(name: str | None) -> bool:
    """Tell whether a speaker is a crowd (local media, Telegram channels) rather than somebody."""
    return name is not None and name.split()[-1:] != [] and name.split()[-1].casefold() in _CROWDS


@lru_cache(maxsize=1 << 14)
def source_id(name: str) -> str:
    """Return one id for all spellings of a source's English name: the table's, or the name's own."""
    tokens = tokenize(name)
    hits = sources().find(tokens)
    if hits and (hits[0].first, hits[0].last) == (0, len(tokens)):
        return hits[0].source.id
    if 1 <= len(tokens) <= 4 and all(token.text[:1].isupper() for token in tokens):
        known = sources().known(person(name, "en"))
        if known is not None:
            return known.id
    return "~" + "".join(_key(token.text) for token in tokens if any(map(str.isalnum, token.text)))


def _key(word: str) -> str:
    return word.casefold() if any(map(str.isdigit, word)) else fold(word) or word.casefold()


@lru_cache(maxsize=1 << 14)
def outlet_id(outlet: str) -> str:
    """Return the id of an outlet, by its name or its address: it may be cited as a source elsewhere."""
    labels = outlet.casefold().split("/")[0].split(".")
    if len(labels) == 1:
        return source_id(outlet)
    named = [label for label in labels[:-1] if label not in _REGISTRIES and label not in _EDITIONS]
    return source_id(re.sub(r"[-_]+", " ", (named or labels)[-1]).title())


def spots(label: str | None) -> Iterator[Spot]:
    """Yield the places of a label, several of which are joined with semicolons."""
    for part in (label or "").split(";"):
        if part.strip():
            yield spot(part.strip())


@lru_cache(maxsize=1 << 14)
def spot(label: str) -> Spot:
    """Return the place of an English label, "City" or "City, Region", with what contains it."""
    hits = find_places(label, tokenize(label), "en")
    if hits and hits[0].start == 0:
        return known_spot(hits[0].place, hits[0].kind, hits[0].division)
    areas = {area for hit in hits for area in (hit.division, hit.place.country) if area}
    return Spot("~" + fold(label.split(",")[0]), frozenset(areas), name=label.split(",")[0])


def scene_of(title: str, text: str, language: str) -> frozenset[Spot]:
    """Return the place that a document's title, or else its opening, names alone."""
    return scene(title, language) or scene(text[:OPENING], language)


def scene(words: str, language: str) -> frozenset[Spot]:
    """Return the one town that words name, or the one region that all its towns are in; else nothing."""
    if language not in tuple(Language):
        return frozenset()
    hits = find_places(words, tokenize(words), language)
    named = {known_spot(hit.place, hit.kind, hit.division) for hit in hits if hit.role is PlaceRole.LOCATION}
    narrow = {spot for spot in named if spot.kind is not PlaceKind.COUNTRY}
    towns = {spot for spot in narrow if spot.id != spot.region} or narrow
    if len({spot.region for spot in narrow}) != 1:
        return frozenset()
    return frozenset(towns) if len(towns) == 1 else frozenset({region_spot(spot) for spot in towns})


def region_spot(spot: Spot) -> Spot:
    """Return the region that a place lies in, as a place."""
    country = {area for area in spot.within if area != spot.region}
    return Spot(spot.region, frozenset(country), PlaceKind.REGION, spot.region)


def known_spot(place: Place, kind: PlaceKind, division: str) -> Spot:
    """Return a place of the gazetteer with what contains it; a region goes by its division's code."""
    own = division if kind is PlaceKind.REGION and division else place.id
    return Spot(
        own, frozenset(area for area in (division, place.country) if area and area != own), kind, place.name
    )
