"""A snapshot appears whole, under a new name, and readers keep what they have open."""

import stat
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import duckdb
import pytest

from warehouse import folders, publish, snapshot
from warehouse.load import load
from warehouse.snapshot import NotReady

REPORTS = "SELECT report_year FROM report ORDER BY report_year"


def test_a_snapshot_is_one_readonly_file_behind_a_relative_link(town, make):
    town.page("/1.html", make.report())
    path = town.night()
    assert stat.S_IMODE(path.stat().st_mode) == 0o444
    assert (town.data / "fazhi.duckdb").readlink().as_posix() == f"snapshots/{path.name}"
    assert [file.name for file in path.parent.iterdir()] == [path.name]
    assert not list(folders.building(town.data).glob("fazhi-*"))


def test_an_open_reader_keeps_its_data_and_a_new_one_sees_the_new(town, make):
    town.page("/1.html", make.report(2022))
    town.night()
    with snapshot.connect(town.data) as before:
        assert before.execute(REPORTS).fetchall() == [(2022,)]
        town.page("/2.html", make.report(2023), batch="two")
        town.night()
        assert before.execute(REPORTS).fetchall() == [(2022,)]
        with snapshot.connect(town.data) as after, snapshot.connect_readonly(town.data / "fazhi.duckdb") as link:
            assert after.execute(REPORTS).fetchall() == [(2022,), (2023,)]
            assert link.execute(REPORTS).fetchall() == [(2022,), (2023,)]


def test_an_unchecked_file_is_not_published(town, make):
    town.page("/1.html", make.report())
    town.stage()
    building = load(town.data).building
    with pytest.raises(NotReady, match="has not passed the checks"):
        publish.publish(town.data, building)
    assert snapshot.newest(town.data) is None


def test_a_file_that_another_load_removed_is_named(town, tmp_path):
    with pytest.raises(NotReady, match="gave way to a later load"):
        publish.publish(town.data, tmp_path / "fazhi-20240301T000000000000Z-abcd.duckdb")


def test_a_disk_that_would_fill_is_named_before_the_work_begins(tmp_path):
    with pytest.raises(folders.NoSpace, match=r"MB free, and this needs up to 1,000,000,000: free some"):
        folders.require_space(tmp_path, 10**15)


def test_the_newest_snapshots_are_kept(town, make, monkeypatch):
    monkeypatch.setenv("FAZHI_SNAPSHOTS", "2")
    paths = []
    for year in (2021, 2022, 2023):
        town.page(f"/{year}.html", make.report(year), at=f"{year + 1}-03-01", batch=str(year))
        paths.append(town.night())
    assert sorted(folders.snapshots(town.data).iterdir()) == paths[1:]


def test_what_a_snapshot_holds_opens_under_any_name(town, make):
    town.page("/1.html", make.report())
    path = town.night()
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{path}' AS other (READ_ONLY); USE other")
        assert connection.execute(REPORTS).fetchall() == [(2023,)]
        assert connection.execute("SELECT count(*) FROM search('主要举措')").fetchone() == (1,)


def test_the_link_is_valid_at_every_instant_of_a_publication(town, make):
    town.page("/1.html", make.report(2022), at="2023-03-01")
    town.night()
    link, ended, opened = town.data / "fazhi.duckdb", Event(), []

    def look():
        while not ended.is_set():
            with link.open("rb") as file:
                opened.append(file.read(12)[8:])

    with ThreadPoolExecutor(1) as pool:
        looking = pool.submit(look)
        for year in (2023, 2024, 2025):
            town.page(f"/{year}.html", make.report(year), at=f"{year + 1}-03-01", batch=str(year))
            town.night()
        ended.set()
        looking.result()
    assert set(opened) == {b"DUCK"}
    assert len(opened) > 200
