"""Who stands before and after a cue of speech, within its clause."""

from __future__ import annotations

from claims.cues import QUOTES
from claims.voices import Reader, Voice

_ENDS = frozenset(";:!?…—–")
CLAUSE = 30  # tokens back that a subject is looked for


class Clauses:
    """A sentence as it is read from left to right. ``free`` is the first token that nobody has taken."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.mark = reader.mark
        self.text = reader.text
        self.free = reader.first

    def after(self, at: int) -> list[Voice]:
        """Return the voices of the noun phrase that begins at or soon after a token, the root first."""
        return self.ordered(self.reader.voices(at, self.reader.end(at), sure=at))

    def before(self, at: int) -> list[Voice]:
        """Return the voices of the clause that ends at a token."""
        return self.reader.voices(self.clause(at), at, sure=at - 1)

    def clause(self, at: int) -> int:
        """Return where the clause begins that ends at a token."""
        start, limit = at, max(self.free, at - CLAUSE)
        while start > limit and not self._ends(start - 1):
            start -= 1
        return start

    def _ends(self, at: int) -> bool:
        text = self.text(at)
        if text == ".":
            return len(self.text(at - 1)) > 2
        if text in QUOTES:
            # The marks around a known name are part of it.
            return at not in self.reader.scan.hits and not any(
                self.text(before) in QUOTES for before in range(at - 6, at)
            )
        return text in _ENDS or (self.text(at - 1) == "," and self.mark(at, "that") is not None)

    def ordered(self, voices: list[Voice]) -> list[Voice]:
        """Return the voices after a cue, root first: an outlet among others passes on."""
        voices = [voice for voice in voices if voice.back != "statement"] or voices
        if not voices:
            return []
        root = next((voice for voice in voices if not voice.media), voices[0])
        joint = [voice for voice in voices[voices.index(root) + 1 :] if voice.joint and not voice.media]
        relays = [voice for voice in voices if voice.media and voice is not root]
        return [root.with_joint(joint), *relays]

    def subject(self, verb: int) -> list[Voice]:
        """Return who speaks of the voices before a verb: those of the last stretch without a comma."""
        voices = [
            voice for voice in self.before(verb) if self.reader.speaks(voice, verb) and not self._venue(voice)
        ]
        if not voices:
            return []
        stretch = [voice for voice in voices if self._reaches(voice, verb)] or voices[-1:]
        named = next((voice for voice in stretch if voice.person), stretch[0])
        joint = [voice for voice in stretch[stretch.index(named) + 1 :] if voice.joint]
        return [named.with_joint(joint)]

    def _venue(self, voice: Voice) -> bool:
        """Return whether a voice only says where it was said: *in X's channel*."""
        if not self.mark(voice.first - 1, "carriers", "channels", "venues"):
            return False
        return self.mark(voice.first - 2, "inside", "other", "own") is not None

    def _reaches(self, voice: Voice, verb: int) -> bool:
        commas = [at for at in range(voice.last, verb) if self.text(at) == ","]
        return not commas or len(commas) == 2 or commas[0] == voice.last

    def this(self, at: int) -> bool:
        """Return whether the clause says something of what stands before: *this was said by*."""
        for start in range(max(self.reader.first, at - 6), at):
            if self.mark(start, "this"):
                return start <= self.reader.first + 1 or self.text(start - 1) in ".,;"
        return False
