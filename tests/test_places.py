"""Places are found in any case and spelling, told from their namesakes, and chosen for a claim."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.declension import nominatives
from claims.gazetteer import Gazetteer, PlaceKind, gazetteer, read_areas
from claims.language import LanguageFileError, language_file
from claims.model import Kind, Span
from claims.places import PlaceContext, PlaceHit, PlaceRole, find_places, place_for, summarise
from claims.placewords import word_tags
from claims.romanise import romanise
from claims.spelling import cyrillic_key, latin_key
from claims.text import sentences, tokenize

SHARED = Path(__file__).resolve().parents[2] / "shared"


def found(text: str, language: str) -> list[PlaceHit]:
    return find_places(text, tokenize(text), language)


def labels(text: str, language: str, role: PlaceRole | None = None) -> list[str]:
    return [hit.place.label for hit in found(text, language) if role in (None, hit.role)]


def chosen(text: str, clause: str, language: str, kind: Kind = Kind.ATTACK) -> list[str]:
    hits = found(text, language)
    start = text.index(clause)
    bounds = list(sentences(text))
    at = next(n for n, (low, high) in enumerate(bounds) if low <= start < high)
    before = tuple(Span(*each) for each in (bounds[at - 1], bounds[0])) if at else ()
    context = PlaceContext(Span(*bounds[at]), before, kind, summarise(hits))
    return [hit.place.label for hit in place_for(Span(start, start + len(clause)), hits, context)]


@pytest.mark.parametrize(
    ("language", "words", "name"),
    [
        ("uk", "у Харкові|під Харковом|до Харкова", "Kharkiv"),
        ("uk", "у Києві|над Києвом|біля Києва", "Kyiv"),
        ("uk", "в Одесі|під Одесою|по Одесі", "Odesa"),
        ("uk", "у Сумах|над Сумами|по Сумах", "Sumy"),
        ("uk", "у Кривому Розі|під Кривим Рогом", "Kryvyi Rih"),
        ("uk", "у Білій Церкві|під Білою Церквою", "Bila Tserkva"),
        ("uk", "у Кременчуці|по Кременчуку", "Kremenchuk"),
        ("uk", "у Маріуполі|під Маріуполем", "Mariupol"),
        ("uk", "в Івано-Франківську", "Ivano-Frankivsk"),
        ("uk", "у Новоросійську|по Новоросійську", "Novorossiysk"),
        ("uk", "на Одещині|по Одещині", "Odesa Oblast"),
        ("uk", "у Криму|над Кримом", "Crimea"),
        ("ru", "в Харькове|под Харьковом|по Харькову", "Kharkiv"),
        ("ru", "в Киеве|под Киевом", "Kyiv"),
        ("ru", "в Одессе|под Одессой", "Odesa"),
        ("ru", "в Запорожье|по Запорожью", "Zaporizhzhia"),
        ("ru", "в Белгородской области|по Белгородской области", "Belgorod Oblast"),
        ("ru", "в Ростове-на-Дону|близ Ростова-на-Дону", "Rostov-on-Don"),
        ("ru", "в Санкт-Петербурге|в Петербурге", "Saint Petersburg"),
        ("ru", "в Великих Луках", "Velikiye Luki"),
        ("ru", "в Мытищах|под Мытищами", "Mytishchi"),
        ("ru", "в Орле|под Орлом", "Oryol"),
        ("ru", "в Чечне|по Чечне", "Chechnya"),
        ("en", "in Kiev|near Kyiv|at Kyiv's", "Kyiv"),
        ("en", "in Kharkov|over Kharkiv", "Kharkiv"),
        ("en", "in Odessa|near Odesa", "Odesa"),
        ("en", "in Zaporozhye|near Zaporizhzhya|at Zaporizhzhia", "Zaporizhzhia"),
        ("en", "in Kupyansk|near Kupiansk|at Kup'yansk", "Kupiansk"),
        ("en", "in Kherson Oblast|in Kherson region", "Kherson Oblast"),
        ("en", "in St. Petersburg|in Saint Petersburg", "Saint Petersburg"),
    ],
)
def test_every_case_and_spelling_is_the_same_place(language: str, words: str, name: str) -> None:
    for phrase in words.split("|"):
        assert labels(phrase, language) == [name], phrase


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Dynamo Kyiv lost, the Kyiv Independent wrote, and the Moscow Times agreed."),
        ("en", "President Zelensky spoke of a Kinzhal and thanked the Azov brigade."),
        ("en", "It was Nice of him. Reading is fun, and Victoria left."),
        ("uk", "«Азов» відбив штурм. Динамо Київ перемогло. Віримо у Перемогу!"),
        ("uk", "Щастя є. Він чекає на Мир. Українці, вірте. Сил вистачить."),
        ("uk", "Тарас Шевченко писав, а Володимир Зеленський читав."),
        ("ru", "Победа будет. Мир вам. Владимир Путин и Роман Петров молчали."),
        ("ru", "Крейсер «Москва» затонул, а «Спартак» Москва проиграл."),
        ("ru", "Генерал Орлов и министр Фролов ушли. На Ленинском проспекте тихо."),
    ],
)
def test_a_company_a_person_or_a_common_word_is_no_place(language: str, text: str) -> None:
    assert labels(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "hit Luhansk, Sumy and Donetsk regions", ["Luhansk Oblast", "Sumy Oblast", "Donetsk Oblast"]),
        ("uk", "у Сумській та Полтавській областях", ["Sumy Oblast", "Poltava Oblast"]),
        (
            "ru",
            "в Курской, Брянской и Орловской областях",
            ["Kursk Oblast", "Bryansk Oblast", "Oryol Oblast"],
        ),
        ("uk", "над Чорним і Азовським морями", ["Black Sea", "Sea of Azov"]),
        ("uk", "на Покровському та Курському напрямках", ["Pokrovsk direction", "Kursk direction"]),
        ("ru", "на Покровском направлении", ["Pokrovsk direction"]),
        ("en", "on the Pokrovsk axis", ["Pokrovsk direction"]),
        ("uk", "на Слов'янському напрямку", ["Sloviansk direction"]),
        ("uk", "Салтівський район Харкова", ["Saltivskyi District, Kharkiv"]),
        ("uk", "у Броварському районі", ["Brovary Raion"]),
        ("ru", "в Херсонском районе", ["Kherson Raion"]),
        ("en", "in the Ukrainian capital", ["Kyiv"]),
        ("uk", "атака на столицю України", ["Kyiv"]),
        ("ru", "в столице России", ["Moscow"]),
        (
            "uk",
            "у районах населених пунктів Вигадане, Дивнівка та Краматорськ",
            ["Vyhadane", "Dyvnivka", "Kramatorsk"],
        ),
        ("ru", "в деревне Выдумкино", ["Vydumkino"]),
        ("en", "in the village of Vyhadane", ["Vyhadane"]),
    ],
)
def test_areas_are_read_from_the_words_around_a_name(language: str, text: str, names: list[str]) -> None:
    assert labels(text, language) == names


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "in Kupiansk, Kharkiv region"),
        ("en", "in Kupiansk in Kharkiv Oblast"),
        ("uk", "у Куп'янську Харківської області"),
        ("ru", "в Купянске Харьковской области"),
    ],
)
def test_a_region_is_given_where_the_text_names_it_too(language: str, text: str) -> None:
    assert labels(text, language)[0] == "Kupiansk, Kharkiv Oblast"


@pytest.mark.parametrize(
    ("language", "text", "name", "role"),
    [
        ("en", "Russia attacked at night", "Russia", PlaceRole.ACTOR),
        ("en", "drones flew over Russia", "Russia", PlaceRole.LOCATION),
        ("en", "the war in Ukraine goes on", "Ukraine", PlaceRole.THEME),
        ("en", "missiles launched from Crimea", "Crimea", PlaceRole.ORIGIN),
        ("en", "Kharkiv mayor spoke", "Kharkiv", PlaceRole.ADJECTIVAL),
        ("uk", "російські війська відійшли", "Russia", PlaceRole.ACTOR),
        ("uk", "по території України", "Ukraine", PlaceRole.LOCATION),
        ("uk", "запущені із Курської області", "Kursk Oblast", PlaceRole.ORIGIN),
        ("uk", "харківський губернатор заявив", "Kharkiv Oblast", PlaceRole.ADJECTIVAL),
        ("uk", "евакуювали з Вовчанська", "Vovchansk", PlaceRole.LOCATION),
        ("ru", "Россия нанесла удар", "Russia", PlaceRole.ACTOR),
        ("ru", "удары по Украине", "Ukraine", PlaceRole.LOCATION),
        ("ru", "мэр Москвы сообщил", "Moscow", PlaceRole.ADJECTIVAL),
    ],
)
def test_the_role_tells_where_from_who(language: str, text: str, name: str, role: PlaceRole) -> None:
    assert [(hit.place.label, hit.role) for hit in found(text, language)] == [(name, role)]


def test_namesakes_go_by_the_region_that_the_text_names() -> None:
    luhansk, mykolaiv = (
        found(f"у Первомайську {oblast} області", "uk")[0] for oblast in ("Луганської", "Миколаївської")
    )
    assert luhansk.place.id != mykolaiv.place.id
    assert (luhansk.division, mykolaiv.division) == ("UA.14", "UA.16")


def test_a_place_of_the_gazetteer_has_coordinates_and_a_country() -> None:
    (hit,) = found("у Херсоні", "uk")
    assert hit.place.country == "UA"
    assert hit.place.latitude == pytest.approx(46.65, abs=0.1)
    assert hit.place.longitude == pytest.approx(32.6, abs=0.1)


def test_the_narrowest_place_of_the_clause_is_chosen() -> None:
    text = "Росія вдарила по Україні. На Сумщині загинув чоловік, а у Херсоні поранено двох."
    assert chosen(text, "На Сумщині загинув чоловік", "uk") == ["Sumy Oblast"]
    assert chosen(text, "у Херсоні поранено двох", "uk") == ["Kherson"]


def test_several_places_under_one_figure_are_several() -> None:
    text = "Ten people died in Kherson and Nikopol."
    assert chosen(text, text, "en") == ["Kherson", "Nikopol"]


def test_a_clause_without_a_place_takes_that_of_the_sentence_before() -> None:
    text = "Ночью дрон ударил по Белгороду. Пострадали двое."
    assert chosen(text, "Пострадали двое", "ru") == ["Belgorod"]


def test_where_nothing_is_named_nothing_is_chosen() -> None:
    text = "Two drones were shot down."
    assert chosen(text, text, "en") == []


def test_a_place_of_launch_is_not_where_it_hit() -> None:
    text = "Two missiles launched from Crimea hit a depot."
    assert chosen(text, text, "en") == []


def test_mobilisation_is_in_the_country_that_mobilises() -> None:
    text = "Russia has ordered a new mobilisation."
    assert chosen(text, text, "en", Kind.MOBILISATION) == ["Russia"]
    assert chosen(text, text, "en", Kind.ATTACK) == []


def test_a_chosen_hit_points_at_its_words() -> None:
    text = "У ніч на середу у Вовчанську горів склад."
    (hit,) = found(text, "uk")
    assert text[hit.start : hit.end] == "Вовчанську"


@given(
    st.text(alphabet="Кк иївХаркові обл.,«»-'#*\n12ЗОЯТ", max_size=80), st.sampled_from(["en", "uk", "ru"])
)
def test_hits_are_in_order_apart_and_within_the_text(text: str, language: str) -> None:
    tokens = tokenize(text)
    end = 0
    for hit in find_places(text, tokens, language):
        assert end <= hit.start < hit.end <= len(text)
        assert (tokens[hit.first].start, tokens[hit.last - 1].end) == (hit.start, hit.end)
        end = hit.end


@pytest.mark.parametrize("piece", ["Київ, ", "«Азов» ", "село ", "Курської, ", "12 ", "районах Лісне, "])
def test_repetition_does_not_multiply_work(piece: str) -> None:
    text = piece * 4_000
    assert len(find_places(text, tokenize(text), "uk")) <= 4_000


def test_keys_join_the_spellings_of_one_name() -> None:
    assert len({latin_key(each) for each in ("Kupiansk", "Kupyansk", "Kup'yansk", "Kupjansk")}) == 1
    assert latin_key("Bila Tserkva") == "bila tserkva"
    assert cyrillic_key("новоросійськ") == cyrillic_key("новороссийск")
    assert cyrillic_key("раменське") == cyrillic_key("раменское")


@pytest.mark.parametrize(
    ("name", "language", "latin"),
    [
        ("Куп'янськ", "uk", "Kupiansk"),
        ("Згурівка", "uk", "Zghurivka"),
        ("Єнакієве", "uk", "Yenakiieve"),
        ("Нижний Новгород", "ru", "Nizhny Novgorod"),
        ("Ейск", "ru", "Yeysk"),
    ],
)
def test_names_are_romanised_as_english_writes_them(name: str, language: str, latin: str) -> None:
    assert romanise(name, language) == latin


def test_a_word_is_the_first_of_its_own_nominatives() -> None:
    assert nominatives("харкові")[0] == "харкові"
    assert "харків" in nominatives("харкові")


def test_word_lists_hold_words_and_beginnings_of_words() -> None:
    assert "region" in word_tags("областях", "uk")
    assert "where" in word_tags("near", "en")
    assert not word_tags("потяг", "uk")


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_every_list_of_a_language_file_is_known(language: str) -> None:
    assert word_tags("x", language) == frozenset()
    with pytest.raises(LanguageFileError, match=r"places\.toml:\d+"):
        language_file(language, "places").words([""], "where")


def test_the_data_names_its_source() -> None:
    text = (Path(__file__).resolve().parents[1] / "docs" / "attributions.md").read_text(encoding="utf-8")
    assert "GeoNames" in text
    assert "Attribution 4.0" in text


def test_every_region_has_an_id_of_iso_3166() -> None:
    regions = [entry for entry in gazetteer().adjectives.values() if entry.kind is PlaceKind.REGION]
    assert len(regions) > 100
    assert all(re.fullmatch(r"[A-Z]{2}-[A-Z0-9]{2,3}", entry.place.id) for entry in regions)


@pytest.mark.parametrize(
    "row",
    ['"UA-99" = { name = "Nowhere" }', '"UA-99" = { name = "X", admin = "UA.99", at = [1, 2], nmes = [] }'],
)
def test_a_broken_region_is_refused_with_its_line(row: str, tmp_path: Path) -> None:
    path = tmp_path / "regions.toml"
    path.write_text(f"# Regions.\n[region]\n{row}\n", encoding="utf-8")
    with pytest.raises(LanguageFileError, match=r"regions\.toml:3: .*UA-99"):
        read_areas(Gazetteer(), path)


@pytest.mark.slow
def test_hits_in_real_texts_are_never_empty() -> None:
    gold = SHARED / "gold" / "dev.jsonl"
    if not gold.is_file():
        pytest.skip(f"{gold} is not there: real texts are kept beside the checkout")
    for line in gold.read_text(encoding="utf-8").splitlines()[::4]:
        document = json.loads(line)
        for hit in found(document["text"], document["language"]):
            assert document["text"][hit.start : hit.end].strip()
