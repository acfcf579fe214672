"""What the command says and how it ends, right and wrong."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import commands
import demo
from tests.command import claimwire
from tests.warcs import Reply, write_warc

DAYS = ("--since", demo.SINCE, "--until", demo.UNTIL)


def run(*arguments: str | Path) -> Result:
    """Run a verb in this process: for those that start no crawl."""
    return CliRunner().invoke(commands.main, [str(argument) for argument in arguments])


@pytest.mark.parametrize("verb", commands.main.list_commands(None))  # type: ignore[arg-type]  # needs no context
def test_every_verb_explains_itself(verb: str) -> None:
    done = run(verb, "--help")
    assert done.exit_code == 0
    assert "Usage:" in done.output


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["crawl", "nosuch"], "there is no spider 'nosuch'; there are"),
        (["crawl", "european_pravda", "--since", "2024-13-01"], "is not a day"),
        (["crawl", "european_pravda", "--since", "2024-02-02", "--until", "2024-02-01"], "until"),
        (["crawl", "european_pravda", "--editions", "de"], "uk"),
        (["crawl", "european_pravda", "--limit", "0"], "limit"),
        (["crawl", "--replay", "nosuch.warc"], "does not exist"),
        (["nosuch"], "No such command"),
    ],
)
def test_wrong_usage_is_a_sentence_and_exit_2(arguments: list[str], says: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 2
    assert says in done.output
    assert "Traceback" not in done.output


@pytest.mark.parametrize("verb", ["status", "coverage"])
def test_missing_database_is_not_made(verb: str, tmp_path: Path) -> None:
    done = run(verb, "--db", tmp_path / "no.db")
    assert done.exit_code == 1
    assert "there is no such database" in done.output
    assert not (tmp_path / "no.db").exists()


def test_foreign_database_is_refused_untouched(tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.db"
    with sqlite3.connect(foreign) as connection:
        connection.execute("CREATE TABLE theirs (a)")
    connection.close()
    before = foreign.read_bytes()
    done = run("crawl", "european_pravda", "--replay", demo.ARCHIVE, "--db", foreign)
    assert done.exit_code == 1
    assert "belongs to another program" in done.output
    assert foreign.read_bytes() == before


def test_archive_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.warc").write_text("not a WARC at all, but long enough to be read as one\n" * 10)
    done = run("crawl", "european_pravda", "--replay", tmp_path / "x.warc", "--db", tmp_path / "x.db")
    assert done.exit_code == 1
    assert "x.warc" in done.output


def test_pages_that_a_replay_lacks_are_counted_and_named(tmp_path: Path) -> None:
    page = "https://www.eurointegration.com.ua/news/2024/01/28/7178501/"
    archive = f'<div class="article_news_list"><div class="article_header"><a href="{page}">x</a></div></div>'
    listing = "https://www.eurointegration.com.ua/archives/date_28012024/"
    warc = write_warc(tmp_path / "a.warc.gz", [Reply(listing, archive)])
    day = ("--since", "2024-01-28", "--until", "2024-01-28", "--editions", "uk")
    database = tmp_path / "a.db"
    done = claimwire("crawl", "european_pravda", *day, "--replay", warc, "--db", database)
    # Nothing came of what was listed: that is a failure, however clean the end.
    assert done.returncode == 1, done.stderr
    assert "not in replay" in done.stdout
    assert page in done.stdout
    assert run("status", "--db", database).exit_code == 4
    assert "partial" in run("coverage", "--db", database).output


def test_a_changed_layout_ends_with_exit_4(tmp_path: Path) -> None:
    done = claimwire("crawl", "ukrainska_pravda", *DAYS, "--replay", demo.ARCHIVE, "--db", tmp_path / "a.db")
    assert done.returncode == 4, done.stderr
    limited = claimwire(
        "crawl", "european_pravda", *DAYS, "--limit", "1", "--replay", demo.ARCHIVE, "--db", tmp_path / "b.db"
    )
    assert limited.returncode == 0, limited.stderr
    with sqlite3.connect(tmp_path / "b.db") as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (1,)
    connection.close()


def test_extract_reads_lines_and_writes_lines() -> None:
    line = {"id": "a", "language": "en", "text": "Two people were killed in a missile strike on Kharkiv."}
    done = claimwire("extract", stdin=json.dumps(line) + "\n")
    assert done.returncode == 0, done.stderr
    written = json.loads(done.stdout)
    assert written["id"] == "a"
    assert any(claim["kind"] == "casualties" for claim in written["claims"])
