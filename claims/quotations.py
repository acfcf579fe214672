"""Quotations: the stretches of a text that stand between quotation marks and are longer than a name."""

from __future__ import annotations

import re

_CLOSES = {'"': '"', "«": "»", "“": "”", "„": "“"}
_MARKS = re.compile('["«»“”„\n]')
_SHORTEST, _LONGEST = 20, 5000


def quotations(text: str) -> list[tuple[int, int]]:
    """Return ``(start, end)`` of each outermost quotation, marks included, in order.

    A paragraph ends every quotation; straight marks open and close by turns. Shorter ones are names,
    and what is longer has lost a mark.
    """
    found: list[tuple[int, int]] = []
    start, close, depth = 0, "", 0
    for mark in _MARKS.finditer(text):
        letter = mark[0]
        if letter == "\n":
            close = ""
        elif not close:
            if letter in _CLOSES:
                start, close, depth = mark.start(), _CLOSES[letter], 1
        elif letter == close:
            depth -= 1
            if depth == 0:
                found.append((start, mark.end()))
                close = ""
        elif _CLOSES.get(letter) == close:
            depth += 1
    return [(start, end) for start, end in found if _SHORTEST <= end - start <= _LONGEST]
