"""The SQLite index beside the archive: what is known of each URL, and how each column's last walk ended."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, fields, replace
from operator import attrgetter
from pathlib import Path
from typing import cast

from spiders.address import host
from spiders.outcome import SETTLED, STANDS, Outcome
from spiders.records import Capture, Note, Sighting, Standing, Walk

# Province processes write to one index: a writer waits this many seconds for another's commit.
BUSY_SECONDS = 60
# A checkpoint waits for the disk: after the usual 1,000 pages, which are 250 captures, that took longer than all the
# rest of entering them. So many pages are a log of 16 MB.
CHECKPOINT_PAGES = 4000
SCHEMA = """
create table if not exists captures (
    capture_id text primary key, source_id text not null, url text not null, kind text not null,
    outcome text not null, http_status integer, captured_at text not null, last_seen text not null,
    media_type text, payload_sha256 text, payload_bytes integer, listing_title text, listing_date text,
    page_url text, tls text, warc_path text not null, warc_offset integer not null, warc_digest text,
    etag text, last_modified text, reason text, returned_at text);
create unique index if not exists one_row_per_content
    on captures (source_id, url, outcome, ifnull(payload_sha256, ''));
create table if not exists walks (
    source_id text not null, column_url text not null, filters text not null, since integer,
    is_complete integer not null, entry text, fingerprint text, pages integer not null, is_sorted integer not null,
    ended_at text, primary key (source_id, column_url));
create table if not exists listed (
    source_id text not null, column_url text not null, url text not null,
    primary key (source_id, column_url, url)) without rowid;
create table if not exists standings (
    source_id text primary key, since text, url text, outcome text, reason text);
"""
COLUMNS = tuple(field.name for field in fields(Capture))
# dataclasses.astuple copies every value.
values_of = attrgetter(*COLUMNS)
WALK_COLUMNS = tuple(field.name for field in fields(Walk))
STANDING_COLUMNS = ", ".join(field.name for field in fields(Standing))
# Raised with every change of the tables: an index of another version is made again from the archive.
VERSION = 4
# A page shows this content again at the moment `:at`: another one had taken its place in between. A list has another
# answer also when it does not come at all: a source that failed and answers again is well again.
STANDING = ", ".join(f"'{outcome}'" for outcome in sorted(STANDS))
RETURNS = f"""
case when exists (
    select 1 from captures as other
    where other.source_id = captures.source_id and other.url = captures.url
      and (captures.kind = 'listing' or other.outcome in ({STANDING}))
      and other.last_seen > captures.last_seen and other.last_seen < :at)
