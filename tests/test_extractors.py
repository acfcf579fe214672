"""Extracting in processes of their own gives what extracting in the crawl gives, and leaves nobody behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import demo
from storage.content import content_dump
from storage.store import Store
from tests.command import ROOT

_CRAWL = "from commands import main; main(prog_name='claimwire')"
_DAYS = ["--since", demo.SINCE, "--until", demo.UNTIL, "--replay", str(demo.ARCHIVE)]


def crawl(database: Path, extractors: int) -> subprocess.Popen[str]:
    """Start a crawl of the bundled archive."""
    return subprocess.Popen(
        [
            sys.executable,
            "-c",
            _CRAWL,
            "crawl",
            "european_pravda",
            "ukrainska_pravda",
            *_DAYS,
            "--db",
            database,
        ],
        cwd=ROOT,
        env=os.environ | {"CLAIMWIRE_EXTRACTORS": str(extractors)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_processes_give_what_the_crawl_gives(tmp_path: Path) -> None:
    for extractors in (0, 1):
        process = crawl(tmp_path / f"{extractors}.db", extractors)
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 4, errors
    with Store.open(tmp_path / "0.db") as one, Store.open(tmp_path / "1.db") as two:
        assert content_dump(one.database) == content_dump(two.database)


def test_workers_leave_with_a_crawl_that_is_killed(tmp_path: Path) -> None:
    process = crawl(tmp_path / "a.db", 1)
    until = time.monotonic() + 60
    while not (workers := children(process.pid)) and time.monotonic() < until:
        time.sleep(0.05)
    assert workers
    process.send_signal(signal.SIGKILL)
    process.communicate()
    while any(map(runs, workers)) and time.monotonic() < until:
        time.sleep(0.1)
    assert not list(filter(runs, workers))


def children(pid: int) -> list[int]:
    """Return the processes that a process has started. Linux only."""
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def runs(pid: int) -> bool:
    """Tell whether a process still does anything; one that nobody has waited for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
