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
from pathlib import Path

import duckdb

from warehouse import decisions, earlier, folders, holds, inputs, rows, schema, snapshot, staging, views
from warehouse.progress import Over, unseen

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
    "tombstone",
)

# Runs are not content, and neither is what the checks of the warehouse say of it.
_CONTENT = {table: f"SELECT * FROM {table}" for table in schema.metadata.tables if table != "run"} | {
    "check_result": "SELECT * FROM check_result WHERE check_name = 'arithmetic'"
}
_LAST_RUN = """
SELECT fingerprint, views_version, schema_version, rules_version, started_at FROM run
ORDER BY finished_at DESC LIMIT 1
"""
# A batch with rows that wait is not wholly in the file.
_BATCHES = """
SELECT DISTINCT batch FROM capture WHERE batch IS NOT NULL AND batch NOT IN (SELECT unnest(batches) FROM hold)
"""


class NothingStaged(RuntimeError):
    """The rules have changed since the last snapshot, and not every batch has been through the new ones."""


class LoadBusy(RuntimeError):
    """Another load works in this data folder."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a load made: the building file (None: nothing new), the rows of each table in it, the sources held back."""

    building: Path | None
    rebuilt: bool
    batches: int
    counts: dict[str, int]
    held: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Base:
    """The snapshot a load starts from: its content, its views, the batches it holds, and when its load began."""

    path: Path
    fingerprint: str
    views_version: str
    batches: frozenset[str]
    started_at: datetime

    def same_as(self, run: dict[str, object]) -> bool:
        return (self.fingerprint, self.views_version) == (run["fingerprint"], run["views_version"])


def load(data: Path, over: Over = unseen) -> Loaded:
    """Build a warehouse file from the newest snapshot and the staged batches it does not hold yet.

    Starts empty where there is no snapshot, where its schema or rules version is another one, where it holds a
    batch that is no longer staged (staging is the truth), or a document that is to be forgotten: of a copy, not
    even the free blocks may keep it. It goes `over` its steps, once more for each time that
    a source is found to be held back.
    """
    staging.require_collected(data)
    with _alone(data):
        staged = staging.complete(data, rows.rules_version())
        last = snapshot.newest(data)
        base = _base(data, last, staged)
        new = sorted(staged - base.batches if base else staged)
        return _build(data, folders.building(data), last, base, new, over=over)


def rebuild(data: Path, batches: set[str]) -> Loaded:
    """Build a warehouse file from empty, out of these staged batches, in a folder of its own.

    One that lacks batches which are planned is partial, and the gate does not let it pass.
    """
    staging.require_collected(data)
    partial = bool(folders.batches(data, staging.PLAN, rows.rules_version()) - batches)
    with _alone(data):
        return _build(data, folders.replaying(data), snapshot.newest(data), None, sorted(batches), partial=partial)


def _build(
    data: Path,
    folder: Path,
    last: Path | None,
    base: _Base | None,
    batches: list[str],
    *,
    over: Over = unseen,
    partial: bool = False,
) -> Loaded:
    started_at = datetime.now(UTC)
    path = _begin(data, folder, last, base, batches)
    with snapshot.connect_building(path) as connection:
        inputs.show(connection, data, batches, last)
        held = _fill(connection, decisions.released(data, base.started_at) if base else None, over)
        run = _run(connection, path, started_at)
        run |= {"rebuilt": base is None, "partial": partial, "batches": len(batches)}
        _record(connection, run)
        counts = _counts(connection)
    if base and base.same_as(run):
        path.unlink()
        os.utime(base.path)  # `status` asks when a snapshot was last found to be current
        return Loaded(None, rebuilt=False, batches=len(batches), counts=counts, held=held)
    return Loaded(path, rebuilt=base is None, batches=len(batches), counts=counts, held=held)


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


