"""Exit codes, the same for every verb."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class Exit(IntEnum):
    """How a command ended."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    PARTIAL = 3
    ATTENTION = 4
    LOCKED = 5

    @classmethod
    def worst(cls, codes: Iterable[Exit]) -> Exit:
        """Return the gravest of several; that some pages are missing is the least of it."""
        return max(codes, key=(cls.DONE, cls.PARTIAL, cls.ATTENTION, cls.FAILED).index, default=cls.DONE)
