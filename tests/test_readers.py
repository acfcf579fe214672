"""Every case in ``fixtures/<reader>/<case>/`` is a test: ``page.html`` must read as ``expected.json`` says.

To add one, save both; ``python -m tests.test_readers`` prints what a page reads as.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from scrapy.http import HtmlResponse

from claims.document import Moment, Precision, Role
from spiders.readers import labels, times
from spiders.readers.base import Article, Context
from spiders.readers.body import assemble, paragraphs
from spiders.readers.page import Page, PageError, in_utf8
from spiders.readers.pravda import READERS

FIXTURES = Path(__file__).with_name("fixtures")
CASES = sorted(case.parent for case in FIXTURES.glob("*/*/page.html"))
KYIV = "Europe/Kyiv"


def page_of(markup: str | bytes, url: str = "https://www.pravda.com.ua/news/2024/01/28/7439000/") -> Page:
    return Page(HtmlResponse(url, body=markup if isinstance(markup, bytes) else markup.encode()))


def read(case: Path, asked: dict[str, Any]) -> tuple[str, Article, Page]:
    page = page_of((case / "page.html").read_bytes(), asked["url"])
    (reader,) = [reader for reader in READERS if reader.claims(page)]
    day = asked.get("day")
    context = Context(asked["language"], KYIV, date.fromisoformat(day) if day else None)
    return reader.name, reader.read(page, context), page


def plain(case: Path, asked: dict[str, Any]) -> dict[str, Any]:
    """Return a case's request and what it reads as, in the form of ``expected.json``."""
    name, article, page = read(case, asked)
    return {
        **{key: asked[key] for key in ("url", "language", "day") if key in asked},
        "reader": name,
        "encoding": page.encoding,
        "title": article.title,
        "published": moment(article.published),
        "modified": moment(article.modified),
        "authors": list(article.authors),
        "tags": list(article.tags),
        "links": list(article.links),
        "translations": page.alternates,
        "blocks": [[block.role, article.text[block.start : block.end]] for block in article.blocks],
    }


def moment(read: Moment | None) -> list[str] | None:
    return [read.value.isoformat(), read.raw, read.zone, read.precision] if read else None


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_case_reads_as_expected(case: Path) -> None:
    expected = json.loads((case / "expected.json").read_text(encoding="utf-8"))
    assert plain(case, expected) == expected


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.name}")
def test_blocks_leave_out_only_line_breaks(case: Path) -> None:
    article = read(case, json.loads((case / "expected.json").read_text(encoding="utf-8")))[1]
    assert "\n\n".join(article.text[block.start : block.end] for block in article.blocks) == article.text
    assert unicodedata.is_normalized("NFC", article.text + article.title)


def test_every_reader_has_a_case_in_the_folder_of_its_name() -> None:
    assert {case.parent.name for case in CASES} == {reader.name for reader in READERS}


def test_an_unknown_layout_is_claimed_by_no_reader() -> None:
    page = page_of(
        "<html><body><article class='story'><h1>A title</h1><p>A text.</p></article></body></html>"
    )
    assert not [reader for reader in READERS if reader.claims(page)]


@pytest.mark.parametrize("body", [b"", b"   ", b"plain words", b"\x00\x00"])
def test_what_is_no_page_is_said_to_be_none(body: bytes) -> None:
    with pytest.raises(PageError):
        page_of(body)


