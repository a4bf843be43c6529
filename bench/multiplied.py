"""Staged reports in any number: the replica's own, read by the transforms once and multiplied in SQL.

A copy of the replica is other places with the same bodies: new codes, keys and addresses, years shifted by up to
three, values by up to a fifth, and characters exchanged for one another, so that no text is another's copy and none is
compressed as one. Spans and sums of the texts stay true.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import duckdb
import httpx
import pyarrow as pa
import pyarrow.parquet as pq

from replica.catalogue import Holding, catalogue
from replica.register import entries
from replica.server import Replica
from warehouse import folders, rows, staging

# Copies that go into one staged batch: about 1,700 reports.
COPIES = 50
CAPTURED_AT = datetime(2026, 4, 20, tzinfo=UTC)
CAPTURE = pa.schema(
    [(name, pa.string()) for name in ("capture_id", "source_id", "url", "kind", "outcome")]
    + [("http_status", pa.int32())]
    + [(name, pa.timestamp("us", tz="UTC")) for name in ("captured_at", "returned_at")]
    + [("media_type", pa.string()), ("payload_sha256", pa.string()), ("payload_bytes", pa.int64())]
    + [(name, pa.string()) for name in ("listing_title", "listing_date", "page_url", "tls", "warc_path")]
    + [("warc_offset", pa.int64()), ("reason", pa.string())]
)
_PLACE = ("jurisdiction_code", "jurisdiction_name", "jurisdiction_level", "province_name", "prefecture_name")
SOURCE = pa.schema(
    [(name, pa.string()) for name in ("source_id", "province", "url", "dialect", "body_name", "body_kind")]
    + [(name, pa.string()) for name in (*_PLACE, "remark")]
)
# The characters that are exchanged: the commonest, without digits, marks, and what search is asked for.
_ALPHABET = """
SET VARIABLE alphabet = (
    SELECT string_agg(mark, '') FROM (
        SELECT mark FROM (SELECT unnest(string_split(source_text, '')) AS mark FROM read_parquet(?))
        WHERE regexp_matches(mark, '\\p{Han}') AND NOT contains('府院联动行政复议', mark)
        GROUP BY mark ORDER BY count(*) DESC, mark LIMIT 97
    )
)
"""
_MACROS = """
CREATE MACRO again(key, copy) AS format('{:020x}', hash(key, copy));
CREATE MACRO elsewhere(url, copy) AS regexp_replace(url, '^http://[^/]+', 'http://127.0.0.1:18990/' || copy);
CREATE MACRO code_of(code, copy) AS '99' || lpad(CAST(copy AS VARCHAR), 5, '0') || right(code, 4);
CREATE MACRO province_of(copy) AS '云州' || (copy % 31 + 1) || '省';
CREATE MACRO varied(text, copy) AS translate(text, getvariable('alphabet'),
    substring(getvariable('alphabet'), copy % 97 + 1) || left(getvariable('alphabet'), copy % 97));
CREATE MACRO period_of(period, copy) AS
    if(regexp_full_match(period, '[0-9]{4}'), CAST(CAST(period AS INTEGER) - copy % 4 AS VARCHAR), period);
CREATE MACRO body_of(code, kind, name) AS left(sha256(concat_ws(
    chr(31), 'body', code, kind, if(kind = 'government', '', name))), 20);
