"""The table `indicator_wide`: one row per report, one column per indicator of the catalogue."""

from __future__ import annotations

import duckdb

from warehouse import views

_KEYS = {
    "report_id": "Report",
    "body_id": "Body that reports",
    "body_name": "Its name",
    "jurisdiction_code": "Place of the body",
    "jurisdiction_name": "Name of the place",
    "report_year": "Year reported on",
}
_COMMENT = (
    "One row per report, one column per indicator: its value for the year itself and for the whole; "
    "indicator_value holds all the rest"
)

# One value per report and indicator: a stated sum (合计) before a bare value, a flow before a stock.
_CELLS = """
CREATE OR REPLACE TEMP TABLE row_of AS
WITH cell AS (
    SELECT report_id, indicator_code, value
    FROM indicator_value JOIN indicator USING (indicator_code)
    WHERE preferred AND value IS NOT NULL AND (breakdown IS NULL OR breakdown = '合计')
      AND (period IS NULL OR period = CAST(report_year AS VARCHAR))
      AND role IN ('level', 'cumulative', 'rate', 'rank') AND (role = 'rate') = (kind = 'rate')
      AND (role = 'rank') = (kind = 'rank')
    QUALIFY row_number() OVER (
        PARTITION BY report_id, indicator_code
        ORDER BY breakdown IS NULL, role = 'cumulative', period IS NULL, quantity_id) = 1
)
SELECT report_id, map_from_entries(list((indicator_code, value))) AS cells FROM cell GROUP BY report_id
"""


def build(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table anew from the catalogue and the reports, with a comment on every column."""
    indicators = connection.execute(
        "SELECT indicator_code, zh_name, en_name, unit FROM indicator ORDER BY theme, indicator_code"
    ).fetchall()
    cells = ", ".join(f"cells['{code}'] AS \"{code}\"" for code, *_ in indicators)
    connection.execute(_CELLS)
    connection.execute(
        f"CREATE OR REPLACE TABLE indicator_wide AS SELECT {', '.join(_KEYS)}, {cells} "
        "FROM report LEFT JOIN row_of USING (report_id) "
        "ORDER BY jurisdiction_code, report_year, body_id"
    )
    comments = _KEYS | {code: f"{zh} ({en}){f', {unit}' if unit else ''}" for code, zh, en, unit in indicators}
    statements = [f"COMMENT ON TABLE indicator_wide IS {views.quoted(_COMMENT)}"]
    statements += [
        f'COMMENT ON COLUMN indicator_wide."{column}" IS {views.quoted(comment)}'
        for column, comment in comments.items()
    ]
    connection.execute(f"BEGIN; {'; '.join(statements)}; COMMIT")
