"""What the newest snapshot holds, for the end of a run and for a person at a terminal."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from warehouse import query, snapshot
from warehouse.query import Answer

WIDTH = 150

_COUNTS = """
SELECT (SELECT count(*) FROM capture) AS captures, (SELECT count(*) FROM document) AS documents,
       (SELECT count(*) FROM document WHERE refused IS NOT NULL) AS refused,
       (SELECT count(*) FROM version) AS versions, (SELECT count(*) FROM report) AS reports,
       (SELECT count(*) FROM quantity) AS quantities,
       (SELECT count(*) FROM indicator_value) AS indicator_values, (SELECT count(*) FROM incident) AS incidents
"""
# The inbox is a source of no province.
_SOURCES = """
SELECT coalesce(province, source_id), count(*) FROM source WHERE registered GROUP BY ALL
ORDER BY bool_and(province IS NULL), 1
"""
_KINDS = "SELECT coalesce(doc_kind, 'refused'), count(*) FROM document GROUP BY ALL ORDER BY count(*) DESC, 1"
_CHECKS = "SELECT check_name || if(holds, ' holds', ' fails'), count(*) FROM check_result GROUP BY ALL ORDER BY 1"
_OUTCOMES = "SELECT outcome, count(*) FROM capture GROUP BY ALL ORDER BY count(*) DESC, outcome"
_REFUSED = "SELECT url, refused FROM document WHERE refused IS NOT NULL ORDER BY url"
_RUN = "SELECT * FROM run ORDER BY finished_at DESC LIMIT 1"


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of what the snapshot holds, its last run, and a first table of headline indicators."""

    snapshot: Path
    run: dict[str, Any]
    counts: dict[str, int]
    sources: dict[str, int]
    outcomes: dict[str, int]
    kinds: dict[str, int]
    checks: dict[str, int]
    refused: dict[str, str]
    headlines: Answer

    def __str__(self) -> str:
        sink = io.StringIO()
        console = Console(file=sink, width=WIDTH)
        console.print(f"snapshot {self.snapshot}", soft_wrap=True, markup=False)
        for title, numbers in (
            ("holds", self.counts),
            ("sources", self.sources),
            ("captures", self.outcomes),
            ("documents", self.kinds),
            ("checks", self.checks),
        ):
            console.print(f"{title}: {_listed(numbers)}", soft_wrap=True, highlight=False)
        for url, reason in self.refused.items():
            console.print(f"refused {url}: {reason}", soft_wrap=True, highlight=False, markup=False)
        console.print(_headline_table(self.headlines))
        return sink.getvalue()

    def as_dict(self) -> dict[str, Any]:
        """For JSON; the headline rows as objects."""
        headlines = [dict(zip(self.headlines.columns, row, strict=True)) for row in self.headlines.rows]
        return {
            "snapshot": str(self.snapshot),
            "run": self.run,
            "counts": self.counts,
            "sources": self.sources,
            "outcomes": self.outcomes,
            "kinds": self.kinds,
            "checks": self.checks,
            "refused": self.refused,
            "headlines": headlines,
        }


def summary(data: Path) -> Summary:
    """Summarise the newest snapshot; raises NoSnapshot where there is none."""
    path = snapshot.published(data)
    with snapshot.connect_readonly(path) as connection:
        return Summary(
            snapshot=path,
            run=_row(connection, _RUN),
            counts=_row(connection, _COUNTS),
            sources=dict(connection.execute(_SOURCES).fetchall()),
            outcomes=dict(connection.execute(_OUTCOMES).fetchall()),
            kinds=dict(connection.execute(_KINDS).fetchall()),
            checks=dict(connection.execute(_CHECKS).fetchall()),
            refused=dict(connection.execute(_REFUSED).fetchall()),
            headlines=query.ask_of(connection, query.named("headlines").sql),
        )


def _row(connection: duckdb.DuckDBPyConnection, sql: str) -> dict[str, Any]:
    (row,) = connection.execute(sql).to_arrow_table().to_pylist()
    return dict(row)


def _listed(numbers: dict[str, int]) -> str:
    return ", ".join(f"{name} {number}" for name, number in numbers.items()) or "none"


def _headline_table(headlines: Answer) -> Table:
    titles = tuple(name.replace("_", " ") for name in headlines.columns)
    table = query.as_table(Answer(titles, headlines.rows))
    table.box = SIMPLE_HEAD
    table.columns[0].no_wrap = True
    for column, title in zip(table.columns, titles, strict=True):
        column.min_width = max(len(word) for word in title.split())
    return table