def _base(data: Path, last: Path | None, staged: set[str]) -> _Base | None:
    base = _read_base(last, data) if last else None
    if base and base.batches <= staged:
        return base
    waiting = folders.batches(data, staging.PLAN, rows.rules_version()) - staged
    if last and (waiting or not staged):
        raise NothingStaged(
            f"{len(waiting)} batches in {data} have not been through the rules {rows.rules_version()}, and a build"
            " without them would hold less than the snapshot: run the nightly DAG"
        )
    return None


def _read_base(path: Path, data: Path) -> _Base | None:
    with snapshot.connect_readonly(path) as connection:
        try:
            [(mark, views_hash, *versions, started_at)] = connection.execute(_LAST_RUN).fetchall()
            if versions != [schema.schema_version(), rows.rules_version()]:
                return None
            tombstones = connection.execute("SELECT document_id FROM tombstone").fetchall()
        except (duckdb.CatalogException, duckdb.BinderException):
            return None  # a schema so old that it records its runs otherwise
        if {key for (key,) in tombstones} != set(decisions.forgotten(data)["document_id"].to_pylist()):
            return None
        batches = connection.execute(_BATCHES).fetchall()
    return _Base(path, mark, views_hash, frozenset(batch for (batch,) in batches), started_at)


def _begin(data: Path, folder: Path, last: Path | None, base: _Base | None, batches: list[str]) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for leftover in folder.glob("fazhi-*"):
        if leftover.is_dir():  # where DuckDB spilled when it was killed
            shutil.rmtree(leftover)
        else:
            leftover.unlink()
    folders.require_space(data, _size(data, last, batches))
    path = snapshot.building_path(folder)
    if base:
        shutil.copyfile(base.path, path)
        return path
    with snapshot.connect_building(path) as connection:
        connection.execute(schema.ddl())
        if last:
            earlier.take_over_runs(connection, last)
    return path


def _size(data: Path, last: Path | None, batches: list[str]) -> int:
    """Bytes that a build may take: the last snapshot, and six times what is staged.

    The factor is a guess on the safe side: rows are packed less tightly than in Parquet, and lie in the log as well.
    """
    rules = rows.rules_version()
    staged = sum(folders.staged(data, step, rules, batch).stat().st_size for step in staging.STEPS for batch in batches)
    return (last.stat().st_size if last else 0) + 6 * staged


def _fill(connection: duckdb.DuckDBPyConnection, released: set[str] | None, over: Over) -> tuple[str, ...]:
    """Run the steps, once more without a source whenever it is found to have changed beyond reason.

    Without a set of released sources nothing is held back: a file that is made anew has no earlier rows to keep.
    Returns the sources held back.
    """
    held: list[holds.Hold] = []
    if released is not None:
        holds.remember(connection)
    while True:
        connection.begin()
        _run_steps(connection, held, over)
        found = [] if released is None else holds.find(connection, held, released)
        if not found:
            holds.record(connection, held)
            connection.commit()
            return tuple(sorted({hold.source_id for hold in held}))
        connection.rollback()
        held += found


def _run_steps(connection: duckdb.DuckDBPyConnection, held: list[holds.Hold], over: Over) -> None:
    connection.register("held", holds.sources(held))
    connection.execute("DELETE FROM check_result WHERE check_name <> 'arithmetic'")
    for step in over(STEPS):
        connection.execute((schema.STEPS / f"{step}.sql").read_text(encoding="utf-8"))
    views.apply(connection)


def _run(connection: duckdb.DuckDBPyConnection, path: Path, started_at: datetime) -> dict[str, object]:
    return {
        "run_id": path.stem,
        "started_at": started_at,
        "schema_version": schema.schema_version(),
        "rules_version": rows.rules_version(),
        "views_version": views.views_version(),
        "fingerprint": fingerprint(connection),
        "finished_at": datetime.now(UTC),
        "format": schema.FORMAT,
    }


def _record(connection: duckdb.DuckDBPyConnection, run: dict[str, object]) -> None:
    columns = ", ".join(f"${name} AS {name}" for name in run)
    connection.execute(f"INSERT INTO run BY NAME SELECT {columns}", run)


def _counts(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    query = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in schema.metadata.tables)
    return dict(connection.execute(query).fetchall())
