"""What a crawl did, in a table and a few sentences."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from commands._running import Result
from commands._table import Row, counted
from storage.queries import Refused, refusals
from storage.store import Store

# The counts of a run in the order a person wants them: what came in, what was there, what did not come.
_COLUMNS = {
    "listed": ("listed",),
    "new": ("new",),
    "edited": ("version",),
    "known": ("unchanged", "skipped"),
    "moved": ("moved",),
    "rejected": ("rejected", "gone"),
    "drift": ("drift",),
    "blocked": ("blocked",),
    "missing": ("failed", "not_in_replay"),
}
_SHOWN = 12


def show(results: Sequence[Result], database: Path) -> None:
    """Print what each spider did, what was refused and why, and where the result is."""
    console = Console(width=None)
    console.print(_table(results))
    if not any(result.count("new", "version") for result in results) and any(
        result.count("unchanged", "skipped") for result in results
    ):
        console.print("Nothing new: everything listed is stored already.")
    for result in results:
        if result.reason != "finished":
            console.print(f"{result.spider} stopped early: {result.reason}", highlight=False)
    with Store.open(database) as store:
        show_refusals(console, refusals(store, runs=[result.run for result in results]))
    console.print(f"Stored in {click.format_filename(database)}", highlight=False, soft_wrap=True)


def _table(results: Sequence[Result]) -> Table:
    rows = [
        Row([result.spider], {name: result.count(*names) for name, names in _COLUMNS.items()})
        for result in results
    ]
    return counted(["spider"], rows, always=("listed", "new"))


def show_refusals(console: Console, refused: Sequence[Refused]) -> None:
    """Print the pages that were not stored, the first few of them, each with its reason."""
    if refused:
        console.print(f"\nNot stored ({len(refused)}):", style="bold")
    for page in refused[:_SHOWN]:
        console.print(
            f"  {page.state.replace('_', ' '):<13} {page.url}\n                {page.reason}",
            highlight=False,
            soft_wrap=True,
        )
    if len(refused) > _SHOWN:
        console.print(f"  … and {len(refused) - _SHOWN} more: see the rejects table")
