"""The stories of the bundled archive, from page to database, in every edition."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.command import claimwire

EDITIONS = ("en", "uk", "ru")
KHARKIV = '[["706483",null]]'
RUSSIA = '[["RU",null]]'
FULL_SCALE = ("2022-02-24", "2024-01-22")
_ROWS = """
    SELECT m.claim_id, m.root, m.value, m.unit, m.period_start, m.period_end, m.places, m.certainty,
           m.polarity, m.actuality, m.background, m.quote
    FROM mentions m JOIN document_versions v ON v.id = m.version_id JOIN documents d ON d.id = v.document_id
    WHERE d.url LIKE '%/' || ? || '/' AND d.edition = ? AND m.kind = ?
"""


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """Run the demo and open its database."""
    path: Path = tmp_path_factory.mktemp("story") / "story.db"
    done = claimwire("demo", "--db", path)
    assert done.returncode == 0, done.stderr
    database = sqlite3.connect(path)
    database.row_factory = sqlite3.Row
    yield database
    database.close()


def _rows(story: sqlite3.Connection, page: int, edition: str, kind: str) -> list[sqlite3.Row]:
    return story.execute(_ROWS, (str(page), edition, kind)).fetchall()


def _one(story: sqlite3.Connection, page: int, edition: str, kind: str, **fields: object) -> sqlite3.Row:
    found = [
        row
        for row in _rows(story, page, edition, kind)
        if all(row[name] == value for name, value in fields.items())
    ]
    assert len(found) == 1, [tuple(row) for row in _rows(story, page, edition, kind)]
    return found[0]


def _period(row: sqlite3.Row) -> tuple[str, str]:
    return row["period_start"], row["period_end"]


@pytest.mark.parametrize("edition", EDITIONS)
def test_inner_speaker_says_how_many_attacks_there_were(story: sqlite3.Connection, edition: str) -> None:
    row = _one(story, 7439203, edition, "attack", value=220)
    assert (row["root"], row["unit"], row["places"]) == ("russian-authorities", "attack", RUSSIA)
    assert _period(row) == FULL_SCALE
    assert (row["polarity"], row["actuality"], row["certainty"]) == ("affirmed", "done", None)
    row = _one(story, 7439203, edition, "attack", value=113)
    assert (row["root"], row["unit"], row["places"]) == ("mediazona", "attack", RUSSIA)
    assert row["period_start"] == "2023-07-26"


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("page", [7439203, 7178501])
def test_doubling_is_a_trend_of_attacks(story: sqlite3.Connection, page: int, edition: str) -> None:
    row = _one(story, page, edition, "trend")
    assert (row["root"], row["value"], row["unit"]) == ("uk-defence-intelligence", 2, "attack")
    assert (_period(row), row["places"]) == (("2023-07-28", "2024-01-28"), RUSSIA)


PROMISES = [(page, edition) for page in (7439203, 7178501) for edition in ("en", "uk", "ru")]


@pytest.mark.parametrize(("page", "edition"), PROMISES)
def test_promise_denies_a_mobilisation(story: sqlite3.Connection, page: int, edition: str) -> None:
    row = _one(story, page, edition, "mobilisation")
    assert (row["root"], row["polarity"], row["actuality"]) == ("vladimir-putin", "denied", "promised")
    assert (row["period_start"], row["places"]) == ("2023-12-14", RUSSIA)


@pytest.mark.parametrize("edition", ["en", "uk", "ru"])
def test_cause_is_assessed_not_told(story: sqlite3.Connection, edition: str) -> None:
    row = _one(story, 7178501, edition, "assessment")
    assert (row["root"], row["certainty"]) == ("uk-defence-intelligence", "highly_likely")
    assert (row["actuality"], row["places"]) == ("done", RUSSIA)


@pytest.mark.parametrize("edition", ["en", "uk"])
def test_strike_on_a_city_is_placed_in_the_city(story: sqlite3.Connection, edition: str) -> None:
    for kind, value, unit in (
        ("casualties", 3, "killed"),
        ("casualties", 10, "wounded"),
        ("damage", 12, "building"),
    ):
        row = _one(story, 7439188, edition, kind, value=value)
        assert (row["root"], row["unit"], row["places"]) == ("oleh-syniehubov", unit, KHARKIV)


def test_toll_rises_and_the_first_one_is_background(story: sqlite3.Connection) -> None:
    tolls = {(row["value"], row["background"]) for row in _rows(story, 7439241, "uk", "casualties")}
    assert {(5, 0), (6, 0), (3, 1)} <= tolls
    assert {row["places"] for row in _rows(story, 7439241, "uk", "casualties")} == {KHARKIV}


@pytest.mark.parametrize(("page", "edition"), [(7439310, "uk"), (7439310, "ru"), (7178560, "en")])
def test_drones_launched_and_downed(story: sqlite3.Connection, page: int, edition: str) -> None:
    assert _one(story, page, edition, "attack")["value"] == 10
    row = _one(story, page, edition, "interception")
    assert (row["value"], row["places"]) == (8, '[["UA-32",null],["UA-51",null]]')
    row = _one(story, page, edition, "casualties")
    assert (row["value"], row["unit"]) == (0, "casualty")


@pytest.mark.parametrize("kind", ["attack", "trend", "mobilisation", "assessment"])
def test_editions_carry_one_claim(story: sqlite3.Connection, kind: str) -> None:
    claims = [{row["claim_id"] for row in _rows(story, 7439203, edition, kind)} for edition in EDITIONS]
    assert claims[0] == claims[1] == claims[2] != set()


@pytest.mark.parametrize("edition", EDITIONS)
def test_labels_are_no_part_of_quotes(story: sqlite3.Connection, edition: str) -> None:
    labels = ("Details", "Quote", "Деталі", "Пряма мова", "Детали", "Прямая речь", "Що передувало")
    rows = story.execute("SELECT quote FROM mentions").fetchall()
    assert not [row["quote"] for row in rows if row["quote"].startswith(labels)]
