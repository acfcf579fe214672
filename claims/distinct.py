"""Each claim of a document once, at its fullest, where the text says it more than once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from claims.model import Kind, Mention, Span
from claims.text import tokenize

_STEM = 5
_SAME_WORDS = 0.6
_TELLING = 10
_COMPARED = 200
"""With how many claims of its kind one is compared: no article has more, and no text may make it slow."""
_EVENTS = frozenset({Kind.ATTACK})


class _Candidate(NamedTuple):
    mention: Mention
    stems: frozenset[str]
    places: frozenset[str]


def distinct(mentions: Sequence[Mention], headline: int) -> tuple[Mention, ...]:
    """Return the mentions in the order of their spans, without those that another says more fully.

    ``headline`` is where the text's first line ends if that is a headline, else 0.
    """
    body = [mention for mention in mentions if mention.span.start >= headline]
    mentions = [
        m for m in mentions if m.span.start >= headline or not any(_repeats(m, other) for other in body)
    ]
    kept: dict[Kind, list[_Candidate]] = {}
    for mention in sorted(mentions, key=lambda m: (-_fullness(m), m.span, m.kind)):
        candidate = _candidate(mention)
        same = kept.setdefault(mention.kind, [])
        if not any(_says_all_of(other, candidate) for other in same[-_COMPARED:]):
            same.append(candidate)
    found = (one.mention for same in kept.values() for one in same)
    return tuple(sorted(found, key=lambda m: (m.span, m.kind, m.rule)))


def _repeats(headline: Mention, other: Mention) -> bool:
    """Tell whether the body says what the headline says."""
    same = (headline.kind, headline.polarity) == (other.kind, other.polarity)
    figure, its = headline.quantity, other.quantity
    return same and (
        figure is None or (its is not None and (figure.value, figure.unit) == (its.value, its.unit))
    )


def _candidate(mention: Mention) -> _Candidate:
    stems = frozenset(token.norm[:_STEM] for token in tokenize(mention.quote) if token.norm[0].isalnum())
    named = isinstance(basis := mention.evidence.get("places"), Span) and basis.start >= mention.span.start
    places = frozenset(place.id for place in mention.places) if named else frozenset()
    return _Candidate(mention, stems, places)


def _fullness(mention: Mention) -> int:
    """Rank a mention: counted ones first, headlines in capitals last, then by the number of fields."""
    filled = (mention.target, mention.method, mention.period, mention.places, mention.certainty)
    return (
        1000 * (mention.quantity is not None)
        - 800 * _shouted(mention.quote)
        + 100 * sum(map(bool, filled))
        + min(len(mention.quote), 99)
    )


def _shouted(quote: str) -> bool:
    return sum(map(str.isupper, quote)) > sum(map(str.islower, quote[:40]))


def _says_all_of(full: _Candidate, other: _Candidate) -> bool:
    """Tell whether a fuller mention says all that the other says."""
    one, two = full.mention, other.mention
    if (one.kind, one.polarity, one.background) != (two.kind, two.polarity, two.background):
        return False
    if not other.places <= full.places and not full.places <= other.places:
        return False
    if two.quantity is not None:
        return one.quantity == two.quantity and (two.quantity.value >= _TELLING or _alike(full, other))
    if one.actuality != two.actuality:
        return False
    if one.kind is Kind.CASUALTIES and one.quantity is not None:
        return True
    if one.kind in _EVENTS and one.quantity is None and _same_event(full, other):
        return True
    return set(two.target) <= set(one.target) and _alike(full, other)


def _same_event(full: _Candidate, other: _Candidate) -> bool:
    """Tell whether nothing that either says keeps the two apart."""
    one, two = full.mention, other.mention
    return (
        (one.method is None or two.method is None or one.method == two.method)
        and (one.period is None or two.period is None or one.period == two.period)
        and (not one.target or not two.target or not set(one.target).isdisjoint(two.target))
        and not full.places.isdisjoint(other.places)
    )


def _alike(full: _Candidate, other: _Candidate) -> bool:
    return len(full.stems & other.stems) >= _SAME_WORDS * len(other.stems)
