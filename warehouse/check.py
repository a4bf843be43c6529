"""The gate between a loaded file and its publication: queries that return offending rows.

`checks/<name>.sql` holds one each, with its severity and its reason in the first lines: stop keeps the file
from being published, flag is recorded in `check_result`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import duckdb

from warehouse import folders, snapshot, views

SHOWN = 5

_HEAD = re.compile(r"-- severity: (?P<severity>stop|flag)\n-- why: (?P<why>.+)\n")
_RECORD = """
INSERT INTO check_result BY NAME
SELECT '{name}' AS check_name, 'flag' AS severity, version_id, false AS holds, to_json(found) AS detail
FROM ({query}) found
"""


@dataclass(frozen=True, slots=True)
class CheckOutcome:
    """What one check found: how many rows offend, and the first of them."""

    name: str
    severity: Literal["stop", "flag"]
    why: str
    count: int
    rows: tuple[dict[str, Any], ...]


class GateStopped(RuntimeError):
    """A stop check found rows: the file is not published, the last snapshot stays."""

    def __init__(self, building: Path, stops: list[CheckOutcome]) -> None:
        self.stops = stops
        found = "; ".join(f"{stop.name} ({stop.why}): {stop.count} rows, such as {stop.rows[0]}" for stop in stops)
        super().__init__(f"{building.name} is not published: {found}")


def check(building: Path) -> list[CheckOutcome]:
    """Ask every check of a building file, record the flags, and let it pass or raise GateStopped."""
    with snapshot.connect_loaded(building) as connection:
        demo = folders.is_demo(building.parent.parent)
        connection.execute(f"SET VARIABLE demo = {demo}")
        connection.execute("DELETE FROM check_result WHERE check_name <> 'arithmetic'")
        outcomes = [_ask(connection, path) for path in sorted(views.CHECKS.glob("*.sql"))]
        stops = [outcome for outcome in outcomes if outcome.severity == "stop" and outcome.count]
        if stops:
            raise GateStopped(building, stops)
        connection.execute("UPDATE run SET checked_at = now() WHERE run_id = ?", [building.stem])
    return outcomes


def _ask(connection: duckdb.DuckDBPyConnection, path: Path) -> CheckOutcome:
    query = path.read_text(encoding="utf-8")
    head = _HEAD.match(query)
    if head is None:
        raise ValueError(f"{path.name} must begin with the lines '-- severity: stop|flag' and '-- why: …'")
    if head["severity"] == "flag":
        connection.execute(_RECORD.format(name=path.stem, query=query))
    found = connection.execute(f"SELECT * FROM ({query})").to_arrow_table()
    return CheckOutcome(
        name=path.stem,
        severity="stop" if head["severity"] == "stop" else "flag",
        why=head["why"],
        count=found.num_rows,
        rows=tuple(found.slice(0, SHOWN).to_pylist()),
    )
