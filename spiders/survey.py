"""Looks at a site and keeps nothing: which dialect it speaks, which lists hold reports, what a column would yield."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol
from urllib.parse import urlencode, urljoin

from spiders import fetch
from spiders.address import canonical, host, is_loopback
from spiders.clues import (
    FIRST_MIXED,
    FIRST_PORTAL,
    REPORT,
    Link,
    Page,
    column_name,
    default_column,
    dialect_of,
    folded,
    is_article_page,
    is_home,
    likely_links,
    lists_of_article,
)
from spiders.dialects import DIALECTS
from spiders.dialects.listing import Ask, Form, ListingPage, Row
from spiders.exchange import Visit, is_without_method
from spiders.fetch import Download, Errand
from spiders.outcome import ENDS_SOURCE
from spiders.registry import Column, Entry, Source
from spiders.sight import ArticleSight, ColumnSight, address_of

Tls = Literal["default", "legacy"]

# How far a look goes: links followed, lists of one page, pages of one list, lists looked into, lists proposed.
MAX_LINKS = 12
MAX_LISTS = 6
MAX_PAGES = 5
MAX_EXAMINED = 4
MAX_COLUMNS = 3


class Site(Protocol):
    """What a visit must know of a site, registered or not."""

    @property
    def source_id(self) -> str: ...
    @property
    def all_hosts(self) -> tuple[str, ...]: ...
    @property
    def delay(self) -> float: ...
    @property
    def tls(self) -> Tls: ...


@dataclass(frozen=True, slots=True)
class Stranger:
    """A site that is not registered, visited as one that was would be."""

    source_id: str
    all_hosts: tuple[str, ...]
    delay: float
    tls: Tls = "default"


class Unseen(Exception):
    """A page that could not be read; the text is one line that says why."""


class NoGet(Unseen):
    """A page that is there for POST only."""


class TurnedAway(Unseen):
    """The site asks to be left alone: the look ends."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a look at a site found. `columns` are proposed, `others` were seen and are not."""

    url: str
    home: str
    dialect: str
    pages: tuple[Page, ...]
    columns: tuple[ColumnSight, ...]
    others: tuple[ColumnSight, ...]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A page that may be a column, with the rows that its own source shows."""

    page: Page
    name: str
    rank: int
    listing: ListingPage

    @property
    def wanted(self) -> int:
        return sum(default_column(self.page.url).wants(row.title) for row in self.listing.rows)


def stranger(url: str) -> Stranger:
    """The site of `url`: its host is all that is known of it."""
    name = host(url)
    delay: float = 0.0 if is_loopback(name) else Entry.model_fields["delay"].default
    return Stranger(name, (name,), delay)


async def look(download: Download, url: str, post: str | None = None) -> Finding:
    """Look at the site of `url`, its home page, a list, an interface, which may want a `post`, or an article.

    Raises `Unseen` where the page cannot be read.
    """
    scout = Scout(download, stranger(url))
    first = await scout.first(default_column(canonical(url)).model_copy(update={"post": post}))
    if not is_home(first.url):
        await scout.page_or_none(Ask(urljoin(first.url, "/")))
    columns: list[ColumnSight] = []
    if not is_home(first.url) and not is_article_page(first):
        columns = await scout.examine([(Link(0, first.url, ""), first)])
    if not any(column.wanted for column in columns):
        columns += await scout.examine(await scout.follow())
    chosen = _chosen(columns)
    return Finding(
        url=first.url,
        home=urljoin(first.url, "/"),
        dialect=scout.dialect,
        pages=tuple(scout.pages),
        columns=chosen,
        others=tuple(column for column in columns if column not in chosen),
    )


async def look_again(download: Download, source: Source, readable: Mapping[str, str]) -> tuple[ColumnSight, ...]:
    """What the columns of a registered source show now.

    `readable`: of a column by its address, the article to try; where none is named, its first wanted one.
    """
    scout = Scout(download, source)
    columns = [each.model_copy(update={"url": canonical(source.address(each))}) for each in source.columns]
    tried = [readable.get(address_of(each.url, each.post)) for each in columns]
    return tuple([await scout.column(source.dialect, each, url) for each, url in zip(columns, tried, strict=True)])


class Scout:
    """Visits the pages of one site, which `pages` holds in the order of the visits."""

    def __init__(self, download: Download, site: Site) -> None:
        self.pages: list[Page] = []
        self._download = download
        self._site = site

    @property
    def dialect(self) -> str:
        return dialect_of(self.pages)

    async def first(self, column: Column) -> Page:
        """The page that the look begins with; an interface that takes only POST is sent what its family sends."""
        try:
            return await self.page(Ask(column.url, column.form))
        except NoGet:
            asks = dict.fromkeys(ask for each in DIALECTS.values() for ask in each.listing("", column.url).lists)
            for ask in asks:
                if page := await self.page_or_none(ask):
                    return page
            raise

    async def page(self, ask: Ask, referer: str | None = None) -> Page:
        """The list page that answers `ask`. Raises `Unseen`."""
        errand = Errand(self._site.source_id, ask.url, "listing", referer, form=ask.form, hosts=self._site.all_hosts)
        visit = await self._visit(errand)
        page = self._seen(visit, ask.form)
        if visit.outcome != "ok" or page is None:
            reason = f"{visit.url} {visit.outcome} ({visit.reason})"
            raise NoGet(f"{reason}; --post says what it is to be sent") if is_without_method(visit) else Unseen(reason)
        return page

    async def page_or_none(self, ask: Ask, referer: str | None = None) -> Page | None:
        try:
            return await self.page(ask, referer)
        except TurnedAway:
            raise
        except Unseen:
            return None

    async def follow(self) -> list[tuple[Link, Page]]:
        """The pages behind the likeliest links of the pages seen so far, and behind theirs.

        Where a list named after the reports shows some, nothing more is looked for; where another list does, only what
        may lead to one.
        """
        waiting = [*lists_of_article(self.pages[0]), *(link for page in self.pages for link in likely_links(page))]
        heapq.heapify(waiting)
        known = {folded(page.url) for page in self.pages}
        found: list[tuple[Link, Page]] = []
        best: int | None = None
        tried = 0
        while waiting and tried < MAX_LINKS:
            link = heapq.heappop(waiting)
            if best is not None and (best <= 0 or link.rank >= (FIRST_PORTAL if best < FIRST_MIXED else REPORT)):
                break
            if folded(link.url) in known:
                continue
            known.add(folded(link.url))
            tried += 1
            page = await self.page_or_none(Ask(link.url))
            if page is None:
                continue
            found.append((link, page))
            if (best is None or link.rank < best) and _candidate(self.dialect, link, page).wanted:
                best = link.rank
            for each in lists_of_article(page) if link.rank == REPORT else likely_links(page):
                heapq.heappush(waiting, each)
        return found

    async def examine(self, found: Iterable[tuple[Link, Page]]) -> list[ColumnSight]:
        """What those of the pages show that are likely to be lists."""
        dialect = self.dialect
        candidates = _most_promising(_candidate(dialect, link, page) for link, page in found)
        return [await self._sight(dialect, _column(each.page), each.page, each.name) for each in candidates]

    async def column(self, dialect: str, column: Column, readable: str | None) -> ColumnSight:
        """What a column shows, whatever comes; `readable` is the article to try."""
        try:
            page = await self.page(Ask(column.url, column.form))
        except Unseen as reason:
            return ColumnSight(column.url, "", (), complaint=str(reason))
        return await self._sight(dialect, column, page, "", readable)

    async def _article(self, dialect: str, url: str, referer: str) -> ArticleSight:
        read = DIALECTS[dialect].article
        errand = Errand(self._site.source_id, url, "article", referer, hosts=self._site.all_hosts, read=read)
        visit = await self._visit(errand)
        self._seen(visit)
        return ArticleSight(
            url=url,
            outcome=visit.outcome,
            reason=visit.reason,
            title=visit.page.title if visit.page else None,
            date=visit.page.published if visit.page else None,
            attachments=tuple(each.url for each in visit.page.attachments) if visit.page else (),
            characters=visit.page.characters if visit.page else 0,
        )

    async def _sight(
        self, dialect: str, column: Column, page: Page, name: str, readable: str | None = None
    ) -> ColumnSight:
        """The first pages of a list: two, or more until a title is wanted."""
        try:
            listing = await self._listing(dialect, column, page)
        except Unseen as reason:
            return ColumnSight(column.url, name, (), complaint=str(reason))
        if not listing.rows:
            return ColumnSight(column.url, name, (), complaint=f"{page.url} lists nothing that {dialect} can read")
        pages = await self._pages(dialect, column, listing, referer=page.url)
        wanted = tuple(row for rows in pages for row in rows if column.wants(row.title))
        # A row that leads to another site says nothing of this one's articles.
        own = (row.url for row in wanted if host(row.url) in self._site.all_hosts)
        tried = readable or next(own, None)
        return ColumnSight(
            url=column.url,
            name=name or column_name(page),
            rows=pages[0],
            wanted=wanted,
            following=len(pages[1]) if len(pages) > 1 else None,
            post=column.post,
            article=await self._article(dialect, tried, page.url) if tried else None,
        )

    async def _listing(self, dialect: str, column: Column, page: Page) -> ListingPage:
        """The page's own rows; of one that only frames lists, those of the first list with a wanted title."""
        listing = DIALECTS[dialect].listing(page.text, page.url, page.form)
        framed = [listing]
        for ask in () if listing.rows else listing.lists[:MAX_LISTS]:
            answer = await self.page(ask, referer=page.url)
            framed.append(DIALECTS[dialect].listing(answer.text, answer.url, ask.form))
            if any(column.wants(row.title) for row in framed[-1].rows):
                return framed[-1]
        return next((each for each in framed if each.rows), listing)

    async def _pages(self, dialect: str, column: Column, first: ListingPage, referer: str) -> list[tuple[Row, ...]]:
        """The new rows of each page, beginning with `first`."""
        pages = [first.rows]
        page: ListingPage | None = first
        while page and len(pages) < MAX_PAGES:
            seen = {row.url for rows in pages for row in rows}
            if len(pages) > 1 and any(column.wants(row.title) for rows in pages for row in rows):
                break
            page = await self._following(dialect, page, seen, referer)
            if page:
                pages.append(tuple(row for row in page.rows if row.url not in seen))
        return pages

    async def _following(self, dialect: str, page: ListingPage, seen: set[str], referer: str) -> ListingPage | None:
        for ask in page.following:
            answer = await self.page_or_none(ask, referer)
            listing = DIALECTS[dialect].listing(answer.text, answer.url, ask.form) if answer else ListingPage(())
            if any(row.url not in seen for row in listing.rows):
                return listing
        return None

    async def _visit(self, errand: Errand) -> Visit:
        visit = await fetch.visit(self._download, errand)
        if visit.outcome in ENDS_SOURCE:
            raise TurnedAway(f"{visit.url} {visit.outcome} ({visit.reason}); try again another day, or save the page")
        return visit

    def _seen(self, visit: Visit, form: Form = ()) -> Page | None:
        if visit.final is None or visit.text is None:
            return None
        page = Page(visit.final.url, visit.text, form)
        self.pages.append(page)
        return page


