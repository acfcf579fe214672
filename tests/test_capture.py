"""Crawling a real server: everything that comes back is archived as it came."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from claims.document import Capture
from fetching.index import ArchiveIndex, read_archive
from fetching.replay import replay_settings
from tests.crawls import Fetch, crawl, fetch
from tests.web import ROBOTS, Asked, Page, serve

STAMP = "Sun, 28 Jan 2024 10:00:00 GMT"


def archived(folder: Path, url: str) -> list[tuple[int, bytes | None]]:
    index: ArchiveIndex = read_archive([folder])
    answers = [index.answer(visit) for visit in index.visits(url)]
    return [(answer.status, answer.body) for answer in answers]


def test_body_is_archived_as_it_was_received(tmp_path: Path) -> None:
    packed = zlib.compress("Новини дня".encode(), wbits=31)
    with serve({"/a": Page(packed, headers={"Content-Encoding": "gzip", "ETag": '"1"'}), **ROBOTS}) as site:
        [item] = fetch(site, tmp_path, "/a").items
        assert item["text"] == "Новини дня"
        assert archived(tmp_path, site.url + "/a") == [(200, packed)]
        assert len(archived(tmp_path, site.url + "/robots.txt")) == 1
    capture: Capture = item["capture"]
    assert capture.sha256 == hashlib.sha256(packed).hexdigest()
    assert (capture.status, capture.etag) == (200, '"1"')
    assert read_archive([tmp_path]).last_capture(capture.url) == capture


def test_chunked_answer_is_archived_whole(tmp_path: Path) -> None:
    with serve({"/a": Page("page", headers={"Transfer-Encoding": "chunked"}), **ROBOTS}) as site:
        fetch(site, tmp_path, "/a")
        assert archived(tmp_path, site.url + "/a") == [(200, b"page")]


def test_redirects_and_errors_are_archived_too(tmp_path: Path) -> None:
    pages: dict[str, Page | str | bytes] = {
        "/a": Page(status=302, headers={"Location": "/b"}),
        "/b": Page("gone", 410),
        **ROBOTS,
    }
    with serve(pages) as site:
        [item] = fetch(site, tmp_path, "/a").items
        assert archived(tmp_path, site.url + "/a") == [(302, b"")]
        assert archived(tmp_path, site.url + "/b") == [(410, b"gone")]
    assert (item["capture"].url, item["capture"].status) == (site.url + "/b", 410)


def test_failure_after_a_redirect_has_no_capture(tmp_path: Path) -> None:
    with serve({"/a": Page(status=302, headers={"Location": "http://127.0.0.1:1/"}), **ROBOTS}) as site:
        [item] = fetch(site, tmp_path, "/a", overlay={"ROBOTSTXT_OBEY": False}).items
    assert item["capture"] is None


def test_each_try_is_archived(tmp_path: Path) -> None:
    answers = iter([Page("down", 503), Page("up")])
    with serve(lambda asked: next(answers) if asked.path == "/a" else ROBOTS["/robots.txt"]) as site:
        [item] = fetch(site, tmp_path, "/a", overlay={"RETRY_ENABLED": True}).items
        assert archived(tmp_path, site.url + "/a") == [(503, b"down"), (200, b"up")]
    assert item["capture"].status == 200


def test_only_get_is_sent(tmp_path: Path) -> None:
    with serve(ROBOTS) as site:
        [item] = fetch(site, tmp_path, "/a", method="POST").items
        assert site.paths() == ["/robots.txt"]
    assert "only GET is archived" in str(item["error"])


def test_page_too_large_is_not_taken(tmp_path: Path) -> None:
    with serve({"/a": "x" * 2000, **ROBOTS}) as site:
        [item] = fetch(site, tmp_path, "/a", overlay={"DOWNLOAD_MAXSIZE": 1000}).items
        assert archived(tmp_path, site.url + "/a") == []
        [item] = fetch(
            site, tmp_path, "/a", overlay={"DOWNLOAD_MAXSIZE": 1000}, meta={"download_maxsize": 3000}
        ).items
    assert len(item["text"]) == 2000


def edition(asked: Asked) -> Page | str:
    """A page that has not changed, for those who know it."""
    if asked.path == "/moved":
        return Page(status=301, headers={"Location": "/a"})
    if asked.headers.get("if-none-match") == '"1"' or asked.headers.get("if-modified-since") == STAMP:
        return Page(status=304, headers={"ETag": '"1"', "Content-Encoding": "gzip"})
    return Page("page", headers={"ETag": '"1"', "Last-Modified": STAMP})


@pytest.mark.parametrize("forget", ["etag", "last_modified"])
def test_unchanged_page_comes_without_a_body_and_fails_nothing(tmp_path: Path, forget: str) -> None:
    with serve(edition) as site:
        [first] = fetch(site, tmp_path, "/a").items
        seen = replace(first["capture"], **{forget: None})
        [again] = fetch(site, tmp_path, "/a", meta={"seen": seen}).items
        assert (first["unchanged"], again["unchanged"]) == (False, True)
        assert again["capture"].status == 304
        [one, two] = crawl(Fetch, replay_settings([tmp_path]), urls=[site.url + "/a"]).items
    assert (one["text"], two["text"]) == ("page", "page")
    assert (one["capture"], two["capture"]) == (first["capture"], again["capture"])


def test_page_that_has_moved_is_not_asked_with_the_old_page_s_validators(tmp_path: Path) -> None:
    with serve(edition) as site:
        seen = fetch(site, tmp_path, "/a").items[0]["capture"]
        [item] = fetch(site, tmp_path, "/moved", meta={"seen": seen}).items
    assert (item["text"], item["unchanged"]) == ("page", False)


def test_crawl_stops_where_the_archive_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with serve({"/a": "page", "/b": "page", **ROBOTS}) as site:
        crawled = fetch(site, tmp_path / "file", "/a", "/b", overlay={"ROBOTSTXT_OBEY": False})
    assert crawled.stats["finish_reason"] == "archive_error"
    assert "cannot write" in str(crawled.items[0]["error"])


def test_replay_gives_what_the_crawl_got(tmp_path: Path) -> None:
    pages: dict[str, Page | str | bytes] = {
        "/a": Page(status=302, headers={"Location": "/b"}),
        "/b": "<p>Вісті</p>",
        **ROBOTS,
    }
    with serve(pages) as site:
        live = fetch(site, tmp_path, "/a").items
    assert crawl(Fetch, replay_settings([tmp_path]), urls=[site.url + "/a"]).items == live
