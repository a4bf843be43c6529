"""Batches of captures through the transforms into Parquet, one file per step and batch.

What is to do is one query: ok captures less what is planned for this rules version. So a first night, a
crash, a replay and a corrected register are the same case here: batches without their files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from transforms import pipeline
from warehouse import folders, identity, rows
from warehouse.rows import Row

PLAN = "plan"
STEPS = tuple(rows.FORMS)

_COUNTED = {"clean": "lines", "split": "sections", "extract": "quantities"}

# `input` is all that the transforms are given beside the payload: another issuer makes another batch.
_CANDIDATE = """
CREATE TEMP VIEW candidate AS
WITH given AS (
    SELECT c.capture_id, c.source_id, c.url, c.media_type, c.listing_title, c.listing_date, c.captured_at,
           if(c.source_id = 'inbox', 'inbox', coalesce(s.province, 'unregistered')) AS province,
           s.body_name AS issuer_name, s.body_kind AS issuer_kind, s.jurisdiction_code AS issuer_code,
           s.jurisdiction_name AS issuer_place, s.jurisdiction_level AS issuer_level,
           s.province_name AS issuer_province, s.prefecture_name AS issuer_prefecture
    FROM staged_capture c LEFT JOIN staged_source s USING (source_id)
    WHERE c.outcome = 'ok' AND (c.kind IN ('article', 'file') OR c.kind = 'attachment' AND EXISTS (
        -- A file counts as a document where it stands for the article's text, not where it is an annex.
        FROM staged_capture page
        WHERE page.source_id = c.source_id AND page.url = c.page_url AND page.outcome = 'attachment_only'
    ))
)
SELECT *, sha256(CAST(to_json(given) AS VARCHAR)) AS input FROM given
"""
_PLANNED = pa.schema([(name, pa.string()) for name in ("batch", "capture_id", "input")])
_CHANGED = (
    "SELECT DISTINCT p.batch FROM planned p LEFT JOIN candidate c USING (capture_id)"
    # A source that left the register keeps the reports it brought, with the issuer they were read with.
    " WHERE c.capture_id IS NULL OR p.input <> c.input AND c.province <> 'unregistered'"
)
_NEW = """
WITH unplanned AS (
    SELECT *, (row_number() OVER (PARTITION BY province ORDER BY source_id, url, capture_id) - 1) // ? AS part
    FROM candidate ANTI JOIN planned USING (capture_id)
), named AS (
    SELECT province, part, province || '-' || left(sha256(string_agg(input, '' ORDER BY input)), 12) AS batch
    FROM unplanned GROUP BY province, part
)
SELECT * FROM unplanned JOIN named USING (province, part) ORDER BY batch, url, capture_id
"""


class NothingCollected(FileNotFoundError):
    """No crawl has staged its captures and sources yet."""


@dataclass(frozen=True, slots=True)
class StepCount:
    """What one step made of one batch; `rows` counts its lines, sections or quantities."""

    step: str
    batch: str
    documents: int
    refused: int
    rows: int


def plan(data: Path, size: int = 200) -> list[str]:
    """The names of the batches with something to do, sorted; new captures are put into batches of `size`.

    A batch is `<province>-<12 hex>`, named by what is in it. Batches of captures whose issuer or listing
    the register or the archive has since corrected, or that the archive has lost, are taken apart and planned again.
    """
    rules = rows.rules_version()
    with _collected(data) as connection:
        _show_planned(connection, data, rules)
        _take_apart(data, rules, connection.execute(_CHANGED).fetchall())
        _show_planned(connection, data, rules)
        new = connection.execute(_NEW, [size]).to_arrow_table()
    for batch in pc.unique(new["batch"]).to_pylist():
        planned = new.filter(pc.equal(new["batch"], batch)).select(rows.PLAN.names).cast(rows.PLAN)
        _write(folders.staged(data, PLAN, rules, batch), planned)
    return sorted(folders.batches(data, PLAN, rules) - complete(data, rules))


def complete(data: Path, rules: str) -> set[str]:
    """The batches that have been through all steps under these rules."""
    return set.intersection(*(folders.batches(data, step, rules) for step in STEPS))


def clean(data: Path, batch: str, payload: Callable[[str], bytes], from_step: str | None = None) -> StepCount:
    """Decode, label and head the batch's documents; `payload` gives the bytes of a capture.

    A ValueError of `payload` refuses that one document: its record in the archive is damaged.
    What is staged stays, but for a replay `from_step` or an earlier step.
    """

    def inputs() -> Iterator[Row]:
        # Read here and not under the guard: a disk or an index that fails is not the document's fault.
        for planned in _planned(data, batch):
            yield planned | {"payload": _payload(payload, planned["capture_id"])}

    def work(planned: Row) -> Row:
        if isinstance(planned["payload"], ValueError):
            raise planned["payload"]
        return rows.cleaned_row(planned, pipeline.clean(rows.page(planned, planned["payload"])))

    return _stage(data, "clean", batch, from_step, inputs, work)


def split(data: Path, batch: str, from_step: str | None = None) -> StepCount:
    """Find the heading tree of the batch's cleaned documents."""

    def work(row: Row) -> Row:
        return rows.split_row(row, pipeline.split(rows.cleaned_of(row)))

    return _stage(data, "split", batch, from_step, lambda: _accepted(data, "clean", batch), work)


