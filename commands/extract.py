"""``claimwire extract``: documents in, claims out, as JSON Lines."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

import click


@click.command
@click.argument(
    "file", type=click.Path(exists=True, dir_okay=False, allow_dash=True), default="-", metavar="[FILE.jsonl]"
)
@click.option(
    "--explain", is_flag=True, help="Show each text with the words that its claims rest on, for people."
)
def extract(file: str, explain: bool) -> None:
    """Read documents and write their claims, a line each; from standard input where no FILE is given.

    A line in is {"id", "text"} and, where known, "language" (en, uk, ru), "published", "title", "outlet".
    A line out is {"id", "claims"}.
    """
    from claims.exchange import ExchangeError, claims_line, read_documents
    from claims.extract import extract as mentions_of
    from claims.language import LanguageFileError

    try:
        with _lines(file) as lines:
            for item in read_documents(lines, "standard input" if file == "-" else file):
                mentions = mentions_of(item.document)
                if explain:
                    from commands._marked import show

                    show(item.id, item.document, mentions)
                else:
                    click.echo(claims_line(item.id, mentions))
    except (ExchangeError, LanguageFileError) as error:
        raise click.ClickException(str(error)) from error
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file}: not UTF-8 at byte {error.start}; save it as UTF-8") from error


@contextmanager
def _lines(file: str) -> Iterator[TextIO]:
    if file == "-":
        sys.stdin.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a TextIOWrapper in a process of our own
        yield sys.stdin
    else:
        with Path(file).open(encoding="utf-8") as lines:
            yield lines
