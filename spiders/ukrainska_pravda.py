"""Ukrainska Pravda, https://www.pravda.com.ua."""

from datetime import date

from spiders.addresses import Site
from spiders.pravda import PravdaSpider


class UkrainskaPravda(PravdaSpider):
    """News, articles, columns and interviews in Ukrainian, Russian and English."""

    name = outlet = "ukrainska_pravda"
    site = Site("www.pravda.com.ua")
    first_day = date(2000, 4, 16)
