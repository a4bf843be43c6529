"""WARC 1.1 files: records of one gzip member each, which warcio reads; a writer that survives kills."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import time
import zlib
from base64 import b32encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from io import BytesIO, FileIO
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit
from uuid import uuid4

from warcio.archiveiterator import ArchiveIterator

from spiders.exchange import Exchange, Header

VERSION = "WARC/1.1"
SUFFIX = ".warc.gz"
# A file being written carries this suffix; it is finished by a rename.
OPEN = ".open"
# What a kill left, kept as it is beside the file into which its whole records were copied.
TORN = ".torn"
SAME_DIGEST_PROFILE = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
NOT_MODIFIED_PROFILE = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
REQUEST = "application/http; msgtype=request"
RESPONSE = "application/http; msgtype=response"
JSON = "application/json"
PHRASES = {status.value: status.phrase for status in HTTPStatus}
# What tells zlib, added to the bits of the window, to write and read gzip members.
GZIP_MEMBER = 16
MIN_WBITS = 9
# On a report's page two thirds of the time that the usual level 6 takes, for a fiftieth more bytes.
LEVEL = 3
# A gzip member begins so: the magic number, and deflate as the method.
MEMBER_MAGIC = b"\x1f\x8b\x08"
CHUNK = 1 << 14
# Seconds for which what was appended may wait to be put on disk.
SYNC_INTERVAL = 1.0
# Seconds between two looks at a folder that another process holds.
LOOK_AGAIN = 0.1


class Busy(RuntimeError):
    """Another process is writing to this source."""


class Broken(ValueError):
    """An archive file that does not hold what the index says."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A record read back. `url` is its WARC-Target-URI.

    `headers` are the HTTP headers of a response, `block` the rest of its block.
    """

    record_id: str
    url: str
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
    """WARC-Payload-Digest of a body as sent."""
    return f"sha1:{b32encode(hashlib.sha1(body).digest()).decode()}"


def request(exchange: Exchange, seen_at: str, response_id: str) -> bytes:
    parts = urlsplit(exchange.url)
    target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    headers = (("Host", parts.netloc), *exchange.request_headers)
    named = _named("request", exchange.url, new_id(), seen_at) | {"WARC-Concurrent-To": _urn(response_id)}
    head = _http(f"{exchange.method} {target} HTTP/1.1", headers)
    return _packed(named, digest(exchange.request_body), REQUEST, head + exchange.request_body)


def response(exchange: Exchange, payload_digest: str, seen_at: str, record_id: str) -> bytes:
    named = _named("response", exchange.url, record_id, seen_at, exchange.ip_address)
    return _packed(named, payload_digest, RESPONSE, _response_head(exchange) + exchange.body)


def revisit(exchange: Exchange, seen_at: str, record_id: str, earlier: Reference) -> bytes:
    """The response again without its body: the same bytes as `earlier`, or a 304 that stands for it."""
    is_unmodified = exchange.status == HTTPStatus.NOT_MODIFIED
    named = _named("revisit", exchange.url, record_id, seen_at, exchange.ip_address) | {
        "WARC-Refers-To": _urn(earlier.capture_id),
        "WARC-Refers-To-Target-URI": earlier.url,
        "WARC-Refers-To-Date": earlier.captured_at,
        "WARC-Profile": NOT_MODIFIED_PROFILE if is_unmodified else SAME_DIGEST_PROFILE,
    }
    return _packed(named, earlier.digest, RESPONSE, _response_head(exchange))


def resource(url: str, content: bytes, media_type: str, seen_at: str, record_id: str) -> bytes:
    return _packed(_named("resource", url, record_id, seen_at), None, media_type, content)


def metadata(url: str, content: dict[str, Any], seen_at: str, record_id: str, about: str | None) -> bytes:
    named = _named("metadata", url, record_id, seen_at) | ({"WARC-Concurrent-To": _urn(about)} if about else {})
    block = json.dumps(content, ensure_ascii=False).encode()
    return _packed(named, None, JSON, block)


def read(path: Path, offset: int) -> Stored:
    """The record that begins at `offset`. Raises `Broken` where no whole one does."""
    with path.open("rb") as file:
        packed = _member(file, offset)
    if packed is None:
        raise Broken(f"{path}: no whole record at offset {offset}")
    return unpacked(packed)


def members(path: Path) -> Iterator[tuple[int, bytes]]:
    """Offset and packed bytes of each whole gzip member; what is torn or damaged between them is left out."""
    size, offset = path.stat().st_size, 0
    with path.open("rb") as file:
        while offset < size:
            packed = _member(file, offset)
            if packed is None:
                offset = _next_member(file, offset + 1) or size
            else:
                yield offset, packed
                offset += len(packed)


def unpacked(packed: bytes) -> Stored:
    record = next(iter(ArchiveIterator(BytesIO(packed))), None)
    if record is None:
        raise Broken("not a WARC record")
    headers = record.http_headers.headers if record.http_headers else []
    record_id = _uuid(record.rec_headers.get_header("WARC-Record-ID"))
    url = record.rec_headers.get_header("WARC-Target-URI")
    return Stored(record_id, url, record.rec_type, tuple(headers), record.raw_stream.read())


def finished(path: Path) -> Path:
    """The name that a file which is still being written will have, or has already."""
    return path.with_name(path.name.removesuffix(OPEN))


def written(path: Path) -> Path:
    """The file itself, or the one that is still being written under this name."""
    return path if path.exists() else path.with_name(path.name + OPEN)


class SourceWriter:
    """The one writer of a source's folder; raises `Busy` if another process holds it for `patience` seconds.

    What a killed process left there is recovered first: `recovered` names those files, of which one without a whole
    record is not there. Until `settle` it is recovered anew by whoever comes next. Records outlive a kill once they are
    appended, and a cut of the power once they are synced.
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
        self._left = sorted(folder.glob(f"*/*{OPEN}"))
        self.recovered = tuple(map(_recover, self._left))
        self._file: FileIO | None = None
        self._path = Path()
        self._synced_at = 0.0

    def settle(self) -> None:
        """Put away what a kill left, now that the index agrees with what was recovered from it."""
        for left in self._left:
            _put_away(left)
        self._left.clear()

    def append(self, records: list[bytes]) -> tuple[Path, list[int]]:
        """Write packed records; returns the file's final path and the offset of each record."""
        file = self._file or self._begin()
        start = file.tell()
        try:
            _write(file, b"".join(records))
            # To wait for the disk each time made archiving a page half as slow again. A power cut may cost what was
            # fetched in the interval; it is then asked for again.
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
    """Finish a copy of a file that a kill left open; offsets stay, so the index holds.

    What is appended at once ends with its metadata: records that came without it belong to no capture, and would stand
    beside those of the visit that is made again. Returns the finished file, which is not there where nothing is whole.
    """
    final = finished(left)
    copy = final.with_name(final.name + ".copy")
    with copy.open("wb", buffering=0) as file:
        whole = 0
        for offset, packed in members(left):
            # Behind a hole the offsets of the copy would be others.
            if offset != file.tell():
                break
            _write(file, packed)
            if unpacked(packed).kind == "metadata":
                whole = file.tell()
        file.truncate(whole)
        os.fsync(file.fileno())
    if copy.stat().st_size:
        copy.rename(final)
    else:
        copy.unlink()
    return final


