"""Voices: the speech cues of a sentence, and the noun phrases in it that can speak."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

from claims.gazetteer import Match, gazetteer
from claims.language import LanguageFile, language_file
from claims.lexicon import Lexicon
from claims.model import Stance
from claims.names import Person, first_name, particles, person
from claims.sources import Source, SourceKind, sources
from claims.text import Token

STANCES = {stance.value: stance for stance in Stance} | {"warns": Stance.SAYS}
_LISTS = {
    "impersonal": ("words",),
    "phrases": ("words", "according", "citing", "this", "as", "that", "and", "but", "saying", "not"),
    "labels": ("source", "quote"),
    "reset": ("words", "headings"),
    "carriers": ("words",),
    "venues": ("words", "channels"),
    "between": ("words",),
    "relative": ("words",),
    "openers": ("words",),
    "prepositions": ("inside", "other", "joins"),
}
_ONE = frozenset(("один", "одна", "несколько", "двое", "кілька", "двоє", "деякі", "некоторые"))
_OF = frozenset(("из", "з", "із"))
# Roles that a house has rather than a person, so that the house's name says it all.
HOUSES = frozenset(
    ("ministry", "department", "institution", "service", "committee", "bureau", "administration", "company")
    + ("police", "prosecutors", "military", "media", "channels", "intelligence", "court")
)
QUOTES = frozenset("\"«»“”„")
_NOT_NAMES = frozenset(("verb", "clausal", "inside", "other", "between", "openers", "according", "citing", "this", "as", "that", "role", "back", "reset", "carriers", "and"))
_ADJECTIVE = re.compile(
    r"(?:[сцз]ьк|[сц]к|ян|н)(?:а|ая|е|ое|і|ие|ої|ой|ого|ому|им|ым|их|ых|ій|ою|у|ую|ими|ыми)$|(?:an|ish|ese|ch|sian)$"
)
# Adjectives of countries, regions and towns, but for the nominatives that are surnames too.
_RELATIONAL = re.compile(
    r"(?:[сцз]ьк|[сц]к)(?:а|ая|е|ое|і|ие|ої|ой|ого|ому|им|их|ій|ою|у|ую|ими)$|[a-z](?:ian|ish|ese|qi|li)$"
)
_CONTROL = frozenset(("verb", "clausal", "impersonal", "words", "according", "citing", "this", "as", "that"))


class Cue(NamedTuple):
    """What words do for attribution: a verb with its stance, a phrase, a role, a way of taking up again."""

    kind: str
    value: str


class Mark(NamedTuple):
    """A cue at the tokens ``[first, last)`` of a sentence."""

    first: int
    last: int
    cue: Cue


@dataclass(frozen=True, slots=True)
class Voice:
    """A noun phrase that can speak: the tokens ``[first, last)`` of its sentence.

    ``source`` is the table's source in it, ``person`` the name in it, ``role`` what it calls the speaker,
    ``back`` the word by which it takes up a voice named before. ``joint``: the one before speaks with it.
    """

    first: int
    last: int
    source: Source | None = None
    person: Person | None = None
    role: str | None = None
    back: str | None = None
    joint: bool = False

    @property
    def media(self) -> bool:
        """Return whether the voice is an outlet, which passes on what others say."""
        bare = self.person is None and self.role is None
        return bare and self.source is not None and self.source.kind is SourceKind.MEDIA


class Speech:
    """The speech cues of one language, read from its ``speech.toml``."""

    def __init__(self, file: LanguageFile) -> None:
        self.cues: Lexicon[Cue] = Lexicon()
        for stance, words in file.table("verbs").items():
            if stance not in STANCES:
                file.fail(stance, f"{stance!r} is no stance: use one of {', '.join(STANCES)}")
            self._add(file, Cue("verb", stance), words)
        for stance, words in file.table("clausal").items():
            self._add(file, Cue("clausal", stance), words)
        for table, names in _LISTS.items():
            for name in names:
                kind = table if name == "words" and table != "phrases" else name
                self._add(file, Cue(kind, name), file.table(table).get(name, []))
        for table, kind in (("back", "back"), ("roles", "role")):
            for value, words in file.table(table).items():
                self._add(file, Cue(kind, value), words)
        self.placed = frozenset(file.words(file.table("places_after").get("roles", []), "places_after"))
        self.never = tuple(file.words(file.table("finite").get("never", []), "never"))
        self.genitive = tuple(file.words(file.table("oblique").get("houses", []), "houses"))
        self.oblique = tuple(file.words(file.table("oblique").get("endings", []), "oblique"))

        carry = file.table("carry")
        self.carry, self.report = int(carry.get("sentences", 0)), int(carry.get("report", 0))

    def _add(self, file: LanguageFile, cue: Cue, words: object) -> None:
        for pattern in file.words(words, cue.value):
            try:
                self.cues.add(pattern, cue)
            except ValueError as error:
                file.fail(pattern, str(error))


@cache
def speech(language: str) -> Speech:
    """Return the cues of a language. Raises LanguageFileError where its file cannot be used."""
    return Speech(language_file(language, "speech"))


def _place_at(tokens: Sequence[Token], first: int) -> Match | None:
    """Return the name of a place that begins at a token."""
    token = tokens[first]
    word = gazetteer().read(token.text, token.norm)
    return gazetteer().match(word, tokens, first) if word else None


def _relational(token: Token) -> bool:
    """Return whether a word is an adjective of a place: *Kharkiv's*, *Dutch*, *российские*."""
    latin = token.text.isascii()
    return (not latin or token.text[0].isupper()) and _RELATIONAL.search(token.norm) is not None


