"""From a document to its mentions: what always holds, and what changes with what."""

import gzip
import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.document import Block, Document, Moment, Role
from claims.extract import extract
from claims.model import Actuality, Kind, Mention, Method, Polarity, Span, Step, Target, Unit

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "corpus" / "posts.jsonl.gz"
WORDS = {
    "en": [
        "the enemy attacked Kyiv",
        "with",
        "12",
        "drones and missiles",
        ",",
        "not",
        "killed 3 people",
        "wounded",
        "(",
        ")",
        "mobilisation",
        ".",
        "“",
        "”",
        "said that",
        "the law",
    ],
    "uk": [
        "ворог атакував Київ",
        "12",
        "дронами та ракетами",
        ",",
        "не",
        "загинули троє людей",
        "поранено",
        "(",
        ")",
        "мобілізація",
        ".",
        "«",
        "»",
        "заявив, що",
        "закон",
    ],
    "ru": [
        "противник атаковал Киев",
        "12",
        "дронами и ракетами",
        ",",
        "не",
        "погибли трое человек",
        "ранены",
        "(",
        ")",
        "мобилизация",
        ".",
        "«",
        "»",
        "заявил, что",
        "закон",
    ],
}


def document(text: str, language: str = "en", outlet: str = "Some Outlet", title: str = "") -> Document:
    published = Moment(datetime(2024, 5, 20, 9, tzinfo=UTC), "20 May 2024", "UTC")
    blocks = (Block(Role.BODY, 0, len(text)),) if text else ()
    return Document("u", outlet, language, language, title, text, blocks, "test", published=published)


def only(text: str, language: str = "en", kind: Kind = Kind.ATTACK) -> Mention:
    found = [mention for mention in extract(document(text, language)) if mention.kind is kind]
    assert len(found) == 1, found
    return found[0]


def check(one: Document) -> tuple[Mention, ...]:
    mentions = extract(one)
    assert mentions == extract(one)
    assert list(mentions) == sorted(mentions, key=lambda m: (m.span, m.kind, m.rule))
    for mention in mentions:
        mention.check(one)
        assert mention.quote.strip() == mention.quote != ""
        assert mention.rule
        assert mention.chain[-1].words is None
        filled = {
            "quantity": mention.quantity is not None,
            "period": mention.period is not None,
            "places": bool(mention.places),
            "target": bool(mention.target),
            "method": mention.method is not None,
            "certainty": mention.certainty is not None,
        }
        assert {name for name, there in filled.items() if there} <= mention.evidence.keys()
    return mentions


# --- what always holds


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_any_text_gives_exact_and_repeatable_mentions(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(sorted(WORDS)))
    known = st.lists(st.sampled_from(WORDS[language]), max_size=40).map(" ".join)
    text = data.draw(st.lists(st.one_of(known, st.text(max_size=30)), max_size=4).map("\n".join))
    check(document(text, language))


@pytest.mark.slow
def test_the_corpus_gives_exact_and_repeatable_mentions() -> None:
    if not CORPUS.exists():
        pytest.skip(f"{CORPUS} is not here: it is third-party text for testing only")
    found = 0
    with gzip.open(CORPUS, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % 60 == 0:
                post = json.loads(line)
                found += len(check(document(post["text"], post["language"])))
    assert found > 200


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "12 " * 30_000,
        "1" * 200_000,
        '"' * 50_000,
        "(" * 50_000,
        "((drone " * 15_000,
        "drone attack on Kyiv, " * 5_000,
        "а, " * 50_000,
    ],
    ids=["numbers", "digits", "quotes", "brackets", "open brackets", "one endless sentence", "commas"],
)
def test_no_text_hangs(text: str) -> None:
    extract(document(text))


# --- one thing changed changes one field


def differences(one: Mention, other: Mention) -> set[str]:
    names = (
        "kind",
        "target",
        "method",
        "quantity",
        "period",
        "places",
        "certainty",
        "polarity",
        "actuality",
        "background",
    )
    values = {name: (getattr(one, name), getattr(other, name)) for name in names}
    changed = {
        name
        for name, (a, b) in values.items()
        if a != b and not (name == "certainty" and a and b and a.step == b.step)
    }
    return changed | ({"root"} if one.root.name != other.root.name else set())


CHANGES = [
    ("en", "On 3 May the enemy launched 45 drones at Odesa.", "45", "46", {"quantity"}),
    ("en", "On 3 May the enemy launched 45 drones at Odesa.", "3 May", "4 May", {"period"}),
    ("en", "On 3 May the enemy launched 45 drones at Odesa.", "Odesa", "Kharkiv", {"places"}),
    ("uk", "3 травня ворог запустив по Одесі 45 дронів.", "45", "46", {"quantity"}),
    ("uk", "3 травня ворог запустив по Одесі 45 дронів.", "3 травня", "4 травня", {"period"}),
    ("uk", "3 травня ворог запустив по Одесі 45 дронів.", "Одесі", "Харкову", {"places"}),
    ("ru", "3 мая противник запустил по Одессе 45 дронов.", "45", "46", {"quantity"}),
    ("ru", "3 мая противник запустил по Одессе 45 дронов.", "3 мая", "4 мая", {"period"}),
    ("ru", "3 мая противник запустил по Одессе 45 дронов.", "Одессе", "Харькову", {"places"}),
    ("en", "The drones did attack the port of Odesa.", "did attack", "did not attack", {"polarity"}),
    ("uk", "Дрони атакували порт Одеси.", "атакували", "не атакували", {"polarity"}),
    ("ru", "Дроны атаковали порт Одессы.", "атаковали", "не атаковали", {"polarity"}),
    ("en", "Drones attacked an oil depot in Odesa.", "an oil depot", "a school", {"target"}),
    ("uk", "Дрони атакували нафтобазу в Одесі.", "нафтобазу", "школу", {"target"}),
    ("ru", "Дроны атаковали нефтебазу в Одессе.", "нефтебазу", "школу", {"target"}),
]


