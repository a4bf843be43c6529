"""The checks of `checks/`: a query each that returns offending rows, with severity and reason in its first lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

FOLDER = Path(__file__).parent / "checks"

Severity = Literal["stop", "hold", "flag"]

_HEAD = re.compile(r"-- severity: (?P<severity>stop|hold|flag)\n-- why: (?P<why>.+)\n")


@dataclass(frozen=True, slots=True)
class Check:
    """A check: stop keeps the file from being published, hold a source's news, flag is recorded with the row."""

    name: str
    severity: Severity
    why: str
    query: str


def checks() -> list[Check]:
    """Every check, by name; ValueError for a file without its first two lines."""
    return [_read(path) for path in sorted(FOLDER.glob("*.sql"))]


def of_severity(severity: Severity) -> list[Check]:
    return [check for check in checks() if check.severity == severity]


def _read(path: Path) -> Check:
    query = path.read_text(encoding="utf-8")
    head = _HEAD.match(query)
    if head is None:
        known = "|".join(get_args(Severity))
        raise ValueError(f"{path.name} must begin with the lines '-- severity: {known}' and '-- why: …'")
    return Check(path.stem, cast(Severity, head["severity"]), head["why"], query)
