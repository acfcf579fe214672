"""A document read once: its tokens, sentences, tags, figures, periods, places and voices, ready to look up."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from claims.background import Background, find_background
from claims.document import Document
from claims.language import language_file
from claims.lexicon import Hit
from claims.numbers import COUNTABLE, find_numbers, NumberRole
from claims.places import PlaceHit, find_places
from claims.model import Quantity, Unit, Op
from claims.tags import Tags, find_tags
from claims.text import Token, sentences, tokenize

_PEOPLE = frozenset({Unit.KILLED, Unit.WOUNDED, Unit.CASUALTY, Unit.MISSING, Unit.EVACUATED, Unit.PERSON})


@dataclass(frozen=True, slots=True)
class QuantityHit:
    first: int
    last: int
    quantity: Quantity
    implicit: bool = False


_UNIT_TAGS = (("weapon.drone", Unit.DRONE), ("weapon.missile", Unit.MISSILE), ("weapon.bomb", Unit.BOMB), ("weapon.other", Unit.WEAPON),
    ("dead", Unit.KILLED), ("hurt", Unit.WOUNDED), ("missing", Unit.MISSING), ("evacuated", Unit.EVACUATED), ("strike", Unit.ATTACK), ("attack", Unit.ATTACK), ("arson", Unit.ATTACK),
    ("target.residential", Unit.BUILDING), ("target.citizens", Unit.PERSON), ("target.conscripts", Unit.PERSON))


def stub_quantities(tokens, tags, language):
    out = []
    for n in find_numbers(tokens, language):
        if n.role not in COUNTABLE:
            continue
        unit = {NumberRole.PERCENT: Unit.PERCENT, NumberRole.AGE: Unit.AGE, NumberRole.MONEY: Unit.DOLLAR}.get(n.role)
        if unit is None:
            for tag, u in _UNIT_TAGS:
                if tags.has((tag,), n.last, n.last + 4):
                    unit = u
                    break
        if unit is Unit.PERSON or unit is None:
            for tag, u in _UNIT_TAGS[4:8]:
                if tags.has((tag,), n.first - 3, n.last + 4):
                    unit = u
                    break
        if unit is None:
            continue
        out.append(QuantityHit(n.first, n.last, Quantity(n.value, n.op, unit, n.max)))
    return out


@dataclass(slots=True)
class Reading:
    """One part of a document. ``sentences`` are ranges of tokens; all lists are in order."""

    document: Document
    text: str
    tokens: list[Token]
    sentences: list[tuple[int, int]]
    tags: Tags
    quantities: list[QuantityHit]
    places: list[PlaceHit]
    background: Background


@cache
def _abbreviations(language: str) -> frozenset[str]:
    file = language_file(language, "text")
    return frozenset(file.words(file.tables.get("abbreviations", []), "abbreviations"))


def read(document: Document) -> Reading:
    """Read the text of a document."""
    text, language = document.text, document.language
    tokens = tokenize(text)
    tags = find_tags(tokens, language)
    spans = list(sentences(text, _abbreviations(language)))
    quantities = stub_quantities(tokens, tags, language)
    places = find_places(text, tokens, language)
    _derive(tags, quantities, places)
    ranges = _token_ranges(tokens, spans)
    return Reading(document, text, tokens, ranges, tags, quantities, places, find_background(document, tokens, ranges))


def _token_ranges(tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    starts = [token.start for token in tokens]
    ranges = ((bisect_left(starts, start), bisect_left(starts, end)) for start, end in spans)
    return [(first, last) for first, last in ranges if first < last]


def _derive(tags: Tags, quantities: Sequence[QuantityHit], places: Sequence[PlaceHit]) -> None:
    """Add the tags that rules know and no word list gives."""
    for hit in quantities:
        unit = hit.quantity.unit
        tags.add(f"number.{unit}", [Hit(hit.first, hit.last, f"number.{unit}")])
    tags.add("place", (Hit(hit.first, hit.last, "place") for hit in places))
    objects = [hit for tag, hits in tags.hits.items() if tag.startswith("target.") for hit in hits if tag[7:] in OBJECTS]
    tags.add("object", (Hit(hit.first, hit.last, "object") for hit in objects))

OBJECTS = frozenset("recruitment_office police admin_building railway energy oil industry port ship airfield aircraft air_defence ammunition_depot military_base troops residential hospital school bridge vehicle civilians official other".split())
