"""Phrases: where the noun phrases of a sentence end, and which capitalised words in it are names."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.cues import QUOTES, Mark, Scan, speech
from claims.gazetteer import Match, gazetteer
from claims.names import first_name, particles, person
from claims.sources import sources
from claims.text import Token

_NOT_NAMES = (
    *(
        "verb",
        "clausal",
        "inside",
        "other",
        "between",
        "openers",
        "according",
        "citing",
        "this",
        "as",
        "that",
    ),
    *("role", "back", "reset", "carriers", "and", "words"),
)
_STOPS = ("verb", "clausal", "impersonal", "words", "according", "citing", "this", "as", "that")
_ADJECTIVE = re.compile(
    r"(?:[сцз]ьк|[сц]к|ян|н)(?:а|ая|е|ое|і|ие|ої|ой|ого|ому|им|ым|их|ых|ій|ою|у|ую|ими|ыми)$"
    r"|(?:an|ish|ese|ch|sian)$"
)
# Adjectives of countries, regions and towns, but for the nominatives that are surnames too.
_RELATIONAL = re.compile(
    r"(?:[сцз]ьк|[сц]к)(?:а|ая|е|ое|і|ие|ої|ой|ого|ому|им|их|ій|ою|у|ую|ими)$|[a-z](?:ian|ish|ese|qi|li)$"
)
_JOINERS = {ord(mark): None for mark in "-'’ʼ"}
_LONGEST = 24  # tokens that a noun phrase may have


class Phrases:
    """A sentence, the tokens ``[first, last)`` of a scan, and its phrases."""

    def __init__(self, scan: Scan, first: int, last: int, capitals: frozenset[str]) -> None:
        self.tokens, self.first, self.last = scan.tokens, first, last
        self.scan = scan
        self.english = scan.language == "en"
        self.capitals = capitals
        self.speech = speech(scan.language)

    def mark(self, at: int, *kinds: str) -> Mark | None:
        """Return the longest cue of one of those kinds that begins at a token, the first kind first."""
        found = self.scan.marks.get(at)
        if found is None or not self.first <= at < self.last:
            return None
        return next((found[kind] for kind in kinds if kind in found), None)

    def text(self, at: int) -> str:
        """Return a token's text, and an empty one beyond the sentence."""
        return self.tokens[at].text if self.first <= at < self.last else ""

    def filler(self, at: int) -> bool:
        """Return whether a token is a word that may stand between a speaker and the verb and names nobody."""
        adverb = self.english and len(self.text(at)) > 4 and self.text(at).endswith("ly")
        return adverb or self.mark(at, "between") is not None

    def last_word(self, verb: int) -> int:
        """Return the last token before a verb that is more than a filler."""
        at = verb - 1
        while at > self.first and self.filler(at):
            at -= 1
        return at

    def end(self, first: int) -> int:
        """Return where the noun phrase that begins at a token must end: before a stop or a cue."""
        at, limit = first, min(self.last, first + _LONGEST)
        while at < limit:
            following = self._step(at)
            if following == at:
                break
            at = following
        return min(at, self.last)

    def _step(self, at: int) -> int:
        """Return the token after the piece of a noun phrase at a token; the same where it ends there."""
        if hit := self.scan.hits.get(at):
            return hit.last
        text = self.tokens[at].text
        if text in QUOTES:
            close = self._closing(at)
            return at if close is None else close + 1
        if not (text[0].isalnum() or text in "#'’.+&/") or (text == "." and not self._initial(at - 1)):
            return at
        stops = self.mark(at, "role") is None and self.mark(at, *_STOPS) is not None
        return at if stops else at + 1

    def _closing(self, at: int) -> int | None:
        """Return the closing mark of a short quoted name that opens at a token."""
        for close in range(at + 2, min(at + 7, self.last)):
            if self.tokens[close].text in QUOTES:
                return close
            if self.tokens[close].text in ",.!?:;":
                return None
        return None

    def _initial(self, at: int) -> bool:
        return 0 < len(self.text(at)) <= 2 and self.text(at).isalpha()

    def name_end(self, first: int, last: int, sure: int = -1) -> int:
        """Return the end of a person's name that begins at a token; ``first`` where there is none.

        ``sure`` is a token that stands where a speaker must, so that its capital alone makes it a name.
        """
        at = self._run_end(first, min(last, first + 5))
        words = [token for token in self.tokens[first:at] if token.text != "."]
        if not words or len(words[-1].text) < 3 or words[-1].norm.endswith(("'s", "s'")):
            return first
        given = next((n for n, word in enumerate(words) if first_name(word.text)), None)
        if given is not None and len(words) > 1:
            return at if given == 0 or given == len(words) - 1 else first
        if len(words) > 1 and (place := place_at(self.tokens, first)) and place.last < at:
            return first
        if sources().known(person(words[-1].text, self.scan.language)) is not None:
            return at
        return first if self._doubtful(first, at, words, sure) else at

    def _run_end(self, first: int, last: int) -> int:
        """Return the end of the capitalised words, initials and particles that begin at a token."""
        at = first
        while at < last and (self._capital(at) or (at > first and self.tokens[at].norm in particles())):
            at += 1
            if at < last and self.tokens[at].text == "." and self._initial(at - 1):
                at += 1
        while at > first and self.tokens[at - 1].text.islower():
            at -= 1
        return at

    def _capital(self, at: int) -> bool:
        text = self.tokens[at].text
        if at in self.scan.hits or not text[0].isupper() or self.mark(at, *_NOT_NAMES):
            return False
        return text.translate(_JOINERS).isalpha() and (len(text) == 1 or text[1:].islower() or "-" in text)

    def _doubtful(self, first: int, last: int, words: list[Token], sure: int) -> bool:
        """Return whether capitals do not make these words a name: they open a sentence, or name a place."""
        if self.first < first == sure and not self.english:
            return relational(words[0])
        opens = first == self.first or self.text(first - 1) in '.!?:"«“„'
        if opens and words[0].norm[:5] not in self.capitals:
            return True
        if place_at(self.tokens, first) or (len(words) == 1 and relational(words[0])):
            return True
        adjective = _ADJECTIVE.search(words[-1].norm) is not None
        return adjective and self.text(last)[:1].islower() and self.mark(last, "verb", "clausal") is None


def place_at(tokens: Sequence[Token], at: int) -> Match | None:
    """Return the name of a place that begins at a token."""
    word = gazetteer().read(tokens[at].text, tokens[at].norm)
    return gazetteer().match(word, tokens, at) if word else None


def relational(token: Token) -> bool:
    """Return whether a word is an adjective of a place: *Kharkiv's*, *Dutch*, *российские*."""
    latin = token.text.isascii()
    return (not latin or token.text[0].isupper()) and _RELATIONAL.search(token.norm) is not None
