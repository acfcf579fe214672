"""Real pages, where they are beside the checkout: an article is read whole, and nothing else with it."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest
from scrapy.http import HtmlResponse

from claims.document import Document, Role
from fetching.replay import replay_settings
from spiders.ekonomichna_pravda import EkonomichnaPravda
from spiders.readers.body import clean
from spiders.readers.page import Page
from spiders.ukrainska_pravda import UkrainskaPravda
from storage.outcomes import Listing, PageState, Refusal
from tests.crawls import Crawled, crawl
from tests.real_pages import ECONOMY, LONG_READ, MOVED, NEWS, PAGES, build, saved

pytestmark = pytest.mark.skipif(not PAGES.is_dir(), reason=f"no saved pages at {PAGES}")


@pytest.fixture(scope="module")
def replayed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return replay_settings([build(tmp_path_factory.mktemp("real") / "real.warc.gz")])


@pytest.fixture(scope="module")
def first_of_december(replayed: dict[str, Any]) -> Crawled:
    return crawl(UkrainskaPravda, replayed, since="2025-12-01", until="2025-12-01", channels="sitemap")


def one(crawled: Crawled) -> Document:
    (document,) = (item for item in crawled.items if isinstance(item, Document))
    return document


def annotated(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((PAGES / "annotations" / name).read_text(encoding="utf-8"))["V1"]
    return found


def annotated_paragraphs(annotation: dict[str, Any]) -> list[str]:
    sections = annotation["body"]["sections"]
    return [clean(text) for section in sections for text in [*section["headline"], *section["paragraphs"]]]


def blocks(document: Document) -> list[str]:
    return [document.text[block.start : block.end] for block in document.blocks]


def test_the_news_is_read_whole(first_of_december: Crawled) -> None:
    document = one(first_of_december)
    facts = Page(HtmlResponse(NEWS, body=saved(NEWS))).facts
    assert document.url == NEWS
    assert document.title == clean(facts["headline"])
    assert re.findall(r"\w+", document.text) == re.findall(r"\w+", facts["articleBody"])
    assert list(document.tags) == facts["keywords"]
    assert document.authors == tuple(clean(author["name"]) for author in facts["author"])


def test_the_news_has_its_time_roles_links_and_translations(first_of_december: Crawled) -> None:
    document = one(first_of_december)
    assert document.published is not None
    assert document.published.value == datetime(2025, 11, 30, 22, 8, tzinfo=UTC)
    assert (document.published.zone, document.language) == ("+02:00", "uk")
    assert Counter(block.role for block in document.blocks) == {
        Role.LEAD: 1,
        Role.SOURCE: 1,
        Role.DETAILS: 7,
        Role.QUOTE: 1,
        Role.BACKGROUND: 7,
    }
    assert len(document.links) == 9
    assert all(link.startswith("https://") for link in document.links)
    assert document.translations == (
        NEWS.replace("/news/", "/rus/news/"),
        NEWS.replace("/news/", "/eng/news/"),
    )
    assert document.translation_group == "ukrainska_pravda/8009697"
    assert document.capture is not None
    assert document.capture.at == datetime(2025, 12, 1, 8, tzinfo=UTC)


def test_a_page_of_the_sports_site_is_moved(first_of_december: Crawled) -> None:
    (moved,) = (item for item in first_of_december.items if getattr(item, "state", None) is PageState.MOVED)
    assert moved.url == MOVED
    assert moved.moved_to.startswith("https://champion.com.ua/ukr/ski/")


def test_the_sitemap_is_listed_whole(first_of_december: Crawled) -> None:
    listings = [item for item in first_of_december.items if isinstance(item, Listing)]
    assert {(item.edition, item.unit): len(item.entries) for item in listings} == {
        (edition, "2025-12-01"): 162 for edition in ("uk", "ru", "en")
    }
    urls = {entry.url for item in listings for entry in item.entries}
    assert urls == set(re.findall(r"<loc>(.+?)</loc>", saved_sitemap()))
    missing = [item for item in first_of_december.items if isinstance(item, Refusal)]
    assert Counter(item.state for item in missing) == {PageState.NOT_IN_REPLAY: 484, PageState.MOVED: 1}


def saved_sitemap() -> str:
    return (PAGES / "ukrainska-pravda/sitemap-2025-12.xml").read_text(encoding="utf-8")


def test_the_long_read_is_read_whole(replayed: dict[str, Any]) -> None:
    document = one(
        crawl(
            UkrainskaPravda,
            replayed,
            since="2026-01-08",
            until="2026-01-08",
            channels="archive",
            editions="ru",
        )
    )
    annotation = annotated("fundus_Pravda_expected_2026-01-08.json")
    assert document.url == LONG_READ
    assert document.title == annotation["title"]
    assert list(document.authors) == annotation["authors"]
    assert list(document.tags) == annotation["topics"]
    assert document.published is not None
    assert document.published.value == datetime.fromisoformat(annotation["publishing_date"])
    facts = Page(HtmlResponse(LONG_READ, body=saved(LONG_READ))).facts
    assert words(facts["articleBody"]) - words(document.text) == Counter()
    # Its last two paragraphs are descriptions of other articles.
    assert [text for text in annotated_paragraphs(annotation)[:-2] if text not in blocks(document)] == []
    assert len(document.links) == 26


def test_the_sister_site_is_read_by_the_same_layout(replayed: dict[str, Any]) -> None:
    document = one(crawl(EkonomichnaPravda, replayed, since="2025-10-24", until="2025-10-24", editions="uk"))
    annotation = annotated("fundus_epravda_expected_2025-10-24.json")
    assert (document.url, document.reader) == (ECONOMY, "PravdaNews4")
    assert (document.title, list(document.authors)) == (annotation["title"], annotation["authors"])
    assert [text for text in annotated_paragraphs(annotation) if text not in blocks(document)] == []
    assert Counter(block.role for block in document.blocks)[Role.LIST] == 3
    assert document.published is not None
    assert (document.published.raw, document.published.zone) == (annotation["publishing_date"], "Europe/Kyiv")


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))
