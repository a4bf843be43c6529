"""Staged batches become rows once, whatever the order and however often they are loaded."""

import shutil

import duckdb
import pytest

from warehouse import folders, rows, schema, snapshot, views
from warehouse.check import check
from warehouse.load import LoadBusy, NothingStaged, _alone, fingerprint, load
from warehouse.publish import publish

FOURTEEN = [("14件", 14, "reconsideration_accepted")]
TWELVE = [("12件", 12, "reconsideration_accepted")]


def mark(path):
    with snapshot.connect_readonly(path) as connection:
        return fingerprint(connection)


def test_a_staged_report_becomes_rows(town, make, ask):
    town.page("/art/1.html", make.report(numbers=FOURTEEN))
    path = town.night()
    assert ask(
        path,
        "SELECT raw, value, report_year, url FROM indicator_value JOIN report USING (report_id, report_year)",
    ) == [("14件", 14, 2023, "http://127.0.0.1:18990/art/1.html")]
    assert ask(path, "SELECT body_name, jurisdiction_name, province, copy_grade FROM report") == [
        ("云岭县人民政府", "云岭县", "云州省", "official")
    ]


def test_a_second_load_says_nothing_new(town, make):
    town.page("/art/1.html", make.report(numbers=FOURTEEN))
    first = town.night()
    again = load(town.data)
    assert again.building is None
    assert snapshot.newest(town.data) == first
    assert not list(folders.building(town.data).glob("fazhi-*"))


def test_nights_one_by_one_equal_one_load_of_all(data, make, tmp_path, new_town):
    slow, quick = new_town(tmp_path / "slow" / "demo"), new_town(tmp_path / "quick" / "demo")
    for path, year in (("/art/1.html", 2021), ("/art/2.html", 2022), ("/art/1.html", 2023)):
        for town in (slow, quick):
            town.page(path, make.report(year, numbers=FOURTEEN), at=f"{year + 1}-03-01", batch=str(year))
        last = slow.night()
    assert mark(last) == mark(quick.night())


def test_an_earlier_capture_that_arrives_later_becomes_the_first(town, make, ask):
    town.page("/art/1.html", make.report(numbers=FOURTEEN), at="2024-03-02")
    town.night()
    town.page("/art/1.html", make.report(numbers=FOURTEEN), at="2024-03-01", batch="two")
    path = town.night()
    assert ask(path, "SELECT capture_id, CAST(valid_from AS DATE)::TEXT FROM version") == [
        ("capture-002", "2024-03-01")
    ]
    assert ask(path, "SELECT count(*) FROM quantity") == [(1,)]


def test_a_changed_text_closes_the_old_version(town, make, ask):
    town.page("/art/1.html", make.report(numbers=FOURTEEN), at="2024-03-01")
    town.night()
    town.page("/art/1.html", make.report(numbers=TWELVE), at="2024-05-01", batch="two")
    path = town.night()
    assert ask(path, "SELECT valid_from::DATE::TEXT, valid_to::DATE::TEXT FROM version ORDER BY valid_from") == [
        ("2024-03-01", "2024-05-01"),
        ("2024-05-01", None),
    ]
    assert ask(path, "SELECT raw FROM indicator_value") == [("12件",)]


def test_a_url_overwritten_with_next_years_report_keeps_both(town, make, ask):
    town.page("/report.html", make.report(2022, numbers=TWELVE), at="2023-03-01")
    town.night()
    town.page("/report.html", make.report(2023, numbers=FOURTEEN), at="2024-03-01", batch="two")
    path = town.night()
    assert ask(path, "SELECT report_year, value FROM indicator_value ORDER BY report_year") == [
        (2022, 12),
        (2023, 14),
    ]
    assert ask(path, "SELECT count(*) FROM version WHERE valid_to IS NULL") == [(2,)]


def test_a_refused_document_is_visible(town, make, ask):
    town.page("/art/1.html", make.report())
    town.page("/art/2.html", "Refused: no text in it")
    path = town.build()
    assert ask(path, "SELECT url, doc_kind, refused FROM document WHERE refused IS NOT NULL") == [
        ("http://127.0.0.1:18990/art/2.html", None, "Refused: no text in it")
    ]
    assert ask(path, "SELECT count(*) FROM report") == [(1,)]


def test_a_capture_without_content_is_a_row_with_its_outcome(town, ask):
    town.capture("/art/9.html", outcome="blocked_challenge", reason="a challenge page")
    path = town.build()
    assert ask(path, "SELECT outcome, reason, document_id FROM capture") == [
        ("blocked_challenge", "a challenge page", None)
    ]


