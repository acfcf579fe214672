"""Headings: where a sentence begins though no stop says so."""

from __future__ import annotations

from bisect import bisect_left

from claims.cues import DASHES, QUOTES
from claims.voices import Reader


def cuts(reader: Reader) -> list[int]:
    """Return the tokens of a sentence at which another begins though no stop says so.

    A heading has run into it: a comma, a dash and a voice sign it, or a word follows that has no capital
    inside a sentence. Or two paragraphs have been joined by a comma without a space.
    """
    found = set()
    scan = reader.scan
    for at in _between(scan.openers, reader):
        found.add(at)
    for at in _between(scan.turns, reader):
        if reader.text(at) in DASHES and reader.text(at - 1) == "," and (voices := reader.signature(at + 1)):
            end = voices[0].last
            plain = reader.named(voices[0]) or not voices[0].bare
            if plain and end < reader.last and _opens(reader.text(end)):
                found.add(end)
    found.update(at for at in _between(scan.glued, reader))
    return _apart(sorted(found), reader.first)


def _between(positions: list[int], reader: Reader) -> list[int]:
    return positions[bisect_left(positions, reader.first + 2) : bisect_left(positions, reader.last)]


def _apart(positions: list[int], first: int) -> list[int]:
    """Keep those positions that leave a sentence of two tokens or more."""
    kept: list[int] = []
    for at in positions:
        if at >= (kept[-1] if kept else first) + 2:
            kept.append(at)
    return kept


def _opens(text: str) -> bool:
    return text[0].isupper() or text in QUOTES or not (text[0].isalnum() or text in ",.;:!?-–—…()'")
