"""``claimwire status``: what is stored, how the last runs went, and what needs a person."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from commands import _options
from commands._exit import Exit
from commands._running import Result
from commands._summary import show_refusals
from commands._table import Row, counted
from storage.queries import Run, counts, refusals, runs
from storage.store import Store

_SHOWN = 12


@click.command
@_options.database
def status(database: Path) -> None:
    """Show what is stored and how the last run of each spider went.

    Exit code 4 where something needs a person: the last run of a spider failed, was cut off, was blocked,
    or met pages of a layout that no reader knows.
    """
    console = Console()
    with Store.open(database, create=False) as store:
        stored, recent = counts(store), runs(store, limit=_SHOWN)
        troubled = [run for run in _last(recent) if trouble(run)]
        refused = refusals(store, runs=[run.id for run in troubled])
    console.print(
        f"{stored.documents} documents in {stored.versions} versions ({stored.copies} copies of others), "
        f"{stored.claims} claims in {stored.mentions} mentions",
        highlight=False,
    )
    if recent:
        console.print(_table(recent))
    for run in troubled:
        console.print(f"[red]{run.spider}[/]: {trouble(run)}", highlight=False, soft_wrap=True)
    show_refusals(console, [page for page in refused if page.state not in ("moved", "rejected")])
    raise SystemExit(Exit.ATTENTION if troubled else Exit.DONE)


def _table(recent: Sequence[Run]) -> Table:
    rows = [
        Row(
            [str(run.id), run.spider, f"{run.started:%Y-%m-%d %H:%M}"],
            _counts(run),
            run.reason or "not ended",
        )
        for run in recent
    ]
    return counted(["run", "spider", "began (UTC)"], rows, always=("listed", "new"))


def _counts(run: Run) -> dict[str, int | None]:
    done = _result(run)
    return {
        "listed": done.count("listed"),
        "new": done.count("new"),
        "edited": done.count("version"),
        "refused": done.count("rejected", "gone", "drift", "blocked", "failed", "not_in_replay"),
    }


def _last(recent: Sequence[Run]) -> list[Run]:
    """Return the last run of each spider; ``recent`` has the latest first."""
    last: dict[str, Run] = {}
    for run in recent:
        last.setdefault(run.spider, run)
    return list(last.values())


def _result(run: Run) -> Result:
    return Result(run.spider, run.id, run.reason or "", run.counts)


def trouble(run: Run) -> str | None:
    """Return what needs a person after a run, None for a run that went well."""
    done = _result(run)
    if not run.reason:
        return f"run {run.id} has not ended: it still goes on, or was killed; crawl again to go on from there"
    if done.stored_nothing:
        return f"run {run.id} stored nothing"
    if blocked := done.count("blocked"):
        return f"run {run.id} was refused {blocked} pages: the site blocks us; wait, or ask the outlet"
    if drift := done.count("drift"):
        return f"run {run.id} met {drift} pages of a layout that no reader knows; see CONTRIBUTING.md"
    if done.exit is not Exit.DONE:
        missing = done.count("failed", "not_in_replay")
        return f"run {run.id} ended with {run.reason!r} and {missing} pages missing"
    return None
