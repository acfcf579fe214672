"""What a document costs when much is stored already.

    python -m benchmarks.growth [DOCUMENTS]

Stores made-up articles, each with its fingerprint and its mentions, one transaction each, in a file.
Prints processor and wall milliseconds a document in windows of 2,000 at the start and at the end, and their
ratio. Floor: at 200,000 stored no more than 1.3 times that at 2,000.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks import articles
from benchmarks._measure import memory
from claims.document import Block, Capture, Document, Moment, Role
from claims.extract import EXTRACTOR, extract
from claims.fingerprint import fingerprint
from storage.outcomes import Parcel
from storage.store import Store

WINDOW = 2000
# Extracting costs the same however much is stored; these mentions are taken in turn to leave it out.
SAMPLES = 500
HEAD = 4


def document(number: int, parts: list[str]) -> Document:
    """Return a made-up article of these paragraphs as a reader would."""
    text = "\n\n".join(parts)
    at = articles.published(number)
    url = f"https://news.example/{number}"
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        url=url,
        outlet="example",
        edition="en",
        language="en",
        title=articles.title(number),
        text=text,
        blocks=(Block(Role.BODY, 0, len(text)),),
        reader="none",
        published=Moment(at, at.isoformat(), "UTC"),
        capture=Capture(url, at + timedelta(hours=1), 200, digest, "none.warc.gz", number),
    )


def parcels(count: int) -> Iterator[Parcel]:
    """Yield parcels: each begins with the head of one of the samples, whose mentions it has."""
    heads = [articles.paragraphs(number, HEAD) for number in range(SAMPLES)]
    samples = [extract(document(number, head)) for number, head in enumerate(heads)]
    for number in range(count):
        whole = document(number, heads[number % SAMPLES] + articles.paragraphs(number))
        yield Parcel(whole, fingerprint(whole.text, "en"), samples[number % SAMPLES], EXTRACTOR)


def main(count: int) -> None:
    """Print the cost of a document in the first full window and in the last."""
    costs: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder) / "growth.db") as store:
        run = store.begin_run("growth", {}, datetime.now(UTC))
        wall = cpu = 0.0
        for number, parcel in enumerate(parcels(count + WINDOW), 1):
            started, busy = time.perf_counter(), time.process_time()
            store.save_document(parcel, run)
            wall, cpu = wall + time.perf_counter() - started, cpu + time.process_time() - busy
            if number % WINDOW == 0:
                costs.append((1000 * cpu / WINDOW, 1000 * wall / WINDOW))
                wall = cpu = 0.0
        size = (Path(folder) / "growth.db").stat().st_size / 2**20
    # The window after the first 2,000 is the one that those stored cost something in.
    for label, window in ((f"at {WINDOW:,}", costs[1]), (f"at {count:,}", costs[-1])):
        print(f"{label:>12}: {window[0]:.2f} ms of processor, {window[1]:.2f} ms of time a document")
    busy_ratio, wall_ratio = (last / first for last, first in zip(costs[-1], costs[1], strict=True))
    print(f"ratio {busy_ratio:.2f} of processor, {wall_ratio:.2f} of time (floor 1.3)")
    print(f"file {size:.0f} MiB, memory {memory():.0f} MiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
