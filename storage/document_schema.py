"""Write ``docs/schema.md`` from the schema: ``python -m storage.document_schema > docs/schema.md``."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from sqlite_utils import Database

from storage.database import open_database
from storage.descriptions import DESCRIPTIONS, Description
from storage.schema import VERSION

_HEAD = f"""# The database

One SQLite file, schema {VERSION}. Every table is STRICT. Times are ISO 8601 in UTC and sort as text, days
are `YYYY-MM-DD`, lists and objects are JSON, null means unknown and never zero. Ids are hashes of what they
name, so that the same archive gives the same rows; columns marked as history differ from one installation
to the next. `python -m storage.document_schema > docs/schema.md` writes this page.

Full-text search stands in `documents_fts` (title and text of latest versions) and `mentions_fts` (quotes);
their `rowid` is the `number` of the document or mention:

```sql
SELECT d.url, snippet(documents_fts, 1, '[', ']', '…', 12)
FROM documents_fts JOIN documents d ON d.number = documents_fts.rowid
WHERE documents_fts MATCH 'depot';
```
"""  # noqa: S608 (a page, not a query)


def schema_page() -> str:
    """Return the page. Raises KeyError for a table or a table's column that is not described."""
    with open_database(":memory:") as database:
        return "\n".join([_HEAD, *_sections(database)])


def _sections(database: Database) -> Iterator[str]:
    views = database.view_names()
    for name, description in DESCRIPTIONS.items():
        yield f"## {name}{' (view)' if name in views else ''}\n\n{description.text}\n"
        yield from (
            _view(database, name, description) if name in views else _table(database, name, description)
        )
        yield ""


def _table(database: Database, name: str, description: Description) -> Iterator[str]:
    table = database.table(name)
    refers = {key.column: f" → `{key.other_table}`" for key in table.foreign_keys}
    yield "| column | type | |\n|---|---|---|"
    for column in table.columns:
        null = "" if column.notnull or column.is_pk else ", may be null"
        meaning = description.columns[column.name]
        yield f"| `{column.name}` | {column.type}{null} | {meaning}{refers.get(column.name, '')} |"


def _view(database: Database, name: str, description: Description) -> Iterator[str]:
    names = [column.name for column in database.view(name).columns]
    yield f"Columns: {', '.join(f'`{column}`' for column in names)}."
    yield from (f"\n- `{column}`: {meaning}" for column, meaning in description.columns.items())


if __name__ == "__main__":
    sys.stdout.write(schema_page())
