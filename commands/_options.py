"""Options that several verbs take."""

from pathlib import Path

import click

database = click.option(
    "--db",
    "database",
    type=click.Path(dir_okay=False, path_type=Path),
    envvar="CLAIMWIRE_DB",
    default=Path("claimwire.db"),
    show_default=True,
    help="The SQLite file; CLAIMWIRE_DB in the environment sets it too.",
)