def _put_away(left: Path) -> None:
    """Remove a file that a kill left open and that was recovered; a torn one is kept under its own suffix."""
    final = finished(left)
    whole = final.stat().st_size if final.exists() else 0
    if whole == left.stat().st_size:
        left.unlink()
    else:
        left.rename(final.with_name(final.name + TORN))


def _member(file: IO[bytes], offset: int) -> bytes | None:
    """The gzip member at `offset`; None where it is torn or damaged."""
    file.seek(offset)
    stream = zlib.decompressobj(GZIP_MEMBER + zlib.MAX_WBITS)
    chunks = []
    while not stream.eof:
        chunk = file.read(CHUNK)
        if not chunk:
            return None
        try:
            stream.decompress(chunk)
        except zlib.error:
            return None
        chunks.append(chunk)
    packed = b"".join(chunks)
    return packed[: len(packed) - len(stream.unused_data)]


def _next_member(file: IO[bytes], offset: int) -> int | None:
    """Where the next gzip member may begin, at `offset` or behind it."""
    file.seek(offset)
    found = file.read().find(MEMBER_MAGIC)
    return None if found < 0 else offset + found


def _response_head(exchange: Exchange) -> bytes:
    line = f"{exchange.protocol} {exchange.status} {PHRASES.get(exchange.status, 'Unknown')}"
    return _http(line, exchange.headers)


def _http(line: str, headers: Iterable[Header]) -> bytes:
    # Headers are kept as Latin-1, one character a byte.
    return "".join([f"{line}\r\n", *(f"{name}: {value}\r\n" for name, value in headers), "\r\n"]).encode("latin-1")


def _named(kind: str, url: str, record_id: str, seen_at: str, ip_address: str | None = None) -> dict[str, str]:
    named = {
        "WARC-Type": kind,
        "WARC-Record-ID": _urn(record_id),
        "WARC-Date": seen_at,
        # What a page links to may be no address at all, and broken over lines.
        "WARC-Target-URI": url.replace("\r", "%0D").replace("\n", "%0A"),
    }
    return named | ({"WARC-IP-Address": ip_address} if ip_address else {})


def _packed(named: dict[str, str], payload_digest: str | None, media_type: str, block: bytes) -> bytes:
    """One record as a gzip member; its payload is the whole block where no other digest is given."""
    block_digest = digest(block)
    headers = named | {
        "WARC-Payload-Digest": payload_digest or block_digest,
        "WARC-Block-Digest": block_digest,
        "Content-Type": media_type,
        "Content-Length": str(len(block)),
    }
    head = "".join([f"{VERSION}\r\n", *(f"{name}: {value}\r\n" for name, value in headers.items()), "\r\n"])
    return _gzipped(head.encode() + block + b"\r\n\r\n")


def _gzipped(content: bytes) -> bytes:
    """One gzip member, with a window no larger than the content.

    zlib clears its tables for each member: for the usual window that takes ten times as long as a small record itself.
    """
    window = min(max(len(content).bit_length(), MIN_WBITS), zlib.MAX_WBITS)
    tables = min(window - 6, zlib.DEF_MEM_LEVEL)
    stream = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP_MEMBER + window, tables)
    return stream.compress(content) + stream.flush()


def _urn(record_id: str) -> str:
    return f"<urn:uuid:{record_id}>"


def _uuid(urn: str) -> str:
    return urn.removeprefix("<urn:uuid:").removesuffix(">")
