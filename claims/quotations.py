"""Quotations: the stretches of a text that stand between quotation marks and are longer than a name."""

from __future__ import annotations

_PAIRS = {"«": "»", "“": "”", "„": "“"}
_SHORTEST = 20


def quotations(text: str) -> list[tuple[int, int]]:
    """Return ``(start, end)`` of each outermost quotation, marks included, in order.

    A paragraph ends every quotation; straight marks open and close by turns. Shorter ones are names.
    """
    found: list[tuple[int, int]] = []
    start, close, depth = 0, "", 0
    for position, letter in enumerate(text):
        if letter == "\n":
            close = ""
        elif close and letter == close and (letter == '"' or depth == 1):
            if position - start >= _SHORTEST:
                found.append((start, position + 1))
            close, depth = "", 0
        elif close and letter in _PAIRS and _PAIRS[letter] == close:
            depth += 1
        elif close and letter == close:
            depth -= 1
        elif not close and (letter == '"' or letter in _PAIRS):
            start, close, depth = position, _PAIRS.get(letter, '"'), 1
    return found
