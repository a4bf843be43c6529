from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from replica.register import sources_at
from replica.server import Replica
from spiders.archive import Archive
from spiders.registry import read_register
from tests.spiders.site import crawl


@pytest.fixture
def replica() -> Iterator[Replica]:
    with Replica() as running:
        yield running


def test_every_issuer_is_crawled_and_a_second_night_asks_once_a_column(tmp_path: Path, replica: Replica) -> None:
    sources = sources_at(tmp_path / "sources", replica.port)
    register = read_register(sources).sources

    first = crawl(tmp_path, replica.pairs)
    assert (first.status, first.result["warnings"]) == (0, [])
    for source in register:
        counts = first.counts(source.source_id)
        # Some sites answer 404 for the page after their last.
        assert {"ok"} <= set(counts["listing"]) <= {"ok", "gone"}
        assert "ok" in counts["article"]
    with Archive(tmp_path / "data") as archive:
        for capture in archive.index.captures():
            assert archive.payload(capture.capture_id)

    replica.requests.clear()
    second = crawl(tmp_path, replica.pairs)
    assert second.status == 0
    asked = Counter(request.host for request in replica.requests if request.path != "/robots.txt")
    assert sorted(asked.values()) == [len(source.columns) for source in register]
    assert all("article" not in second.counts(source.source_id) for source in register)
