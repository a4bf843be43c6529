"""What becomes of texts that come back, pages that vanish, and files of other programs."""

import duckdb
import pytest

from warehouse import earlier, schema, snapshot
from warehouse.load import load
from warehouse.publish import publish

TWELVE = [("12件", 12, "reconsideration_accepted")]
FOURTEEN = [("14件", 14, "reconsideration_accepted")]


def first_then_other(town, make):
    town.page("/1.html", make.report(numbers=TWELVE), at="2024-03-01")
    town.page("/1.html", make.report(numbers=FOURTEEN), at="2024-05-01", batch="two")
    town.night()


def test_a_text_that_comes_back_is_the_report_again(town, make, ask):
    first_then_other(town, make)
    town.captures[0]["returned_at"] = town.moment("2024-06-01")
    path = town.night()
    assert ask(path, "SELECT raw FROM indicator_value") == [("12件",)]
    assert ask(path, "SELECT valid_from::DATE::TEXT, valid_to::DATE::TEXT FROM version ORDER BY valid_from") == [
        ("2024-03-01", None),
        ("2024-05-01", "2024-06-01"),
    ]


def test_a_document_whose_text_came_back_is_no_longer_refused(town, make, ask):
    town.page("/1.html", make.report(numbers=TWELVE), at="2024-03-01")
    town.page("/1.html", "it is empty", at="2024-05-01", batch="two")
    shown = "SELECT doc_kind, refused FROM document"
    assert ask(town.night(), shown) == [(None, "it is empty")]
    town.captures[0]["returned_at"] = town.moment("2024-06-01")
    assert ask(town.night(), shown) == [("annual_report", None)]


def test_a_page_that_the_site_removed_keeps_its_report_and_says_since_when(town, make, ask):
    town.page("/1.html", make.report(numbers=TWELVE), at="2024-03-01")
    town.night()
    town.capture("/1.html", at="2024-06-01", outcome="gone")
    gone = "SELECT report_year, gone_since::DATE::TEXT FROM report"
    assert ask(town.night(), gone) == [(2023, "2024-06-01")]
    town.captures[0]["returned_at"] = town.moment("2024-07-01")
    assert ask(town.night(), gone) == [(2023, None)]


def test_a_file_of_an_older_schema_is_made_anew_with_its_history(town, make, ask):
    first_then_other(town, make)
    history = "SELECT version_id, valid_from, valid_to FROM version ORDER BY ALL"
    town.page("/2.html", make.report(2022), at="2023-03-01", batch="three")
    building = town.build()
    before = ask(building, history)
    with duckdb.connect(building) as connection:
        connection.execute("UPDATE run SET schema_version = '000000000000', checked_at = now()")
        connection.execute("DROP TABLE hold; DROP TABLE tombstone; ALTER TABLE document DROP gone_since")
        connection.execute("ALTER TABLE run DROP format")
    old = town.place(building)
    loaded = load(town.data)
    assert loaded.rebuilt
    assert ask(loaded.building, history) == before
    runs = "SELECT run_id FROM run ORDER BY finished_at"
    assert ask(loaded.building, runs)[:-1] == ask(old, runs)


def test_a_file_of_a_newer_program_is_refused_in_one_line(town, make):
    town.page("/1.html", make.report())
    building = town.build()
    with duckdb.connect(building) as connection:
        connection.execute("UPDATE run SET format = ?, checked_at = now()", [schema.FORMAT + 1])
    town.place(building)
    with pytest.raises(snapshot.NewerProgram, match=r"written by a newer fazhi \(form 2, this one knows 1\): update"):
        load(town.data)


def test_without_a_snapshot_there_is_nothing_to_compare_with():
    assert earlier.reports(None).num_rows == earlier.versions(None).num_rows == 0


def test_publication_needs_a_sound_setting(town, make, monkeypatch):
    town.page("/1.html", make.report())
    monkeypatch.setenv("FAZHI_SNAPSHOTS", "none")
    with pytest.raises(ValueError, match="FAZHI_SNAPSHOTS is 'none': give the number"):
        publish(town.data, town.build())
