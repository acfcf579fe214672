"""``claimwire coverage``: what was listed, stored and refused, by day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from commands import _options
from storage.queries import Coverage
from storage.queries import coverage as read_coverage
from storage.store import Store

_COUNTED = ("archive", "map", "stored", "moved", "refused", "drift", "blocked", "missing")
_DAY = click.DateTime(["%Y-%m-%d"])


@click.command
@click.argument("outlet", required=False)
@click.option("--since", type=_DAY, metavar="DAY", help="First day to show, as 2024-01-28.")
@click.option("--until", type=_DAY, metavar="DAY", help="Last day to show.")
@_options.database
def coverage(outlet: str | None, since: datetime | None, until: datetime | None, database: Path) -> None:
    """Show by outlet, edition and day what the outlet lists and what became of it.

    `archive` and `map` are how many pages the outlet's day archive and its sitemap list; a dash is unknown,
    which is not zero: none was read. `missing` are pages that are listed and not yet there.
    """
    with Store.open(database, create=False) as store:
        days = read_coverage(store, outlet=outlet, since=_day(since), until=_day(until))
    if not days:
        raise click.ClickException(f"{database} has no coverage of {outlet or 'any outlet'} in these days")
    console = Console()
    for name, group in groupby(days, attrgetter("outlet")):
        console.print(f"\n[bold]{name}[/]", highlight=False)
        console.print(_table(list(group)))


def _day(value: datetime | None) -> date | None:
    return value.date() if value else None


def _table(days: Sequence[Coverage]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in ("day", "ed"):
        table.add_column(name, no_wrap=True)
    for name in _COUNTED:
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("state", no_wrap=True)
    for each in days:
        counts = ("–" if count is None else str(count) for count in _counts(each))
        table.add_row(str(each.day or "no date"), each.edition, *counts, _coloured(each.state))
    return table


def _counts(each: Coverage) -> Iterator[int | None]:
    yield each.listed_by_archive
    yield each.listed_by_sitemap
    yield each.stored
    yield each.moved
    yield each.rejected + each.gone
    yield each.drift
    yield each.blocked
    yield each.failed + each.not_in_replay + each.pending


def _coloured(state: str) -> str:
    colour = {"complete": "green", "empty": "green", "unknown": "yellow", "partial": "yellow"}.get(
        state, "red"
    )
    return f"[{colour}]{state}[/]"
