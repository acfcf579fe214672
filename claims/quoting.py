"""The words to quote for an event: its clause without who says it and without loose marks at its ends."""

from __future__ import annotations

from claims.clauses import clause_words
from claims.reading import Reading
from claims.rules import Site

_REACH = 60
_OPENING = frozenset("«\"“„'(#@№")
_CLOSING = frozenset("»\"”“')%")
_SHORT = 4
_CUTS = frozenset({",", "—", "–", "-"})


def quoted(reading: Reading, site: Site) -> tuple[int, int]:
    """Return the tokens to quote; they hold the head and lie in its clause."""
    first = _after_label(reading, site, max(site.clause[0], site.first - _REACH))
    first = _after_speaker(reading, site, first)
    last = _before_speaker(reading, site, min(site.clause[1], site.last + _REACH))
    return bare(reading, (first, last), (site.first, site.last))


def _after_label(reading: Reading, site: Site, first: int) -> int:
    """Skip a label of one or two words and a colon."""
    colon = next(
        (at for at in range(first, min(site.first, first + 3)) if reading.tokens[at].text == ":"), None
    )
    return first if colon is None else colon + 1


def _after_speaker(reading: Reading, site: Site, first: int) -> int:
    """Skip "X said that" where it stands before the head."""
    says = reading.tags.within("says", first, site.first)
    if says:
        subordinate = clause_words(reading.document.language).subordinate
        for at in range(says[-1].last, min(site.first - 1, says[-1].last + 12)):
            if reading.tokens[at].norm in subordinate:
                return at + 1
    return first


def _before_speaker(reading: Reading, site: Site, last: int) -> int:
    """Stop before ", X said" where it stands behind the head."""
    says = reading.tags.within("says", site.last, last)
    if says:
        for at in range(says[0].first - 1, site.last, -1):
            if reading.tokens[at].text in _CUTS:
                return at
    return last


def bare(reading: Reading, piece: tuple[int, int], core: tuple[int, int] | None = None) -> tuple[int, int]:
    """Return the piece without loose marks and conjunctions at its ends; tokens of ``core`` stay."""
    first, last = piece
    inner, outer = core or (last - 1, first + 1)
    tokens = reading.tokens
    joins = clause_words(reading.document.language).joins
    while first < inner and not (tokens[first].norm[0].isalnum() or tokens[first].text in _OPENING):
        first += 1
    while first < inner and tokens[first].norm in joins and len(tokens[first].norm) <= _SHORT:
        first += 1
    outer = max(outer, first + 1)
    while last > outer and not (tokens[last - 1].norm[-1].isalnum() or tokens[last - 1].text in _CLOSING):
        last -= 1
    return first, last
