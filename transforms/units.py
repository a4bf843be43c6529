"""The measure words of `rules/units.yml`."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import yaml

from transforms.rule_files import read_text


@dataclass(frozen=True, slots=True)
class Unit:
    """A measure word. `norm` is the unit of comparison; `chinese` and `cue` say when a Chinese numeral counts."""

    unit: str
    norm: str
    chinese: bool = False
    cue: bool = False
    duration: bool = False
    money: bool = False


@cache
def units() -> dict[str, Unit]:
    """Measure words by their written form, longest first."""
    rows = yaml.load(read_text("units.yml"), yaml.CSafeLoader)
    known = [Unit(**{"norm": row["unit"], **row}) for row in rows]
    return {unit.unit: unit for unit in sorted(known, key=lambda unit: -len(unit.unit))}


@cache
def durations() -> frozenset[str | None]:
    """The units of comparison of time."""
    return frozenset(unit.norm for unit in units().values() if unit.duration)
