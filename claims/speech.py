"""Who is said to know: the chain of voices behind any span of a document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from claims.anaphora import Memory
from claims.cues import speech
from claims.document import Block, Role
from claims.model import Evidence, Hop, Span, Stance
from claims.passages import Passage, passages
from claims.quotations import quotations
from claims.sources import SourceKind, slug, sources
from claims.text import Token
from claims.utterances import Utterance
from claims.voices import Voice


class Chain(NamedTuple):
    """Hops, the root first and the outlet left out, and the words that say so."""

    hops: tuple[Hop, ...] = ()
    evidence: Evidence = "default"


_NOBODY = Chain()


class Attribution:
    """The voices of one document. Read once; then ask for the chain of any span.

    ``outlet`` is the document's own, by name or address: it is no hop of its own reports. ``tokens`` are
    those of the text with its markup blanked out, where the caller has them. Raises LanguageFileError
    where a file of the language cannot be used.
    """

    def __init__(
        self,
        title: str,
        text: str,
        language: str,
        outlet: str = "",
        blocks: Sequence[Block] = (),
        abbreviations: frozenset[str] = frozenset(),
        tokens: Sequence[Token] | None = None,
    ) -> None:
        self._speech = speech(language)
        self._outlet = slug(outlet)
        self._old = [(block.start, block.end) for block in blocks if block.role is Role.BACKGROUND]
        self._passages = passages(title, "title", language, abbreviations)
        self._passages += passages(text, "text", language, abbreviations, tokens)
        self._starts = [(passage.span.part == "text", passage.span.start) for passage in self._passages]
        self._quotations = quotations(text)
        self._chains = self._resolve(Memory(language))
        self._inherited = [_NOBODY] * len(self._passages)
        self._relays: dict[str, tuple[Hop, ...]] = {}
        self._inherit()
        self._only()

    # --- from voices to hops

    def _resolve(self, memory: Memory) -> list[list[Chain]]:
        """Return the chain of each utterance of each passage."""
        for passage in self._passages:
            for utterance in passage.utterances:
                for voice in utterance.voices:
                    memory.meet(voice)
        return [
            [self._chain(passage, utterance, memory) for utterance in passage.utterances]
            for passage in self._passages
        ]

    def _chain(self, passage: Passage, utterance: Utterance, memory: Memory) -> Chain:
        hops = (self._hop(passage, voice, utterance, memory) for voice in utterance.voices)
        root = utterance.voices[0]
        evidence = Span(passage.start(root.first), passage.end(root.last), passage.span.part)
        return Chain(_distinct(hop for hop in hops if hop and not self._is_outlet(hop)), evidence)

    def _hop(self, passage: Passage, voice: Voice, utterance: Utterance, memory: Memory) -> Hop | None:
        span = Span(passage.start(voice.first), passage.end(voice.last), passage.span.part)
        words = " ".join(token.text for token in passage.reader.tokens[voice.first : voice.last])
        meant = memory.resolve(voice, words, span)
        if meant is None:
            return None
        return Hop(
            meant.source.id, meant.source.name, meant.words, meant.span, utterance.verb, utterance.stance
        )

    def _is_outlet(self, hop: Hop) -> bool:
        """Return whether a hop is the document's own outlet, by its name or one of its addresses."""
        source = sources().get(hop.source)
        if source is None or source.kind is SourceKind.STATE:
            return False
        names = (slug(name) for name in (source.name, *source.sites))
        return any(
            self._outlet.endswith(name) or self._outlet.startswith(name) for name in names if len(name) > 1
        )

    # --- who speaks where nobody is named

    def _inherit(self) -> None:
        """Give each passage the chain that it has where it names nobody.

        The last voice goes on for a few sentences, and that of the whole report until the report ends.
        """
        report = current = _NOBODY
        since = paragraph = said = 0
        for index, passage in enumerate(self._passages):
            before = self._passages[index - 1] if index else passage
            if self._leaves(before, passage):
                report, current, since = _NOBODY, _NOBODY, index
            if passage.begins:
                paragraph = index
            self._inherited[index] = current if index - said <= self._speech.carry else report
            for utterance, chain in self._told(index):
                current, said = Chain(chain.hops, "inherited"), index
                if utterance.whole:
                    report, since = current, self._look_back(since, index, current)
                elif utterance.signed:
                    report, paragraph = current, self._look_back(max(since, paragraph), index, current)
                elif utterance.tail and not any(
                    p.utterances for p in self._passages[max(since, paragraph) : index]
                ):
                    paragraph = self._look_back(max(since, paragraph), index, current)

    def _told(self, index: int) -> list[tuple[Utterance, Chain]]:
        """Return the utterances of a passage that later ones may take up, each with those that relay it.

        Who relays a voice once relays it throughout the document.
        """
        told: list[tuple[Utterance, Chain]] = []
        for utterance, chain in zip(self._passages[index].utterances, self._chains[index], strict=True):
            if told and told[-1][0].around and utterance.around and utterance.voices[-1].media:
                first, heard = told.pop()
                chain, utterance = Chain(_distinct((*heard.hops, *chain.hops)), heard.evidence), first
            if chain.hops and not utterance.aside and utterance.stance is not Stance.DENIES:
                told.append((utterance, chain))
                if len(chain.hops) > 1:
                    self._relays.setdefault(chain.hops[0].source, chain.hops[1:])
        return told

    def _leaves(self, before: Passage, passage: Passage) -> bool:
        """Return whether a report ends before a passage. A title is of the report only where it is signed."""
        if before.span.part != passage.span.part:
            return not before.signed
        return passage.leaves or any(
            start <= passage.span.start < end and not start <= before.span.start < end
            for start, end in self._old
        )

    def _look_back(self, first: int, last: int, chain: Chain) -> int:
        """Give a chain to those passages that have none. Return ``last``, so that none is seen twice."""
        for index in range(first, last):
            if not self._inherited[index].hops:
                self._inherited[index] = chain
        return last

    def _only(self) -> None:
        """Make the only speaker of a short report that of all of it, where its edges name them."""
        if not self._passages or len(self._passages) > self._speech.report:
            return
        chains = [chain for found in self._chains for chain in found if chain.hops]
        edges = (self._passages[0], *self._passages[-2:])
        beside = any(utterance.around for passage in edges for utterance in passage.utterances)
        if beside and len({chain.hops[0].source for chain in chains}) == 1:
            leaving = (index for index, passage in enumerate(self._passages) if passage.leaves)
            last = next(leaving, len(self._passages))
            self._look_back(0, last, Chain(chains[0].hops, "inherited"))

    # --- questions

    def names(self) -> list[tuple[int, int]]:
        """Return where the text names sources of the table, states left out, as code points."""
        text = next((passage for passage in self._passages if passage.span.part == "text"), None)
        hits = text.reader.scan.hits.values() if text else ()
        return [(hit.start, hit.end) for hit in hits if hit.source.kind is not SourceKind.STATE]

    def chain(self, span: Span) -> Chain:
        """Return who is said to know what a span says, and each who passes it on, the outlet left out."""
        index = bisect_right(self._starts, (span.part == "text", span.start)) - 1
        if index < 0:
            return _NOBODY
        covering = self._covering(index, span)
        if not covering:
            return self._relayed(self._quoted(index, span) or self._inherited[index])
        hops = _distinct(hop for chain in covering for hop in chain.hops)
        return self._relayed(Chain(hops, covering[0].evidence))

    def _relayed(self, chain: Chain) -> Chain:
        """Return a chain with those who relay its only voice elsewhere in the document."""
        if len(chain.hops) != 1:
            return chain
        return Chain((*chain.hops, *self._relays.get(chain.hops[0].source, ())), chain.evidence)

    def _covering(self, index: int, span: Span) -> list[Chain]:
        """Return the chains that a passage's utterances give a span, the nearest first."""
        passage = self._passages[index]
        pairs = [
            (_distance(passage, utterance, span), chain)
            for utterance, chain in zip(passage.utterances, self._chains[index], strict=True)
            if chain.hops and _covers(passage, utterance, span)
        ]
        return [chain for _, chain in sorted(pairs, key=lambda pair: pair[0])]

    def _quoted(self, index: int, span: Span) -> Chain | None:
        """Return the chain of the sentence in which a quotation ends that a span stands in."""
        end = self._quotation_end(span)
        if end is None:
            return None
        last = bisect_right(self._starts, (True, end - 1)) - 1
        if last <= index:
            return None
        passage = self._passages[last]
        for utterance, chain in zip(passage.utterances, self._chains[last], strict=True):
            if chain.hops and passage.start(utterance.at) >= end - 1:
                return Chain(chain.hops, "inherited")
        return None

    def _quotation_end(self, span: Span) -> int | None:
        found = bisect_right(self._quotations, (span.start + 1, 0)) - 1
        if span.part != "text" or found < 0:
            return None
        end = self._quotations[found][1]
        return end if end > span.start else None


def _distinct(hops: Iterable[Hop]) -> tuple[Hop, ...]:
    """Return hops without those that an earlier one of the same source stands for."""
    return tuple({hop.source: hop for hop in reversed(list(hops))}.values())[::-1]


def _covers(passage: Passage, utterance: Utterance, span: Span) -> bool:
    """Return whether an utterance covers half a span, or stands in it with its subject."""
    if utterance.start >= passage.reader.last:
        return False
    start, end = passage.start(utterance.start), passage.end(utterance.end)
    if not utterance.around and span.start <= passage.start(utterance.voices[0].first) and span.end > start:
        return True
    return min(end, span.end) - max(start, span.start) >= 0.5 * (min(span.end, end) - span.start)


def _distance(passage: Passage, utterance: Utterance, span: Span) -> tuple[bool, bool, int, bool]:
    """Return how far an utterance's cue stands from a span: the nearest speaker is the innermost.

    An outlet comes after those whom it passes on, and who covers some of the span after who covers all.
    """
    at = passage.start(utterance.at)
    opens = min(passage.start(utterance.start), passage.start(utterance.voices[0].first))
    partial = not utterance.around and span.start + 3 < opens
    return partial, utterance.voices[0].media, max(span.start - at, at - span.end, 0), utterance.around
