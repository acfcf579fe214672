"""Exit codes, the same for every verb."""

from enum import IntEnum


class Exit(IntEnum):
    """How a command ended."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    PARTIAL = 3
    ATTENTION = 4
    LOCKED = 5
