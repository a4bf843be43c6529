"""WARC 1.1 files: records built and read with warcio, one gzip member each; a writer that survives kills."""

from __future__ import annotations

import fcntl
import json
import os
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO, FileIO
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit
from uuid import uuid4

from warcio.archiveiterator import ArchiveIterator
from warcio.recordbuilder import RecordBuilder
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from spiders.exchange import Exchange, Header

VERSION = "WARC/1.1"
SUFFIX = ".warc.gz"
# A file being written carries this suffix; it is finished by a rename.
OPEN = ".open"
# What a kill left, kept as it is beside the file into which its whole records were copied.
TORN = ".torn"
NOT_MODIFIED_PROFILE = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
JSON = "application/json"
CHUNK = 1 << 16
# Seconds for which what was appended may wait to be put on disk.
SYNC_INTERVAL = 1.0
# Seconds between two looks at a folder that another process holds.
LOOK_AGAIN = 0.1

_builder = RecordBuilder(warc_version=VERSION)


class Busy(RuntimeError):
    """Another process is writing to this source."""


class Broken(ValueError):
    """An archive file that does not hold what the index says."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A record read back. `headers` are the HTTP headers of a response, `block` the rest of its block."""

    record_id: str
    kind: str
    headers: tuple[Header, ...]
    block: bytes


@dataclass(frozen=True, slots=True)
class Reference:
    """The earlier record that a revisit stands for."""

    capture_id: str
    url: str
    captured_at: str
    digest: str


def new_id() -> str:
    return str(uuid4())


