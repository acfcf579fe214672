"""Which words of a text name places, and which of those places a claim is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from claims.document import Part
from claims.gazetteer import Entry, Gazetteer, PlaceKind, gazetteer
from claims.language import language_file
from claims.model import Place, Span
from claims.romanise import latin_key
from claims.text import Token, normal

_CITY = 50_000


class PlaceRole(StrEnum):
    """What a place's name does in its sentence, the best evidence of where a thing happened first."""

    LOCATION = "location"
    ADJECTIVAL = "adjectival"
    ACTOR = "actor"
    ORIGIN = "origin"


@dataclass(frozen=True, slots=True)
class PlaceHit:
    """``text[start:end]``, the tokens ``[first, last)``, names ``place``."""

    start: int
    end: int
    first: int
    last: int
    place: Place
    role: PlaceRole
    kind: PlaceKind
    division: str = ""
    part: Part = "text"


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """Where to look for a claim's place when its own clause names none.

    ``sentence`` is the sentence of the clause; ``fallbacks`` are spans to turn to after it, in order
    (the preceding sentence, the lead, the title).
    """

    sentence: Span
    fallbacks: tuple[Span, ...] = ()


class _Words(NamedTuple):
    region: frozenset[str]
    district: frozenset[str]
    direction: frozenset[str]
    settlement: frozenset[str]
    where: frozenset[str]
    whence: frozenset[str]
    launch: frozenset[str]
    office: frozenset[str]
    within: frozenset[str]
    and_: frozenset[str]
    not_after: frozenset[str]
    not_before: frozenset[str]
    common: frozenset[str]


@cache
def _words(language: str) -> _Words:
    file = language_file(language, "places")
    table = file.table("words")
    return _Words(
        *(
            frozenset(map(normal, file.words(table.get(name.strip("_"), []), name.strip("_"))))
            for name in _Words._fields
        )
    )


@dataclass(slots=True)
class _Found:
    """A name in the making: what it may stand for, before its surroundings have been read."""

    first: int
    last: int
    entries: tuple[Entry, ...]
    adjective: bool = False
    region: Entry | None = None


def find_places(text: str, tokens: Sequence[Token], language: str, part: Part = "text") -> list[PlaceHit]:
    """Return the places that the tokens of a whole text name, in order, none overlapping another."""
    words = _words(language)
    found = _names(tokens, gazetteer(), words)
    found = _regions(tokens, found, words, gazetteer())
    found = [each for each in found if each.entries and _is_place(tokens, each, found, words)]
    divisions = [
        entry.division for each in found for entry in each.entries[:1] if entry.kind is PlaceKind.REGION
    ]
    hits = []
    for each in found:
        entry = _likeliest(each, divisions)
        first, last = tokens[each.first], tokens[each.last - 1]
        role = _role(tokens, each, entry, words)
        hits.append(
            PlaceHit(
                first.start,
                last.end,
                each.first,
                each.last,
                entry.place,
                role,
                entry.kind,
                entry.division,
                part,
            )
        )
    return _with_regions(text, hits)


def _names(tokens: Sequence[Token], known: Gazetteer, words: _Words) -> list[_Found]:
    found: list[_Found] = []
    at = 0
    while at < len(tokens):
        each = _name_at(tokens, at, known, words)
        if each:
            found.append(each)
        at = each.last if each else at + 1
    return found


def _name_at(tokens: Sequence[Token], at: int, known: Gazetteer, words: _Words) -> _Found | None:
    token = tokens[at]
    if not token.text[0].isalpha():
        return None
    capital = token.text[0].isupper()
    match = known.match(tokens, at) if capital or token.text in known.exact else None
    following = tokens[at + 1].norm if at + 1 < len(tokens) else ""
    adjective = known.adjective(token)
    if match and not (adjective and following in words.region and match.last == at + 1):
        base = known.bases.get(latin_key(token.text)) if token.text.isascii() else None
        return _Found(at, match.last, match.entries, region=base or adjective)
    if adjective:
        return _Found(at, at + 1, (adjective,), adjective=True, region=adjective)
    if capital and token.text.isascii() and (base := known.bases.get(latin_key(token.text))):
        return _Found(at, at + 1, (base,), adjective=True, region=base)
    return None


def _regions(tokens: Sequence[Token], found: list[_Found], words: _Words, known: Gazetteer) -> list[_Found]:
    """Read "X, Y and Z regions": each name before the word for a region is the region of that name."""
    for index in range(len(found) - 1, -1, -1):
        each = found[index]
        after = tokens[each.last].norm if each.last < len(tokens) else ""
        if after in words.region and each.region:
            _make_region(each, each.last + 1)
            _chain(tokens, found[:index], each.first, words)
    return found


def _make_region(each: _Found, last: int) -> None:
    if each.region and each.region.kind is PlaceKind.REGION:
        each.entries, each.adjective, each.last = (each.region,), False, last