def _candidate(dialect: str, link: Link, page: Page) -> _Candidate:
    return _Candidate(page, link.name, link.rank, DIALECTS[dialect].listing(page.text, page.url, page.form))


def _column(page: Page) -> Column:
    form = page.form if isinstance(page.form, str) else urlencode(page.form)
    return default_column(page.url).model_copy(update={"post": form or None})


def _most_promising(candidates: Iterable[_Candidate]) -> list[_Candidate]:
    lists = [
        each for each in candidates if (each.listing.rows or each.listing.lists) and not is_article_page(each.page)
    ]
    # One list may stand at two addresses: a folder and its index page.
    different = {each.listing: each for each in reversed(lists)}.values()
    return sorted(different, key=lambda each: (each.wanted == 0, each.rank))[:MAX_EXAMINED]


def _chosen(columns: Iterable[ColumnSight]) -> tuple[ColumnSight, ...]:
    """The columns with wanted titles, each bringing some of its own; else the first that lists anything."""
    chosen: list[ColumnSight] = []
    known: set[str] = set()
    listing = [column for column in columns if column.rows]
    for column in listing:
        wanted = {row.url for row in column.wanted}
        if wanted - known and len(chosen) < MAX_COLUMNS:
            chosen.append(column)
            known |= wanted
    return tuple(chosen) or tuple(listing[:1])
