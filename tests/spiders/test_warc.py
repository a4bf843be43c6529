from __future__ import annotations

import gzip
from io import BytesIO

from warcio.archiveiterator import ArchiveIterator
from warcio.recordloader import ArcWarcRecord

from spiders import warc
from spiders.exchange import Exchange


def records(packed: bytes) -> list[tuple[ArcWarcRecord, bytes]]:
    """The records with their bodies; raises where a digest is wrong."""
    return [(record, record.raw_stream.read()) for record in ArchiveIterator(BytesIO(packed), check_digests="raise")]


def test_a_request_is_written_with_its_method_and_its_form() -> None:
    exchange = Exchange(
        url="http://www.example.org/loadData?pageSize=15",
        request_headers=(("Content-Type", "application/x-www-form-urlencoded"),),
        status=200,
        headers=(),
        body=b"{}",
        method="POST",
        request_body=b"pageIndex=2",
    )
    packed = warc.request(exchange, "2024-04-01T02:30:00Z", warc.new_id())
    [(record, body)] = records(packed)
    assert record.rec_headers.get_header("WARC-Target-URI") == exchange.url
    assert (record.http_headers.protocol, record.http_headers.statusline) == ("POST", "/loadData?pageSize=15 HTTP/1.1")
    assert body == b"pageIndex=2"


def test_headers_are_written_byte_for_byte() -> None:
    headers = (("Content-Disposition", "attachment; filename=\xe6\x8a\xa5.pdf"), ("X-\xc3", "1"))
    exchange = Exchange("http://www.example.org/", request_headers=(), status=200, headers=headers, body=b"%PDF")
    packed = warc.response(exchange, warc.digest(exchange.body), "2024-04-01T02:30:00Z", warc.new_id())
    assert b"attachment; filename=\xe6\x8a\xa5.pdf\r\nX-\xc3: 1\r\n\r\n%PDF" in gzip.decompress(packed)
    assert [body for _, body in records(packed)] == [b"%PDF"]


def test_an_address_that_is_broken_over_lines_breaks_no_record() -> None:
    packed = warc.metadata("javascript:open(\r\n1)\n", {"a": 1}, "2024-04-01T02:30:00Z", warc.new_id(), None)
    [(record, body)] = records(packed)
    assert record.rec_headers.get_header("WARC-Target-URI") == "javascript:open(%0D%0A1)%0A"
    assert body == b'{"a": 1}'
