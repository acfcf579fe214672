"""Sources: one id for one voice in three languages, English names, and a table that an analyst can edit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.names import person
from claims.sources import SourceKind, Sources, SourceTableError, sources
from claims.text import tokenize


@pytest.mark.parametrize(
    ("uk", "ru", "en", "name"),
    [
        ("Олексія Гончаренка", "Алексей Гончаренко", "Oleksiy Honcharenko", "Oleksii Honcharenko"),
        ("Володимир Зеленський", "Владимира Зеленского", "Volodymyr Zelenskyy", "Volodymyr Zelensky"),
        ("Путіна", "Владимир Путин", "Putin", "Vladimir Putin"),
        ("Віталія Кличка", "Виталий Кличко", "Vitaliy Klychko", "Vitali Klitschko"),
        ("Сергія Попка", "Сергей Попко", "Serhiy Popko", "Serhii Popko"),
        ("Терехова", "Игорь Терехов", "Ihor Terekhov", "Ihor Terekhov"),
        ("Євген Балицький", "Евгения Балицкого", "Yevhen Balytskyi", "Yevgeny Balitsky"),
        ("Повітряних сил ЗСУ", "Воздушных силах Украины", "Ukrainian Air Force", "Ukrainian Air Force"),
        (
            "Генштабу ЗСУ",
            "Генштаб ВСУ",
            "Ukraine's General Staff",
            "General Staff of the Armed Forces of Ukraine",
        ),
        ("Міноборони РФ", "Минобороны России", "Russian Defense Ministry", "Russian Ministry of Defence"),
        ("СБУ", "Служба безопасности Украины", "SBU", "Security Service of Ukraine"),
        ("Медіазони", "«Медиазона»", "Mediazona", "Mediazona"),
        ("британська розвідка", "британской разведки", "British intelligence", "UK Defence Intelligence"),
        ("Харківської ОВА", "Харьковской ОВА", "Kharkiv RMA", "Kharkiv Regional Military Administration"),
        ("МАГАТЕ", "МАГАТЭ", "IAEA", "IAEA"),
    ],
)
def test_one_voice_has_one_id_in_three_languages(uk: str, ru: str, en: str, name: str) -> None:
    found = {sources().identify(uk, "uk"), sources().identify(ru, "ru"), sources().identify(en, "en")}
    assert {source.name for source in found} == {name}
    assert len({source.id for source in found}) == 1


@pytest.mark.parametrize(
    ("uk", "ru", "en"),
    [
        ("Остапа Череватенка", "Остап Череватенко", "Ostap Cherevatenko"),
        ("Ярослав Гуцуляк", "Ярослава Гуцуляка", "Yaroslav Hutsuliak"),
        ("Тетяна Щербина", "Татьяна Щербина", "Tetiana Shcherbyna"),
        ("Дмитра Хоменюка", "Дмитрий Хоменюк", "Dmytro Khomeniuk"),
        ("Юлією Жук", "Юлия Жук", "Yuliia Zhuk"),
    ],
)
def test_a_person_whom_the_table_lacks_has_one_id_too(uk: str, ru: str, en: str) -> None:
    ids = {sources().identify(words, code).id for words, code in ((uk, "uk"), (ru, "ru"), (en, "en"))}
    assert len(ids) == 1


def test_namesakes_are_two_people() -> None:
    assert (
        sources().identify("Іван Зеленський", "uk").id != sources().identify("Володимир Зеленський", "uk").id
    )
    assert sources().identify("Марія Коваленко", "uk").id != sources().identify("Петро Коваленко", "uk").id


@pytest.mark.parametrize(
    ("words", "language", "name"),
    [
        ("Остапа Череватенка", "uk", "Ostap Cherevatenko"),
        ("Дмитра Хоменюка", "uk", "Dmytro Khomeniuk"),
        ("Марини Ткаченко", "uk", "Maryna Tkachenko"),
        ("Сергея Болтунова", "ru", "Sergey Boltunov"),
        ("Ольги Крыловой", "ru", "Olga Krylova"),
        ("О. Череватенко", "uk", "Cherevatenko"),
        ("Олег Васильович Дудка", "uk", "Oleh Dudka"),
    ],
)
def test_names_are_told_in_the_nominative(words: str, language: str, name: str) -> None:
    assert person(words, language).name == name


@pytest.mark.parametrize(
    ("words", "language", "name", "kind"),
    [
        ("губернатор Белгородской области", "ru", "Governor of Belgorod Oblast", SourceKind.OFFICIAL),
        ("голова Сумської ОВА", "uk", "Head of Sumy Regional Military Administration", SourceKind.OFFICIAL),
        ("ДСНС", "uk", "State Emergency Service of Ukraine", SourceKind.INSTITUTION),
        ("Следственного комитета", "ru", "Investigative Committee of Russia", SourceKind.INSTITUTION),
        ("Reuters", "en", "Reuters", SourceKind.MEDIA),
        ("ISW", "en", "Institute for the Study of War", SourceKind.MONITOR),
        ("Литва", "ru", "Lithuania", SourceKind.STATE),
    ],
)
def test_offices_houses_media_and_monitors(words: str, language: str, name: str, kind: SourceKind) -> None:
    found = sources().identify(words, language)
    assert (found.name, found.kind) == (name, kind)


def test_the_longest_name_is_found_where_it_stands() -> None:
    text = "Тоді Міністерство оборони Росії та Reuters мовчали."
    hits = sources().find(tokenize(text))
    assert [(text[hit.start : hit.end], hit.source.name) for hit in hits] == [
        ("Міністерство оборони Росії", "Russian Ministry of Defence"),
        ("Reuters", "Reuters"),
    ]


def test_an_office_knows_who_has_held_it() -> None:
    office = sources().identify("президент України", "uk")
    assert sources().has_held(sources().identify("Зеленський", "uk"), office)
    assert not sources().has_held(sources().identify("Путін", "uk"), office)


def test_an_entry_twice_is_refused() -> None:
    with pytest.raises(SourceTableError, match="twice"):
        Sources({"institution": {"Some House": ["дім"]}, "media": {"Some House": ["газета"]}})


def test_a_pattern_that_matches_nothing_is_refused() -> None:
    with pytest.raises(SourceTableError, match="Some House"):
        Sources({"institution": {"Some House": ["дім?"]}})


@given(st.text(max_size=40), st.sampled_from(["en", "uk", "ru"]))
def test_any_words_have_an_id_and_a_name(words: str, language: str) -> None:
    found = sources().identify(words, language)
    assert found.id
    assert found == sources().identify(words, language)