@pytest.mark.parametrize(
    ("text", "bold", "role"),
    [
        ("Source: Reuters", "", Role.SOURCE),
        ("Source in the ministry said: all is well", "", None),
        ("Source in the ministry said that all is well", "Source", None),
        ("Quote from the mayor: no comment", "Quote", Role.QUOTE),
        ("Quote from the mayor: no comment", "Quote from the mayor:", Role.QUOTE),
        ("Джерела : служба", "Джерела", Role.SOURCE),
        ("Дослівно: «Так»", "", Role.QUOTE),
        ("Деталі: їх двоє", "Деталі", Role.DETAILS),
        ("Деталізація: нова", "", None),
        ("Що передувало: сварка", "Що передувало", Role.BACKGROUND),
        ("Предыстория: ссора", "Предыстория:", Role.BACKGROUND),
        ("Прямая речь Иванова: да", "Прямая речь", Role.QUOTE),
        ("Напомним, он ушёл", "", None),
        ("Раніше він пішов", "", None),
        ("РАНЕЕ: он ушёл", "", Role.BACKGROUND),
        ("", "", None),
    ],
)
def test_labels(text: str, bold: str, role: Role | None) -> None:
    assert labels.label(text, bold) == role


@pytest.mark.parametrize(
    "text", ["Реклама:", "Advertisement:", "Follow us on Twitter!", "Підписуйтесь на наш канал"]
)
def test_appeals_are_no_text(text: str) -> None:
    assert labels.is_appeal(text)


@pytest.mark.parametrize(
    "text",
    [
        "Реклама пива зросла в ціні",
        "Support for the president fell",
        "Supporters followed him",
        "Підписав указ",
    ],
)
def test_sentences_that_begin_alike_are_text(text: str) -> None:
    assert not labels.is_appeal(text)


def words_of(markup: str) -> list[str]:
    (found,) = page_of(f"<html><body><div id='b'>{markup}</div></body></html>").root.iter("div")
    text, blocks = assemble(paragraphs(found, "https://example.org/a/"))
    return [text[block.start : block.end] for block in blocks]


def test_loose_text_and_breaks_make_paragraphs() -> None:
    assert words_of("One<br>two <i>three</i><br/><br/>four<p>five</p>six") == [
        "One",
        "two three",
        "four",
        "five",
        "six",
    ]


def test_invisible_characters_and_white_space_are_normalised() -> None:
    assert words_of("<p>co­operation​ of\n\t two&nbsp;sides, cafe\N{COMBINING ACUTE ACCENT}</p>") == [
        "cooperation of two sides, café"
    ]


def test_text_after_what_is_dropped_stays() -> None:
    assert words_of("<p>before <script>x</script>after <!-- y -->all</p>") == ["before after all"]


def test_links_that_are_no_addresses_are_left_out() -> None:
    markup = "<p><a href='mailto:a@b.c'>a</a><a href='http://[x'>b</a><a>c</a><a href='../d'>d</a></p>"
    (fragment,) = page_of(f"<html><body><div>{markup}</div></body></html>").root.iter("div")
    (paragraph,) = paragraphs(fragment, "https://example.org/a/")
    assert paragraph.links == ("https://example.org/d",)


@given(st.recursive(st.text(max_size=20), lambda inner: st.lists(inner, max_size=4), max_leaves=30))
def test_any_tree_gives_blocks_that_cover_its_words(tree: Any) -> None:
    def build(node: Any, parent: etree._Element, depth: int = 0) -> None:
        tags = ["p", "span", "b", "li", "a"]
        child = etree.SubElement(parent, tags[depth % len(tags)])
        if isinstance(node, str):
            child.text = "".join(c for c in node if c.isprintable()) or None
        else:
            for part in node:
                build(part, child, depth + 1)

    root = etree.Element("div")
    build(tree, root)
    text, blocks = assemble(paragraphs(root, "https://example.org/"))
    assert "\n\n".join(text[block.start : block.end] for block in blocks) == text
    assert all(text[block.start : block.end].strip() for block in blocks)


