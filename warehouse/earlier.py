"""What a new file is told of the snapshot before it: its runs, and the reports that must not vanish unseen."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa

from warehouse import schema, snapshot

_REPORT = pa.schema([(name, pa.string()) for name in ("report_id", "source_id", "document_id", "version_id")])


def reports(path: Path | None) -> pa.Table:
    """The reports of a snapshot, by columns that every schema has had; none without a snapshot."""
    if path is None:
        return _REPORT.empty_table()
    with snapshot.connect_readonly(path) as connection:
        return connection.execute(f"SELECT {', '.join(_REPORT.names)} FROM report").to_arrow_table()


def versions(path: Path | None) -> pa.Table:
    """The keys of a snapshot's versions, whose rows were checked when they came in; none without a snapshot."""
    if path is None:
        return pa.schema([("version_id", pa.string())]).empty_table()
    with snapshot.connect_readonly(path) as connection:
        return connection.execute("SELECT version_id FROM version").to_arrow_table()


def take_over_runs(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Copy the runs behind a snapshot into a file that is made anew, as far as their columns are still known."""
    with snapshot.connect_readonly(path) as last:
        runs = last.execute("FROM run").to_arrow_table()
    known = [name for name in runs.column_names if name in schema.metadata.tables["run"].columns]
    connection.register("earlier_run", runs)
    connection.execute(f"INSERT INTO run BY NAME SELECT {', '.join(known)} FROM earlier_run")
    connection.unregister("earlier_run")
