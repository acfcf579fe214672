"""Utterances: the acts of saying in one sentence, each with its voices and the words that it covers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import zip_longest

from claims.model import Stance
from claims.text import Token
from claims.voices import QUOTES, STANCES, Mark, Reader, Voice

DASHES = frozenset("-–—©")
_BESIDE = frozenset(",-–—\"»”“)")
_ENDS = frozenset(";:.!?…")


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
    return _Sentence(reader).utterances()


class _Sentence:
    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.tokens = reader.tokens
        self.found: list[Utterance] = []
        self.free = 0  # the first token that no utterance has taken as its own

    def utterances(self) -> list[Utterance]:
        position = 0
        while position < len(self.tokens):
            mark = self.reader.mark(position, "verb", "clausal", "impersonal", "words", "according", "citing", "saying", "source")
            made = self._made(mark) if mark else self._byline(position)
            if made:
                self.found.append(made)
                self.free = max(self.free, made.at + 1, *(voice.last for voice in made.voices))
            position = max(position + 1, self.free) if made else mark.last if mark else position + 1
        return self._bounded()

    def _bounded(self) -> list[Utterance]:
        """End what follows a verb where the next speaker of a coordinate clause begins."""
        bounded = []
        for one, following in zip_longest(self.found, self.found[1:]):
            if following and not one.around and not following.around and self._coordinate(following.voices[0].first):
                one = replace(one, end=following.voices[0].first)
            bounded.append(one)
        return bounded

    def _coordinate(self, position: int) -> bool:
        before = self.tokens[position - 1] if position else None
        return before is not None and (before.text == ";" or self.reader.mark(position - 1, "and", "but") is not None)

    def _made(self, mark: Mark) -> Utterance | None:
        if mark.cue.kind in ("verb", "clausal"):
            return self._verb(mark)
        if mark.cue.kind == "impersonal":
            return self._impersonal(mark)
        if mark.cue.kind == "saying":
            return self._saying(mark)
        if mark.cue.kind in ("according", "words"):
            return self._according(mark)
        if mark.cue.kind == "citing":
            return self._citing(mark)
        return self._label(mark)

    # --- what stands where

    def _after(self, position: int) -> list[Voice]:
        """Return the voices of the noun phrase that begins at or soon after a token."""
        return self.reader.voices(position, self.reader.end(position), sure=position)

    def _before(self, position: int) -> list[Voice]:
        """Return the voices of the clause that ends at a token."""
        start = self._clause(position)
        return self.reader.voices(start, position, sure=position - 1)

    def _clause(self, position: int) -> int:
        start = position
        while start > self.free and position - start < 30:
            token = self.tokens[start - 1]
            if token.text in _ENDS and not (token.text == "." and self._abbreviated(start - 1)):
                break
            if token.text in QUOTES and self._long_quote(start - 1):
                break
            if token.text in "—–":
                break
            if self.reader.mark(start - 1, "that") and self.tokens[start - 2].text == ",":
                break
            start -= 1
        return start

    def _abbreviated(self, position: int) -> bool:
        return position > 0 and len(self.tokens[position - 1].text) <= 2

    def _long_quote(self, position: int) -> bool:
        """Return whether the mark at a token closes a quotation rather than a name."""
        for start in range(position - 1, max(-1, position - 7), -1):
            if self.tokens[start].text in QUOTES:
                return False
        return True

    # --- the forms

    def _verb(self, mark: Mark) -> Utterance | None:
        if self.reader.mark(self._last_word(mark.first), "relative"):
            return self._relative(mark)
        if mark.cue.value != Stance.DENIES and self.reader.mark(mark.first - 1, "not"):
            return None
        this = self._this(mark.first)
        beside = mark.first > 0 and (self._beside(mark.first) or bool(self.reader.mark(mark.first - 1, "as")))
        left = [] if this or beside else self._subject(self._before(mark.first), mark.first)
        right = [] if left else self._after(mark.last)
        if right and not (this or beside) and (mark.cue.kind == "clausal" or right[0].first > mark.last + 1):
            right = []
        if (beside or this) and not right:
            left = self._subject(self._before(mark.first), mark.first)
        if not left and not this and not beside and self.reader.mark(mark.last, "that"):
            right = []
        if not this and not beside and self._continues(mark.first):
            left = list(self.found[-1].voices[:1])
        voices = left or self._ordered(right) or self._only_beside(mark, this, beside)
        if not voices or (left and mark.cue.kind == "clausal" and not self._clausal(left[0], mark)):
            return None
        around = not left
        if left and left[0].last <= mark.first and self._trailing(left[0], mark):
            around = True
        made = self._spanned(voices, mark, around, this)
        return replace(made, tail=around and not this and made.voices[0].first > 3)

    def _continues(self, verb: int) -> bool:
        """Return whether a verb goes on from the one before: *said that … and added that …*."""
        joined = self.reader.mark(self._last_word(verb), "and") is not None
        return bool(self.found) and not self.found[-1].around and joined

    def _last_word(self, verb: int) -> int:
        """Return the last token before a verb that is more than a word in between."""
        position = verb - 1
        while position > 0 and self.reader.mark(position, "between"):
            position -= 1
        return position

    def _only_beside(self, mark: Mark, this: bool, beside: bool) -> list[Voice]:
        """Return what can speak only next to a verb, where nothing else does."""
        if this or beside:
            found = self.reader.after_verb(mark.last) or self.reader.described(mark.last, self.reader.end(mark.last))
        else:
            found = self.reader.beside_verb(mark.first) or self._opening(mark)
        return [found] if found and mark.cue.kind == "verb" else []

    def _opening(self, mark: Mark) -> Voice | None:
        """Return the one or two words that open a sentence before *said that*."""
        if mark.first > 2 or mark.first == 0 or not self.reader.mark(self._skip_comma(mark.last), "that"):
            return None
        return self.reader.described(0, mark.first)

    def _skip_comma(self, position: int) -> int:
        comma = position < len(self.tokens) and self.tokens[position].text == ","
        return position + 1 if comma else position

    def _clausal(self, voice: Voice, mark: Mark) -> bool:
        """Return whether a verb that does not always speak does here."""
        if self._clause_follows(mark.last):
            return True
        between = range(voice.last, mark.first)
        adjacent = all(self.reader.mark(at, "between") for at in between)
        return adjacent and self.reader.named(voice) and mark.cue.value not in (Stance.REPORTS, Stance.ORDERS)

    def _relative(self, mark: Mark) -> Utterance | None:
        """Read *X, who said that …*."""
        end = self._last_word(mark.first) - 1
        if end < 1 or self.tokens[end].text != ",":
            return None
        voices = [voice for voice in self._before(end) if voice.last == end]
        return self._spanned(voices, mark, around=False) if voices else None

    def _impersonal(self, mark: Mark) -> Utterance | None:
        """Read *it is said in the statement of*: the voice after it speaks."""
        voices = self._ordered(self._after(mark.last))
        return self._spanned(voices, mark, True, self._this(mark.first)) if voices else None

    def _saying(self, mark: Mark) -> Utterance | None:
        """Read *the statement by X that …*."""
        voices = self._after(mark.last)
        if not voices or voices[0].first > mark.last + 1 or not self.reader.named(voices[0]):
            return None
        end = voices[0].last
        if not any(self.reader.mark(at, "that") for at in range(end, min(end + 3, len(self.tokens)))):
            return None
        return replace(self._spanned(voices[:1], mark, around=False), start=end)

    def _clause_follows(self, position: int) -> bool:
        """Return whether what is said follows soon: *that …*, a colon or a quotation."""
        for start in range(position, min(position + 3, len(self.tokens))):
            if self.tokens[start].text in QUOTES or self.tokens[start].text == ":":
                return True
            if self.reader.mark(start, "that"):
                return True
        return False

    def _beside(self, position: int) -> bool:
        return self.tokens[position - 1].text in _BESIDE

    def _this(self, position: int) -> bool:
        """Return whether the clause says something of what stands before: *this was said by*."""
        for start in range(max(0, position - 6), position):
            if self.reader.mark(start, "this"):
                return start <= 1 or self.tokens[start - 1].text in ".,;"
        return False

    def _subject(self, voices: list[Voice], verb: int) -> list[Voice]:
        """Return who speaks of the voices before a verb: those of the last comma-free stretch."""
        voices = [voice for voice in voices if self.reader.speaks(voice, verb) and not self._venue(voice)]
        if not voices:
            return []
        stretch = [voice for voice in voices if self._open(voice, verb)] or voices[-1:]
        named = next((voice for voice in stretch if voice.person), stretch[0])
        where = stretch.index(named)
        joint = [voice for voice in stretch[where + 1 :] if voice.joint]
        return [named, *joint][: 1 + len(joint)] if not joint else [_both(named, joint)]

    def _venue(self, voice: Voice) -> bool:
        """Return whether a voice only says where it was said: *in X's channel*."""
        at = voice.first - 1
        return at > 0 and bool(self.reader.mark(at, "carriers", "channels", "venues")) and bool(
            self.reader.mark(at - 1, "inside", "other", "own")
        )

    def _open(self, voice: Voice, verb: int) -> bool:
        between = [token.text for token in self.tokens[voice.last : verb]]
        return "," not in between or between.count(",") == 2 or (between and between[0] == ",")

    def _ordered(self, voices: list[Voice]) -> list[Voice]:
        """Return the voices after a verb, root first: an outlet among others passes on."""
        if not voices:
            return []
        voices = [voice for voice in voices if voice.back != "statement"] or voices
        roots = [voice for voice in voices if not voice.media] or voices[:1]
        root = roots[0]
        joint = [voice for voice in voices[voices.index(root) + 1 :] if voice.joint and not voice.media]
        relays = [voice for voice in voices if voice.media and voice is not root]
        return [_both(root, joint) if joint else root, *relays]

    def _trailing(self, voice: Voice, mark: Mark) -> bool:
        """Return whether a subject and its verb close the sentence: *…, the ministry said.*"""
        before = {token.text for token in self.tokens[max(0, voice.first - 3) : voice.first]}
        opens = not before.isdisjoint(_BESIDE)
        return opens and (mark.last >= len(self.tokens) - 1 or self.tokens[mark.last].text in ".,;")

    def _according(self, mark: Mark) -> Utterance | None:
        voices = self._ordered([voice for voice in self._after(mark.last) if voice.first <= mark.last + 4])
        if voices and any(self.reader.mark(at, "relative") for at in range(mark.last, voices[0].first)):
            voices = []
        if not voices and mark.cue.kind == "words":
            found = self.reader.described(mark.last, self.reader.end(mark.last))
            voices = [found] if found else []
        if not voices:
            return None
        return replace(self._spanned(voices, mark, around=True), aside=mark.cue.kind == "according")

    def _citing(self, mark: Mark) -> Utterance | None:
        """Add whom an outlet cites before it, or make an utterance of the cited voice alone."""
        cited = self._ordered(self._after(mark.last))
        if not cited:
            return None
        if self.found and self.found[-1].at >= mark.first - 14:
            last = self.found.pop()
            return Utterance(
                (*cited, *last.voices), last.at, last.start, last.end, last.verb, last.stance, last.around, last.whole
            )
        return self._spanned(cited, mark, around=True)

    def _label(self, mark: Mark) -> Utterance | None:
        if mark.first > 0 or mark.last >= len(self.tokens) or self.tokens[mark.last].text != ":":
            return None
        voices = self._ordered(self._after(mark.last + 1))
        return self._spanned(voices, mark, around=True, whole=True) if voices else None

    def _byline(self, position: int) -> Utterance | None:
        """Read *… – Terekhov* at a sentence's end, and *Terekhov: …* at its start."""
        if self.tokens[position].text in DASHES:
            return self._signed(position)
        if self.tokens[position].text == ":" and not self.found and position <= 30:
            return self._announced(position)
        return None

    def _signed(self, position: int) -> Utterance | None:
        voices = self.reader.signature(position + 1)
        if not voices:
            return None
        ordered = self._ordered([voices[0], *(voice for voice in voices[1:] if voice.joint)])
        if not self._signs(ordered[0], position) or not self._closes(position, max(voice.last for voice in ordered)):
            return None
        quoted = any(token.text in QUOTES for token in self.tokens[max(0, position - 2) : position])
        return Utterance(tuple(ordered), position, 0, len(self.tokens), around=True, signed=not quoted)

    def _closes(self, dash: int, position: int) -> bool:
        """Return whether a signature ends the sentence: *– X*, *– X about …*, or after a comma *– X at …*."""
        if position < len(self.tokens) and self.reader.mark(position, "that", "citing"):
            return True
        if self.tokens[dash - 1].text == "," and position < len(self.tokens):
            return not any(self.reader.mark(at, "verb", "clausal") for at in range(position, len(self.tokens)))
        return all(_trails(token.text) for token in self.tokens[position:])

    def _signs(self, voice: Voice, position: int) -> bool:
        """Return whether a voice after a dash is a signature: plainly named, or set off by more than it."""
        set_off = position < 2 or self.tokens[position - 1].text in ",\"»”.!?" or bool(voice.role)
        return not voice.back and (set_off or self.reader.named(voice))

    def _announced(self, position: int) -> Utterance | None:
        """Read *Terekhov: …*, and *The main points of Terekhov's briefing: • …* before a list or quotation."""
        voices = self.reader.voices(self._clause(position), position)
        if len(voices) == 1 and self._is_label(voices[0], position):
            return Utterance((voices[0],), position, position + 1, len(self.tokens), signed=True)
        named = [voice for voice in voices if self.reader.named(voice)]
        if not named or not self._lists(position):
            return None
        return Utterance((named[-1],), position, position + 1, len(self.tokens), signed=True)

    def _is_label(self, voice: Voice, position: int) -> bool:
        bare = not any(token.text.islower() for token in self.tokens[: voice.first])
        return voice.last == position and bare and (self.reader.named(voice) or voice.role is not None)

    def _lists(self, position: int) -> bool:
        following = self.tokens[position + 1].text if position + 1 < len(self.tokens) else "\n"
        return following in QUOTES or not (following[0].isalnum() or following in "-–—()")

    def _spanned(self, voices: list[Voice], mark: Mark, around: bool, whole: bool = False) -> Utterance:
        start = 0 if around else mark.last
        verb = " ".join(token.text for token in self.tokens[mark.first : mark.last])
        stance = STANCES.get(mark.cue.value, Stance.SAYS)
        return Utterance(tuple(voices), mark.first, start, len(self.tokens), verb, stance, around, whole)


