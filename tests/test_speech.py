"""Speakers: the root and the relays behind a span, in three languages."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.cues import Speech, speech
from claims.document import Block, Role
from claims.language import LanguageFileError, read_language_file
from claims.model import Span, Stance
from claims.speech import Attribution, Chain

CORPUS = Path(__file__).resolve().parents[2] / "shared" / "gold" / "dev.jsonl"


def ask(
    text: str, part: str, language: str, title: str = "", outlet: str = "", blocks: tuple[Block, ...] = ()
) -> Chain:
    start = text.index(part)
    return Attribution(title, text, language, outlet, blocks).chain(Span(start, start + len(part)))


def names(chain: Chain) -> list[str]:
    return [hop.name for hop in chain.hops]


@pytest.mark.parametrize(
    ("language", "text", "claim", "expected"),
    [
        # that-clauses
        (
            "en",
            "The Ukrainian Air Force said that 12 drones were shot down.",
            "12 drones were shot down",
            ["Ukrainian Air Force"],
        ),
        ("uk", "У Повітряних силах заявили, що збили 12 дронів.", "збили 12 дронів", ["Ukrainian Air Force"]),
        (
            "ru",
            "Минобороны России заявило, что сбиты 12 дронов.",
            "сбиты 12 дронов",
            ["Russian Ministry of Defence"],
        ),
        # what is said stands first
        (
            "en",
            "Two men were hurt, Kharkiv mayor Ihor Terekhov said.",
            "Two men were hurt",
            ["Ihor Terekhov"],
        ),
        (
            "uk",
            "Поранено двох чоловіків, повідомив мер Харкова Ігор Терехов.",
            "Поранено двох",
            ["Ihor Terekhov"],
        ),
        ("ru", "Ранены двое мужчин, сообщил мэр Харькова Игорь Терехов.", "Ранены двое", ["Ihor Terekhov"]),
        # direct speech
        (
            "uk",
            "«Ворог ударив по складу з зерном», — написав Віталій Кім.",
            "Ворог ударив по складу",
            ["Vitalii Kim"],
        ),
        (
            "ru",
            "«Под завалами остаются люди», — написал Виталий Ким.",
            "Под завалами остаются",
            ["Vitalii Kim"],
        ),
        (
            "en",
            '"People remain under the rubble," wrote Vitalii Kim.',
            "People remain under",
            ["Vitalii Kim"],
        ),
        # according to
        (
            "en",
            "According to the SBU, the man set fire to two cars.",
            "the man set fire",
            ["Security Service of Ukraine"],
        ),
        (
            "uk",
            "За даними СБУ, чоловік підпалив дві автівки.",
            "чоловік підпалив",
            ["Security Service of Ukraine"],
        ),
        (
            "ru",
            "По данным СБУ, мужчина поджег две машины.",
            "мужчина поджег",
            ["Security Service of Ukraine"],
        ),
        ("uk", "За словами водіїв, черга розтяглася на милю.", "черга розтяглася", ["vodiiv"]),
        # relays
        (
            "uk",
            "Пошкоджено два будинки, повідомляє Reuters з посиланням на Генштаб ЗСУ.",
            "Пошкоджено два будинки",
            ["General Staff of the Armed Forces of Ukraine", "Reuters"],
        ),
        (
            "ru",
            "Повреждены два дома, пишет Reuters со ссылкой на Генштаб ВСУ.",
            "Повреждены два дома",
            ["General Staff of the Armed Forces of Ukraine", "Reuters"],
        ),
        (
            "ru",
            "Задержаны трое, сообщил ТАСС источник в силовых структурах.",
            "Задержаны трое",
            ["Sources", "TASS"],
        ),
        # the innermost speaker is the root
        (
            "en",
            "TASS reports that Dmitry Peskov said that mobilization is not planned.",
            "mobilization is not planned",
            ["Dmitry Peskov", "TASS"],
        ),
        (
            "ru",
            "ТАСС пишет, что Песков заявил, что мобилизация не планируется.",
            "мобилизация не планируется",
            ["Dmitry Peskov", "TASS"],
        ),
        # signatures and labels
        ("uk", "Уночі збито сорок дронів, – Повітряні сили.", "збито сорок дронів", ["Ukrainian Air Force"]),
        ("ru", "Сбито сорок дронов — Минобороны РФ", "Сбито сорок дронов", ["Russian Ministry of Defence"]),
        ("en", "Zelensky: we need more air defence.", "we need more", ["Volodymyr Zelensky"]),
        (
            "uk",
            "Джерело: Генштаб ЗСУ\nУражено нафтобазу.",
            "Уражено нафтобазу",
            ["General Staff of the Armed Forces of Ukraine"],
        ),
        # the outlet itself asserts
        ("en", "Forty drones hit the depot last night.", "Forty drones hit", []),
        ("uk", "Уночі сорок дронів ударили по складу.", "сорок дронів ударили", []),
        ("ru", "Ночью сорок дронов ударили по складу.", "сорок дронов ударили", []),
    ],
)
def test_root_and_relays(language: str, text: str, claim: str, expected: list[str]) -> None:
    found = names(ask(text, claim, language))
    assert found == expected


@pytest.mark.parametrize(
    ("language", "text", "claim", "expected"),
    [
        ("en", "Oleh Syniehubov came. He said that the fire was out.", "the fire was out", None),
        (
            "en",
            "A shop burned, Oleh Syniehubov said. He added that the fire was out.",
            "the fire was out",
            "Oleh Syniehubov",
        ),
        (
            "uk",
            "Згорів магазин, сказав Олег Синєгубов. Він додав, що вогонь згас.",
            "вогонь згас",
            "Oleh Syniehubov",
        ),
        (
            "ru",
            "Сгорел магазин, сказал Олег Синегубов. Он добавил, что огонь погас.",
            "огонь погас",
            "Oleh Syniehubov",
        ),
        (
            "uk",
            "Згорів магазин, сказав Синєгубов. За його словами, вогонь згас.",
            "вогонь згас",
            "Oleh Syniehubov",
        ),
        (
            "ru",
            "Сбиты дроны, сообщили в Минобороны РФ. В министерстве уточнили, что пострадавших нет.",
            "пострадавших нет",
            "Russian Ministry of Defence",
        ),
        (
            "uk",
            "Дрони збито, повідомили у ДСНС. У відомстві уточнили, що постраждалих немає.",
            "постраждалих немає",
            "State Emergency Service of Ukraine",
        ),
        (
            "uk",
            "Про це заявив речник ВМС Остап Череватенко. Речник уточнив, що катер цілий.",
            "катер цілий",
            "Ostap Cherevatenko",
        ),
        (
            "uk",
            "Череватенко мовчить. Остап Череватенко заявив, що катер цілий.",
            "катер цілий",
            "Ostap Cherevatenko",
        ),
    ],
)
def test_pronouns_and_the_department(language: str, text: str, claim: str, expected: str | None) -> None:
    found = names(ask(text, claim, language))
    assert found == ([expected] if expected else [])


def test_a_surname_means_the_full_name_that_comes_later() -> None:
    title = "Катер цілий, - Череватенко"
    text = "Катер цілий. Про це сказав речник ВМС Остап Череватенко."
    assert names(ask(text, "Катер цілий", "uk", title)) == ["Ostap Cherevatenko"]


def test_a_source_named_once_speaks_for_the_whole_report() -> None:
    text = (
        "Уночі ворог ударив по складу. Горить дах. "
        "Про це повідомляє РБК-Україна з посиланням на ДСНС. Людей вивели. "
        "Нагадаємо, торік там теж була пожежа."
    )
    attribution = Attribution("", text, "uk", "www.rbc.ua")
    for claim in ("ворог ударив", "Горить дах", "Людей вивели"):
        start = text.index(claim)
        chain = attribution.chain(Span(start, start + len(claim)))
        assert names(chain) == ["State Emergency Service of Ukraine"], "the outlet is no hop of its own"
        assert chain.evidence == "inherited"
    start = text.index("торік там")
    assert attribution.chain(Span(start, start + 9)).hops == ()


def test_another_outlet_that_passes_it_on_is_a_hop() -> None:
    text = "Горить дах. Про це повідомляє РБК-Україна з посиланням на ДСНС."
    assert names(ask(text, "Горить дах", "uk", outlet="example.org")) == [
        "State Emergency Service of Ukraine",
        "RBC-Ukraine",
    ]


def test_a_signed_title_speaks_for_the_text() -> None:
    text = "Three houses were damaged. A school burned."
    chain = ask(text, "A school burned", "en", title="Night attack on Sumy: three houses hit, - Klitschko")
    assert names(chain) == ["Vitali Klitschko"]


def test_a_quotation_of_several_sentences_has_one_speaker() -> None:
    text = "Минула ніч. «Ворог ударив по порту. Зруйновано причал. Горить пальне», — сказав Олег Кіпер."
    assert names(ask(text, "Зруйновано причал", "uk")) == ["Oleh Kiper"]


def test_one_who_speaks_ends_where_another_begins() -> None:
    text = "Russia says that the depot is intact, but Ukraine says that it was destroyed."
    assert names(ask(text, "the depot is intact", "en")) == ["Russia"]
    assert names(ask(text, "it was destroyed", "en")) == ["Ukraine"]


def test_background_blocks_leave_the_report() -> None:
    text = "Source: Klitschko\nA house burned.\nA month ago a school burned."
    start = text.index("A month")
    blocks = (Block(Role.BODY, 0, start - 1), Block(Role.BACKGROUND, start, len(text)))
    assert names(ask(text, "A house burned", "en", blocks=blocks)) == ["Vitali Klitschko"]
    assert names(ask(text, "a school burned", "en", blocks=blocks)) == []


def test_verb_stance_and_words_are_kept() -> None:
    text = "Dmitry Peskov denied that mobilization is planned."
    chain = ask(text, "mobilization is planned", "en")
    hop = chain.hops[0]
    assert (hop.stance, hop.verb, hop.words) == (Stance.DENIES, "denied", "Dmitry Peskov")
    assert hop.span is not None
    assert text[hop.span.start : hop.span.end] == "Dmitry Peskov"
    assert chain.evidence == hop.span


@pytest.mark.parametrize(
    ("language", "text", "claim"),
    [
        ("en", "The mayor of the town did not say that the bridge fell.", "the bridge fell"),
        ("uk", "Череватенко не казав, що міст упав.", "міст упав"),
        ("uk", "Повідомляється, що міст упав.", "міст упав"),
        ("ru", "Сообщается, что мост упал.", "мост упал"),
        ("ru", "Человек, который передал деньги, сбежал.", "передал деньги"),
    ],
)
def test_words_of_saying_that_name_nobody(language: str, text: str, claim: str) -> None:
    assert names(ask(text, claim, language)) == []


def test_links_and_markup_do_not_hide_a_speaker() -> None:
    text = "Сбиты **девять** дронов, [сообщил](https://example.org/a_b?c=1) губернатор Вячеслав Гладков."
    assert names(ask(text, "Сбиты", "ru")) == ["Vyacheslav Gladkov"]


@given(
    st.text(alphabet='аб. ,«»"—:-\n!ТерехзявОН[]()*_', max_size=200),
    st.sampled_from(["en", "uk", "ru"]),
    st.data(),
)
def test_any_text_is_read_and_offsets_hold(text: str, language: str, data: st.DataObject) -> None:
    attribution = Attribution("", text, language, "x")
    start = data.draw(st.integers(0, len(text)))
    chain = attribution.chain(Span(start, min(len(text), start + 5)))
    for hop in chain.hops:
        assert hop.span is not None
        assert 0 <= hop.span.start < hop.span.end <= len(text)
    assert chain == Attribution("", text, language, "x").chain(Span(start, min(len(text), start + 5)))


@pytest.mark.parametrize(
    "piece",
    [
        "«",
        '"',
        ", - Терехов ",
        "Нагадаємо у ",
        "заявив, що ",
        "Терехов: ",
        "— ",
        "A.B. ",
        "[a](",
        "з посиланням на ",
    ],
)
def test_long_runs_do_not_blow_up(piece: str) -> None:
    size = 60_000
    text = piece * (size // len(piece))
    attribution = Attribution("", text, "uk", "x")
    for start in range(0, size, size // 50):
        attribution.chain(Span(start, min(len(text), start + 20)))


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_language_files_are_read(language: str) -> None:
    assert speech(language).lexicon


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('[verbs]\nsays = ["said"]\nshouts = ["shouted"]\n', 3),
        ('[verbs]\nsays = ["said?"]\n', 2),
        ('[verbs]\nsays = "said"\n', 2),
        ('[carry]\nsentences = "two"\n', 2),
    ],
)
def test_a_broken_language_file_is_refused_with_its_line(tmp_path: Path, content: str, line: int) -> None:
    path = tmp_path / "speech.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(LanguageFileError, match=rf"speech\.toml:{line}:"):
        Speech(read_language_file(path))


@pytest.mark.slow
def test_spans_are_exact_on_real_texts() -> None:
    if not CORPUS.exists():
        pytest.skip("../shared/gold/dev.jsonl is not there")
    for line in CORPUS.read_text(encoding="utf-8").splitlines():
        document = json.loads(line)
        attribution = Attribution(
            document["title"] or "", document["text"], document["language"], document["outlet"]
        )
        for claim in document["claims"]:
            start = document["text"].find(claim["quote"])
            for hop in attribution.chain(Span(start, start + len(claim["quote"]))).hops:
                assert hop.span is not None
                part = document["title"] if hop.span.part == "title" else document["text"]
                assert hop.words is not None
                assert hop.words.split()[0] in part[hop.span.start : hop.span.end]
