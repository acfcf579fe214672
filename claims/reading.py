"""A document read once: tokens, sentences, tags, figures, periods, places and voices, ready to look up."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from claims.background import Background, find_background
from claims.document import Document, Role
from claims.gazetteer import PlaceKind, is_capital
from claims.language import language_file
from claims.lexicon import Hit
from claims.lines import cut_lines
from claims.model import Actuality, Evidence, Hop, Kind, Op, PeriodOperator, Span, Unit
from claims.passages import plain
from claims.period_choice import PeriodChoice, choose_period
from claims.periods import PeriodHit, find_periods
from claims.places import PlaceContext, PlaceHit, PlaceRole, PlaceSummary, find_places, place_for, summarise
from claims.quantities import QuantityHit, find_quantities
from claims.speech import Attribution
from claims.tags import Tags, find_tags
from claims.targets import OBJECTS, STRUCTURES
from claims.text import Token, sentences, tokenize

_OBJECT = "object"
_HEADLINE = 240
_AT_WAR = frozenset({"UA", "RU", "BY"})
_EVENTS = ("strike", "attack", "mobilise")
_NAMED = frozenset({Unit.ATTACK, Unit.CASE})
_MARKUP = re.compile(
    r"\]\([^()\s]*\)|\bhttps?://[^\s)\]]+|\b(?:www|t|vk|youtu)\.[a-z]+/[^\s)\]]+|<U\+[0-9A-F]{4,8}>|[*➖🔹🔸▫️📷🔻]+|__+|\[(?=[^\]\n]{0,300}\]\()"
)


@dataclass(slots=True)
class Reading:
    """The text of a document. ``sentences`` are ranges of tokens; all lists are in order."""

    document: Document
    tokens: list[Token]
    sentences: list[tuple[int, int]]
    tags: Tags
    quantities: list[QuantityHit]
    periods: list[PeriodHit]
    places: list[PlaceHit]
    title_places: list[PlaceHit]
    summary: PlaceSummary
    background: Background
    attribution: Attribution
    _at: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._at["figures"] = [hit.number.first for hit in self.quantities]
        self._at["periods"] = [hit.start for hit in self.periods]
        self._at["places"] = [hit.start for hit in self.places]
        self._at["sentences"] = [first for first, _ in self.sentences]

    @property
    def text(self) -> str:
        """Return the text that spans count in."""
        return self.document.text

    @property
    def whole(self) -> tuple[int, int]:
        """Return the range of all tokens."""
        return 0, len(self.tokens)

    @property
    def headline(self) -> int:
        """Return where the first line ends if it is short and a blank line follows it; else 0."""
        end = self.text.find("\n\n")
        return end if 0 < end <= _HEADLINE and "\n" not in self.text[:end].strip() else 0

    def recent(self, sentence: tuple[int, int]) -> tuple[int, int]:
        """Return the sentence with the one before it."""
        index = bisect_left(self._at["sentences"], sentence[0])
        return self.sentences[max(0, index - 1)][0], sentence[1]

    def span(self, first: int, last: int) -> Span:
        """Return where the tokens ``[first, last)`` stand in the text."""
        return Span(self.tokens[first].start, self.tokens[last - 1].end)

    def figures(self, first: int, last: int) -> Sequence[QuantityHit]:
        """Return the figures that begin in the tokens ``[first, last)``."""
        at = self._at["figures"]
        return self.quantities[bisect_left(at, first) : bisect_left(at, last)]

    @property
    def published(self) -> date | None:
        """Return the day of publication where the outlet is."""
        return self.document.published.day if self.document.published else None

    def period(
        self, span: Span, sentence: tuple[int, int], kind: Kind, actuality: Actuality, counted: bool
    ) -> PeriodChoice | None:
        """Return the period of a claim with that span: of its clause, its sentence, or what went before."""
        here = self.span(*sentence)
        at = self._at["periods"]
        near = self.periods[bisect_left(at, here.start) : bisect_left(at, here.end)]
        bounds, within = (span.start, span.end), (here.start, here.end)
        choice = choose_period(bounds, within, self.periods, kind, actuality, counted, self.published)
        return choice and _until_stated(choice, near)

    def places_of(self, span: Span, sentence: tuple[int, int], kind: Kind) -> tuple[PlaceHit, ...]:
        """Return the places of a claim: of its clause, its sentence, the ones before, the lead, the title."""
        index = bisect_left(self._at["sentences"], sentence[0])
        spans = [self.span(*self.sentences[n]) for n in (*range(index, max(-1, index - 4), -1), 0)]
        low, high = spans[-2].start, spans[0].end
        at = self._at["places"]
        near = [*self.places[bisect_left(at, low) : bisect_left(at, high)], *self.title_places]
        near += self.places[: bisect_left(at, min(low, spans[-1].end))]
        title = Span(0, len(self.document.title), "title")
        return place_for(
            span, _of_war(near, span), PlaceContext(spans[0], (*spans[1:], title), kind, self.summary)
        )

    def chain(self, span: Span) -> tuple[tuple[Hop, ...], Evidence]:
        """Return who is said to know what the span says, root first, without the outlet."""
        found = self.attribution.chain(span)
        return found.hops, found.evidence


def _until_stated(choice: PeriodChoice, near: Sequence[PeriodHit]) -> PeriodChoice:
    """Let a count *since* some day end on the day that its sentence says it was stated on."""
    since = next((hit for hit in near if hit.period.operator is PeriodOperator.SINCE), None)
    if choice.basis != "said" or since is None:
        return choice
    day = next(
        (hit.period.end for hit in near if hit is not since and hit.period.start == hit.period.end), None
    )
    if day is None or since.period.start is None or day < since.period.start:
        return choice if choice.hit is since else PeriodChoice(since.period, since, "said")
    return PeriodChoice(replace(since.period, end=day), since, "said")


@cache
def _abbreviations(language: str) -> frozenset[str]:
    file = language_file(language, "text")
    return frozenset(file.words(file.tables.get("abbreviations", []), "abbreviations"))


def read(document: Document, topics: Sequence[str]) -> Reading | None:
    """Read the text of a document; None where it has no word of those topics.

    Raises LanguageFileError where the language's files cannot be used.
    """
    text, language = readable(document.text), document.language
    abbreviations = _abbreviations(language)
    tokens = tokenize(text)
    tags = find_tags(tokens, language)
    if not any(topic in tags.hits for topic in topics):
        return None
    published = document.published.day if document.published else None
    ranges = cut_lines(tokens, _token_ranges(tokens, list(sentences(text, abbreviations))), language)
    periods = find_periods(text, tokens, language, published)
    quantities = _counts(find_quantities(tokens, language), periods)
    places = [
        hit for hit in find_places(text, tokens, language) if not tags.has(_EVENTS, hit.first, hit.last)
    ]
    title = find_places(document.title, tokenize(document.title), language, "title")
    same = tokens if plain(text) == text else None
    attribution = Attribution(
        document.title, text, language, document.outlet, document.blocks, abbreviations, same
    )
    places = _unsourced(places, document, attribution)
    _derive(tags, quantities, places)
    return Reading(
        document=document,
        tokens=tokens,
        sentences=ranges,
        tags=tags,
        quantities=quantities,
        periods=periods,
        places=places,
        title_places=title,
        summary=summarise([*places, *title]),
        background=find_background(document, tokens, ranges),
        attribution=attribution,
    )


def readable(text: str) -> str:
    """Return the text with its addresses and markup blanked out; every other character stays where it is."""
    return _MARKUP.sub(lambda mark: " " * len(mark[0]), text)


def _unsourced(places: list[PlaceHit], document: Document, attribution: Attribution) -> list[PlaceHit]:
    """Leave out what only says where a source sits: places in lines that name one, countries in names."""
    lines = [(block.start, block.end) for block in document.blocks if block.role is Role.SOURCE]
    names = sorted(attribution.names())
    return [
        hit
        for hit in places
        if not _inside(lines, hit.start) and not (hit.kind is PlaceKind.COUNTRY and _inside(names, hit.start))
    ]


def _inside(spans: Sequence[tuple[int, int]], at: int) -> bool:
    """Tell whether a code point lies in one of the spans, which are in order and apart."""
    before = bisect_right(spans, (at, sys.maxsize)) - 1
    return before >= 0 and at < spans[before][1]


def _of_war(hits: list[PlaceHit], here: Span) -> list[PlaceHit]:
    """Leave out where those sit who speak of the war: capitals abroad, and nationalities named elsewhere."""
    if not any(hit.place.country in _AT_WAR for hit in hits):
        return hits
    return [hit for hit in hits if hit.place.country in _AT_WAR or not _is_seat(hit, here)]


def _is_seat(hit: PlaceHit, here: Span) -> bool:
    inside = hit.part == here.part and here.start <= hit.start < here.end
    return is_capital(hit.place) or (hit.role is PlaceRole.ADJECTIVAL and not inside)


def _counts(quantities: Sequence[QuantityHit], periods: Sequence[PeriodHit]) -> list[QuantityHit]:
    """Leave out the numbers of dates, and years that seem to count people who stand further on."""
    dated = {at for hit in periods for at in range(hit.first, hit.last)}
    return [hit for hit in quantities if hit.implicit or not (hit.number.first in dated or _is_year(hit))]


def _is_year(hit: QuantityHit) -> bool:
    number = hit.number
    return number.op is Op.EXACT and 1900 <= number.value < 2100 and hit.head_first != number.last


def _token_ranges(tokens: Sequence[Token], spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    starts = [token.start for token in tokens]
    ranges = ((bisect_left(starts, start), bisect_left(starts, end)) for start, end in spans)
    return [(first, last) for first, last in ranges if first < last]


def _derive(tags: Tags, quantities: Sequence[QuantityHit], places: Sequence[PlaceHit]) -> None:
    """Add the tags that rules know and no word list gives: places, counted things, any object."""
    counted: dict[str, list[Hit[str]]] = {}
    for hit in quantities:
        compared = hit.number.op in (Op.RATIO, Op.PERCENT)
        if hit.unit is not None and not ((hit.implicit or compared) and hit.unit in _NAMED):
            tag = f"number.{hit.unit}"
            counted.setdefault(tag, []).append(Hit(hit.number.first, hit.number.last, tag))
    for tag, hits in counted.items():
        tags.add(tag, hits)
    tags.add("place", [Hit(hit.first, hit.last, "place") for hit in places])
    tags.add("structure", [hit for target in STRUCTURES for hit in tags.hits.get(f"target.{target}", ())])
    tags.add(_OBJECT, [hit for target in OBJECTS for hit in tags.hits.get(f"target.{target}", ())])
