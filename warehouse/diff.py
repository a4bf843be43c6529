"""What changed between two snapshots: reports and values that are new, changed or vanished."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from warehouse import snapshot
from warehouse.query import Answer

_REPORTS = """
WITH o AS (FROM old.report WHERE {chosen}), n AS (FROM new.report WHERE {chosen})
SELECT if(o.report_id IS NULL, 'new', if(n.report_id IS NULL, 'vanished', 'changed')) AS change,
       coalesce(n.report_id, o.report_id) AS report_id, coalesce(n.body_name, o.body_name) AS body_name,
       coalesce(n.report_year, o.report_year) AS report_year, coalesce(n.title, o.title) AS title,
       o.url AS old_url, n.url AS new_url, o.copy_grade AS old_grade, n.copy_grade AS new_grade,
       n.version_id IS DISTINCT FROM o.version_id AS other_text
FROM o FULL JOIN n USING (report_id)
WHERE (o.version_id, o.url, o.copy_grade) IS DISTINCT FROM (n.version_id, n.url, n.copy_grade)
ORDER BY change, body_name, report_year, report_id
"""
# Of a value that a text repeats, only the preferred one is compared: one row an indicator, breakdown, role and period.
_VALUES = """
WITH o AS (SELECT v.* FROM old.indicator_value v JOIN old.report USING (report_id) WHERE preferred AND {chosen}),
     n AS (SELECT v.* FROM new.indicator_value v JOIN new.report USING (report_id) WHERE preferred AND {chosen})
SELECT if(o.report_id IS NULL, 'new', if(n.report_id IS NULL, 'vanished', 'changed')) AS change,
       coalesce(n.report_id, o.report_id) AS report_id, coalesce(n.report_year, o.report_year) AS report_year,
       coalesce(n.indicator_code, o.indicator_code) AS indicator_code, coalesce(n.breakdown, o.breakdown) AS breakdown,
       coalesce(n.role, o.role) AS role, coalesce(n.period, o.period) AS period,
       o.value AS old_value, n.value AS new_value, o.unit AS old_unit, n.unit AS new_unit,
       o.quantity_id AS old_quantity_id, n.quantity_id AS new_quantity_id
FROM o FULL JOIN n ON (o.report_id, o.indicator_code, o.role) = (n.report_id, n.indicator_code, n.role)
    AND o.breakdown IS NOT DISTINCT FROM n.breakdown AND o.period IS NOT DISTINCT FROM n.period
WHERE (o.report_id, o.value, o.unit, o.cmp) IS DISTINCT FROM (n.report_id, n.value, n.unit, n.cmp)
ORDER BY change, report_id, indicator_code, breakdown, role, period
"""

_CHOSEN = """
    (len($sources) = 0 OR source_id IN (SELECT unnest($sources)))
    AND (len($years) = 0 OR report.report_year IN (SELECT unnest($years)))
"""


@dataclass(frozen=True, slots=True)
class Diff:
    """The rows that differ; the first column of both says new, changed or vanished."""

    old: Path
    new: Path
    reports: Answer
    values: Answer

    def counts(self) -> dict[str, dict[str, int]]:
        """How many reports and values are new, changed and vanished."""
        return {"reports": _counts(self.reports), "values": _counts(self.values)}

    def as_dict(self) -> dict[str, object]:
        """For JSON; rows as objects."""
        return {
            "old": self.old.name,
            "new": self.new.name,
            "counts": self.counts(),
            "reports": self.reports.as_dicts(),
            "values": self.values.as_dicts(),
        }


def diff(old: Path, new: Path, years: Sequence[int] = (), sources: Sequence[str] = ()) -> Diff:
    """Compare two warehouse files, published or being built; only these years and sources, where any are given."""
    chosen: dict[str, list[Any]] = {"years": list(years), "sources": list(sources)}
    for path in (old, new):
        snapshot.connect_readonly(path).close()  # says in one line what is no file of ours
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH {_quoted(old)} AS old (READ_ONLY); ATTACH {_quoted(new)} AS new (READ_ONLY)")
        return Diff(old, new, _ask(connection, _REPORTS, chosen), _ask(connection, _VALUES, chosen))


def _ask(connection: duckdb.DuckDBPyConnection, sql: str, chosen: dict[str, list[Any]]) -> Answer:
    cursor = connection.execute(sql.format(chosen=_CHOSEN), chosen)
    return Answer(tuple(str(column[0]) for column in cursor.description or ()), cursor.fetchall())


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def _counts(answer: Answer) -> dict[str, int]:
    changes = [row[0] for row in answer.rows]
    return {change: changes.count(change) for change in ("new", "changed", "vanished")}
