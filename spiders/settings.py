"""How Scrapy fetches here: as a guest. `crawl.py` adds what the register and the environment say."""

from __future__ import annotations

import tomllib
from pathlib import Path

from spiders.decoding import DOCUMENT_LIMIT

VERSION: str = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))["project"]["version"]

BOT_NAME = "fazhi"
SPIDER_MODULES = ["spiders.reports"]
USER_AGENT = f"{BOT_NAME}/{VERSION}"
ROBOTSTXT_USER_AGENT = BOT_NAME
ROBOTSTXT_OBEY = True

CONCURRENT_REQUESTS = 16
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY_JITTER = 0
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_MAX_DELAY = 60
DOWNLOAD_TIMEOUT = 60
DOWNLOAD_MAXSIZE = DOCUMENT_LIMIT
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_VERIFY_CERTIFICATES = True
# `http` is Scrapy's own; no other scheme can be asked for.
DOWNLOAD_HANDLERS = {"https": "spiders.tls.HttpsHandler", "data": None, "file": None, "s3": None, "ftp": None}
# Host names, from the register.
LEGACY_TLS_HOSTS: list[str] = []

COOKIES_ENABLED = True
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "zh-CN,zh;q=0.9",
}
# Only robots.txt is redirected by Scrapy: every other redirect is archived, see fetch.py.
REDIRECT_MAX_TIMES = 5

# All that a request passes is named here. Scrapy imports also what its own lists only disable, and what it would add
# was a quarter of a second of each province's crawl. Left out with a reason: Retry (round.py asks a host that did not
# answer again; a block never), HttpCompression (the archive wants the body as it was sent; spiders/decoding.py unpacks
# it on reading), HttpProxy (behind one the address guard could not see where a request goes), and all that works on
# callbacks, since no request has one.
DOWNLOADER_MIDDLEWARES_BASE: dict[str, int] = {}
DOWNLOADER_MIDDLEWARES = {
    "spiders.middlewares.AddressGuard": 90,
    "spiders.middlewares.RobotsAnswer": 95,
    "spiders.middlewares.RobotsObeyed": 100,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": 600,
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware": 700,
}
SPIDER_MIDDLEWARES_BASE: dict[str, int] = {}
# The redirects of a robots.txt ask for it.
SPIDER_MIDDLEWARES = {"scrapy.spidermiddlewares.referer.RefererMiddleware": 700}
# Left out: what counts at every answer (the tally says what came of it), and the telnet console and remote control,
# which let whoever reaches a local port run Python in the crawl.
EXTENSIONS_BASE: dict[str, int] = {}
EXTENSIONS = {"spiders.middlewares.SourceThrottle": 0, "spiders.middlewares.QuietLog": 0}

LOG_LEVEL = "WARNING"
STATS_DUMP = False
