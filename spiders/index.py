"""The SQLite index beside the archive: what is known of each URL, and how each column's last walk ended."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import cast

from spiders.outcome import SETTLED, Kind, Outcome

# Province processes write to one index: a writer waits this many seconds for another's commit.
BUSY_SECONDS = 60
SCHEMA = """
create table if not exists captures (
    capture_id text primary key, source_id text not null, url text not null, kind text not null,
    outcome text not null, http_status integer, captured_at text not null, last_seen text not null,
    media_type text, payload_sha256 text, payload_bytes integer, listing_title text, listing_date text,
    warc_path text not null, warc_offset integer not null, warc_digest text, etag text, last_modified text,
    reason text);
create unique index if not exists one_row_per_content
    on captures (source_id, url, outcome, ifnull(payload_sha256, ''));
create table if not exists walks (
    source_id text not null, column_url text not null, filters text not null, completed integer not null,
    primary key (source_id, column_url));
create table if not exists listed (
    source_id text not null, column_url text not null, url text not null,
    primary key (source_id, column_url, url)) without rowid;
"""


@dataclass(frozen=True, slots=True)
class Capture:
    """One row of the index: the first sight of this content at this URL, and when it was last seen.

    Times are ISO texts in UTC. `warc_path` is relative to the data folder. `warc_digest` is that of the body
    as sent, `payload_sha256` that of the unpacked document.
    """

    capture_id: str
    source_id: str
    url: str
    kind: Kind
    outcome: Outcome
    http_status: int | None
    captured_at: str
    last_seen: str
    media_type: str | None
    payload_sha256: str | None
    payload_bytes: int | None
    listing_title: str | None
    listing_date: str | None
    warc_path: str
    warc_offset: int
    warc_digest: str | None
    etag: str | None
    last_modified: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Sighting:
    """One record of the archive: a capture, or a server's word that the capture `confirms` still holds."""

    capture: Capture
    confirms: str | None = None


@dataclass(frozen=True, slots=True)
class Walk:
    """How the last walk over a column ended, and every row URL that its walks have listed."""

    completed: bool
    listed: frozenset[str]

    def covers(self, urls: Iterable[str]) -> bool:
        """Whether nothing can stand behind a page of these rows that an earlier walk has not reached."""
        return self.completed and self.listed.issuperset(urls)


COLUMNS = tuple(field.name for field in fields(Capture))


class Index:
    """The open index. Every change is committed before the call returns."""

    def __init__(self, path: Path) -> None:
        self._connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        self._connection.execute("pragma journal_mode = wal")
        # A reader must not wait for the writers' lock only to learn that the tables are there.
        if self._connection.execute("pragma user_version").fetchone() == (0,):
            self._create()

    def close(self) -> None:
        self._connection.close()

    def enter(self, sighting: Sighting) -> None:
        """Take in one record of the archive; the same records in time order always give the same index."""
        if sighting.confirms is None:
            self._put(sighting.capture)
        else:
            self._touch(sighting.confirms, sighting.capture.last_seen)

    def get(self, capture_id: str) -> Capture | None:
        return next(self._captures("capture_id = ?", capture_id), None)

    def captures(self) -> list[Capture]:
        """All rows, ordered by time of capture."""
        return list(self._captures("true order by captured_at, capture_id"))

    def latest_ok(self, source_id: str, url: str) -> Capture | None:
        """The content that the URL had when it was last seen."""
        where = "source_id = ? and url = ? and outcome = 'ok' order by last_seen desc, rowid desc limit 1"
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
        """The articles of a source that were asked for and never came, each as it was first asked for."""
        settled = ", ".join(f"'{outcome}'" for outcome in sorted(SETTLED))
        where = (
            "source_id = ? and kind = 'article' and url not in"
            f" (select url from captures where source_id = ? and outcome in ({settled}))"
            " order by captured_at, capture_id"
        )
        first: dict[str, Capture] = {}
        for capture in self._captures(where, source_id, source_id):
            first.setdefault(capture.url, capture)
        return list(first.values())

    def begin_walk(self, source_id: str, column_url: str, filters: str) -> Walk:
        """The column's last walk; from now until `end_walk` the column counts as not walked to its end.

        Other `filters` want other titles, so what an earlier walk passed over must be seen again.
        """
        row = self._connection.execute(
            "select completed, filters from walks where source_id = ? and column_url = ?",
            (source_id, column_url),
        ).fetchone()
        listed = self._connection.execute(
            "select url from listed where source_id = ? and column_url = ?", (source_id, column_url)
        )
        walk = Walk(row == (1, filters), frozenset(url for (url,) in listed))
        self._connection.execute("insert or replace into walks values (?, ?, ?, 0)", (source_id, column_url, filters))
        return walk

    def add_listed(self, source_id: str, column_url: str, urls: Iterable[str]) -> None:
        with self._transaction():
            self._connection.executemany(
                "insert or ignore into listed values (?, ?, ?)",
                [(source_id, column_url, url) for url in urls],
            )

    def end_walk(self, source_id: str, column_url: str) -> None:
        self._connection.execute(
            "update walks set completed = 1 where source_id = ? and column_url = ?", (source_id, column_url)
        )

    def _put(self, capture: Capture) -> None:
        """Add a capture; content that is already known only moves its `last_seen` and validators."""
        self._connection.execute(
            f"insert into captures ({', '.join(COLUMNS)}) values ({', '.join('?' * len(COLUMNS))})"
            " on conflict (source_id, url, outcome, ifnull(payload_sha256, '')) do update set"
            " last_seen = max(last_seen, excluded.last_seen), etag = excluded.etag,"
            " last_modified = excluded.last_modified",
            astuple(capture),
        )

    def _touch(self, capture_id: str, seen_at: str) -> None:
        self._connection.execute(
            "update captures set last_seen = max(last_seen, ?) where capture_id = ?", (seen_at, capture_id)
        )

    def _create(self) -> None:
        with self._transaction():
            for statement in SCHEMA.split(";"):
                self._connection.execute(statement)
            self._connection.execute("pragma user_version = 1")

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self._connection.execute("begin immediate")
        try:
            yield
        except BaseException:
            self._connection.execute("rollback")
            raise
        self._connection.execute("commit")

    def _captures(self, where: str, *values: str | None) -> Iterator[Capture]:
        rows = self._connection.execute(f"select {', '.join(COLUMNS)} from captures where {where}", values)
        return (Capture(*row) for row in rows)
