"""Speech cues: the words of ``speech.toml`` that tell who says what, and where they stand in a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from claims.language import LanguageFile, language_file
from claims.lexicon import Lexicon
from claims.model import Stance
from claims.sources import SourceHit, sources
from claims.text import Token

DASHES = frozenset("-–—©")
QUOTES = frozenset('"«»“”„')
STANCES = {stance.value: stance for stance in Stance} | {"warns": Stance.SAYS}
# Kinds of cue that can begin an utterance.
SPEAKING = ("verb", "clausal", "impersonal", "words", "according", "citing", "saying", "source")
_LISTS = {
    "impersonal": ("words",),
    "phrases": (
        "words",
        "according",
        "citing",
        "this",
        "as",
        "that",
        "and",
        "but",
        "saying",
        "not",
        "own",
        "oneof",
    ),
    "labels": ("source", "quote"),
    "reset": ("words",),
    "carriers": ("words",),
    "venues": ("words", "channels"),
    "between": ("words",),
    "relative": ("words",),
    "openers": ("words",),
    "prepositions": ("inside", "other", "joins"),
}


class Cue(NamedTuple):
    """What words do for attribution: a verb with its stance, a phrase, a role, a way of taking up again."""

    kind: str
    value: str


class Mark(NamedTuple):
    """A cue at the tokens ``[first, last)``."""

    first: int
    last: int
    cue: Cue


class Speech:
    """The speech cues of one language, read from its ``speech.toml``.

    ``never`` are endings of what is no finite verb, ``oblique`` and ``genitive`` those of what is no
    subject; ``placed`` are the roles that a place's name may follow. ``carry`` is for how many sentences a
    speaker goes on unnamed, ``report`` up to how many sentences a report has one speaker.
    """

    def __init__(self, file: LanguageFile) -> None:
        self.lexicon: Lexicon[Cue] = Lexicon()
        for kind in ("verb", "clausal"):
            for stance, words in file.table(f"{kind}s").items():
                if stance not in STANCES:
                    file.fail(stance, f"{stance!r} is no stance: use one of {', '.join(STANCES)}")
                self._add(file, Cue(kind, stance), words)
        for table, names in _LISTS.items():
            for name in names:
                kind = table if name == "words" and table != "phrases" else name
                self._add(file, Cue(kind, name), file.table(table).get(name, []))
        for table in ("back", "role"):
            for value, words in file.table(table if table == "back" else "roles").items():
                self._add(file, Cue(table, value), words)
        self.placed = frozenset(_words(file, "places_after", "roles"))
        self.never = tuple(_words(file, "finite", "never"))
        self.oblique = tuple(_words(file, "oblique", "endings"))
        self.genitive = tuple(_words(file, "oblique", "houses"))
        self.carry = _number(file, "carry", "sentences")
        self.report = _number(file, "carry", "report")

    def _add(self, file: LanguageFile, cue: Cue, words: object) -> None:
        for pattern in file.words(words, cue.value):
            try:
                self.lexicon.add(pattern, cue)
            except ValueError as error:
                file.fail(pattern, str(error))


def _words(file: LanguageFile, table: str, name: str) -> list[str]:
    return file.words(file.table(table).get(name, []), name)


def _number(file: LanguageFile, table: str, name: str) -> int:
    value = file.table(table).get(name, 0)
    if not isinstance(value, int):
        file.fail(name, f"{name!r} must be a whole number")
    return value


@cache
def speech(language: str) -> Speech:
    """Return the cues of a language. Raises LanguageFileError where its file cannot be used."""
    return Speech(language_file(language, "speech"))


@dataclass(frozen=True, slots=True)
class Scan:
    """A text scanned once: its tokens, where sources and cues begin, and what may begin an utterance.

    ``marks`` maps a token to its longest cue of each kind. ``turns`` are the tokens, in order, that begin a
    cue of speaking, a dash or a colon; ``openers`` those whose capital begins a sentence without a stop;
    ``glued`` those in capitals right after a comma, as where a dump has joined paragraphs.
    """

    language: str
    tokens: Sequence[Token]
    hits: dict[int, SourceHit]
    marks: dict[int, dict[str, Mark]]
    turns: list[int]
    openers: list[int]
    glued: list[int]


def scan(tokens: Sequence[Token], language: str) -> Scan:
    """Find the sources and the cues of a text. Raises LanguageFileError where a file cannot be used."""
    cues = speech(language)
    marks: dict[int, dict[str, Mark]] = {}
    for first, last, cue in cues.lexicon.match(tokens):
        if cue.kind != "verb" or not tokens[last - 1].norm.endswith(cues.never):
            marks.setdefault(first, {}).setdefault(cue.kind, Mark(first, last, cue))
    speaking = {at for at, kinds in marks.items() if not kinds.keys().isdisjoint(SPEAKING)}
    signs = {at for at, token in enumerate(tokens) if token.text in _SIGNS}
    commas = (at for at, token in enumerate(tokens[:-1]) if token.text == ",")
    glued = [
        at + 1 for at in commas if tokens[at].end == tokens[at + 1].start and tokens[at + 1].text[0].isupper()
    ]
    openers = [at for at in sorted(marks) if at and _begins(tokens, at, marks[at])]
    hits = {hit.first: hit for hit in sources().find(tokens)}
    return Scan(language, tokens, hits, marks, sorted(speaking | signs), openers, glued)


_SIGNS = DASHES | {":"}


def _begins(tokens: Sequence[Token], at: int, kinds: dict[str, Mark]) -> bool:
    """Return whether a token's capital shows that a sentence begins there, though no stop says so."""
    if not tokens[at].text[0].isupper():
        return False
    before = tokens[at - 1].text
    return ("reset" in kinds and before not in QUOTES) or ("openers" in kinds and before[-1].isalnum())
