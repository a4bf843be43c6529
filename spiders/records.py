"""What the archive's records say, and the index repeats: captures, how walks and sources stand, and notes of them."""

from __future__ import annotations

from dataclasses import dataclass

from spiders.outcome import Kind, Outcome


@dataclass(frozen=True, slots=True)
class Capture:
    """One row of the index: the first sight of this content at this URL, and when it was last seen.

    Times are ISO texts in UTC. `warc_path` is relative to the data folder. `warc_digest` is that of the body
    as sent, `payload_sha256` that of the unpacked document. `page_url` is the article that an attachment
    belongs to, or the column whose list a list page continues. `tls` is "legacy" where the host's certificate was
    not checked. `returned_at` is when a page last came back to this content after it had shown another or was gone.
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
    page_url: str | None
    tls: str | None
    warc_path: str
    warc_offset: int
    warc_digest: str | None
    etag: str | None
    last_modified: str | None
    reason: str | None
    returned_at: str | None = None


@dataclass(frozen=True, slots=True)
class Sighting:
    """One record of the archive: a capture, or a server's word that the capture `confirms` still holds."""

    capture: Capture
    confirms: str | None = None

    @property
    def at(self) -> str:
        return self.capture.last_seen


@dataclass(frozen=True, slots=True)
class Walk:
    """Where the walks of a column stand. The default is a column that was never walked.

    `filters` and `since` say which rows were wanted (since: the earliest year, None: all). `entry` is the request
    that gave the first rows, with its form: the column's page itself, or the interface behind it. `fingerprint`
    is that of what the entry listed, `pages` and `is_sorted` (newest first, every row dated) are those of the last
    walk to the list's end, which ended at `ended_at` (ISO text in UTC).
    """

    filters: str = ""
    since: int | None = None
    is_complete: bool = False
    entry: str | None = None
    fingerprint: str | None = None
    pages: int = 0
    is_sorted: bool = False
    ended_at: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a source fails: `since` is when it began to (ISO text in UTC), None while all its lists come.

    `url`, `outcome` and `reason` say at what; a list that comes without the reports that it had has no such outcome.
    """

    since: str | None = None
    url: str | None = None
    outcome: Outcome | None = None
    reason: str | None = None

    @property
    def line(self) -> str:
        return f"{self.url} {self.outcome} ({self.reason})" if self.outcome else f"{self.url} {self.reason}"


@dataclass(frozen=True, slots=True)
class Note:
    """What a visit leaves in the archive beside its captures.

    Of a column where its walk stands, or the row URLs that it saw first; of an article the files that are asked for
    after it, which it lists as a column lists its rows; of a source, under its home page, whether it fails.
    """

    source_id: str
    column_url: str
    at: str
    walk: Walk | None = None
    listed: tuple[str, ...] = ()
    standing: Standing | None = None
