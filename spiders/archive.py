"""The archive: WARC files are the truth of what was said, the index beside them is made from them."""

from __future__ import annotations

import fcntl
import hashlib
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from spiders import warc
from spiders.decoding import DOCUMENT_LIMIT, decoded
from spiders.exchange import Visit, header
from spiders.index import COLUMNS, VERSION, Index
from spiders.media import UNKNOWN_TYPE
from spiders.outcome import SETTLED
from spiders.records import Capture, Note, Sighting, Standing, Walk
from spiders.registry import Source
from spiders.warc import Stored

Entry = Sighting | Note

INDEX = "index.sqlite"
# What a metadata record leaves out: where the record stands, and what only the records together say.
UNTOLD = {"warc_path", "warc_offset", "returned_at"}


class NoPayload(LookupError):
    """A capture that holds no document; the text says which and why."""


class Archive:
    """The archive under a data folder. Reading takes no lock; `keep` makes this the source's only writer.

    A missing index is made again from the WARC files.
    """

    def __init__(self, data: Path) -> None:
        self._data = data
        self._writers: dict[str, warc.SourceWriter] = {}
        _ensure_index(data)
        self.index = Index(_folder(data) / INDEX)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def open_source(self, source_id: str, patience: float = 0.0) -> None:
        """Become the source's writer, recovering what a killed one left.

        Waits `patience` seconds for another process to finish; then raises `warc.Busy`.
        """
        if source_id in self._writers:
            return
        writer = warc.SourceWriter(_folder(self._data) / source_id, patience)
        self._writers[source_id] = writer
        for path in writer.recovered:
            self._enter_again(path)
        if writer.recovered:
            self.index.sync()
            writer.settle()

    def note(self, note: Note) -> None:
        """Write to disk, then to the index, how a column's walk or a source stands."""
        self.open_source(note.source_id)
        writer = self._writers[note.source_id]
        writer.append([_note_record(note)])
        # A row that the index has as listed is not walked to again: its capture must be there after a power cut.
        writer.sync()
        self.index.take(note)

    def keep(self, visit: Visit) -> Capture:
        """Write what came of a visit to the archive, then to the index.

        Returns the capture as the index has it: of unchanged content, the first one.
        """
        self.open_source(visit.source_id)
        capture_id = warc.new_id()
        content = _described(visit, capture_id)
        known = self._known(visit, content["payload_sha256"])
        content["confirms"] = known.capture_id if known and visit.outcome == "not_modified" else None
        path, offsets = self._writers[visit.source_id].append(_records(visit, capture_id, content, known))
        # The metadata record stands last, after the record it is about; alone, it is the capture itself.
        sighting = _sighting(content, _name(self._data, path), offsets[-2:][0])
        self.index.enter(sighting)
        return known or sighting.capture

    def payload(self, capture_id: str) -> bytes:
        """The document of a capture, its Content-Encoding undone, by one seek.

        Raises `NoPayload`, or `warc.Broken` where the record is damaged.
        """
        capture = self.index.get(capture_id)
        if capture is None:
            raise NoPayload(f"capture {capture_id} is not in the archive")
        record = self._record(capture)
        if record.kind == "metadata":
            raise NoPayload(f"capture {capture_id} ({capture.outcome}) has no document: {capture.reason}")
        if record.kind == "resource":
            return record.block
        return decoded(record.block, header(record.headers, "Content-Encoding"), DOCUMENT_LIMIT)

    def _record(self, capture: Capture) -> Stored:
        place = f"{capture.warc_path}, offset {capture.warc_offset}"
        try:
            record = warc.read(warc.written(self._data / capture.warc_path), capture.warc_offset)
        except warc.Broken as error:
            raise warc.Broken(f"damaged in the archive ({place}): python -m spiders replay drops it") from error
        if record.record_id != capture.capture_id:
            raise warc.Broken(f"another record stands there ({place}): python -m spiders replay mends the index")
        return record

    def stage(self, register: list[Source]) -> None:
        """Write `staging/capture/captures.parquet` and `staging/source/sources.parquet`."""
        # pyarrow starts a thread when it is imported; crawls, which are forked, need none of it.
        from spiders import staging  # noqa: PLC0415

        staging.write_captures(self._data, self.index.captures())
        staging.write_sources(self._data, register, self.index.standings())

    def close(self) -> None:
        """Finish the files that were written and close the index."""
        if self._writers:
            # Only what is in a file left open would be entered again after a power cut.
            self.index.sync()
        for writer in self._writers.values():
            writer.close()
        self._writers.clear()
        self.index.close()

    def _enter_again(self, recovered: Path) -> None:
        """Make the index agree with a file of which a kill or a power cut may have taken the last records."""
        entries = list(_entries(self._data, recovered)) if recovered.exists() else []
        for entry in entries:
            _enter(self.index, entry)
        whole = (entry.capture.capture_id for entry in entries if isinstance(entry, Sighting))
        self.index.drop_lost(_name(self._data, recovered), whole)

    def _known(self, visit: Visit, payload_sha256: str | None) -> Capture | None:
        if visit.outcome == "not_modified":
            return self.index.latest_document(visit.source_id, visit.url)
        return self.index.holding(visit.source_id, visit.url, visit.outcome, payload_sha256)


