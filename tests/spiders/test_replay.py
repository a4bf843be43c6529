"""`replay`: the archive handed on again, with the network off."""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq
import pytest

from spiders import warc
from spiders.archive import Archive
from spiders.index import Index
from tests.spiders.site import Run, Site, crawl, run, serve_column, write_source

SOURCE = "990121-yunling"


@pytest.fixture
def folder(tmp_path: Path, site: Site) -> Path:
    write_source(tmp_path / "sources", site.url)
    serve_column(site, [4, 3, 2, 1])
    crawl(tmp_path, site.pair)
    return tmp_path


def replay(folder: Path) -> Run:
    return run(folder, "", "replay", "--json", "--data", str(folder / "data"), "--sources", str(folder / "sources"))


def known(folder: Path) -> tuple:
    index = Index(folder / "data" / "archive" / "index.sqlite")
    [column] = {each.url for each in index.captures() if each.url.endswith("/fz/index.html")}
    found = (index.captures(), index.walk(SOURCE, column), index.listed(SOURCE, column))
    index.close()
    return found


def test_a_lost_index_comes_back_as_it_was_and_no_site_is_asked(folder: Path, site: Site) -> None:
    before = known(folder)
    for path in (folder / "data" / "archive").glob("index.sqlite*"):
        path.unlink()
    site.paths()
    replayed = replay(folder)
    assert (replayed.status, replayed.result["documents"], site.paths()) == (0, 6, [])
    assert known(folder) == before
    staged = pq.read_table(folder / "data" / "staging" / "capture" / "captures.parquet")
    assert staged.num_rows == replayed.result["captures"] == len(before[0])


@pytest.mark.parametrize("record", ["response", "metadata"])
def test_a_damaged_document_is_named_and_the_rest_is_handed_on(folder: Path, record: str) -> None:
    with Archive(folder / "data") as archive:
        [damaged] = [each for each in archive.index.captures() if each.url.endswith("/t20240328_2.html")]
    path = folder / "data" / damaged.warc_path
    offsets = [offset for offset, _ in warc.members(path)]
    # What is known of a capture stands behind its response.
    place = damaged.warc_offset if record == "response" else offsets[offsets.index(damaged.warc_offset) + 1]
    content = bytearray(path.read_bytes())
    content[place + 100] ^= 0xFF
    path.write_bytes(content)
    replayed = replay(folder)
    assert replayed.status == 1
    [line] = replayed.stderr.splitlines()
    assert (path.name in line, damaged.url in line) == (True, True)
    assert replayed.result["documents"] == 5


def test_a_folder_without_an_archive_is_one_line(tmp_path: Path) -> None:
    write_source(tmp_path / "sources", "http://127.0.0.1/")
    replayed = replay(tmp_path)
    assert (replayed.status, replayed.stderr.count("\n")) == (1, 1)
    assert f"{tmp_path / 'data'} holds no archive" in replayed.stderr


def test_nothing_is_replayed_while_a_crawl_writes(folder: Path) -> None:
    with Archive(folder / "data") as archive:
        archive.open_source(SOURCE)
        replayed = replay(folder)
    assert (replayed.status, replayed.stderr.count("\n")) == (1, 1)
    assert "another process is writing to this source" in replayed.stderr
