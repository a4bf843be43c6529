"""The spider of all sources: walks each column's list and archives the articles that are not known yet."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from scrapy import Spider

from spiders import fetch
from spiders.address import canonical, host, is_on_host
from spiders.archive import Archive
from spiders.decoding import text_of
from spiders.dialects import DIALECTS
from spiders.dialects.listing import ListingPage
from spiders.exchange import Visit
from spiders.fetch import Download, Errand
from spiders.index import Capture, Walk
from spiders.outcome import ENDS_SOURCE, SETTLED
from spiders.registry import Column, Source
from spiders.tally import Tally
from spiders.warc import Busy

SOURCES_AT_ONCE = 16
# No column seen has so many list pages; one that gives new rows for ever is a trap.
MAX_PAGES = 500


class Cut(Exception):
    """A walk that could not be brought to the list's end; the text is a line for the report."""


class Blocked(Exception):
    """The site asks to be left alone; nothing more is asked of the source this night."""


class ReportsSpider(Spider):
    """Crawls sources in one process, a coroutine each: every answer decides the next request."""

    name = "reports"

    def __init__(
        self,
        sources: Iterable[Source],
        archive: Archive,
        tally: Tally,
        on_source_done: Callable[[], None],
        wanted: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        """`wanted`: addresses of articles by source id, to be fetched instead of walking the columns."""
        super().__init__()
        self._wanted = wanted or {}
        self._sources = tuple(sources)
        self._archive = archive
        self._tally = tally
        self._on_source_done = on_source_done
        self._places = asyncio.Semaphore(SOURCES_AT_ONCE)

    async def start(self) -> AsyncIterator[Any]:
        results = await asyncio.gather(*map(self._crawl, self._sources), return_exceptions=True)
        for source, result in zip(self._sources, results, strict=True):
            if isinstance(result, Busy):
                self._tally.failures.append(str(result))
            elif isinstance(result, BaseException):
                self.logger.error("%s stopped", source.source_id, exc_info=result)
                self._tally.failures.append(f"{source.source_id}: {type(result).__name__}: {result}")
        self._tally.is_finished = True
        return
        # Scrapy wants an asynchronous generator; this one has no request of its own to give.
        yield

    async def _crawl(self, source: Source) -> None:
        async with self._places:
            self._archive.open_source(source.source_id)
            visit = Round(source, self._archive, self._tally, self.crawler.engine.download_async)
            await visit.run(self._wanted.get(source.source_id, ()))
        self._on_source_done()


class Round:
    """One night's visit to one source."""

    def __init__(self, source: Source, archive: Archive, tally: Tally, download: Download) -> None:
        self._source = source
        self._archive = archive
        self._index = archive.index
        self._tally = tally
        self._download = download
        self._tried: set[str] = set()

    async def run(self, wanted: Sequence[str] = ()) -> None:
        """Fetch the articles `wanted`; where none are named, what is new in the columns."""
        try:
            if wanted:
                await self._fetch(wanted)
            else:
                await self._walk_all()
        except Blocked as blocked:
            self._tally.warnings.append(f"{self._source.source_id}: {blocked}; left alone until the next crawl")

    async def _fetch(self, wanted: Sequence[str]) -> None:
        for url in wanted:
            await self._article(canonical(url), title=None, date=None, referer=None)

    async def _walk_all(self) -> None:
        for column in self._source.columns:
            await self._walk_reporting(column)
        await self._retry()

    async def _walk_reporting(self, column: Column) -> None:
        try:
            await self._walk(column)
        except Cut as cut:
            self._tally.warnings.append(f"{self._source.source_id}: {cut}")

    async def _walk(self, column: Column) -> None:
        """From the column's newest rows to what the last walk reached, or to the list's end.

        A total that a page states is never believed.
        """
        before = self._index.begin_walk(self._source.source_id, column.url, _filters(column))
        address = canonical(self._source.address(column))
        known = self._index.latest_ok(self._source.source_id, address) if before.completed else None
        first = await self._visit(self._errand(address, known=known))
        if first.outcome != "not_modified":
            await self._walk_pages(column, before, first)
        self._index.end_walk(self._source.source_id, column.url)

    async def _walk_pages(self, column: Column, before: Walk, first: Visit) -> None:
        page = self._page(first)
        if not page.rows:
            raise Cut(f"{first.url} lists nothing: has the site a new template, or does it speak another dialect?")
        seen: set[str] = set()
        for _ in range(MAX_PAGES):
            fresh = [row for row in page.rows if row.url not in seen]
            seen.update(row.url for row in fresh)
            for row in fresh:
                if column.wants(row.title):
                    await self._article(row.url, row.title, row.date, referer=first.url)
            is_covered = before.covers(row.url for row in page.rows)
            self._index.add_listed(self._source.source_id, column.url, (row.url for row in fresh))
            following = None if is_covered else await self._following(page, seen, referer=first.url)
            if following is None:
                return
            page = following
        raise Cut(f"{first.url} still lists new rows after {MAX_PAGES} pages")

    async def _following(self, page: ListingPage, seen: set[str], referer: str) -> ListingPage | None:
        """The next page with a row not yet seen; None at the end: a repeat, a stub, or no such page."""
        for ask in page.following:
            visit = await self._visit(self._errand(ask.url, referer=referer))
            if visit.outcome in ("gone", "soft_404"):
                continue
            following = self._page(visit)
            if any(row.url not in seen for row in following.rows):
                return following
        return None

    async def _article(self, url: str, title: str | None, date: str | None, referer: str | None) -> None:
        if url in self._tried:
            return
        self._tried.add(url)
        outcomes = self._index.outcomes(self._source.source_id, url)
        if outcomes & SETTLED:
            return
        if is_on_host(url, host(self._source.url)):
            errand = Errand(self._source.source_id, url, "article", referer, title, date)
            await self._visit(errand)
        elif not outcomes:
            self._keep(self._foreign(url, title, date))

    async def _retry(self) -> None:
        """Ask again for the articles that never came; the walk may have ended before their list page."""
        for capture in self._index.unsettled(self._source.source_id):
            title = capture.listing_title
            if any(column.wants(title or "") for column in self._source.columns):
                await self._article(capture.url, title, capture.listing_date, referer=None)

    async def _visit(self, errand: Errand) -> Visit:
        visit = await fetch.visit(self._download, errand)
        self._keep(visit)
        if visit.outcome in ENDS_SOURCE:
            raise Blocked(f"{visit.url} {visit.outcome} ({visit.reason})")
        return visit

    def _keep(self, visit: Visit) -> None:
        self._archive.keep(visit)
        self._tally.count(visit)

    def _page(self, visit: Visit) -> ListingPage:
        if visit.outcome != "ok" or visit.final is None or visit.document is None:
            raise Cut(f"{visit.url} {visit.outcome} ({visit.reason})")
        # Links on a page are relative to where it was found, after redirects.
        text = text_of(visit.document, visit.final.header("Content-Type"))
        return DIALECTS[self._source.dialect].listing(text, visit.final.url)

    def _errand(self, url: str, referer: str | None = None, known: Capture | None = None) -> Errand:
        return Errand(self._source.source_id, canonical(url), "listing", referer=referer, known=known)

    def _foreign(self, url: str, title: str | None, date: str | None) -> Visit:
        return Visit(
            source_id=self._source.source_id,
            url=url,
            kind="article",
            outcome="refused",
            seen_at=datetime.now(UTC),
            reason=f"no http address on the source's host, {host(self._source.url)}",
            listing_title=title,
            listing_date=date,
        )


def _filters(column: Column) -> str:
    return json.dumps([column.title_include, column.title_exclude], ensure_ascii=False)
