"""Who is said to know: the chain of voices behind any span of a document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from claims.document import Block, Part, Role
from claims.model import Evidence, Hop, Span
from claims.names import Person
from claims.sources import Source, SourceKind, described, sources
from claims.text import Token, sentences, tokenize
from claims.utterances import Utterance, utterances
from claims.voices import QUOTES, Reader, Voice

_MARKUP = str.maketrans("*_#", "   ")


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
        self._language = language
        self._outlet = outlet
        self._memory = _Memory(language)
        self._blocks = blocks
        parts: tuple[tuple[Part, str], ...] = (("title", title), ("text", text))
        raw = [
            (Span(start, end, part), tokenize(clean, start, end))
            for part, words in parts
            for clean in [words.translate(_MARKUP)]
            for start, end in sentences(clean, abbreviations)
        ]
        capitals = _capitals(tokens for _, tokens in raw)
        self._passages = [
            passage for span, tokens in raw if tokens for passage in self._split(span, tokens, capitals)
        ]
        self._quotes = _quotations(text)
        self._resolve()
        self._inherit()
        self._starts = [(p.span.part == "text", p.span.start) for p in self._passages]

    def _split(self, span: Span, tokens: list[Token], capitals: frozenset[str]) -> Iterator[Passage]:
        """Read a sentence; where a heading without a stop has run into it, leave the report there."""
        reader = Reader(tokens, self._language, capitals)
        cut = reader.opening()
        if cut == 0:
            yield self._passage(span, reader)
            return
        yield self._passage(Span(span.start, tokens[cut - 1].end, span.part), Reader(tokens[:cut], self._language, capitals))
        rest = Span(tokens[cut].start, span.end, span.part)
        for passage in self._split(rest, tokens[cut:], capitals):
            passage.leaves = True
            yield passage

    def _passage(self, span: Span, reader: Reader) -> Passage:
        leaves = any(reader.mark(position, "reset") for position in range(min(3, len(reader.tokens))))
        return Passage(span, reader, utterances(reader), leaves, [])

    # --- from voices to hops

    def _resolve(self) -> None:
        for passage in self._passages:
            for utterance in passage.utterances:
                for voice in utterance.voices:
                    self._memory.meet(voice)
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
        source, words, span = meant
        return Hop(source.id, source.name, words, span, utterance.verb, utterance.stance)

    def _is_outlet(self, hop: Hop) -> bool:
        outlet = self._outlet.casefold()
        if not outlet:
            return False
        source = sources().get(hop.source)
        names = (hop.name, *(source.sites if source else ()))
        return any(name.casefold() in outlet or outlet in name.casefold() for name in names)

    # --- who speaks where nobody is named

    def _inherit(self) -> None:
        current = Chain()
        since = 0
        for index, passage in enumerate(self._passages):
            if passage.leaves:
                current, since = Chain(), index
            passage.inherited = current
            for utterance, chain in zip(passage.utterances, passage.chains, strict=True):
                if not chain.hops:
                    continue
                if utterance.whole:
                    for earlier in self._passages[since:index]:
                        if not earlier.inherited.hops:
                            earlier.inherited = _inherited(chain)
                current = _inherited(chain)

    def chain(self, span: Span) -> Chain:
        """Return who is said to know what a span says, and each who passes it on, the outlet left out."""
        passage = self._at(span)
        if passage is None:
            return Chain()
        covering = [
            (utterance, chain)
            for utterance, chain in zip(passage.utterances, passage.chains, strict=True)
            if chain.hops and self._covers(passage, utterance, span)
        ]
        if not covering:
            return passage.inherited
        covering.sort(key=lambda pair: self._distance(passage, pair[0], span))
        hops: list[Hop] = []
        for _, chain in covering:
            hops += [hop for hop in chain.hops if all(hop.source != other.source for other in hops)]
        return Chain(tuple(hops), covering[0][1].evidence)

    def _at(self, span: Span) -> Passage | None:
        index = bisect_right(self._starts, (span.part == "text", span.start)) - 1
        return self._passages[index] if index >= 0 else None

    def _covers(self, passage: Passage, utterance: Utterance, span: Span) -> bool:
        if utterance.whole:
            return True
        tokens = passage.reader.tokens
        start, end = tokens[utterance.start].start if utterance.start < len(tokens) else passage.span.end, passage.span.end
        return min(end, span.end) - max(start, span.start) >= 0.5 * (min(span.end, passage.span.end) - span.start)

    def _distance(self, passage: Passage, utterance: Utterance, span: Span) -> tuple[bool, int]:
        at = passage.reader.tokens[utterance.at].start
        return utterance.around, abs(at - span.start) if not utterance.around else abs(at - span.end)


def _inherited(chain: Chain) -> Chain:
    return Chain(chain.hops, "inherited")


def _capitals(runs) -> frozenset[str]:
    return frozenset(
        token.norm[:5]
        for tokens in runs
        for before, token in zip(tokens, tokens[1:], strict=False)
        if token.text[0].isupper() and before.text[0].isalnum()
    )


def _quotations(text: str) -> list[tuple[int, int]]:
    return []


_PERSONAL = frozenset(
    ("spokesperson", "head", "deputy head", "governor", "mayor", "minister", "president", "dictator", "adviser")
    + ("representative", "deputy", "ambassador", "official", "expert", "journalist", "general")
)


class _Memory:
    """The voices named so far in a document, by which later words are understood."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._full: dict[str, Person] = {}
        self._named: list[tuple[Source, Voice, str, Span]] = []

    def meet(self, voice: Voice) -> None:
        """Learn a full name, so that a surname alone, before or after it, is understood."""
        if voice.person and voice.person.first:
            self._full.setdefault(voice.person.surname, voice.person)

    def resolve(self, voice: Voice, words: str, span: Span) -> tuple[Source, str, Span] | None:
        """Return whom a voice means, and the words that name them."""
        if voice.person:
            person = voice.person if voice.person.first else self._full.get(voice.person.surname, voice.person)
            return self._keep(sources().person(person), voice, words, span)
        if voice.back:
            return self._back(voice.back)
        if voice.role is not None:
            return self._by_role(voice, voice.role, words, span)
        if voice.source is not None:
            return self._keep(voice.source, voice, words, span)
        return None

    def _by_role(self, voice: Voice, role: str, words: str, span: Span) -> tuple[Source, str, Span]:
        if voice.source is None and len(words.split()) <= 2 and (known := self._meant(role)):
            return known, words, span
        if voice.source is not None:
            if known := self._holder(voice):
                return known, words, span
            if voice.source.kind is not SourceKind.OFFICIAL:
                source = described(words, self._language)
                name = voice.source.name if role in _HOUSES else f"{role} of {voice.source.name}"
                return self._keep(Source(source.id, name, SourceKind.OTHER), voice, words, span)
            return self._keep(voice.source, voice, words, span)
        return self._keep(described(words, self._language), voice, words, span)

    def _keep(self, source: Source, voice: Voice, words: str, span: Span) -> tuple[Source, str, Span]:
        self._named.append((source, voice, words, span))
        return source, words, span

    def _back(self, word: str) -> tuple[Source, str, Span] | None:
        for source, _, words, span in reversed(self._named):
            if word in ("they", "their", "statement") or source.kind is SourceKind.PERSON:
                return source, words, span
        return None

    def _meant(self, role: str) -> Source | None:
        """Return the last source that a bare role can mean: one so called, or one of its kind."""
        for source, voice, _, _ in reversed(self._named):
            if voice.role == role or sources().is_called(source, role):
                return source
        if role in _PERSONAL:
            return next((s for s, *_ in reversed(self._named) if s.kind is SourceKind.PERSON), None)
        return None

    def _holder(self, voice: Voice) -> Source | None:
        for source, named, _, _ in reversed(self._named):
            if named.person and named.role == voice.role and named.source == voice.source:
                return source
        return None


_HOUSES = frozenset(("ministry", "department", "institution", "service", "committee", "bureau", "administration"))