def heading_end(reader: Reader) -> int:
    """Return the token where a heading that no stop closes has ended; 0 for none.

    A comma, a dash and a voice sign it; or a word follows that has no capital inside a sentence.
    """
    tokens = reader.tokens
    for position in range(2, len(tokens)):
        if _glued(tokens[position - 1], tokens[position]):
            return position
    for position in range(2, len(tokens) - 2):
        if tokens[position].text in DASHES and tokens[position - 1].text == ",":
            voices = reader.signature(position + 1)
            end = voices[0].last if voices else 0
            if end and end < len(tokens) and _opens(tokens[end].text):
                return end
    return reader.opening()


def _glued(before: Token, token: Token) -> bool:
    """Return whether two paragraphs have been joined by a comma without a space."""
    return before.text == "," and before.end == token.start and token.text[0].isupper()


def _opens(text: str) -> bool:
    return text[0].isupper() or text in QUOTES or not (text[0].isalnum() or text in ",.;:!?-–—…()'")


def _both(first: Voice, others: list[Voice]) -> Voice:
    """Return the one voice of several who speak together."""
    return Voice(first.first, others[-1].last, first.source, first.person, first.role, first.back)


def _trails(text: str) -> bool:
    """Return whether a token may follow a signature: marks, and words in capitals such as PHOTOS."""
    return not text[0].isalnum() or text.isupper()