def extract(data: Path, batch: str, from_step: str | None = None) -> StepCount:
    """Find the quantities of the batch's documents and what their sums say."""

    def inputs() -> list[Row]:
        known = {row["capture_id"]: {"url": row["url"]} for row in _planned(data, batch)}
        for row in _accepted(data, "clean", batch):
            known[row["capture_id"]] |= row
        return [known[row["capture_id"]] | row for row in _accepted(data, "split", batch)]

    def work(row: Row) -> Row:
        sections = rows.sections_of(row)
        return rows.extracted_row(row, sections, *pipeline.extract(rows.cleaned_of(row), sections, row["url"]))

    return _stage(data, "extract", batch, from_step, inputs, work)


def _payload(payload: Callable[[str], bytes], capture_id: str) -> bytes | ValueError:
    try:
        return payload(capture_id)
    except ValueError as damage:
        return damage


def _stage(
    data: Path,
    step: str,
    batch: str,
    from_step: str | None,
    inputs: Callable[[], Iterable[Row]],
    work: Callable[[Row], Row],
) -> StepCount:
    schema, many = rows.FORMS[step], _COUNTED[step]
    path = folders.staged(data, step, rows.rules_version(), batch)
    is_again = from_step is not None and STEPS.index(step) >= STEPS.index(from_step)
    if is_again or not path.exists():
        made = [_guarded(work, row, schema) for row in inputs()]
        _write(path, pa.concat_tables([schema.empty_table(), *made]))
    done = pq.read_table(path, columns=["refused", many])
    return StepCount(
        step=step,
        batch=batch,
        documents=done.num_rows,
        refused=done.num_rows - done["refused"].null_count,
        rows=pc.sum(pc.list_value_length(done[many])).as_py() or 0,
    )


def _guarded(work: Callable[[Row], Row], row: Row, schema: pa.Schema) -> pa.Table:
    try:
        return pa.Table.from_pylist([work(row)], schema)
    except Exception as error:  # noqa: BLE001 - one document never stops its batch; the reason is its row
        reason = " ".join(f"{type(error).__name__}: {error}".split())
    known = {name: row.get(name) for name in ("batch", "capture_id", "captured_at", "document_id", "version_id")}
    return pa.Table.from_pylist([known | {"refused": reason.encode(errors="replace").decode()}], schema)


def _planned(data: Path, batch: str) -> list[Row]:
    return [row | {"document_id": identity.document_id(row["url"])} for row in _read(data, PLAN, batch)]


def _accepted(data: Path, step: str, batch: str) -> list[Row]:
    return [row for row in _read(data, step, batch) if row["refused"] is None]


def _read(data: Path, step: str, batch: str) -> list[Row]:
    path = folders.staged(data, step, rows.rules_version(), batch)
    if not path.exists():
        raise FileNotFoundError(f"batch {batch} has no {step} file {path}: run the steps in order, after plan")
    # partitioning=None: the folder names of the path are no columns of the table
    return list(pq.read_table(path, partitioning=None).to_pylist())


def _write(path: Path, table: pa.Table) -> None:
    with folders.written_aside(path) as aside:
        pq.write_table(table, aside, compression="zstd")


@contextmanager
def _collected(data: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    require_collected(data)
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        connection.register("staged_capture", pq.read_table(folders.captures(data), partitioning=None))
        connection.register("staged_source", pq.read_table(folders.sources(data), partitioning=None))
        connection.execute(_CANDIDATE)
        yield connection


def require_collected(data: Path) -> None:
    """Raise NothingCollected unless the archive has staged its captures and sources."""
    for path in (folders.captures(data), folders.sources(data)):
        if not path.exists():
            raise NothingCollected(f"nothing collected yet, {path} is missing: run python -m spiders crawl or inbox")


def _show_planned(connection: duckdb.DuckDBPyConnection, data: Path, rules: str) -> None:
    files = sorted(folders.step(data, PLAN, rules).glob("*.parquet"))
    tables = [pq.read_table(file, columns=["batch", "capture_id", "input"], partitioning=None) for file in files]
    connection.register("planned", pa.concat_tables([_PLANNED.empty_table(), *tables]))


def _take_apart(data: Path, rules: str, changed: list[tuple[str]]) -> None:
    for (batch,) in changed:
        for step in (*reversed(STEPS), PLAN):
            folders.staged(data, step, rules, batch).unlink(missing_ok=True)
