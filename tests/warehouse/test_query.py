"""Questions to a snapshot, which cannot change anything."""

import csv
import io
import json
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from rich.console import Console
from typer.testing import CliRunner

from warehouse import query
from warehouse.__main__ import app
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


FORBIDDEN = [
    "INSERT INTO run SELECT * FROM run",
    "UPDATE version SET title = 'x'",
    "DELETE FROM version",
    "DROP TABLE report",
    "CREATE TABLE mine (a INT)",
    "CREATE TEMP TABLE mine AS SELECT 1",
    "COPY version TO 'out.csv'",
    "EXPLAIN ANALYZE COPY version TO 'out.csv'",
    "EXPORT DATABASE 'out'",
    "ATTACH 'other.duckdb'",
    "ATTACH ':memory:' AS other",
    "SELECT * FROM read_csv('README.md')",
    "SELECT * FROM read_text('README.md')",
    "SELECT * FROM read_blob('README.md')",
    "SELECT * FROM read_parquet('https://127.0.0.1/x.parquet')",
    "SELECT * FROM 'README.md'",
    "SELECT * FROM sniff_csv('README.md')",
    "SELECT * FROM glob('*')",
    "SELECT * FROM query('SELECT * FROM read_text(''README.md'')')",
    "SELECT * FROM query_table('README.md')",
    "SELECT * FROM query_table(['report', 'README.md'])",
    "SELECT * FROM json_execute_serialized_sql(json_serialize_sql('FROM read_text(''README.md'')'))",
    "WITH a AS (WITH b AS (FROM read_text('README.md')) FROM b) FROM a",
    "SELECT (SELECT content FROM read_text('README.md'))",
    "SELECT * FROM read_json('README.md')",
    "SELECT * FROM parquet_metadata('README.md')",
    "SELECT * FROM duckdb_secrets()",
    "SELECT getenv('HOME')",
    "SELECT nextval('one')",
    "SET enable_external_access = true",
    "SET lock_configuration = false",
    "SET memory_limit = '1GB'",
    "RESET ALL",
    "PRAGMA enable_profiling",
    "PRAGMA enable_object_cache",
    "CALL pragma_version()",
    "CHECKPOINT",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SELECT * FROM sqlite_scan('README.md', 'x')",
    "CREATE SECRET (TYPE s3)",
    "SELECT 1; DROP TABLE report",
    "DROP TABLE report; SELECT 1",
    "",
]


@pytest.mark.parametrize("sql", FORBIDDEN)
def test_a_query_can_neither_write_nor_look_elsewhere(published, sql):
    with pytest.raises(QueryFailed):
        query.ask(published, sql)


def test_the_attacks_left_no_trace(published, ask):
    before = sorted(Path.cwd().iterdir()), (published / "fazhi.duckdb").read_bytes()
    for sql in FORBIDDEN:
        with pytest.raises(QueryFailed):
            query.write(published, sql, published / "out.csv")
    assert (sorted(Path.cwd().iterdir()), (published / "fazhi.duckdb").read_bytes()) == before
    assert not (published / "out.csv").exists()


@pytest.mark.parametrize(
    "function",
    [
        "enable_logging(level := 'trace', storage := 'file', storage_path := '{}')",
        "enable_profiling(save_location := '{}', format := 'json')",
    ],
)
def test_no_log_and_no_profile_goes_to_a_file(published, tmp_path, function):
    query.ask(published, f"SELECT count(*) FROM report, (SELECT count(*) FROM {function.format(tmp_path / 'a.json')})")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "sql",
    [
        "FROM report",
        "WITH r AS (FROM report) FROM r",
        "DESCRIBE report",
        "SHOW TABLES",
        "SUMMARIZE report",
        "VALUES (1)",
    ],
)
def test_every_form_of_select_is_answered(published, sql):
    assert query.ask(published, sql).rows


