"""Which words of a text name places, and which of those places a claim is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from claims.document import Part
from claims.gazetteer import Entry, PlaceKind, is_capital
from claims.model import Kind, Place, Span
from claims.namesakes import LARGE, Name
from claims.placenames import read_names
from claims.text import Token

# How many names on either side tell where a village lies, and how much likelier Ukraine is.
_NEAR = 3
_GAP = 3
_HOME = {"UA": 10, "RU": 5, "BY": 2}
_WINDOW = 8
_STOPS = frozenset(".;!?")
# Kinds of claim that are about the country that acts, where nothing else is named.
_RULED_BY_COUNTRIES = frozenset({Kind.CONSCRIPTION_RULE, Kind.MOBILISATION})


class PlaceRole(StrEnum):
    """What a place's name does in its sentence, the best evidence of where a thing happened first."""

    LOCATION = "location"
    ADJECTIVAL = "adjectival"
    ACTOR = "actor"
    ORIGIN = "origin"
    THEME = "theme"


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


class PlaceSummary(NamedTuple):
    """What a whole document says of place: ``only`` where it is about one, and its main ``country``."""

    only: PlaceHit | None = None
    country: PlaceHit | None = None


_NO_SUMMARY = PlaceSummary()


@dataclass(frozen=True, slots=True)
class PlaceContext:
    """Where to look for a claim's place when its own clause names none.

    ``sentence`` is the sentence of the clause; ``fallbacks`` are spans to turn to after it, in order:
    the sentence before it, the lead, the title. ``kind`` is that of the claim.
    """

    sentence: Span
    fallbacks: tuple[Span, ...] = ()
    kind: Kind | None = None
    summary: PlaceSummary = _NO_SUMMARY


def find_places(text: str, tokens: Sequence[Token], language: str, part: Part = "text") -> list[PlaceHit]:
    """Return the places that the tokens of a whole text name, in order, none overlapping another."""
    names, surroundings = read_names(text, tokens, language)
    tags = surroundings.tags
    entries = _likeliest(names, tags)
    hits: list[PlaceHit] = []
    for name, entry in zip(names, entries, strict=True):
        start, end = tokens[name.first].start, tokens[name.last - 1].end
        around = _Beside(tokens, tags, name)
        role = _role(around, entry)
        hit = PlaceHit(start, end, name.first, name.last, entry.place, role, entry.kind, entry.division, part)
        if hits and hits[-1].role is PlaceRole.ORIGIN and _listed(tokens, tags, hits[-1].last, name.first):
            hit = replace(hit, role=PlaceRole.ORIGIN)
        hits.append(hit)
    return _with_regions(text, hits)


def _likeliest(names: Sequence[Name], tags: Sequence[frozenset[str]]) -> list[Entry]:
    """Choose among namesakes: by the region beside, by the places near, by regions elsewhere, by size."""
    sure = [{entry.division for entry in name.entries} for name in names]
    everywhere = {name.entries[0].division for name in names if _is_region(name)}
    chosen = []
    for index, name in enumerate(names):
        first = max(0, index - _NEAR)
        near = set().union(*(each for each in sure[first : index + _NEAR + 1] if len(each) == 1))
        around = [*names[max(0, index - 1) : index], *names[index + 1 : index + 2]]
        beside = {
            each.entries[0].division for each in around if _is_region(each) and _beside(name, each, tags)
        }
        chosen.append(max(name.entries, key=_likelihood(beside, near, everywhere)))
    return chosen


def _is_region(name: Name) -> bool:
    return name.entries[0].kind is PlaceKind.REGION


def _beside(name: Name, region: Name, tags: Sequence[frozenset[str]]) -> bool:
    """Tell whether a region stands by a town's name as "City, Region" does, and is not listed with it."""
    between = tags[min(name.last, region.last) : max(name.first, region.first)]
    return len(between) <= _GAP and not any("also" in each for each in between)


def _likelihood(
    beside: set[str], near: set[str], everywhere: set[str]
) -> Callable[[Entry], tuple[bool, bool, bool, bool, int]]:
    def of(entry: Entry) -> tuple[bool, bool, bool, bool, int]:
        home = entry.population * _HOME.get(entry.place.country or "", 1)
        known = entry.division in near or entry.population >= LARGE
        return (
            entry.kind is not PlaceKind.TOWN,
            entry.division in beside,
            known,
            entry.division in everywhere,
            home,
        )

    return of


class _Beside:
    """A name and the lists that hold the words around it, the nearest word before it last."""

    def __init__(self, tokens: Sequence[Token], tags: Sequence[frozenset[str]], name: Name) -> None:
        start = max(0, name.first - _WINDOW)
        self.name = name
        self.possessive = tokens[name.last - 1].norm.endswith("'s")
        self.latin = tokens[name.first].norm.isascii()
        stop = next((at for at in range(name.first - 1, start - 1, -1) if tokens[at].text in _STOPS), start)
        self.before = [tags[at] for at in range(stop, name.first) if tokens[at].text[0].isalnum()]
        self.after = tags[name.last : name.last + 2]

    def follows(self, tag: str, words: int = 1) -> bool:
        """Tell whether that list holds one of the next so many words."""
        return any(tag in tags for tags in self.after[:words])

    def within(self, words: int, *lists: str) -> bool:
        """Tell whether one of the lists holds one of the last so many words before the name."""
        return not frozenset().union(*self.before[-words:]).isdisjoint(lists)


