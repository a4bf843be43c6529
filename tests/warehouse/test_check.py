"""The gate: what stops a file, and what is only recorded."""

import shutil
from pathlib import Path

import duckdb
import pytest

from warehouse import folders, snapshot
from warehouse.check import GateStopped, check


def change(path, sql):
    with duckdb.connect(path) as connection:
        connection.execute(sql)


@pytest.fixture(scope="module")
def sound(new_town, make, tmp_path_factory):
    town = new_town(tmp_path_factory.mktemp("check") / "demo")
    town.page("/1.html", make.report(numbers=[("14件", 14, "reconsideration_accepted")]))
    return town.build()


@pytest.fixture
def loaded(sound, data):
    folders.building(data).mkdir(parents=True)
    return Path(shutil.copy(sound, folders.building(data)))


def test_a_sound_file_passes(loaded, data):
    assert {outcome.count for outcome in check(data, loaded)} == {0}


@pytest.mark.parametrize(
    ("damage", "name", "found"),
    [
        ("DELETE FROM version", "orphans", "version"),
        ("UPDATE quantity SET section_path = '9.9'", "orphans", "quantity without section"),
        ("UPDATE quantity SET indicator_code = 'no_such_code'", "orphans", "quantity without indicator"),
        ("INSERT INTO quantity FROM quantity", "duplicate_keys", "'times': 2"),
        ("UPDATE quantity SET source_start = source_start + 1", "evidence", "14件"),
        ("UPDATE line SET source_end = 9999 WHERE n = 1", "evidence", "line"),
        ("UPDATE capture SET url = 'http://www.example.gov.cn/1.html'", "demo_apart", "real page in the demo"),
        ("UPDATE version SET jurisdiction_code = '330603'", "demo_apart", "real code in the demo"),
    ],
)
def test_damage_stops_the_file_and_names_the_rows(loaded, data, damage, name, found):
    change(loaded, damage)
    with pytest.raises(GateStopped, match=found) as stopped:
        check(data, loaded)
    assert name in [stop.name for stop in stopped.value.stops]
    assert "is not published" in str(stopped.value)


def test_invented_reports_stay_out_of_a_real_warehouse(new_town, make, tmp_path):
    town = new_town(tmp_path / "data")
    town.page("/1.html", make.report())
    with pytest.raises(GateStopped, match="loopback page outside the demo"):
        check(town.data, town.build())


def test_fictitious_codes_stay_out_whatever_the_address(new_town, make, tmp_path):
    town = new_town(tmp_path / "data")
    town.page("/1.html", make.report(), host="http://www.example.gov.cn")
    with pytest.raises(GateStopped, match="fictitious code outside the demo"):
        check(town.data, town.build())


def test_a_stop_leaves_yesterdays_snapshot(town, make, ask):
    town.page("/1.html", make.report(2022))
    yesterday = town.night()
    town.page("/2.html", make.report(2023), batch="two")
    broken = town.build()
    change(broken, "DELETE FROM source")
    with pytest.raises(GateStopped):
        check(town.data, broken)
    assert snapshot.newest(town.data) == yesterday
    assert ask(yesterday, "SELECT report_year FROM report") == [(2022,)]


def test_a_rate_above_100_and_a_year_out_of_bounds_are_flagged_once(town, make, ask):
    rate = ("102%", 102, "leader_court_rate", {"role": "rate"})
    town.page("/1.html", make.report(numbers=[rate]))
    town.page("/2.html", make.report(202, code="990102"), code="990102")
    path = town.build()
    check(town.data, path)
    flagged = {outcome.name: outcome.count for outcome in check(town.data, path) if outcome.count}
    assert flagged == {"rate_above_100": 1, "year_out_of_bounds": 1}
    assert ask(path, "SELECT check_name, detail->>'raw' FROM check_result ORDER BY ALL") == [
        ("rate_above_100", "102%"),
        ("year_out_of_bounds", None),
    ]


def test_a_report_of_an_unknown_year_is_flagged(town, make):
    town.page("/1.html", make.report(None))
    assert [outcome.name for outcome in check(town.data, town.build()) if outcome.count] == ["report_unplaced"]
