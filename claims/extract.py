"""From a document to its mentions: who claims what, in which words."""

from __future__ import annotations

from dataclasses import replace

from claims.clauses import clause_words, cut_figures
from claims.distinct import distinct
from claims.document import Document
from claims.events import Event, SentenceReader
from claims.fields import method, targets
from claims.inherit import inherit
from claims.lexicon import Hit
from claims.modality import Modality, modality
from claims.model import Certainty, Evidence, Hop, Mention, Op, Quantity, Span, Stance, Unit
from claims.quantities import QuantityHit
from claims.quoting import bare, quoted
from claims.reading import Reading, read
from claims.rules import grammar
from claims.sources import slug, sources

EXTRACTOR = "1"
"""The version of the rules and word lists; it changes whenever the same text may give other mentions."""


def extract(document: Document) -> tuple[Mention, ...]:
    """Return the document's mentions in the order of their spans; the same document gives the same ones.

    Raises LanguageFileError where the language's files cannot be used.
    """
    rules = grammar()
    reading = read(document, rules.topics)
    if reading is None:
        return ()
    reader = SentenceReader(reading, rules)
    mentions: list[Mention] = []
    for sentence in reading.sentences:
        if not reading.tags.within("noise", *sentence):
            for event in reader.events(sentence):
                mentions += _mentions(reading, event)
    kept = distinct(inherit(mentions), reading.headline)
    for mention in kept:
        mention.check(document)
    return kept


def _mentions(reading: Reading, event: Event) -> list[Mention]:
    """Return one mention for each figure of an event, or one where it has none."""
    whole = quoted(reading, event.site)
    figures = sorted(event.figures, key=lambda figure: figure.number.first)
    if not figures:
        return [_mention(reading, event, whole, None)]
    words = clause_words(reading.document.language)
    starts = [figure.number.first for figure in figures]
    pieces = [bare(reading, piece) for piece in cut_figures(reading.tokens, whole, starts, words)]
    return [_mention(reading, event, piece, figure) for piece, figure in zip(pieces, figures, strict=True)]


def _mention(reading: Reading, event: Event, piece: tuple[int, int], figure: QuantityHit | None) -> Mention:
    rule, site = event.rule, event.site
    span = reading.span(*piece)
    mode = modality(rule, site, reading.tokens, reading.tags, reading.document.language)
    quantity = _quantity(event, figure)
    target, target_hit = targets(reading, event, piece)
    means, means_hit = method(reading, event, piece, quantity.unit if quantity else None)
    period = reading.period(span, site.sentence, rule.kind, mode.actuality, quantity is not None)
    places = reading.places_of(span, site.sentence, rule.kind)
    core = reading.span(site.first, site.last)
    if figure is not None:
        core = Span(min(core.start, figure.start), max(core.end, figure.end))
    chain, chain_evidence = reading.chain(core)
    evidence: dict[str, Evidence] = {"kind": reading.span(site.first, site.last), "chain": chain_evidence}
    if figure is not None:
        evidence["quantity"] = Span(figure.start, figure.end)
    elif quantity is not None:
        evidence["quantity"] = evidence["kind"]
    if target:
        evidence["target"] = _evidence(reading, target_hit)
    if means:
        evidence["method"] = _evidence(reading, means_hit)
    if period is not None:
        evidence["period"] = period.evidence
    if places:
        evidence["places"] = Span(places[0].start, places[0].end, places[0].part)
    if mode.hedge:
        evidence["certainty"] = _evidence(reading, mode.hedge)
    if mode.denial:
        evidence["polarity"] = _evidence(reading, mode.denial)
    if mode.cue:
        evidence["actuality"] = _evidence(reading, mode.cue)
    return Mention(
        kind=rule.kind,
        span=span,
        quote=reading.text[span.start : span.end],
        chain=(*chain, outlet_hop(reading.document.outlet)),
        rule=rule.name,
        target=target,
        method=means,
        quantity=quantity,
        period=period.period if period else None,
        places=tuple(hit.place for hit in places),
        certainty=_certainty(reading, mode, span),
        polarity=mode.polarity,
        actuality=mode.actuality,
        background=reading.background.holds(site.first),
        evidence=evidence,
    )


def outlet_hop(outlet: str) -> Hop:
    """Return the last hop of every chain: the outlet itself, as the table of sources has it where it does."""
    if not outlet:
        return Hop("~unnamed-outlet", "unnamed outlet", stance=Stance.REPORTS)
    name = slug(outlet)
    known = sources().get(name)
    return Hop(known.id if known else name or outlet, known.name if known else outlet, stance=Stance.REPORTS)


def _evidence(reading: Reading, hit: Hit[str] | None) -> Evidence:
    return reading.span(hit.first, hit.last) if hit else "default"


def _quantity(event: Event, figure: QuantityHit | None) -> Quantity | None:
    if figure is not None:
        quantity = figure.quantity
        # A ratio has no noun of its own: it is of what the rule counts.
        bare = quantity.op is Op.RATIO and quantity.unit is Unit.CASE and Unit.ATTACK in event.rule.units
        return replace(quantity, unit=Unit.ATTACK) if bare else quantity
    return Quantity(0, Op.ZERO, Unit.CASUALTY) if event.rule.zero else None


def _certainty(reading: Reading, mode: Modality, span: Span) -> Certainty | None:
    if mode.step is None or mode.hedge is None:
        return None
    return Certainty(mode.step, reading.span(mode.hedge.first, mode.hedge.last), span)
