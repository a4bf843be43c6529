"""Questions to a snapshot, which cannot change anything."""

import io
import json

import pytest
from rich.console import Console

from warehouse import query
from warehouse.query import QueryFailed
from warehouse.snapshot import NoSnapshot


@pytest.fixture(scope="module")
def published(tmp_path_factory, new_town, make):
    town = new_town(tmp_path_factory.mktemp("query") / "demo")
    change = ("增长40%", 40, "legal_aid_cases", {"role": "yoy_change", "unit": "%", "unit_norm": "%"})
    rate = ("87.86%", "87.86", "leader_court_rate", {"role": "rate"})
    town.page("/1.html", make.report(2022, numbers=[("10件", 10, "legal_aid_cases")]), at="2023-03-01")
    town.page("/2.html", make.report(2023, numbers=[("14件", 14, "legal_aid_cases"), change, rate]))
    town.page("/3.html", "Refused: no text in it")
    town.night()
    return town.data


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO run SELECT * FROM run",
        "UPDATE version SET title = 'x'",
        "DROP TABLE report",
        "CREATE TABLE mine (a INT)",
        "COPY version TO 'out.csv'",
        "EXPORT DATABASE 'out'",
        "ATTACH 'other.duckdb'",
        "SELECT * FROM read_csv('README.md')",
        "SELECT * FROM read_text('README.md')",
        "SELECT * FROM glob('*')",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "INSTALL httpfs",
        "LOAD httpfs",
    ],
)
def test_a_query_can_neither_write_nor_look_elsewhere(published, sql):
    with pytest.raises(QueryFailed):
        query.ask(published, sql)


def test_an_error_is_one_line(published):
    with pytest.raises(QueryFailed, match="Table with name reprot does not exist") as failed:
        query.ask(published, "FROM reprot")
    assert "\n" not in str(failed.value)


def test_without_a_snapshot_the_error_says_what_to_do(tmp_path):
    with pytest.raises(NoSnapshot, match="run python -m warehouse load"):
        query.ask(tmp_path, "FROM report")


def test_csv_has_plain_numbers_and_empty_fields(published):
    answer = query.ask(
        published, "SELECT value, breakdown, raw FROM indicator_value WHERE role <> 'yoy_change' ORDER BY 1"
    )
    assert query.as_csv(answer) == "value,breakdown,raw\n10,,10件\n14,,14件\n87.86,,87.86%\n"


def test_json_has_numbers_and_times_in_utc(published):
    sql = "SELECT value, captured_at FROM indicator_value JOIN report USING (report_id) WHERE role = 'rate'"
    assert json.loads(query.as_json(query.ask(published, sql))) == [
        {"value": 87.86, "captured_at": "2024-03-01T00:00:00Z"}
    ]


def test_a_number_that_json_cannot_hold_is_a_string(published):
    answer = query.ask(published, "SELECT 123456789012345678.123456::DECIMAL(24, 6) AS value")
    assert json.loads(query.as_json(answer)) == [{"value": "123456789012345678.123456"}]


def test_an_unknown_question_lists_the_known_ones(published):
    with pytest.raises(QueryFailed, match=r"no question is named 'nonsense'; there are .*leader_in_court"):
        query.named("nonsense")


def test_square_brackets_of_a_report_are_no_markup(published):
    answer = query.ask(published, "SELECT '[red]法〔2024〕3号[/b]' AS text")
    console = Console(file=io.StringIO(), width=80)
    console.print(query.as_table(answer))
    assert "[red]法〔2024〕3号[/b]" in console.file.getvalue()


def test_what_json_does_not_know_is_text_or_null(published):
    sql = "SELECT INTERVAL 1 DAY AS span, TIME '08:30' AS at, 'nan'::DOUBLE AS none"
    assert json.loads(query.as_json(query.ask(published, sql))) == [
        {"span": "1 day, 0:00:00", "at": "08:30:00", "none": None}
    ]
