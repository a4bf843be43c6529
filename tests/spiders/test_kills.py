"""A crawl killed at random moments, over and over, loses no capture and doubles none."""

from __future__ import annotations

import random
import signal
import subprocess
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from replica.register import sources_at
from replica.server import Replica
from spiders import warc
from spiders.archive import Archive, rebuild
from spiders.index import Index
from spiders.records import Capture, Walk
from tests.spiders.site import command, crawl, environment, run

KILLS = 20


def is_killed(folder: Path, replica: Replica, chance: random.Random) -> bool:
    """Whether a crawl was still at work when it was killed: some requests and milliseconds after its start."""
    arguments = chance.choice(((), ("--recheck",)))
    requests, seconds = len(replica.requests) + chance.randint(1, 12), chance.uniform(0, 0.03)
    with subprocess.Popen(
        command(folder, *arguments),
        env=environment(replica.pairs),
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        while process.poll() is None and len(replica.requests) < requests:
            time.sleep(0.001)
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        process.wait(30)
    return process.returncode == -signal.SIGKILL


def captures(folder: Path) -> list[Capture]:
    index = Index(folder / "data" / "archive" / "index.sqlite")
    found = index.captures()
    index.close()
    return found


def walks(folder: Path) -> list[tuple[tuple[str, str], Walk, set[str]]]:
    """Where the walk of each column stands, and what it listed."""
    index = Index(folder / "data" / "archive" / "index.sqlite")
    columns = sorted({(each.source_id, each.url) for each in index.captures() if each.kind == "listing"})
    found = [(column, index.walk(*column), index.listed(*column)) for column in columns]
    index.close()
    return found


def contents(folder: Path) -> Counter[tuple[str, str, str, str, str | None]]:
    return Counter(
        (each.source_id, each.url, each.kind, each.outcome, each.payload_sha256) for each in captures(folder)
    )


def documents(folder: Path) -> dict[str, str]:
    """Hash of what each capture of the index gives back, by its id."""
    with Archive(folder / "data") as archive:
        held = [each.capture_id for each in archive.index.captures() if each.payload_sha256]
        return {capture_id: sha256(archive.payload(capture_id)).hexdigest() for capture_id in held}


def responses(folder: Path) -> dict[str, bytes]:
    """The whole responses of all files, those that a kill left open or torn too, by their ids."""
    files = [path for end in ("", ".open", ".torn") for path in folder.glob(f"data/archive/*/*/*.warc.gz{end}")]
    records = (warc.unpacked(packed) for path in files for _, packed in warc.members(path))
    return {record.record_id: record.block for record in records if record.kind == "response"}


def bodies(folder: Path) -> Counter[str]:
    """How often the body of each address is archived, as warcio alone reads it."""
    found: Counter[str] = Counter()
    for path in folder.glob("data/archive/*/*/*.warc.gz"):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                record.raw_stream.read()
                found[record.rec_headers.get_header("WARC-Target-URI")] += record.rec_type == "response"
    return found


@pytest.mark.torture
@pytest.mark.parametrize("seed", [20240401])
def test_a_crawl_killed_twenty_times_loses_no_capture_and_doubles_none(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    killed, whole = tmp_path / "killed", tmp_path / "whole"
    kept: dict[str, str] = {}
    sent: dict[str, bytes] = {}
    with Replica() as replica:
        for folder in (killed, whole):
            sources_at(folder / "sources", replica.port)
        kills = 0
        while kills < KILLS:
            kills += is_killed(killed, replica, chance)
            kept |= documents(killed)
            sent |= responses(killed)
        assert crawl(killed, replica.pairs).status == 0
        assert crawl(whole, replica.pairs).status == 0

    assert kept.items() <= documents(killed).items()
    assert sent.items() <= responses(killed).items()
    assert contents(killed) == contents(whole)
    articles = {each.url for each in captures(killed) if each.kind != "listing" and each.outcome == "ok"}
    archived = bodies(killed)
    assert {url: archived[url] for url in articles} == dict.fromkeys(articles, 1)
    assert list(killed.rglob("*.open")) == []

    before = captures(killed), walks(killed)
    assert {each.capture_id: each.payload_sha256 for each in before[0]}.items() >= documents(killed).items()
    rebuild(killed / "data")
    assert (captures(killed), walks(killed)) == before
    places = ["--data", str(killed / "data"), "--sources", str(killed / "sources")]
    assert run(killed, "", "replay", "--json", *places).status == 0
