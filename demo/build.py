"""Build the bundled archive from ``stories.toml``: ``python -m demo.build [FILE]``.

The same stories give the same bytes.
"""

from __future__ import annotations

import io
import sys
import tomllib
import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from demo import ARCHIVE, SINCE, UNTIL
from demo.pages import HOSTS, PREFIXES, Page, address, article, day_archive, feed, sitemap, sitemap_index

STORIES = Path(__file__).with_name("stories.toml")
# The crawl that made the archive ended half an hour after the last page came out.
CRAWLED = datetime(2024, 1, 29, 12, 40, tzinfo=UTC)


class Response(NamedTuple):
    """One archived answer."""

    url: str
    at: datetime
    status: str
    headers: list[tuple[str, str]]
    body: str


def main(target: Path = ARCHIVE) -> None:
    """Write the archive."""
    pages = tomllib.loads(STORIES.read_text(encoding="utf-8"))["page"]
    with target.open("wb") as output:
        writer = WARCWriter(output, gzip=True, warc_version="WARC/1.1")
        for number, response in enumerate(responses(pages)):
            writer.write_record(_record(writer, number, response))


def responses(pages: list[Page]) -> Iterator[Response]:
    """Yield every answer of the sites, listings after the articles."""
    for page in pages:
        yield from _article(
            page, [p for p in pages if (p["outlet"], p["id"]) == (page["outlet"], page["id"])]
        )
    for outlet, host in HOSTS.items():
        yield from _listings(host, sorted((p for p in pages if p["outlet"] == outlet), key=_published))


def _article(page: Page, editions: list[Page]) -> Iterator[Response]:
    url, seen = address(page), page["published"] + timedelta(minutes=20)
    if "moved_to" in page:
        yield Response(url, seen, "301 Moved Permanently", [("Location", page["moved_to"])], "")
        yield _html(page["moved_to"], seen, article(page, [], []))
        return
    yield _html(url, seen, article(page, page["body"], editions))
    if "revised" in page:
        yield _html(url, page["revised_at"] + timedelta(minutes=20), article(page, page["revised"], editions))


def _listings(host: str, pages: list[Page]) -> Iterator[Response]:
    for edition, prefix in PREFIXES.items():
        own = [p for p in pages if p["edition"] == edition]
        yield _xml(f"{host}{prefix}/rss/", feed(edition, host, own[::-1]))
        for day in _days():
            listed = [p for p in own if p["published"].date() == day]
            for section in ("archives", "news"):
                yield _html(
                    f"{host}{prefix}/{section}/date_{day:%d%m%Y}/", CRAWLED, day_archive(edition, day, listed)
                )
    months = [(month, list(group)) for month, group in groupby(pages, lambda p: f"{p['published']:%Y-%m}")]
    archive = f"{host}/sitemap/sitemap-archive.xml"
    yield _xml(f"{host}/sitemap/sitemap.xml", sitemap_index([archive]))
    yield _xml(archive, sitemap_index([f"{host}/sitemap/sitemap-{month}.xml.gz" for month, _ in months]))
    for month, group in months:
        yield _xml(f"{host}/sitemap/sitemap-{month}.xml.gz", sitemap(group))


def _days() -> list[date]:
    first, last = date.fromisoformat(SINCE), date.fromisoformat(UNTIL)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _published(page: Page) -> datetime:
    published: datetime = page["published"]
    return published


def _html(url: str, at: datetime, body: str) -> Response:
    return Response(url, at, "200 OK", [("Content-Type", "text/html; charset=utf-8")], body)


def _xml(url: str, body: str) -> Response:
    return Response(url, CRAWLED, "200 OK", [("Content-Type", "text/xml; charset=utf-8")], body)


def _record(writer: WARCWriter, number: int, response: Response) -> object:
    body = response.body.encode()
    headers = [*response.headers, ("Content-Length", str(len(body)))]
    return writer.create_warc_record(
        response.url,
        "response",
        payload=io.BytesIO(body),
        length=len(body),
        http_headers=StatusAndHeaders(response.status, headers, protocol="HTTP/1.1"),
        warc_headers_dict={
            "WARC-Date": response.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "WARC-Record-ID": f"<urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'{number} {response.url}')}>",
        },
    )


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
