"""Utterances: the acts of saying in one sentence, each with its voices and the words that it covers."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import zip_longest

from claims.cues import DASHES, QUOTES, STANCES, Mark
from claims.model import Stance
from claims.subjects import CLAUSE, Clauses
from claims.voices import Reader, Voice

_SHORT = 4  # tokens of a signature that no comma sets off
_BESIDE = frozenset(',-–—"»”“)')


@dataclass(frozen=True, slots=True)
class Utterance:
    """One act of saying: its voices, root first, and the tokens ``[start, end)`` that it covers.

    ``at`` is the token of its cue. ``around``: it stands beside what is said; otherwise what is said
    follows it. ``whole``: it is said of the whole report, as by *this was reported by*; ``signed``: it is a
    signature, *… – Terekhov* or *Terekhov: …*; ``tail``: a verb and its voice follow what is said;
    ``aside``: *according to*, which is said of its own sentence alone.
    """

    voices: tuple[Voice, ...]
    at: int
    start: int
    end: int
    verb: str | None = None
    stance: Stance = Stance.SAYS
    around: bool = False
    whole: bool = False
    signed: bool = False
    tail: bool = False
    aside: bool = False


def utterances(reader: Reader) -> list[Utterance]:
    """Return the acts of saying in a sentence, in order."""
    return _Sentence(reader).read()


class _Sentence(Clauses):
    """The state of one pass over a sentence: what has been found so far."""

    def __init__(self, reader: Reader) -> None:
        super().__init__(reader)
        self.found: list[Utterance] = []

    def read(self) -> list[Utterance]:
        turns = self.reader.scan.turns
        for turn in turns[bisect_left(turns, self.reader.first) : bisect_left(turns, self.reader.last)]:
            if turn >= self.free and (made := self._at(turn)):
                self.found.append(made)
                self.free = max(self.free, made.at + 1, *(voice.last for voice in made.voices))
        return self._bounded()

    def _at(self, turn: int) -> Utterance | None:
        """Return the utterance that the cue or the sign at a token makes, None where it makes none."""
        if mark := self.mark(turn, "verb", "clausal"):
            return self._verb(mark)
        if mark := self.mark(turn, "impersonal"):
            return self._impersonal(mark)
        if mark := self.mark(turn, "words", "according"):
            return self._according(mark)
        if mark := self.mark(turn, "citing"):
            return self._citing(mark)
        if mark := self.mark(turn, "source"):
            return self._label(mark) or (self._saying(mark) if self.mark(turn, "saying") else None)
        if mark := self.mark(turn, "saying"):
            return self._saying(mark)
        if self.text(turn) in DASHES:
            return self._signed(turn)
        announces = self.text(turn) == ":" and not self.found and turn - self.reader.first <= CLAUSE
        return self._announced(turn) if announces else None

    def _bounded(self) -> list[Utterance]:
        """End what follows a verb where the next speaker of a coordinate clause begins."""
        bounded = []
        for one, following in zip_longest(self.found, self.found[1:]):
            if (
                following
                and not one.around
                and not following.around
                and self._coordinate(following.voices[0].first)
            ):
                one = replace(one, end=following.voices[0].first)
            bounded.append(one)
        return bounded

    def _coordinate(self, at: int) -> bool:
        return self.text(at - 1) == ";" or self.mark(at - 1, "and", "but") is not None

    # --- verbs

    def _verb(self, mark: Mark) -> Utterance | None:
        """Read *X said that …*, *…, said X* and *this was said by X*."""
        before = self.reader.last_word(mark.first)
        if self.mark(before, "relative"):
            return self._relative(mark, before)
        if mark.cue.value != Stance.DENIES and self.mark(mark.first - 1, "not"):
            return None
        if self.this(mark.first):
            voices = self.after(mark.last) or self.subject(mark.first) or self._only(mark, after=True)
            return self._spanned(voices, mark, around=True, whole=True)
        if self.found and not self.found[-1].around and self.mark(before, "and"):
            return self._with_subject(list(self.found[-1].voices[:1]), mark)
        if name := self._quoted_name(mark.first):
            return self._with_subject(name, mark)
        if self.text(mark.first - 1) in _BESIDE or self.mark(mark.first - 1, "as"):
            return self._beside(mark)
        return self._with_subject(self.subject(mark.first), mark) or self._inverted(mark)

    def _quoted_name(self, verb: int) -> list[Voice]:
        """Return the house whose name in quotation marks stands right before a verb: *"X" counted*."""
        if self.text(verb - 1) not in QUOTES:
            return []
        return [voice for voice in self.before(verb) if voice.source and voice.last >= verb - 1]

    def _beside(self, mark: Mark) -> Utterance | None:
        """Read *…, said X*; a subject before the comma serves where none follows."""
        voices = self.after(mark.last)
        near = bool(voices) and (
            voices[0].first <= mark.last + 2 or not (self.reader.english or mark.cue.kind == "clausal")
        )
        if not near and (subject := self.subject(mark.first)):
            return self._with_subject(subject, mark)
        made = self._spanned(voices or self._only(mark, after=True), mark, around=True)
        return made and replace(made, tail=made.voices[0].first > self.reader.first + 3)

    def _with_subject(self, voices: list[Voice], mark: Mark) -> Utterance | None:
        """Read *X said that …*, or *…, X said*."""
        if not voices or (mark.cue.kind == "clausal" and not self._speaks(voices[0], mark)):
            return None
        trails = voices[0].last <= mark.first and self._trails(voices[0], mark)
        made = self._spanned(voices, mark, around=trails)
        return made and replace(made, tail=trails and voices[0].first > self.reader.first + 3)

    def _inverted(self, mark: Mark) -> Utterance | None:
        """Read *of the attack spoke X*, and what can speak only right next to a verb."""
        if mark.cue.kind == "clausal":
            return None
        right = self.after(mark.last) if not self.mark(mark.last, "that") else []
        if right and right[0].first <= mark.last + 1:
            made = self._spanned(right, mark, around=True)
            return made and replace(made, tail=right[0].first > self.reader.first + 3)
        return self._spanned(self._only(mark, after=False), mark, around=False)

    def _relative(self, mark: Mark, at: int) -> Utterance | None:
        """Read *X, who said that …*."""
        comma = at - 1
        if self.text(comma) != ",":
            return None
        voices = [voice for voice in self.before(comma) if voice.last == comma]
        if mark.cue.kind == "clausal" and not self._follows(mark):
            return None
        return self._spanned(voices, mark, around=False)

    def _only(self, mark: Mark, after: bool) -> list[Voice]:
        """Return what can speak only next to a verb, where nothing else does."""
        if mark.cue.kind != "verb":
            return []
        if after:
            found = self.reader.acronym(mark.last) or self.reader.described(
                mark.last, self.reader.end(mark.last)
            )
        else:
            found = self.reader.beside(mark.first) or self._opening(mark)
        return [found] if found else []

    def _opening(self, mark: Mark) -> Voice | None:
        """Return the one or two words that open a sentence before *said that*."""
        first = self.reader.first
        clause = mark.last + 1 if self.text(mark.last) == "," else mark.last
        if not first < mark.first <= first + 2 or not self.mark(clause, "that"):
            return None
        return self.reader.described(first, mark.first)

    def _speaks(self, voice: Voice, mark: Mark) -> bool:
        """Return whether a verb that does not always speak does: what is said follows, or plainly who."""
        if self._follows(mark):
            return True
        adjacent = all(self.text(at) == "," or self.reader.filler(at) for at in range(voice.last, mark.first))
        return adjacent and self.reader.named(voice) and mark.cue.value not in (Stance.REPORTS, Stance.ORDERS)

    def _follows(self, mark: Mark) -> bool:
        """Return whether what is said follows a verb: *that …*, a colon or a quotation."""
        following = range(mark.last, mark.last + 3)
        return any(
            self.text(at) in QUOTES or self.text(at) == ":" or self.mark(at, "that") for at in following
        )

    def _trails(self, voice: Voice, mark: Mark) -> bool:
        """Return whether a subject and its verb close the sentence: *…, the ministry said*."""
        set_off = any(self.text(at) in _BESIDE for at in range(voice.first - 3, voice.first))
        return set_off and (mark.last >= self.reader.last - 1 or self.text(mark.last) in ".,;")

    # --- phrases

    def _impersonal(self, mark: Mark) -> Utterance | None:
        """Read *it is said in the statement of X*, and *in the statement of X it is said that …*."""
        voices = self.after(mark.last)
        if not voices and self.mark(mark.last + 1, "that"):
            return self._spanned(self.subject(mark.first), mark, around=False)
        return self._spanned(voices, mark, around=True, whole=self.this(mark.first))

    def _saying(self, mark: Mark) -> Utterance | None:
        """Read *the statement by X that …*."""
        voices = self.reader.voices(mark.last, self.reader.end(mark.last), sure=mark.last)
        if not voices or voices[0].first > mark.last + 1 or not self.reader.named(voices[0]):
            return None
        end = voices[0].last
        if not any(self.mark(at, "that") for at in range(end, end + 3)):
            return None
        made = self._spanned(voices[:1], mark, around=False)
        return made and replace(made, start=end)

    def _according(self, mark: Mark) -> Utterance | None:
        """Read *according to X*."""
        voices = [voice for voice in self.after(mark.last) if voice.first <= mark.last + 4]
        if voices and any(self.mark(at, "relative") for at in range(mark.last, voices[0].first)):
            voices = []
        if not voices and mark.cue.kind == "words":
            found = self.reader.described(mark.last, self.reader.end(mark.last))
            voices = [found] if found else []
        whole = self.this(mark.first)
        made = self._spanned(voices, mark, around=True, whole=whole)
        return made and replace(made, aside=mark.cue.kind == "according" and not whole)

    def _citing(self, mark: Mark) -> Utterance | None:
        """Put whom an outlet cites before it, or make an utterance of the cited voice alone."""
        cited = self.after(mark.last)
        if cited and self.found and self.found[-1].at >= mark.first - 14:
            last = self.found.pop()
            return replace(last, voices=(*cited, *last.voices))
        return self._spanned(cited, mark, around=True)

    # --- signs

    def _label(self, mark: Mark) -> Utterance | None:
        """Read *Source: X*."""
        if mark.first != self.reader.first or self.text(mark.last) != ":":
            return None
        return self._spanned(self.after(mark.last + 1), mark, around=True, whole=True)

    def _signed(self, dash: int) -> Utterance | None:
        """Read *… – Terekhov*, and *© Terekhov* at the foot of all that he said."""
        voices = self.reader.signature(dash + 1)
        if not voices:
            return None
        ordered = self.ordered([voices[0], *(voice for voice in voices[1:] if voice.joint)])
        if not self._signs(ordered[0], dash) or not self._closes(dash, ordered[0]):
            return None
        quoted = self.text(dash - 1) in QUOTES or self.text(dash - 2) in QUOTES
        first, last = self.reader.first, self.reader.last
        made = Utterance(tuple(ordered), dash, first, last, around=True, signed=not quoted, aside=quoted)
        return replace(made, whole=self.text(dash) == "©" and dash == first)

    def _signs(self, voice: Voice, dash: int) -> bool:
        """Return whether a voice after a dash is a signature: set off by a comma, or shortly named."""
        if voice.back or self.text(voice.last) in ("!", "?"):
            return False
        if self.text(dash - 1) in (",", '"', "»", "”"):
            return True
        plain = voice.last - voice.first <= _SHORT or voice.person is not None
        house = voice.role is not None and voice.source is not None and voice.person is None
        opens = dash < self.reader.first + 2 or self.text(dash - 1) in (".", "!", "?")
        return (
            plain
            and not house
            and (self.reader.named(voice) or voice.role is not None or (opens and not voice.bare))
        )

    def _closes(self, dash: int, voice: Voice) -> bool:
        """Return whether a signature ends the sentence: *– X*, *– X about …*, or after a comma *– X at …*."""
        if self.mark(voice.last, "that", "citing"):
            return True
        rest = range(voice.last, min(self.reader.last, voice.last + 2 * CLAUSE))
        if self.text(dash - 1) == "," and (self.reader.named(voice) or voice.role):
            return not any(self.mark(following, "verb", "clausal") for following in rest)
        return all(not self.text(after)[0].isalnum() or self.text(after).isupper() for after in rest)

    def _announced(self, colon: int) -> Utterance | None:
        """Read *Terekhov: …*, and *The main points of Terekhov's briefing: …* before a list or quotation."""
        voices = self.reader.voices(self.clause(colon), colon)
        if len(voices) != 1 or not self._is_label(voices[0], colon):
            near = (voice for voice in voices if voice.last >= colon - 3 and self.reader.named(voice))
            voices = list(near) if self._lists(colon) else []
        if not voices:
            return None
        return Utterance(
            (voices[-1],), colon, min(colon + 1, self.reader.last - 1), self.reader.last, signed=True
        )

    def _is_label(self, voice: Voice, colon: int) -> bool:
        bare = not any(self.text(at).islower() for at in range(self.reader.first, voice.first))
        if voice.last != colon or not bare or self.mark(voice.first - 1, "inside", "other"):
            return False
        return self.reader.named(voice) or (voice.role is not None and voice.last - voice.first <= _SHORT)

    def _lists(self, colon: int) -> bool:
        following = self.text(colon + 1)
        return not following or following in QUOTES or not (following[0].isalnum() or following in "-–—()")

    def _spanned(
        self, voices: list[Voice], mark: Mark, around: bool, whole: bool = False
    ) -> Utterance | None:
        """Return the utterance of those voices, None where there are none."""
        if not voices:
            return None
        start = self.reader.first if around else mark.last
        verb = " ".join(self.reader.tokens[at].text for at in range(mark.first, mark.last))
        stance = STANCES.get(mark.cue.value, Stance.SAYS)
        return Utterance(tuple(voices), mark.first, start, self.reader.last, verb, stance, around, whole)
