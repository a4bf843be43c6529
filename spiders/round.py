"""One night's visit to one source: its columns, the articles that are wanted, and their files."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from spiders import fetch, leads, season
from spiders.address import canonical, host, pair
from spiders.archive import Archive
from spiders.decoding import text_of
from spiders.dialects import DIALECTS
from spiders.dialects.listing import Ask, Row
from spiders.exchange import Visit
from spiders.fetch import Download, Errand
from spiders.outcome import ENDS_SOURCE, SETTLED, Kind, Outcome
from spiders.records import Capture, Note, Standing
from spiders.registry import Column, Source
from spiders.tally import Tally
from spiders.walk import ColumnWalk, Cut
from spiders.warc import iso

# More files than these on one article are a download page, not a report's annexes.
MAX_FILES = 20
# How long a host that could not be reached is left before it is asked again, in delays of its source: 10 s and a minute
# at two seconds. A network that was away is back then; what is longer away is for the next night.
PAUSES = (5, 30)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a crawl is to fetch.

    `began`: when the night began, None for now; what a killed crawl of the same night met is new to the next one.
    `since`: the first year that is wanted, None for all; `recheck`: ask again for what is held, since some sites
    overwrite last year's page; `wanted`: addresses of articles by source id, instead of the columns.
    """

    now: datetime
    since: int | None = None
    recheck: bool = False
    wanted: Mapping[str, Sequence[str]] = field(default_factory=dict)
    began: datetime | None = None


class Blocked(Exception):
    """The site asks to be left alone; nothing more is asked of the source this night."""

    def __init__(self, visit: Visit) -> None:
        self.failing = Standing(None, visit.url, visit.outcome, visit.reason)
        super().__init__(self.failing.line)


class Spent(Exception):
    """The host's budget of requests is used up."""


class Budget:
    """How many requests each host has had in this crawl."""

    def __init__(self) -> None:
        self._asked: Counter[str] = Counter()

    def check(self, name: str, limit: int) -> None:
        if self._asked[name] >= limit:
            raise Spent(f"{name} has had its {limit} requests; the rest follows in the next crawl")

    def count(self, visit: Visit) -> None:
        # A request that got no answer was one too.
        self._asked[host(visit.url)] += max(len(visit.exchanges), 1)


@dataclass(frozen=True, slots=True)
class Wanted:
    """An article or file to be fetched, as a list or a page names it."""

    url: str
    kind: Kind = "article"
    title: str | None = None
    date: str | None = None
    referer: str | None = None
    page_url: str | None = None


