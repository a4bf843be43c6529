"""The gate between a loaded file and its publication: every check is asked, and a stop that finds rows closes it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from warehouse import decisions, earlier, folders, snapshot, views
from warehouse.checks import Check, Severity, checks
from warehouse.progress import Over, unseen

SHOWN = 5

_HELD = "SELECT source_id, detail, since FROM hold WHERE check_name = '{name}'"
_RECORD = """
INSERT INTO check_result BY NAME
SELECT '{name}' AS check_name, 'flag' AS severity, version_id, false AS holds, to_json(found) AS detail
FROM ({query}) found
"""


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """What one check found: how many rows offend, and the first of them."""

    name: str
    severity: Severity
    why: str
    count: int
    rows: tuple[dict[str, Any], ...]


class GateStopped(RuntimeError):
    """A stop check found rows: the file is not published, the last snapshot stays."""

    def __init__(self, building: Path, stops: list[CheckOutcome]) -> None:
        self.stops = stops
        found = "; ".join(f"{stop.name} ({stop.why}): {stop.count} rows, such as {stop.rows[0]}" for stop in stops)
        super().__init__(f"{building.name} is not published: {found}")


def check(data: Path, building: Path, over: Over = unseen) -> list[CheckOutcome]:
    """Ask every check of a building file, record the flags, and let it pass or raise GateStopped.

    `data` is the folder whose newest snapshot the file would follow. Goes `over` the checks.
    """
    with snapshot.connect_loaded(building) as connection:
        _show(connection, data, building)
        # Checks and publication ask them several times.
        views.make_tables(connection)
        connection.execute("DELETE FROM check_result WHERE check_name <> 'arithmetic'")
        outcomes = [_ask(connection, each) for each in over(checks())]
        stops = [outcome for outcome in outcomes if outcome.severity == "stop" and outcome.count]
        if stops:
            raise GateStopped(building, stops)
        connection.execute("UPDATE run SET checked_at = now() WHERE run_id = ?", [building.stem])
    return outcomes


def _show(connection: duckdb.DuckDBPyConnection, data: Path, building: Path) -> None:
    """Show the checks what they compare the file with: the snapshot it would follow, and what people have decided."""
    last = snapshot.newest(data)
    connection.execute(f"SET VARIABLE demo = {folders.is_demo(data)}")
    connection.execute("SET VARIABLE rebuilt = (SELECT rebuilt FROM run WHERE run_id = ?)", [building.stem])
    connection.register("earlier_report", earlier.reports(last))
    connection.register("earlier_version", earlier.versions(last))
    connection.register("released", _released(data, last))


def _released(data: Path, last: Path | None) -> pa.Table:
    names = sorted(decisions.released(data, snapshot.loaded_at(last))) if last else []
    return pa.table({"source_id": pa.array(names, pa.string())})


def _ask(connection: duckdb.DuckDBPyConnection, check: Check) -> CheckOutcome:
    query = _HELD.format(name=check.name) if check.severity == "hold" else check.query
    if check.severity == "flag":
        connection.execute(_RECORD.format(name=check.name, query=query))
    found = connection.execute(f"SELECT * FROM ({query})").to_arrow_table()
    return CheckOutcome(
        name=check.name,
        severity=check.severity,
        why=check.why,
        count=found.num_rows,
        rows=tuple(found.slice(0, SHOWN).to_pylist()),
    )
