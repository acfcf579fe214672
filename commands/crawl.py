"""``claimwire crawl``: fetch what is new, or replay what is archived."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from commands import _options
from commands._exit import Exit


@click.command
@click.argument("spiders", nargs=-1, metavar="[SPIDER]...")
@click.option(
    "--since", metavar="DAY", help="First day, as 2024-01-28, today or yesterday. Without it: the newest."
)
@click.option("--until", metavar="DAY", help="Last day, included.")
@click.option("--editions", metavar="LIST", help="Editions to read, as en,uk; all by default.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Stop after N documents a spider.")
@click.option(
    "--replay",
    multiple=True,
    type=click.Path(exists=True, path_type=Path),
    metavar="FILE",
    help="Serve pages from a WARC or a folder of them, with no network. May be given several times.",
)
@click.option(
    "--archive",
    type=click.Path(file_okay=False, path_type=Path),
    envvar="CLAIMWIRE_ARCHIVE",
    default=Path("archive"),
    show_default=True,
    help="The folder that every response is archived in.",
)
@click.option("--verbose", is_flag=True, help="Show Scrapy's own log too.")
@_options.database
def crawl(
    spiders: tuple[str, ...],
    replay: tuple[Path, ...],
    archive: Path,
    verbose: bool,
    database: Path,
    **arguments: Any,
) -> None:
    """Crawl SPIDERs, or all of them, and store what is new.

    Exit codes: 0 done, 1 failed, 2 wrong usage, 3 some pages are missing, 4 blocked or a changed layout.
    """
    from commands import _running, _summary
    from fetching.replay import replay_settings

    overlay: dict[str, Any] = {
        "CLAIMWIRE_DB": str(database),
        "CLAIMWIRE_ARCHIVE": str(archive),
        "LOG_LEVEL": "INFO" if verbose else "WARNING",
    }
    if replay:
        overlay |= replay_settings(replay)
    settings = _running.project(overlay)
    given = {name: str(value) for name, value in arguments.items() if value is not None}
    results = _running.run(_running.spider_classes(spiders, settings), given, settings)
    _summary.show(results, database)
    raise SystemExit(Exit.worst(result.exit for result in results))
