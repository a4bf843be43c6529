"""Staged Parquet into a building file: the last snapshot and what is new, or everything from empty."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import yaml

import transforms
from transforms.corrections import corrections
from warehouse import folders, identity, rows, schema, snapshot, staging, views

STEPS = (
    "source",
    "capture",
    "version",
    "text_copy",
    "quantity",
    "document",
    "body",
    "jurisdiction",
    "indicator",
    "correction",
)
RULES = Path(transforms.__file__).parent / "rules"

# Runs are not content, and neither is what the checks of the warehouse say of it.
_CONTENT = {table: f"SELECT * FROM {table}" for table in schema.metadata.tables if table != "run"} | {
    "check_result": "SELECT * FROM check_result WHERE check_name = 'arithmetic'"
}
_CATALOGUE = pa.schema([(name, pa.string()) for name in ("code", "zh", "en", "theme", "unit", "kind", "direction")])
_CORRECTION = ("url", "field", "expect", "value", "reason", "status")
_SOURCE = ("source_id", "province", "url", "dialect", "body_id", "jurisdiction_code", "remark")
_LAST_RUN = """
SELECT fingerprint, views_version FROM run WHERE (schema_version, rules_version) = (?, ?)
ORDER BY finished_at DESC LIMIT 1
"""
_RECORD_RUN = """
INSERT INTO run BY NAME
SELECT $run_id AS run_id, $started_at AS started_at, $finished_at AS finished_at, $rebuilt AS rebuilt,
       $batches AS batches, $schema_version AS schema_version, $rules_version AS rules_version,
       $views_version AS views_version, $fingerprint AS fingerprint
"""


class NothingStaged(RuntimeError):
    """The rules have changed since the last snapshot, and not every batch has been through the new ones."""


class LoadBusy(RuntimeError):
    """Another load works in this data folder."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load made: the building file (None: nothing new) and the rows of each table in it."""

    building: Path | None
    rebuilt: bool
    batches: int
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Base:
    """The snapshot a load starts from: its content, its views and the batches it holds."""

    path: Path
    fingerprint: str
    views_version: str
    batches: frozenset[str]

    def same_as(self, run: dict[str, object]) -> bool:
        return (self.fingerprint, self.views_version) == (run["fingerprint"], run["views_version"])


def load(data: Path) -> Loaded:
    """Build a warehouse file from the newest snapshot and the staged batches it does not hold yet.

    Starts empty where there is no snapshot, where its schema or rules version is another one, or where it
    holds a batch that is no longer staged: staging is the truth.
    """
    staging.require_collected(data)
    started_at = datetime.now(UTC)
    with _alone(data):
        staged = staging.complete(data, rows.rules_version())
        base = _base(data, staged)
        new = sorted(staged - base.batches if base else staged)
        path = _begin(data, base)
        with snapshot.connect_building(path) as connection:
            _fill(connection, data, new, snapshot.newest(data))
            run = _run(connection, path, started_at) | {"rebuilt": base is None, "batches": len(new)}
            connection.execute(_RECORD_RUN, run)
            counts = _counts(connection)
        if base and base.same_as(run):
            path.unlink()
            os.utime(base.path)  # `status` asks when a snapshot was last found to be current
            return Loaded(None, rebuilt=False, batches=len(new), counts=counts)
        return Loaded(path, rebuilt=base is None, batches=len(new), counts=counts)


