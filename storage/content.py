"""What of a database is content: the same for the same archive, in whatever order and however often read.

All else is history: it tells what this installation did, and differs from one to the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from sqlite_utils import Database

Dump: TypeAlias = dict[str, list[tuple[object, ...]]]

# Of these tables, all columns but the named are content.
CONTENT: Mapping[str, frozenset[str]] = {
    "outlets": frozenset(),
    "captures": frozenset({"file", "offset"}),
    "documents": frozenset({"number"}),
    "document_versions": frozenset(),
    "sightings": frozenset(),
    "bands": frozenset(),
    "mentions": frozenset({"number"}),
    "claims": frozenset(),
    "series": frozenset(),
    "relations": frozenset(),
    "listings": frozenset({"run"}),
    "pages": frozenset({"first_run", "last_run"}),
}
# Runs, what people decide, and copies of the tables that come with the code.
HISTORY = frozenset({"runs", "judgements", "sources", "places"})
# What left no capture (a time-out, a gap in a replay) is history, in a table of content.
_UNCAPTURED = ("state", "reason", "moved_to")


def content_dump(database: Database) -> Dump:
    """Return the rows of all content, sorted, by table. Equal dumps mean equal content."""
    return {table: _rows(database, table, history) for table, history in CONTENT.items()}


def _rows(database: Database, table: str, history: frozenset[str]) -> list[tuple[object, ...]]:
    columns = [column.name for column in database.table(table).columns if column.name not in history]
    selected = ", ".join(_expression(table, column) for column in columns)
    return sorted(database.conn.execute(f'SELECT {selected} FROM "{table}"').fetchall(), key=repr)  # noqa: S608


def _expression(table: str, column: str) -> str:
    if table == "pages" and column in _UNCAPTURED:
        return f'CASE WHEN capture_id IS NULL THEN NULL ELSE "{column}" END'
    return f'"{column}"'
