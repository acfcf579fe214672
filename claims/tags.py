"""The words of the language files as tags on the tokens of a text: what may begin a claim, what is near."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from claims.language import LanguageFile, language_file
from claims.lexicon import Hit, Lexicon, expand
from claims.model import Method, Step, Target
from claims.text import Token

FIGURATIVE = "figurative"
NOT_STRUCK = "not_struck"
WEAPONS = ("drone", "missile", "bomb", "shell", "other")
_FILES = ("events", "targets", "methods", "modality")
_CLOSED = {
    "target": frozenset(Target),
    "weapon": frozenset(WEAPONS),
    "method": frozenset(Method),
    "certainty": frozenset(Step),
}


@cache
def tag_lexicon(language: str) -> Lexicon[str]:
    """Return every word of the language's files with its tag. Raises LanguageFileError with the line."""
    lexicon: Lexicon[str] = Lexicon()
    for name in _FILES:
        for tag, pattern in tagged_words(language_file(language, name)):
            lexicon.add(pattern, tag)
    return lexicon


def tagged_words(file: LanguageFile) -> Iterator[tuple[str, str]]:
    """Yield ``(tag, pattern)`` of one file. Raises LanguageFileError where an entry cannot be used.

    A table ``[strike]`` gives the tag ``strike``, ``[weapon.drone]`` gives ``weapon.drone``, and a table
    of targets.toml ``target.`` and its name.
    """
    for table, value in file.tables.items():
        groups = {table: value} if "words" in value else {f"{table}.{name}": v for name, v in value.items()}
        for name, group in groups.items():
            tag = f"target.{name}" if file.path.stem == "targets" and name != NOT_STRUCK else name
            _check_name(file, tag)
            for pattern in file.words(group.get("words"), name):
                try:
                    expand(pattern)
                except ValueError as error:
                    file.fail(f'"{pattern}"', str(error))
                yield tag, pattern


def _check_name(file: LanguageFile, tag: str) -> None:
    family, _, name = tag.partition(".")
    known = _CLOSED.get(family)
    if known is not None and name not in known:
        file.fail(f"[{name}]" if family == "target" else f"[{tag}]", f"no {family} is called {name!r}")


@dataclass(slots=True)
class Tags:
    """Where each tag stands in a run of tokens. Hits of one tag are in order and do not overlap."""

    hits: dict[str, list[Hit[str]]] = field(default_factory=dict)
    _firsts: dict[str, list[int]] = field(default_factory=dict)

    def within(self, tag: str, first: int, last: int) -> Sequence[Hit[str]]:
        """Return the tag's hits that begin in the tokens ``[first, last)``."""
        hits = self.hits.get(tag)
        if not hits:
            return ()
        firsts = self._firsts.get(tag)
        if firsts is None:
            firsts = self._firsts[tag] = [hit.first for hit in hits]
        return hits[bisect_left(firsts, first) : bisect_left(firsts, last)]

    def has(self, tags: Iterable[str], first: int, last: int) -> bool:
        """Tell whether any of the tags begins in the tokens ``[first, last)``."""
        return any(self.within(tag, first, last) for tag in tags)

    def add(self, tag: str, hits: Iterable[Hit[str]]) -> None:
        """Add hits of a tag that no word list gives, such as a place or a counted thing."""
        self.hits[tag] = sorted([*self.hits.get(tag, ()), *hits])
        self._firsts.pop(tag, None)


def find_tags(tokens: Sequence[Token], language: str) -> Tags:
    """Tag the tokens. What is said figuratively keeps no other tag."""
    found = tag_lexicon(language).match(tokens)
    masked = _covered(hit for hit in found if hit.value == FIGURATIVE)
    tags = Tags()
    ends: dict[str, int] = {}
    for hit in found:
        if hit.first < ends.get(hit.value, 0):
            continue
        if hit.value != FIGURATIVE and not masked.isdisjoint(range(hit.first, hit.last)):
            continue
        ends[hit.value] = hit.last
        tags.hits.setdefault(hit.value, []).append(hit)
    return tags


def _covered(hits: Iterable[Hit[str]]) -> set[int]:
    return {at for hit in hits for at in range(hit.first, hit.last)}
