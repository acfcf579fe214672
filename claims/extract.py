"""From a document to its mentions: who claims what, in which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.clauses import clause_words, cut
from claims.document import Document
from claims.lexicon import Hit
from claims.model import Certainty, Evidence, Hop, Kind, Mention, Method, Op, Quantity, Span, Target, Unit
from claims.modality import modality
from claims.places import PlaceContext, place_for
from claims.reading import QuantityHit, Reading, read, OBJECTS
from claims.rules import Grammar, Rule, Site, grammar, holds

EXTRACTOR = "1"
_REACH = 60
_NOUNS = frozenset({"strike", "attack", "blast", "arson", "mobilise", "impact"})


@dataclass(slots=True)
class Event:
    """A rule that holds at a head, with the figures that are its own."""

    rule: Rule
    site: Site
    figures: list[QuantityHit]


def extract(document: Document) -> tuple[Mention, ...]:
    """Return the document's mentions in the order of their spans; the same document gives the same ones."""
    reading = read(document)
    rules = grammar()
    mentions = []
    for sentence in reading.sentences:
        if reading.tags.within("noise", *sentence):
            continue
        for event in _events(reading, sentence, rules):
            mentions += _mentions(reading, event)
    kept = _once(mentions)
    for mention in kept:
        mention.check(document)
    return tuple(sorted(kept, key=lambda m: (m.span, m.kind)))


def _events(reading: Reading, sentence: tuple[int, int], rules: Grammar) -> list[Event]:
    by_head = rules.by_head()
    hits = sorted({hit for tag in by_head for hit in reading.tags.within(tag, *sentence) if not _presupposed(reading, sentence, hit)})
    heads = sorted({hit.first for hit in hits if hit.value in rules.splits})
    words = clause_words(reading.document.language)
    events = []
    for clause in cut(reading.tokens, sentence, heads, words):
        found: dict[Kind, Event] = {}
        for hit in hits:
            if not clause[0] <= hit.first < clause[1]:
                continue
            site = Site(hit.first, hit.last, clause, sentence, (0, len(reading.tokens)))
            for rule in by_head[hit.value]:
                if holds(rule, site, reading.tags):
                    known = found.get(rule.kind)
                    if known is None or rules.rules.index(rule) < rules.rules.index(known.rule):
                        found[rule.kind] = Event(rule, site, [])
                    if not rule.also:
                        break
        events += _counted(reading, clause, list(found.values()))
    return events


def _presupposed(reading: Reading, sentence: tuple[int, int], head: Hit[str]) -> bool:
    if head.value not in _NOUNS:
        return False
    start = max(sentence[0], head.first - 4)
    before = [hit for hit in reading.tags.within("presupposed", start, head.first) if hit.last >= head.first - 3 and hit.last <= head.first]
    return bool(before) and not reading.tags.has(("number.attack",), start, head.last)


def _counted(reading: Reading, clause: tuple[int, int], events: list[Event]) -> list[Event]:
    for figure in reading.quantities:
        if not clause[0] <= figure.first < clause[1]:
            continue
        takers = [event for event in events if figure.quantity.unit in event.rule.units]
        if takers:
            min(takers, key=lambda event: abs(event.site.first - figure.first)).figures.append(figure)
    return [event for event in events if event.figures or not event.rule.figure]


def _mentions(reading: Reading, event: Event) -> list[Mention]:
    first, last = _trimmed(reading, event.site)
    if not event.figures:
        return [_mention(reading, event, (first, last), None)]
    bounds = [first]
    tokens = reading.tokens
    words = clause_words(reading.document.language)
    ordered = sorted(event.figures, key=lambda f: f.first)
    pieces = cut(tokens, (first, last), [f.first for f in ordered], words)
    if len(pieces) != len(ordered):
        pieces = [(first, last)] * len(ordered)
    return [_mention(reading, event, piece, figure) for piece, figure in zip(pieces, ordered, strict=True)]


