"""Quantities: what a number counts, and what became of it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.language import LanguageFileError, read_language_file
from claims.model import Op, Unit
from claims.quantities import QuantityHit, find_quantities
from claims.text import tokenize
from claims.unit_words import load_unit_words


def counted(text: str, language: str, implicit: bool = False) -> list[tuple[float, str | None]]:
    hits = find_quantities(tokenize(text), language)
    return [(hit.number.value, hit.unit) for hit in hits if hit.implicit == implicit]


# The same quantities said in three languages.
SAID = [
    (
        [(45, "drone")],
        "45 attack drones flew in",
        "Залетіло 45 ударних дронів",
        "Прилетели 45 ударных дронов",
    ),
    ([(7, "missile")], "seven cruise missiles", "сім крилатих ракет", "семь крылатых ракет"),
    ([(3, "bomb")], "three guided bombs", "три керовані авіабомби", "три управляемые авиабомбы"),
    (
        [(12, "building")],
        "12 private houses burnt",
        "згоріли 12 приватних будинків",
        "сгорели 12 частных домов",
    ),
    ([(11, "settlement")], "they shelled 11 villages", "обстріляли 11 сіл", "обстреляли 11 сел"),
    ([(40, "attack")], "40 artillery strikes", "40 артилерійських ударів", "40 артиллерийских ударов"),
    ([(6, "attack")], "shelled the town 6 times", "обстріляли місто 6 разів", "обстреляли город 6 раз"),
    (
        [(5000, "household")],
        "5,000 households without power",
        "без світла 5000 родин",
        "без света 5000 семей",
    ),
    ([(3, "region")], "in three regions", "у трьох областях", "в трех областях"),
    ([(2, "case")], "two such cases", "два такі випадки", "два таких случая"),
    ([(50, "percent")], "50% of plants", "50% заводів", "50% заводов"),
    ([(40_000, "hryvnia")], "40,000 hryvnias", "40 тисяч гривень", "40 тысяч гривен"),
    ([(18, "age")], "men aged 18", "чоловіки віком 18 років", "мужчины в возрасте 18 лет"),
    ([(30, "person")], "30 men were drafted", "призвали 30 чоловіків", "призвали 30 мужчин"),
    ([(3, "killed")], "3 people were killed", "загинули 3 людини", "погибли 3 человека"),
    ([(3, "killed")], "killing three civilians", "три цивільні загинули", "убиты трое гражданских"),
    ([(5, "wounded")], "wounding 5 people", "поранено 5 осіб", "ранены пятеро"),
    (
        [(5, "wounded")],
        "five residents were injured",
        "п'ятеро мешканців поранені",
        "пострадали пять жителей",
    ),
    ([(9, "missing")], "9 sailors are missing", "зникли безвісти 9 моряків", "пропали без вести 9 моряков"),
    ([(98, "evacuated")], "98 people were evacuated", "евакуювали 98 людей", "эвакуировали 98 человек"),
    (
        [(3, "killed"), (5, "wounded")],
        "3 killed, 5 wounded",
        "3 загинули, 5 поранені",
        "3 погибли, 5 ранены",
    ),
    (
        [(4, "killed"), (6, "wounded")],
        "killing four and wounding six people",
        "загинули четверо і поранені шестеро людей",
        "погибли четверо и ранены шесть человек",
    ),
    (
        [(45, "drone"), (32, "drone")],
        "of 45 drones 32 were downed",
        "з 45 дронів 32 збито",
        "из 45 дронов 32 сбиты",
    ),
    (
        [(110, "drone"), (5, "drone")],
        "110 ordinary and 5 jet drones",
        "110 звичайних і 5 реактивних дронів",
        "110 обычных и 5 реактивных дронов",
    ),
    ([(100, "drone")], "100 of them – Shahed drones", "100 із них – шахеди", "100 из них – шахеды"),
    ([(0, "casualty")], "There were no casualties.", "Постраждалих немає.", "Пострадавших нет."),
    ([(0, "casualty")], "Nobody was hurt.", "Ніхто не постраждав.", "Никто не пострадал."),
    (
        [(0, "casualty")],
        "No one was killed or wounded.",
        "Немає загиблих і поранених.",
        "Нет погибших и раненых.",
    ),
    ([(0, "killed")], "No one was killed.", "Ніхто не загинув.", "Никто не погиб."),
    ([(8, "case")], "eight barges sank", "потонуло вісім барж", "затонуло восемь барж"),
]


@pytest.mark.parametrize("said", SAID, ids=lambda said: str(said[1]))
def test_the_same_quantities_in_three_languages(said: tuple[list[tuple[float, str]], str, str, str]) -> None:
    expected, *texts = said
    for language, text in zip(("en", "uk", "ru"), texts, strict=True):
        assert counted(text, language) == expected, text


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "A woman was killed.", (1, "killed")),
        ("en", "A drone hit the roof.", (1, "drone")),
        ("en", "Another missile strike was reported.", (1, "attack")),
        ("uk", "Поранена жінка.", (1, "wounded")),
        ("uk", "Збито безпілотник.", (1, "drone")),
        ("uk", "Місту завдали авіаудару.", (1, "attack")),
        ("ru", "Погиб мужчина.", (1, "killed")),
        ("ru", "Уничтожен беспилотный летательный аппарат.", (1, "drone")),
    ],
)
def test_one_in_the_singular_is_implicit(language: str, text: str, expected: tuple[float, str]) -> None:
    assert counted(text, language) == []
    assert expected in counted(text, language, implicit=True)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "on 12 November at 15:30"),
        ("en", "the 72nd Brigade used Shahed-136"),
        ("en", "150 hectares, 45 km"),
        ("en", "for three days"),
        ("uk", "12 листопада о 15:30"),
        ("uk", "72-га бригада та ракети Х-101"),
        ("ru", "18 марта в 15:30"),
        ("ru", "С-300 и Ту-95МС"),
    ],
)
def test_what_counts_nothing(language: str, text: str) -> None:
    assert counted(text, language) == []


def test_a_noun_used_as_an_attribute_is_not_what_is_counted() -> None:
    assert counted("20 drone strikes", "en") == [(20, "attack")]
    assert counted("11 військових аеродромів", "uk") == [(11, "case")]
    assert counted("11 военных аэродромов", "ru") == [(11, "case")]
    assert counted("11 военных погибли", "ru") == [(11, "killed")]
    assert counted("five strike groups", "en") == [(5, "case")]


def test_another_noun_between_is_what_is_counted() -> None:
    assert counted("три укриття окупантів", "uk") == [(3, "case")]
    assert counted("три склада боеприпасов и ракет", "ru") == [(3, "case")]
    assert counted("5 крылатых и баллистических ракет", "ru") == [(5, "missile")]
    assert counted("70 одиниць живої сили", "uk") == [(70, "person")]


def test_items_of_a_list_count_what_the_list_counts() -> None:
    text = "Сбиты девять дронов: пять – над Курской областью, четыре – над морем."
    assert counted(text, "ru") == [(9, "drone"), (5, "drone"), (4, "drone")]


def hit(text: str, language: str) -> QuantityHit:
    return find_quantities(tokenize(text), language)[0]


def test_a_quantity_has_its_bound_and_its_words() -> None:
    text = "Вони збили щонайменше двадцять ворожих дронів."
    found = hit(text, "uk")
    assert text[found.start : found.end] == "щонайменше двадцять ворожих дронів"
    assert (found.quantity.value, found.quantity.op, found.quantity.unit) == (20, Op.AT_LEAST, Unit.DRONE)


def test_a_magnitude_has_its_interval() -> None:
    quantity = hit("dozens of people were killed or injured", "en").quantity
    assert (quantity.value, quantity.max, quantity.op) == (24, 99, Op.MAGNITUDE)
    assert quantity.unit is Unit.CASUALTY


VOCABULARY = """
5 two no dozens people drones killed wounded and , . were of them a woman missile – three 20 % одна
двоє людей загинули і поранені немає жертв из них дронов человек не никто ранены
"""
WORDS = st.lists(
    st.sampled_from(VOCABULARY.split()),
    max_size=24,
)


@given(WORDS, st.sampled_from(["en", "uk", "ru"]))
def test_quantities_stand_in_the_text(words: list[str], language: str) -> None:
    text = " ".join(words)
    tokens = tokenize(text)
    hits = find_quantities(tokens, language)
    assert hits == sorted(hits, key=lambda hit: (hit.start, hit.end))
    for found in hits:
        assert 0 <= found.start <= found.number.start < found.number.end <= found.end <= len(text)
        assert found.head_first <= found.head_last <= len(tokens)
        assert found.number.value or found.number.op is Op.ZERO


@pytest.mark.parametrize(
    ("broken", "where"),
    [
        ('[units]\nwidget = ["widget"]\n', "2: 'widget' is none of"),
        ('[units]\n# planes\ndrone = "drone"\n', "3: 'drone' must be a list"),
        ('[casualties]\nkilled = ["dead?"]\n', r"2: 'dead\?' would match nothing"),
    ],
)
def test_a_broken_file_is_refused_by_its_line(tmp_path: Path, broken: str, where: str) -> None:
    path = tmp_path / "units.toml"
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(LanguageFileError, match=rf"units\.toml:{where}"):
        load_unit_words(read_language_file(path))
