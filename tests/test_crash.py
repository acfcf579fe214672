"""A crawl that is killed and run again leaves what an undisturbed one leaves."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import site
from storage.content import content_dump
from storage.store import Store
from tests.command import ROOT
from tests.warcs import Reply, write_warc

PAGES = 16
TIMES = 20


@pytest.mark.slow
def test_killed_at_twenty_moments(tmp_path: Path) -> None:
    replies = [Reply(site.address(n), site.page(n), date="2026-03-02T08:00:00Z") for n in range(PAGES)]
    listing = f"https://{site.HOST}/eng/archives/date_{site.DAY:%d%m%Y}/"
    warc = write_warc(tmp_path / "a.warc.gz", [Reply(listing, site.listing(range(PAGES))), *replies])
    done = subprocess.run(
        [sys.executable, "-m", "tests.killing", warc, tmp_path, str(TIMES), str(site.DAY)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > TIMES / 2, "most runs must have been killed before their end"
    whole = dump(tmp_path / "whole.db")
    assert len(whole["documents"]) == PAGES
    for n in range(TIMES):
        assert dump(tmp_path / f"{n}.db") == whole


def dump(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return the content of a database."""
    with Store.open(path) as store:
        return content_dump(store.database)
