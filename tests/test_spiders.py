"""The spiders over archives of made-up answers: what they list, fetch, read and refuse."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.document import Document, Role
from fetching.replay import replay_settings
from spiders.addresses import NAMED, Site
from spiders.arguments import SpiderArgumentError
from spiders.ekonomichna_pravda import EkonomichnaPravda
from spiders.european_pravda import EuropeanPravda
from spiders.listings import feed, plain, sitemap, sitemap_index
from spiders.pravda import PravdaSpider
from spiders.readers.base import Article, Context
from spiders.readers.page import Page, PageError
from spiders.readers.pravda import PravdaNews4
from spiders.ukrainska_pravda import UkrainskaPravda
from storage.outcomes import Channel, Listing, PageState, Refusal, Seen
from tests.crawls import Crawled, crawl
from tests.warcs import HTML, Reply, write_warc

UP = "https://www.pravda.com.ua"
XML = {"Content-Type": "application/xml"}
DAY = {"since": "2026-02-03", "until": "2026-02-03"}


def news(url: str, *, title: str = "A title", body: str = "<p>A text.</p>", head: str = "") -> Reply:
    return Reply(
        url,
        f"<html><head><link rel='canonical' href='{url}'>{head}</head><body><article class='post_news'>"
        f"<h1 class='post_news_title'>{title}</h1><div class='post_news_date'>3 лютого, 06:42</div>"
        f"<div class='post_news_text'>{body}</div></article></body></html>",
    )


def address(number: int, edition: str = "", day: str = "2026/02/03") -> str:
    return f"{UP}{edition}/news/{day}/{number}/"


def day_list(*links: str, layout: str = "section_list_wrapper") -> str:
    items = "".join(f"<div class='article_title'><a href='{link}'>A title</a></div>" for link in links)
    return (
        f"<html><body><nav><a href='/news/'>News</a></nav><div class='{layout}'>{items}</div></body></html>"
    )


def rss(*links: str) -> str:
    items = "".join(
        f"<item><title>T</title><link>{link}</link><pubDate>Tue, 03 Feb 2026 09:00:00 +0200</pubDate></item>"
        for link in links
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><link>{UP}</link>{items}</channel></rss>'


def urlset(*entries: tuple[str, str, tuple[str, ...]]) -> str:
    urls = "".join(
        f"<url><loc>{url}</loc><lastmod>{changed}</lastmod>"
        + "".join(f'<xhtml:link rel="alternate" hreflang="xx" href="{other}"/>' for other in others)
        + "</url>"
        for url, changed, others in entries
    )
    names = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset {names}>{urls}</urlset>'


def index(*urls: str) -> str:
    maps = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{maps}</sitemapindex>'


def replay(
    tmp_path: Path,
    replies: Iterable[Reply],
    spider: type[PravdaSpider] = UkrainskaPravda,
    /,
    **arguments: str,
) -> Crawled:
    warc = write_warc(tmp_path / "crawl.warc.gz", replies)
    return crawl(spider, replay_settings([warc]), **arguments)


def of(kind: type[Any], crawled: Crawled) -> list[Any]:
    return [item for item in crawled.items if isinstance(item, kind)]


def states(crawled: Crawled) -> dict[str, PageState]:
    return {refusal.url: refusal.state for refusal in of(Refusal, crawled)}


# ── arguments ──


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"since": "2024-02-30"}, "since=2024-02-30 is not a day; write 2024-01-28"),
        ({"since": "yesterday", "until": "2024-01-01"}, "lies after until"),
        ({"until": "2024-01-01"}, "until needs since"),
        ({"since": "1999-01-01"}, "before the outlet's first day, 2000-04-16"),
        ({"editions": "en,fr"}, "no edition 'fr'; there are uk, ru, en"),
        ({"editions": ","}, "no edition is named"),
        ({"channels": "telex"}, "no channel 'telex'; there are feed, sitemap, archive"),
        ({"channels": "archive"}, "needs days"),
        ({"limit": "0"}, "limit=0"),
        ({"limit": "-3"}, "limit=-3"),
        ({"limit": "many"}, "limit=many"),
        ({"sinc": "2024-01-01"}, "no argument 'sinc'; there are since"),
    ],
)
def test_arguments_that_do_not_fit_are_refused_in_a_sentence(
    arguments: Mapping[str, str], words: str
) -> None:
    with pytest.raises(SpiderArgumentError, match=words):
        UkrainskaPravda(**arguments)


def test_arguments_choose_days_editions_and_channels() -> None:
    chosen = UkrainskaPravda(since="2024-02-28", until="2024-03-01", editions="en, uk", limit="5").selection
    assert list(chosen.days()) == [date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1)]
    assert chosen.editions == ("en", "uk")
    assert chosen.channels == (Channel.SITEMAP, Channel.ARCHIVE)
    assert chosen.limit == 5
    assert UkrainskaPravda().selection.channels == (Channel.FEED,)
    today = UkrainskaPravda(since="yesterday").selection
    assert len(list(today.days())) == 2


# ── addresses ──


@pytest.mark.parametrize(
    ("url", "canonical", "edition", "day"),
    [
        (f"{UP}/news/2025/12/01/8009697/", f"{UP}/news/2025/12/01/8009697/", "uk", date(2025, 12, 1)),
        (f"{UP}/eng/news/2023/09/1/7418042", f"{UP}/eng/news/2023/09/1/7418042/", "en", date(2023, 9, 1)),
        (
            "http://pravda.com.ua/rus/articles/2026/01/08/8015225/index.amp?x=1#top",
            f"{UP}/rus/articles/2026/01/08/8015225/",
            "ru",
            date(2026, 1, 8),
        ),
        (
            f"{UP}/eng/podcasts/some-show/2025/12/01/8009700/",
            f"{UP}/eng/podcasts/some-show/2025/12/01/8009700/",
            "en",
            date(2025, 12, 1),
        ),
    ],
)
def test_addresses_are_canonical(url: str, canonical: str, edition: str, day: date) -> None:
    found = Site("www.pravda.com.ua").address(url)
    assert found is not None
    assert (found.url, found.edition, found.day) == (canonical, edition, day)
    assert Site("www.pravda.com.ua").address(found.url) == found


@pytest.mark.parametrize(
    "url",
    [
        f"{UP}/news/",
        f"{UP}/news/date_01122025/",
        f"{UP}/news/2025/13/01/8009697/",
        f"{UP}/tags/war/",
        "https://life.pravda.com.ua/news/2025/12/01/8009697/",
        "https://www.pravda.com.ua.evil.example/news/2025/12/01/8009697/",
        "http://[::1/news/2025/12/01/8009697/",
        "/news/2025/12/01/8009697/",
        "",
    ],
)
def test_other_addresses_are_no_articles(url: str) -> None:
    assert Site("www.pravda.com.ua").address(url) is None


def test_named_addresses_tell_no_day() -> None:
    found = Site("epravda.com.ua", NAMED).address("https://epravda.com.ua/rus/finances/how-much-813313")
    assert found == ("https://epravda.com.ua/rus/finances/how-much-813313/", "ru", "813313", None)


@given(st.text(max_size=80))
def test_no_text_breaks_the_reading_of_addresses(text: str) -> None:
    site = Site("www.pravda.com.ua")
    for url in (text, f"{UP}/{text}"):
        site.holds_sister(url)
        found = site.address(url)
        assert found is None or site.address(found.url) == found


# ── lists ──


def test_compression_is_told_by_the_first_bytes() -> None:
    body = urlset((address(1), "2026-02-03T09:00:00+02:00", ())).encode()
    assert plain(body, 10_000) == plain(gzip.compress(body), 10_000) == body


def test_a_list_that_unpacks_to_too_much_is_refused() -> None:
    with pytest.raises(PageError, match="more than 1000 bytes"):
        plain(gzip.compress(b"<x/>" * 100_000), 1000)
    with pytest.raises(PageError, match="gzip"):
        plain(b"\x1f\x8bnonsense", 1000)


def test_entities_are_not_resolved(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("https://secret.example/")
    doctype = f'<!DOCTYPE urlset [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y "{UP}/y/">]>'
    body = f"{doctype}<urlset><url><loc>&x;</loc></url><url><loc>&y;</loc></url></urlset>"
    assert [listed.url for listed in sitemap(body.encode())] == []


@pytest.mark.parametrize("read", [feed, sitemap, sitemap_index])
@pytest.mark.parametrize("body", [b"", b"<html><p>no</html>", b"<urlset><url>"])
def test_a_list_that_is_no_xml_is_refused(read: Any, body: bytes) -> None:
    with pytest.raises(PageError, match="XML"):
        list(read(body))


def test_a_feed_tells_addresses_and_times() -> None:
    (item,) = feed(rss(address(1)).encode())
    assert item == (address(1), datetime(2026, 2, 3, 7, tzinfo=UTC), ())


# ── crawls ──


def test_the_newest_come_from_the_feeds_of_the_editions(tmp_path: Path) -> None:
    crawled = replay(
        tmp_path,
        [
            Reply(
                f"{UP}/rss/",
                rss(address(1), "https://life.pravda.com.ua/society/a-story-312486"),
                headers=XML,
            ),
            Reply(f"{UP}/eng/rss/view_news/", rss(address(1, "/eng"), address(2)), headers=XML),
            news(address(1), title="Один"),
            news(address(1, "/eng"), title="One"),
        ],
        editions="uk,en",
    )
    documents = {document.edition: document for document in of(Document, crawled)}
    assert {edition: document.title for edition, document in documents.items()} == {"uk": "Один", "en": "One"}
    assert documents["uk"].translation_group == documents["en"].translation_group == "ukrainska_pravda/1"
    assert documents["uk"].capture is not None
    assert documents["uk"].capture.url == address(1)
    assert documents["uk"].blocks[0].role is Role.LEAD
    (moved,) = of(Refusal, crawled)
    assert (moved.state, moved.moved_to, moved.day) == (PageState.MOVED, moved.url, date(2026, 2, 3))
    assert all(listing.unit is None and listing.channel is Channel.FEED for listing in of(Listing, crawled))


def test_a_day_archive_lists_the_pages_of_its_day_and_edition(tmp_path: Path) -> None:
    sister = "https://epravda.com.ua/finances/how-much-813313/"
    crawled = replay(
        tmp_path,
        [
            Reply(
                f"{UP}/archives/date_03022026/",
                day_list(
                    address(1).removeprefix(UP),
                    address(1),
                    address(2, day="2026/02/02"),
                    address(3, "/rus"),
                    sister,
                    "https://epravda.com.ua/authors/a/",
                    "http://[x",
                ),
            ),
            news(address(1)),
        ],
        editions="uk",
        channels="archive",
        **DAY,
    )
    (listing,) = of(Listing, crawled)
    assert (listing.unit, listing.edition) == ("2026-02-03", "uk")
    assert [(entry.url, entry.day) for entry in listing.entries] == [(address(1), date(2026, 2, 3))]
    assert states(crawled) == {sister: PageState.MOVED}
    assert [document.url for document in of(Document, crawled)] == [address(1)]


def test_an_empty_day_is_listed_and_an_unknown_list_is_drift(tmp_path: Path) -> None:
    unknown = f"{UP}/rus/news/date_03022026/"
    crawled = replay(
        tmp_path,
        [
            Reply(f"{UP}/archives/date_03022026/", day_list()),
            Reply(unknown, "<html><body><div class='grid'><a href='/'>Home</a></div></body></html>"),
        ],
        editions="uk,ru",
        channels="archive",
        **DAY,
    )
    (listing,) = of(Listing, crawled)
    assert (listing.edition, listing.entries) == ("uk", ())
    (drift,) = of(Refusal, crawled)
    assert (drift.url, drift.state, drift.day, drift.edition) == (
        unknown,
        PageState.DRIFT,
        date(2026, 2, 3),
        "ru",
    )
    assert drift.capture is not None


def test_a_blocked_archive_is_blocked_and_not_empty(tmp_path: Path) -> None:
    crawled = replay(
        tmp_path,
        [Reply(f"{UP}/{part}/date_03022026/", "no", status=403) for part in ("archives", "news")],
        editions="uk",
        channels="archive",
        **DAY,
    )
    assert states(crawled) == {f"{UP}/news/date_03022026/": PageState.BLOCKED}
    assert not of(Listing, crawled)


@pytest.mark.parametrize(
    ("replies", "words"),
    [
        (
            (
                Reply(
                    f"{UP}/eng/archives/date_03022026/",
                    status=302,
                    headers={**HTML, "Location": f"{UP}/eng/"},
                ),
                Reply(f"{UP}/eng/", day_list(address(5, "/eng", "2026/02/04"), layout="news_all")),
            ),
            "leads to",
        ),
        ((Reply(f"{UP}/eng/archives/date_03022026/", day_list(address(1))),), "another edition"),
    ],
    ids=["redirect", "another edition"],
)
def test_what_is_not_the_list_of_the_day_is_not_an_empty_day(
    tmp_path: Path, replies: tuple[Reply, ...], words: str
) -> None:
    class One(UkrainskaPravda):
        archives = UkrainskaPravda.archives[:1]

    crawled = replay(tmp_path, replies, One, editions="en", channels="archive", **DAY)
    (refusal,) = crawled.items
    assert refusal.state is PageState.DRIFT
    assert words in refusal.reason


@pytest.mark.parametrize("body", [rss(address(1)), rss(), rss("https://www.pravda.com.ua/eng/")])
def test_a_feed_without_an_article_of_its_edition_is_drift(tmp_path: Path, body: str) -> None:
    crawled = replay(tmp_path, [Reply(f"{UP}/eng/rss/view_news/", body, headers=XML)], editions="en")
    assert states(crawled) == {f"{UP}/eng/rss/view_news/": PageState.DRIFT}
    assert not of(Listing, crawled)


def test_a_sitemap_whose_addresses_are_not_understood_is_drift(tmp_path: Path) -> None:
    month = f"{UP}/sitemap/sitemap-2026-02.xml"
    crawled = replay(
        tmp_path,
        [
            Reply(f"{UP}/sitemap/sitemap.xml", index(month), headers=XML),
            Reply(month, urlset((f"{UP}/story-1", "2026-02-03", ())), headers=XML),
        ],
        channels="sitemap",
        editions="uk",
        **DAY,
    )
    assert states(crawled) == {month: PageState.DRIFT}


def test_a_sitemap_lists_each_edition_and_day(tmp_path: Path) -> None:
    first, second = "2026-02-03T09:00:00+02:00", "2026-02-04T10:00:00+02:00"
    month = urlset(
        (address(1, "/eng"), first, (address(1),)),
        (address(1), second, (address(1, "/eng"),)),
        (address(2, day="2026/02/9"), second, ()),
        (f"{UP}/news/", second, ()),
    )
    crawled = replay(
        tmp_path,
        [
            Reply(
                f"{UP}/sitemap/sitemap.xml",
                index(f"{UP}/sitemap/sitemap-archive.xml", f"{UP}/sitemap/sitemap-news.xml"),
                headers=XML,
            ),
            Reply(
                f"{UP}/sitemap/sitemap-archive.xml",
                index(
                    f"{UP}/sitemap/sitemap-2026-02.xml.gz",
                    f"{UP}/sitemap/sitemap-2026-01.xml.gz",
                    "https://other.example/sitemap-2026-02.xml.gz",
                ),
                headers=XML,
            ),
            Reply(f"{UP}/sitemap/sitemap-2026-02.xml.gz", gzip.compress(month.encode()), headers=XML),
            news(address(1)),
            news(address(1, "/eng")),
        ],
        channels="sitemap",
        since="2026-02-03",
        until="2026-02-04",
    )
    listed = {(listing.edition, listing.unit): listing.entries for listing in of(Listing, crawled)}
    assert len(listed) == 6
    assert {key for key, entries in listed.items() if entries} == {("uk", "2026-02-03"), ("en", "2026-02-03")}
    (entry,) = listed["uk", "2026-02-03"]
    assert entry.changed == datetime.fromisoformat(second)
    assert len(of(Document, crawled)) == 2
    assert not of(Refusal, crawled)


def test_a_month_that_the_sitemaps_lack_is_said(tmp_path: Path) -> None:
    archive = f"{UP}/sitemap/sitemap-archive.xml"
    crawled = replay(
        tmp_path,
        [Reply(archive, index(f"{UP}/sitemap/sitemap-2020-01.xml.gz"), headers=XML)],
        channels="sitemap",
        editions="uk",
        **DAY,
    )
    (missing,) = of(Refusal, crawled)
    assert (missing.url, missing.state) == (archive, PageState.FAILED)
    assert "2026-02" in missing.reason


def both_channels() -> list[Reply]:
    return [
        Reply(f"{UP}/archives/date_03022026/", day_list(*(address(number) for number in range(1, 5)))),
        Reply(
            f"{UP}/sitemap/sitemap-archive.xml", index(f"{UP}/sitemap/sitemap-2026-02.xml.gz"), headers=XML
        ),
        Reply(
            f"{UP}/sitemap/sitemap-2026-02.xml.gz",
            urlset(*((address(number), "2026-02-03T09:00:00+02:00", ()) for number in range(1, 5))),
            headers=XML,
        ),
        *(news(address(number)) for number in range(1, 5)),
    ]


def test_a_page_in_several_lists_is_fetched_once(tmp_path: Path) -> None:
    crawled = replay(tmp_path, both_channels(), editions="uk", **DAY)
    assert len(of(Listing, crawled)) == 2
    assert sorted(document.url for document in of(Document, crawled)) == [address(n) for n in range(1, 5)]


def test_the_limit_holds_over_all_lists(tmp_path: Path) -> None:
    crawled = replay(tmp_path, both_channels(), editions="uk", limit="3", **DAY)
    assert len(of(Document, crawled)) == 3


def test_what_is_settled_and_unchanged_is_not_fetched(tmp_path: Path) -> None:
    at = datetime(2026, 2, 3, 8, tzinfo=UTC)
    known = {
        address(1): Seen(at, None, None, PageState.STORED, None),
        address(2): Seen(at.replace(hour=6), None, None, PageState.STORED, None),
        address(3): Seen(at, None, None, PageState.DRIFT, None),
    }

    class Again(UkrainskaPravda):
        seen = staticmethod(known.get)

    crawled = replay(tmp_path, both_channels(), Again, editions="uk", channels="sitemap", **DAY)
    assert sorted(document.url for document in of(Document, crawled)) == [address(2), address(3), address(4)]
    assert crawled.stats["claimwire/skipped"] == 1


def one_page(tmp_path: Path, *replies: Reply, url: str = address(1), edition: str = "uk") -> Crawled:
    prefix = UkrainskaPravda.editions[edition]
    listed = Reply(f"{UP}{prefix}/archives/date_03022026/", day_list(url))
    return replay(tmp_path, [listed, *replies], editions=edition, channels="archive", **DAY)


@pytest.mark.parametrize(
    ("reply", "state", "words"),
    [
        (Reply(address(1), "no", status=403), PageState.BLOCKED, "HTTP 403"),
        (Reply(address(1), "slow", status=429), PageState.BLOCKED, "HTTP 429"),
        (Reply(address(1), "gone", status=404), PageState.GONE, "HTTP 404"),
        (Reply(address(1), "oops", status=500), PageState.FAILED, "HTTP 500"),
        (Reply(f"{UP}/other/", "x"), PageState.NOT_IN_REPLAY, "does not hold"),
        (Reply(address(1), "<html><h1>New look</h1></html>"), PageState.DRIFT, "no reader knows"),
        (
            Reply(address(1), b"%PDF-1.7", headers={"Content-Type": "application/pdf"}),
            PageState.DRIFT,
            "no markup",
        ),
        (news(address(1), body="<p><img src='1.jpg'></p>"), PageState.REJECTED, "without text"),
        (news(address(1), body="<p>" + "слово � " * 40 + "</p>"), PageState.REJECTED, "40 characters"),
        (
            Reply(
                address(1), "<html><title>Just a moment...</title><form id='challenge-form'></form></html>"
            ),
            PageState.BLOCKED,
            "Cloudflare",
        ),
    ],
)
def test_a_page_without_a_document_is_refused_with_a_reason(
    tmp_path: Path, reply: Reply, state: PageState, words: str
) -> None:
    crawled = one_page(tmp_path, reply)
    (refusal,) = of(Refusal, crawled)
    assert not of(Document, crawled)
    assert (refusal.url, refusal.state, refusal.day) == (address(1), state, date(2026, 2, 3))
    assert words in refusal.reason
    assert (refusal.capture is None) == (state is PageState.NOT_IN_REPLAY)


def test_a_page_that_a_reader_trips_over_is_accounted_for(tmp_path: Path) -> None:
    class Broken(PravdaNews4):
        def read(self, page: Page, context: Context) -> Article:
            raise KeyError("date")

    class Trips(UkrainskaPravda):
        readers = (Broken(),)

    listed = Reply(f"{UP}/archives/date_03022026/", day_list(address(1)))
    crawled = replay(tmp_path, [listed, news(address(1))], Trips, editions="uk", channels="archive", **DAY)
    (refusal,) = of(Refusal, crawled)
    assert (refusal.url, refusal.state) == (address(1), PageState.FAILED)
    assert "KeyError" in refusal.reason


def test_a_removed_page_that_leads_to_the_front_page_is_gone(tmp_path: Path) -> None:
    redirect = Reply(address(1), status=302, headers={**HTML, "Location": f"{UP}/"})
    assert states(one_page(tmp_path, redirect, Reply(f"{UP}/", "<html><h1>News</h1></html>"))) == {
        address(1): PageState.GONE
    }


def test_an_index_of_sitemaps_that_names_itself_comes_to_an_end(tmp_path: Path) -> None:
    archive = f"{UP}/sitemap/sitemap-archive.xml"
    other = f"{UP}/sitemap/sitemap-archive-2.xml"
    crawled = replay(
        tmp_path,
        [
            Reply(archive, index(archive, other), headers=XML),
            Reply(other, index(archive), headers=XML),
        ],
        channels="sitemap",
        editions="uk",
        **DAY,
    )
    assert crawled.stats["replay/served"] == 2


SISTER = "https://champion.com.ua/ukr/ski/a-race-1057291/"


@pytest.mark.parametrize(
    ("replies", "moved_to"),
    [
        ((Reply(address(1), status=301, headers={**HTML, "Location": SISTER}), news(SISTER)), SISTER),
        ((Reply(address(1), news(SISTER).body),), SISTER),
        (
            (news(address(1), head="<meta property='fb:app_id' content='949996478492287'>"),),
            "https://champion.com.ua/",
        ),
        ((Reply(address(1), news(address(2)).body),), address(2)),
        (
            (Reply(address(1), status=302, headers={**HTML, "Location": address(9)}), news(address(9))),
            address(9),
        ),
    ],
    ids=["redirect", "canonical", "application", "other number", "redirect to another number"],
)
def test_what_stands_elsewhere_is_moved(tmp_path: Path, replies: tuple[Reply, ...], moved_to: str) -> None:
    crawled = one_page(tmp_path, *replies)
    (refusal,) = of(Refusal, crawled)
    assert not of(Document, crawled)
    assert (refusal.url, refusal.state, refusal.moved_to) == (address(1), PageState.MOVED, moved_to)


def test_a_translation_that_leads_to_the_original_is_not_stored_in_the_wrong_language(tmp_path: Path) -> None:
    english = address(1, "/eng")
    redirect = Reply(english, status=302, headers={**HTML, "Location": address(1)})
    crawled = one_page(tmp_path, redirect, news(address(1)), url=english, edition="en")
    assert states(crawled) == {english: PageState.MOVED}


def test_european_pravda_reads_unpadded_days_and_old_encodings(tmp_path: Path) -> None:
    site = "https://www.eurointegration.com.ua"
    url = f"{site}/news/2018/04/8/7080001/"
    old = (
        "<html><body><article class='post'><h1 class='post__title'>Порт відкрито</h1>"
        "<div class='post__time'>Неділя, 8 квітня 2018, 09:15</div>"
        "<div class='post__text'>Порт знову працює.<br>Перший корабель прибув.</div></article></body></html>"
    )
    crawled = replay(
        tmp_path,
        [
            Reply(
                f"{site}/archives/date_08042018/",
                day_list("/news/2018/04/8/7080001/", layout="block_archive_list"),
            ),
            Reply(url, old.encode("cp1251"), headers={"Content-Type": "text/html"}),
        ],
        EuropeanPravda,
        editions="uk",
        channels="archive",
        since="2018-04-08",
        until="2018-04-08",
    )
    (document,) = of(Document, crawled)
    assert (document.url, document.outlet) == (url, "european_pravda")
    assert document.text == "Порт знову працює.\n\nПерший корабель прибув."
    assert document.published.value == datetime(2018, 4, 8, 6, 15, tzinfo=UTC)


def test_ekonomichna_pravda_takes_days_from_its_lists(tmp_path: Path) -> None:
    url = "https://epravda.com.ua/finances/how-much-813313/"
    crawled = replay(
        tmp_path,
        [Reply("https://epravda.com.ua/archives/date_03022026/", day_list(url)), news(url)],
        EkonomichnaPravda,
        editions="uk",
        channels="archive",
        **DAY,
    )
    (listing,) = of(Listing, crawled)
    assert [(entry.url, entry.day) for entry in listing.entries] == [(url, date(2026, 2, 3))]
    (document,) = of(Document, crawled)
    assert document.published.raw == "3 лютого, 06:42"
