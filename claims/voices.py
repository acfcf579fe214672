"""Voices: the noun phrases of a sentence that can speak."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.names import Person, first_name, person
from claims.phrases import Phrases, place_at, relational
from claims.sources import Source, SourceKind, sources

# Roles that a house has rather than a person, so that the house's name says it all.
HOUSES = frozenset(
    [
        *("ministry", "department", "institution", "service", "committee", "bureau", "administration"),
        *("company", "police", "prosecutors", "military", "media", "channels", "intelligence", "court"),
    ]
)
_ASIDES = ("venues", "channels", "carriers", "own", "between", "verb", "clausal")


@dataclass(frozen=True, slots=True)
class Voice:
    """A noun phrase that can speak: the tokens ``[first, last)``.

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
        called = self.person is None and self.role in (None, "media", "channels")
        return called and self.source is not None and self.source.kind is SourceKind.MEDIA

    @property
    def bare(self) -> bool:
        """Return whether the voice has neither a person nor a role."""
        return self.person is None and self.role is None

    def with_joint(self, others: Sequence[Voice]) -> Voice:
        """Return the one voice of several who speak together."""
        return replace(self, last=others[-1].last) if others else self


class Reader(Phrases):
    """A sentence, and the voices in any stretch of it."""

    def voices(self, first: int, last: int, sure: int = -1) -> list[Voice]:
        """Return the voices among the tokens ``[first, last)``, in order.

        ``sure`` is a token that stands where a speaker must, so that its capital alone makes it a name.
        """
        found: list[Voice] = []
        at = first
        while at < last:
            atom = self._atom(at, last, sure)
            if atom is not None:
                self._join(found, atom)
            at = atom.last if atom is not None else at + 1
        return [self._filled(voice, last) for voice in found]

    def signature(self, at: int) -> list[Voice]:
        """Return the voices that stand right at a token, where a dash before them asks for one."""
        voices = self.voices(at, self.end(at), sure=at)
        if voices and voices[0].first <= at + 1:
            return voices
        found = self.acronym(at)
        return [found] if found else []

    def _atom(self, at: int, last: int, sure: int) -> Voice | None:
        """Return the smallest voice that begins at a token: a source, a role, a name, or a way back."""
        if (hit := self.scan.hits.get(at)) and hit.last <= last:
            return Voice(at, hit.last, source=hit.source)
        if (mark := self.mark(at, "role", "back")) and mark.last <= last:
            role = mark.cue.kind == "role"
            return Voice(
                at, mark.last, role=mark.cue.value if role else None, back=None if role else mark.cue.value
            )
        end = self.name_end(at, last, sure) if self.tokens[at].text[0].isupper() else at
        if end == at:
            return None
        words = " ".join(token.text for token in self.tokens[at:end]).replace(" .", ".")
        return Voice(at, end, person=person(words, self.scan.language))

    # --- from atoms to voices

    def _join(self, found: list[Voice], atom: Voice) -> None:
        """Add an atom to the voice that it belongs to, or begin another."""
        last = found[-1] if found else None
        if last is None:
            found.append(atom)
            return
        between = range(last.last, atom.first)
        joint = any(self.mark(at, "and") for at in between)
        comma = any(self.tokens[at].text == "," for at in between)
        if not joint and len(between) <= 5 and (merged := self._merged(last, atom, comma)):
            found[-1] = merged
        else:
            found.append(replace(atom, joint=joint and len(between) <= 2))

    def _merged(self, last: Voice, atom: Voice, comma: bool) -> Voice | None:
        """Return the one voice that two phrases make: a role and its holder, an office and its house."""
        if last.back or atom.back or (last.media and not atom.bare):
            return None
        longer = replace(last, last=atom.last)
        if atom.person and not last.person and not last.media:
            return self._with_person(last, atom, comma)
        if comma:
            named = last.person is not None or last.source is not None
            apposition = named and last.role is None and atom.role is not None and atom.source is None
            return replace(longer, role=atom.role) if apposition else None
        adjacent = last.last == atom.first
        if adjacent and self.english and atom.role and not last.role and self._unknown(last.person):
            return replace(longer, person=None, role=atom.role)
        if last.person or atom.person:
            return None
        if last.role and atom.role:
            return longer
        if last.role and self._joins(last.last, atom.first):
            return replace(longer, source=last.source or atom.source)
        return longer if adjacent and last.source and not last.media and not atom.media else None

    def _with_person(self, last: Voice, atom: Voice, comma: bool) -> Voice | None:
        """Return a role or house with the name after it, or with the last word of its own name."""
        adjacent = last.last == atom.first
        if not last.role and self.english and self._unknown(atom.person):
            return replace(last, last=atom.last) if adjacent else None
        if adjacent and not comma and self._is_place(last, atom):
            return replace(last, last=atom.last)
        return replace(last, last=atom.last, person=atom.person)

    def _unknown(self, person: Person | None) -> bool:
        """Return whether only capitals make words a name, so that they may be part of a house's name."""
        return person is None or (person.first is None and sources().known(person) is None)

    def _joins(self, first: int, last: int) -> bool:
        """Return whether no preposition stands in between but one that ties a role to its house."""
        return all(self.mark(at, "joins") for at in range(first, last) if self.mark(at, "inside", "other"))

    def _is_place(self, role: Voice, atom: Voice) -> bool:
        """Return whether a name after a role is what the role is of: *the mayor of X*."""
        if role.role not in self.speech.placed or role.source or not atom.person:
            return False
        return atom.last - atom.first == 1 and sources().known(atom.person) is None

    def _filled(self, voice: Voice, last: int) -> Voice:
        """Extend a voice that is only a role over the words that say whose it is."""
        if voice.role is None or voice.person is not None:
            return voice
        first, end = voice.first, voice.last
        while end < min(last, voice.last + 6) and self.tokens[end].text[0].isalnum():
            if self.mark(end, *_ASIDES):
                break
            end += 1
        while end > voice.last and len(self.text(end - 1)) <= 2 and self.text(end - 1).islower():
            end -= 1
        while first > self.first and relational(self.tokens[first - 1]):
            first -= 1
        return replace(voice, first=first, last=end)

    # --- what may speak

    def named(self, voice: Voice) -> bool:
        """Return whether a voice says who speaks so plainly that it can stand without a verb."""
        if voice.person:
            given = any(first_name(token.text) for token in self.tokens[voice.first : voice.last])
            return given or voice.role is not None or sources().known(voice.person) is not None
        if voice.source is None or voice.source.kind is SourceKind.STATE:
            return False
        return sources().get(voice.source.id) is not None

    def speaks(self, voice: Voice, verb: int) -> bool:
        """Return whether a voice can be the subject of a verb that follows it."""
        if voice.source and voice.source.kind is SourceKind.STATE and voice.bare:
            return all(self.filler(at) for at in range(voice.last, verb))
        before = self.mark(voice.first - 1, "inside", "other")
        if voice.person and not voice.role and not voice.source:
            return before is None
        if before is not None:
            return before.cue.kind == "inside" or self.mark(voice.first - 2, "carriers") is not None
        if voice.role and not voice.person and not voice.source and not self.mark(voice.first - 2, "oneof"):
            return not self._oblique(voice.role, self.tokens[voice.first].norm)
        return True

    def _oblique(self, role: str, norm: str) -> bool:
        return norm.endswith(self.speech.oblique) or (role in HOUSES and norm.endswith(self.speech.genitive))

    def beside(self, verb: int) -> Voice | None:
        """Return what speaks only because it stands right before a verb: an acronym, a country, a capital."""
        at = self.last_word(verb)
        if at < self.first:
            return None
        return self.acronym(at) or self._place(at) or self._first_word(at, verb)

    def described(self, first: int, last: int) -> Voice | None:
        """Return whatever short phrase stands where a speaker must: *drivers* in *…, drivers complain*."""
        while first < last and self.mark(first, "between", "inside", "other", "as"):
            first += 1
        if not 0 < last - first <= 6 or self.mark(first, "that", "back"):
            return None
        words = all(self.tokens[at].text[0].isalpha() for at in range(first, last))
        return Voice(first, last, role="speaker") if words else None

    def acronym(self, at: int) -> Voice | None:
        """Return a short word in capitals as a voice: only a verb or a dash next to it makes it one."""
        text = self.text(at)
        if not (2 <= len(text) <= 6 and text.isalpha() and text.isupper()):
            return None
        return Voice(at, at + 1, source=sources().identify(text, self.scan.language))

    def _place(self, at: int) -> Voice | None:
        match = place_at(self.tokens, at) if self.text(at)[:1].isupper() else None
        if match is None or match.last != at + 1:
            return None
        place = match.entries[0].place
        return Voice(at, at + 1, source=Source(f"place-{place.id}", place.name, SourceKind.STATE))

    def _first_word(self, at: int, verb: int) -> Voice | None:
        """Return the word that opens an English sentence before *says*; *reported* may be passive."""
        active = self.english and self.tokens[verb].norm.endswith("s")
        if not active or at != self.first or not self.text(at)[0].isupper() or at in self.scan.marks:
            return None
        return Voice(at, at + 1, source=sources().identify(self.text(at), "en"))
