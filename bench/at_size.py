"""The warehouse at its full size: how long questions and a night take among 100,000 reports.

Each stage runs in a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import multiprocessing
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from bench import multiplied
from warehouse import folders, query, rows, schema, snapshot, staging
from warehouse.check import check
from warehouse.load import load
from warehouse.publish import publish

QUICK = 5_000
NIGHT = 500
ROUNDS = 3
MEGABYTE = 1_000_000
# In a megabyte.
KILOBYTES = 1_000
# Staged, inserted bare, in two snapshots and their logs: the most that a report was seen to take while this runs.
BYTES_PER_REPORT = 100_000

Result = TypeVar("Result")

# The same rows as the load writes, without keys, history, copies and checks.
_BARE = {
    "capture": "SELECT * FROM read_parquet('{captures}')",
    "version": """
        SELECT version_id, document_id, capture_id, body_id, jurisdiction_code, report_year, doc_kind, title,
               CAST(publish_date AS DATE) AS published_on, publish_date_kind AS published_kind, index_number,
               document_number, issuing_body, reporting_body, body_kind, site_compromised, truncated,
               CAST(fields AS JSON) AS fields, source_text, flags, text_hash, minhash, captured_at AS valid_from,
               false AS placed_by_register, '' AS rules_version
        FROM read_parquet('{clean}')
    """,
    "line": "SELECT version_id, unnest(lines, max_depth := 2) FROM read_parquet('{clean}')",
    "section": "SELECT version_id, unnest(sections, max_depth := 2) FROM read_parquet('{split}')",
    "quantity": "SELECT version_id, unnest(quantities, max_depth := 2) FROM read_parquet('{extract}')",
}


@dataclass(frozen=True, slots=True)
class Stage:
    """What a stage took: seconds by the clock and of the processors, and megabytes of memory at its peak."""

    name: str
    seconds: float
    cpu: float
    peak: float

    def __str__(self) -> str:
        return f"  {self.name:<44}{self.seconds:8.2f} s {self.cpu:8.2f} s CPU {self.peak:8,.0f} MB"


def at_size(reports: int = QUICK) -> Iterator[str]:
    """The table of a warehouse of so many reports, made in a temporary folder, line by line."""
    with tempfile.TemporaryDirectory() as folder:
        if shutil.disk_usage(folder).free < reports * BYTES_PER_REPORT:
            raise OSError(f"{folder} has no room for {reports * BYTES_PER_REPORT / MEGABYTE:,.0f} MB: set TMPDIR")
        yield from _told(Path(folder), reports)


def _told(folder: Path, reports: int) -> Iterator[str]:
    origin, data = folder / "base" / "demo", folder / "demo"
    of_a_copy = multiplied.base(origin)
    copies, more = -(-reports // of_a_copy), -(-NIGHT // of_a_copy)
    multiplied.stage(origin, data, 0, copies)
    yield str(bare := _alone("bare INSERT … SELECT FROM read_parquet", _insert, data))
    yield from map(str, first := _run_stages(data))
    yield f"{copies * of_a_copy:,} reports, {_quantities(data):,} quantities, a file of {_megabytes(data):,.0f} MB:"
    yield f"  the first load takes {first[0].seconds / bare.seconds:.1f} times the bare insert"
    yield "questions, the middle of three answers, beside a scan of all quantities:"
    yield from map(str, _in_process_of_its_own(_ask_all, data))
    multiplied.stage(origin, data, copies, copies + more)
    yield f"a night of {more * of_a_copy} new reports:"
    yield from map(str, _run_stages(data))


def _run_stages(data: Path) -> list[Stage]:
    return [_alone(name, work, data) for name, work in (("load", _load), ("check", _check), ("publish", _publish))]


def _alone(name: str, work: Callable[[Path], object], data: Path) -> Stage:
    return _in_process_of_its_own(partial(_measured, name, work), data)


def _in_process_of_its_own(work: Callable[[Path], Result], data: Path) -> Result:
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(work, data).result()


def _measured(name: str, work: Callable[[Path], object], data: Path) -> Stage:
    started, cpu = time.perf_counter(), time.process_time()
    work(data)
    return Stage(name, time.perf_counter() - started, time.process_time() - cpu, _peak())


def _peak() -> float:
    """Megabytes that this process held at its most; getrusage() would count what its parent held before it."""
    (line,) = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) / KILOBYTES


def _insert(data: Path) -> None:
    """The staged rows into the same empty tables, and nothing else."""
    files = {step: str(folders.step(data, step, rows.rules_version()) / "*.parquet") for step in staging.STEPS}
    with snapshot.connect_building(data.parent / "bare.duckdb") as connection:
        connection.execute(schema.ddl())
        for table, select in _BARE.items():
            connection.execute(f"INSERT INTO {table} BY NAME {select.format(captures=folders.captures(data), **files)}")


def _load(data: Path) -> None:
    load(data)


def _check(data: Path) -> None:
    check(data, snapshot.last_building(data))


def _publish(data: Path) -> None:
    publish(data, snapshot.last_building(data))


def _ask_all(data: Path) -> list[Stage]:
    asked = {question.name: question.sql for question in query.questions()}
    asked |= {f"search('{term}')": f"FROM search('{term}')" for term in ("府院联动", "行政复议")}
    return [_asked("count(*) of a scan", "SELECT count(value) FROM quantity", data)] + [
        _asked(name, sql, data) for name, sql in asked.items()
    ]


def _asked(name: str, sql: str, data: Path) -> Stage:
    """The middle of the answers, each over a connection of its own."""
    rounds = [_measured(name, partial(_ask, sql), data) for _ in range(ROUNDS)]
    return sorted(rounds, key=lambda stage: stage.seconds)[ROUNDS // 2]


def _ask(sql: str, data: Path) -> None:
    with snapshot.connect(data) as connection:
        connection.execute(sql).to_arrow_table()


def _quantities(data: Path) -> int:
    with snapshot.connect(data) as connection:
        [(count,)] = connection.execute("SELECT count(*) FROM quantity").fetchall()
        return int(count)


def _megabytes(data: Path) -> float:
    return snapshot.published(data).stat().st_size / MEGABYTE


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=int, default=QUICK)
    for line in at_size(parser.parse_args().reports):
        print(line, flush=True)
