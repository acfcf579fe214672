"""Run spiders in this process and say how it went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import click
from rich.console import Console
from scrapy import Spider
from scrapy.crawler import Crawler, CrawlerProcess
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader
from scrapy.utils.project import get_project_settings

from commands._exit import Exit
from commands._progress import Progress
from storage.store import Store

_STORED = ("new", "version", "reread", "unchanged", "skipped")
# What is settled although nothing is stored.
_SETTLED = ("moved", "rejected", "gone")
_ATTENTION = ("blocked", "drift")
_SHORT = ("failed", "not_in_replay")


@dataclass(frozen=True, slots=True)
class Result:
    """How one spider's run ended: its number, Scrapy's reason for closing, and the run's counts."""

    spider: str
    run: int
    reason: str
    counts: Mapping[str, int]

    def count(self, *names: str) -> int:
        """Return the sum of some of the counts."""
        return sum(self.counts.get(name, 0) for name in names)

    @property
    def exit(self) -> Exit:
        """Return the exit code that says how this run went."""
        if self.reason == "shutdown":
            return Exit.PARTIAL
        if self.reason != "finished" or self.stored_nothing:
            return Exit.FAILED
        if self.count(*_ATTENTION):
            return Exit.ATTENTION
        return Exit.PARTIAL if self.count(*_SHORT) else Exit.DONE

    @property
    def stored_nothing(self) -> bool:
        """Say whether nothing is stored that should be: no listing came, or none of the pages on it."""
        listed_nothing = "listed" not in self.counts
        return listed_nothing or (bool(self.count("listed")) and not self.count(*_STORED, *_SETTLED))


def project(overlay: Mapping[str, Any]) -> Settings:
    """Return the project's settings with an overlay that nothing in the project overrides."""
    settings = get_project_settings()
    settings.setmodule("settings", priority="project")
    settings.setdict(dict(overlay), priority="cmdline")
    return settings


def spider_classes(names: Iterable[str], settings: Settings) -> list[type[Spider]]:
    """Return the named spiders, all for none. Raises click.UsageError for a name that is not there."""
    loader = SpiderLoader.from_settings(settings)
    known = sorted(loader.list())
    for name in names:
        if name not in known:
            raise click.UsageError(f"there is no spider {name!r}; there are {', '.join(known)}")
    return [loader.load(name) for name in names or known]


def run(spiders: Iterable[type[Spider]], arguments: Mapping[str, str], settings: Settings) -> list[Result]:
    """Run the spiders side by side until all have ended; Ctrl-C ends the pages in hand first.

    Raises click.UsageError where an argument does not fit a spider, and DatabaseError where the database
    cannot be used, before anything is fetched.
    """
    for spider in spiders:
        _check(spider, arguments)
    # A crawl that cannot store says so before it fetches.
    Store.open(settings["CLAIMWIRE_DB"]).close()
    process = CrawlerProcess(settings)
    crawlers: list[Crawler] = []
    with Progress(Console(stderr=True)) as progress:
        for spider in spiders:
            crawler = process.create_crawler(spider)
            progress.follow(crawler)
            process.crawl(crawler, **arguments)
            crawlers.append(crawler)
        process.start()
    return [result(crawler) for crawler in crawlers]


def _check(spider: type[Spider], arguments: Mapping[str, str]) -> None:
    try:
        spider(**arguments)
    except ValueError as error:
        raise click.UsageError(f"{spider.name}: {error}") from error


def result(crawler: Crawler) -> Result:
    """Return how a crawler ended; one that never started has failed."""
    stats = crawler.stats.get_stats() if crawler.stats else {}
    prefix = "claimwire/"
    counts = {key.removeprefix(prefix): value for key, value in stats.items() if key.startswith(prefix)}
    run = stats.get("claimwire_run", 0)
    return Result(crawler.spidercls.name, run, stats.get("finish_reason", "not started"), counts)