def test_a_batch_that_is_no_longer_staged_leads_to_a_rebuild(town, make, ask):
    town.page("/art/1.html", make.report(2022))
    town.night()
    for step in ("clean", "split", "extract"):
        (file,) = folders.step(town.data, step, rows.rules_version()).glob("*.parquet")
        file.unlink()
    town.page("/art/2.html", make.report(2023), batch="two")
    town.stage()
    loaded = load(town.data)
    assert loaded.rebuilt
    assert ask(loaded.building, "SELECT report_year FROM version") == [(2023,)]


def published_under_other_rules(town):
    """A snapshot as older rules would have left it."""
    building = town.build()
    check(town.data, building)
    with duckdb.connect(building) as connection:
        connection.execute("UPDATE run SET rules_version = '000000000000'")
    return publish(town.data, building)


def test_other_rules_lead_to_a_rebuild_that_keeps_the_history(town, make, ask):
    town.page("/art/1.html", make.report(), at="2024-03-01")
    town.page("/art/1.html", make.report(numbers=FOURTEEN), at="2024-05-01")
    old = published_under_other_rules(town)
    loaded = load(town.data)
    assert loaded.rebuilt
    history = "SELECT version_id, valid_from, valid_to FROM version ORDER BY ALL"
    assert ask(loaded.building, history) == ask(old, history)


def test_rules_that_no_batch_has_been_through_do_not_empty_the_warehouse(town, make):
    town.page("/art/1.html", make.report())
    published_under_other_rules(town)
    shutil.rmtree(folders.step(town.data, "extract", rows.rules_version()))
    with pytest.raises(NothingStaged, match="run the nightly DAG"):
        load(town.data)


def test_a_source_that_left_the_register_stays_with_its_captures(town, make, ask):
    town.page("/art/1.html", make.report())
    town.build()
    del town.sources[0]
    path = town.build()
    assert ask(path, "SELECT source_id, registered FROM source WHERE source_id LIKE '990101%'") == [
        ("990101-云岭县", False)
    ]


def test_a_building_file_of_a_dead_run_is_removed(town, make):
    town.page("/art/1.html", make.report())
    town.stage()
    dead = load(town.data).building
    dead.with_name(f"{dead.name}.wal").touch()
    alive = load(town.data).building
    assert [file.name for file in folders.building(town.data).glob("fazhi-*")] == [alive.name]


def test_two_loads_at_once_are_refused(town, make):
    town.stage()
    with _alone(town.data), pytest.raises(LoadBusy, match="another load works in"):
        load(town.data)


def test_the_published_file_holds_the_views_for_its_readers_and_nothing_of_the_load(town, make, ask):
    town.page("/1.html", make.report())
    town.night()
    town.capture("/2.html", outcome="gone")
    town.night()
    named = "SELECT view_name FROM duckdb_views() WHERE NOT internal ORDER BY ALL"
    shown = [name for name in sorted(views.ORDER) if name != "search" and name not in views.MADE]
    assert ask(town.data / "fazhi.duckdb", named) == [(name,) for name in shown]
    made = "SELECT table_name FROM duckdb_tables() EXCEPT SELECT unnest(?) ORDER BY ALL"
    known = [*schema.metadata.tables]
    with snapshot.connect(town.data) as connection:
        assert connection.execute(made, [known]).fetchall() == [
            (name,) for name in sorted([*views.MADE, "indicator_wide"])
        ]


def test_a_rebuild_waits_for_every_batch(town, make, monkeypatch):
    town.page("/1.html", make.report(2022), batch="one")
    town.page("/2.html", make.report(2023), batch="two")
    town.night()
    monkeypatch.setattr(rows, "rules_version", lambda: "newer")
    town.page("/1.html", make.report(2022), batch="one")
    town.stage()
    for batch in ("one", "two"):
        planned = folders.staged(town.data, "plan", "newer", batch)
        planned.parent.mkdir(parents=True, exist_ok=True)
        planned.touch()
    with pytest.raises(NothingStaged, match="1 batches"):
        load(town.data)


def test_what_a_killed_load_spilled_does_not_stop_the_next_one(town, make):
    town.page("/1.html", make.report())
    (folders.building(town.data) / "fazhi-dead.duckdb.tmp").mkdir(parents=True)
    assert town.night() is not None


@pytest.mark.parametrize("rules_change", [False, True])
def test_a_source_that_left_the_register_keeps_the_grade_of_its_reports(town, make, ask, monkeypatch, rules_change):
    town.page("/1.html", make.report())
    town.night()
    del town.sources[0]
    if rules_change:
        monkeypatch.setattr(rows, "rules_version", lambda: "newer")
    town.waiting = [("one", town.captures[0], make.report())] if rules_change else []
    town.page("/2.html", make.report(2022), code="990102", batch="two")
    path = town.night()
    graded = "SELECT report_year, copy_grade, registered FROM report JOIN source USING (source_id) ORDER BY ALL"
    assert ask(path, graded) == [(2022, "repost", True), (2023, "official", False)]
