"""The views and the search macro that queries lean on, applied to a warehouse file in their order."""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb

from warehouse import checks

FOLDER = Path(__file__).parent / "views"

ORDER = (
    "report",
    "passage",
    "indicator_value",
    "timeliness",
    "source_health",
    "failing_source",
    "coverage",
    "incident",
    "year_on_year",
    "review",
    "search",
)


# Among 100,000 reports these take seconds as views. Their rows lie as most questions ask for them, each after those
# that it is made of.
MADE = {
    "report": "jurisdiction_code, report_year, body_id",
    "passage": "theme, version_id, source_start",
    "indicator_value": "indicator_code, jurisdiction_code, report_year",
    "incident": "source_id, url, line, source_start",
    "year_on_year": "indicator_code, jurisdiction_code, report_year",
}


def apply(connection: duckdb.DuckDBPyConnection) -> None:
    """Create every view, with its comments, also where the last publication made a table of it."""
    for name in _made(connection):
        connection.execute(f"DROP TABLE {name}")
    for name in ORDER:
        connection.execute((FOLDER / f"{name}.sql").read_text(encoding="utf-8"))


def make_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Turn the views of `MADE` into tables of the same rows, names and comments."""
    for name in [name for name in MADE if name not in _made(connection)]:
        comments = _comments(connection, name)
        connection.execute(
            f"BEGIN; CREATE TABLE made AS FROM {name} ORDER BY {MADE[name]}; DROP VIEW {name};"
            f" ALTER TABLE made RENAME TO {name}; {comments}; COMMIT"
        )


def _made(connection: duckdb.DuckDBPyConnection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()} & MADE.keys()


def _comments(connection: duckdb.DuckDBPyConnection, view: str) -> str:
    """The statements that give a table the comments of the view whose place it takes."""
    [(comment,)] = connection.execute("SELECT comment FROM duckdb_views() WHERE view_name = ?", [view]).fetchall()
    columns = connection.execute("SELECT column_name, comment FROM duckdb_columns() WHERE table_name = ?", [view])
    statements = [f"COMMENT ON TABLE {view} IS {quoted(comment)}"]
    statements += [f'COMMENT ON COLUMN {view}."{name}" IS {quoted(text)}' for name, text in columns.fetchall()]
    return "; ".join(statements)


def quoted(text: str) -> str:
    """The text as a SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def views_version() -> str:
    """Twelve hex digits over the views and checks: a snapshot with other ones is published anew."""
    files = [*sorted(FOLDER.glob("*.sql")), *sorted(checks.FOLDER.glob("*.sql")), Path(__file__).with_name("wide.py")]
    return hashlib.sha256("\n".join(file.read_text(encoding="utf-8") for file in files).encode()).hexdigest()[:12]