def rebuild(data: Path) -> None:
    """Make the index again from the WARC files, while nothing else uses it."""
    folder = _folder(data)
    fresh = folder / f"{INDEX}.rebuilt"
    fresh.unlink(missing_ok=True)
    index = Index(fresh)
    entries = (entry for path in _warc_files(data) for entry in _entries(data, path))
    for entry in sorted(entries, key=lambda each: each.at):
        _enter(index, entry)
    index.close()
    # Killed in between, this leaves no index rather than one without its latest commits.
    for suffix in ("", "-wal", "-shm"):
        (folder / f"{INDEX}{suffix}").unlink(missing_ok=True)
    fresh.replace(folder / INDEX)


def is_there(data: Path) -> bool:
    """Whether anything was ever archived in a data folder."""
    return _folder(data).exists()


@contextmanager
def held_still(data: Path) -> Iterator[None]:
    """Be the only writer of every source, to make the index again: what killed ones left is finished.

    Raises `warc.Busy`.
    """
    writers = []
    try:
        for folder in sorted(path.parent for path in _folder(data).glob("*/.lock")):
            writers.append(warc.SourceWriter(folder, patience=0.0))
        yield
        for writer in writers:
            writer.settle()
    finally:
        for writer in writers:
            writer.close()


def _ensure_index(data: Path) -> None:
    folder = _folder(data)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as lock:
        # The crawls of several provinces start at once; one of them makes the index.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if Index.version(folder / INDEX) != VERSION and _warc_files(data):
            rebuild(data)


def _folder(data: Path) -> Path:
    return data / "archive"


# Asked for with every record, while a crawl writes to few files.
@lru_cache(maxsize=64)
def _name(data: Path, path: Path) -> str:
    """A file as the index names it."""
    return path.relative_to(data).as_posix()


def _warc_files(data: Path) -> list[Path]:
    names = (f"*/*/*{warc.SUFFIX}", f"*/*/*{warc.SUFFIX}{warc.OPEN}")
    finished = {warc.finished(path) for name in names for path in _folder(data).glob(name)}
    return sorted(map(warc.written, finished))


def _entries(data: Path, path: Path) -> Iterator[Entry]:
    """The captures and notes of one file, in the order in which they were written."""
    name = _name(data, warc.finished(path))
    offsets: dict[str, int] = {}
    for offset, packed in warc.members(path):
        record = warc.unpacked(packed)
        offsets[record.record_id] = offset
        if record.kind != "metadata":
            continue
        content = json.loads(record.block)
        if "capture_id" not in content:
            yield _noted(content)
        elif content["capture_id"] in offsets:
            yield _sighting(content, name, offsets[content["capture_id"]])


def damage(data: Path) -> Iterator[str]:
    """A line for each file with bytes that are no whole record, which names the captures that were lost with them."""
    for path in _warc_files(data):
        size = path.stat().st_size
        records = [(offset, len(packed), warc.unpacked(packed)) for offset, packed in warc.members(path)]
        holes = size - sum(length for _, length, _ in records)
        if holes:
            yield f"{_name(data, path)}: {holes} bytes are damaged, with them {_lost(records, size) or 'no document'}"


