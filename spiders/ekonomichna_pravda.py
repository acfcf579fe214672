"""Ekonomichna Pravda, https://epravda.com.ua."""

from datetime import date

from spiders.addresses import NAMED, Site
from spiders.pravda import PravdaSpider
from storage.outcomes import Channel


class EkonomichnaPravda(PravdaSpider):
    """News and articles in Ukrainian and Russian. Addresses carry no day, so sitemaps do not tell of days."""

    name = outlet = "ekonomichna_pravda"
    site = Site("epravda.com.ua", NAMED)
    first_day = date(2005, 8, 1)
    channels = (Channel.FEED, Channel.ARCHIVE)
