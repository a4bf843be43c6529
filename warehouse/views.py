"""The views and the search macro that queries lean on, applied to a warehouse file in their order."""

from __future__ import annotations

import hashlib
from pathlib import Path

import duckdb

from warehouse import checks

FOLDER = Path(__file__).parent / "views"

ORDER = (
    "report",
    "indicator_value",
    "timeliness",
    "source_health",
    "coverage",
    "incident",
    "year_on_year",
    "search",
)


def apply(connection: duckdb.DuckDBPyConnection) -> None:
    """Create every view, with its comments."""
    for name in ORDER:
        connection.execute((FOLDER / f"{name}.sql").read_text(encoding="utf-8"))


def views_version() -> str:
    """Twelve hex digits over the views and checks: a snapshot with other ones is published anew."""
    files = [*sorted(FOLDER.glob("*.sql")), *sorted(checks.FOLDER.glob("*.sql")), Path(__file__).with_name("wide.py")]
    return hashlib.sha256("\n".join(file.read_text(encoding="utf-8") for file in files).encode()).hexdigest()[:12]
