"""``claimwire demo``: the whole job, offline, on the bundled archive."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click
from rich.console import Console
from rich.text import Text

from commands import _running, _summary
from commands._exit import Exit
from demo import ARCHIVE, SINCE, UNTIL
from fetching.replay import replay_settings
from storage.queries import Claim, carriers, claims, counts
from storage.store import Store

_SPIDERS = ("european_pravda", "ukrainska_pravda")
_SHOWN = 12


@click.command
@click.option(
    "--db",
    "database",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("demo.db"),
    show_default=True,
    help="The SQLite file to write to.",
)
def demo(database: Path) -> None:
    """Crawl the bundled archive, extract its claims, and show what came of it.

    The archive holds made-up pages about the events of late January 2024, in the structure of the real
    sites. One of its pages has a layout that no reader knows: that is part of what there is to see.
    """
    overlay = {"CLAIMWIRE_DB": str(database), "LOG_LEVEL": "WARNING"} | replay_settings([ARCHIVE])
    settings = _running.project(overlay)
    spiders = _running.spider_classes(_SPIDERS, settings)
    results = _running.run(spiders, {"since": SINCE, "until": UNTIL}, settings)
    console = Console()
    with Store.open(database) as store:
        stored = counts(store)
        head = f"{stored.documents} documents, {stored.claims} claims in {stored.mentions} mentions"
        console.print(f"\n[bold]{head}[/]; those that most documents carry:\n", highlight=False)
        for claim in claims(store, limit=_SHOWN):
            _show(console, store, claim)
    _summary.show(results, database)
    hint = f"Look further: sqlite3 {database} 'SELECT * FROM claims_by_day'"  # noqa: S608  # words for a person
    console.print(hint, highlight=False, soft_wrap=True)
    failed = [result for result in results if result.exit not in (Exit.DONE, Exit.ATTENTION)]
    raise SystemExit(Exit.worst(result.exit for result in failed))


def _show(console: Console, store: Store, claim: Claim) -> None:
    kind = claim.kind.replace("_", " ")
    facts = " ".join(_facts(claim))
    console.print(
        Text.assemble((claim.speaker, "bold"), ": ", (kind, "cyan"), " ", (facts, "green")), soft_wrap=True
    )
    for carrier in carriers(store, claim.id):
        where = f"{carrier.outlet} {carrier.language}"
        hedge = f" ({carrier.certainty.replace('_', ' ')})" if carrier.certainty else ""
        line = f"    {where:<20} “{carrier.quote}”{hedge}"
        console.print(line, highlight=False, markup=False, soft_wrap=True)
    console.print()


def _facts(claim: Claim) -> Iterable[str]:
    if claim.value is not None:
        upto = f"–{claim.max:g}" if claim.max is not None else ""
        op = "" if claim.op in ("exact", "range", "zero") else f"{claim.op} ".replace("_", " ")
        yield f"{op}{claim.value:g}{upto} {_counted(claim)}".rstrip()
    if claim.period_start or claim.period_end:
        yield f"{claim.period_start or '…'} to {claim.period_end or '…'}"
    if claim.place:
        yield f"in {claim.place}"
    if claim.polarity == "denied":
        yield "(denied)"
    if claim.actuality != "done":
        yield f"({claim.actuality})"


def _counted(claim: Claim) -> str:
    unit = claim.unit or ""
    if claim.value == 1 or unit not in _PLURALS:
        return unit
    return _PLURALS[unit] or f"{unit}s"


# Units that take a plural; where it is not formed with an s, which.
_PLURALS: dict[str, str | None] = dict.fromkeys(
    ("attack", "drone", "missile", "bomb", "weapon", "case", "building", "settlement")
)
_PLURALS |= {"person": "people", "casualty": "casualties"}
