"""``claimwire resolve``: from documents with claims to each claim once, with its mentions and relations."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, TextIO

import click

from claims.resolution import Appearance, ReadingError, appearances
from claims.resolution import resolve as resolved
from claims.resolution.writing import rows


@click.command
@click.argument("file", type=click.File(encoding="utf-8"), default="-", metavar="[FILE.jsonl]")
def resolve(file: TextIO) -> None:
    """Resolve documents with claims, one JSON object a line, as ``claimwire extract`` writes them.

    Standard input by default. Writes one claim a line, with its mentions (a document's id, and the position
    in its list of claims) and its relations to other claims.
    """
    for row in rows(resolved(_read(file))):
        click.echo(json.dumps(row, ensure_ascii=False))


def _read(lines: Iterable[str]) -> list[Appearance]:
    found: list[Appearance] = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                found += appearances(_document(line))
            except (ValueError, ReadingError) as error:
                raise click.ClickException(f"line {number}: {error}") from error
    return found


def _document(line: str) -> dict[str, Any]:
    document = json.loads(line)
    if not isinstance(document, dict) or not document.get("id"):
        raise ReadingError("not a document: an object with an id and a list of claims is wanted")
    return document
