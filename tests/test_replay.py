"""Replaying archives: the spiders get what was archived, every visit of it, and nothing else."""

import hashlib
import zlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from claims.document import Capture
from fetching.replay import NotInReplay, replay_settings
from tests.crawls import Crawled, Fetch, crawl
from tests.warcs import HTML, Reply, Revisit, write_warc

URL = "https://news.example/a/"
LATER = "2024-01-29T10:00:00Z"


def replay(*urls: str, of: Path, **arguments: Any) -> Crawled:
    return crawl(Fetch, replay_settings([of]), urls=urls, **arguments)


def texts(crawled: Crawled) -> list[str]:
    return [item["text"] for item in crawled.items if "text" in item]


def test_page_is_served_with_its_capture(tmp_path: Path) -> None:
    warc = write_warc(tmp_path / "a.warc.gz", [Reply("https://news.example/"), Reply(URL, "Вісті")])
    [item] = replay(URL, of=warc).items
    assert item["text"] == "Вісті"
    assert (item["capture"].file, item["capture"].status) == ("a.warc.gz", 200)
    assert item["capture"].offset > 0


def test_every_visit_reaches_the_spider_first_one_first(tmp_path: Path) -> None:
    warc = write_warc(
        tmp_path / "a.warc",
        [
            Reply(URL, "edited", date=LATER),
            Reply(URL, "first", date="2024-01-28T10:00:00Z"),
            Reply(URL, "edited again", date="2024-01-30T10:00:00Z"),
        ],
        gzip=False,
    )
    crawled = replay(URL, URL, of=warc)
    assert texts(crawled) == ["first", "edited", "edited again"]
    assert crawled.stats["replay/served"] == 3


def test_missing_page_is_named_and_counted(tmp_path: Path) -> None:
    warc = write_warc(tmp_path / "a.warc.gz", [Reply(URL)])
    crawled = replay(URL + "b", of=warc)
    [item] = crawled.items
    assert isinstance(item["error"], NotInReplay)
    assert str(item["error"]) == f"not in replay: {URL}b"
    assert crawled.stats["replay/missing"] == 1


def test_redirects_are_followed_within_the_archive(tmp_path: Path) -> None:
    moved = {"Location": "/b/"}
    warc = write_warc(
        tmp_path / "a.warc.gz",
        [
            Reply(URL, status=301, headers=moved),
            Reply("https://news.example/b/", "moved"),
            Reply(URL, "back", date="2024-01-30T10:00:00Z"),
        ],
    )
    crawled = replay(URL, of=warc)
    assert sorted(texts(crawled)) == ["back", "moved"]


def test_redirect_out_of_the_archive_keeps_no_stale_capture(tmp_path: Path) -> None:
    warc = write_warc(tmp_path / "a.warc.gz", [Reply(URL, status=301, headers={"Location": "/b/"})])
    [item] = replay(URL, of=warc).items
    assert isinstance(item["error"], NotInReplay)
    assert item["capture"] is None


def test_compressed_page_is_decompressed(tmp_path: Path) -> None:
    body = zlib.compress("Новини".encode(), wbits=31)
    warc = write_warc(
        tmp_path / "a.warc.gz", [Reply(URL, body, headers={**HTML, "Content-Encoding": "gzip"})]
    )
    assert texts(replay(URL, of=warc)) == ["Новини"]


def test_chunked_page_is_put_together(tmp_path: Path) -> None:
    body = b"6\r\nfirst \r\n6\r\nsecond\r\n0\r\n\r\nTrailer: 1\r\n\r\n"
    warc = write_warc(
        tmp_path / "a.warc.gz", [Reply(URL, body, headers={**HTML, "Transfer-Encoding": "chunked"})]
    )
    assert texts(replay(URL, of=warc)) == ["first second"]


@pytest.mark.parametrize("status", [200, None])
def test_revisit_has_the_body_that_it_repeats(tmp_path: Path, status: int | None) -> None:
    first = Reply("https://news.example/same/", "same")
    warc = write_warc(tmp_path / "a.warc.gz", [first, Revisit(URL, first, status)])
    [item] = replay(URL, of=warc).items
    assert (item["text"], item["capture"].status) == ("same", 200)
    assert item["capture"].sha256 == hashlib.sha256(b"same").hexdigest()


def test_unchanged_page_is_served_as_it_was(tmp_path: Path) -> None:
    first = Reply(URL, "same")
    warc = write_warc(tmp_path / "a.warc.gz", [first, Revisit(URL, first, status=304)])
    items = replay(URL, of=warc).items
    assert [(item["text"], item["capture"].status) for item in items] == [("same", 200), ("same", 304)]


@pytest.mark.parametrize("status", [200, 304, None])
def test_revisit_without_its_original_is_missing(tmp_path: Path, status: int | None) -> None:
    warc = write_warc(tmp_path / "a.warc.gz", [Revisit(URL, Reply(URL), status=status)])
    [item] = replay(URL, of=warc).items
    assert isinstance(item["error"], NotInReplay)


def test_unchanged_page_that_is_known_needs_no_original(tmp_path: Path) -> None:
    warc = write_warc(tmp_path / "a.warc.gz", [Revisit(URL, Reply(URL), status=304)])
    seen = Capture(URL, datetime(2024, 1, 28, tzinfo=UTC), 200, "", "", 0)
    [item] = replay(URL, of=warc, meta={"seen": seen}).items
    assert item["capture"].status == 304


def test_error_pages_do_not_hide_later_visits(tmp_path: Path) -> None:
    warc = write_warc(tmp_path / "a.warc.gz", [Reply(URL, status=503), Reply(URL, "up", date=LATER)])
    assert [item.get("text") for item in replay(URL, of=warc).items] == [None, "up"]


def test_address_is_matched_strictly_save_for_its_fragment(tmp_path: Path) -> None:
    warc = write_warc(
        tmp_path / "a.warc.gz", [Reply(URL, "page"), Reply("https://news.example/?n=1&token=xyz", "secret")]
    )
    crawled = replay(
        URL + "#comments",
        URL.rstrip("/"),
        URL.replace("https", "http"),
        "https://news.example/?n=1&token=other",
        "https://news.example/?n=2&token=xyz",
        of=warc,
    )
    assert sorted(texts(crawled)) == ["page", "secret"]
    assert crawled.stats["replay/missing"] == 3


def test_addresses_that_nobody_can_ask_for_do_no_harm(tmp_path: Path) -> None:
    records = [Reply("https://[news.example/"), Reply("dns:news.example"), Reply(URL, "page")]
    assert texts(replay(URL, of=write_warc(tmp_path / "a.warc.gz", records))) == ["page"]


def test_folder_is_read_with_the_folders_in_it(tmp_path: Path) -> None:
    write_warc(tmp_path / "2024/b.warc", [Reply(URL, "two", date=LATER)], gzip=False)
    write_warc(tmp_path / "a.warc.gz", [Reply(URL, "one")])
    items = replay(URL, of=tmp_path).items
    assert [(item["text"], item["capture"].file) for item in items] == [
        ("one", "a.warc.gz"),
        ("two", "2024/b.warc"),
    ]


def test_last_capture_is_known_before_anything_is_asked(tmp_path: Path) -> None:
    warc = write_warc(tmp_path / "a.warc", [Reply(URL, "one"), Reply(URL, "two", date=LATER)])
    index = replay_settings([warc])["CLAIMWIRE_REPLAY"]
    assert index.last_capture(URL).at == datetime(2024, 1, 29, 10, tzinfo=UTC)
    assert index.last_capture(URL + "b") is None
