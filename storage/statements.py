"""INSERT statements made from the columns of a row. Names come from the code, values are parameters."""

from __future__ import annotations

import sqlite3
from functools import cache

from storage.rows import Row


def insert(connection: sqlite3.Connection, table: str, *rows: Row) -> None:
    """Insert rows of the same columns. A key that is taken is an error."""
    if rows:
        connection.executemany(_insert(table, tuple(rows[0])), [tuple(row.values()) for row in rows])


def ensure(connection: sqlite3.Connection, table: str, *rows: Row) -> None:
    """Insert the rows, all of the same columns, whose key is not taken yet."""
    if rows:
        statement = f"{_insert(table, tuple(rows[0]))} ON CONFLICT DO NOTHING"
        connection.executemany(statement, [tuple(row.values()) for row in rows])


def put(connection: sqlite3.Connection, table: str, row: Row, key: str = "id") -> None:
    """Insert a row, or set its columns where its key is taken."""
    connection.execute(_upsert(table, tuple(row), key), tuple(row.values()))


def update(connection: sqlite3.Connection, table: str, row: Row) -> None:
    """Set the columns of the row that has this id."""
    names = ", ".join(f'"{name}" = ?' for name in row)
    connection.execute(f'UPDATE "{table}" SET {names} WHERE id = ?', (*row.values(), row["id"]))  # noqa: S608


@cache
def _insert(table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    return f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(columns))})'  # noqa: S608


@cache
def _upsert(table: str, columns: tuple[str, ...], key: str) -> str:
    changes = ", ".join(f'"{name}" = excluded."{name}"' for name in columns if name != key)
    return f"{_insert(table, columns)} ON CONFLICT ({key}) DO UPDATE SET {changes}"
