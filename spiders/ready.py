"""Imports all that a crawl uses, also what Scrapy loads by name, for a process that forks crawls."""

from __future__ import annotations

from scrapy.settings import Settings
from scrapy.utils.misc import load_object

import spiders.crawl
import spiders.survey  # noqa: F401
from spiders import settings

_NAMED = (
    "DNS_RESOLVER",
    "DOWNLOADER",
    "DUPEFILTER_CLASS",
    "LOG_FORMATTER",
    "REQUEST_FINGERPRINTER_CLASS",
    "ROBOTSTXT_PARSER",
    "SCHEDULER",
    "SCHEDULER_MEMORY_QUEUE",
    "SCHEDULER_PRIORITY_QUEUE",
    "STATS_CLASS",
)
_COMPONENTS = (
    *(Settings()[name] for name in _NAMED),
    *settings.DOWNLOADER_MIDDLEWARES,
    *settings.SPIDER_MIDDLEWARES,
    *settings.EXTENSIONS,
    *filter(None, settings.DOWNLOAD_HANDLERS.values()),
)
for _component in _COMPONENTS:
    load_object(_component)
