from __future__ import annotations

from io import BytesIO

from warcio.archiveiterator import ArchiveIterator

from spiders import warc
from spiders.exchange import Exchange


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
    for record in ArchiveIterator(BytesIO(packed), check_digests="raise"):
        assert record.rec_headers.get_header("WARC-Target-URI") == exchange.url
        assert (record.http_headers.protocol, record.http_headers.statusline) == (
            "POST",
            "/loadData?pageSize=15 HTTP/1.1",
        )
        assert record.raw_stream.read() == b"pageIndex=2"