def fingerprint(connection: duckdb.DuckDBPyConnection) -> str:
    """Twenty hex digits over the content, whatever the order of the rows."""
    sums = [
        connection.execute(f"SELECT '{table}', count(*), sum(hash(t)) FROM ({query}) t").fetchone()
        for table, query in sorted(_CONTENT.items())
    ]
    return hashlib.sha256(repr(sums).encode()).hexdigest()[:20]


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    folders.building(data).mkdir(parents=True, exist_ok=True)
    with (folders.building(data) / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise LoadBusy(f"another load works in {data}: wait until it ends") from error
        yield


def _base(data: Path, staged: set[str]) -> _Base | None:
    newest = snapshot.newest(data)
    base = _read_base(newest) if newest else None
    if base and base.batches <= staged:
        return base
    waiting = folders.batches(data, staging.PLAN, rows.rules_version()) - staged
    if newest and (waiting or not staged):
        raise NothingStaged(
            f"{len(waiting)} batches in {data} have not been through the rules {rows.rules_version()}, and a build"
            " without them would hold less than the snapshot: run the nightly DAG"
        )
    return None


def _read_base(path: Path) -> _Base | None:
    with snapshot.connect_readonly(path) as connection:
        versions = [schema.schema_version(), rows.rules_version()]
        try:
            last = connection.execute(_LAST_RUN, versions).fetchone()
        except (duckdb.CatalogException, duckdb.BinderException):
            return None  # a schema so old that it records its runs otherwise
        if last is None:
            return None
        batches = connection.execute("SELECT DISTINCT batch FROM capture WHERE batch IS NOT NULL").fetchall()
    mark, views_hash = last
    return _Base(path, mark, views_hash, frozenset(batch for (batch,) in batches))


def _begin(data: Path, base: _Base | None) -> Path:
    for leftover in folders.building(data).glob("fazhi-*"):
        if leftover.is_dir():  # where DuckDB spilled when it was killed
            shutil.rmtree(leftover)
        else:
            leftover.unlink()
    path = snapshot.building_path(data)
    if base:
        shutil.copyfile(base.path, path)
        return path
    with snapshot.connect_building(path) as connection:
        connection.execute(schema.ddl())
    return path


def _fill(connection: duckdb.DuckDBPyConnection, data: Path, batches: list[str], last: Path | None) -> None:
    _show(connection, data, batches)
    connection.register("earlier_source", _earlier_sources(last))
    connection.begin()
    connection.execute("DELETE FROM check_result WHERE check_name <> 'arithmetic'")
    for step in STEPS:
        connection.execute((schema.STEPS / f"{step}.sql").read_text(encoding="utf-8"))
    views.apply(connection)
    connection.commit()


def _show(connection: duckdb.DuckDBPyConnection, data: Path, batches: list[str]) -> None:
    """Show the steps what is staged, under the names staged_…, and the knowledge files of the transforms."""
    rules = rows.rules_version()
    connection.execute(f"SET VARIABLE rules_version = '{rules}'")
    connection.register("staged_capture", pq.read_table(folders.captures(data), partitioning=None))
    connection.register("staged_source", _with_body(pq.read_table(folders.sources(data), partitioning=None)))
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
    none = pa.schema([(name, pa.string()) for name in _SOURCE] + [("registered", pa.bool_())]).empty_table()
    if last is None:
        return none
    with snapshot.connect_readonly(last) as connection:
        try:
            return connection.execute(f"SELECT {', '.join(_SOURCE)}, registered FROM source").to_arrow_table()
        except (duckdb.CatalogException, duckdb.BinderException):
            return none


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
    entries = [entry.model_dump() for entry in corrections()]
    texts = [{name: None if entry[name] is None else str(entry[name]) for name in _CORRECTION} for entry in entries]
    return pa.Table.from_pylist(texts, pa.schema([(name, pa.string()) for name in _CORRECTION]))


def _run(connection: duckdb.DuckDBPyConnection, path: Path, started_at: datetime) -> dict[str, object]:
    return {
        "run_id": path.stem,
        "started_at": started_at,
        "schema_version": schema.schema_version(),
        "rules_version": rows.rules_version(),
        "views_version": views.views_version(),
        "fingerprint": fingerprint(connection),
        "finished_at": datetime.now(UTC),
    }


def _counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    query = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in schema.metadata.tables)
    return dict(connection.execute(query).fetchall())
