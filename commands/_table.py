"""A table of counts that fits a terminal: columns of nothing but zeros are left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rich.table import Table


@dataclass(frozen=True, slots=True)
class Row:
    """Labels, then counts by column (None is unknown and shown as a dash), then a state."""

    labels: Sequence[str]
    counts: Mapping[str, int | None]
    state: str = ""


def counted(labels: Sequence[str], rows: Sequence[Row], *, always: Sequence[str] = ()) -> Table:
    """Return the table of some rows that have the same columns; ``always`` names columns to keep."""
    columns = [
        name for name in rows[0].counts if name in always or any(row.counts[name] != 0 for row in rows)
    ]
    states = any(row.state for row in rows)
    table = Table(box=None, pad_edge=False, header_style="bold")
    for label in labels:
        table.add_column(label, no_wrap=True)
    for name in columns:
        table.add_column(name, justify="right", no_wrap=True)
    if states:
        table.add_column("state", no_wrap=True)
    for row in rows:
        numbers = ("–" if row.counts[name] is None else str(row.counts[name]) for name in columns)
        table.add_row(*row.labels, *numbers, *([row.state] if states else []))
    return table
