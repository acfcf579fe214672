"""Who is said to know: the chain of voices behind any span of a document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from claims.anaphora import Memory
from claims.document import Block, Part
from claims.model import Evidence, Hop, Span
from claims.quotations import quotations
from claims.sources import SourceKind, slug, sources
from claims.text import Token, sentences, tokenize
from claims.utterances import DASHES, Utterance, heading_end, utterances
from claims.voices import Reader, Voice, speech

_BULLET = re.compile("(?<=\\s)[\u2022\u2023\u25a0-\u25ff\u2600-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff]")
_MARKUP = str.maketrans("*_#[", "    ")
_LINK = re.compile(r"\]\([^()\s]{1,2000}\)|https?://\S+|<U\+[0-9A-F]{4,8}>")


class Chain(NamedTuple):
    """Hops, the root first and the outlet left out, and the words that say so."""

    hops: tuple[Hop, ...] = ()
    evidence: Evidence = "default"


@dataclass(slots=True)
class Passage:
    """A sentence as read. ``inherited`` is the chain of what it says without naming anyone."""

    span: Span
    reader: Reader
    utterances: list[Utterance]
    leaves: bool
    chains: list[Chain]
    inherited: Chain = Chain()


class Attribution:
    """The voices of one document. Read once; then ask for the chain of any span.

    ``outlet`` is the document's own, by name or address: it is no hop of its own reports.
    """

    def __init__(
        self,
        title: str,
        text: str,
        language: str,
        outlet: str = "",
        blocks: Sequence[Block] = (),
        abbreviations: frozenset[str] = frozenset(),
    ) -> None:
        self._text = text
        self._language = language
        self._outlet = outlet
        self._speech = speech(language)
        self._memory = Memory(language)
        self._blocks = blocks
        parts: tuple[tuple[Part, str], ...] = (("title", title), ("text", text))
        raw = [
            (Span(start, end, part), tokenize(clean, start, end))
            for part, words in parts
            for clean in [_plain(words)]
            for sentence in sentences(clean, abbreviations)
            for start, end in _items(clean, *sentence)
        ]
        raw = _joined(raw)
        capitals = _capitals(tokens for _, tokens in raw)
        self._passages = [
            passage for span, tokens in raw if tokens for passage in self._split(span, tokens, capitals)
        ]
        self._quotes = quotations(text)
        self._resolve()
        self._inherit()
        self._only()
        self._starts = [(p.span.part == "text", p.span.start) for p in self._passages]

    def _split(self, span: Span, tokens: list[Token], capitals: frozenset[str]) -> Iterator[Passage]:
        """Read a sentence; where a heading without a stop has run into it, leave the report there."""
        reader = Reader(tokens, self._language, capitals)
        cut = heading_end(reader)
        if cut == 0:
            yield self._passage(span, reader)
            return
        head = Span(span.start, tokens[cut - 1].end, span.part)
        heading = self._passage(head, Reader(tokens[:cut], self._language, capitals))
        yield heading
        rest = Span(tokens[cut].start, span.end, span.part)
        for passage in self._split(rest, tokens[cut:], capitals):
            passage.leaves = passage.leaves or not (self._heads(heading) or self._first(head))
            yield passage

    def _first(self, span: Span) -> bool:
        """Return whether a part begins with that span: a headline does not leave its own report."""
        return not _plain(self._text[: span.start] if span.part == "text" else "").strip()

    def _passage(self, span: Span, reader: Reader) -> Passage:
        leaves = any(reader.mark(position, "reset") for position in range(min(3, len(reader.tokens))))
        return Passage(span, reader, utterances(reader), leaves, [])

    # --- from voices to hops

    def _resolve(self) -> None:
        for passage in self._passages:
            for utterance in passage.utterances:
                for voice in utterance.voices:
                    if voice.person:
                        self._memory.meet(voice.person)
        for passage in self._passages:
            passage.chains = [self._chain(passage, utterance) for utterance in passage.utterances]

    def _chain(self, passage: Passage, utterance: Utterance) -> Chain:
        hops = []
        for voice in utterance.voices:
            hop = self._hop(passage, voice, utterance)
            if hop is not None and not self._is_outlet(hop) and all(hop.source != other.source for other in hops):
                hops.append(hop)
        first = utterance.voices[0]
        tokens = passage.reader.tokens
        start, end = tokens[first.first].start, tokens[first.last - 1].end
        return Chain(tuple(hops), Span(start, end, passage.span.part))

    def _hop(self, passage: Passage, voice: Voice, utterance: Utterance) -> Hop | None:
        tokens = passage.reader.tokens
        span = Span(tokens[voice.first].start, tokens[voice.last - 1].end, passage.span.part)
        words = " ".join(token.text for token in tokens[voice.first : voice.last])
        meant = self._memory.resolve(voice, words, span)
        if meant is None:
            return None
        return Hop(meant.source.id, meant.source.name, meant.words, meant.span, utterance.verb, utterance.stance)

    def _is_outlet(self, hop: Hop) -> bool:
        """Return whether a hop is the document's own outlet, by its name or one of its addresses."""
        source = sources().get(hop.source)
        if source is None or source.kind is SourceKind.STATE:
            return False
        outlet = slug(self._outlet)
        names = (slug(name) for name in (source.name, *source.sites))
        return any(outlet.endswith(name) or outlet.startswith(name) for name in names if len(name) > 1)

    # --- who speaks where nobody is named

    def _inherit(self) -> None:
        """Give each passage the chain that it has where it names nobody.

        The last voice carries on for a few sentences, and that of the whole report until the report ends.
        """
        report = current = Chain()
        since = paragraph = said = 0
        for index, passage in enumerate(self._passages):
            before = self._passages[index - 1] if index else passage
            if passage.leaves or (before.span.part != passage.span.part and not self._heads(before)):
                report, current, since = Chain(), Chain(), index
            if self._breaks(before, passage):
                paragraph = index
            passage.inherited = current if index - said <= self._speech.carry else report
            for utterance, chain in zip(passage.utterances, passage.chains, strict=True):
                if not chain.hops:
                    continue
                if utterance.aside:
                    continue
                current, said = _inherited(chain), index
                if utterance.whole or utterance.signed:
                    report = current
                    self._look_back(since if utterance.whole else max(since, paragraph), index, current)
                elif utterance.tail:
                    first = max(since, paragraph)
                    if not any(p.utterances for p in self._passages[first:index]):
                        self._look_back(first, index, current)

    def _look_back(self, first: int, last: int, chain: Chain) -> None:
        for earlier in self._passages[first:last]:
            if not earlier.inherited.hops:
                earlier.inherited = chain

    def _only(self) -> None:
        """Make the only speaker of a short report that of all of it."""
        if len(self._passages) > self._speech.report:
            return
        chains = [chain for passage in self._passages for chain in passage.chains if chain.hops]
        if not any(u.around for p in self._passages[:1]+self._passages[-2:] for u in p.utterances): return
        if len({chain.hops[0].source for chain in chains}) == 1:
            leaving = next((at for at, passage in enumerate(self._passages) if passage.leaves), None)
            self._look_back(0, len(self._passages) if leaving is None else leaving, _inherited(chains[0]))

    def _heads(self, passage: Passage) -> bool:
        """Return whether a title is signed, so that all that follows has its speaker."""
        return any(utterance.signed for utterance in passage.utterances)

    def _breaks(self, before: Passage, passage: Passage) -> bool:
        if before.span.part != passage.span.part:
            return True
        between = self._text[before.span.end : passage.span.start]
        return "\n" in between or len(between) > 2

    def chain(self, span: Span) -> Chain:
        """Return who is said to know what a span says, and each who passes it on, the outlet left out."""
        index = self._at(span)
        if index < 0:
            return Chain()
        passage = self._passages[index]
        covering = self._covering(passage, span)
        if not covering:
            return self._quoted(index, span) or passage.inherited
        hops: list[Hop] = []
        for chain in covering:
            hops += [hop for hop in chain.hops if all(hop.source != other.source for other in hops)]
        return Chain(tuple(hops), covering[0].evidence)

    def _covering(self, passage: Passage, span: Span) -> list[Chain]:
        """Return the chains that a passage's utterances give a span, the nearest first."""
        pairs = [
            (self._distance(passage, utterance, span), chain)
            for utterance, chain in zip(passage.utterances, passage.chains, strict=True)
            if chain.hops and self._covers(passage, utterance, span)
        ]
        return [chain for _, chain in sorted(pairs, key=lambda pair: pair[0])]

    def _quoted(self, index: int, span: Span) -> Chain | None:
        """Return the chain of the sentence in which a quotation ends that a span stands in."""
        if span.part != "text" or (quotation := self._quotation(span)) is None:
            return None
        _, end = quotation
        for passage in self._passages[index + 1 :]:
            if passage.span.end >= end:
                ends = zip(passage.utterances, passage.chains, strict=True)
                after = [c for u, c in ends if c.hops and passage.reader.tokens[u.at].start >= end - 1]
                return _inherited(after[0]) if after else None
        return None

    def _quotation(self, span: Span) -> tuple[int, int] | None:
        index = bisect_right(self._quotes, (span.start, len(self._text))) - 1
        if index >= 0 and self._quotes[index][1] >= span.start + 1:
            return self._quotes[index]
        return None

    def _at(self, span: Span) -> int:
        return bisect_right(self._starts, (span.part == "text", span.start)) - 1

    def _covers(self, passage: Passage, utterance: Utterance, span: Span) -> bool:
        tokens = passage.reader.tokens
        if utterance.start >= len(tokens):
            return False
        start, end = tokens[utterance.start].start, tokens[min(utterance.end, len(tokens)) - 1].end
        if span.start <= tokens[utterance.voices[0].first].start and span.end > start and not utterance.around:
            return True
        return min(end, span.end) - max(start, span.start) >= 0.5 * (min(span.end, end) - span.start)

    def _distance(self, passage: Passage, utterance: Utterance, span: Span) -> tuple[bool, int, bool]:
        """Return how far an utterance's cue stands from a span: the nearest speaker is the innermost.

        One that covers only some of the span comes after those that cover all of it.
        """
        tokens = passage.reader.tokens
        at, start = tokens[utterance.at].start, tokens[utterance.start].start
        subject = tokens[utterance.voices[0].first].start
        partial = not utterance.around and span.start + 3 < min(start, subject)
        return partial, max(span.start - at, at - span.end, 0), utterance.around



