"""Reading a real Ukrainska Pravda page, against trafilatura (fast) and newspaper4k.

    pip install -r benchmarks/requirements.lock && python -m benchmarks.reading

Floors: 4 times as fast as trafilatura and 20 times as fast as newspaper4k, with no word of theirs missing.
"""

from __future__ import annotations

import re
from datetime import date

import newspaper
import trafilatura
from scrapy.http import HtmlResponse

from benchmarks._measure import cpu, shared
from spiders.readers.base import Article, Context
from spiders.readers.page import Page
from spiders.readers.pravda import READERS

URL = "https://www.pravda.com.ua/news/2025/12/01/8009697/"
PAGE = "pages/ukrainska-pravda/article_ukr_2025-12-01_8009697.html"


def main() -> None:
    """Print processor milliseconds a page, the ratios, and the words that only the others found."""
    html = shared(PAGE).read_bytes()
    text = html.decode()
    times = cpu(
        {
            "claimwire": lambda: read(html),
            "trafilatura": lambda: trafilatura.extract(text, fast=True, include_comments=False),
            "newspaper4k": lambda: download(text),
        },
        rounds=15,
    )
    for name, seconds in times.items():
        print(f"{name:12} {1000 * seconds:8.2f} ms  {seconds / times['claimwire']:6.1f} times")
    article = read(html)
    own = words(f"{article.title} {article.text} {' '.join(article.authors)}")
    for name, other in (
        ("trafilatura", trafilatura.extract(text, fast=True, include_comments=False)),
        ("newspaper4k", download(text)),
    ):
        print(f"words that only {name} found: {sorted(words(other) - own) or 'none'}")


def read(html: bytes) -> Article:
    """Read the page as a crawl does, from the bytes of the response."""
    page = Page(HtmlResponse(URL, body=html))
    reader = next(reader for reader in READERS if reader.claims(page))
    return reader.read(page, Context("uk", "Europe/Kyiv", date(2025, 12, 1)))


def download(html: str) -> str:
    """Read the page with newspaper4k."""
    article = newspaper.Article(URL, language="uk")
    article.download(input_html=html)
    article.parse()
    return str(article.text)


def words(text: str) -> set[str]:
    """Return the different words of a text."""
    return set(re.findall(r"\w+", text.casefold()))


if __name__ == "__main__":
    main()