def _role(around: _Beside, entry: Entry) -> PlaceRole:
    if _whence(around):
        return PlaceRole.ORIGIN
    if entry.kind is PlaceKind.COUNTRY:
        return _country_role(around)
    if around.name.adjective or around.within(1, "office") or (around.latin and around.follows("office")):
        return PlaceRole.ADJECTIVAL
    if (
        around.follows("acts")
        and not around.within(1, "where", "settlement", "land")
        and is_capital(entry.place)
    ):
        return PlaceRole.ACTOR
    return PlaceRole.LOCATION


def _whence(around: _Beside) -> bool:
    """Tell whether a name is where something came from: "from X", "from the area of X", "launched: X"."""
    if around.within(_WINDOW, "moved"):
        return False
    if around.within(1, "whence", "launch"):
        return True
    if not around.within(3, "whence"):
        return False
    return around.within(_WINDOW, "launch") or (around.within(2, "whence") and around.within(1, "land"))


def _country_role(around: _Beside) -> PlaceRole:
    if around.name.adjective:
        return PlaceRole.LOCATION if around.follows("soil", 2) else PlaceRole.ACTOR
    if around.within(4, "theme"):
        return PlaceRole.THEME
    placed = around.within(2, "where", "land") or around.within(1, "struck")
    return (
        PlaceRole.LOCATION if placed or (around.possessive and around.follows("soil", 2)) else PlaceRole.ACTOR
    )


def _listed(tokens: Sequence[Token], tags: Sequence[frozenset[str]], first: int, last: int) -> bool:
    """Tell whether the tokens ``[first, last)`` between two names leave them in one list."""
    return last - first <= _WINDOW and all(
        not tokens[at].text[0].islower() or tags[at] & {"also", "region"} or tokens[at].norm == "рф"
        for at in range(first, last)
    )


def _with_regions(text: str, hits: list[PlaceHit]) -> list[PlaceHit]:
    """Give a town or a district what it lies in where the text names that beside it."""
    out: list[PlaceHit] = []
    for index, hit in enumerate(hits):
        following = hits[index + 1] if index + 1 < len(hits) else None
        if hit.kind is PlaceKind.DISTRICT and following and following.kind is PlaceKind.TOWN:
            if following.start - hit.end <= 4 and following.place.name not in hit.place.name:
                hit = replace(hit, place=replace(hit.place, region=following.place.name))
        elif hit.kind in (PlaceKind.TOWN, PlaceKind.DISTRICT):
            near = [
                other
                for other in hits[max(0, index - 2) : index + 3]
                if other.kind is PlaceKind.REGION and other.role is PlaceRole.LOCATION
            ]
            region = next((o for o in near if _contains(o, hit) and _close(text, hit, o)), None)
            if region:
                hit = replace(hit, place=replace(hit.place, region=region.place.name))
        if out and out[-1].kind is PlaceKind.DISTRICT and out[-1].place.region == hit.place.name:
            continue
        out.append(hit)
    return out


def _contains(region: PlaceHit, hit: PlaceHit) -> bool:
    return not hit.division or region.division == hit.division


def _close(text: str, one: PlaceHit, other: PlaceHit) -> bool:
    between = text[min(one.end, other.end) : max(one.start, other.start)]
    return len(between) <= 40 and not any(mark in between for mark in ".!?\n;")


def place_for(span: Span, hits: Sequence[PlaceHit], context: PlaceContext) -> tuple[PlaceHit, ...]:
    """Return the narrowest places that a claim is said to be in; several where one figure covers several.

    Looks in the clause, then its sentence, then the fallbacks, then at the document as a whole. Each hit
    says by ``start`` and ``end`` which words it rests on.
    """
    clause = _within(hits, span)
    chosen = _narrowest(clause, PlaceRole.LOCATION)
    if not chosen and context.kind in _RULED_BY_COUNTRIES:
        chosen = next(((hit,) for hit in clause if hit.kind is PlaceKind.COUNTRY and _acts(hit)), ())
    for where in (span, context.sentence, *context.fallbacks):
        inside = _within(hits, where)
        chosen = chosen or _narrowest(inside, PlaceRole.LOCATION) or _narrowest(inside, PlaceRole.ADJECTIVAL)
    if chosen:
        return chosen
    only, country = context.summary
    last = only or (country if context.kind is Kind.CONSCRIPTION_RULE else None)
    return (last,) if last else ()


def summarise(hits: Sequence[PlaceHit]) -> PlaceSummary:
    """Return what all hits of a document, its title's too, say of its place."""
    located = {hit.place.id: hit for hit in hits if _is_located(hit) and hit.kind is not PlaceKind.COUNTRY}
    countries = [hit for hit in hits if hit.kind is PlaceKind.COUNTRY and (_is_located(hit) or _acts(hit))]
    counts = Counter(hit.place.id for hit in countries)
    main = max(countries, key=lambda hit: counts[hit.place.id], default=None)
    return PlaceSummary(next(iter(located.values())) if len(located) == 1 else None, main)


def _within(hits: Sequence[PlaceHit], span: Span) -> list[PlaceHit]:
    return [hit for hit in hits if hit.part == span.part and span.start <= hit.start and hit.end <= span.end]


def _is_located(hit: PlaceHit) -> bool:
    return hit.role is PlaceRole.LOCATION


def _acts(hit: PlaceHit) -> bool:
    return hit.role is PlaceRole.ACTOR


def _narrowest(hits: list[PlaceHit], role: PlaceRole) -> tuple[PlaceHit, ...]:
    for kind in PlaceKind:
        same = {hit.place.id: hit for hit in hits if hit.kind is kind and hit.role is role}
        if same:
            return tuple(same.values())
    return ()
