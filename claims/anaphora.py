"""Anaphora: whom a voice means, given the voices that its document has named before."""

from __future__ import annotations

from collections import deque
from itertools import count
from typing import NamedTuple

from claims.gazetteer import gazetteer
from claims.model import Span
from claims.names import Person
from claims.sources import Source, SourceKind, described, sources
from claims.text import Token, tokenize
from claims.voices import HOUSES, Voice

# Roles that one person has: without a name they mean the last person so called, or the last person.
_PERSONAL = frozenset(
    [
        *("spokesperson", "head", "deputy head", "governor", "mayor", "minister", "president", "dictator"),
        *("adviser", "representative", "deputy", "ambassador", "official", "expert", "journalist", "general"),
    ]
)
# Ways back that may mean anyone; the others mean a person.
_ANYONE = frozenset(("they", "their", "his", "statement"))

_REMEMBERED = 64  # voices that later words may mean


class Referent(NamedTuple):
    """Whom words mean, and the words that name them: the voice's own, or those it takes up again."""

    source: Source
    words: str
    span: Span


class Memory:
    """The voices named so far in a document, by which later words are understood."""

    def __init__(self, language: str) -> None:
        self._language = language
        self._full: dict[str, Person] = {}
        self._named: deque[tuple[Referent, Voice]] = deque(maxlen=_REMEMBERED)

    def meet(self, voice: Voice) -> None:
        """Learn a full name, so that its surname alone, before or after it, is understood."""
        if voice.person and voice.person.first:
            self._full.setdefault(voice.person.surname, voice.person)

    def resolve(self, voice: Voice, words: str, span: Span) -> Referent | None:
        """Return whom a voice means; None where it takes up a voice and there is none."""
        if voice.back:
            return self._back(voice.back)
        source = self._source(voice, words)
        referent = Referent(source, words, span)
        self._named.append((referent, voice))
        return referent

    def _source(self, voice: Voice, words: str) -> Source:
        if voice.person:
            person = (
                voice.person if voice.person.first else self._full.get(voice.person.surname, voice.person)
            )
            return sources().person(person)
        if voice.role is None and voice.source is not None:
            return self._incumbent(voice.source) or voice.source
        if voice.role is not None and voice.source is not None:
            return self._holder(voice) or self._office(voice, words)
        bare = voice.role if len(words.split()) <= 2 else None
        return (self._meant(bare) if bare else None) or self._described(voice.role, words)

    def _incumbent(self, office: Source) -> Source | None:
        """Return the person named before who has held that office."""
        named = (referent.source for referent, _ in reversed(self._named))
        return next((source for source in named if sources().has_held(source, office)), None)

    def _holder(self, voice: Voice) -> Source | None:
        """Return the person whom the text has given that role in that house."""
        for referent, named in reversed(self._named):
            if named.person and named.role == voice.role and named.source == voice.source:
                return referent.source
        return None

    def _office(self, voice: Voice, words: str) -> Source:
        assert voice.source is not None
        if voice.source.kind is SourceKind.OFFICIAL:
            return self._incumbent(voice.source) or voice.source
        house = voice.role in HOUSES or voice.role == "authorities"
        if voice.media or (house and voice.source.kind is not SourceKind.STATE):
            return voice.source
        name = f"{(voice.role or '').capitalize()} of {voice.source.name}"
        return Source(described(words, self._language).id, name, SourceKind.OTHER)

    def _described(self, role: str | None, words: str) -> Source:
        """Return a source for whoever is only described: *Police of Netherlands*, *Sources*, *Witnesses*."""
        source = described(words, self._language)
        if role is None or role == "speaker":
            return source
        place = next(filter(None, map(_place, tokenize(words), count())), None)
        name = f"{role.capitalize()} of {place}" if place else role.capitalize()
        return Source(source.id, name, SourceKind.OTHER)

    def _back(self, word: str) -> Referent | None:
        for referent, _ in reversed(self._named):
            if word in _ANYONE or referent.source.kind is SourceKind.PERSON:
                return referent
        return None

    def _meant(self, role: str) -> Source | None:
        """Return the last source that a bare role can mean: one so called, one of its kind, a person."""
        for referent, voice in reversed(self._named):
            if voice.role == role or sources().is_called(referent.source, role):
                return referent.source
        if role in _PERSONAL:
            people = (r.source for r, _ in reversed(self._named) if r.source.kind is SourceKind.PERSON)
            return next(people, None)
        return None


def _place(token: Token, at: int) -> str | None:
    """Return the place of whose name a word is the adjective, or that it names after another word."""
    word = gazetteer().read(token.text, token.norm)
    if word is None:
        return None
    entry = word.adjective or (word.entries[0] if at and word.entries else None)
    return entry.place.name if entry else None
