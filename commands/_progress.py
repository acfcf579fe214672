"""What a person sees while a crawl runs: a bar on a terminal, plain lines in a log."""

from __future__ import annotations

import time
from typing import Any, Self

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
from rich.progress import Progress as RichProgress
from scrapy import Spider, signals
from scrapy.crawler import Crawler

from storage.outcomes import Listing

# A log gets a line a spider this often, in seconds.
_EVERY = 30.0


class Progress:
    """Counts the pages listed and settled of each spider; use it as a context manager."""

    def __init__(self, console: Console) -> None:
        self.bar = RichProgress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("pages"),
            TimeElapsedColumn(),
            console=console,
            transient=True,
        )
        self.plain = not console.is_terminal
        self.listed: dict[str, set[str]] = {}
        self.settled: dict[str, int] = {}
        self.said: dict[str, float] = {}

    def __enter__(self) -> Self:
        if not self.plain:
            self.bar.start()
        return self

    def __exit__(self, *exception: object) -> None:
        if not self.plain:
            self.bar.stop()

    def follow(self, crawler: Crawler) -> None:
        """Count the items of a crawler that has not started yet."""
        crawler.signals.connect(self._item, signals.item_scraped)

    def _item(self, item: Any, spider: Spider) -> None:
        name = spider.name
        if isinstance(item, Listing):
            self.listed.setdefault(name, set()).update(entry.url for entry in item.entries)
        else:
            self.settled[name] = self.settled.get(name, 0) + 1
        self._line(name) if self.plain else self._bar(name)

    def _bar(self, name: str) -> None:
        task = next((t.id for t in self.bar.tasks if t.description == name), None)
        if task is None:
            task = self.bar.add_task(name)
        settled = self.settled.get(name, 0)
        self.bar.update(task, completed=settled, total=max(len(self.listed.get(name, ())), settled))

    def _line(self, name: str) -> None:
        now = time.monotonic()
        if now - self.said.setdefault(name, now) >= _EVERY:
            self.said[name] = now
            click.echo(
                f"{name}: {self.settled.get(name, 0)} of {len(self.listed.get(name, ()))} pages", err=True
            )
