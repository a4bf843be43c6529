"""Who stands in the register, read for pick lists: names without checks, since a form is made every 30 s.

It imports nothing that takes time; 197 files take 0.05 s.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import yaml

_PROVINCES = Path(__file__).with_name("provinces.csv")


@dataclass(frozen=True, slots=True)
class Names:
    """The Chinese names of provinces and of the bodies that report, by the ids that the register gives them."""

    provinces: dict[str, str]
    sources: dict[str, str]


def names(register: Path) -> Names:
    """The names in the register, ordered by id; an id stands for itself where no name can be read."""
    files = {path.stem: path for path in sorted(register.glob("*/*.yml"), key=lambda path: path.stem)}
    known = _provinces()
    folders = sorted({path.parent.name for path in files.values()})
    return Names(
        provinces={folder: known.get(folder, folder) for folder in folders},
        sources={source_id: _body(path) or source_id for source_id, path in files.items()},
    )


def _provinces() -> dict[str, str]:
    with _PROVINCES.open(encoding="utf-8", newline="") as file:
        return {f"{row['digits']}-{row['folder']}": row["name"] for row in csv.DictReader(file)}


def _body(path: Path) -> str | None:
    """The name of the body; None where the file is broken, which the crawl of its province tells."""
    try:
        content = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
    except (yaml.YAMLError, ValueError):
        return None
    match content:
        case {"body": {"name": str(name)}}:
            return name
    return None
