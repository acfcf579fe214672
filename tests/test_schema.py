"""The schema is described in full, and its page is what the schema says."""

from pathlib import Path

import pytest

from storage.database import open_database
from storage.descriptions import DESCRIPTIONS
from storage.document_schema import schema_page

PAGE = Path(__file__).parents[1] / "docs" / "schema.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == schema_page(), (
        "run: python -m storage.document_schema > docs/schema.md"
    )


def test_every_table_and_view_is_described_and_nothing_else() -> None:
    with open_database(":memory:") as database:
        tables = {name for name in database.table_names() if "_fts" not in name and name[0] != "_"}
        assert set(DESCRIPTIONS) == tables | set(database.view_names())


@pytest.mark.parametrize("name", DESCRIPTIONS)
def test_every_column_that_is_described_exists(name: str) -> None:
    with open_database(":memory:") as database:
        columns = {column.name for column in database[name].columns}
        assert set(DESCRIPTIONS[name].columns) <= columns