@pytest.mark.parametrize(("language", "text", "old", "new", "fields"), CHANGES)
def test_a_change_of_words_changes_its_field_alone(
    language: str, text: str, old: str, new: str, fields: set[str]
) -> None:
    assert differences(only(text, language), only(text.replace(old, new), language)) == fields


def test_another_outlet_changes_the_last_hop_alone() -> None:
    one = document("Drones attacked an oil depot in Odesa.")
    (before,), (after,) = extract(one), extract(replace(one, outlet="Another"))
    assert replace(after, chain=before.chain) == before
    assert (before.chain[-1].name, after.chain[-1].name) == ("Some Outlet", "Another")


# --- single readings


def test_two_figures_of_one_clause_are_two_claims_with_quotes_of_their_own() -> None:
    mentions = extract(document("Missiles hit Kharkiv, killing three people and wounding 18."))
    tolls = {
        m.quantity.unit: (m.quantity.value, m.quote)
        for m in mentions
        if m.kind is Kind.CASUALTIES and m.quantity
    }
    assert tolls == {Unit.KILLED: (3, "killing three people"), Unit.WOUNDED: (18, "wounding 18")}


def test_a_list_gives_each_place_its_figure() -> None:
    text = "Над регіонами збито 14 дронів:\n9 – над Київською областю,\n5 – над Черкаською областю."
    figures = [(m.quantity.value, m.place) for m in extract(document(text, "uk")) if m.quantity]
    assert (9, "Kyiv Oblast") in figures
    assert (5, "Cherkasy Oblast") in figures


def test_what_an_earlier_sentence_says_is_inherited_and_marked_so() -> None:
    mentions = extract(document("On 3 May drones attacked Odesa. Two people were wounded."))
    toll = next(m for m in mentions if m.kind is Kind.CASUALTIES)
    assert toll.period is not None
    assert toll.method is Method.DRONE
    assert {toll.evidence["period"], toll.evidence["method"]} == {"inherited"}


def test_a_reminder_and_what_follows_is_background() -> None:
    text = "Дрони атакували порт Одеси.\nНагадаємо, 2 травня ракети вдарили по Харкову."
    flags = {m.place: m.background for m in extract(document(text, "uk"))}
    assert flags == {"Odesa": False, "Kharkiv": True}


def test_a_background_block_is_background() -> None:
    text = "Drones attacked the port of Odesa.\nMissiles hit Kharkiv on 2 May."
    blocks = (Block(Role.BODY, 0, 34), Block(Role.BACKGROUND, 35, len(text)))
    flags = {m.place: m.background for m in extract(replace(document(text), blocks=blocks))}
    assert flags == {"Odesa": False, "Kharkiv": True}


def test_offsets_are_exact_through_markup_and_addresses() -> None:
    text = "**Дроны [атаковали](https://t.me/x/45) порт Одессы** __15__ мая."
    mention = only(text, "ru")
    assert text[mention.span.start : mention.span.end] == mention.quote
    assert mention.quantity is None


def test_a_sentence_said_twice_is_one_claim() -> None:
    text = "Drones attacked the port of Odesa. Later it was said again: drones attacked the port of Odesa."
    assert len(extract(document(text))) == 1


@pytest.mark.parametrize(
    ("language", "text", "step"),
    [
        ("en", "Drones probably attacked the port of Odesa.", Step.LIKELY),
        ("uk", "Дрони, ймовірно, атакували порт Одеси.", Step.LIKELY),
        ("ru", "Дроны якобы атаковали порт Одессы.", Step.ALLEGED),
    ],
)
def test_a_hedge_has_its_cue_and_scope(language: str, text: str, step: Step) -> None:
    certainty = only(text, language).certainty
    assert certainty is not None
    assert certainty.step is step
    assert certainty.scope.start <= certainty.cue.start < certainty.cue.end <= certainty.scope.end


def test_the_report_that_the_project_began_with() -> None:
    gold = CORPUS.parents[1] / "gold" / "dev.jsonl"
    if not gold.exists():
        pytest.skip(f"{gold} is not here: it is third-party text for testing only")
    seed = json.loads(gold.read_text(encoding="utf-8").partition("\n")[0])
    published = Moment(datetime(2024, 1, 29, tzinfo=UTC), "2024-01-29", "UTC")
    mentions = extract(replace(document(seed["text"], "en"), published=published))
    counted = {m.quantity.value: m for m in mentions if m.quantity and m.kind in (Kind.ATTACK, Kind.TREND)}
    assert counted[220].root.name == "Russian authorities"
    assert counted[113].period is not None
    assert counted[113].period.start is not None
    assert counted[113].period.start.isoformat() == "2023-07-26"
    assert counted[2].kind is Kind.TREND
    assert Target.RECRUITMENT_OFFICE in counted[220].target
    assert any(m.kind is Kind.ATTRIBUTION and m.root.name == "Sergei Naryshkin" for m in mentions)
    assert any(
        m.certainty and m.certainty.step is Step.HIGHLY_LIKELY for m in mentions if m.kind is Kind.ASSESSMENT
    )
    assert any(m.kind is Kind.PROSECUTION for m in mentions)
    promised = [m for m in mentions if m.kind is Kind.MOBILISATION and m.actuality is Actuality.PROMISED]
    assert any(m.polarity is Polarity.DENIED for m in promised)


def test_evidence_names_the_words() -> None:
    text = "On 3 May the enemy launched 45 drones at Odesa."
    basis = only(text).evidence["quantity"]
    assert isinstance(basis, Span)
    assert "45" in text[basis.start : basis.end]