def _plain(text: str) -> str:
    """Blank out markup and addresses; every letter stays where it is."""
    return _LINK.sub(lambda link: " " * len(link[0]), text).translate(_MARKUP)


def _inherited(chain: Chain) -> Chain:
    return Chain(chain.hops, "inherited")


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a sentence where a picture such as ▪ or 🔹 begins an item of a list."""
    for cut in _BULLET.finditer(text, start, end):
        if text[start : cut.start()].strip():
            yield start, cut.start()
            start = cut.start()
    yield start, end


def _joined(raw: list[tuple[Span, list[Token]]]) -> list[tuple[Span, list[Token]]]:
    """Join what a line break has cut: a signature begins with a comma, or follows a dash."""
    joined: list[tuple[Span, list[Token]]] = []
    for span, tokens in raw:
        if joined and tokens and joined[-1][0].part == span.part:
            before, earlier = joined[-1]
            if tokens[0].text == "," or (earlier and earlier[-1].text in DASHES and len(tokens) <= 12):
                joined[-1] = Span(before.start, span.end, span.part), [*earlier, *tokens]
                continue
        joined.append((span, tokens))
    return joined


def _capitals(runs) -> frozenset[str]:
    return frozenset(
        token.norm[:5]
        for tokens in runs
        for before, token in zip(tokens, tokens[1:], strict=False)
        if token.text[0].isupper() and before.text[0].isalnum()
    )
