"""Sources that changed beyond reason since the last snapshot: their new rows wait, the rest goes on.

A check of `checks/` with severity hold returns rows with a `source_id`, by comparing the file that is being filled
with the table `earlier_report`, the reports of the last snapshot.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb
import pyarrow as pa

from warehouse import checks
from warehouse.decisions import EVERY

_REMEMBER = """
CREATE OR REPLACE TEMP TABLE earlier_report AS
SELECT r.report_id, r.source_id, r.document_id, r.version_id, r.gone_since, coalesce(q.quantities, 0) AS quantities
FROM report r LEFT JOIN (SELECT version_id, count(*) AS quantities FROM quantity GROUP BY version_id) q
USING (version_id);
CREATE OR REPLACE TEMP TABLE earlier_hold AS SELECT source_id, check_name, since FROM hold;
"""
# A hold stays the same hold as long as it lasts: its beginning is kept.
_RECORD = """
DELETE FROM hold;
INSERT INTO hold BY NAME
SELECT found.*, coalesce(earlier_hold.since, now()) AS since, coalesce(waiting.batches, []) AS batches
FROM found LEFT JOIN earlier_hold USING (source_id, check_name)
LEFT JOIN (
    SELECT source_id, list(DISTINCT batch ORDER BY batch) AS batches
    FROM staged_clean JOIN staged_capture USING (capture_id) ANTI JOIN capture USING (capture_id)
    GROUP BY source_id
) waiting USING (source_id);
"""
_HOLD = pa.schema([(name, pa.string()) for name in ("source_id", "check_name", "why", "detail")])


@dataclass(frozen=True, slots=True)
class Hold:
    """A source that a check holds back, and the row that the check found as JSON text."""

    source_id: str
    check_name: str
    why: str
    detail: str


def remember(connection: duckdb.DuckDBPyConnection) -> None:
    """Keep the reports and the holds of the last snapshot for comparison, before its copy is filled."""
    connection.execute(_REMEMBER)


def find(connection: duckdb.DuckDBPyConnection, held: list[Hold], released: set[str]) -> list[Hold]:
    """What the hold checks say of sources that are neither held nor released."""
    known = {hold.source_id for hold in held} | released
    return [
        Hold(source_id, check.name, check.why, detail)
        for check in checks.of_severity("hold")
        for source_id, detail in connection.execute(
            f"SELECT source_id, to_json(found) FROM ({check.query}) found ORDER BY ALL"
        ).fetchall()
        if source_id not in known and EVERY not in known
    ]


def record(connection: duckdb.DuckDBPyConnection, held: list[Hold]) -> None:
    """Write the holds into their table; without any, it is empty."""
    if not held:
        connection.execute("DELETE FROM hold")
        return
    rows = [{name: getattr(hold, name) for name in _HOLD.names} for hold in held]
    connection.register("found", pa.Table.from_pylist(rows, _HOLD))
    connection.execute(_RECORD)


def sources(held: list[Hold]) -> pa.Table:
    """The sources held back, as a table of the column `source_id`."""
    return pa.table({"source_id": pa.array(sorted({hold.source_id for hold in held}), pa.string())})
