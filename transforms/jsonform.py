"""The JSON form of a record: the contract that other programs read."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import Any

from transforms.records import Check, Document, Line, Quantity, Record, Section


def to_json(record: Record) -> dict[str, Any]:
    """`record` as plain JSON values: document, lines, sections, quantities, checks. Unknown is None."""
    return {
        "document": _document(record.cleaned.document),
        "lines": [_line(line) for line in record.cleaned.lines],
        "sections": [_section(section) for section in record.sections],
        "quantities": [_quantity(quantity) for quantity in record.quantities],
        "checks": [_check(check) for check in record.checks],
    }


def _document(document: Document) -> dict[str, Any]:
    values = {**asdict(document), "flags": list(document.flags)}
    values["fields"] = {
        name: {"value": field.value, "from": field.origin, "candidates": list(field.candidates)}
        for name, field in document.fields.items()
    }
    return values


def _line(line: Line) -> dict[str, Any]:
    return {
        "n": line.n,
        "label": line.label,
        "rule": line.rule,
        "text": line.text,
        "cuts": [asdict(cut) for cut in line.cuts],
    }


def _section(section: Section) -> dict[str, Any]:
    return asdict(section)


def _quantity(quantity: Quantity) -> dict[str, Any]:
    return {
        name: number(value) if isinstance(value, Decimal) else list(value) if isinstance(value, tuple) else value
        for name, value in quantity._asdict().items()
    }


def _check(check: Check) -> dict[str, Any]:
    return {**asdict(check), "stated": number(check.stated), "quantities": list(check.quantities)}


def number(value: Decimal) -> int | float:
    """A JSON number: whole where the value is whole. Figures of reports have far fewer digits than a double holds."""
    return int(value) if value == value.to_integral_value() else float(value)
