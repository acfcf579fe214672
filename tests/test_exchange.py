"""Documents in and claims out as JSON Lines."""

import json
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from claims.exchange import ExchangeError, claims_line, read_documents
from claims.extract import extract
from claims.identify import UnknownLanguageError, identify
from commands import main

LINE = {"id": "a", "text": "Drones attacked the port of Odesa.", "published": "2024-05-20", "outlet": "Wire"}


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["extract", *arguments], input=given)


def test_a_document_gives_a_line_of_claims() -> None:
    result = run(given=json.dumps(LINE) + "\n")
    assert result.exit_code == 0
    (line,) = result.stdout.splitlines()
    answer = json.loads(line)
    assert answer["id"] == "a"
    (claim,) = answer["claims"]
    assert claim["quote"] == LINE["text"][claim["start"] : claim["end"]]
    assert (claim["kind"], claim["target"], claim["method"], claim["place"]) == (
        "attack",
        ["port"],
        "drone",
        "Odesa",
    )
    assert (claim["speaker"], claim["speaker_name"], claim["via"]) == (None, None, [])


def test_a_file_is_read_like_standard_input(tmp_path: Path) -> None:
    file = tmp_path / "documents.jsonl"
    file.write_text(json.dumps(LINE) + "\n\n", encoding="utf-8")
    assert run(str(file)).stdout == run(given=json.dumps(LINE)).stdout


def test_explain_shows_the_claim_with_its_words_and_rule() -> None:
    shown = run("--explain", given=json.dumps(LINE)).stdout
    assert "Drones attacked the port of Odesa" in shown
    assert "rule: attack with weapons" in shown
    assert "target: port  from «port»" in shown


BROKEN = [
    ("{", ":2: not JSON"),
    ("[1]", ":2: a document is an object"),
    ('{"text": "x"}', ":2: a document needs 'id'"),
    ('{"id": "x"}', ":2: a document needs 'text'"),
    ('{"id": "x", "text": 7}', ":2: a document needs 'text'"),
    ('{"id": "x", "text": "y", "title": 7}', ":2: 'title' must be a string or null"),
    (
        '{"id": "x", "text": "y", "published": "soon"}',
        ":2: 'published' must be a date as 2024-01-28, not 'soon'",
    ),
    ('{"id": "x", "text": "y", "language": "de"}', ":2: language 'de' is none of en, uk, ru"),
    ("[" * 100_000, ":2: not a document"),
]


@pytest.mark.parametrize(("line", "message"), BROKEN)
def test_a_broken_line_is_refused_by_file_and_line(tmp_path: Path, line: str, message: str) -> None:
    file = tmp_path / "documents.jsonl"
    file.write_text(f"{json.dumps(LINE)}\n{line}\n", encoding="utf-8")
    result = run(str(file))
    assert result.exit_code == 1
    assert f"{file}{message}" in result.stderr
    assert "Traceback" not in result.stderr
    assert len(result.stdout.splitlines()) == 1


def test_a_missing_file_is_wrong_usage() -> None:
    result = run("nowhere.jsonl")
    assert result.exit_code == 2
    assert "nowhere.jsonl" in result.stderr


def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "documents.jsonl"
    file.write_bytes(b'{"id": "\xff"}')
    result = run(str(file))
    assert result.exit_code == 1
    assert "not UTF-8" in result.stderr


def test_texts_are_brought_to_nfc() -> None:
    text = unicodedata.normalize("NFD", "Російські війська обстріляли Київ.")
    (item,) = read_documents([json.dumps({"id": "a", "text": text})], "x")
    assert unicodedata.is_normalized("NFC", item.document.text)
    assert item.document.language == "uk"


@given(st.text(), st.one_of(st.none(), st.text()))
def test_any_text_and_title_go_through(text: str, title: str | None) -> None:
    (item,) = read_documents([json.dumps({"id": "a", "text": text, "title": title, "language": "en"})], "x")
    for block in item.document.blocks:
        assert "\n" not in item.document.text[block.start : block.end]
    assert json.loads(claims_line("a", extract(item.document)))["id"] == "a"


@given(st.text().filter(lambda line: line.strip()))
def test_a_line_that_is_no_document_is_refused(line: str) -> None:
    with pytest.raises(ExchangeError, match=r"^x:1: "):
        list(read_documents([line], "x"))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Drones attacked the port of Odesa.", "en"),
        ("Дрони атакували порт Одеси, є поранені.", "uk"),
        ("Дроны атаковали порт Одессы, есть раненые.", "ru"),
        ("Ворог атакував порт уночі, ракетами та дронами", "uk"),
        ("Враг атаковал порт ночью ракетами и дронами", "ru"),
        ("Росіяни обстріляли Kherson and Odesa", "uk"),
    ],
)
def test_the_language_is_read_off_the_letters(text: str, language: str) -> None:
    assert identify(text) == language


def test_a_given_language_wins_and_an_unknown_one_is_refused() -> None:
    assert identify("Дрони", "uk-UA") == "uk"
    with pytest.raises(UnknownLanguageError):
        identify("Drohnen", "de")
