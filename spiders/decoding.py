"""From the bytes on the wire to the bytes of the document, and from those to text."""

from __future__ import annotations

import itertools
import re
import zlib
from codecs import BOM_UTF8

from w3lib.encoding import html_to_unicode

# What is longer, as sent or unpacked, is not kept: the largest scanned reports are some tens of megabytes.
DOCUMENT_LIMIT = 64 * 1024 * 1024
# What follows a member is copied each time; an answer of empty members would take hours.
MEMBERS_LIMIT = 64
GZIP_MAGIC = b"\x1f\x8b"
REPLACEMENT = "\ufffd"


class Undecodable(ValueError):
    """A body whose Content-Encoding cannot be undone; the text says why."""


class TooLarge(ValueError):
    """A body that unpacks to more than the limit."""


def decoded(body: bytes, content_encoding: str | None, limit: int) -> bytes:
    """`body` with its Content-Encoding undone. Raises `Undecodable`, or `TooLarge` beyond `limit` bytes.

    Headers lie both ways on forced-gzip servers, so for gzip the magic bytes decide.
    """
    for encoding in reversed(re.split(r"[\s,]+", (content_encoding or "").strip().lower())):
        if encoding == "deflate":
            body = _inflated(body, limit)
        elif encoding not in ("", "identity", "gzip", "x-gzip"):
            raise Undecodable(f"Content-Encoding {encoding}, which was not asked for")
        elif body.startswith(GZIP_MAGIC):
            body = _gunzipped(body, limit)
    if len(body) > limit:
        raise TooLarge(f"more than {limit} bytes")
    return body


def text_of(body: bytes, content_type: str | None) -> str:
    """`body` as text: UTF-8 where it is valid, whatever was declared, else the declared charset, else GB 18030.

    gb2312 and gbk are read as gb18030, their superset.
    """
    try:
        return body.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError:
        _, text = html_to_unicode(content_type, body, default_encoding="gb18030")
    readings = (text, body.decode("gb18030", errors="replace"), body.decode("utf-8", errors="replace"))
    return min(readings, key=lambda reading: reading.count(REPLACEMENT))


def _gunzipped(body: bytes, limit: int) -> bytes:
    parts = b""
    for members in itertools.count():
        if not body.startswith(GZIP_MAGIC):
            break
        if members == MEMBERS_LIMIT:
            raise Undecodable(f"more than {MEMBERS_LIMIT} gzip members")
        member = zlib.decompressobj(16 + zlib.MAX_WBITS)
        parts += _drained(member, body, limit - len(parts))
        body = member.unused_data
    return parts


def _inflated(body: bytes, limit: int) -> bytes:
    # RFC 9110 means zlib by deflate; some servers send the bare stream, whose first byte is no zlib header.
    is_zlib = len(body) > 1 and body[0] & 0x0F == 8 and int.from_bytes(body[:2], "big") % 31 == 0
    return _drained(zlib.decompressobj(zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS), body, limit)


def _drained(stream: zlib._Decompress, body: bytes, limit: int) -> bytes:
    try:
        unpacked = stream.decompress(body, limit + 1)
    except zlib.error as error:
        raise Undecodable(f"compressed body is broken: {error}") from error
    if len(unpacked) > limit:
        raise TooLarge(f"more than {limit} bytes when unpacked")
    if not stream.eof:
        raise Undecodable("compressed body ends early")
    return unpacked
