"""A made-up edition of Ukrainska Pravda on loopback, as many pages as asked for.

    python -m benchmarks.site PAGES      serves until it is stopped; the first line it prints is its address

Paths begin with the host, as ``tests.loopback`` sends them. Pages have the structure of the site's fourth
layout and the weight of a saved one.
"""

from __future__ import annotations

import asyncio
import json
import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache

from benchmarks import articles

HOST = "www.pravda.com.ua"
DAY = date(2026, 3, 1)
A_DAY = 400
FIRST_ID = 8_100_000
_CHANCE = random.Random(HOST)
# What a saved page of the site is made of: about 120 kB, half of it the outlines of icons.
_PATHS = (" ".join(f"{_CHANCE.uniform(0, 24):.3f}" for _ in range(520)) for _ in range(22))
_ICONS = "".join(f'<svg viewBox="0 0 24 24"><path d="M{path}z"/></svg>' for path in _PATHS)
_SCRIPT = f"<script>window._config = {[_CHANCE.randrange(10**6) for _ in range(2200)]};</script>"
_MENU = "".join(
    f'<li class="main_topic"><a href="https://{HOST}/topic/{n}/">\n        Topic {n}\n</a></li>\n'
    for n in range(200)
)


def day(number: int) -> date:
    """Return the day that a page came out on."""
    return DAY + timedelta(days=number // A_DAY)


def address(number: int) -> str:
    """Return the address of a page of the English edition."""
    return f"https://{HOST}/eng/news/{day(number):%Y/%m/%d}/{FIRST_ID + number}/"


def page(number: int) -> str:
    """Return a page's HTML."""
    at = f"{day(number)}T{number % 24:02}:{number % 60:02}:00+02:00"
    data = {
        "@type": "NewsArticle",
        "headline": articles.title(number),
        "datePublished": at,
        "inLanguage": "en",
    }
    body = "".join(f'<p class="MsoNormal">\n\t{text}\n</p>\n\n' for text in articles.paragraphs(number))
    title = articles.title(number)
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<link rel="canonical" href="{address(number)}"><meta property="fb:app_id" content="177855928894402">
<script type="application/ld+json">{json.dumps(data)}</script></head><body>
{_SCRIPT}<nav class="main_menu_wrapper"><ul class="main_menu">{_MENU}</ul>{_ICONS}</nav>
<div class="section_news"><article class="post_news"><header class="post_news_header">
<h1 class="post_news_title">{title}</h1>
<div class="post_news_date"><span class="post_news_author"><a href="/authors/1/">A. Author</a></span>
 — 1 March, 08:00</div>
</header>
<div class="post_news_body"><aside class="post_news_service"><div class="tooltip">Copied</div></aside>
<div class="post_news_text">{body}<div class="advtext_mob">Advertisement:</div></div>
<div class="post_news_tags"><a href="/tags/1/">war</a></div></div></article></div></body></html>"""


def listing(numbers: range) -> str:
    """Return a day archive."""
    links = "".join(
        f'<div class="article_news"><div class="article_title"><a href="{address(n)}">{n}</a></div></div>\n'
        for n in numbers
    )
    return f'<!DOCTYPE html><html><body><div class="section_list_wrapper">{links}</div></body></html>'


def numbers_of(when: date, pages: int) -> range:
    """Return the numbers of the pages that came out on a day."""
    first = (when - DAY).days * A_DAY
    return range(max(first, 0), min(first + A_DAY, pages))


@cache
def _answer(path: str, pages: int) -> bytes:
    parts = path.strip("/").split("/")
    if parts[-1].startswith("date_"):
        text = parts[-1].removeprefix("date_")
        return listing(numbers_of(date(int(text[4:]), int(text[2:4]), int(text[:2])), pages)).encode()
    return page(int(parts[-1]) - FIRST_ID).encode()


async def _serve(pages: int) -> None:
    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await reader.readuntil(b"\r\n\r\n"):
            body = _answer(head.split(b" ", 2)[1].decode(), pages)
            writer.write(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n"
                % len(body)
                + body
            )
            await writer.drain()

    async def quietly(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await talk(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()  # the client has what it wanted

    for number in range(pages):
        _answer(address(number).partition("://")[2], pages)
    server = await asyncio.start_server(quietly, "127.0.0.1", 0)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


@contextmanager
def running(pages: int) -> Iterator[str]:
    """Run the site in a process of its own and give its address."""
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.site", str(pages)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    try:
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1])))