def iso(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def digest(body: bytes) -> str:
    """WARC-Payload-Digest of a body as sent, as warcio writes it."""
    digester = RecordBuilder._create_digester()
    digester.update(body)
    return str(digester)


def request(exchange: Exchange, seen_at: str, response_id: str) -> bytes:
    parts = urlsplit(exchange.url)
    target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    headers = [("Host", parts.netloc), *exchange.request_headers]
    record = _builder.create_warc_record(
        exchange.url,
        "request",
        payload=BytesIO(exchange.request_body),
        length=len(exchange.request_body),
        http_headers=StatusAndHeaders(f"{exchange.method} {target} HTTP/1.1", headers, is_http_request=True),
        warc_headers_dict=_named(new_id(), seen_at) | {"WARC-Concurrent-To": _urn(response_id)},
    )
    return _packed(record)


def response(exchange: Exchange, seen_at: str, record_id: str) -> bytes:
    record = _builder.create_warc_record(
        exchange.url,
        "response",
        payload=BytesIO(exchange.body),
        length=len(exchange.body),
        http_headers=_http(exchange),
        warc_headers_dict=_named(record_id, seen_at, exchange.ip_address),
    )
    return _packed(record)


def revisit(exchange: Exchange, seen_at: str, record_id: str, earlier: Reference) -> bytes:
    """The response again without its body: the same bytes as `earlier`, or a 304 that stands for it."""
    named = _named(record_id, seen_at, exchange.ip_address) | {"WARC-Refers-To": _urn(earlier.capture_id)}
    record = _builder.create_revisit_record(
        exchange.url,
        earlier.digest,
        earlier.url,
        earlier.captured_at,
        http_headers=_http(exchange),
        warc_headers_dict=named,
    )
    if exchange.status == HTTPStatus.NOT_MODIFIED:
        record.rec_headers.replace_header("WARC-Profile", NOT_MODIFIED_PROFILE)
    return _packed(record)


def resource(url: str, content: bytes, media_type: str, seen_at: str, record_id: str) -> bytes:
    return _block("resource", url, content, media_type, _named(record_id, seen_at))


def metadata(url: str, content: dict[str, Any], seen_at: str, record_id: str, about: str | None) -> bytes:
    named = _named(record_id, seen_at) | ({"WARC-Concurrent-To": _urn(about)} if about else {})
    return _block("metadata", url, json.dumps(content, ensure_ascii=False).encode(), JSON, named)


def read(path: Path, offset: int) -> Stored:
    """The record that begins at `offset`. Raises `Broken` where none does."""
    with path.open("rb") as file:
        file.seek(offset)
        return _stored(file, f"{path}: no record at offset {offset}")


def members(path: Path) -> Iterator[tuple[int, bytes]]:
    """Offset and packed bytes of each whole gzip member; a torn tail is left out."""
    with path.open("rb") as file:
        offset, unread = 0, b""
        while member := _member(file, unread):
            packed, unread = member
            yield offset, packed
            offset += len(packed)


def unpacked(packed: bytes) -> Stored:
    return _stored(BytesIO(packed), "not a WARC record")


def written(path: Path) -> Path:
    """The file itself, or the one that is still being written under this name."""
    return path if path.exists() else path.with_name(path.name + OPEN)


class SourceWriter:
    """The one writer of a source's folder; raises `Busy` if another process holds it for `patience` seconds.

    What a killed process left there is recovered first: `recovered` names those files, of which one without a whole
    record is gone. Records outlive a kill once they are appended, and a cut of the power once they are synced.
    """

    def __init__(self, folder: Path, patience: float) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self._lock = (folder / ".lock").open("w")
        try:
            _take_lock(self._lock, patience)
        except BlockingIOError as error:
            self._lock.close()
            raise Busy(f"{folder.name}: another process is writing to this source; wait for it to end") from error
        self.recovered = tuple(_recover(path) for path in sorted(folder.glob(f"*/*{OPEN}")))
        self._file: FileIO | None = None
        self._path = Path()
        self._synced_at = 0.0

    def append(self, records: list[bytes]) -> tuple[Path, list[int]]:
        """Write packed records; returns the file's final path and the offset of each record."""
        file = self._file or self._begin()
        start = file.tell()
        try:
            _write(file, b"".join(records))
            # To wait for the disk each time took longer than to download a page on loopback. A power cut may cost what
            # was fetched in the interval; it is then asked for again.
            if time.monotonic() >= self._synced_at + SYNC_INTERVAL:
                self.sync()
        except OSError:
            # A full disk must leave no half record before whatever is appended next.
            file.truncate(start)
            file.seek(start)
            raise
        offsets = [start + sum(map(len, records[:position])) for position in range(len(records))]
        return self._path, offsets

    def sync(self) -> None:
        """Put on disk what was appended."""
        if self._file is not None:
            os.fsync(self._file.fileno())
            self._synced_at = time.monotonic()

    def close(self) -> None:
        """Finish the file and let go of the folder."""
        if self._file is not None:
            self.sync()
            self._file.close()
            self._path.with_name(self._path.name + OPEN).rename(self._path)
        self._lock.close()

    def _begin(self) -> FileIO:
        now = datetime.now(UTC)
        name = f"{self._folder.name}-{now:%Y%m%d%H%M%S%f}{SUFFIX}"
        self._path = self._folder / f"{now:%Y}" / name
        self._path.parent.mkdir(exist_ok=True)
        self._file = self._path.with_name(name + OPEN).open("xb", buffering=0)
        return self._file


def _take_lock(lock: IO[str], patience: float) -> None:
    """Hold `lock`; raises `BlockingIOError` if that takes more than `patience` seconds."""
    deadline = time.monotonic() + patience
    while True:
        try:
            return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= deadline:
                raise
        time.sleep(LOOK_AGAIN)


def _write(file: FileIO, content: bytes) -> None:
    unwritten = memoryview(content)
    while unwritten:
        unwritten = unwritten[file.write(unwritten) :]


def _recover(left: Path) -> Path:
    """Finish a file that a kill left open; offsets stay, so the index holds.

    Returns the finished file, which is not there where not one record is whole. A torn file is kept under its own
    suffix.
    """
    final = left.with_name(left.name.removesuffix(OPEN))
    copy = final.with_name(final.name + ".copy")
    with copy.open("wb", buffering=0) as file:
        for _, packed in members(left):
            _write(file, packed)
        os.fsync(file.fileno())
    size, is_torn = copy.stat().st_size, copy.stat().st_size < left.stat().st_size
    if size:
        copy.rename(final)
    else:
        copy.unlink()
    if is_torn:
        left.rename(final.with_name(final.name + TORN))
    else:
        left.unlink()
    return final


def _member(file: IO[bytes], unread: bytes) -> tuple[bytes, bytes] | None:
    """The next gzip member and what was read beyond it; None at the end, at a torn or at a broken member."""
    stream = zlib.decompressobj(16 + zlib.MAX_WBITS)
    chunks = []
    while not stream.eof:
        chunk = unread or file.read(CHUNK)
        unread = b""
        if not chunk:
            return None
        try:
            stream.decompress(chunk)
        except zlib.error:
            return None
        chunks.append(chunk)
    rest = stream.unused_data
    packed = b"".join(chunks)
    return packed[: len(packed) - len(rest)], rest


def _stored(file: IO[bytes], complaint: str) -> Stored:
    record = next(iter(ArchiveIterator(file)), None)
    if record is None:
        raise Broken(complaint)
    headers = record.http_headers.headers if record.http_headers else []
    record_id = record.rec_headers.get_header("WARC-Record-ID")
    return Stored(_uuid(record_id), record.rec_type, tuple(headers), record.raw_stream.read())


def _http(exchange: Exchange) -> StatusAndHeaders:
    known = {status.value: status.phrase for status in HTTPStatus}
    line = f"{exchange.status} {known.get(exchange.status, 'Unknown')}"
    return StatusAndHeaders(line, list(exchange.headers), protocol=exchange.protocol)


def _block(kind: str, url: str, content: bytes, media_type: str, named: dict[str, str]) -> bytes:
    record = _builder.create_warc_record(
        url,
        kind,
        payload=BytesIO(content),
        length=len(content),
        warc_content_type=media_type,
        warc_headers_dict=named,
    )
    return _packed(record)


def _named(record_id: str, seen_at: str, ip_address: str | None = None) -> dict[str, str]:
    named = {"WARC-Record-ID": _urn(record_id), "WARC-Date": seen_at}
    return named | ({"WARC-IP-Address": ip_address} if ip_address else {})


def _packed(record: ArcWarcRecord) -> bytes:
    out = BytesIO()
    WARCWriter(out, gzip=True, warc_version=VERSION).write_record(record)
    return out.getvalue()


def _urn(record_id: str) -> str:
    return f"<urn:uuid:{record_id}>"


def _uuid(urn: str) -> str:
    return urn.removeprefix("<urn:uuid:").removesuffix(">")
