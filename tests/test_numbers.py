"""Numbers: values, bounds, ranges, and what is no count."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.language import LanguageFileError, read_language_file
from claims.model import Op
from claims.number_words import load_number_words
from claims.numbers import COUNTABLE, Number, NumberRole, find_numbers
from claims.text import tokenize


def numbers(text: str, language: str) -> list[Number]:
    return find_numbers(tokenize(text), language)


def only(text: str, language: str) -> Number:
    found = numbers(text, language)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "1,200 people", 1200),
        ("en", "1 200 people", 1200),
        ("en", "1\u00a0200 people", 1200),
        ("en", "1.200 people", 1200),
        ("en", "1,234,567.5 tonnes", 1234567.5),
        ("en", "2.5 million people", 2.5e6),
        ("en", "1.2M views", 1.2e6),
        ("en", "100k views", 1e5),
        ("en", "half a million people", 5e5),
        ("en", "two dozen drones", 24),
        ("en", "a hundred-odd recruits", 100),
        ("en", "a dozen drones", 12),
        ("en", "thirty-one million two hundred thousand", 31.2e6),
        ("en", "one hundred and fifty soldiers", 150),
        ("en", "two and a half thousand men", 2500),
        ("uk", "2,5 тис. осіб", 2500),
        ("uk", "1 200 осіб", 1200),
        ("uk", "двоє людей", 2),
        ("uk", "п’ятеро поранених", 5),
        ("uk", "двадцятьма дронами", 20),
        ("uk", "пів мільйона гривень", 5e5),
        ("uk", "півтора мільйона осіб", 1.5e6),
        ("uk", "дві з половиною тисячі людей", 2500),
        ("uk", "триста тисяч мобілізованих", 3e5),
        ("uk", "десяток дронів", 10),
        ("uk", "5-ти осіб", 5),
        ("uk", "206-ма дронами", 206),
        ("uk", "1,3 млн громадян", 1.3e6),
        ("ru", "пятерых раненых", 5),
        ("ru", "двадцати трех человек", 23),
        ("ru", "пятьсот сорок два дрона", 542),
        ("ru", "полторы тысячи человек", 1500),
        ("ru", "полмиллиона рублей", 5e5),
        ("ru", "три с половиной тысячи", 3500),
        ("ru", "30 тыс. человек", 30_000),
        ("ru", "160 000 военных", 160_000),
    ],
)
def test_a_number_has_its_value(language: str, text: str, value: float) -> None:
    assert only(text, language).value == value


@pytest.mark.parametrize(
    ("language", "text", "op", "value", "high"),
    [
        ("en", "more than 30 people", Op.MORE_THAN, 30, None),
        ("en", "at least two dozen people", Op.AT_LEAST, 24, None),
        ("en", "up to 60 drones", Op.AT_MOST, 60, None),
        ("en", "fewer than 10 cases", Op.LESS_THAN, 10, None),
        ("en", "nearly 300 drones", Op.ABOUT, 300, None),
        ("en", "30 or more drones", Op.AT_LEAST, 30, None),
        ("en", "between 10 and 15 drones", Op.RANGE, 10, 15),
        ("en", "10-15 drones", Op.RANGE, 10, 15),
        ("en", "6 to 8 thousand men", Op.RANGE, 6000, 8000),
        ("en", "dozens of drones", Op.MAGNITUDE, 24, 99),
        ("en", "hundreds of men", Op.MAGNITUDE, 200, 999),
        ("en", "tens of thousands of men", Op.MAGNITUDE, 20_000, 99_999),
        ("en", "several houses", Op.MAGNITUDE, 2, 9),
        ("en", "0 losses", Op.ZERO, 0, None),
        ("uk", "понад 40 безпілотників", Op.MORE_THAN, 40, None),
        ("uk", "щонайменше троє людей", Op.AT_LEAST, 3, None),
        ("uk", "до трьох дронів", Op.AT_MOST, 3, None),
        ("uk", "близько десятка дронів", Op.ABOUT, 10, None),
        ("uk", "більше тисячі людей", Op.MORE_THAN, 1000, None),
        ("uk", "від 3 до 20 тисяч доларів", Op.RANGE, 3000, 20_000),
        ("uk", "кілька ракет", Op.MAGNITUDE, 2, 9),
        ("uk", "кілька десятків дронів", Op.MAGNITUDE, 24, 99),
        ("uk", "тисячі людей", Op.MAGNITUDE, 2000, 9999),
        ("ru", "не менее 30 человек", Op.AT_LEAST, 30, None),
        ("ru", "более ста дронов", Op.MORE_THAN, 100, None),
        ("ru", "почти 200 дронов", Op.ABOUT, 200, None),
        ("ru", "свыше 2 млн рублей", Op.MORE_THAN, 2e6, None),
        ("ru", "от 2 до 3 тыс. человек", Op.RANGE, 2000, 3000),
        ("ru", "два-три дрона", Op.RANGE, 2, 3),
        ("ru", "сотни человек", Op.MAGNITUDE, 200, 999),
        ("ru", "десятки тысяч человек", Op.MAGNITUDE, 20_000, 99_999),
    ],
)
def test_a_bound_and_a_range(language: str, text: str, op: Op, value: float, high: float | None) -> None:
    number = only(text, language)
    assert (number.op, number.value, number.max) == (op, value, high)


@pytest.mark.parametrize(
    ("language", "text", "role"),
    [
        ("en", "Attacks doubled", NumberRole.RATIO),
        ("en", "three times as many attacks", NumberRole.RATIO),
        ("en", "20% of the men", NumberRole.PERCENT),
        ("en", "$5 million", NumberRole.MONEY),
        ("en", "a 31-year-old man", NumberRole.AGE),
        ("en", "men aged 18", NumberRole.AGE),
        ("en", "the 72nd Brigade", NumberRole.ORDINAL),
        ("en", "45 km away", NumberRole.MEASURE),
        ("en", "for 3 days", NumberRole.TIME),
        ("en", "on 22 January", NumberRole.DATE),
        ("en", "School No. 5", NumberRole.DESIGNATION),
        ("uk", "удвічі частіше", NumberRole.RATIO),
        ("uk", "у 3 рази більше", NumberRole.RATIO),
        ("uk", "26% опитаних", NumberRole.PERCENT),
        ("uk", "40 тисяч гривень", NumberRole.MONEY),
        ("uk", "25-річний житель", NumberRole.AGE),
        ("uk", "призовний вік до 21 року", NumberRole.AGE),
        ("uk", "72-га бригада", NumberRole.ORDINAL),
        ("uk", "12 листопада", NumberRole.DATE),
        ("uk", "статті 23 закону", NumberRole.DESIGNATION),
        ("ru", "в полтора раза больше", NumberRole.RATIO),
        ("ru", "возраст до 60 лет", NumberRole.AGE),
        ("ru", "300 рублей", NumberRole.MONEY),
        ("ru", "22.01.2024", NumberRole.DATE),
        ("ru", "150 гектаров", NumberRole.MEASURE),
        ("ru", "18 марта", NumberRole.DATE),
    ],
)
def test_a_number_knows_what_it_is_for(language: str, text: str, role: NumberRole) -> None:
    assert only(text, language).role is role


@pytest.mark.parametrize("name", ["Shahed-136", "Х-101", "С-300", "ATACMS", "Ту-95МС", "F-16", "Су-57"])
def test_a_model_is_no_number(name: str) -> None:
    for language in ("en", "uk", "ru"):
        assert numbers(f"{name}!", language) == []


def test_a_time_of_day_counts_nothing() -> None:
    assert all(number.role not in COUNTABLE for number in numbers("at 15:30", "en"))


def test_a_number_takes_in_its_bound_and_its_sign() -> None:
    text = "They paid more than $5 million."
    number = only(text, "en")
    assert text[number.start : number.end] == "more than $5 million"


@given(
    st.integers(0, 10**9), st.sampled_from(["en", "uk", "ru"]), st.sampled_from(["{:d}", "{:,d}", "{:_d}"])
)
def test_digits_come_back(value: int, language: str, form: str) -> None:
    text = form.format(value).replace("_", " ")
    assert [number.value for number in numbers(f"{text} x", language)] == [value]


@given(
    st.text(alphabet="0123456789.,-–/: kмтис двanотысяч%$\n", max_size=80),
    st.sampled_from(["en", "uk", "ru"]),
)
def test_numbers_stand_in_order_and_do_not_overlap(text: str, language: str) -> None:
    tokens = tokenize(text)
    end = 0
    for number in find_numbers(tokens, language):
        assert end <= number.first
        assert 0 <= number.first < number.last <= len(tokens)
        assert (number.start, number.end) == (tokens[number.first].start, tokens[number.last - 1].end)
        end = number.last


@pytest.mark.parametrize(
    ("broken", "where"),
    [
        ("[cardinals]\n3 = [3]\n", "2: '3' must be a list of words"),
        ('[cardinals]\ntwo = ["two"]\n', "2: 'two' must be a number"),
        ('[magnitudes]\n"2..few" = ["several"]\n', "2: 'few' must be a number"),
        ('[before]\n\nnever = ["over"]\n', "3: 'never' is none of"),
        ('[cardinals]\n1 = ["one"]\n2 = ["two?"]\n', "3: 'two\\?' would match nothing"),
    ],
)
def test_a_broken_file_is_refused_by_its_line(tmp_path: Path, broken: str, where: str) -> None:
    path = tmp_path / "numbers.toml"
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(LanguageFileError, match=rf"numbers\.toml:{where}"):
        load_number_words(read_language_file(path))