def _trimmed(reading: Reading, site: Site) -> tuple[int, int]:
    """Return the clause without who says it, without marks at its ends, and not longer than can be read."""
    tokens, tags = reading.tokens, reading.tags
    first = max(site.clause[0], site.first - _REACH)
    last = min(site.clause[1], site.last + _REACH)
    says = [hit for hit in tags.within("says", first, site.first)]
    words = clause_words(reading.document.language)
    if says:
        for at in range(says[-1].last, min(site.first, says[-1].last + 12)):
            if tokens[at].norm in words.subordinate and at + 1 < site.first:
                first = at + 1
                break
    after = [hit for hit in tags.within("says", site.last, last)]
    if after:
        for at in range(after[0].first - 1, site.last, -1):
            if tokens[at].text in {",", "—", "–", "-"}:
                last = at
                break
    joins = words.joins
    while first < site.first and (not tokens[first].norm[0].isalnum() and tokens[first].text not in {"«", '"', "“", "#"} ):
        first += 1
    while first < site.first and tokens[first].norm in joins and len(tokens[first].norm) < 5:
        first += 1
    while last > site.last and not tokens[last - 1].norm[-1].isalnum() and tokens[last - 1].text not in {"»", '"', "”", ")", "%"}:
        last -= 1
    return first, last


def _mention(reading: Reading, event: Event, piece: tuple[int, int], figure: QuantityHit | None) -> Mention:
    tokens = reading.tokens
    start, end = tokens[piece[0]].start, tokens[max(piece[1], piece[0] + 1) - 1].end
    span = Span(start, end)
    evidence: dict[str, Evidence] = {"kind": _span(reading, event.site.first, event.site.last)}
    quantity = None
    if figure is not None:
        quantity = figure.quantity
        evidence["quantity"] = _span(reading, figure.first, figure.last)
    elif event.rule.zero:
        quantity = Quantity(0, Op.ZERO, Unit.CASUALTY)
    mode = modality(event.rule, event.site, tokens, reading.tags, reading.document.language)
    certainty = None
    if mode.step is not None and mode.hedge is not None:
        certainty = Certainty(mode.step, _span(reading, mode.hedge.first, mode.hedge.last), span)
    sentence = _span(reading, *event.site.sentence)
    places = place_for(span, reading.places, PlaceContext(sentence))
    return Mention(
        kind=event.rule.kind, span=span, quote=reading.text[start:end],
        chain=(Hop(reading.document.outlet, reading.document.outlet),), rule=event.rule.name,
        target=_targets(reading, event), method=_method(reading, event), quantity=quantity, period=None,
        places=tuple(hit.place for hit in places), certainty=certainty, polarity=mode.polarity,
        actuality=mode.actuality, background=reading.background.holds(event.site.first), evidence=evidence,
    )


def _span(reading: Reading, first: int, last: int) -> Span:
    return Span(reading.tokens[first].start, reading.tokens[last - 1].end)


_MOBILISATION = frozenset({Kind.MOBILISATION, Kind.RECRUITMENT, Kind.CONSCRIPTION_RULE, Kind.EVASION})
_PEOPLE = frozenset("reservists conscripts volunteers prisoners students women foreigners men_abroad citizens".split())


def _targets(reading: Reading, event: Event) -> tuple[Target, ...]:
    wanted = _PEOPLE if event.rule.kind in _MOBILISATION else OBJECTS
    return tuple(Target(t) for t in Target if t in wanted and reading.tags.has((f"target.{t}",), *event.site.clause)) or event.rule.target


def _method(reading: Reading, event: Event) -> Method | None:
    if event.rule.kind in _MOBILISATION:
        return None
    for scope in (event.site.clause, event.site.sentence):
        found = [m for m in Method if reading.tags.has((f"method.{m}",), *scope)]
        if Method.COMBINED in found:
            return Method.COMBINED
        w = [m for m, t in ((Method.DRONE, "weapon.drone"), (Method.MISSILE, "weapon.missile"), (Method.AIR_STRIKE, "weapon.bomb"), (Method.SHELLING, "weapon.shell")) if reading.tags.has((t,), *scope)]
        if len(w) > 1:
            return Method.COMBINED
        if w:
            return w[0]
        if found:
            return found[0]
    return event.rule.method


def _once(mentions: Sequence[Mention]) -> list[Mention]:
    kept: dict[tuple[object, ...], Mention] = {}
    for mention in mentions:
        key = (mention.kind, mention.quantity, mention.quote.casefold())
        kept.setdefault(key, mention)
    return list(kept.values())