def test_a_python_variable_is_no_table(published):
    mine = pa.table({"a": [1]})  # noqa: F841 - DuckDB would find it by its name
    with pytest.raises(QueryFailed, match="mine"):
        query.ask(published, "FROM mine")


def test_an_answer_has_its_time(published):
    with pytest.raises(QueryFailed, match=r"no answer within 0.2 seconds"):
        query.ask(published, "SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b", timeout=0.2)


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


@pytest.mark.parametrize("text", ["a,b", 'a "b"', "a\nb", "a\rb", "", "云岭县"])
def test_csv_reads_back_as_it_was(published, text):
    answer = query.Answer(("a",), [(text,)])
    assert list(csv.reader(io.StringIO(query.as_csv(answer), newline=""))) == [["a"], [text]]


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"])
def test_no_text_of_csv_is_a_formula(published, text):
    answer = query.Answer((text,), [(text,)])
    assert list(csv.reader(io.StringIO(query.as_csv(answer), newline=""))) == [[f"'{text}"], [f"'{text}"]]


def test_a_negative_number_of_csv_stays_a_number(published):
    answer = query.ask(published, "SELECT -3.5 AS a, -1::DOUBLE AS b, '-3.5' AS c, '+8%' AS d, '-—' AS e")
    assert query.as_csv(answer) == "a,b,c,d,e\n-3.5,-1.0,-3.5,+8%,'-—\n"


def test_an_answer_is_written_as_what_its_file_is_called(published, tmp_path):
    sql = "SELECT value, raw FROM indicator_value WHERE role <> 'yoy_change' ORDER BY value"
    for name in ("a.csv", "a.json", "a.parquet"):
        query.write(published, sql, tmp_path / name)
    numbers = [(Decimal(10), "10件"), (Decimal(14), "14件"), (Decimal("87.86"), "87.86%")]
    assert (tmp_path / "a.csv").read_text("utf-8-sig") == "value,raw\n10,10件\n14,14件\n87.86,87.86%\n"
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    assert [tuple(each.values()) for each in json.loads((tmp_path / "a.json").read_text("utf-8"))] == [
        (10, "10件"),
        (14, "14件"),
        (87.86, "87.86%"),
    ]
    assert [tuple(each.values()) for each in pq.read_table(tmp_path / "a.parquet").to_pylist()] == numbers


def test_the_command_writes_a_file_and_gives_up_in_time(published, tmp_path):
    def run(*arguments):
        return CliRunner().invoke(app, ["query", *arguments, "--data", str(published)])

    assert run("FROM report", "--output", str(tmp_path / "a.parquet")).stdout == f"{tmp_path / 'a.parquet'}\n"
    assert pq.read_table(tmp_path / "a.parquet").num_rows == 2
    late = run("SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range < b.range", "--timeout", "0.1")
    assert (late.exit_code, late.stderr.count("\n")) == (1, 1)
    assert late.stderr.startswith("warehouse: no answer within 0.1 seconds")


def test_an_empty_answer_is_a_list_too(published):
    assert json.loads(query.as_json(query.ask(published, "FROM report WHERE false"))) == []


def test_a_file_of_another_kind_is_refused(published, tmp_path):
    with pytest.raises(QueryFailed, match=r"a\.xlsx must end in \.csv, \.json, \.parquet"):
        query.write(published, "FROM report", tmp_path / "a.xlsx")


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
    sql = "SELECT INTERVAL 1 DAY AS span, TIME '08:30' AS at, 'nan'::DOUBLE AS none, ['inf'::DOUBLE, 1] AS many"
    assert json.loads(query.as_json(query.ask(published, sql))) == [
        {"span": "1 day, 0:00:00", "at": "08:30:00", "none": None, "many": [None, 1]}
    ]


def test_json_keeps_columns_of_one_name_apart(published):
    answer = query.ask(published, "SELECT 1 AS a, 2 AS a, 3 AS a_2, 4 AS a")
    assert json.loads(query.as_json(answer)) == [{"a": 1, "a_2": 2, "a_2_2": 3, "a_3": 4}]