def _lost(records: list[tuple[int, int, Stored]], size: int) -> str:
    """The URLs of the captures of which the document or what is known of it is missing among the records of a file.

    `records` are offset, length and record; what is known of a capture stands right behind its document.
    """
    there = {record.record_id for _, _, record in records}
    told = [json.loads(record.block) for _, _, record in records if record.kind == "metadata"]
    about = {content["capture_id"]: content["url"] for content in told if "capture_id" in content}
    nexts = [offset for offset, _, _ in records[1:]] + [size]
    untold = {
        record.url
        for (offset, length, record), following in zip(records, nexts, strict=True)
        if offset + length != following and record.kind not in ("request", "metadata") and record.record_id not in about
    }
    return ", ".join(sorted(untold | {url for capture_id, url in about.items() if capture_id not in there}))


def _enter(index: Index, entry: Entry) -> None:
    if isinstance(entry, Note):
        index.take(entry)
    else:
        index.enter(entry)


def _note_record(note: Note) -> bytes:
    return warc.metadata(note.column_url, asdict(note), note.at, warc.new_id(), None)


def _noted(content: dict[str, Any]) -> Note:
    walk = Walk(**content["walk"]) if content["walk"] else None
    standing = Standing(**content["standing"]) if content.get("standing") else None
    return Note(**content | {"walk": walk, "listed": tuple(content["listed"]), "standing": standing})


def _sighting(content: dict[str, Any], path: str, offset: int) -> Sighting:
    """A capture of the archive; fields that an older program did not know are null."""
    unknown = {field.name: None for field in fields(Capture)}
    known = {name: value for name, value in content.items() if name != "confirms"}
    return Sighting(Capture(**unknown | known | {"warc_path": path, "warc_offset": offset}), content["confirms"])


def _described(visit: Visit, capture_id: str) -> dict[str, Any]:
    """A capture as its metadata record holds it: every field but its place."""
    final, is_kept = visit.final, visit.outcome in SETTLED
    seen_at = warc.iso(visit.seen_at)
    capture = Capture(
        capture_id=capture_id,
        source_id=visit.source_id,
        url=visit.url,
        kind=visit.kind,
        outcome=visit.outcome,
        http_status=final.status if final else None,
        captured_at=seen_at,
        last_seen=seen_at,
        media_type=visit.media_type,
        payload_sha256=_sha256(visit),
        payload_bytes=len(visit.document) if visit.document is not None and is_kept else None,
        listing_title=visit.listing_title,
        listing_date=visit.listing_date,
        page_url=visit.page_url,
        tls=visit.tls,
        warc_path="",
        warc_offset=0,
        warc_digest=warc.digest(final.body) if final else None,
        etag=final.header("ETag") if final else None,
        last_modified=final.header("Last-Modified") if final else None,
        reason=visit.reason,
    )
    return {name: getattr(capture, name) for name in COLUMNS if name not in UNTOLD}


def _sha256(visit: Visit) -> str | None:
    """Hash of a document that counts. Error pages often hold the time of day: they are one content each."""
    if visit.document is None or visit.outcome not in SETTLED:
        return None
    return hashlib.sha256(visit.document).hexdigest()


def _records(visit: Visit, capture_id: str, content: dict[str, Any], known: Capture | None) -> list[bytes]:
    """The records of a visit: request and response of each exchange, or the file, and what is known of it."""
    seen_at = content["captured_at"]
    records = []
    for exchange in visit.exchanges:
        is_final = exchange is visit.final
        record_id = capture_id if is_final else warc.new_id()
        digest = content["warc_digest"] if is_final else warc.digest(exchange.body)
        records.append(warc.request(exchange, seen_at, record_id))
        earlier = _earlier(visit, digest, known) if is_final else None
        if earlier is None:
            records.append(warc.response(exchange, digest, seen_at, record_id))
        else:
            records.append(warc.revisit(exchange, seen_at, record_id, earlier))
    if not visit.exchanges and visit.document is not None:
        media_type = visit.media_type or UNKNOWN_TYPE
        records.append(warc.resource(visit.url, visit.document, media_type, seen_at, capture_id))
    own_id = warc.new_id() if records else capture_id
    return [*records, warc.metadata(visit.url, content, seen_at, own_id, capture_id if records else None)]


def _earlier(visit: Visit, digest: str, known: Capture | None) -> warc.Reference | None:
    """What a revisit record may stand for: the same bytes from the same URL, without a redirect between."""
    if known is None or known.warc_digest is None or len(visit.exchanges) != 1:
        return None
    is_same = visit.outcome == "not_modified" or digest == known.warc_digest
    if not is_same:
        return None
    return warc.Reference(known.capture_id, known.url, known.captured_at, known.warc_digest)
