"""The events of a sentence: where a rule holds, in which clause, with which figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from claims.clauses import clause_words, cut
from claims.lexicon import Hit
from claims.model import Kind
from claims.quantities import QuantityHit
from claims.reading import Reading
from claims.rules import Grammar, Rule, Site, holds

_BEFORE_NOUN = 4
_TOPIC = 14


@dataclass(slots=True)
class Event:
    """A rule that holds at a head, with the figures that are its own."""

    rule: Rule
    site: Site
    figures: list[QuantityHit] = field(default_factory=list)


def sentence_events(reading: Reading, sentence: tuple[int, int], grammar: Grammar) -> list[Event]:
    """Return the events of a sentence in the order of its clauses, at most one of a kind in a clause."""
    heads = _heads(reading, sentence, grammar)
    cuts = [first for first, hits in heads if any(hit.value in grammar.splits for hit in hits)]
    words = clause_words(reading.document.language)
    events: list[Event] = []
    for clause in cut(reading.tokens, sentence, cuts, words):
        found = _clause_events(reading, sentence, clause, heads, grammar)
        events += _counted(reading, clause, found, events)
    return events


def _heads(reading: Reading, sentence: tuple[int, int], grammar: Grammar) -> list[tuple[int, list[Hit[str]]]]:
    """Return the hits that may be heads, by their first token."""
    starting: dict[int, list[Hit[str]]] = {}
    for tag in grammar.heads:
        for hit in reading.tags.within(tag, *sentence):
            if not _only_named(reading, sentence, hit):
                starting.setdefault(hit.first, []).append(hit)
    return sorted(starting.items())


def _only_named(reading: Reading, sentence: tuple[int, int], hit: Hit[str]) -> bool:
    """Tell whether an event's noun is only mentioned: as known already, or as the topic before a colon."""
    tags = reading.tags
    if not tags.has(("noun",), hit.first, hit.last):
        return False
    start = max(sentence[0], hit.first - _BEFORE_NOUN)
    if tags.has(("number.attack",), start, hit.last):
        return False
    known = [mark for mark in tags.within("presupposed", start, hit.first) if mark.last <= hit.first]
    return bool(known) or _is_topic(reading, sentence, hit)


def _is_topic(reading: Reading, sentence: tuple[int, int], hit: Hit[str]) -> bool:
    if hit.first - sentence[0] > _TOPIC:
        return False
    ahead = reading.tokens[hit.last : min(sentence[1], hit.last + 9)]
    colon = next((n for n, token in enumerate(ahead) if token.text == ":"), None)
    return colon is not None and not any(token.text in {",", ";"} for token in ahead[:colon])


def _clause_events(
    reading: Reading,
    sentence: tuple[int, int],
    clause: tuple[int, int],
    heads: Sequence[tuple[int, list[Hit[str]]]],
    grammar: Grammar,
) -> dict[Kind, Event]:
    found: dict[Kind, Event] = {}
    for first, hits in heads:
        if not clause[0] <= first < clause[1]:
            continue
        for rule, hit in _holding(reading, sentence, clause, hits, grammar):
            known = found.get(rule.kind)
            if known is None or grammar.order(rule) < grammar.order(known.rule):
                found[rule.kind] = Event(rule, Site(hit.first, hit.last, clause, sentence, reading.whole))
    for kind, event in list(found.items()):
        weaker = grammar.yields.get(kind, frozenset())
        if _is_noun(reading, event.site.first, event.site.last) and not _is_counted(reading, event.site):
            weaker |= grammar.named.get(kind, frozenset())
        if not weaker.isdisjoint(found.keys() - {kind}):
            del found[kind]
    return found


def _is_noun(reading: Reading, first: int, last: int) -> bool:
    return reading.tags.has(("noun",), first, last)


def _is_counted(reading: Reading, site: Site) -> bool:
    return reading.tags.has(("number.attack",), max(site.sentence[0], site.first - _BEFORE_NOUN), site.last)


def _holding(
    reading: Reading,
    sentence: tuple[int, int],
    clause: tuple[int, int],
    hits: Sequence[Hit[str]],
    grammar: Grammar,
) -> Iterator[tuple[Rule, Hit[str]]]:
    """Yield the rules that hold at one token, up to the first that keeps it to itself."""
    for rule, hit in grammar.candidates(hits):
        if holds(rule, Site(hit.first, hit.last, clause, sentence, reading.whole), reading.tags):
            yield rule, hit
            if not rule.also:
                return


def _counted(
    reading: Reading, clause: tuple[int, int], found: dict[Kind, Event], before: Sequence[Event]
) -> list[Event]:
    """Give each figure of the clause to the nearest event that may count it, and drop events left without one."""
    events = list(found.values())
    for figure in reading.figures(*clause):
        takers = [event for event in events if figure.quantity.unit in event.rule.units]
        if takers:
            min(takers, key=lambda event: abs(event.site.first - figure.number.first)).figures.append(figure)
        elif before and not found and figure.quantity.unit in before[-1].rule.units:
            last = before[-1]
            site = Site(
                figure.number.first,
                max(figure.number.last, figure.number.first + 1),
                clause,
                last.site.sentence,
                last.site.document,
            )
            events.append(Event(last.rule, site, [figure]))
    return [event for event in events if event.figures or not event.rule.figure]
