"""The numbers that a person should look at, as a list; and the judged list as entries of `rules/corrections.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

import yaml
from pydantic import ValidationError

from transforms.catalogue import catalogue
from transforms.quantity_corrections import QuantityCorrection
from transforms.records import Check, Quantity, Record, Section

# The review list, whoever exports it. `why` is one of the doubts below; the last three are empty until judged:
# `verdict` is right, or the field that is wrong (indicator, value, role, scope), or withdraw; `right_value` is what it
# should be, empty for unknown; `reason` is a sentence.
COLUMNS = (
    "url", "raw", "ordinal", "sentence", "value", "role", "scope", "indicator", "candidates", "why",
    "verdict", "right_value", "reason",
)  # fmt: skip
RIGHT = "right"
_MOST_OF_A_CHANGE = 1000
_LIKE_A_YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
_ESCAPED = re.compile(r"'[=+\-@＝＋－＠]")
_SENTENCE = re.compile(r"[^。!?！？\n]*")


class BrokenJudgement(ValueError):
    """A judged row that cannot be meant; the text names the row and says what is wrong."""


def doubts(
    sections: Sequence[Section], quantities: Sequence[Quantity], checks: Sequence[Check]
) -> Iterator[tuple[int, str]]:
    """Positions of quantities that are ambiguous, in a sum that fails, or unlikely, each with why."""
    failing = {index for check in checks if not check.holds for index in check.quantities}
    themes = {section.path: section.theme for section in sections}
    for index, quantity in enumerate(quantities):
        if len(quantity.candidates) > 1:
            yield index, "ambiguous"
        if index in failing:
            yield index, "unreconciled"
        if why := _unlikely(quantity, themes.get(quantity.section)):
            yield index, why


def _unlikely(quantity: Quantity, theme: str | None) -> str | None:
    value = quantity.value
    if quantity.role == "target" and quantity.indicator and theme == "achievements":
        return "target among achievements"
    if value is None:
        return None
    if quantity.role == "rate" and quantity.unit_norm == "%" and value > 100:
        return "rate over 100"
    if quantity.role == "yoy_change" and abs(value) > _MOST_OF_A_CHANGE and quantity.unit_norm == "%":
        return "change over 1000 %"
    if quantity.indicator in _counts() and quantity.role in ("level", "cumulative"):
        return _unlikely_count(quantity, value)
    return None


def _unlikely_count(quantity: Quantity, value: Decimal) -> str | None:
    if value != value.to_integral_value():
        return "count is not whole"
    return "count looks like a year" if _LIKE_A_YEAR.match(quantity.raw) else None


@cache
def _counts() -> frozenset[str]:
    return frozenset(entry.code for entry in catalogue() if entry.kind == "count")


def review_rows(record: Record, url: str) -> Iterator[dict[str, str]]:
    """The rows of the list for one document, with `COLUMNS` as keys."""
    text = record.cleaned.source_text
    for index, why in doubts(record.sections, record.quantities, record.checks):
        quantity = record.quantities[index]
        ordinal = sum(each.raw == quantity.raw for each in record.quantities[: index + 1])
        said = {
            "url": url,
            "raw": quantity.raw,
            "ordinal": str(ordinal),
            "sentence": sentence_at(text, quantity.source_start),
            "value": "" if quantity.value is None else str(quantity.value),
            "role": quantity.role,
            "scope": quantity.scope or "",
            "indicator": quantity.indicator or "",
            "candidates": " ".join(quantity.candidates),
            "why": why,
        }
        yield dict.fromkeys(COLUMNS, "") | said


def sentence_at(text: str, offset: int) -> str:
    """The sentence (or line) around an offset, without its full stop."""
    start = max(text.rfind(stop, 0, offset) for stop in "。!?！？\n") + 1
    match = _SENTENCE.match(text, start)
    return match.group() if match else ""


def judged(rows: Iterable[Mapping[str, str]]) -> tuple[QuantityCorrection, ...]:
    """The corrections of a judged list; rows without a verdict, or judged to be right, give none.

    Raises `BrokenJudgement` for the first row that cannot be meant. Rows count from 2, below the head.
    """
    found = []
    for n, row in enumerate(rows, start=2):
        if missing := [name for name in COLUMNS if row.get(name) is None]:
            raise BrokenJudgement(
                f"row {n}: column {', '.join(missing)} is missing; keep the columns of the exported list"
            )
        if row["verdict"].strip() not in ("", RIGHT):
            found.append(_correction(n, row))
    return tuple(dict.fromkeys(found))


def _as_read(text: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from computing it."""
    return text[1:] if _ESCAPED.match(text) else text


def _correction(n: int, row: Mapping[str, str]) -> QuantityCorrection:
    field, right = row["verdict"].strip(), row["right_value"].strip() or None
    entry = {
        "url": row["url"],
        "raw": _as_read(row["raw"]),
        "ordinal": row["ordinal"],
        "expect": _as_read(row["sentence"]),
        "field": field,
        "value": _number(right) if field == "value" else right,
        "reason": row["reason"].strip(),
        "status": "open",
    }
    try:
        return QuantityCorrection.model_validate(entry)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the row"
        raise BrokenJudgement(f"row {n}: {where}: {first['msg']}") from error


def _number(text: str | None) -> int | float | str | None:
    """`text` as a number; text that is none is left for the model to refuse."""
    try:
        value = Decimal((text or "").replace(",", ""))
    except ArithmeticError:
        return text
    if not value.is_finite():
        return text
    return int(value) if value == value.to_integral_value() else float(value)


def as_yaml(entries: Sequence[QuantityCorrection]) -> str:
    """The entries as they are appended to `rules/corrections.yml`."""
    if not entries:
        return ""
    return yaml.safe_dump([entry.model_dump() for entry in entries], allow_unicode=True, sort_keys=False, width=1000)
