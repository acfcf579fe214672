"""The events of a sentence: where a rule holds, in which clause, with which figures."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from claims.clauses import clause_words, cut
from claims.lexicon import Hit
from claims.model import Kind, Op, Unit
from claims.quantities import QuantityHit
from claims.reading import Reading
from claims.rules import Grammar, Rule, Site, holds

_BEFORE_NOUN = 4
_TOPIC = 14
_PLACE = 8
_LISTED = frozenset({Unit.DRONE, Unit.MISSILE, Unit.BOMB, Unit.WEAPON, Unit.KILLED, Unit.WOUNDED})
_WEAPONS = {"weapon.drone": Unit.DRONE, "weapon.missile": Unit.MISSILE}


@dataclass(slots=True)
class Event:
    """A rule that holds at a head, with the figures that are its own."""

    rule: Rule
    site: Site
    figures: list[QuantityHit] = field(default_factory=list)


class SentenceReader:
    """Reads the events of one sentence after another; a list goes on with the event that opened it."""

    def __init__(self, reading: Reading, grammar: Grammar) -> None:
        self._reading = reading
        self._tags = reading.tags
        self._grammar = grammar
        self._words = clause_words(reading.document.language)
        self._open: Event | None = None
        found = (hit for tag in grammar.heads for hit in self._tags.hits.get(tag, ()))
        self._found = sorted(found, key=lambda hit: (hit.first, -hit.last, hit.value))
        self._firsts = [hit.first for hit in self._found]

    def events(self, sentence: tuple[int, int]) -> list[Event]:
        """Return the events in the order of their clauses, at most one of a kind in a clause."""
        heads = self._heads(sentence)
        cuts = [first for first, hits in heads if any(hit.value in self._grammar.splits for hit in hits)]
        events: list[Event] = []
        if heads:
            self._open = None
        for clause in cut(self._reading.tokens, sentence, cuts, self._words):
            found = self._clause(sentence, clause, heads)
            events += self._counted(clause, sentence, found)
            self._open = events[-1] if events else self._open
        return events

    def _site(self, hit: Hit[str], clause: tuple[int, int], sentence: tuple[int, int]) -> Site:
        reading = self._reading
        return Site(hit.first, hit.last, clause, sentence, reading.recent(sentence), reading.whole)

    # --- heads

    def _heads(self, sentence: tuple[int, int]) -> list[tuple[int, list[Hit[str]]]]:
        """Return the hits that may be heads, by their first token."""
        starting: dict[int, list[Hit[str]]] = {}
        end = sentence[0]
        for hit in self._found[
            bisect_left(self._firsts, sentence[0]) : bisect_left(self._firsts, sentence[1])
        ]:
            if hit.last < end or (hit.last == end and hit.first not in starting):
                continue  # it is part of a longer phrase: "mobilised men" tells of no mobilisation
            end = max(end, hit.last)
            if not self._only_named(sentence, hit):
                starting.setdefault(hit.first, []).append(hit)
        return sorted(starting.items())

    def _only_named(self, sentence: tuple[int, int], hit: Hit[str]) -> bool:
        """Tell whether an event's noun is only mentioned: as known, or as the topic before a colon."""
        if not self._is_noun(hit.first, hit.last) or self._is_counted(sentence, hit.first, hit.last):
            return False
        marks = self._tags.within("presupposed", max(sentence[0], hit.first - 2 * _BEFORE_NOUN), hit.first)
        known = any(hit.first - _BEFORE_NOUN < mark.last <= hit.first for mark in marks)
        about = self._tags.has(("about",), max(sentence[0], hit.first - _PLACE), hit.first)
        return known or about or self._is_topic(sentence, hit)

    def _is_topic(self, sentence: tuple[int, int], hit: Hit[str]) -> bool:
        if hit.first - sentence[0] > _TOPIC:
            return False
        ahead = self._reading.tokens[hit.last : min(sentence[1], hit.last + 9)]
        colon = next((n for n, token in enumerate(ahead) if token.text == ":"), None)
        return colon is not None and not any(token.text in {",", ";"} for token in ahead[:colon])

    def _is_noun(self, first: int, last: int) -> bool:
        return self._tags.has(("noun",), first, last)

    def _is_counted(self, sentence: tuple[int, int], first: int, last: int) -> bool:
        return self._tags.has(("number.attack",), max(sentence[0], first - _BEFORE_NOUN), last)

    # --- events

    def _clause(
        self, sentence: tuple[int, int], clause: tuple[int, int], heads: Sequence[tuple[int, list[Hit[str]]]]
    ) -> dict[Kind, Event]:
        found: dict[Kind, Event] = {}
        inside = heads[bisect_left(heads, (clause[0],)) : bisect_left(heads, (clause[1],))]
        for _, hits in inside:
            for event in self._holding(sentence, clause, hits):
                known = found.get(event.rule.kind)
                if known is None or event.rule.order < known.rule.order:
                    found[event.rule.kind] = event
        for kind, event in list(found.items()):
            stronger = self._grammar.yields.get(kind, frozenset())
            site = event.site
            if self._is_noun(site.first, site.last) and not self._is_counted(sentence, site.first, site.last):
                stronger |= self._grammar.named.get(kind, frozenset())
            if not stronger.isdisjoint(found.keys() - {kind}):
                del found[kind]
        return found

    def _holding(
        self, sentence: tuple[int, int], clause: tuple[int, int], hits: Sequence[Hit[str]]
    ) -> Iterator[Event]:
        """Yield the rules that hold at one token, up to the first that keeps it to itself."""
        for rule, hit in self._grammar.candidates(hits):
            site = self._site(hit, clause, sentence)
            if holds(rule, site, self._tags) and (not rule.figure or self._counts(rule, clause)):
                yield Event(rule, site)
                if not rule.also:
                    return

    def _counts(self, rule: Rule, clause: tuple[int, int]) -> bool:
        return any(_may_count(rule, figure) for figure in self._reading.figures(*clause))

    # --- figures

    def _counted(
        self, clause: tuple[int, int], sentence: tuple[int, int], found: dict[Kind, Event]
    ) -> list[Event]:
        """Give each figure to the nearest event that may count it; drop those left without theirs."""
        events = list(found.values())
        item: Event | None = None
        for figure in self._reading.figures(*clause):
            figure = self._listed(figure, events)
            takers = [event for event in events if _may_count(event.rule, figure)]
            if takers:
                min(takers, key=lambda event: abs(event.site.first - figure.number.first)).figures.append(
                    figure
                )
            elif item is not None and _may_count(item.rule, figure):
                item.figures.append(figure)
            elif (item := self._item(clause, sentence, figure)) is not None:
                events.append(item)
        return [event for event in events if event.figures or not event.rule.figure]

    def _listed(self, figure: QuantityHit, events: Sequence[Event]) -> QuantityHit:
        """Give a bare number beside a place the unit of its list: *three over Kursk Oblast*, *Tula (32)*.

        A ratio in a trend of attacks, *the attacks doubled*, counts attacks.
        """
        if figure.unit is None and any(event.rule.kind is Kind.TREND for event in events):
            of_attacks = any(self._tags.has(("strike", "attack"), *event.site.clause) for event in events)
            return (
                replace(figure, unit=Unit.ATTACK) if of_attacks and figure.number.op is Op.RATIO else figure
            )
        if figure.unit is not None or not self._near_place(figure.number.first, figure.number.last):
            return figure
        lists = [event for event in (self._open, *events) if event]
        unit = next((unit for event in reversed(lists) if (unit := self._unit(event))), None)
        return replace(figure, unit=unit)

    def _unit(self, event: Event) -> Unit | None:
        """Return what the event counts: as its last figure does, else the weapon that its clause names."""
        if event.figures:
            return event.figures[-1].unit
        units = [unit for tag, unit in _WEAPONS.items() if self._tags.has((tag,), *event.site.clause)]
        return next((unit for unit in units if unit in event.rule.units), None)

    def _item(self, clause: tuple[int, int], sentence: tuple[int, int], figure: QuantityHit) -> Event | None:
        """Return the event of a list's item, *three over Kursk Oblast*, which has a figure and no head."""
        if self._open is None or figure.implicit or not _may_count(self._open.rule, figure):
            return None
        first, last = figure.number.first, max(figure.number.last, figure.number.first + 1)
        if figure.unit not in _LISTED or not (self._goes_on(sentence) or self._near_place(first, last)):
            return None
        return Event(self._open.rule, self._site(Hit(first, last, "item"), clause, sentence), [figure])

    def _goes_on(self, sentence: tuple[int, int]) -> bool:
        """Tell whether the sentence is the one that opened the list or the next one."""
        return self._open is not None and sentence[0] <= self._open.site.sentence[1]

    def _near_place(self, first: int, last: int) -> bool:
        return self._tags.has(("place",), first - _PLACE, last + _PLACE)


def _may_count(rule: Rule, figure: QuantityHit) -> bool:
    implied = rule.implicit and figure.unit is not Unit.PERSON
    return figure.unit in rule.units and (implied or not figure.implicit)
