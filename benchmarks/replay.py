"""Memory of a long replay: it must be flat.

    python -m benchmarks.replay [PAGES]

Builds a WARC of made-up pages, replays it through the whole pipeline, and prints pages a second and the
memory held at each tenth of the way.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from scrapy import signals
from scrapy.crawler import CrawlerProcess

from benchmarks import site
from benchmarks._measure import memory, peak_memory
from commands._running import project
from fetching.replay import replay_settings
from spiders.ukrainska_pravda import UkrainskaPravda
from storage.outcomes import Parcel
from tests.warcs import Reply, write_warc

_DATE = "2026-12-01T00:00:00Z"


def replies(pages: int) -> Iterator[Reply]:
    """Yield the day archives and the pages."""
    for number in range(0, pages, site.A_DAY):
        day = site.day(number)
        url = f"https://{site.HOST}/eng/archives/date_{day:%d%m%Y}/"
        yield Reply(url, site.listing(site.numbers_of(day, pages)), date=_DATE)
    for number in range(pages):
        yield Reply(site.address(number), site.page(number), date=_DATE)


def main(pages: int) -> None:
    """Replay and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        warc = write_warc(folder / "pages.warc.gz", replies(pages))
        settings = project(
            {"CLAIMWIRE_DB": str(folder / "replay.db"), "LOG_LEVEL": "ERROR"} | replay_settings([warc])
        )
        process = CrawlerProcess(settings)
        crawler = process.create_crawler(UkrainskaPravda)
        stored, started = 0, time.perf_counter()

        def count(item: object) -> None:
            nonlocal stored
            stored += isinstance(item, Parcel)
            if isinstance(item, Parcel) and stored % max(1, pages // 10) == 0:
                rate = stored / (time.perf_counter() - started)
                print(f"{stored:>7,} pages  {memory():6.0f} MiB  {rate:5.0f} pages/s", flush=True)

        crawler.signals.connect(count, signals.item_scraped)
        span = {
            "since": str(site.DAY),
            "until": str(site.day(pages - 1)),
            "editions": "en",
            "channels": "archive",
        }
        process.crawl(crawler, **span)
        process.start()
        print(f"stored {stored:,} of {pages:,}; most memory held {peak_memory():.0f} MiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
