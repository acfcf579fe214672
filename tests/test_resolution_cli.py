"""The verb: documents with claims in, each claim once out."""

import json

from click.testing import CliRunner

from commands.resolve import resolve


def document(name: str, outlet: str, language: str, quote: str) -> str:
    claim = {
        "kind": "casualties", "quote": quote, "speaker_name": "Kharkiv prosecutors", "target": ["civilians"],
        "quantity": {"value": 17, "max": None, "op": "exact", "unit": "killed"},
        "period": {"start": "2024-05-25", "end": "2024-05-25"}, "place": "Kharkiv",
    }  # fmt: skip
    fields = {"id": name, "language": language, "published": "2024-05-26", "outlet": outlet, "text": quote}
    return json.dumps({**fields, "claims": [claim]})


def test_two_languages_come_to_one_claim() -> None:
    lines = [document("a", "a.com", "en", "17 killed"), document("b", "b.ua", "uk", "загинуло 17")]
    result = CliRunner().invoke(resolve, input="\n".join(lines))
    assert result.exit_code == 0
    (claim,) = map(json.loads, result.output.splitlines())
    assert claim["mentions"] == [{"document": "a", "claim": 0}, {"document": "b", "claim": 0}]
    assert claim["place"] == "Kharkiv"
    assert claim["relations"] == []


def test_a_broken_line_is_named() -> None:
    result = CliRunner().invoke(resolve, input='{"id": "a", "claims": [{"kind": "rumour"}]}\n')
    assert result.exit_code == 1
    assert "line 1: document a, claim 0" in result.output


def test_a_line_that_is_no_document_is_named() -> None:
    result = CliRunner().invoke(resolve, input="[]\n")
    assert result.exit_code == 1
    assert "line 1: not a document" in result.output
