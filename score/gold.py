"""The annotated texts, read from their files; what the files say is told in `gold/README.md`."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_ALSO_RIGHT = re.compile(r"(?:alt=|mixed )([a-z|+]+)")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters of the text, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Line(Span):
    """A line and its label; `allowed` holds the labels that are right for it."""

    n: int
    label: str
    allowed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Heading(Span):
    """A heading from its marker to the end of its words; `kind` is own, run_in, inline or implicit."""

    level: int
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Row(Span):
    """A number asserted as a fact, annotated or found; `units` are the ways to write its unit that are right."""

    value: float | None
    units: frozenset[str]
    role: str
    cmp: str
    period: str
    code: str | None
    core: bool = True


@dataclass(frozen=True, slots=True)
class Negative(Span):
    """A numeral that is no quantity, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated text: its name, its bytes, and what a reader found in it."""

    name: str
    content: bytes
    document: dict[str, Any]
    lines: tuple[Line, ...]
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]
    negatives: tuple[Negative, ...]
    implicit: tuple[Span, ...]


def read_gold(annotations: Path, texts: Path) -> tuple[Gold, ...]:
    """Every text of `texts` that is annotated in `annotations`. Raises `OSError`, `KeyError` on a broken set."""
    return tuple(_read(path, texts) for path in sorted(annotations.glob("*.doc.json")))


def plain(words: object) -> str:
    """The form in which texts are compared: NFKC, without spaces and punctuation at the end; empty for None."""
    text = "" if words is None else unicodedata.normalize("NFKC", str(words))
    return "".join(text.split()).rstrip("。.;:,、")


def _read(path: Path, texts: Path) -> Gold:
    document = json.loads(path.read_text(encoding="utf-8"))
    name = path.name.removesuffix(".doc.json")

    def table(part: str) -> list[dict[str, str]]:
        with path.with_name(f"{name}.{part}.tsv").open(encoding="utf-8", newline="") as handle:
            return list(csv.DictReader(handle, delimiter="\t", quoting=csv.QUOTE_NONE))

    return Gold(
        name=name,
        content=(texts / document["file"]).read_bytes(),
        document=document,
        lines=tuple(
            Line(*_span(row), n=int(row["line"]), label=row["label"], allowed=_allowed(row)) for row in table("lines")
        ),
        headings=tuple(
            Heading(*_span(row, "h_end"), level=int(row["level"]), kind=row["kind"], words=row["heading"])
            for row in table("sections")
        ),
        rows=tuple(_rows(table("quantities"), table("indicators"))),
        negatives=tuple(Negative(*_span(row), reason=row["reason"]) for row in table("negatives")),
        implicit=tuple(Span(*_span(row)) for row in table("implicit")),
    )


def _span(row: dict[str, str], end: str = "end") -> tuple[int, int]:
    return int(row["start"]), int(row[end])


def _allowed(row: dict[str, str]) -> frozenset[str]:
    also = (label for labels in _ALSO_RIGHT.findall(row["note"] or "") for label in re.split(r"[|+]", labels))
    return frozenset({row["label"], *also})


def _rows(quantities: list[dict[str, str]], indicators: list[dict[str, str]]) -> Iterator[Row]:
    codes = {row["qid"]: row["code"] for row in indicators}
    for row in quantities:
        yield Row(
            *_span(row),
            value=float(row["value"]),
            units=frozenset({plain(row["unit"]), plain(row["unit_norm"])}),
            role=row["role"],
            cmp=row["cmp"],
            period=row["period"],
            code=codes[row["qid"]],
            core=row["core"] != "0",
        )
