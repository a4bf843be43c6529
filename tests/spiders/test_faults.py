"""A crawl over the site of faults: each page has its outcome, and who asks to be left alone is left alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args
from urllib.parse import urlsplit

import pytest

from replica.faults import COLUMN, SOURCES, faulty_sites
from replica.register import sources_at
from replica.server import Replica
from spiders.archive import Archive
from spiders.outcome import ENDS_SOURCE, Outcome
from spiders.records import Capture
from tests.spiders.site import Run, crawl


@pytest.fixture(scope="module")
def replica() -> Iterator[Replica]:
    with Replica(faults=True) as running:
        yield running


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, replica: Replica) -> Path:
    folder = tmp_path_factory.mktemp("faults")
    sources_at(folder / "sources", replica.port, SOURCES)
    return folder


@pytest.fixture(scope="module")
def night(folder: Path, replica: Replica) -> Run:
    return crawl(folder, replica.pairs)


@pytest.fixture(scope="module")
def captures(folder: Path, night: Run) -> list[Capture]:
    with Archive(folder / "data") as archive:
        return archive.index.captures()


def place(url: str) -> str:
    """Path and query of a page of the replica; a foreign URL as it is."""
    parts = urlsplit(url)
    if not (parts.hostname or "").startswith("127."):
        return url
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


@pytest.mark.parametrize("source_id", [site.source_id for site in faulty_sites()])
def test_every_page_has_its_outcome(captures: list[Capture], source_id: str) -> None:
    [site] = [site for site in faulty_sites() if site.source_id == source_id]
    found = {place(each.url): each.outcome for each in captures if each.source_id == source_id}
    # Behind the list's only page the dialect tries whether there is another.
    further = {path for path in found if path.startswith("/fz/index_")}
    assert {path: outcome for path, outcome in found.items() if path not in further} == site.outcomes()


def test_a_site_that_blocks_is_asked_nothing_more_that_night(night: Run, replica: Replica) -> None:
    for site in faulty_sites():
        [*_, last] = [each.path for each in replica.requests if each.host == site.address] or [""]
        ends = [page.path for page in site.pages if page.outcome in ENDS_SOURCE]
        assert ends in ([], [last])


def test_what_may_not_be_asked_for_is_not(night: Run, replica: Replica) -> None:
    asked = {(each.host, each.path) for each in replica.requests}
    for site in faulty_sites():
        assert all((site.address, page.path) not in asked for page in site.pages if page.outcome is None)
        assert site.column == "ok" or (site.address, COLUMN) not in asked


def test_what_is_blocked_is_said(night: Run) -> None:
    assert (night.status, night.stderr.splitlines()) == (0, night.result["warnings"])
    blocked = [site for site in faulty_sites() if ENDS_SOURCE & set(site.outcomes().values())]
    left_alone = [warning for warning in night.result["warnings"] if "left alone until the next crawl" in warning]
    assert sorted(warning.partition(":")[0] for warning in left_alone) == sorted(site.source_id for site in blocked)


def test_only_the_outcome_of_a_second_night_is_missing() -> None:
    there = {outcome for site in faulty_sites() for outcome in site.outcomes().values()}
    assert set(get_args(Outcome)) - there == {"not_modified"}


def test_a_certificate_that_was_not_checked_is_recorded(captures: list[Capture]) -> None:
    assert {each.source_id for each in captures if each.tls == "legacy"} == {"990131-oldtls"}


def test_an_unchanged_list_is_not_sent_again(folder: Path, night: Run, replica: Replica) -> None:
    second = crawl(folder, replica.pairs, "--source", "990131-partly")
    assert second.counts("990131-partly")["listing"] == {"not_modified": 1}
