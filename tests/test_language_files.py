"""Language files: those that are shipped can be read, and broken ones are refused by line."""

from collections.abc import Callable
from pathlib import Path

import pytest

from claims.document import Language
from claims.language import LANGUAGES, LanguageFileError, read_language_file
from claims.model import Target
from claims.rules import grammar, read_grammar
from claims.tags import WEAPONS, find_tags, tag_lexicon, tagged_words
from claims.text import tokenize

RULE = '[[rule]]\nname = "fire"\nkind = "damage"\nhead = ["fire"]\n'


def tags_of(path: Path) -> set[str]:
    return {tag for tag, _ in tagged_words(read_language_file(path))}


@pytest.mark.parametrize("language", Language)
def test_the_shipped_files_give_words_for_every_tag_that_a_rule_names(language: str) -> None:
    derived = {"place", "object", "structure"}
    known = {
        tag
        for name in ("events", "targets", "methods", "modality")
        for tag in tags_of(LANGUAGES / language / f"{name}.toml")
    }
    needs = [need for rule in grammar().rules for need in (*rule.needs, *rule.unless)]
    named = {tag for need in needs for tag in need.tags} | {
        tag for rule in grammar().rules for tag in rule.head
    }
    assert {tag for tag in named if not tag.startswith("number.")} - derived <= known


@pytest.mark.parametrize("language", Language)
def test_every_target_and_weapon_has_words(language: str) -> None:
    assert {f"target.{target}" for target in Target} <= tags_of(LANGUAGES / language / "targets.toml")
    assert {f"weapon.{weapon}" for weapon in WEAPONS} <= tags_of(LANGUAGES / language / "methods.toml")


def test_the_three_languages_have_the_same_tables() -> None:
    for name in ("events", "targets", "methods", "modality"):
        one, two, three = (tags_of(LANGUAGES / language / f"{name}.toml") for language in Language)
        assert one == two == three


def test_a_word_gets_the_tag_of_its_table(tmp_path: Path) -> None:
    file = tmp_path / "targets.toml"
    file.write_text('[railway]\nwords = ["signal box*"]\n', encoding="utf-8")
    assert list(tagged_words(read_language_file(file))) == [("target.railway", "signal box*")]


def test_figurative_words_keep_no_other_tag() -> None:
    tags = find_tags(tokenize("He had a heart attack during the attack."), "en")
    assert [hit.first for hit in tags.hits["attack"]] == [7]


def test_a_lexicon_is_read_once() -> None:
    assert tag_lexicon("en") is tag_lexicon("en")


BROKEN = [
    (
        "targets.toml",
        '[railway]\nwords = ["train"]\n[railways]\nwords = ["rail"]\n',
        ":3: no target is called 'railways'",
    ),
    ("methods.toml", '\n[method.magic]\nwords = ["spell"]\n', ":2: no method is called 'magic'"),
    ("events.toml", '[strike]\nwords = [\n    "the? a?",\n]\n', ":3: 'the? a?' would match nothing"),
    ("events.toml", '[strike]\nwords = "attack"\n', ":1: 'strike' must be a list of words"),
    ("events.toml", "[strike\n", "see docs/language-files.md"),
]


@pytest.mark.parametrize(("name", "source", "message"), BROKEN)
def test_a_broken_word_list_is_refused_with_its_line(
    tmp_path: Path, name: str, source: str, message: str
) -> None:
    file = tmp_path / name
    file.write_text(source, encoding="utf-8")
    with pytest.raises(LanguageFileError) as error:
        list(tagged_words(read_language_file(file)))
    assert message in str(error.value)
    assert str(file) in str(error.value)


RULES: list[tuple[Callable[[str], str], str]] = [
    (lambda text: text.replace('"damage"', '"damages"'), "'damages' is not a valid Kind"),
    (lambda text: text + "colour = 1\n", "unknown key: colour"),
    (lambda text: text.replace('head = ["fire"]\n', ""), "lacks 'head'"),
    (lambda text: text + text, "name of its own"),
    (lambda text: text + 'needs = ["somewhere fire"]\n', "'somewhere' is not a valid Where"),
    (lambda text: "", "at least one [[rule]]"),
]


@pytest.mark.parametrize(("change", "message"), RULES)
def test_a_broken_rule_is_refused_with_its_line(
    tmp_path: Path, change: Callable[[str], str], message: str
) -> None:
    file = tmp_path / "rules.toml"
    file.write_text('splits = ["fire"]\n' * (message != "name of its own") + change(RULE), encoding="utf-8")
    with pytest.raises(LanguageFileError) as error:
        read_grammar(read_language_file(file))
    assert message in str(error.value)
    assert f"{file}:" in str(error.value)
