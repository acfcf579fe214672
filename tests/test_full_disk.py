"""A disk that is full ends a crawl with a sentence; what is stored stays, and the next run goes on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import demo
from storage import queries
from storage.content import content_dump
from storage.store import Store
from tests.command import ROOT, claimwire

# No file may grow beyond this many bytes: enough for an empty database and a few documents.
ROOM = 700_000
_LIMITED = f"""
import resource, signal
from commands import main
resource.setrlimit(resource.RLIMIT_FSIZE, ({ROOM}, {ROOM}))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
main(prog_name="claimwire")
"""


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    days = ["--since", demo.SINCE, "--until", demo.UNTIL, "--replay", str(demo.ARCHIVE)]
    crawl = ["crawl", "european_pravda", "ukrainska_pravda", *days, "--db"]
    full = subprocess.run(
        [sys.executable, "-c", _LIMITED, *crawl, str(tmp_path / "a.db")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert full.returncode == 1, full.stdout
    assert "the disk cannot be read or written" in full.stderr
    assert "Traceback" not in full.stderr
    with Store.open(tmp_path / "a.db") as store:
        assert queries.counts(store).documents < 12

    claimwire(*crawl, tmp_path / "a.db")
    claimwire(*crawl, tmp_path / "b.db")
    with Store.open(tmp_path / "a.db") as one, Store.open(tmp_path / "b.db") as two:
        assert queries.counts(two).documents == 12
        assert content_dump(one.database) == content_dump(two.database)
