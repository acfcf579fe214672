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
_LONGEST_BRACKET, _LONGEST_ASIDE = 40, 8  # tokens


@dataclass(frozen=True, slots=True)
class ClauseWords:
    """The words of text.toml that a clause may begin with, that open what somebody said, or an aside."""

    joins: frozenset[str]
    subordinate: frozenset[str]
    asides: frozenset[str]


@cache
def clause_words(language: str) -> ClauseWords:
    """Return the language's words. Raises LanguageFileError where text.toml lacks them."""
    file = language_file(language, "text")
    table = file.table("clause")
    if "joins" not in table:
        raise LanguageFileError(f"{file.path}:1: [clause] needs a list called joins")
    lists = (file.words(table.get(name, []), name) for name in ("joins", "subordinate", "asides"))
    return ClauseWords(*(frozenset(map(normal, words)) for words in lists))


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
        if (closing := _aside_end(tokens, at, right, words)) is not None:
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


def _aside_end(tokens: Sequence[Token], at: int, right: int, words: ClauseWords) -> int | None:
    """Return where an aside closes before the next head: *(…)*, *, as is reported,*. It parts nothing."""
    if tokens[at].text == "(":
        return _next(tokens, ")", at, min(right, at + _LONGEST_BRACKET))
    if tokens[at].text == "," and tokens[at + 1].norm in words.asides:
        return _next(tokens, ",", at, min(right, at + _LONGEST_ASIDE))
    return None


def _next(tokens: Sequence[Token], mark: str, at: int, end: int) -> int | None:
    return next((n for n in range(at + 1, end) if tokens[n].text == mark), None)
