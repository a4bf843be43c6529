"""`verify`: which registered sites answer, at one request a host."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from spiders.archive import Archive
from spiders.registry import Source, read_register
from spiders.season import is_season
from spiders.state import due
from tests.spiders.site import Reply, Run, Site, run, serve_column, write_source

SOURCE = "990121-yunling"


@pytest.fixture
def folder(tmp_path: Path, site: Site) -> Path:
    write_source(tmp_path / "sources", site.url)
    return tmp_path


def called(folder: Path, site: Site, command: str, *arguments: str) -> Run:
    places = ["--data", str(folder / "data"), "--sources", str(folder / "sources")]
    return run(folder, site.pair, command, "--json", *places, *arguments)


def verify(folder: Path, site: Site) -> Run:
    return called(folder, site, "verify")


def listed(folder: Path, site: Site) -> dict:
    [source] = [each for each in called(folder, site, "list").result if each["source_id"] == SOURCE]
    return source


def state(folder: Path, site: Site) -> dict:
    source = listed(folder, site)
    return {name: source[name] for name in ("is_verified", "outcome", "documents")}


def test_a_site_that_answers_is_verified_with_one_request(folder: Path, site: Site) -> None:
    serve_column(site, [1])
    assert state(folder, site) == {"is_verified": False, "outcome": None, "documents": 0}
    assert verify(folder, site).status == 0
    assert site.paths() == ["/fz/index.html"]
    assert state(folder, site) == {"is_verified": True, "outcome": "ok", "documents": 0}


def test_a_site_that_has_answered_is_not_asked_again(folder: Path, site: Site) -> None:
    serve_column(site, [1])
    verify(folder, site)
    site.paths()
    assert verify(folder, site).status == 0
    assert site.paths() == []


def test_a_site_that_does_not_answer_is_recorded_with_its_reason(folder: Path, site: Site) -> None:
    site.pages["/fz/index.html"] = Reply("", 412)
    done = verify(folder, site)
    assert done.status == 1
    assert done.result["failures"] == [f"{SOURCE}: {site.url}fz/index.html blocked_challenge (HTTP 412: a challenge)"]
    assert state(folder, site) == {"is_verified": False, "outcome": "blocked_challenge", "documents": 0}


def test_sources_of_one_host_are_verified_by_one_request(folder: Path, site: Site) -> None:
    serve_column(site, [1])
    site.pages["/other/index.html"] = site.pages["/fz/index.html"]
    write_source(folder / "sources", site.url, "990102-linxi", columns=[{"url": "/other/index.html"}])
    verify(folder, site)
    assert len(site.paths()) == 1
    assert state(folder, site)["is_verified"]


def test_a_site_that_answers_at_last_fails_no_more(folder: Path, site: Site) -> None:
    site.pages["/fz/index.html"] = Reply("", 412)
    called(folder, site, "crawl")
    assert listed(folder, site)["failing_since"] is not None
    serve_column(site, [1])
    verify(folder, site)
    assert listed(folder, site)["failing_since"] is None


def test_a_list_that_lost_its_reports_is_shown_as_failing(folder: Path, site: Site) -> None:
    serve_column(site, [1])
    called(folder, site, "crawl")
    site.pages["/fz/index.html"] = Reply("<div id='app'></div>")
    called(folder, site, "crawl")
    found = listed(folder, site)
    assert (found["outcome"], found["failing_since"] is None) == (None, False)
    assert found["reason"].startswith("lists nothing: has the site a new template")


def test_nights_leave_alone_what_is_not_verified_and_say_so(folder: Path, site: Site) -> None:
    serve_column(site, [1])
    night = called(folder, site, "crawl", "--due")
    assert (night.status, site.paths()) == (0, [])
    assert "1 hosts have not answered yet: run `python -m spiders verify`" in night.stderr
    verify(folder, site)
    assert called(folder, site, "crawl", "--due").counts()["article"] == {"ok": 1}


def visit(folder: Path, site: Site) -> tuple[datetime, Sequence[Source]]:
    """When the site was asked for its list by a crawl, and the register that it stands in."""
    serve_column(site, [1])
    called(folder, site, "crawl")
    with Archive(folder / "data") as archive:
        [listing] = archive.index.latest_listings().values()
    return datetime.fromisoformat(listing.last_seen), read_register(folder / "sources").sources


def test_out_of_season_a_source_rests_after_its_night(folder: Path, site: Site) -> None:
    visited, sources = visit(folder, site)
    summer = visited.replace(month=7, day=1, year=visited.year + 1)
    assert [due(sources, folder / "data", day) for day in (visited, summer)] == [
        list(sources) if is_season(visited) else [],
        list(sources),
    ]


def test_out_of_season_a_source_stays_due_for_the_second_try_of_its_night(folder: Path, site: Site) -> None:
    visited, sources = visit(folder, site)
    # A summer that is over, so that the source was visited less than a week before whenever this runs.
    summer = visited.replace(month=7, day=1, year=visited.year - 1)
    nights = [visited - timedelta(minutes=1), visited + timedelta(minutes=1)]
    assert [due(sources, folder / "data", summer, began) for began in nights] == [list(sources), []]


def test_a_real_site_is_not_asked_without_a_contact(tmp_path: Path, site: Site) -> None:
    write_source(tmp_path / "sources", "http://www.fazhi.invalid/", delay=1)
    done = verify(tmp_path, site)
    assert "set FAZHI_CONTACT" in done.result["failures"][0]
