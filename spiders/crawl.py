"""Runs the spider over sources in this process: Scrapy's reactor starts once, so one crawl a process."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from spiders.address import Reach, host
from spiders.archive import Archive
from spiders.registry import Source
from spiders.reports import ReportsSpider
from spiders.tally import Tally


def crawl(
    sources: list[Source],
    data: Path,
    on_source_done: Callable[[], None],
    wanted: Mapping[str, Sequence[str]] | None = None,
) -> Tally:
    """Crawl `sources` into the archive under `data`; `wanted` names articles by source id, instead of the columns.

    The environment says what may be fetched: FAZHI_LOOPBACK, FAZHI_CONTACT.
    """
    tally = Tally()
    # Scrapy prints a traceback for each robots.txt that cannot be had; the page's outcome says it in a line.
    logging.getLogger("scrapy.downloadermiddlewares.robotstxt").setLevel(logging.CRITICAL)
    with Archive(data) as archive:
        process = AsyncCrawlerProcess(_settings(sources))
        crawling = process.crawl(
            ReportsSpider,
            sources=sources,
            archive=archive,
            tally=tally,
            on_source_done=on_source_done,
            wanted=wanted,
        )
        process.start()
        crawling.result()
    if not tally.is_finished:
        tally.failures.append("the crawl was stopped before its end; what it fetched is kept")
    return tally


def _settings(sources: list[Source]) -> Settings:
    contact = os.environ.get("FAZHI_CONTACT", "").strip() or None
    loopback = frozenset(filter(None, map(str.strip, os.environ.get("FAZHI_LOOPBACK", "").split(","))))
    settings = Settings()
    settings.setmodule("spiders.settings")
    if contact:
        settings.set("USER_AGENT", f"{settings['USER_AGENT']} (+{contact})")
    settings.set("REACH", Reach(frozenset(host(source.url) for source in sources), loopback, contact))
    settings.set("DOWNLOAD_SLOTS", _slots(sources))
    return settings


def _slots(sources: list[Source]) -> dict[str, dict[str, float]]:
    """One connection a host, at the pace of its slowest source."""
    slots: dict[str, dict[str, float]] = {}
    for source in sources:
        slot = slots.setdefault(host(source.url), {"concurrency": 1, "delay": 0.0})
        slot["delay"] = max(slot["delay"], source.delay)
    return slots