class Reader:
    """One sentence, scanned once: where its cues and sources stand, and the voices between two tokens."""

    def __init__(self, tokens: Sequence[Token], language: str, capitals: frozenset[str]) -> None:
        self.tokens = tokens
        self._language = language
        self._capitals = capitals
        self._speech = speech(language)
        self._sources = sources()
        self.hits = {hit.first: hit for hit in self._sources.find(tokens)}
        self._sure = -1
        self.marks: dict[int, list[Mark]] = {}
        for first in range(len(tokens)):
            if found := self._speech.cues.match_at(tokens, first):
                self.marks[first] = [Mark(*hit) for hit in found if self._finite(hit.last, hit.value)]

    def _finite(self, last: int, cue: Cue) -> bool:
        """Return whether a cue may stand: a verb of saying speaks only in its finite forms."""
        return cue.kind not in ("verb", "clausal") or not self.tokens[last - 1].norm.endswith(self._speech.never)

    def mark(self, position: int, *kinds: str) -> Mark | None:
        """Return the longest cue of those kinds that begins at a token."""
        return next((mark for mark in self.marks.get(position, ()) if mark.cue.kind in kinds), None)

    def opening(self) -> int:
        """Return the token that must begin a sentence though no stop stands before it; 0 for none."""
        for position in range(2, len(self.tokens)):
            if not self.tokens[position].text[0].isupper():
                continue
            if self.mark(position, "reset") and self.tokens[position - 1].text not in QUOTES:
                return position
            if self.tokens[position - 1].text[-1].isalnum() and self.mark(position, "openers"):
                return position
        return 0

    def end(self, first: int, limit: int = 24) -> int:
        """Return where the noun phrase that begins at a token must end: before a stop or a cue."""
        position = first
        while position < min(len(self.tokens), first + limit):
            if hit := self.hits.get(position):
                position = hit.last
                continue
            token = self.tokens[position]
            if token.text in QUOTES:
                close = self._closing(position)
                if close is None:
                    return position
                position = close + 1
                continue
            if not (token.text[0].isalnum() or token.text in "#'’.+&/") or self._stops(position):
                return position
            if token.text == "." and not self._initial(position - 1):
                return position
            position += 1
        return min(position, len(self.tokens))

    def _stops(self, position: int) -> bool:
        if any(mark.cue.kind == "role" for mark in self.marks.get(position, ())):
            return False
        return self.mark(position, *_CONTROL) is not None

    def _closing(self, position: int) -> int | None:
        """Return the closing mark of a short quoted name that opens at a token."""
        for close in range(position + 2, min(position + 7, len(self.tokens))):
            if self.tokens[close].text in QUOTES:
                return close
            if self.tokens[close].text in ",.!?:;":
                return None
        return None

    def _initial(self, position: int) -> bool:
        return position >= 0 and len(self.tokens[position].text) <= 2 and self.tokens[position].text[0].isalpha()

    def voices(self, first: int, last: int, sure: int = -1) -> list[Voice]:
        """Return the voices among the tokens ``[first, last)``, in order.

        ``sure`` is a token that stands where a speaker must, so that its capital alone makes it a name.
        """
        self._sure = sure
        found: list[Voice] = []
        position = first
        while position < last:
            atom = self._atom(position, last)
            if atom is None:
                position += 1
                continue
            self._join(found, atom)
            position = max(atom.last, position + 1)
        return [self._filled(voice, last) for voice in found]

    def _atom(self, position: int, last: int) -> Voice | None:
        """Return the smallest voice that begins at a token: a source, a role, a name, or a way back."""
        if (hit := self.hits.get(position)) and hit.last <= last:
            return Voice(position, hit.last, source=hit.source)
        if (mark := self.mark(position, "role")) and mark.last <= last:
            return Voice(position, mark.last, role=mark.cue.value)
        if (mark := self.mark(position, "back")) and mark.last <= last:
            return Voice(position, mark.last, back=mark.cue.value)
        end = self._name_end(position, last)
        if end > position:
            words = " ".join(token.text for token in self.tokens[position:end])
            return Voice(position, end, person=person(words.replace(" .", "."), self._language))
        return None

    def _name_end(self, first: int, last: int) -> int:
        """Return the end of a person's name that begins at a token; ``first`` where there is none."""
        position = first
        while position < min(last, first + 5) and (self._capital(position) or self._particle(first, position)):
            position += 1
            if position < last and self.tokens[position].text == "." and self._initial(position - 1):
                position += 1
        while position > first and self.tokens[position - 1].text.islower():
            position -= 1
        words = [token for token in self.tokens[first:position] if token.text != "."]
        if not words or len(words[-1].text) < 3 or words[-1].norm.endswith(("'s", "s'")):
            return first
        given = next((at for at in range(first, position) if first_name(self.tokens[at].text)), first)
        if given > first and position - given > 1:
            return first
        if len(words) > 1 and given == first and not first_name(words[0].text):
            place = _place_at(self.tokens, first)
            if place is not None and place.last < position:
                return first
        known = self._sources.known(person(words[-1].text, self._language)) is not None
        if known or (len(words) > 1 and any(first_name(word.text) for word in words)):
            return position
        return first if self._doubtful(first, position, words) else position

    def _particle(self, first: int, position: int) -> bool:
        token = self.tokens[position]
        return position > first and token.text.islower() and token.norm in particles()

    def _doubtful(self, first: int, last: int, words: list[Token]) -> bool:
        """Return whether capitals alone make these words a name: not at a sentence's start, nor of a place."""
        if 0 < first == self._sure and self._language != "en":
            return _relational(words[0])
        opens = first == 0 or self.tokens[first - 1].text in ".!?:\"«“„"
        if opens and words[0].norm[:5] not in self._capitals:
            return True
        if _place_at(self.tokens, first) or (len(words) == 1 and _relational(words[0])):
            return True
        follows = self.tokens[last].text if last < len(self.tokens) else "."
        adjective = _ADJECTIVE.search(words[-1].norm) is not None
        return adjective and follows[:1].islower() and self.mark(last, "verb", "clausal") is None

    def _capital(self, position: int) -> bool:
        text = self.tokens[position].text
        if position in self.hits or not text[0].isupper() or text[1:] != text[1:].lower() and "-" not in text:
            return False
        if any(letter.isdigit() for letter in text):
            return False
        return not any(mark.cue.kind in _NOT_NAMES for mark in self.marks.get(position, ()))

    def beside_verb(self, verb: int) -> Voice | None:
        """Return what speaks only because it stands right before a verb: an acronym, a country, a capital."""
        position = verb - 1
        while position > 0 and self.mark(position, "between"):
            position -= 1
        if position < 0:
            return None
        return self._acronym(position) or self._place(position) or self._first_word(position, verb)

    def described(self, first: int, last: int) -> Voice | None:
        """Return whatever short phrase stands where only a speaker can: *…, drivers complain.*"""
        while first < last and self.mark(first, "between", "inside", "other", "as"):
            first += 1
        words = self.tokens[first:last]
        if not 0 < len(words) <= 6 or self.mark(first, "prepositions", "that", "back"):
            return None
        return Voice(first, last, role="speaker") if all(word.text[0].isalpha() for word in words) else None

    def after_verb(self, position: int) -> Voice | None:
        """Return an acronym that stands right after a verb or a dash: *…, reports LRT.*"""
        return self._acronym(position) if position < len(self.tokens) else None

    def signature(self, position: int) -> list[Voice]:
        """Return the voices that stand right at a token, where a dash before them asks for one."""
        voices = self.voices(position, self.end(position), sure=position)
        if voices and voices[0].first <= position + 1:
            return voices
        found = self.after_verb(position)
        return [found] if found else []

    def _acronym(self, position: int) -> Voice | None:
        token = self.tokens[position]
        if not (2 <= len(token.text) <= 6 and token.text.isalpha() and token.text.isupper()):
            return None
        return Voice(position, position + 1, source=self._sources.identify(token.text, self._language))

    def _first_word(self, position: int, verb: int) -> Voice | None:
        """Return the capitalised word that opens an English sentence before *says*; *reported* may be passive."""
        active = self.tokens[verb].norm.endswith("s") and self._language == "en"
        token = self.tokens[position]
        if not active or position or not token.text[0].isupper() or position in self.marks:
            return None
        return Voice(position, position + 1, source=self._sources.identify(token.text, self._language))

    def _place(self, position: int) -> Voice | None:
        match = _place_at(self.tokens, position) if self.tokens[position].text[0].isupper() else None
        if match is None or match.last != position + 1:
            return None
        place = match.entries[0].place
        return Voice(position, position + 1, source=Source(f"place-{place.id}", place.name, SourceKind.STATE))

    def named(self, voice: Voice) -> bool:
        """Return whether a voice says who speaks so plainly that it can stand without a verb."""
        if voice.person:
            given = any(first_name(token.text) for token in self.tokens[voice.first : voice.last])
            return given or voice.role is not None or self._sources.known(voice.person) is not None
        if voice.source is None or voice.source.kind is SourceKind.STATE:
            return False
        return self._sources.get(voice.source.id) is not None

    def speaks(self, voice: Voice, verb: int) -> bool:
        """Return whether a voice can be the subject of a verb that follows it."""
        if voice.source and voice.source.kind is SourceKind.STATE and not voice.person and not voice.role:
            return all(self.mark(at, "between") for at in range(voice.last, verb))
        before = self.mark(voice.first - 1, "inside", "other")
        if voice.person and not voice.role and not voice.source:
            return before is None
        if before is not None:
            return before.cue.kind == "inside"
        if voice.role and not voice.person and not voice.source and not self._one_of(voice.first):
            return not self._oblique(voice.role, self.tokens[voice.first].norm)
        return True

    def _oblique(self, role: str, norm: str) -> bool:
        return norm.endswith(self._speech.oblique) or (role in HOUSES and norm.endswith(self._speech.genitive))

    def _one_of(self, position: int) -> bool:
        """Return whether *one of* stands before a token, so that a genitive plural speaks."""
        return position > 1 and self.tokens[position - 2].norm in _ONE and self.tokens[position - 1].norm in _OF

    def _join(self, found: list[Voice], atom: Voice) -> None:
        """Add an atom to the voice that it belongs to, or begin another."""
        if not found:
            found.append(atom)
            return
        last = found[-1]
        between = self.tokens[last.last : atom.first]
        joint = any(self.mark(position, "and") for position in range(last.last, atom.first))
        comma = any(token.text == "," for token in between)
        if not joint and len(between) <= 5 and (merged := self._merged(last, atom, comma)):
            found[-1] = merged
        else:
            found.append(replace(atom, joint=joint and len(between) <= 2))

    def _merged(self, last: Voice, atom: Voice, comma: bool) -> Voice | None:
        """Return the one voice that two phrases make: a role and its holder, an office and its house."""
        end = atom.last
        if last.back or atom.back:
            return None
        if atom.person and not last.person and (last.role or last.source) and not last.media:
            if not last.role and self._language == "en" and self._unknown(atom.person):
                return replace(last, last=end) if last.last == atom.first else None
            if last.role and not comma and atom.first == last.last and self._is_place(last, atom):
                return replace(last, last=end)
            return replace(last, last=end, person=atom.person)
        if comma:
            apposition = last.person is not None and last.role is None and atom.role is not None
            return replace(last, last=end, role=atom.role) if apposition else None
        adjacent = last.last == atom.first and self._language == "en"
        if adjacent and atom.role and not last.role and self._unknown(last.person) and not last.media:
            return replace(last, last=end, person=None, role=atom.role)
        if last.person:
            return None
        if adjacent and last.source and not last.media and self._unknown(atom.person):
            return replace(last, last=end)
        if last.role and atom.role:
            return replace(last, last=end)
        if last.role and atom.source and self._joins(last.last, atom.first):
            return replace(last, last=end, source=last.source or atom.source)
        if last.source and atom.source and last.last == atom.first and not last.media and not atom.media:
            return replace(last, last=end)
        return None

    def _unknown(self, person: Person | None) -> bool:
        """Return whether only capitals make words a name, so that they may be part of a house's name."""
        return person is None or (person.first is None and self._sources.known(person) is None)

    def _joins(self, first: int, last: int) -> bool:
        """Return whether no preposition stands in between but one that ties a role to its house."""
        prepositions = (at for at in range(first, last) if self.mark(at, "inside", "other"))
        return all(self.mark(at, "joins") for at in prepositions)

    def _is_place(self, role: Voice, atom: Voice) -> bool:
        """Return whether a name after a role is what the role is of: *the mayor of X*."""
        if role.role not in self._speech.placed or role.source or not atom.person:
            return False
        return atom.last - atom.first == 1 and self._sources.known(atom.person) is None

    def _filled(self, voice: Voice, last: int) -> Voice:
        """Extend a voice that is only a role over the words that say whose it is."""
        if voice.role is None or voice.person is not None:
            return voice
        end = voice.last
        while end < min(last, voice.last + 6) and self.tokens[end].text[0].isalnum():
            if self.marks.get(end) and self.mark(end, "venues", "channels", "carriers", "own", "between", "verb", "clausal"):
                break
            end += 1
        return replace(voice, first=self._adjectives(voice.first), last=self._untrailed(voice.last, end))

    def _adjectives(self, first: int) -> int:
        """Return where the adjectives of countries and regions begin that stand before a token."""
        while first > 0 and _relational(self.tokens[first - 1]):
            first -= 1
        return first

    def _untrailed(self, start: int, end: int) -> int:
        """Leave out a short word, such as a preposition, that the phrase would end in."""
        while end > start and len(self.tokens[end - 1].text) <= 2 and self.tokens[end - 1].text.islower():
            end -= 1
        return end
