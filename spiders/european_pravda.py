"""European Pravda, https://www.eurointegration.com.ua."""

from datetime import date

from spiders.addresses import Site
from spiders.pravda import PravdaSpider


class EuropeanPravda(PravdaSpider):
    """News, articles, interviews and opinions in Ukrainian, Russian and English."""

    name = outlet = "european_pravda"
    site = Site("www.eurointegration.com.ua")
    first_day = date(2014, 1, 1)
