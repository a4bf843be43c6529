"""The records of the transforms as typed rows of the staged Parquet files, and back.

A row holds one document. What a document has many of (lines, sections, quantities, checks) is a list of
structs in it, so that the load can unnest it in SQL.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_EVEN, Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from transforms import pipeline
from transforms.records import (
    Check,
    Cleaned,
    Cut,
    Document,
    FieldOrigin,
    Issuer,
    Jurisdiction,
    Line,
    Listing,
    Page,
    Quantity,
    Section,
)
from transforms.review import doubts
from transforms.signature import body_text, sign
from warehouse import identity, period

Row = dict[str, Any]

_TEXT, _INT, _BOOL, _DAY = pa.string(), pa.int32(), pa.bool_(), pa.date32()
_NUMBER = pa.decimal128(24, 6)
_INSTANT = pa.timestamp("us", tz="UTC")
_STEP, _BOUND = Decimal("0.000001"), Decimal(10) ** 18


def _fields(kind: pa.DataType, names: str) -> list[pa.Field]:
    return [pa.field(name, kind) for name in names.split()]


def _list_of(*fields: list[pa.Field]) -> pa.DataType:
    return pa.list_(pa.struct([field for group in fields for field in group]))


_ISSUER = "issuer_name issuer_kind issuer_code issuer_place issuer_level issuer_province issuer_prefecture"
_LINES = _list_of(
    _fields(_INT, "n source_start source_end"),
    _fields(_TEXT, "label rule"),
    [pa.field("cuts", _list_of(_fields(_INT, "start end"), _fields(_TEXT, "rule")))],
)
_SECTIONS = _list_of(
    _fields(_TEXT, "section_id path marker heading theme"),
    _fields(_INT, "ordinal level source_start source_end"),
)
_QUANTITIES = _list_of(
    _fields(_TEXT, "quantity_id section_path raw unit unit_norm role cmp qualifier period subject scope"),
    _fields(_TEXT, "indicator_code breakdown rule doubt"),
    _fields(_INT, "source_start source_end ordinal"),
    _fields(_NUMBER, "value value_low value_high"),
    _fields(_DAY, "period_start period_end"),
    [pa.field("candidates", pa.list_(_TEXT))],
)
_CHECKS = _list_of(
    _fields(_TEXT, "expression"),
    _fields(_NUMBER, "stated"),
    _fields(_BOOL, "holds"),
    [pa.field("quantity_ids", pa.list_(_TEXT))],
)

PLAN = pa.schema(
    _fields(_TEXT, "batch input capture_id source_id url media_type listing_title listing_date")
    + _fields(_TEXT, _ISSUER)
    + _fields(_INSTANT, "captured_at")
)
CLEAN = pa.schema(
    _fields(_TEXT, "batch capture_id document_id refused version_id body_id doc_kind title publish_date")
    + _fields(_TEXT, "publish_date_kind")
    + _fields(_TEXT, "jurisdiction_code jurisdiction_name jurisdiction_level province prefecture")
    + _fields(_TEXT, "index_number document_number issuing_body reporting_body body_kind fields source_text")
    + _fields(_TEXT, "text_hash")
    + _fields(_INT, "report_year")
    + _fields(_BOOL, "site_compromised truncated")
    + _fields(_INSTANT, "captured_at")
    + [pa.field("flags", pa.list_(_TEXT)), pa.field("minhash", pa.list_(pa.int64())), pa.field("lines", _LINES)]
)
SPLIT = pa.schema([*_fields(_TEXT, "capture_id version_id refused"), pa.field("sections", _SECTIONS)])
EXTRACT = pa.schema(
    [
        *_fields(_TEXT, "capture_id version_id refused"),
        pa.field("quantities", _QUANTITIES),
        pa.field("checks", _CHECKS),
    ]
)
FORMS: dict[str, pa.Schema] = {"clean": CLEAN, "split": SPLIT, "extract": EXTRACT}


_PLAIN = (
    "title",
    "doc_kind",
    "report_year",
    "publish_date",
    "publish_date_kind",
    "index_number",
    "document_number",
    "issuing_body",
    "reporting_body",
    "body_kind",
    "site_compromised",
    "truncated",
)
_SECTION = ("path", "level", "marker", "heading", "theme", "source_start", "source_end")
_QUANTITY = (
    "source_start",
    "source_end",
    "raw",
    "unit",
    "unit_norm",
    "role",
    "cmp",
    "qualifier",
    "period",
    "subject",
    "scope",
    "breakdown",
    "rule",
)


@cache
def rules_version() -> str:
    """12 hex digits over the transforms and what writes their records into rows: the key of staged files."""
    written_by = sorted(Path(__file__).parent / f"{name}.py" for name in ("identity", "period", "rows"))
    digest = hashlib.sha256(pipeline.rules_version().encode())
    for file in written_by:
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def page(planned: Row, content: bytes) -> Page:
    """The page that a planned capture is, as the transforms take it."""
    return Page(
        content=content,
        media_type=planned["media_type"] or "",
        url=planned["url"],
        listing=Listing(planned["listing_title"], planned["listing_date"]),
        issuer=_issuer(planned),
    )


def cleaned_row(planned: Row, cleaned: Cleaned) -> Row:
    """The row of the clean step."""
    document = cleaned.document
    place = document.jurisdiction
    signature = sign(cleaned)
    return {
        **{name: planned[name] for name in ("batch", "capture_id", "captured_at", "document_id")},
        "version_id": identity.version_id(planned["document_id"], document.title, body_text(cleaned)),
        "text_hash": signature.exact,
        "minhash": list(signature.minhash),
        "body_id": identity.body_id(place.code, document.body_kind, document.reporting_body),
        "jurisdiction_code": place.code,
        "jurisdiction_name": place.name,
        "jurisdiction_level": place.level,
        "province": place.province,
        "prefecture": place.prefecture,
        **{name: getattr(document, name) for name in _PLAIN},
        "fields": json.dumps(_origins(document), ensure_ascii=False),
        "flags": list(document.flags),
        "source_text": cleaned.source_text,
        "lines": [_line(line) for line in cleaned.lines],
    }


def cleaned_of(row: Row) -> Cleaned:
    """The cleaned document that a row of the clean step was written from."""
    text = row["source_text"]
    document = Document(
        jurisdiction=Jurisdiction(
            row["jurisdiction_code"],
            row["jurisdiction_name"],
            row["jurisdiction_level"],
            row["province"],
            row["prefecture"],
        ),
        fields={
            name: FieldOrigin(origin["value"], origin["from"], tuple(origin["candidates"]))
            for name, origin in json.loads(row["fields"]).items()
        },
        flags=tuple(row["flags"]),
        **{name: row[name] for name in _PLAIN},
    )
    return Cleaned(text, tuple(_line_of(line, text) for line in row["lines"]), document)


def split_row(row: Row, sections: Sequence[Section]) -> Row:
    """The row of the split step, for a row of the clean step."""
    ordinals = _ordinals(section.path for section in sections)
    return {
        "capture_id": row["capture_id"],
        "version_id": row["version_id"],
        "sections": [
            {
                "section_id": identity.section_id(row["version_id"], section.path, ordinal),
                "ordinal": ordinal,
                **{name: getattr(section, name) for name in _SECTION},
            }
            for section, ordinal in zip(sections, ordinals, strict=True)
        ],
    }


def sections_of(row: Row) -> tuple[Section, ...]:
    """The sections that a row of the split step was written from."""
    return tuple(Section(**{name: section[name] for name in _SECTION}) for section in row["sections"])


def extracted_row(
    row: Row, sections: Sequence[Section], quantities: Sequence[Quantity], checks: Sequence[Check]
) -> Row:
    """The row of the extract step, for a row of the clean step."""
    ordinals = _ordinals(quantity.raw for quantity in quantities)
    rows = [
        _quantity(row["version_id"], quantity, ordinal) for quantity, ordinal in zip(quantities, ordinals, strict=True)
    ]
    for position, why in doubts(sections, quantities, checks):
        earlier = rows[position]["doubt"]
        rows[position]["doubt"] = f"{earlier}; {why}" if earlier else why
    return {
        "capture_id": row["capture_id"],
        "version_id": row["version_id"],
        "quantities": rows,
        "checks": [
            {
                "expression": check.expression,
                "stated": exact(check.stated),
                "holds": check.holds,
                "quantity_ids": [rows[position]["quantity_id"] for position in check.quantities],
            }
            for check in checks
        ],
    }


def exact(value: Decimal | None) -> Decimal | None:
    """The value as the warehouse's DECIMAL(24, 6) holds it; None where it has more than eighteen digits."""
    if value is None or not value.is_finite() or abs(value) >= _BOUND:
        return None
    return value.quantize(_STEP, rounding=ROUND_HALF_EVEN)


