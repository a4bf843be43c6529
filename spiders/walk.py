"""The walk over one column's list: from its newest rows to what earlier walks have reached, or to its end."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime

from spiders import season
from spiders.address import canonical
from spiders.archive import Archive
from spiders.dialects import DIALECTS
from spiders.dialects.listing import Ask, ListingPage, Row
from spiders.exchange import Visit, is_without_method
from spiders.records import Note, Standing, Walk
from spiders.registry import Column, Source
from spiders.warc import iso

# No column seen has so many list pages; one that gives new rows for ever is a trap.
MAX_PAGES = 500
# Rows that are pinned on top or stand out of order can fill one page, so one known page proves nothing.
KNOWN_PAGES = 2
YEAR = re.compile(r"(20\d\d)年")
CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")

AskList = Callable[[Ask, bool, bool], Awaitable[Visit]]
TakeRows = Callable[[list[Row], str], Awaitable[None]]


class Cut(Exception):
    """A walk that could not be brought to its end; the text is a line for the report.

    `failing`: the list did not come, or came without what it listed before.
    """

    def __init__(self, line: str, failing: Standing | None = None) -> None:
        super().__init__(line)
        self.failing = failing


@dataclass(slots=True)
class Trail:
    """What a walk has seen of one list: its pages, and how the rows that stood on none before are dated.

    `pinned` is how many dated rows end with the last one that is older than the row after it.
    """

    pages: int = 0
    rows: int = 0
    dated: int = 0
    dated_on_first_page: int = 0
    pinned: int = 0
    last_date: str | None = None
    is_at_end: bool = False

    def add(self, new_rows: Iterable[Row]) -> None:
        self.pages += 1
        for row in new_rows:
            self.rows += 1
            if row.date is not None:
                self._add_date(row.date)
        if self.pages == 1:
            self.dated_on_first_page = self.dated

    def _add_date(self, date: str) -> None:
        if self.last_date is not None and self.last_date < date:
            self.pinned = self.dated
        self.last_date = date
        self.dated += 1

    @property
    def is_sorted(self) -> bool:
        """Whether a new row would stand on the first page.

        It does where most rows are dated and the newest come first, but for some that are pinned to the top of the
        first page. Rows without a date among them are links beside the list.
        """
        return 2 * self.dated > self.rows and self.pinned < self.dated_on_first_page


class ColumnWalk:
    """One walk over one column.

    `ask` fetches a list page; its flags say whether only if it has changed, and whether it is behind the first page.
    `take` sees to the wanted rows.
    """

    def __init__(
        self,
        source: Source,
        column: Column,
        archive: Archive,
        since: int | None,
        now: datetime,
        ask: AskList,
        take: TakeRows,
    ) -> None:
        self._source = source
        self._column = column
        self._archive = archive
        self._since = since
        self._ask = ask
        self._take = take
        self._home = source.ask(column)
        self._address = self._home.address
        self._listed = archive.index.listed(source.source_id, self._address)
        self._before = archive.index.walk(source.source_id, self._address)
        self._filters = json.dumps([column.title_include, column.title_exclude], ensure_ascii=False)
        self._seen: set[str] = set()
        self._wanted = 0
        self._warnings: list[str] = []
        self._gaps: list[str] = []
        # Whether nothing can stand behind known pages that no earlier walk has reached.
        self._is_covered = self._before.is_complete and self._reaches_back()
        self._is_full = not self._is_covered or season.is_full_walk_due(self._before.ended_at, now)

    async def run(self) -> list[str]:
        """Walk; returns warnings. Raises `Cut` where the list does not come."""
        page, visit, entry = await self._enter()
        fingerprint = _fingerprint(page)
        if self._is_quiet(fingerprint):
            return []
        begun = replace(self._before, filters=self._filters, is_complete=False, entry=_written(entry))
        self._note(walk=begun)
        trail = await self._pages(page, visit)
        if not self._is_full and trail.is_at_end and self._is_without_reports():
            # They may stand on another list that the column leads to, which only a full walk sees.
            self._is_full = True
            self._seen.clear()
            return await self.run()
        if self._is_full:
            for ask in page.lists:
                await self._further(ask)
        if self._gaps:
            raise Cut("; ".join(self._gaps))
        if self._is_full:
            self._complain_of_loss(page.total)
        self._note(walk=self._ended(begun, fingerprint, trail))
        return self._warnings

    async def _enter(self) -> tuple[ListingPage, Visit, Ask]:
        """The first page with rows, its visit and its request.

        A page that only frames its list leads to it; the next walk begins at the list itself.
        """
        home = self._home
        entry = home if self._is_full else _read(self._before.entry) or home
        visit = await self._ask(entry, self._is_covered, False)
        page = self._read_page(visit, entry)
        if entry != home and (page is None or not page.rows):
            self._is_full = True
            entry = home
            visit = await self._ask(home, False, False)
            page = self._read_page(visit, home)
        if page is None:
            failing = Standing(None, visit.url, visit.outcome, visit.reason)
            raise Cut(failing.line, failing)
        if page.rows:
            return page, visit, entry
        for position, ask in enumerate(page.lists):
            visit = await self._ask(ask, False, False)
            listed = self._read_page(visit, ask)
            if listed is not None and listed.rows:
                return replace(listed, lists=page.lists[position + 1 :]), visit, ask
        empty = self._lost("lists nothing: has the site a new template, or does it speak another dialect?")
        raise Cut(empty.line, empty if self._listed else None)

    def _is_quiet(self, fingerprint: str) -> bool:
        """Whether the first page, being as it was, proves that nothing is new."""
        is_same = not self._is_full and fingerprint == self._before.fingerprint
        return is_same and (self._before.is_sorted or self._before.pages == 1)

    async def _pages(self, page: ListingPage, visit: Visit) -> Trail:
        """Go through the list that begins with `page`, to its end or to what is known."""
        trail = Trail()
        known_pages = 0
        while trail.pages < MAX_PAGES:
            is_known = self._listed.issuperset(row.url for row in page.rows)
            known_pages = known_pages + 1 if is_known else 0
            # A row pinned to the top of every page, or beside every page, is judged where it comes first.
            trail.add(row for row in page.rows if row.url not in self._seen)
            await self._take_rows(page, visit.url)
            if not self._is_full and known_pages >= KNOWN_PAGES:
                return trail
            following = None if self._is_before_since(page, trail) else await self._following(page)
            if following is None:
                trail.is_at_end = True
                return trail
            page, visit = following
        raise Cut(f"{self._address} still lists new rows after {MAX_PAGES} pages")

    async def _take_rows(self, page: ListingPage, referer: str) -> None:
        rows = [row for row in page.rows if row.url not in self._seen]
        self._seen.update(row.url for row in rows)
        wanted = [row for row in rows if self._wants(row)]
        self._wanted += len(wanted)
        await self._take(wanted, referer)
        if new := tuple(row.url for row in rows if row.url not in self._listed):
            self._note(listed=new)

    async def _following(self, page: ListingPage) -> tuple[ListingPage, Visit] | None:
        """The next page with a row not yet seen; None at the end: a repeat, a stub, or no such page.

        A guess that failed may have been the right one: the walk goes on, but is not complete.
        """
        for ask in page.following:
            visit = await self._ask(ask, False, True)
            following = self._read_page(visit, ask)
            if following is not None and any(row.url not in self._seen for row in following.rows):
                return following, visit
            if following is None and not _is_missing(visit):
                self._gaps.append(f"{visit.url} {visit.outcome} ({visit.reason})")
        return None

    async def _further(self, ask: Ask) -> None:
        """Another list that the column leads to; one that does not come leaves a gap, unless the site knows none."""
        visit = await self._ask(ask, False, True)
        page = self._read_page(visit, ask)
        if page is None:
            lines = self._warnings if _is_missing(visit) else self._gaps
            lines.append(f"{visit.url} {visit.outcome} ({visit.reason})")
        elif page.rows:
            await self._pages(page, visit)

    def _read_page(self, visit: Visit, ask: Ask) -> ListingPage | None:
        if visit.outcome not in ("ok", "not_modified") or visit.text is None or visit.final is None:
            return None
        # Links on a page are relative to where it was found, after redirects.
        return DIALECTS[self._source.dialect].listing(visit.text, visit.final.url, ask.form)

    def _reaches_back(self) -> bool:
        """Whether the walks so far wanted what this one wants: the same titles, from no later year."""
        is_same = self._before.filters == self._filters
        earlier = self._before.since
        return is_same and (earlier is None or (self._since is not None and self._since >= earlier))

    def _wants(self, row: Row) -> bool:
        year = _year(row)
        is_late = self._since is None or year is None or year >= self._since
        return is_late and self._column.wants(row.title)

    def _is_before_since(self, page: ListingPage, trail: Trail) -> bool:
        """Whether a list in order has come to rows published before the first year that is wanted."""
        if self._since is None or not trail.is_sorted:
            return False
        return all(row.date is not None and row.date < str(self._since) for row in page.rows)

    def _complain_of_loss(self, total: int | None) -> None:
        """Compare what the whole list gave with what it declares and with what it gave before."""
        if self._since is not None:
            return
        if total is not None and total > len(self._seen):
            self._warnings.append(f"{self._address} declares {total} rows and gave {len(self._seen)}")
        if self._is_without_reports():
            lost = self._lost("listed reports before and lists none now")
            raise Cut(lost.line, lost)

    def _is_without_reports(self) -> bool:
        """Whether the walk saw none of the reports that the column is known to have listed."""
        if self._since is not None or self._wanted:
            return False
        return any(self._archive.index.is_held(self._source.source_id, url) for url in self._listed)

    def _lost(self, reason: str) -> Standing:
        return Standing(url=self._address, reason=reason)

    def _ended(self, begun: Walk, fingerprint: str, trail: Trail) -> Walk:
        """How the column stands after this walk; an early end leaves what is known of the whole list."""
        since = self._before.since if self._is_covered else self._since
        is_sorted = trail.is_sorted and (trail.is_at_end or self._before.is_sorted)
        ended = replace(begun, since=since, is_complete=True, fingerprint=fingerprint, is_sorted=is_sorted)
        if not self._is_full:
            return ended
        return replace(ended, pages=trail.pages, ended_at=iso(datetime.now(UTC)))

    def _note(self, walk: Walk | None = None, listed: Iterable[str] = ()) -> None:
        at = iso(datetime.now(UTC))
        self._archive.note(Note(self._source.source_id, self._address, at, walk, tuple(listed)))


def _is_missing(visit: Visit) -> bool:
    """Whether the site says that there is no such page, or none that can be asked for so."""
    return visit.outcome in ("gone", "soft_404") or is_without_method(visit)


def _year(row: Row) -> int | None:
    """The year in the title, which is the one reported on, or else that of publication."""
    if match := YEAR.search(row.title.translate(CHINESE_DIGITS)):
        return int(match[1])
    return int(row.date[:4]) if row.date else None


def _fingerprint(page: ListingPage) -> str:
    """Of the rows and what the page says of the list.

    Not of the lists it leads to, which are entered without it the next time, nor of forms and sessions: servers write
    another one into each answer.
    """
    rows = [astuple(row) for row in page.rows]
    content = json.dumps([rows, page.total, [canonical(ask.url) for ask in page.following]], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def _written(ask: Ask) -> str:
    return json.dumps([ask.url, ask.form], ensure_ascii=False)


def _read(entry: str | None) -> Ask | None:
    if entry is None:
        return None
    url, form = json.loads(entry)
    return Ask(url, form if isinstance(form, str) else tuple((name, value) for name, value in form))
