"""A crawl killed at random moments, over and over, loses no capture and doubles none."""

from __future__ import annotations

import random
import signal
import subprocess
import time
from collections import Counter
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from replica.register import sources_at
from replica.server import Replica
from spiders.archive import Archive, rebuild
from spiders.index import Capture, Index
from tests.spiders.site import command, crawl, environment, run

KILLS = 20
SEED = 20240401


def killed(folder: Path, replica: Replica, patience: int) -> bool:
    """Whether a crawl that was to be killed after so many more requests was still at work then."""
    asked = len(replica.requests)
    with subprocess.Popen(
        command(folder),
        env=environment(replica.pairs),
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        while process.poll() is None and len(replica.requests) < asked + patience:
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
        process.wait(30)
    return process.returncode == -signal.SIGKILL


def captures(folder: Path) -> list[Capture]:
    index = Index(folder / "data" / "archive" / "index.sqlite")
    found = index.captures()
    index.close()
    return found


def content(found: list[Capture]) -> Counter[tuple[str, str, str, str, str | None]]:
    """What was captured, for the comparison of two crawls: list pages behind the end come and go with the kills."""
    return Counter(
        (each.source_id, each.url, each.kind, each.outcome, each.payload_sha256)
        for each in found
        if each.outcome != "gone"
    )


def walks(folder: Path) -> tuple:
    index = Index(folder / "data" / "archive" / "index.sqlite")
    columns = sorted({(each.source_id, each.url) for each in index.captures() if each.kind == "listing"})
    found = [(column, index.walk(*column), sorted(index.listed(*column))) for column in columns]
    index.close()
    return tuple(found)


@pytest.mark.torture
def test_a_crawl_killed_twenty_times_loses_no_capture_and_doubles_none(tmp_path: Path) -> None:
    chance = random.Random(SEED)
    with Replica() as replica:
        for name in ("killed", "whole"):
            sources_at(tmp_path / name / "sources", replica.port)
        folder = tmp_path / "killed"
        kept: dict[str, tuple[str, str | None]] = {}
        kills = 0
        for _ in range(KILLS):
            kills += killed(folder, replica, chance.randint(1, 12))
            if (folder / "data" / "archive" / "index.sqlite").exists():
                kept |= {each.capture_id: (each.url, each.payload_sha256) for each in captures(folder)}
        assert kills >= KILLS // 2
        assert crawl(folder, replica.pairs).status == 0
        assert crawl(tmp_path / "whole", replica.pairs).status == 0
    found = captures(folder)
    assert kept.items() <= {each.capture_id: (each.url, each.payload_sha256) for each in found}.items()
    assert content(found) == content(captures(tmp_path / "whole"))
    assert set(content(found).values()) == {1}
    assert list((folder / "data").rglob("*.open")) == []
    with Archive(folder / "data") as archive:
        documents = [archive.payload(each.capture_id) for each in found if each.payload_sha256]
    assert all(documents)
    bodies: Counter[str] = Counter()
    for path in (folder / "data" / "archive").glob("*/*/*.warc.gz"):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                record.raw_stream.read()
                bodies[f"{record.rec_type} {record.rec_headers.get_header('WARC-Target-URI')}"] += 1
    articles = {each.url for each in found if each.kind != "listing" and each.outcome == "ok"}
    assert {url: bodies[f"response {url}"] for url in articles} == dict.fromkeys(articles, 1)
    before = (found, walks(folder))
    rebuild(folder / "data")
    assert (captures(folder), walks(folder)) == before
    places = ["--data", str(folder / "data"), "--sources", str(folder / "sources")]
    assert run(folder, "", "replay", "--json", *places).status == 0
