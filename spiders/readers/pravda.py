"""The layouts that Ukrainska Pravda and its sister sites have had, newest first."""

from __future__ import annotations

from spiders.readers.base import Reader
from spiders.readers.page import Select


class PravdaNews4(Reader):
    """News since autumn 2025, on Ekonomichna Pravda and Champion earlier."""

    article = Select("article.post_news")
    title = Select("h1.post_news_title")
    date = Select("div.post_news_date")
    authors = Select("span.post_news_author")
    body = Select("div.post_news_text")
    tags = Select("div.post_news_tags a")


class PravdaArticle4(Reader):
    """Long reads since autumn 2025: articles, columns, interviews."""

    article = Select("article.post_article")
    title = Select("h1.post_article_title")
    date = Select("span.post_author_date")
    authors = Select("span.post_author_name")
    body = Select("div.post_article_text")
    tags = Select("div.post_article_tags a, div.post_tags a, div.post_news_tags a")


class Pravda3(Reader):
    """Everything from mid-2021 to autumn 2025."""

    article = Select("article.post")
    title = Select("h1.post_title")
    date = Select("div.post_time")
    authors = Select("span.post_author")
    body = Select("div.post_text")
    tags = Select("div.post_tags a, .post_tags_item")


class Pravda2(Reader):
    """Everything from about 2017 to mid-2021; often in windows-1251, with breaks for paragraphs."""

    article = Select("div.post_news, article.post, div.block_post, div.block_post_news, body")
    title = Select("h1.post_news__title, h1.post__title, h1")
    date = Select("div.post_news__date, div.post__time")
    authors = Select("div.post_news__author, div.post__author, span.post__author")
    body = Select("div.post_news__text, div.post__text")
    tags = Select("div.post_news__tags a, div.post__tags a")


READERS: tuple[Reader, ...] = (PravdaNews4(), PravdaArticle4(), Pravda3(), Pravda2())
