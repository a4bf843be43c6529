"""What the steps of a load see beside the tables: staged rows, the knowledge files, what people have decided."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import yaml

import transforms
from transforms.corrections import corrections
from transforms.quantity_corrections import quantity_corrections
from warehouse import decisions, folders, identity, rows, snapshot

RULES = Path(transforms.__file__).parent / "rules"

_BREAKS = pa.list_(pa.struct([("year", pa.int32()), ("why", pa.string())]))
_CATALOGUE = pa.schema(
    [(name, pa.string()) for name in ("code", "zh", "en", "theme", "unit", "kind", "direction")] + [("breaks", _BREAKS)]
)
_CORRECTION = pa.schema(
    [(name, pa.string()) for name in ("url", "raw", "field", "expect", "value", "reason", "status")]
    + [("ordinal", pa.int32())]
)
_SOURCE = ("source_id", "province", "url", "dialect", "body_id", "jurisdiction_code", "remark", "registered")
_FAILING = ("failing_since", "failing_url", "failing_outcome", "failing_reason")
# A forgotten page takes its attachments along.
_STAGED_CAPTURE = """
CREATE OR REPLACE TEMP VIEW staged_capture AS
SELECT * FROM all_capture
WHERE url NOT IN (SELECT url FROM forgotten) AND coalesce(page_url, '') NOT IN (SELECT url FROM forgotten)
"""


def show(connection: duckdb.DuckDBPyConnection, data: Path, batches: list[str], last: Path | None) -> None:
    """Show the steps the batches under the names staged_…, beside all captures, sources, rules and decisions."""
    rules = rows.rules_version()
    connection.execute(f"SET VARIABLE rules_version = '{rules}'")
    connection.register("all_capture", pq.read_table(folders.captures(data), partitioning=None))
    connection.register("forgotten", decisions.forgotten(data))
    connection.execute(_STAGED_CAPTURE)
    connection.register("staged_source", _with_body(pq.read_table(folders.sources(data), partitioning=None)))
    connection.register("earlier_source", _earlier_sources(last))
    connection.register("catalogue", _catalogue())
    connection.register("corrections", _corrections())
    divisions = connection.read_csv(str(RULES / "divisions.csv"), all_varchar=True)
    # registered, not created: a view made of a relation stays in the file and leads its readers nowhere
    connection.register("divisions", divisions)
    for step, form in rows.FORMS.items():
        files = [str(folders.staged(data, step, rules, batch)) for batch in batches]
        shown = connection.read_parquet(files) if files else connection.from_arrow(form.empty_table())
        connection.register(f"staged_{step}", shown)


def _earlier_sources(last: Path | None) -> pa.Table:
    """The sources of the last snapshot, none where there is no such or its schema has other columns."""
    none = pa.schema([(name, pa.bool_() if name == "registered" else pa.string()) for name in _SOURCE]).empty_table()
    if last is None:
        return none
    with snapshot.connect_readonly(last) as connection:
        try:
            # An older schema has not yet all columns, and null says so.
            known = f"COLUMNS(lambda name: name IN {(*_SOURCE, *_FAILING)})"
            found = connection.execute(f"SELECT {known} FROM source").to_arrow_table()
        except (duckdb.CatalogException, duckdb.BinderException):
            return none
    return found if set(_SOURCE) <= set(found.column_names) else none


def _with_body(sources: pa.Table) -> pa.Table:
    ids = [
        identity.body_id(source["jurisdiction_code"], source["body_kind"], source["body_name"])
        for source in sources.to_pylist()
    ]
    return sources.append_column("body_id", pa.array(ids, pa.string()))


@cache
def _catalogue() -> pa.Table:
    entries = yaml.load((RULES / "indicators.yml").read_text(encoding="utf-8"), yaml.CSafeLoader)
    return pa.Table.from_pylist(entries, _CATALOGUE)


@cache
def _corrections() -> pa.Table:
    entries = [entry.model_dump() for entry in (*corrections(), *quantity_corrections())]
    return pa.Table.from_pylist(
        [entry | {name: _text(entry[name]) for name in ("expect", "value")} for entry in entries], _CORRECTION
    )


def _text(value: str | int | float | None) -> str | None:
    return None if value is None else str(value)
