"""One source that changed beyond reason waits for a person; the rest of the country is published."""

import shutil
from pathlib import Path

import pytest

from warehouse import forget
from warehouse.check import GateStopped, check
from warehouse.load import load, rebuild

YEARS = range(2019, 2024)
NUMBERS = [(f"{count}件", count, None) for count in range(11, 31)]


def pages(town, make, at="2024-05-01", batch="one", code="990101", **what):
    for year in YEARS:
        town.page(f"/{year}.html", make.report(year, code=code, **what), at=at, batch=batch, code=code)


def vanish(town, years):
    for year in years:
        town.capture(f"/{year}.html", at="2024-06-01", outcome="gone")


def held(ask, path):
    return ask(path, "SELECT source_id, check_name FROM hold ORDER BY ALL")


def test_a_source_that_lost_three_of_five_reports_waits_and_the_others_go_on(town, make, ask):
    pages(town, make)
    town.night()
    vanish(town, (2019, 2020, 2021))
    town.page("/2023.html", make.report(2023, code="990102"), at="2024-06-01", batch="two", code="990102")
    path = town.night()
    assert held(ask, path) == [("990101-云岭县", "source_fell")]
    assert ask(path, "SELECT jurisdiction_code, count(*), count(gone_since) FROM report GROUP BY 1 ORDER BY 1") == [
        ("990101", 5, 0),
        ("990102", 1, 0),
    ]


def test_what_waits_is_said_by_the_check_and_stays_held_the_next_night(town, make, ask):
    pages(town, make)
    town.night()
    vanish(town, YEARS)
    building = town.build()
    found = {outcome.name: outcome.rows for outcome in check(town.data, building) if outcome.count}
    assert [row["source_id"] for row in found["source_fell"]] == ["990101-云岭县"]
    town.publish(building)
    assert load(town.data).building is None


def test_a_source_whose_texts_all_changed_waits_until_it_is_released(town, make, ask):
    pages(town, make)
    town.night()
    pages(town, make, at="2024-06-01", batch="two", more="新模板。")
    path = town.night()
    assert held(ask, path) == [("990101-云岭县", "source_changed")]
    assert ask(path, "SELECT count(*) FROM report WHERE captured_at < '2024-05-02'") == [(5,)]
    forget.release(town.data, "990101-云岭县", "a new template, all texts are whole")
    path = town.night()
    assert held(ask, path) == []
    assert ask(path, "SELECT count(*) FROM report WHERE captured_at > '2024-05-02'") == [(5,)]


def test_a_report_that_lost_most_of_its_numbers_waits(town, make, ask):
    town.page("/2023.html", make.report(numbers=NUMBERS), at="2024-05-01")
    town.night()
    town.page("/2023.html", make.report(numbers=NUMBERS[:3]), at="2024-06-01", batch="two")
    path = town.night()
    assert held(ask, path) == [("990101-云岭县", "report_shrank")]
    assert ask(path, "SELECT count(*) FROM indicator_value JOIN report USING (report_id)") == [(0,)]
    assert ask(path, "SELECT count(*) FROM quantity") == [(20,)]


def test_a_hold_keeps_its_beginning(town, make, ask):
    pages(town, make)
    town.night()
    vanish(town, YEARS)
    since = ask(town.night(), "SELECT since FROM hold")
    town.page("/2023.html", make.report(2023, code="990102"), at="2024-06-01", batch="two", code="990102")
    assert ask(town.night(), "SELECT since FROM hold") == since


def test_a_file_made_anew_that_lost_reports_is_stopped_until_someone_has_looked(town, make):
    pages(town, make)
    town.night()
    town.unstage("one")
    pages(town, make, batch="two", doc_kind="other")
    town.stage()
    building = rebuild(town.data, {"two"}).building
    with pytest.raises(GateStopped, match=r"floor \(the file holds less than the snapshot it would follow"):
        check(town.data, building)
    forget.release(town.data, "*", "they were news articles")
    assert {outcome.count for outcome in check(town.data, building)} == {0}


def test_a_file_is_compared_with_the_snapshot_of_its_folder_wherever_it_lies(town, make, tmp_path):
    pages(town, make)
    town.night()
    town.unstage("one")
    pages(town, make, batch="two", doc_kind="other")
    town.stage()
    moved = Path(shutil.move(rebuild(town.data, {"two"}).building, tmp_path))
    with pytest.raises(GateStopped, match="floor"):
        check(town.data, moved)


def test_only_a_source_that_is_there_can_be_released(town, make):
    town.page("/1.html", make.report())
    town.night()
    with pytest.raises(forget.UnknownSubject, match="no source 330000-nowhere"):
        forget.release(town.data, "330000-nowhere", "a slip")


def test_a_count_a_hundred_times_last_years_is_flagged(town, make):
    for year, count in ((2022, 12), (2023, 1200)):
        numbers = [(f"{count}件", count, "reconsideration_accepted")]
        town.page(f"/{year}.html", make.report(year, numbers=numbers), at="2024-05-01")
    assert [outcome.name for outcome in check(town.data, town.build()) if outcome.count] == ["impossible_jump"]
