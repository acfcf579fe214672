"""Files that can and cannot be opened, and what survives when processes meet or die."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlite_utils import Database

from storage import database
from storage.content import Dump, content_dump
from storage.database import DatabaseError, open_database, transaction
from storage.schema import VERSION, migrations
from storage.store import Store
from tests.parcels import document, parcel
from tests.writer import numbered


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "claims.db"


def pragma(opened: Database, name: str) -> object:
    return opened.execute(f"PRAGMA {name}").fetchone()[0]


def test_a_new_database_is_safe_to_share(path: Path) -> None:
    with open_database(path) as opened:
        assert {name: pragma(opened, name) for name in ("foreign_keys", "journal_mode", "synchronous")} == {
            "foreign_keys": 1,
            "journal_mode": "wal",
            "synchronous": 1,
        }
        assert pragma(opened, "busy_timeout") == 30_000
        assert all(table.strict for table in opened.tables if "_fts" not in table.name)


def test_the_version_counts_the_migrations(path: Path) -> None:
    with open_database(path) as opened:
        assert pragma(opened, "user_version") == VERSION == len(migrations.applied(opened))


def test_opening_again_finds_what_was_stored(path: Path) -> None:
    with Store.open(path) as store:
        store.save_document(parcel(document()), store.begin_run("test", {}, document().capture.at))  # type: ignore[union-attr]
    with Store.open(path, create=False) as store:
        assert store.database.table("documents").count == 1


def test_a_missing_database_is_not_made_where_only_read(path: Path) -> None:
    with pytest.raises(DatabaseError, match=r"claims\.db: there is no such database; crawl first"):
        open_database(path, create=False)
    assert not path.exists()


def test_a_newer_schema_is_refused_with_both_versions(path: Path) -> None:
    with open_database(path) as opened:
        opened.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(DatabaseError, match=rf"schema {VERSION + 1}, .* up to {VERSION}; update Claimwire"):
        open_database(path)


def test_the_database_of_another_program_is_refused_and_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE documents (id INTEGER)")
    before = path.read_bytes()
    with pytest.raises(DatabaseError, match="belongs to another program"):
        open_database(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused(path: Path) -> None:
    path.write_text("outlet,claims\n" * 100)
    with pytest.raises(DatabaseError, match="not a whole SQLite database"):
        open_database(path)


def test_a_broken_database_is_refused(path: Path) -> None:
    open_database(path).close()
    content = bytearray(path.read_bytes())
    content[100:4096] = b"\xff" * 3996
    path.write_bytes(content)
    with pytest.raises(DatabaseError, match="not a whole SQLite database"):
        open_database(path)


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match=r"gone/claims\.db: the database cannot be opened; check"):
        open_database(tmp_path / "gone" / "claims.db")


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="cannot be opened"):
        open_database(tmp_path)


def test_a_read_only_database_says_so(path: Path) -> None:
    with open_database(path) as opened:
        opened.execute("PRAGMA query_only = 1")
        with pytest.raises(DatabaseError, match="you may not write"), transaction(opened) as connection:
            connection.execute("INSERT INTO outlets (id) VALUES ('x')")


def test_a_lock_that_is_kept_is_reported_as_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.05)
    with (
        open_database(path) as one,
        open_database(path) as other,
        transaction(one),
        pytest.raises(DatabaseError, match="another process has kept the database locked"),
        transaction(other),
    ):
        pytest.fail("two processes hold the write lock at once")


def test_an_error_leaves_nothing_of_a_transaction(path: Path) -> None:
    with open_database(path) as opened:
        with pytest.raises(sqlite3.IntegrityError), transaction(opened) as connection:
            connection.executemany("INSERT INTO outlets (id) VALUES (?)", [("x",), ("x",)])
        assert opened.table("outlets").count == 0


def writer(path: Path, first: int, last: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.writer", str(path), str(first), str(last)]
    root = Path(__file__).parents[1]
    return subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def dump(path: Path) -> Dump:
    with open_database(path) as opened:
        assert [row[0] for row in opened.execute("PRAGMA integrity_check")] == ["ok"]
        assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
        for table in ("documents_fts", "mentions_fts"):
            opened.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)")
        return content_dump(opened)


def saved_at_once(path: Path, count: int) -> Dump:
    with Store.open(path) as store:
        run = store.begin_run("test", {}, numbered(0).document.capture.at)  # type: ignore[union-attr]
        for number in range(count):
            store.save_document(numbered(number), run)
    return dump(path)


def test_writers_that_meet_on_a_new_file_wait_for_each_other(path: Path, tmp_path: Path) -> None:
    writers = [writer(path, first, first + 40) for first in (0, 40, 80)]
    for process in writers:
        _, errors = process.communicate(timeout=60)
        assert (process.returncode, errors) == (0, "")
    assert dump(path) == saved_at_once(tmp_path / "alone.db", 120)


def test_a_killed_writer_leaves_whole_documents_and_can_be_run_again(path: Path, tmp_path: Path) -> None:
    dice = random.Random(5)
    for _ in range(3):
        process = writer(path, 0, 60)
        assert process.stdout
        for _ in range(dice.randrange(1, 55)):
            process.stdout.readline()
        time.sleep(dice.random() * 0.004)
        process.kill()
        process.communicate()
        partial = dump(path)
        assert len(partial["documents"]) == len(partial["document_versions"]) == len(partial["sightings"])
        assert len(partial["mentions"]) == 2 * len(partial["documents"])
    saved_at_once(path, 60)
    assert dump(path) == saved_at_once(tmp_path / "whole.db", 60)
