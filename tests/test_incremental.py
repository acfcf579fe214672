"""What is fetched again, and what is stored of it: real crawls against a site on loopback that changes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import settings
from demo import pages
from spiders.european_pravda import EuropeanPravda
from storage import queries
from storage.store import Store
from tests import web
from tests.crawls import crawl
from tests.loopback import loopback_settings

ARTICLE: dict[str, Any] = {
    "outlet": "european_pravda",
    "edition": "en",
    "id": 7178700,
    "published": datetime(2024, 1, 30, 9, 0, tzinfo=UTC),
    "author": "A. Author",
    "title": "Three wounded in a drone attack on Odesa",
    "tags": [],
}
PATH = pages.address(ARTICLE).partition("://")[2]
HOST = "www.eurointegration.com.ua"


@dataclass
class Outlet:
    """A site of one article, which can be edited."""

    body: list[str]
    etag: str = '"1"'
    changed: str = "2024-01-30T09:05:00+00:00"
    asked: list[web.Asked] = field(default_factory=list)

    def answer(self, asked: web.Asked) -> web.Page:
        """Answer one request."""
        path = asked.path.lstrip("/")
        if path == PATH:
            self.asked.append(asked)
            if asked.headers.get("if-none-match") == self.etag:
                return web.Page(status=304, headers={"ETag": self.etag})
            return web.Page(pages.article(ARTICLE, self.body, []), headers={"ETag": self.etag})
        if path == f"{HOST}/sitemap/sitemap.xml":
            return _xml(pages.sitemap_index([f"https://{HOST}/sitemap/sitemap-2024-01.xml.gz"]))
        if path == f"{HOST}/sitemap/sitemap-2024-01.xml.gz":
            listed = ARTICLE | {"revised_at": datetime.fromisoformat(self.changed)}
            return _xml(pages.sitemap([listed]))
        return web.Page("no such page", 404)


def _xml(body: str) -> web.Page:
    return web.Page(body, headers={"Content-Type": "text/xml"})


@contextmanager
def running(outlet: Outlet, folder: Path) -> Iterator[Any]:
    """Yield a function that crawls the outlet and returns the run's counts."""
    with web.serve(outlet.answer) as server:

        def go() -> dict[str, int]:
            overlay = loopback_settings(server.url) | {
                "ITEM_PIPELINES": settings.ITEM_PIPELINES,
                "CLAIMWIRE_DB": str(folder / "test.db"),
                "CLAIMWIRE_ARCHIVE": str(folder / "archive"),
            }
            day = {"since": "2024-01-30", "until": "2024-01-30", "editions": "en", "channels": "sitemap"}
            stats = crawl(EuropeanPravda, overlay, **day).stats
            return {k.partition("/")[2]: v for k, v in stats.items() if k.startswith("claimwire/")}

        yield go


def test_an_article_is_fetched_once_and_an_edit_becomes_a_version(tmp_path: Path) -> None:
    outlet = Outlet(["Three people were wounded in a drone attack on Odesa."])
    with running(outlet, tmp_path) as go:
        assert go() == {"listed": 1, "new": 1}
        assert go() == {"listed": 1, "skipped": 1}
        assert len(outlet.asked) == 1

        # The sitemap tells of a change: the page is asked for with what it was tagged with.
        outlet.changed = "2100-01-01T00:00:00+00:00"
        assert go() == {"listed": 1, "unchanged": 1}
        assert outlet.asked[-1].headers["if-none-match"] == '"1"'

        outlet.etag, outlet.body = '"2"', ["Four people were wounded in a drone attack on Odesa."]
        assert go() == {"listed": 1, "version": 1}

        # The tag has changed, the text has not: no version of it.
        outlet.etag = '"3"'
        assert go() == {"listed": 1, "unchanged": 1}

    with Store.open(tmp_path / "test.db") as store:
        stored = queries.counts(store)
        claims = {(c.kind, c.value, c.documents) for c in queries.claims(store)}
    assert (stored.documents, stored.versions) == (1, 2)
    # The edit dropped a figure: its claim stays, and no document carries it now.
    assert {("casualties", 3, 0), ("casualties", 4, 1)} <= claims
