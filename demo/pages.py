"""Pages of the demo in the structure that the sites had in January 2024 (layout generation 3)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from html import escape
from typing import Any

HOSTS = {
    "ukrainska_pravda": "https://www.pravda.com.ua",
    "european_pravda": "https://www.eurointegration.com.ua",
}
PREFIXES = {"uk": "", "ru": "/rus", "en": "/eng"}
_WEEKDAYS = {
    "uk": ["понеділок", "вівторок", "середа", "четвер", "п'ятниця", "субота", "неділя"],
    "ru": ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"],
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
}
_JANUARY = {"uk": "січня", "ru": "января", "en": "January"}

Page = Mapping[str, Any]


def address(page: Page) -> str:
    """Return the page's address on its outlet."""
    day = page["published"].date()
    return f"{HOSTS[page['outlet']]}{PREFIXES[page['edition']]}/news/{day:%Y/%m}/{day.day}/{page['id']}/"


def article(page: Page, body: Sequence[str], siblings: Iterable[Page]) -> str:
    """Return the HTML of an article whose body is given in the notation of ``stories.toml``."""
    if page.get("unknown_layout"):
        return _document(page, "", f'<div class="special"><h1>{page["title"]}</h1><p>{body[0]}</p></div>')
    picture = (
        '<div class="post_photo_news"><img class="post_photo_news_img" src="/images/1.jpg" alt=""></div>'
    )
    tags = "".join(f'<span class="post_tags_item"><a href="/tags/{t}/">{t}</a></span>' for t in page["tags"])
    post = f"""
<div class="container_sub_post_news"><article class="post">
<header class="post_header"><h1 class="post_title">{escape(page["title"])}</h1>
<div class="post_time"><span class="post_author"><a href="/authors/1/">{page["author"]}</a></span>
 — {printed(page)}</div>
<div class="post_views">1024</div></header>
{picture}
<div class="post_text">{"".join(_paragraphs(body))}<div class="advtext_mob">Реклама:</div>
<div class="nts-ad"><div class="UPR_ITA"></div></div></div>
<div class="post_tags">{tags}</div></article></div>"""
    return _document(page, _head(page, siblings), post)


def printed(page: Page) -> str:
    """Return the publication time as the site prints it."""
    at: datetime = page["published"]
    edition = page["edition"]
    weekday = _WEEKDAYS[edition][at.weekday()].capitalize()
    return f"{weekday}, {at.day} {_JANUARY[edition]} {at.year}, {at:%H:%M}"


def _changed(page: Page) -> datetime:
    changed: datetime = page.get("revised_at", page["published"])
    return changed


def _paragraphs(body: Sequence[str]) -> Iterable[str]:
    for line in body:
        label, found, text = line.partition("| ")
        if found:
            yield f"<p><strong>{label}</strong>: {escape(text, quote=False)}</p>\n"
        elif line.startswith("- "):
            yield f"<ul><li>{escape(line[2:], quote=False)}</li></ul>\n"
        else:
            yield f"<p>{escape(line, quote=False)}</p>\n"


def _head(page: Page, siblings: Iterable[Page]) -> str:
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": page["title"],
        "datePublished": page["published"].isoformat(),
        "dateModified": _changed(page).isoformat(),
        "inLanguage": page["edition"],
        "author": {"@type": "Person", "name": page["author"]},
    }
    alternates = "".join(
        f'<link rel="alternate" hreflang="{other["edition"]}" href="{address(other)}">' for other in siblings
    )
    return f'{alternates}<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>'


def _document(page: Page, head: str, body: str) -> str:
    return f"""<!DOCTYPE html>
<html lang="{page["edition"]}"><head><meta charset="utf-8"><title>{escape(page["title"])}</title>
<link rel="canonical" href="{address(page)}">{head}</head>
<body><header class="header"><nav class="main_menu"><a href="/news/">News</a></nav></header>
<div class="main_content">{body}</div></body></html>
"""


def day_archive(edition: str, day: date, pages: Sequence[Page]) -> str:
    """Return the list of everything that an edition published on one day."""
    items = "".join(
        f'<div class="article_news_list"><div class="article_time">{p["published"]:%H:%M}</div>'
        f'<div class="article_content"><div class="article_header"><a href="{address(p)}">'
        f"{escape(p['title'])}</a></div></div></div>\n"
        for p in pages
    )
    return f"""<!DOCTYPE html>
<html lang="{edition}"><head><meta charset="utf-8"><title>{day:%d.%m.%Y}</title></head>
<body><div class="container_sub_news_list_wrapper mode1">{items}</div></body></html>
"""


def feed(edition: str, host: str, pages: Sequence[Page]) -> str:
    """Return an RSS feed of an edition's newest pages."""
    items = "".join(
        f"<item><title>{escape(p['title'])}</title><link>{address(p)}</link>"
        f"<pubDate>{p['published']:%a, %d %b %Y %H:%M:%S %z}</pubDate></item>\n"
        for p in pages
    )
    return f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>{edition}</title><link>{host}/</link>
{items}</channel></rss>
"""


def sitemap(pages: Sequence[Page]) -> str:
    """Return a month's sitemap: every page of every edition with the time of its last change."""
    urls = "".join(
        f"<url><loc>{address(p)}</loc><lastmod>{_changed(p).isoformat()}</lastmod></url>\n" for p in pages
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    )


def sitemap_index(addresses: Sequence[str]) -> str:
    """Return an index of sitemaps."""
    maps = "".join(f"<sitemap><loc>{loc}</loc></sitemap>\n" for loc in addresses)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{maps}</sitemapindex>\n'
    )
