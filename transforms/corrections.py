"""Fields of single documents that a person has judged to be wrong on the page: `rules/corrections.yml`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Annotated, Any, Literal, get_args

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from transforms.dates import iso_date
from transforms.divisions import GAZETTEER
from transforms.records import BodyKind, DocKind, Document, FieldOrigin, Jurisdiction
from transforms.rule_files import read_text

Name = Literal[
    "title",
    "doc_kind",
    "jurisdiction_code",
    "report_year",
    "publish_date",
    "index_number",
    "document_number",
    "issuing_body",
    "reporting_body",
    "body_kind",
]
Value = str | int | None
# A page's, a file's, or that of a file of the inbox.
DocumentUrl = Annotated[str, Field(pattern=r"^(?:https?|file|inbox)://")]

_CHOICES: dict[str, tuple[str, ...]] = {"doc_kind": get_args(DocKind), "body_kind": get_args(BodyKind)}


class Correction(BaseModel):
    """One entry: `field` of the document at `url` is `value` and not, as the page says, `expect`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: DocumentUrl
    field: Name
    expect: Value
    value: Value
    reason: str = Field(min_length=20)
    status: Literal["open", "reported", "confirmed"]

    @model_validator(mode="after")
    def _is_of_the_field(self) -> Correction:
        if self.value is not None and not _fits(self.field, self.value):
            raise ValueError(f"{self.url}: {self.value!r} is no {self.field}")
        return self


def _fits(field: Name, value: str | int) -> bool:
    if field == "report_year" or isinstance(value, int):
        return field == "report_year" and isinstance(value, int)
    if field == "publish_date":
        return iso_date(value) == value
    if field == "jurisdiction_code":
        return value in GAZETTEER.by_code
    return value in _CHOICES.get(field, (value,))


@cache
def corrections() -> tuple[Correction, ...]:
    """The entries of fields. Raises `pydantic.ValidationError`, which names entry and field, on a broken one."""
    return TypeAdapter(tuple[Correction, ...]).validate_python([row for row in written_entries() if "raw" not in row])


def written_entries() -> list[dict[str, Any]]:
    """The file as it is written: those with `raw` are of numbers (`quantity_corrections.py`), the others of fields."""
    return yaml.load(read_text("corrections.yml"), yaml.CSafeLoader) or []


def correct(document: Document, url: str | None, entries: Iterable[Correction]) -> Document:
    """The document with every entry applied that is made for its URL and still expects what the page says."""
    for entry in entries:
        if entry.url == url and _said(document, entry.field) == entry.expect:
            document = _corrected(document, entry)
    return document


def _said(document: Document, field: Name) -> Value:
    return document.jurisdiction.code if field == "jurisdiction_code" else getattr(document, field)


def _corrected(document: Document, entry: Correction) -> Document:
    name = "jurisdiction" if entry.field == "jurisdiction_code" else entry.field
    lost = () if entry.expect is None else (str(entry.expect),)
    origin = FieldOrigin(entry.value, "correction", lost)
    changed: dict[str, Any] = {name: _jurisdiction(entry.value) if name == "jurisdiction" else entry.value}
    return replace(document, fields={**document.fields, name: origin}, **changed)


def _jurisdiction(code: Value) -> Jurisdiction:
    return GAZETTEER.by_code[str(code)].jurisdiction() if code else Jurisdiction()
