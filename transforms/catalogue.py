"""The indicator catalogue `rules/indicators.yml`, validated."""

from __future__ import annotations

import re
from functools import cache
from typing import Annotated, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, field_validator

from transforms.rule_files import read_text

Kind = Literal["count", "rate", "rank", "amount", "days"]
Direction = Literal["higher_better", "lower_better", "neutral"]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Wording(_Strict):
    """One way in which the reports word an indicator; see the head of `rules/indicators.yml`."""

    words: tuple[Annotated[str, Field(min_length=2)], ...] = Field(min_length=1)
    own: re.Pattern[str] | None = None
    topic: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None
    unless_topic: re.Pattern[str] | None = None
    breakdown: str | None = None


class Example(_Strict):
    """A sentence of ours and the value in it that must, or must not, get the code."""

    text: str
    value: float
    heading: str | None = None


class Break(_Strict):
    """A report year from which the indicator means something else than before, and why."""

    year: int = Field(ge=1990, le=2100)
    why: str = Field(min_length=20)


class Indicator(_Strict):
    """A catalogue entry. `unit` and `units` are normalised units; `breaks` are in the order of their years.

    `ways`: words of the parts that a text states one by one without their sum (撤销19件、变更7件).
    """

    code: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    zh: str
    en: str
    theme: str
    unit: str
    units: frozenset[str] = frozenset()
    kind: Kind
    direction: Direction
    breaks: tuple[Break, ...] = ()
    ways: tuple[str, ...] = ()
    rules: tuple[Wording, ...] = Field(min_length=1)
    examples: tuple[Example, ...] = Field(min_length=1)
    not_: tuple[Example, ...] = Field(min_length=1, alias="not")

    @field_validator("units")
    @classmethod
    def _are_normalised(cls, units: frozenset[str]) -> frozenset[str]:
        if "宗" in units:
            raise ValueError("宗 is normalised to 件; write 件")
        return units

    @field_validator("breaks")
    @classmethod
    def _are_in_order(cls, breaks: tuple[Break, ...]) -> tuple[Break, ...]:
        years = [each.year for each in breaks]
        if years != sorted(set(years)):
            raise ValueError(f"years of breaks rise, each once, not {years}")
        return breaks

    @property
    def allowed_units(self) -> frozenset[str]:
        """Units that a level or rate of it may have; the empty string stands for no unit in the text."""
        return self.units or frozenset({self.unit})


@cache
def catalogue() -> tuple[Indicator, ...]:
    """The indicators in the order of the file.

    Raises `pydantic.ValidationError`, which names entry and field, on a broken file; `ValueError` on a code that
    stands twice.
    """
    content = yaml.load(read_text("indicators.yml"), yaml.CSafeLoader)
    entries = TypeAdapter(tuple[Indicator, ...]).validate_python(content)
    codes = [entry.code for entry in entries]
    if repeated := sorted({code for code in codes if codes.count(code) > 1}):
        raise ValueError(f"rules/indicators.yml: code given twice: {', '.join(repeated)}")
    return entries
