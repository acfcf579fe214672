"""``claimwire coverage``: what was listed, stored and refused, by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from operator import attrgetter
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from commands import _options
from commands._table import Row, counted
from storage.queries import Coverage
from storage.queries import coverage as read_coverage
from storage.store import Store

_DAY = click.DateTime(["%Y-%m-%d"])


@click.command
@click.argument("outlet", required=False)
@click.option("--since", type=_DAY, metavar="DAY", help="First day to show, as 2024-01-28.")
@click.option("--until", type=_DAY, metavar="DAY", help="Last day to show.")
@_options.database
def coverage(outlet: str | None, since: datetime | None, until: datetime | None, database: Path) -> None:
    """Show by outlet, edition and day what the outlet lists and what became of it.

    `archive` and `sitemap` are how many pages each of the two lists; a dash is unknown,
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
    rows = [Row([str(day.day or "no date"), day.edition], _counts(day), _coloured(day.state)) for day in days]
    return counted(["day", "ed"], rows, always=("archive", "sitemap", "stored"))


def _counts(day: Coverage) -> dict[str, int | None]:
    return {
        "archive": day.listed_by_archive,
        "sitemap": day.listed_by_sitemap,
        "stored": day.stored,
        "moved": day.moved,
        "refused": day.rejected + day.gone,
        "drift": day.drift,
        "blocked": day.blocked,
        "missing": day.failed + day.not_in_replay + day.pending,
    }


def _coloured(state: str) -> str:
    colour = {"complete": "green", "empty": "green", "blocked": "red"}.get(state, "yellow")
    return f"[{colour}]{state}[/]"
