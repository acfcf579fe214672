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

# What is settled although nothing new was stored.
_KNOWN = ("unchanged", "skipped")
_ATTENTION = ("blocked", "drift")
_SHORT = ("failed", "not_in_replay")


@dataclass(frozen=True, slots=True)
class Result:
    """How one spider's run ended: Scrapy's reason for closing, and the run's counts."""

    spider: str
    reason: str
    counts: Mapping[str, int]

    def count(self, *names: str) -> int:
        """Return the sum of some of the counts."""
        return sum(self.counts.get(name, 0) for name in names)

    @property
    def exit(self) -> Exit:
        """Return the exit code that says how this run went."""
        if self.reason != "finished" and not self.reason.startswith("limit"):
            return Exit.PARTIAL if self.reason == "shutdown" else Exit.FAILED
        if self.count(*_ATTENTION):
            return Exit.ATTENTION
        if self.count("new", "version", "rejected", "moved", "gone", *_KNOWN) == 0:
            return Exit.FAILED
        return Exit.PARTIAL if self.count(*_SHORT, "errors") else Exit.DONE


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

    Raises click.UsageError where an argument does not fit a spider, before anything is fetched.
    """
    for spider in spiders:
        _check(spider, arguments)
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
    return Result(crawler.spidercls.name, stats.get("finish_reason", "not started"), counts)