then :at else returned_at end
"""
FIRST_PAGE = "kind = 'listing' and page_url is null"
# Outcomes that leave a document, and a row of the same URL that is one; `c` is the row in question.
DOCUMENT = ", ".join(f"'{outcome}'" for outcome in sorted(SETTLED))
DOCUMENT_ROW = (
    "select 1 from captures as other where other.source_id = c.source_id and other.url = c.url"
    f" and other.outcome in ({DOCUMENT})"
)


class Index:
    """The open index. Every change is committed before the call returns; `sync` puts it on disk."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        self._connection.execute("pragma journal_mode = wal")
        # A kill loses no commit so, a power cut the latest: whoever opens the source's files again enters them again.
        self._connection.execute("pragma synchronous = normal")
        self._connection.execute(f"pragma wal_autocheckpoint = {CHECKPOINT_PAGES}")
        # A reader must not wait for the writers' lock only to learn that the tables are there.
        if self._connection.execute("pragma user_version").fetchone() == (0,):
            self._create()

    @staticmethod
    def version(path: Path) -> int | None:
        """The version of an index file, None where there is none."""
        if not path.exists():
            return None
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
        try:
            return int(connection.execute("pragma user_version").fetchone()[0])
        finally:
            connection.close()

    def close(self) -> None:
        self._connection.close()

    def sync(self) -> None:
        """Put every commit so far on disk."""
        self._connection.execute("pragma synchronous = full")
        # A commit that changes nothing would not be written, and so not synced.
        self._connection.execute(f"pragma user_version = {VERSION}")
        self._connection.execute("pragma synchronous = normal")

    def enter(self, sighting: Sighting) -> None:
        """Take in one record of the archive; the same records in time order always give the same index."""
        if sighting.confirms is None:
            self._put(sighting.capture)
        else:
            self._touch(sighting.confirms, sighting.capture.last_seen)

    def drop_lost(self, warc_path: str, whole: Iterable[str]) -> None:
        """Remove the captures of a file that are not among the `whole` ones that it holds."""
        self._connection.execute(
            "delete from captures where warc_path = ? and capture_id not in (select value from json_each(?))",
            (warc_path, json.dumps(list(whole))),
        )

    def get(self, capture_id: str) -> Capture | None:
        return next(self._captures("capture_id = ?", capture_id), None)

    def captures(self) -> list[Capture]:
        """All rows, ordered by time of capture."""
        return list(self._captures("true order by captured_at, capture_id"))

    def latest_document(self, source_id: str, url: str) -> Capture | None:
        """The content that the URL had when it was last seen."""
        where = f"source_id = ? and url = ? and outcome in ({DOCUMENT}) order by last_seen desc, rowid desc limit 1"
        return next(self._captures(where, source_id, url), None)

    def holding(self, source_id: str, url: str, outcome: Outcome, payload_sha256: str | None) -> Capture | None:
        """The capture of exactly this content at this URL, if there is one."""
        where = "source_id = ? and url = ? and outcome = ? and payload_sha256 is ?"
        return next(self._captures(where, source_id, url, outcome, payload_sha256), None)

    def outcomes(self, source_id: str, url: str) -> set[Outcome]:
        """Everything that ever came of this URL."""
        rows = self._connection.execute(
            "select outcome from captures where source_id = ? and url = ?", (source_id, url)
        )
        return {cast(Outcome, outcome) for (outcome,) in rows}

    def unsettled(self, source_id: str) -> list[Capture]:
        """The articles and files of a source that were asked for and never came, each as it was first asked for.

        `last_seen` is that of the last attempt.
        """
        return self._each_url(source_id, f"not exists ({DOCUMENT_ROW})", first=True)

    def held(self, source_id: str) -> list[Capture]:
        """The latest capture of every article and file of which there is a document, the longest unseen first."""
        found = self._each_url(source_id, f"exists ({DOCUMENT_ROW})", first=False)
        return sorted(found, key=lambda capture: (capture.last_seen, capture.url))

    def has_worked(self, source_id: str) -> bool:
        """Whether the source has given a list, and a document."""
        document, gave_list = f"kind = 'article' and outcome in ({DOCUMENT})", f"{FIRST_PAGE} and outcome = 'ok'"
        query = f"select max({document}) and max({gave_list}) from captures where source_id = ?"
        return bool(self._connection.execute(query, (source_id,)).fetchone()[0])

    def is_held(self, source_id: str, url: str) -> bool:
        """Whether there is a document of the URL."""
        return not SETTLED.isdisjoint(self.outcomes(source_id, url))

    def documents(self) -> dict[str, int]:
        """Number of articles held, by source."""
        rows = self._connection.execute(
            "select source_id, count(distinct url) from captures"
            f" where kind in ('article', 'file') and outcome in ({DOCUMENT}) group by source_id"
        )
        return dict(rows)

    def standing(self, source_id: str) -> Standing | None:
        """How the source stood after its last visit, None where no visit came so far."""
        query = f"select {STANDING_COLUMNS} from standings where source_id = ?"
        row = self._connection.execute(query, (source_id,)).fetchone()
        return Standing(*row) if row else None

    def last_list(self, source_id: str) -> Standing | None:
        """What the last request for a list's first page says of the source, None where it was never asked."""
        where = f"source_id = ? and {FIRST_PAGE} order by last_seen desc, rowid desc limit 1"
        capture = next(self._captures(where, source_id), None)
        return _standing(capture) if capture else None

    def standings(self) -> dict[str, Standing]:
        """How every source stands that was asked for a list; where no visit came so far, by its last list."""
        by_list = {source_id: _standing(capture) for source_id, capture in self.latest_listings().items()}
        noted = self._connection.execute(f"select source_id, {STANDING_COLUMNS} from standings")
        return by_list | {source_id: Standing(*values) for source_id, *values in noted}

    def latest_listings(self) -> dict[str, Capture]:
        """The last answer to the request for a list's first page, by source."""
        where = f"{FIRST_PAGE} order by last_seen, rowid"
        return {capture.source_id: capture for capture in self._captures(where)}

    def last_good_listings(self) -> dict[str, str]:
        """When a list was last had, by source, as ISO text in UTC."""
        rows = self._connection.execute(
            f"select source_id, max(last_seen) from captures where {FIRST_PAGE} and outcome = 'ok' group by source_id"
        )
        return dict(rows)

    def answering_hosts(self) -> set[str]:
        """The hosts that have given a list page: they are verified."""
        rows = self._connection.execute("select url from captures where outcome = 'ok' and kind = 'listing'")
        return {host(url) for (url,) in rows}

    def walked(self) -> set[str]:
        """The sources of which a list has been walked."""
        return {source_id for (source_id,) in self._connection.execute("select distinct source_id from walks")}

    def walk(self, source_id: str, column_url: str) -> Walk:
        names = ", ".join(WALK_COLUMNS)
        row = self._connection.execute(
            f"select {names} from walks where source_id = ? and column_url = ?", (source_id, column_url)
        ).fetchone()
        if row is None:
            return Walk()
        fields_of = dict(zip(WALK_COLUMNS, row, strict=True))
        return Walk(**fields_of | {name: bool(fields_of[name]) for name in ("is_complete", "is_sorted")})

    def listed(self, source_id: str, column_url: str) -> set[str]:
        """Every row URL that the column's walks have seen."""
        rows = self._connection.execute(
            "select url from listed where source_id = ? and column_url = ?", (source_id, column_url)
        )
        return {url for (url,) in rows}

    def unasked_files(self, source_id: str) -> list[tuple[Capture, str]]:
        """Articles, each with the URL of a file that it listed and that was never asked for: a night ended before."""
        rows = self._connection.execute(
            "select c.capture_id, l.url from captures as c"
            " join listed as l on l.source_id = c.source_id and l.column_url = c.url"
            f" where c.source_id = ? and c.kind = 'article' and c.outcome in ({DOCUMENT})"
            " and not exists (select 1 from captures as f where f.source_id = l.source_id and f.url = l.url)",
            (source_id,),
        )
        return [(capture, url) for capture_id, url in rows.fetchall() if (capture := self.get(capture_id))]

    def take(self, note: Note) -> None:
        """Take in what a walk noted."""
        with self._transaction():
            self._connection.executemany(
                "insert or ignore into listed values (?, ?, ?)",
                [(note.source_id, note.column_url, url) for url in note.listed],
            )
            if note.walk is not None:
                self._connection.execute(
                    f"insert or replace into walks (source_id, column_url, {', '.join(WALK_COLUMNS)})"
                    f" values (?, ?, {', '.join('?' * len(WALK_COLUMNS))})",
                    (note.source_id, note.column_url, *astuple(note.walk)),
                )
            if note.standing is not None:
                self._connection.execute(
                    f"insert or replace into standings (source_id, {STANDING_COLUMNS}) values (?, ?, ?, ?, ?)",
                    (note.source_id, *astuple(note.standing)),
                )

    def _put(self, capture: Capture) -> None:
        """Add a capture; content that is already known only moves its `last_seen` and validators."""
        self._connection.execute(
            f"insert into captures ({', '.join(COLUMNS)}) values ({', '.join(f':{name}' for name in COLUMNS)})"
            f" on conflict (source_id, url, outcome, ifnull(payload_sha256, '')) do update set returned_at = {RETURNS},"
            " last_seen = max(last_seen, excluded.last_seen), etag = excluded.etag,"
            " last_modified = excluded.last_modified",
            dict(zip(COLUMNS, values_of(capture), strict=True)) | {"at": capture.last_seen},
        )

    def _touch(self, capture_id: str, seen_at: str) -> None:
        self._connection.execute(
            f"update captures set returned_at = {RETURNS}, last_seen = max(last_seen, :at) where capture_id = :id",
            {"at": seen_at, "id": capture_id},
        )

    def _create(self) -> None:
        with self._transaction():
            for statement in SCHEMA.split(";"):
                self._connection.execute(statement)
            self._connection.execute(f"pragma user_version = {VERSION}")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._connection.execute("rollback")
            raise
        self._connection.execute("commit")

    def _each_url(self, source_id: str, condition: str, *, first: bool) -> list[Capture]:
        """One capture a URL: the first or the latest, with the time of the last look at the URL as `last_seen`."""
        rows = self._captures(
            f"source_id = ? and kind in ('article', 'attachment') and {condition} order by captured_at, rowid",
            source_id,
        )
        chosen: dict[str, Capture] = {}
        looked: dict[str, str] = {}
        for capture in rows:
            looked[capture.url] = max(looked.get(capture.url, ""), capture.last_seen)
            kept = chosen.get(capture.url)
            if kept is None or (not first and capture.last_seen >= kept.last_seen):
                chosen[capture.url] = capture
        return [replace(capture, last_seen=looked[url]) for url, capture in chosen.items()]

    def _captures(self, where: str, *values: str | None) -> Iterator[Capture]:
        rows = self._connection.execute(f"select {', '.join(COLUMNS)} from captures as c where {where}", values)
        return (Capture(*row) for row in rows)


def _standing(listing: Capture) -> Standing:
    if listing.outcome == "ok":
        return Standing()
    # It is seen again and again, and began to be seen when it last took the place of another answer.
    since = max(listing.captured_at, listing.returned_at or "")
    return Standing(since, listing.url, listing.outcome, listing.reason)
