"""Captures and sources as Parquet, for the rooms that come after the archive."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from spiders.records import Capture, Standing
from spiders.registry import INBOX, Source

CAPTURE = pa.schema(
    [
        ("capture_id", pa.string()),
        ("source_id", pa.string()),
        ("url", pa.string()),
        ("kind", pa.string()),
        ("outcome", pa.string()),
        ("http_status", pa.int32()),
        ("captured_at", pa.timestamp("us", tz="UTC")),
        ("returned_at", pa.timestamp("us", tz="UTC")),
        ("media_type", pa.string()),
        ("payload_sha256", pa.string()),
        ("payload_bytes", pa.int64()),
        ("listing_title", pa.string()),
        ("listing_date", pa.string()),
        ("page_url", pa.string()),
        ("tls", pa.string()),
        ("warc_path", pa.string()),
        ("warc_offset", pa.int64()),
        ("reason", pa.string()),
    ]
)
SOURCE = pa.schema(
    [
        (name, pa.string())
        for name in (
            "source_id",
            "province",
            "url",
            "dialect",
            "body_name",
            "body_kind",
            "jurisdiction_code",
            "jurisdiction_name",
            "jurisdiction_level",
            "province_name",
            "prefecture_name",
            "remark",
        )
    ]
    + [("failing_since", pa.timestamp("us", tz="UTC"))]
    + [(name, pa.string()) for name in ("failing_url", "failing_outcome", "failing_reason")]
)


def write_captures(data: Path, captures: list[Capture]) -> None:
    _write(data / "staging" / "capture" / "captures.parquet", CAPTURE, [_capture_row(each) for each in captures])


def write_sources(data: Path, register: list[Source], standings: Mapping[str, Standing]) -> None:
    """The register's rows, each with how it stands, and the inbox, which is a source without a body."""
    rows = [_source_row(source) | _standing_row(standings.get(source.source_id, Standing())) for source in register]
    _write(
        data / "staging" / "source" / "sources.parquet",
        SOURCE,
        [*rows, {"source_id": INBOX, "dialect": INBOX}],
    )


def _capture_row(capture: Capture) -> dict[str, Any]:
    row = {name: getattr(capture, name) for name in CAPTURE.names}
    return row | {name: _moment(row[name]) for name in ("captured_at", "returned_at")}


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _source_row(source: Source) -> dict[str, Any]:
    return {
        "source_id": source.source_id,
        "province": source.province,
        "url": source.url,
        "dialect": source.dialect,
        "body_name": source.body.name,
        "body_kind": source.body.kind,
        "jurisdiction_code": source.body.code,
        "jurisdiction_name": source.body.place,
        "jurisdiction_level": source.body.level,
        "province_name": source.body.province,
        "prefecture_name": source.body.prefecture,
        "remark": source.remark,
    }


def _standing_row(standing: Standing) -> dict[str, Any]:
    return {
        "failing_since": _moment(standing.since),
        "failing_url": standing.url,
        "failing_outcome": standing.outcome,
        "failing_reason": standing.reason,
    }


def _write(path: Path, schema: pa.Schema, rows: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}.aside")
    try:
        with aside.open("wb") as file:
            pq.write_table(pa.Table.from_pylist(rows, schema=schema), file)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
