"""Removing a document for good, and letting a held source through: what a person decides, the next load carries out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse import decisions, folders, snapshot
from warehouse.decisions import EVERY, Decision

_KNOWN = "SELECT count(*) FROM (SELECT url FROM document UNION ALL SELECT url FROM tombstone) WHERE url = ?"
_COLLECTED = "SELECT count(*) FROM read_parquet(?) WHERE kind <> 'listing' AND url = ?"
# The same text may stand at other addresses, which are documents of their own.
_COPIES = """
SELECT DISTINCT other.url
FROM version v JOIN document d USING (document_id)
JOIN version w ON w.text_hash = v.text_hash OR w.version_id IN (
    SELECT copy_of FROM text_copy WHERE version_id = v.version_id
    UNION ALL SELECT version_id FROM text_copy WHERE copy_of = v.version_id
)
JOIN document other ON other.document_id = w.document_id
WHERE d.url = $url AND other.url <> $url ORDER BY other.url
"""


class UnknownSubject(LookupError):
    """What was named is not there; the text says how to find it."""


@dataclass(frozen=True, slots=True)
class Forgotten:
    """A document that no later snapshot holds, its copies, the snapshots and exports with it."""

    url: str
    copies: tuple[str, ...]
    published: tuple[str, ...]


def forget(data: Path, url: str, reason: str) -> Forgotten:
    """Have every later snapshot leave the document out, with a tombstone; raises UnknownSubject.

    It need not have been published: what stops the gate would stop it every night.
    """
    is_known, copies = False, []
    if snapshot.newest(data):
        with snapshot.connect(data) as connection:
            is_known = connection.execute(_KNOWN, [url]).fetchone() != (0,)
            copies = connection.execute(_COPIES, {"url": url}).fetchall()
    if not is_known and not _is_collected(data, url):
        raise UnknownSubject(
            f"no document at {url}: python -m warehouse query \"SELECT url FROM document WHERE contains(url, '…')\""
        )
    decisions.decide(data, "forget", url, reason)
    return Forgotten(url, tuple(copy for (copy,) in copies), _published(data, url))


def _is_collected(data: Path, url: str) -> bool:
    """Whether a page or file of this address waits in staging, published or not."""
    if not folders.captures(data).exists():
        return False
    with duckdb.connect() as connection:
        return connection.execute(_COLLECTED, [str(folders.captures(data)), url]).fetchone() != (0,)


def _published(data: Path, url: str) -> tuple[str, ...]:
    """The snapshots that hold the document and their exports, relative to the data folder."""
    holding = [path for path in sorted(folders.snapshots(data).glob("fazhi-*.duckdb")) if _holds(path, url)]
    exports = [folders.exports(data) / path.stem for path in holding]
    kept = [path for path in (*holding, *exports) if path.exists()]
    return tuple(str(path.relative_to(data)) for path in kept)


def _holds(path: Path, url: str) -> bool:
    with snapshot.connect_readonly(path) as connection:
        return connection.execute("SELECT 1 FROM document WHERE url = ?", [url]).fetchone() is not None


def release(data: Path, source_id: str, reason: str) -> Decision:
    """Let through what a source brought, or with `*` what every source did, once; raises UnknownSubject, NoSnapshot."""
    with snapshot.connect(data) as connection:
        known = connection.execute("SELECT count(*) FROM source WHERE source_id = ?", [source_id]).fetchone() != (0,)
    if not known and source_id != EVERY:
        raise UnknownSubject(f'no source {source_id}: python -m warehouse query "FROM hold" shows what waits')
    return decisions.decide(data, "release", source_id, reason)
