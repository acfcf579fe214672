"""Periods: which words name days, and which days."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.calendar import Reference, Toward, Unit, containing, nearest, shift
from claims.language import LANGUAGES, LanguageFileError, read_language_file
from claims.model import Actuality, Kind, PeriodOperator
from claims.period_choice import choose_period
from claims.period_words import ANCHORS, load_period_words
from claims.periods import PeriodHit, find_periods
from claims.text import tokenize

PUBLISHED = date(2024, 1, 28)  # a Sunday


def periods(text: str, language: str, published: date | None = PUBLISHED) -> list[PeriodHit]:
    return find_periods(text, tokenize(text), language, published)


def days(text: str, language: str, published: date | None = PUBLISHED) -> list[str]:
    return [f"{hit.period.start or ''}..{hit.period.end or ''}" for hit in periods(text, language, published)]


# The same days said in three languages.
SAID = [
    ("2024-01-22..2024-01-22", "on 22 January 2024", "22 січня 2024 року", "22 января 2024 года"),
    ("2024-01-22..2024-01-22", "on January 22", "22 січня", "22 января"),
    ("2024-01-22..2024-01-22", "on 2024-01-22", "22.01.2024", "22.01.2024"),
    ("2023-12-30..2023-12-30", "on 30 December", "30 грудня", "30 декабря"),
    ("2024-02-05..2024-02-05", "on 5 February", "5 лютого", "5 февраля"),
    ("2024-01-27..2024-01-27", "yesterday", "вчора", "вчера"),
    ("2024-01-28..2024-01-28", "this morning", "сьогодні вранці", "сегодня утром"),
    ("2024-01-27..2024-01-28", "last night", "минулої ночі", "минувшей ночью"),
    ("2024-01-27..2024-01-28", "overnight", "вночі", "ночью"),
    ("2024-01-27..2024-01-28", "overnight on 28 January", "у ніч на 28 січня", "в ночь на 28 января"),
    ("2024-01-24..2024-01-25", "overnight on January 25", "в ніч проти 25 січня", "в ночь с 24 на 25 января"),
    ("2024-01-26..2024-01-26", "on Friday", "у п'ятницю", "в пятницу"),
    ("2024-01-26..2024-01-26", "on Friday, January 26", "у п'ятницю, 26 січня", "в пятницу, 26 января"),
    ("2024-01-27..2024-01-28", "over the past day", "за добу", "за сутки"),
    ("2023-07-28..2024-01-28", "over the last six months", "за останні пів року", "за последние полгода"),
    (
        "2023-10-28..2024-01-28",
        "over the past three months",
        "за останні три місяці",
        "за последние три месяца",
    ),
    ("2024-01-15..2024-01-21", "last week", "минулого тижня", "на прошлой неделе"),
    ("2023-12-01..2023-12-31", "last month", "минулого місяця", "в прошлом месяце"),
    ("2023-01-01..2023-12-31", "last year", "минулого року", "в прошлом году"),
    ("2023-09-01..2023-09-30", "in September", "у вересні", "в сентябре"),
    ("2022-09-01..2022-09-30", "in September 2022", "у вересні 2022 року", "в сентябре 2022 года"),
    ("2022-01-01..2022-12-31", "in 2022", "у 2022 році", "в 2022 году"),
    ("2023-06-01..2023-08-31", "in the summer of 2023", "влітку 2023 року", "летом 2023 года"),
    ("2024-01-14..2024-01-14", "two weeks ago", "два тижні тому", "две недели назад"),
    ("2024-02-04..2024-02-04", "in a week", "через тиждень", "через неделю"),
    ("2024-01-01..2024-01-28", "since the beginning of the year", "від початку року", "с начала года"),
    ("2023-07-26..2024-01-28", "since 26 July 2023", "з 26 липня 2023 року", "с 26 июля 2023 года"),
    ("2024-10-01..", "from 1 October 2024", "з 1 жовтня 2024 року", "с 1 октября 2024 года"),
    ("..2024-12-31", "until 31 December 2024", "до 31 грудня 2024 року", "до 31 декабря 2024 года"),
    ("2023-07-13..2023-07-15", "13-15 July 2023", "13–15 липня 2023 року", "13-15 июля 2023 года"),
    (
        "2023-07-13..2023-07-15",
        "from 13 to 15 July 2023",
        "з 13 до 15 липня 2023",
        "с 13 по 15 июля 2023 года",
    ),
    (
        "2023-03-02..2023-04-05",
        "from 2 March to 5 April 2023",
        "з 2 березня до 5 квітня 2023",
        "со 2 марта по 5 апреля 2023",
    ),
    (
        "2022-03-01..2022-03-10",
        "in early March 2022",
        "на початку березня 2022 року",
        "в начале марта 2022 года",
    ),
    (
        "2022-03-21..2022-03-31",
        "at the end of March 2022",
        "наприкінці березня 2022 року",
        "в конце марта 2022 года",
    ),
    (
        "2023-07-01..2023-09-30",
        "in the third quarter of 2023",
        "у третьому кварталі 2023 року",
        "в третьем квартале 2023 года",
    ),
    (
        "2022-02-24..2024-01-28",
        "since the beginning of the full-scale invasion",
        "від початку повномасштабного вторгнення",
        "с начала полномасштабного вторжения",
    ),
    (
        "2022-09-21..2024-01-28",
        "since the partial mobilization in Russia",
        "з початку часткової мобілізації",
        "с начала частичной мобилизации",
    ),
]


@pytest.mark.parametrize("said", SAID, ids=lambda said: str(said[1]))
def test_the_same_days_in_three_languages(said: tuple[str, str, str, str]) -> None:
    expected, *texts = said
    for language, text in zip(("en", "uk", "ru"), texts, strict=True):
        assert days(text, language) == [expected], text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The full-scale invasion changed everything"),
        ("en", "May they rest"),
        ("en", "a number of 2000 people"),
        ("en", "the second attack"),
        ("uk", "лютий ворог атакував 2000 разів"),
        ("uk", "народився 1985 р.н."),
        ("ru", "житель 2007 г.р. задержан"),
        ("ru", "в городе 3 пожара"),
        ("en", "the first strike in 70 days"),
        ("uk", "перша за 70 днів атака"),
    ],
)
def test_what_names_no_day(language: str, text: str) -> None:
    assert days(text, language) == []


def test_without_a_day_of_publication_only_absolute_words_resolve() -> None:
    assert days("Вчора, у вересні 2022 року та в понеділок", "uk", None) == ["2022-09-01..2022-09-30"]
    assert days("since 26 July 2023", "en", None) == ["2023-07-26.."]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "in recent months", "..2024-01-28"),
        ("uk", "останніми місяцями, за останні тижні", "..2024-01-28"),
        ("ru", "в последние годы", "..2024-01-28"),
        ("en", "in the coming weeks", "2024-01-28.."),
        ("uk", "найближчими днями", "2024-01-28.."),
        ("en", "the winter of 2022-2023", "2022-12-01..2023-02-28"),
        ("uk", "до початку березня 2024 року", "..2024-03-01"),
        ("uk", "з 5 лютого строком на 90 діб", "2024-02-05..2024-05-05"),
        ("en", "for 90 days from 5 February", "2024-02-05..2024-05-05"),
        ("en", "since 24 February", "2022-02-24..2024-01-28"),
        ("ru", "с 24 февраля", "2022-02-24..2024-01-28"),
        ("uk", "о 15:30", "2024-01-28..2024-01-28"),
        ("ru", "около 16.00 мск", "2024-01-28..2024-01-28"),
    ],
)
def test_open_and_other_stretches(language: str, text: str, expected: str) -> None:
    assert days(text, language) == [expected]


def test_two_readings_of_a_date_in_digits_survive() -> None:
    period = periods("on 07/06/2022", "en")[0].period
    assert period.start == date(2022, 6, 7)
    assert period.alternative == (date(2022, 7, 6), date(2022, 7, 6))
    assert periods("on 24/02/2022", "en")[0].period.alternative is None


@pytest.mark.parametrize(
    ("language", "text", "operator"),
    [
        ("en", "since 26 July 2023", PeriodOperator.SINCE),
        ("en", "by 1 March 2024", PeriodOperator.UNTIL),
        ("en", "as of 22 January", PeriodOperator.AS_OF),
        ("uk", "станом на 08:00 22 січня", PeriodOperator.AS_OF),
        ("en", "as of 6:00 pm on 22 January", PeriodOperator.AS_OF),
        ("uk", "у ніч на 22 січня", PeriodOperator.OVERNIGHT),
        ("ru", "между 3 марта и 5 апреля", PeriodOperator.BETWEEN),
        ("ru", "за последние две недели", PeriodOperator.LAST_N),
        ("ru", "22 января", PeriodOperator.DURING),
    ],
)
def test_the_operator_is_kept(language: str, text: str, operator: PeriodOperator) -> None:
    assert [hit.period.operator for hit in periods(text, language)] == [operator]


def test_how_a_period_was_resolved() -> None:
    texts = ["on 22 January 2024", "yesterday", "since the full-scale invasion"]
    assert [periods(text, "en")[0].period.resolved for text in texts] == [
        "explicit",
        "published",
        "full_scale_invasion",
    ]


def test_yesterday_with_its_date_is_one_period() -> None:
    text = "Вчора, 27 січня, ворог атакував Харків."
    hit = periods(text, "uk")[0]
    assert text[hit.start : hit.end] == "Вчора, 27 січня"


def test_the_past_day_that_was_given_a_date_keeps_it() -> None:
    text = "Протягом минулої доби, 27 січня, було 90 зіткнень. За минулу добу авіація вдарила двічі."
    assert days(text, "uk") == ["2024-01-27..2024-01-27", "2024-01-27..2024-01-27"]


def test_when_a_post_was_printed_is_no_period_of_its_claims() -> None:
    assert [hit.rule for hit in periods("28.01.24 10:34 - Shelling of a town", "en")] == ["stamp"]


def choice(text: str, clause: str, language: str, kind: Kind, actuality: Actuality = Actuality.DONE) -> str:
    start = text.index(clause)
    first = text.rfind(". ", 0, start) + 1
    last = text.find(". ", start) % (len(text) + 1)
    chosen = choose_period(
        (start, start + len(clause)),
        (first, last),
        periods(text, language),
        kind,
        actuality,
        published=PUBLISHED,
    )
    return f"{chosen.period.start}..{chosen.period.end} {chosen.basis}" if chosen else ""


def test_a_clause_has_the_period_of_its_sentence_or_of_the_event_told_before() -> None:
    text = "On 25 January a depot was struck. Two people died. Officials expect more attacks."
    assert choice(text, "a depot was struck", "en", Kind.ATTACK) == "2024-01-25..2024-01-25 said"
    assert choice(text, "Two people died", "en", Kind.CASUALTIES) == "2024-01-25..2024-01-25 inherited"
    assert choice(text, "Officials expect more attacks", "en", Kind.ASSESSMENT) == ""


def test_what_is_going_on_is_going_on_on_the_day_of_publication() -> None:
    text = "Триває атака дронів на місто."
    assert choice(text, "атака", "uk", Kind.ATTACK, Actuality.ONGOING) == "2024-01-28..2024-01-28 default"


def test_the_day_on_which_somebody_spoke_is_not_that_of_the_thing() -> None:
    text = "The minister said on Friday that mobilisation was not planned."
    assert choice(text, "mobilisation was not planned", "en", Kind.MOBILISATION) == ""


DAYS = st.dates(date(1950, 1, 1), date(2050, 12, 31))


@given(DAYS, st.sampled_from(["en", "uk", "ru"]))
def test_a_date_in_full_comes_back(day: date, language: str) -> None:
    assert days(f"{day:%d.%m.%Y}", language) == [f"{day}..{day}"]
    assert days(f"{day.isoformat()}", language) == [f"{day}..{day}"]


@given(DAYS, DAYS)
def test_nearest_is_on_the_side_that_is_asked_for(day: date, other: date) -> None:
    assert nearest([other], Reference(day)) == other
    later = nearest([day, day + timedelta(days=400)], Reference(day, Toward.FUTURE))
    assert later == day


@given(DAYS, st.sampled_from(list(Unit)), st.integers(-30, 30))
def test_units_follow_each_other_without_a_gap(day: date, unit: Unit, offset: int) -> None:
    left, right = containing(day, unit, offset), containing(day, unit, offset + 1)
    assert left is not None
    assert right is not None
    assert left.end is not None
    assert left.end + timedelta(days=1) == right.start


@given(DAYS, st.integers(-500, 500))
def test_months_later_and_back_stay_in_the_month(day: date, count: int) -> None:
    there = shift(day, Unit.MONTH, count)
    back = shift(there, Unit.MONTH, -count) if there else None
    assert back is not None
    assert (back.year, back.month) == (day.year, day.month)


VOCABULARY = """
з до у ніч на 28 січня вчора 2024 року 13 - 15 07 / 06 . , : 08 00 минулого тижня за останні два дні
since until from to between and May March last week 1 2 week ago the first of в ночь с по марта
overnight
"""
WORDS = st.lists(
    st.sampled_from(VOCABULARY.split()),
    max_size=24,
)


@given(WORDS, st.sampled_from(["en", "uk", "ru"]))
def test_periods_stand_in_order_and_end_after_they_begin(words: list[str], language: str) -> None:
    text = " ".join(words)
    end = 0
    for hit in periods(text, language):
        assert end <= hit.start < hit.end <= len(text)
        if hit.period.start and hit.period.end:
            assert hit.period.start <= hit.period.end
        end = hit.end


def test_a_long_run_of_numbers_and_marks_names_no_days() -> None:
    text = "з 1 - " * 20_000
    assert find_periods(text, tokenize(text), "uk", PUBLISHED) == []


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("\n[seasons]\n", '\n[seasons]\nmonsoon = ["rains"]\n', "'monsoon' is no key"),
        ('ago = ["{n}', 'ago = ["{number}', "there is no slot"),
        ("\nago = [", "\nbefore_that = [", "is none of"),
        ('since = ["since"', 'whence = ["since"', "'whence' is none of"),
    ],
)
def test_a_broken_file_is_refused_by_its_line(tmp_path: Path, old: str, new: str, line: str) -> None:
    source = (LANGUAGES / "en" / "periods.toml").read_text(encoding="utf-8")
    assert old in source
    path = tmp_path / "periods.toml"
    path.write_text(source.replace(old, new, 1), encoding="utf-8")
    at = source[: source.index(old)].count("\n") + 1 + new.startswith("\n") + ("monsoon" in new)
    speech = read_language_file(LANGUAGES / "en" / "speech.toml")
    with pytest.raises(LanguageFileError, match=rf"periods\.toml:{at}: .*{line}"):
        load_period_words(read_language_file(path), read_language_file(ANCHORS), speech, "en")


def test_an_anchor_without_a_day_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "anchors.toml"
    path.write_text('# A note.\n[storm]\nen = ["the storm"]\n', encoding="utf-8")
    files = [read_language_file(LANGUAGES / "en" / f"{name}.toml") for name in ("periods", "speech")]
    with pytest.raises(LanguageFileError, match=r"anchors\.toml:2: storm needs start"):
        load_period_words(files[0], read_language_file(path), files[1], "en")
