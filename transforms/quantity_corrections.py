"""Numbers that a person has judged to be read wrongly: the entries of `rules/corrections.yml` that have `raw`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from transforms.catalogue import catalogue
from transforms.corrections import DocumentUrl, written_entries
from transforms.records import Quantity, Role, Scope

Name = Literal["indicator", "value", "role", "scope", "withdraw"]
MARK = "/correction"


class QuantityCorrection(BaseModel):
    """One entry: of the `ordinal`-th number `raw` in the document at `url`, `field` is `value`.

    `expect` is what stands around it, the number included: the entry holds for as long as it does.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: DocumentUrl
    raw: str = Field(min_length=1)
    ordinal: int = Field(ge=1)
    expect: str
    field: Name
    value: str | int | float | None = None
    reason: str = Field(min_length=20)
    status: Literal["open", "reported", "confirmed"]

    @model_validator(mode="after")
    def _can_be_meant(self) -> QuantityCorrection:
        if self.raw not in self.expect:
            raise ValueError(f"{self.url}: {self.expect!r} does not hold {self.raw!r}")
        if not _fits(self.field, self.value):
            raise ValueError(f"{self.url}: {self.value!r} is no {self.field}")
        return self


def _fits(field: Name, value: str | int | float | None) -> bool:
    if field == "value":
        return isinstance(value, int | float)
    if field == "withdraw":
        return value is None
    if field == "role":
        return value in get_args(Role)
    return value is None or value in (get_args(Scope) if field == "scope" else _codes())


@cache
def _codes() -> frozenset[str]:
    return frozenset(entry.code for entry in catalogue())


@cache
def quantity_corrections() -> tuple[QuantityCorrection, ...]:
    """The entries of numbers. Raises `pydantic.ValidationError`, which names entry and field, on a broken one."""
    rows = [row for row in written_entries() if "raw" in row]
    return TypeAdapter(tuple[QuantityCorrection, ...]).validate_python(rows)


def correct_quantities(
    quantities: Sequence[Quantity], text: str, url: str | None, entries: Iterable[QuantityCorrection]
) -> tuple[Quantity, ...]:
    """The quantities with every entry applied that is made for this URL and finds its number where it expects it."""
    mine = [entry for entry in entries if entry.url == url]
    if not mine:
        return tuple(quantities)
    corrected = list(quantities)
    positions = {key: index for index, key in enumerate(_keys(quantities))}
    for entry in mine:
        index = positions.get((entry.raw, entry.ordinal))
        if index is not None and _stands_in(entry.expect, text, corrected[index]):
            corrected[index] = _corrected(corrected[index], entry)
    return tuple(corrected)


def unapplied(
    quantities: Sequence[Quantity], url: str | None, entries: Iterable[QuantityCorrection]
) -> tuple[QuantityCorrection, ...]:
    """The entries for this URL that no longer find their number: look at them and take them out of the file."""
    marked = {key for key, each in zip(_keys(quantities), quantities, strict=True) if each.rule.endswith(MARK)}
    return tuple(entry for entry in entries if entry.url == url and (entry.raw, entry.ordinal) not in marked)


def _keys(quantities: Iterable[Quantity]) -> Iterator[tuple[str, int]]:
    """The raw text of each with how many times it has occurred so far, from 1: as table `quantity` counts them."""
    seen: Counter[str] = Counter()
    for quantity in quantities:
        seen[quantity.raw] += 1
        yield quantity.raw, seen[quantity.raw]


def _stands_in(expect: str, text: str, quantity: Quantity) -> bool:
    """Whether the number lies within an occurrence of `expect`."""
    first = max(0, quantity.source_end - len(expect))
    found = text.find(expect, first)
    return first <= found <= quantity.source_start


def _corrected(quantity: Quantity, entry: QuantityCorrection) -> Quantity:
    """A withdrawn number stays, without value and code: its characters are in the text, and ordinals go on counting."""
    changed: dict[str, Any] = {entry.field: entry.value}
    if entry.field == "withdraw":
        changed = {"value": None, "value_low": None, "value_high": None, "indicator": None, "candidates": ()}
    elif entry.field == "value":
        changed = {"value": Decimal(str(entry.value)), "value_low": None, "value_high": None}
    elif entry.field == "indicator":
        changed = {"indicator": entry.value, "candidates": (), "breakdown": None}
    return quantity._replace(**changed, rule=quantity.rule.removesuffix(MARK) + MARK)
