"""Crawl a WARC again and again, each time into a database of its own, and kill the crawl on its way.

    python -m tests.killing WARC FOLDER TIMES UNTIL SPIDER

Prints how many were killed before they had ended. Afterwards each has been run once more to its end. The
processes are forks of one that has loaded everything, so that most of their time is crawling.
"""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import sys
import threading
import time
from pathlib import Path

from claims.exchange import read_documents
from claims.extract import extract
from commands import _running
from fetching.replay import replay_settings
from spiders.ukrainska_pravda import UkrainskaPravda

# Words and places are loaded once, before the forks.
_WARM = '{"id": "a", "language": "en", "text": "Drones attacked Kharkiv."}'
_FORK = multiprocessing.get_context("fork")


def crawl(warc: Path, database: Path, day: str, deadline: float | None) -> None:
    """Crawl, and die without a word when the deadline, in seconds, has come."""
    if deadline is not None:
        threading.Timer(deadline, os.kill, (os.getpid(), signal.SIGKILL)).start()
    sys.stdout = sys.stderr = Path(os.devnull).open("w")  # noqa: SIM115  # for as long as the process lives
    settings = _running.project(
        {"CLAIMWIRE_DB": str(database), "LOG_ENABLED": False} | replay_settings([warc])
    )
    arguments = {"since": day, "until": day, "editions": "en", "channels": "archive"}
    _running.run([UkrainskaPravda], arguments, settings)


def run(warc: Path, database: Path, day: str, deadline: float | None = None) -> int:
    """Crawl in a process of its own and return its exit code."""
    process = _FORK.Process(target=crawl, args=(warc, database, day, deadline))
    process.start()
    process.join()
    return process.exitcode or 0


def main(warc: Path, folder: Path, times: int, day: str) -> None:
    """Take the time of a whole run, then kill others at random moments of it, and run them again."""
    list(map(extract, (item.document for item in read_documents([_WARM], "here"))))
    started = time.monotonic()
    run(warc, folder / "whole.db", day)
    whole = time.monotonic() - started
    chance = random.Random(20240128)
    deadlines = [chance.uniform(0.1, 0.95) * whole for _ in range(times)]
    ended = [run(warc, folder / f"{n}.db", day, deadline) for n, deadline in enumerate(deadlines)]
    for n in range(times):
        run(warc, folder / f"{n}.db", day)
    print(sum(code == -signal.SIGKILL for code in ended))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4])