def _issuer(planned: Row) -> Issuer | None:
    if planned["issuer_code"] is None:
        return None
    return Issuer(
        name=planned["issuer_name"],
        kind=planned["issuer_kind"],
        code=planned["issuer_code"],
        place=planned["issuer_place"],
        level=planned["issuer_level"],
        province=planned["issuer_province"],
        prefecture=planned["issuer_prefecture"],
    )


def _origins(document: Document) -> Row:
    return {
        name: {"value": origin.value, "from": origin.origin, "candidates": list(origin.candidates)}
        for name, origin in document.fields.items()
    }


def _line(line: Line) -> Row:
    return {
        "n": line.n,
        "source_start": line.start,
        "source_end": line.end,
        "label": line.label,
        "rule": line.rule,
        "cuts": [{"start": cut.start, "end": cut.end, "rule": cut.rule} for cut in line.cuts],
    }


def _line_of(row: Row, source_text: str) -> Line:
    return Line(
        n=row["n"],
        start=row["source_start"],
        text=source_text[row["source_start"] : row["source_end"]],
        label=row["label"],
        rule=row["rule"],
        cuts=tuple(Cut(**cut) for cut in row["cuts"]),
    )


def _quantity(version_id: str, quantity: Quantity, ordinal: int) -> Row:
    first, last = period.days(quantity.period) or (None, None)
    return {
        "quantity_id": identity.quantity_id(version_id, quantity.raw, ordinal, quantity.role, quantity.indicator),
        "ordinal": ordinal,
        "section_path": quantity.section,
        "value": exact(quantity.value),
        "value_low": exact(quantity.value_low),
        "value_high": exact(quantity.value_high),
        "period_start": first,
        "period_end": last,
        "indicator_code": quantity.indicator,
        "candidates": list(quantity.candidates),
        "doubt": None,
        **{name: getattr(quantity, name) for name in _QUANTITY},
    }


def _ordinals(keys: Iterable[str]) -> list[int]:
    seen: Counter[str] = Counter()
    ordinals = []
    for key in keys:
        seen[key] += 1
        ordinals.append(seen[key])
    return ordinals
