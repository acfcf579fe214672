"""The ``claimwire`` command: one module a verb, each with a click command of the module's name."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import Any

import click


class Verbs(click.Group):
    """Loads only the verb that is asked for, so that each starts as fast as what it imports."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs: the modules of this package whose names do not begin with an underscore."""
        return sorted(m.name for m in iter_modules(__path__) if not m.name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return one verb, or None where there is none of that name."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command = getattr(import_module(f"commands.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; what is wrong with its input or its files ends in a sentence, not a traceback."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            if _is_complaint(error):
                raise click.ClickException(str(error)) from error
            raise


def _is_complaint(error: Exception) -> bool:
    # Imported here, when something has gone wrong: a verb loads only what it needs.
    from claims.exchange import ExchangeError
    from claims.language import LanguageFileError
    from fetching.warc import ArchiveError
    from storage.database import DatabaseError

    return isinstance(error, ArchiveError | ExchangeError | LanguageFileError | DatabaseError)


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="claimwire")
def main() -> None:
    """Who claimed what about attacks and mobilisation, on whose word, and what changed on the way."""
