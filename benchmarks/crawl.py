"""A crawl of 2,000 pages from loopback with everything, against bare Scrapy fetching the same pages.

    python -m benchmarks.crawl [PAGES] [--profile]

Bare Scrapy has its own default settings, no robots.txt and a callback that does nothing. Claimwire reads,
fingerprints, extracts, archives and stores. Floor: 0.25 of bare Scrapy's pages a second. Each runs in a
process of its own, three times in turn; the medians are compared. ``--profile`` prints what the time goes to.
"""

from __future__ import annotations

import cProfile
import pstats
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path
from statistics import median
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response

from benchmarks import site
from commands._running import project
from spiders.ukrainska_pravda import UkrainskaPravda
from tests.loopback import loopback_settings

# One process extracts beside the crawl: there are two cores, and bare Scrapy uses one.
EXTRACTORS = 1


class Bare(Spider):
    """Fetches pages and does nothing with them."""

    name = "bare"
    server: str
    pages: int

    async def start(self) -> AsyncIterator[Any]:
        """Ask for each page."""
        for number in range(self.pages):
            yield Request(f"{self.server}/{site.address(number).partition('://')[2]}", self.parse)

    def parse(self, response: Response) -> None:
        """Do nothing."""


def bare(server: str, pages: int, folder: Path) -> None:
    """Crawl with Scrapy alone."""
    process = CrawlerProcess({"LOG_ENABLED": False, "ROBOTSTXT_OBEY": False, "TELNETCONSOLE_ENABLED": False,
                              "CONCURRENT_REQUESTS_PER_DOMAIN": 16, "DOWNLOAD_DELAY": 0})  # fmt: skip
    process.crawl(Bare, server=server, pages=pages)
    process.start()


def whole(server: str, pages: int, folder: Path) -> None:
    """Crawl with everything."""
    overlay = loopback_settings(server) | {
        "CLAIMWIRE_DB": str(folder / "crawl.db"),
        "CLAIMWIRE_ARCHIVE": str(folder / "archive"),
        "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
        "CLAIMWIRE_EXTRACTORS": EXTRACTORS,
        "LOG_LEVEL": "ERROR",
    }
    process = CrawlerProcess(project(overlay))
    last = site.day(pages - 1)
    crawler = process.create_crawler(UkrainskaPravda)
    process.crawl(crawler, since=f"{site.DAY}", until=f"{last}", editions="en", channels="archive")
    process.start()
    assert crawler.stats is not None
    stored = crawler.stats.get_value("claimwire/new", 0)
    if stored != pages:
        raise SystemExit(f"stored {stored} of {pages} pages")


def profile(server: str, pages: int, folder: Path) -> None:
    """Crawl with everything under the profiler and print where the time goes."""
    with cProfile.Profile() as profiler:
        whole(server, pages, folder)
    pstats.Stats(profiler).sort_stats("cumulative").print_stats(60)


def main(pages: int) -> None:
    """Print pages a second of both, and the ratio."""
    rates: dict[str, list[float]] = {"bare": [], "whole": []}
    with site.running(pages) as server:
        for _ in range(3):
            for name, taken in rates.items():
                taken.append(pages / _timed(name, server, pages))
    bare_rate, whole_rate = median(rates["bare"]), median(rates["whole"])
    print(f"bare Scrapy {bare_rate:.0f} pages/s, Claimwire {whole_rate:.0f} pages/s")
    print(f"ratio {whole_rate / bare_rate:.2f} (floor 0.25)")


def _timed(name: str, server: str, pages: int) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-m", "benchmarks.crawl", name, server, str(pages)], check=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["bare" | "whole" | "profile" as part, address, count]:
            with tempfile.TemporaryDirectory() as temporary:
                {"bare": bare, "whole": whole, "profile": profile}[part](address, int(count), Path(temporary))
        case ["--profile"]:
            with site.running(400) as address, tempfile.TemporaryDirectory() as temporary:
                profile(address, 400, Path(temporary))
        case []:
            main(2000)
        case [count]:
            main(int(count))
        case _:
            raise SystemExit(__doc__)
