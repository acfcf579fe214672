"""Ekonomichna Pravda, https://epravda.com.ua."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from spiders.addresses import NAMED, Site
from spiders.pravda import PravdaSpider
from storage.outcomes import Channel


class EkonomichnaPravda(PravdaSpider):
    """News and articles in Ukrainian and Russian. Addresses carry no day, so sitemaps do not tell of days."""

    name = outlet = "ekonomichna_pravda"
    site = Site("epravda.com.ua", NAMED)
    editions: ClassVar[Mapping[str, str]] = {"uk": "", "ru": "/rus"}
    first_day = date(2005, 1, 1)
    channels = (Channel.FEED, Channel.ARCHIVE)
