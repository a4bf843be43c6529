from __future__ import annotations

import gzip
import zlib
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.decoding import TooLarge, Undecodable, decoded, text_of

LIMIT = 1000
PAGE = "<p>法治政府</p>".encode()
# With a fixed time in it: the ids of the tests are made of these bytes, and two processes must give the same.
packed = partial(gzip.compress, mtime=0)


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (PAGE, None),
        (PAGE, "identity"),
        (packed(PAGE), "gzip"),
        (packed(PAGE), "X-GZIP"),
        (packed(PAGE[:5]) + packed(PAGE[5:]), "gzip"),
        (zlib.compress(PAGE), "deflate"),
        (zlib.compress(PAGE)[2:-4], "deflate"),
        (packed(zlib.compress(PAGE)), "deflate, gzip"),
        # Headers lie both ways.
        (PAGE, "gzip"),
        (packed(PAGE), None),
    ],
)
def test_content_encodings_are_undone(body: bytes, encoding: str | None) -> None:
    assert decoded(body, encoding, LIMIT) == PAGE


@given(st.binary(max_size=LIMIT).filter(lambda body: not body.startswith(b"\x1f\x8b")))
def test_packing_and_unpacking_give_the_same_bytes(body: bytes) -> None:
    assert decoded(packed(body), "gzip", LIMIT) == body
    assert decoded(zlib.compress(body), "deflate", LIMIT) == body


@pytest.mark.parametrize(
    ("body", "encoding", "complaint"),
    [
        (PAGE, "br", "Content-Encoding br, which was not asked for"),
        (packed(PAGE)[:-5], "gzip", "compressed body ends early"),
        (b"\x78\x9c" + PAGE, "deflate", "compressed body is broken"),
    ],
)
def test_a_body_that_cannot_be_unpacked_says_why(body: bytes, encoding: str, complaint: str) -> None:
    with pytest.raises(Undecodable, match=complaint):
        decoded(body, encoding, LIMIT)


def test_a_bomb_is_not_unpacked() -> None:
    with pytest.raises(TooLarge):
        decoded(packed(bytes(10_000_000)), "gzip", LIMIT)


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [
        ("法治政府".encode(), "text/html; charset=utf-8", "法治政府"),
        ("法治政府".encode("gbk"), "text/html; charset=gb2312", "法治政府"),
        # 镕 and 㻋 are not in GB 2312.
        ("朱镕㻋".encode("gb18030"), "text/html; charset=gb2312", "朱镕㻋"),
        ('<meta charset="gbk">法治'.encode("gb18030"), "text/html", '<meta charset="gbk">法治'),
        ("法治政府".encode(), "text/html; charset=gb2312", "法治政府"),
        ("法治政府建设".encode("gb18030"), None, "法治政府建设"),
    ],
)
def test_bytes_are_read_in_the_charset_that_fits(body: bytes, content_type: str | None, text: str) -> None:
    assert text_of(body, content_type) == text


def test_an_endless_row_of_gzip_members_is_refused() -> None:
    with pytest.raises(Undecodable, match="more than 64 gzip members"):
        decoded(packed(b"") * 65, "gzip", 100)
