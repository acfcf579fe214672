"""Real pages saved from Ukrainska Pravda and its sister sites, as an archive to replay.

    python -m tests.real_pages FILE.warc.gz

They are other people's text, kept beside the checkout in ``../shared/pages`` and not part of it. Only the two
day archives that lead to a page are made up here, as none was saved.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.warcs import Reply, write_warc

PAGES = Path(__file__).resolve().parents[2] / "shared" / "pages"

UP = "https://www.pravda.com.ua"
NEWS = f"{UP}/news/2025/12/01/8009697/"
LONG_READ = f"{UP}/rus/articles/2026/01/08/8015225/"
MOVED = f"{UP}/news/2025/12/01/8009694/"
ECONOMY = (
    "https://epravda.com.ua/tehnologiji/yak-v-ukrajini-diyatimut-limiti-dlya-gravciv-azartnih-igor-813313/"
)

# Of each saved answer: its address, the file, and when it was fetched as far as its contents tell.
SAVED = (
    (NEWS, "ukrainska-pravda/article_ukr_2025-12-01_8009697.html", "2025-12-01T08:00:00Z"),
    (LONG_READ, "ukrainska-pravda/article_rus_2026-01-08_8015225.html", "2026-01-08T17:26:00Z"),
    (MOVED, "champion/article_ukr_2025-12-01_up8009694_redirected.html", "2025-12-01T08:00:00Z"),
    (ECONOMY, "epravda/article_ukr_2025-10-24_813313.html", "2025-10-24T14:00:00Z"),
    (
        f"{UP}/sitemap/sitemap-archive.xml",
        "ukrainska-pravda/sitemap-archive_2025-12.xml",
        "2025-12-01T22:00:00Z",
    ),
    (
        f"{UP}/sitemap/sitemap-2025-12.xml.gz",
        "ukrainska-pravda/sitemap-2025-12.xml",
        "2025-12-01T22:00:00Z",
    ),
)


def saved(url: str) -> bytes:
    """Return the body saved of an address."""
    return next(PAGES / file for address, file, _ in SAVED if address == url).read_bytes()


def build(target: Path) -> Path:
    """Write the archive and return its path. Raises OSError where the pages are not there."""
    replies = [
        Reply(url, (PAGES / file).read_bytes(), headers=_type(file), date=at) for url, file, at in SAVED
    ]
    days = [
        Reply(f"{UP}/rus/archives/date_08012026/", _list(LONG_READ), date="2026-01-08T22:00:00Z"),
        Reply("https://epravda.com.ua/archives/date_24102025/", _list(ECONOMY), date="2025-10-24T22:00:00Z"),
    ]
    return write_warc(target, [*replies, *days])


def _type(file: str) -> dict[str, str]:
    return {"Content-Type": "application/xml" if file.endswith(".xml") else "text/html"}


def _list(url: str) -> str:
    return f"<html><body><div class='section_list_wrapper'><a href='{url}'>A page</a></div></body></html>"


if __name__ == "__main__":
    build(Path(sys.argv[1]))