def _chain(tokens: Sequence[Token], before: list[_Found], first: int, words: _Words) -> None:
    for each in reversed(before):
        between = [token.norm for token in tokens[each.last : first]]
        listed = 0 < len(between) <= 2 and all(word == "," or word in words.and_ for word in between)
        if not listed or not each.region or (not each.adjective and "," in between and len(before) == 1):
            return
        _make_region(each, each.last)
        first = each.first


def _is_place(tokens: Sequence[Token], each: _Found, found: list[_Found], words: _Words) -> bool:
    before = tokens[each.first - 1] if each.first else None
    after = tokens[each.last] if each.last < len(tokens) else None
    if each.adjective or each.entries[0].kind is not PlaceKind.TOWN:
        return True
    if before and before.norm in words.not_after:
        return False
    if after and after.norm in words.not_before and after.text[0].isupper():
        return False
    cue = before is not None and (
        before.norm in words.where or before.norm in words.settlement | words.whence
    )
    if cue:
        return True
    if before and after and before.text in "«\"“„'" and after.text in "»\"”“'":
        return False
    if tokens[each.first].norm in words.common:
        return False
    large = max(entry.population for entry in each.entries) >= _CITY
    if large:
        return True
    return not _in_a_name(tokens, each, found)


def _in_a_name(tokens: Sequence[Token], each: _Found, found: list[_Found]) -> bool:
    taken = {at for other in found if other is not each for at in range(other.first, other.last)}
    for near in (each.first - 1, each.last):
        if 0 <= near < len(tokens) and near not in taken:
            token = tokens[near]
            gap = (
                tokens[each.first].start - token.end
                if near < each.first
                else token.start - tokens[near - 1].end
            )
            if token.text[0].isupper() and gap <= 1:
                return True
    return False


def _likeliest(each: _Found, divisions: list[str]) -> Entry:
    """Choose among namesakes: one in a region that the text names, else the largest, Ukraine's first."""
    return max(
        each.entries,
        key=lambda entry: (
            entry.kind is not PlaceKind.TOWN,
            entry.division in divisions,
            entry.population * (3 if entry.place.country == "UA" else 1),
        ),
    )


def _role(tokens: Sequence[Token], each: _Found, entry: Entry, words: _Words) -> PlaceRole:
    before = [token.norm for token in tokens[max(0, each.first - 6) : each.first]]
    last = before[-1] if before else ""
    if last in words.whence and any(word in words.launch for word in before):
        return PlaceRole.ORIGIN
    if entry.kind is PlaceKind.COUNTRY:
        if each.adjective:
            return PlaceRole.ACTOR
        near = before[-2:]
        placed = any(word in words.where for word in near) or last in words.within
        return PlaceRole.LOCATION if placed else PlaceRole.ACTOR
    if each.adjective or last in words.office:
        return PlaceRole.ADJECTIVAL
    after = tokens[each.last].norm if each.last < len(tokens) else ""
    return PlaceRole.ADJECTIVAL if after in words.office else PlaceRole.LOCATION


def _with_regions(text: str, hits: list[PlaceHit]) -> list[PlaceHit]:
    """Give a town its region where the text names that within a few words of it."""
    out = []
    for index, hit in enumerate(hits):
        near = [other for other in hits[max(0, index - 2) : index + 3] if other.kind is PlaceKind.REGION]
        region = next((o for o in near if o.division == hit.division and _close(text, hit, o)), None)
        if hit.kind is PlaceKind.TOWN and region:
            hit = replace(hit, place=replace(hit.place, region=region.place.name))
        out.append(hit)
    return out


def _close(text: str, one: PlaceHit, other: PlaceHit) -> bool:
    between = text[min(one.end, other.end) : max(one.start, other.start)]
    return len(between) <= 40 and not any(mark in between for mark in ".!?\n;")


def place_for(span: Span, hits: Sequence[PlaceHit], context: PlaceContext) -> tuple[PlaceHit, ...]:
    """Return the narrowest places that a claim is said to be in; several where one figure covers several.

    Looks in the clause, then its sentence, then the fallbacks. Each hit says by ``start`` and ``end``
    which words it rests on.
    """
    for where in (span, context.sentence, *context.fallbacks):
        inside = [
            hit
            for hit in hits
            if hit.part == where.part and where.start <= hit.start and hit.end <= where.end
        ]
        chosen = _narrowest(inside)
        if chosen:
            return chosen
    return ()


def _narrowest(hits: list[PlaceHit]) -> tuple[PlaceHit, ...]:
    located = [hit for hit in hits if hit.role is PlaceRole.LOCATION]
    for kind in PlaceKind:
        same = [hit for hit in located if hit.kind is kind]
        if same:
            return tuple({hit.place.id: hit for hit in same}.values())
    return ()