class Round:
    """One visit to one source."""

    def __init__(
        self,
        source: Source,
        register: Sequence[Source],
        archive: Archive,
        tally: Tally,
        plan: Plan,
        budget: Budget,
        download: Download,
    ) -> None:
        self._source = source
        self._register = register
        self._archive = archive
        self._index = archive.index
        self._tally = tally
        self._plan = plan
        self._budget = budget
        self._download = download
        self._named = plan.wanted.get(source.source_id, ())
        self._tried: set[str] = set()
        self._missing = {capture.url: capture for capture in self._index.unsettled(source.source_id)}
        self._noted = self._index.standing(source.source_id)
        self._before = self._noted or self._index.last_list(source.source_id) or Standing()
        # What a killed crawl of the same night met is as new as it was to that one.
        is_sound = self._before.since is None or self._before.since >= iso(plan.began or plan.now)
        self._is_failure_new = is_sound and self._index.has_worked(source.source_id)
        self._failing: Standing | None = None
        self._is_through = False
        # Of one night and source together. Where the list could not be had before, asking again has not helped.
        self._pauses = [pause * source.delay for pause in PAUSES] if is_sound else []

    async def run(self) -> None:
        """Whatever the site does, what came of it is in the archive, and what needs a look in the tally."""
        is_let = await self._is_let(self._articles())
        if not self._named:
            self._note_standing()
        # Files come last: a captcha before one of them ends the source's night, and says nothing of its lists.
        if is_let:
            await self._is_let(self._fetch_files(), is_for_files=True)

    async def _is_let(self, work: Awaitable[None], *, is_for_files: bool = False) -> bool:
        """Whether the site, and its budget, let the work come to its end."""
        try:
            await work
        except Blocked as blocked:
            line = f"{blocked}; left alone until the next crawl"
            if is_for_files:
                self._complain(line, is_loss=False)
            else:
                self._fail(blocked.failing, line)
            return False
        except Spent as spent:
            self._complain(str(spent), is_loss=False)
            return False
        return True

    async def _fetch_files(self) -> None:
        """Fetch the files that articles noted, tonight or on a night that ended before its files."""
        for article, url in self._index.unasked_files(self._source.source_id):
            file = replace(_again(article), url=url, kind="attachment", referer=article.url, page_url=article.url)
            await self._fetch(file)
        for capture in self._missing.values():
            if capture.kind == "attachment" and self._is_due(capture.url):
                await self._fetch(_again(capture))

    async def _articles(self) -> None:
        if self._named:
            for url in map(canonical, self._named):
                await self._fetch_named(url)
            return
        for column in self._source.columns:
            if not await self._walk(column) and not self._is_verified():
                self._complain("no list page has answered yet; nothing more is asked", is_loss=False)
                return
        self._is_through = True
        await self._retry()
        if self._plan.recheck:
            await self._recheck()

    async def _fetch_named(self, url: str) -> None:
        """Fetch an article that a person has named, who is told in any case where it does not come."""
        known = self._index.latest_document(self._source.source_id, url)
        visit = await self._fetch(_again(known) if known else Wanted(url), known)
        if visit is not None and visit.outcome not in SETTLED | {"not_modified"}:
            self._complain(f"{visit.url} {visit.outcome} ({visit.reason})", is_loss=True)

    async def _walk(self, column: Column) -> bool:
        """Whether the column's walk came to its end."""

        async def take(rows: list[Row], referer: str) -> None:
            for row in rows:
                await self._take(Wanted(row.url, title=row.title, date=row.date, referer=referer))

        async def ask(request: Ask, is_conditional: bool, is_behind: bool) -> Visit:
            return await self._listing(request, address, is_conditional=is_conditional, is_behind=is_behind)

        address = self._source.ask(column).address
        walk = ColumnWalk(self._source, column, self._archive, self._plan.since, self._plan.now, ask, take)
        try:
            for warning in await walk.run():
                self._complain(warning, is_loss=False)
        except Cut as cut:
            if cut.failing is None:
                self._complain(str(cut), is_loss=False)
            else:
                self._fail(cut.failing, str(cut))
            return False
        return True

    async def _listing(self, request: Ask, column: str, *, is_conditional: bool, is_behind: bool) -> Visit:
        address = request.address
        known = self._index.latest_document(self._source.source_id, address) if is_conditional else None
        errand = Errand(
            self._source.source_id,
            canonical(request.url),
            "listing",
            form=request.form,
            referer=column if column != address else None,
            known=known,
            hosts=self._source.all_hosts,
            page_url=column if is_behind else None,
        )
        visit = await self._visit(errand)
        if visit.outcome == "not_modified" and known is not None:
            return replace(visit, text=text_of(self._archive.payload(known.capture_id), known.media_type))
        return visit

    async def _take(self, wanted: Wanted) -> None:
        """Fetch an article that is not held, or that its row says is new; what lies on another host is a lead."""
        outcomes = self._index.outcomes(self._source.source_id, wanted.url)
        if outcomes & SETTLED:
            await self._take_again(wanted)
            return
        if not self._is_due(wanted.url):
            return
        if self._source.owns(wanted.url):
            await self._fetch(wanted)
        elif not outcomes:
            await self._follow_lead(wanted)

    async def _take_again(self, wanted: Wanted) -> None:
        """Ask again for a page whose row carries a later date than when it was fetched: it was overwritten."""
        known = self._index.latest_document(self._source.source_id, wanted.url)
        if known is not None and (known.listing_date or "9") < (wanted.date or ""):
            await self._fetch(wanted, known)

    async def _follow_lead(self, wanted: Wanted) -> None:
        """Record an address that is not the source's, and fetch the official one if it is a copy's."""
        name = host(wanted.url)
        is_known = leads.is_government(name) or any(each.owns(wanted.url) for each in self._register)
        if pair(wanted.url) is None or is_known:
            self._lead(wanted, "refused", f"no http address on the source's hosts, {', '.join(self._source.all_hosts)}")
            return
        official = leads.official_urls(wanted.url, self._register, self._source)
        tried = [url for url in official if self._source.owns(url)]
        self._lead(wanted, "mirror_suspect", f"{name} is not registered; official: {', '.join(tried) or 'none known'}")
        for url in tried:
            await self._take(replace(wanted, url=url))
            if self._index.is_held(self._source.source_id, url):
                return

    def _lead(self, wanted: Wanted, outcome: Outcome, reason: str) -> None:
        visit = Visit(
            source_id=self._source.source_id,
            url=wanted.url,
            kind=wanted.kind,
            outcome=outcome,
            seen_at=datetime.now(UTC),
            reason=reason,
            listing_title=wanted.title,
            listing_date=wanted.date,
            page_url=wanted.page_url,
        )
        self._keep(visit)

    async def _retry(self) -> None:
        """Ask again for the articles that never came; the walk may have ended before its list page."""
        for capture in self._missing.values():
            title = capture.listing_title or ""
            if capture.kind == "article" and any(column.wants(title) for column in self._source.columns):
                await self._take(_again(capture))

    async def _recheck(self) -> None:
        """Ask whether what is held has changed or is gone, what was unseen longest first.

        Not so what was fetched only because its list cut off the title, and is no report.
        """
        for capture in filter(self._is_wanted, self._index.held(self._source.source_id)):
            is_held = capture.outcome in SETTLED
            if is_held or season.is_retry_due(capture.captured_at, capture.last_seen, self._plan.now):
                known = self._index.latest_document(self._source.source_id, capture.url)
                await self._fetch(_again(capture), known)

    async def _fetch(self, wanted: Wanted, known: Capture | None = None) -> Visit | None:
        """What came of the one request of this visit for the address; None where none was made."""
        if wanted.url in self._tried:
            return None
        self._tried.add(wanted.url)
        if wanted.kind == "attachment" and not self._source.owns(wanted.url):
            self._lead(wanted, "refused", "the file lies on another host")
            return None
        errand = Errand(
            self._source.source_id,
            wanted.url,
            wanted.kind,
            referer=wanted.referer,
            title=wanted.title,
            date=wanted.date,
            page_url=wanted.page_url,
            known=known,
            hosts=self._source.all_hosts,
            read=DIALECTS[self._source.dialect].article if wanted.kind == "article" else None,
        )
        return await self._visit(errand)

    def _note_files(self, visit: Visit) -> None:
        """Note an article's files, before it is kept and so settled; pictures only where they stand for its text."""
        if visit.page is None or visit.outcome not in SETTLED:
            return
        files = [each.url for each in visit.page.attachments]
        images = visit.page.images if visit.outcome == "attachment_only" else ()
        urls = [*files, *images][:MAX_FILES]
        if new := tuple(url for url in urls if not self._index.outcomes(self._source.source_id, url)):
            self._archive.note(Note(self._source.source_id, visit.url, iso(visit.seen_at), listed=new))

    async def _visit(self, errand: Errand) -> Visit:
        self._budget.check(host(errand.url), self._source.budget)
        visit = await fetch.visit(self._download, errand)
        self._budget.count(visit)
        # Only where nobody answered: a block is an answer, and never asked again.
        while visit.outcome == "unreachable" and self._pauses:
            await asyncio.sleep(self._pauses.pop(0))
            visit = await fetch.visit(self._download, replace(errand, is_again=True))
            self._budget.count(visit)
        self._note_files(visit)
        self._keep(visit)
        if visit.outcome in ENDS_SOURCE:
            raise Blocked(visit)
        return visit

    def _keep(self, visit: Visit) -> None:
        self._archive.keep(visit)
        self._tally.count(visit)

    def _is_wanted(self, capture: Capture) -> bool:
        """Whether a column wants the title; one fetched by its address has none."""
        title = capture.listing_title
        return title is None or any(column.wants(title) for column in self._source.columns)

    def _is_due(self, url: str) -> bool:
        missing = self._missing.get(url)
        return missing is None or season.is_retry_due(missing.captured_at, missing.last_seen, self._plan.now)

    def _is_verified(self) -> bool:
        return not self._index.answering_hosts().isdisjoint(self._source.all_hosts)

    def _fail(self, failing: Standing, line: str) -> None:
        """Take down at what the source fails; a loss where it has given documents and did not fail before.

        So it is, too, where a person waits for the articles that were named.
        """
        self._failing = self._failing or failing
        self._complain(line, is_loss=self._is_failure_new or bool(self._named))

    def _note_standing(self) -> None:
        """Leave in the archive whether the source fails, for the next visit to compare with.

        Written only when it changes. A crawl that is killed before leaves it as it was, so what it met stays new.
        """
        standing = self._standing()
        if standing not in (None, self._noted):
            now = iso(datetime.now(UTC))
            self._archive.note(Note(self._source.source_id, self._source.url, now, standing=standing))

    def _standing(self) -> Standing | None:
        """How the source stands after this visit; None where the visit does not say."""
        if self._failing is None:
            return Standing() if self._is_through and not self._is_unanswered() else None
        is_same = (self._before.url, self._before.outcome) == (self._failing.url, self._failing.outcome)
        if self._before.since and is_same:
            return self._before
        return replace(self._failing, since=self._before.since or iso(datetime.now(UTC)))

    def _is_unanswered(self) -> bool:
        """Whether this visit did not look at what the source failed at before: lost reports, or a page not yet due."""
        if self._before.outcome is None:
            return self._before.since is not None and self._plan.since is not None
        page = self._missing.get(self._before.url or "")
        return page is not None and page.url not in self._tried and self._is_wanted(page)

    def _complain(self, line: str, *, is_loss: bool) -> None:
        lines = self._tally.failures if is_loss else self._tally.warnings
        lines.append(f"{self._source.source_id}: {line}")


def _again(capture: Capture) -> Wanted:
    return Wanted(
        capture.url,
        capture.kind,
        capture.listing_title,
        capture.listing_date,
        referer=capture.page_url,
        page_url=capture.page_url,
    )
