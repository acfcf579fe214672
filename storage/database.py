"""Opening the database file, and the one way to write to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from storage.schema import VERSION, migrations

BUSY_SECONDS = 30.0
# One document touches some sixty pages all over the file. Written back less often, many of them are
# written once for many documents, and with this cache they are not read again in between.
CACHE_KIB = 65_536
CHECKPOINT_PAGES = 8_000
# Written into the file's header, so that a file of another program is told from ours: "Clmw".
APPLICATION_ID = 0x436C6D77


class DatabaseError(Exception):
    """The database cannot be used; the message is a sentence that names the file and says what to do."""


def open_database(path: str | Path, *, create: bool = True) -> Database:
    """Open the database, bringing its schema up to date.

    Raises DatabaseError where the file is missing (and ``create`` is false), not SQLite, not ours, newer
    than this code, locked, or not to be written.
    """
    path = Path(path)
    if not create and not path.exists():
        raise DatabaseError(f"{path}: there is no such database; crawl first, or name another with --db FILE")
    try:
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise DatabaseError(f"{path}: {_advice(error)}") from error
    try:
        return _prepared(connection, path)
    except BaseException as error:
        connection.close()
        if isinstance(error, sqlite3.DatabaseError) and (advice := _advice(error)):
            raise DatabaseError(f"{path}: {advice}") from error
        raise


@contextmanager
def transaction(database: Database) -> Iterator[sqlite3.Connection]:
    """Hold the write lock for one short transaction; nothing of it stays where an error escapes."""
    connection = database.conn
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield connection
        connection.execute("COMMIT")
    except BaseException as error:
        database.rollback()
        if isinstance(error, sqlite3.DatabaseError) and (advice := _advice(error)):
            raise DatabaseError(f"{_file(connection)}: {advice}") from error
        raise


def _prepared(connection: sqlite3.Connection, path: Path) -> Database:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")
    # Some builds overwrite what is deleted with zeros, which writes every page of a merged index once more.
    connection.execute("PRAGMA secure_delete = OFF")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}")
    _check(connection, path)
    database = Database(connection, strict=True)
    if _pragma(connection, "user_version") < VERSION:
        database.enable_wal()
        _migrate(database)
    return database


def _check(connection: sqlite3.Connection, path: Path) -> None:
    empty = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
    if not empty and _pragma(connection, "application_id") != APPLICATION_ID:
        raise DatabaseError(f"{path}: this database belongs to another program; name another with --db FILE")
    version = _pragma(connection, "user_version")
    if version > VERSION:
        raise DatabaseError(
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


def _advice(error: sqlite3.DatabaseError) -> str | None:
    """Return what to do about an error that the file or its surroundings cause, None for any other."""
    # The low byte is the kind of error; the rest only says where it arose.
    return _ADVICE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)


_LOCKED = (
    f"another process has kept the database locked for {BUSY_SECONDS:.0f} s; "
    "wait until it ends, or stop it, and run this again"
)
_READ_ONLY = "you may not write to the database; change its permissions, or name another with --db FILE"
_BROKEN = "this is not a whole SQLite database; name another with --db FILE"
_ADVICE = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_NOTADB: _BROKEN,
    sqlite3.SQLITE_CORRUPT: _BROKEN,
    sqlite3.SQLITE_CANTOPEN: (
        "the database cannot be opened; check that its folder exists and that you may write there"
    ),
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_FULL: "the disk is full; make room and run this again: what was stored before is whole",
    sqlite3.SQLITE_IOERR: "the disk cannot be read or written; check it, and run this again",
}
