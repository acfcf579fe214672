"""Every setting of Scrapy that Claimwire changes, safe by default, and Claimwire's own (``CLAIMWIRE_…``).

What an operator may change without editing a file comes from the environment: ``CLAIMWIRE_DB``,
``CLAIMWIRE_ARCHIVE``, ``CLAIMWIRE_CONTACT``, ``CLAIMWIRE_EXTRACTORS``. Everything else can be given for one
run with ``-s NAME=VALUE``.
"""

import os

MIB = 1024 * 1024

BOT_NAME = "claimwire"
SPIDER_MODULES = ["spiders"]
NEWSPIDER_MODULE = "spiders"

# Where things stay.
CLAIMWIRE_DB = os.environ.get("CLAIMWIRE_DB", "claimwire.db")
CLAIMWIRE_ARCHIVE = os.environ.get("CLAIMWIRE_ARCHIVE", "archive")
CLAIMWIRE_EXTRACTORS = int(os.environ.get("CLAIMWIRE_EXTRACTORS", "0"))  # processes beside the crawl
CLAIMWIRE_REPLAY = None  # set through fetching.replay.replay_settings()

# Who asks: sites that want to complain, or to be left alone, need a name and an address.
CLAIMWIRE_CONTACT = " ".join(os.environ.get("CLAIMWIRE_CONTACT", "").split())
USER_AGENT = f"Claimwire (+{CLAIMWIRE_CONTACT})" if CLAIMWIRE_CONTACT else "Claimwire"
ROBOTSTXT_USER_AGENT = "Claimwire"
ROBOTSTXT_OBEY = True

# How often: one request a second a host, never two at once. No jitter: it would make some gaps shorter.
DOWNLOAD_DELAY = 1.0
DOWNLOAD_DELAY_JITTER = 0.0
CONCURRENT_REQUESTS_PER_DOMAIN = 1
CONCURRENT_REQUESTS = 16
CLAIMWIRE_LONGEST_PAUSE = (
    300  # seconds that a Retry-After may hold a run up; a host that asks for more is left
)

# The items of a page in their order. Scrapy starts so many tasks for every response, 1.5 ms of them at 100.
CONCURRENT_ITEMS = 1

# How long and how much.
DOWNLOAD_TIMEOUT = 30
DNS_TIMEOUT = 20
DOWNLOAD_MAXSIZE = 8 * MIB
CLAIMWIRE_SITEMAP_MAXSIZE = 64 * MIB  # for meta["download_maxsize"] of a sitemap's request
RETRY_TIMES = 2
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False

# By which way: http and https alone, with certificates that are verified.
DOWNLOAD_HANDLERS = {
    "http": "fetching.handler.CarefulHandler",
    "https": "fetching.handler.CarefulHandler",
    "data": None,
    "file": None,
    "ftp": None,
    "s3": None,
}
# Networks such as 127.0.0.0/8 that may be asked although they are not public; for tests on one machine.
CLAIMWIRE_PRIVATE_NETWORKS: list[str] = []
# A proxy resolves names by itself, out of the sight of the guard of addresses.
HTTPPROXY_ENABLED = False
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_TLS_MIN_VERSION = "TLSv1.2"
COOKIES_ENABLED = False
REFERRER_POLICY = "same-origin"
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "uk,ru;q=0.8,en;q=0.6",
}

# What listens, and what reads pickles: nothing.
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
EXTENSIONS = {
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.remote_control.RemoteControl": None,
    "scrapy.extensions.spiderstate.SpiderState": None,
}
FEED_EXPORTERS = {"marshal": None, "pickle": None}
HTTPCACHE_ENABLED = False
JOBDIR = None

DOWNLOADER_MIDDLEWARES = {
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "fetching.robots.ObeyRobots": 100,
    "fetching.conditional.Conditional": 650,
    "fetching.capture.CaptureResponses": 950,
}
ITEM_PIPELINES = {
    "pipelines.validate.Validate": 100,
    "pipelines.fingerprint.Fingerprint": 200,
    "pipelines.extract.Extract": 300,
    "pipelines.store.Store": 400,
}

FEED_EXPORT_ENCODING = "utf-8"
LOG_LEVEL = "INFO"
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
LOG_DATEFORMAT = "%Y-%m-%dT%H:%M:%S%z"
LOG_VERSIONS: list[str] = []
