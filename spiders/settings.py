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
DOWNLOAD_HANDLERS = {"https": "spiders.tls.HttpsHandler"}
# Host names, from the register.
LEGACY_TLS_HOSTS: list[str] = []

COOKIES_ENABLED = True
# The archive wants the body as it was sent; spiders/decoding.py unpacks it on reading.
COMPRESSION_ENABLED = False
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
    "Accept-Language": "zh-CN,zh;q=0.9",
}
# A failed page is tried again the next night; blocks are never answered by asking again.
RETRY_ENABLED = False
# Only robots.txt is redirected by Scrapy: every other redirect is archived, see fetch.py.
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False
# Behind a proxy the address guard could not see where a request goes.
HTTPPROXY_ENABLED = False

DOWNLOADER_MIDDLEWARES = {
    "spiders.middlewares.AddressGuard": 90,
    "spiders.middlewares.RobotsAnswer": 95,
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "spiders.middlewares.RobotsObeyed": 100,
    # No request needs these, and every request passes them: AddressGuard keeps to the hosts, no site has a password.
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,
}
EXTENSIONS = {
    # What these count at every answer is nowhere shown: the tally says what came of it.
    "scrapy.extensions.corestats.CoreStats": None,
    "scrapy.extensions.logstats.LogStats": None,
    "scrapy.extensions.throttle.AutoThrottle": None,
    "spiders.middlewares.SourceThrottle": 0,
    "spiders.middlewares.QuietLog": 0,
}

TELNETCONSOLE_ENABLED = False
# On by default since Scrapy 2.19: a local endpoint that runs Python for whoever holds its token.
REMOTE_CONTROL_ENABLED = False
LOG_LEVEL = "WARNING"
STATS_DUMP = False
DOWNLOADER_STATS = False