@pytest.mark.parametrize(
    ("text", "language", "near", "expected"),
    [
        ("— 1 грудня, 00:08", "uk", date(2025, 12, 1), datetime(2025, 11, 30, 22, 8, tzinfo=UTC)),
        ("31 December, 23:59", "en", date(2026, 1, 1), datetime(2025, 12, 31, 21, 59, tzinfo=UTC)),
        ("1 января, 00:10", "ru", date(2025, 12, 31), datetime(2025, 12, 31, 22, 10, tzinfo=UTC)),
        ("Субота, 4 липня 2020, 7:05", "uk", None, datetime(2020, 7, 4, 4, 5, tzinfo=UTC)),
        ("SATURDAY, 24 SEPTEMBER 2022, 20:42", "en", None, datetime(2022, 9, 24, 17, 42, tzinfo=UTC)),
        ("24 сентября 2022", "ru", None, datetime(2022, 9, 23, 21, 0, tzinfo=UTC)),
        ("29 лютого, 10:00", "uk", date(2024, 2, 29), datetime(2024, 2, 29, 8, 0, tzinfo=UTC)),
    ],
)
def test_printed_times(text: str, language: str, near: date | None, expected: datetime) -> None:
    read = times.printed(text, language, KYIV, near)
    assert read is not None
    assert (read.value, read.zone) == (expected, KYIV)
    assert read.raw in text
    assert read.precision is (Precision.MINUTE if ":" in text else Precision.DAY)


@pytest.mark.parametrize(
    "text", ["", "1 грудня, 00:08", "30 лютого 2021, 10:00", "5 яблук 2021, 10:00", "1 мая 2020, 25:00"]
)
def test_times_that_are_none_are_not_guessed(text: str) -> None:
    assert times.printed(text, "uk", KYIV, None) is None


def test_machine_readable_times_keep_zone_and_precision() -> None:
    read = times.machine("2025-07-09T10:05:31+03:00", KYIV)
    assert read == Moment(
        datetime(2025, 7, 9, 7, 5, 31, tzinfo=UTC), "2025-07-09T10:05:31+03:00", "+03:00", Precision.SECOND
    )
    naive = times.machine("2025-07-09 10:05:00", KYIV)
    assert naive == Moment(
        datetime(2025, 7, 9, 7, 5, tzinfo=UTC), "2025-07-09 10:05:00", KYIV, Precision.MINUTE
    )
    assert times.machine("9 July", KYIV) is None
    assert times.machine(None, KYIV) is None


@given(
    st.lists(
        st.sampled_from(["Ніч", "її", "«Іній»", "Європи", "ґрунт", "—", "порт’я", "объезд", "Эхо", "йшли"])
    )
)
def test_old_pages_are_read_as_windows_1251(words: list[str]) -> None:
    page = f"<html><p>Міністр прибув до столиці. {' '.join(words)}</p></html>"
    assert in_utf8(page.encode("cp1251")) == (page.encode(), "cp1251")


def test_one_broken_character_does_not_change_the_encoding() -> None:
    body = "<p>Слово за словом</p>".encode().replace("з".encode(), b"\xd0")
    assert in_utf8(body) == ("<p>Слово �а словом</p>".encode(), "utf-8")


@pytest.mark.parametrize(
    "json_ld",
    [
        "[" * 100_000 + "datePublished",
        '{"@graph": null, "datePublished": 1}',
        '[1, "datePublished"]',
        '{"datePublished": {}, "author": 5}',
        '{"datePublished": "soon", "author": [{"name": null}, "X"]}',
    ],
)
def test_json_ld_that_makes_no_sense_is_as_good_as_none(json_ld: str) -> None:
    page = page_of(
        f"<html><head><script type='application/ld+json'>{json_ld}</script></head><body>"
        "<article class='post_news'><h1 class='post_news_title'>A title</h1>"
        "<div class='post_news_date'>1 December, 00:08</div><div class='post_news_text'>A text.</div>"
    )
    article = READERS[0].read(page, Context("en", KYIV, date(2025, 12, 1)))
    assert article.published is not None
    assert article.published.value == datetime(2025, 11, 30, 22, 8, tzinfo=UTC)
    assert article.authors == ()


if __name__ == "__main__":
    for case in map(Path, sys.argv[1:]):
        asked = json.loads((case / "expected.json").read_text(encoding="utf-8"))
        print(json.dumps(plain(case, asked), ensure_ascii=False, indent=1))