"""
_SELECTS = {
    "capture": """
        SELECT * EXCLUDE (copy) REPLACE (again(capture_id, copy) AS capture_id, source_id || '-' || copy AS source_id,
                          elsewhere(url, copy) AS url)
    """,
    "source": """
        SELECT * EXCLUDE (copy) REPLACE (source_id || '-' || copy AS source_id, '99-' || copy % 31 AS province,
                          elsewhere(url, copy) AS url, code_of(jurisdiction_code, copy) AS jurisdiction_code,
                          province_of(copy) AS province_name)
    """,
    "clean": """
        SELECT * EXCLUDE (copy) REPLACE (getvariable('batch') AS batch, again(capture_id, copy) AS capture_id,
                          again(document_id, copy) AS document_id, again(version_id, copy) AS version_id,
                          if(body_id IS NULL, NULL,
                             body_of(code_of(jurisdiction_code, copy), body_kind, reporting_body)) AS body_id,
                          code_of(jurisdiction_code, copy) AS jurisdiction_code, province_of(copy) AS province,
                          CAST(report_year - copy % 4 AS INTEGER) AS report_year,
                          CAST(CAST(CAST(publish_date AS DATE) - to_years(CAST(copy % 4 AS INTEGER)) AS DATE)
                               AS VARCHAR) AS publish_date,
                          varied(source_text, copy) AS source_text, again(text_hash, copy) AS text_hash,
                          list_transform(minhash, lambda part: CAST(hash(part, copy) >> 1 AS BIGINT)) AS minhash)
    """,
    "split": """
        SELECT * EXCLUDE (copy) REPLACE (again(capture_id, copy) AS capture_id, again(version_id, copy) AS version_id,
                          list_transform(sections, lambda s: struct_update(s,
                              section_id := again(s.section_id, copy), marker := varied(s.marker, copy),
                              heading := varied(s.heading, copy))) AS sections)
    """,
    "extract": """
        SELECT * EXCLUDE (copy) REPLACE (again(capture_id, copy) AS capture_id, again(version_id, copy) AS version_id,
                          list_transform(quantities, lambda q: struct_update(q,
                              quantity_id := again(q.quantity_id, copy), raw := varied(q.raw, copy),
                              period := period_of(q.period, copy),
                              value := CAST(round(q.value * (90 + hash(copy, q.raw) % 21) / 100, 2)
                                            AS DECIMAL(24, 6)))) AS quantities,
                          list_transform(checks, lambda c: struct_update(c,
                              quantity_ids := list_transform(c.quantity_ids, lambda key: again(key, copy)))) AS checks)
    """,
}


def base(data: Path) -> int:
    """Stage the replica's reports and their reposts as one batch; returns how many reports there are."""
    with Replica() as replica, httpx.Client() as client:
        reports = [each for each in catalogue() if each.kind == "annual_report"]
        answers = {each.name: client.get(each.text_url(replica.port)) for each in reports}
    captures = [_capture(each, answers[each.name]) for each in reports]
    listings = [_listing(source_id, entry["url"]) for source_id, entry in entries().items()]
    _write(folders.captures(data), captures + listings, CAPTURE)
    _write(folders.sources(data), [_source(*entry) for entry in entries().items()], SOURCE)
    for batch in staging.plan(data):
        staging.clean(data, batch, lambda name: answers[name].content)
        staging.split(data, batch)
        staging.extract(data, batch)
    return sum(each.copy_of is None for each in reports)


def stage(origin: Path, data: Path, first: int, last: int) -> None:
    """Stage the copies from `first` to `last` of what `origin` holds, beside those that were staged before."""
    rules = rows.rules_version()
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'; SET threads = 2; SET memory_limit = '4GB'")
        connection.execute(_ALPHABET, [str(folders.step(origin, "clean", rules) / "*.parquet")])
        connection.execute(_MACROS)
        _multiply(connection, "capture", folders.captures(origin), folders.captures(data), 0, last)
        _multiply(connection, "source", folders.sources(origin), folders.sources(data), 0, last)
        for start in range(first, last, COPIES):
            batch = f"made-{start:06}"
            connection.execute(f"SET VARIABLE batch = '{batch}'")
            for step in staging.STEPS:
                whole = folders.step(origin, step, rules) / "*.parquet"
                _multiply(
                    connection, step, whole, folders.staged(data, step, rules, batch), start, min(start + COPIES, last)
                )


def _multiply(connection: duckdb.DuckDBPyConnection, name: str, whole: Path, made: Path, first: int, last: int) -> None:
    with folders.written_aside(made) as aside:
        connection.execute(
            f"COPY ({_SELECTS[name]} FROM read_parquet('{whole}', hive_partitioning = false),"
            f" range({first}, {last}) AS copies(copy)) TO '{aside}' (FORMAT parquet, COMPRESSION zstd)"
        )
        made.unlink(missing_ok=True)


def _capture(holding: Holding, answer: httpx.Response) -> dict[str, object]:
    return _seen(holding.name, holding.source_id, str(answer.url), "article") | {
        "media_type": answer.headers["content-type"],
        "payload_bytes": len(answer.content),
    }


def _listing(source_id: str, url: str) -> dict[str, object]:
    return _seen(source_id, source_id, url, "listing")


def _seen(capture_id: str, source_id: str, url: str, kind: str) -> dict[str, object]:
    return {
        "capture_id": capture_id,
        "source_id": source_id,
        "url": url,
        "kind": kind,
        "outcome": "ok",
        "http_status": 200,
        "captured_at": CAPTURED_AT,
        "warc_path": f"archive/{source_id}/2026/{source_id}.warc.gz",
        "warc_offset": 0,
    }


def _source(source_id: str, entry: dict[str, dict[str, str]]) -> dict[str, object]:
    body = entry["body"]
    return {
        "source_id": source_id,
        "province": "99-yunzhou",
        "url": entry["url"],
        "dialect": entry["dialect"],
        "body_name": body["name"],
        "body_kind": body["kind"],
        "jurisdiction_code": body["code"],
        "jurisdiction_name": body["place"],
        "jurisdiction_level": body["level"],
        "province_name": body["province"],
        "prefecture_name": body.get("prefecture"),
    }


def _write(path: Path, content: list[dict[str, object]], form: pa.Schema) -> None:
    with folders.written_aside(path) as aside:
        pq.write_table(pa.Table.from_pylist(content, form), aside)
