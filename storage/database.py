"""Opening the database file, and the one way to write to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from storage.schema import VERSION, migrations

BUSY_SECONDS = 30.0
# Written into the file's header, so that a file of another program is told from ours: "Clmw".
APPLICATION_ID = 0x436C6D77


class StorageError(Exception):
    """The database cannot be used; the message is a sentence that names the file and says what to do."""


def open_database(path: str | Path, *, create: bool = True) -> Database:
    """Open the database, bringing its schema up to date.

    Raises StorageError where the file is missing (and ``create`` is false), not SQLite, not ours, newer
    than this code, locked, or not to be written.
    """
    path = Path(path)
    if not create and not path.exists():
        raise StorageError(f"{path}: there is no such database; crawl first, or name another with --db FILE")
    with explained(path):
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            return _prepared(connection, path)
        except BaseException:
            connection.close()
            raise


@contextmanager
def transaction(database: Database) -> Iterator[sqlite3.Connection]:
    """Hold the write lock for one short transaction; nothing of it stays where an error escapes."""
    connection = database.conn
    with explained(_file(connection)):
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
        except BaseException:
            database.rollback()
            raise
        connection.execute("COMMIT")


@contextmanager
def explained(path: Path | str) -> Iterator[None]:
    """Turn SQLite's errors into sentences that say what to do."""
    try:
        yield
    except sqlite3.OperationalError as error:
        raise StorageError(f"{path}: {_advice(error)}") from error
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode not in (sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT):
            raise
        raise StorageError(
            f"{path}: this is not a whole SQLite database ({error}); name another with --db FILE"
        ) from error


def _prepared(connection: sqlite3.Connection, path: Path) -> Database:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    _check(connection, path)
    database = Database(connection, strict=True)
    if _pragma(connection, "user_version") < VERSION:
        database.enable_wal()
        _migrate(database)
    return database


def _check(connection: sqlite3.Connection, path: Path) -> None:
    empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if not empty and _pragma(connection, "application_id") != APPLICATION_ID:
        raise StorageError(f"{path}: this database belongs to another program; name another with --db FILE")
    version = _pragma(connection, "user_version")
    if version > VERSION:
        raise StorageError(
            f"{path}: the database has schema {version}, and this Claimwire knows schemas up to {VERSION}; "
            "update Claimwire, or name another database with --db FILE"
        )


def _migrate(database: Database) -> None:
    # The lock comes first, so that of two processes that meet a new file one migrates and one waits.
    with transaction(database) as connection:
        migrations.apply(database)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _file(connection: sqlite3.Connection) -> str:
    return str(connection.execute("PRAGMA database_list").fetchone()[2])


def _advice(error: sqlite3.OperationalError) -> str:
    code = error.sqlite_errorcode & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return (
            f"another process has kept the database locked for {BUSY_SECONDS:.0f} s; "
            "wait until it ends, or stop it, and run this again"
        )
    if code == sqlite3.SQLITE_CANTOPEN:
        return "the database cannot be opened; check that its folder exists and that you may write there"
    if code == sqlite3.SQLITE_READONLY:
        return "the database is read-only; change its permissions, or name another with --db FILE"
    if code == sqlite3.SQLITE_FULL:
        return "the disk is full; make room and run this again, nothing that was stored is lost"
    return f"SQLite could not do it ({error})"
