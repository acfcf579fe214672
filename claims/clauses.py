"""A sentence cut into clauses: each holds what is said about one event, or about several together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from claims.language import LanguageFileError, language_file
from claims.text import Token, normal

_PUNCTUATION = {";": 5, "\n": 5, "•": 5, ":": 3, ",": 3, "—": 3, "–": 3, "-": 2, "(": 3, ")": 3, "|": 3}
_JOIN = 1


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """The words of text.toml that a clause may begin with, and those that open what somebody said."""

    joins: frozenset[str]
    subordinate: frozenset[str]


@cache
def clause_words(language: str) -> ClauseWords:
    """Return the language's words. Raises LanguageFileError where text.toml lacks them."""
    file = language_file(language, "text")
    table = file.table("clause")
    if "joins" not in table:
        raise LanguageFileError(f"{file.path}:1: [clause] needs a list called joins")
    joins = file.words(table["joins"], "joins")
    subordinate = file.words(table.get("subordinate", []), "subordinate")
    return ClauseWords(frozenset(map(normal, joins)), frozenset(map(normal, subordinate)))


def cut(
    tokens: Sequence[Token], sentence: tuple[int, int], heads: Sequence[int], words: ClauseWords
) -> list[tuple[int, int]]:
    """Cut ``tokens[sentence]`` between the heads, sorted, at the strongest mark or conjunction there is.

    Heads with nothing to cut at between them share a clause. The clauses cover the sentence.
    """
    first, last = sentence
    bounds = [first]
    for left, right in pairwise(heads):
        at = _boundary(tokens, left, right, words)
        if at is not None and at > bounds[-1]:
            bounds.append(at)
    return list(zip(bounds, [*bounds[1:], last], strict=True))


def cut_figures(
    tokens: Sequence[Token], clause: tuple[int, int], figures: Sequence[int], words: ClauseWords
) -> list[tuple[int, int]]:
    """Cut a clause before each figure but the first, at the mark or conjunction nearest before it.

    Figures with nothing to cut at between them get the whole stretch that they share.
    """
    bounds = [clause[0]]
    for left, right in pairwise(figures):
        bracketed = tokens[right - 1].text == "("  # "Tula (32), Kursk (10)": the place belongs to its figure
        at = next((n for n in range(right - 1 - bracketed, left, -1) if _parts(tokens[n], words)), None)
        bounds.append(bounds[-1] if at is None else at + (tokens[at].norm not in words.joins))
    ends = [next((bound for bound in bounds if bound > start), clause[1]) for start in bounds]
    return list(zip(bounds, ends, strict=True))


def _parts(token: Token, words: ClauseWords) -> bool:
    return token.text in {",", ";", "(", "•"} or token.norm in words.joins


def _boundary(tokens: Sequence[Token], left: int, right: int, words: ClauseWords) -> int | None:
    """Return the first token of the clause that begins between the two heads."""
    best, strength = None, 0
    at = left
    while (at := at + 1) < right:
        token = tokens[at]
        if token.text == "(" and (closing := _closing(tokens, at, right)) is not None:
            at = closing
            continue
        mark = _PUNCTUATION.get(token.text, 0)
        if mark:
            joined = at + 1 < right and tokens[at + 1].norm in words.joins
            mark += joined
        elif token.norm in words.joins and not left + 1 == at == right - 1:
            mark = _JOIN
        if mark > strength or (mark == strength and mark >= 3):
            best, strength = (at if mark == _JOIN else at + 1), mark
    return best


def _closing(tokens: Sequence[Token], at: int, right: int) -> int | None:
    """Return where the bracket closes before the next head: what is in it parts nothing."""
    return next((n for n in range(at + 1, min(right, at + 40)) if tokens[n].text == ")"), None)
