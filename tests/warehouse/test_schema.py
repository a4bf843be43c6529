"""The tables explain themselves."""

import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from warehouse import checks, schema, views


@pytest.fixture(scope="module")
def empty():
    with duckdb.connect() as connection:
        connection.execute(schema.ddl())
        views.apply(connection)
        yield connection


def test_every_table_and_view_carries_a_comment(empty):
    found = empty.execute(
        "SELECT table_name, comment FROM duckdb_tables() UNION ALL "
        "SELECT view_name, comment FROM duckdb_views() WHERE NOT internal"
    ).fetchall()
    assert len(found) == len(schema.metadata.tables) + len(views.ORDER) - 1
    assert [name for name, comment in found if not comment] == []


def test_every_column_carries_a_comment(empty):
    columns = empty.execute(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND coalesce(comment, '') = ''"
    ).fetchall()
    assert columns == []


def test_there_are_no_indexes_and_no_foreign_keys(empty):
    assert empty.execute("SELECT count(*) FROM duckdb_indexes()").fetchone() == (0,)
    kinds = empty.execute("SELECT DISTINCT constraint_type FROM duckdb_constraints()").fetchall()
    assert kinds == [("NOT NULL",)]


def test_every_key_is_looked_at_for_duplicates():
    query = (checks.FOLDER / "duplicate_keys.sql").read_text(encoding="utf-8")
    for name, table in schema.metadata.tables.items():
        assert f"FROM {name} " in query
        assert all(column in table.columns for column in table.info["key"])


def test_the_keys_that_queries_lean_on_are_there(empty):
    empty.execute(
        "SELECT report_id, body_id, jurisdiction_code, report_year, title, issuing_body, published_on, copy_grade, "
        "url FROM report"
    )
    empty.execute(
        "SELECT report_id, body_id, jurisdiction_code, report_year, indicator_code, breakdown, role, value, unit, "
        "cmp, period, scope, preferred, quantity_id FROM indicator_value"
    )
    empty.execute("SELECT quantity_id, version_id, section_path, source_start, source_end, raw FROM quantity")


def test_every_view_file_is_applied():
    assert sorted(views.ORDER) == [path.stem for path in sorted(views.FOLDER.glob("*.sql"))]


def version_of(program):
    """The schema version of a copy of this program."""
    say = "from warehouse.schema import schema_version; print(schema_version())"
    return subprocess.run([sys.executable, "-c", say], cwd=program, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("name", ["load.py", "inputs.py", "holds.py", "steps/version.sql"])
def test_a_change_of_what_fills_the_tables_is_another_version(tmp_path, name):
    shutil.copytree(Path(schema.__file__).parent, tmp_path / "warehouse")
    before = version_of(tmp_path)
    with (tmp_path / "warehouse" / name).open("a", encoding="utf-8") as file:
        file.write("\n-- other\n" if name.endswith(".sql") else "\n# other\n")
    assert version_of(tmp_path) != before
