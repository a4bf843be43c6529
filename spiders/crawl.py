"""Runs the spider over sources in this process: Scrapy's reactor starts once, so one crawl a process."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from spiders import fetch
from spiders.address import Reach
from spiders.archive import Archive
from spiders.fetch import Download, Errand
from spiders.records import Note, Standing
from spiders.registry import Source
from spiders.reports import ReportsSpider, Work
from spiders.round import Budget, Plan, Round
from spiders.survey import Site, Unseen
from spiders.tally import Tally
from spiders.warc import iso

T = TypeVar("T")


def crawl(
    sources: Sequence[Source],
    register: Sequence[Source],
    data: Path,
    plan: Plan,
    on_source_done: Callable[[], None],
) -> Tally:
    """Crawl `sources`, which are of the `register`, into the archive under `data`.

    The environment says what may be fetched: FAZHI_LOOPBACK, FAZHI_CONTACT.
    """
    tally = Tally()
    budget = Budget()
    with Archive(data) as archive:

        async def work(source: Source, download: Download) -> None:
            archive.open_source(source.source_id)
            await Round(source, register, archive, tally, plan, budget, download).run()

        _run(sources, {each.source_id: partial(work, each) for each in sources}, tally, on_source_done)
    return tally


def verify(sources: Sequence[Source], data: Path, on_source_done: Callable[[], None]) -> Tally:
    """Ask each of `sources`, of different hosts, for its first list page, and archive what it answers."""
    tally = Tally()
    with Archive(data) as archive:

        async def work(source: Source, download: Download) -> None:
            ask = source.ask(source.columns[0])
            errand = Errand(source.source_id, ask.url, "listing", form=ask.form, hosts=source.all_hosts)
            visit = await fetch.visit(download, errand)
            archive.keep(visit)
            tally.count(visit)
            if visit.outcome == "ok":
                # A crawl that came before may have noted that no list came.
                archive.note(Note(source.source_id, source.url, iso(visit.seen_at), standing=Standing()))
            else:
                tally.failures.append(f"{source.source_id}: {visit.url} {visit.outcome} ({visit.reason})")

        _run(sources, {each.source_id: partial(work, each) for each in sources}, tally, on_source_done)
    return tally


def look(site: Site, work: Callable[[Download], Awaitable[T]]) -> T:
    """What `work` brings from one site, of which nothing is archived. Raises `Unseen`."""
    tally = Tally()
    brought: list[T] = []

    async def bring(download: Download) -> None:
        try:
            brought.append(await work(download))
        except Unseen as unseen:
            tally.failures.append(str(unseen))

    _run([site], {site.source_id: bring}, tally, lambda: None)
    if not brought:
        raise Unseen("; ".join(tally.failures))
    return brought[0]


def _run(sites: Sequence[Site], works: Mapping[str, Work], tally: Tally, on_source_done: Callable[[], None]) -> None:
    process = AsyncCrawlerProcess(_settings(sites))
    crawling = process.crawl(ReportsSpider, works=works, tally=tally, on_source_done=on_source_done)
    process.start()
    crawling.result()
    if not tally.is_finished:
        tally.is_stopped = True
        tally.failures.append("the crawl was stopped before its end; what it fetched is kept")


def _settings(sites: Sequence[Site]) -> Settings:
    contact = os.environ.get("FAZHI_CONTACT", "").strip() or None
    loopback = frozenset(filter(None, map(str.strip, os.environ.get("FAZHI_LOOPBACK", "").split(","))))
    settings = Settings()
    settings.setmodule("spiders.settings")
    if contact:
        settings.set("USER_AGENT", f"{settings['USER_AGENT']} (+{contact})")
    settings.set("REACH", Reach(frozenset(name for site in sites for name in site.all_hosts), loopback, contact))
    settings.set("DOWNLOAD_SLOTS", _slots(sites))
    legacy = [name for site in sites if site.tls == "legacy" for name in site.all_hosts]
    settings.set("LEGACY_TLS_HOSTS", legacy)
    return settings


def _slots(sites: Sequence[Site]) -> dict[str, dict[str, float]]:
    """One connection a host, at the pace of its slowest source."""
    slots: dict[str, dict[str, float]] = {}
    for site in sites:
        for name in site.all_hosts:
            slot = slots.setdefault(name, {"concurrency": 1, "delay": 0.0})
            slot["delay"] = max(slot["delay"], site.delay)
    return slots
