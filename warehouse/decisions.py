"""What people have decided about the warehouse: documents to forget, held sources to let through.

`decisions.jsonl` in the data folder, one decision a line, only ever added to: no rebuild and no replay loses one.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pyarrow as pa

from warehouse import folders, identity

# Stands for every source at once, and for the floor under the whole warehouse.
EVERY = "*"

_FORGOTTEN = pa.schema(
    [(name, pa.string()) for name in ("url", "document_id", "reason")] + [("forgotten_at", pa.timestamp("us", "UTC"))]
)


class Unreadable(ValueError):
    """A line of the file that is no decision; the text names it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """`what` was decided of `subject`, a URL to forget or a source to release, and why; `at` is ISO text in UTC."""

    what: Literal["forget", "release"]
    subject: str
    reason: str
    at: str


def path(data: Path) -> Path:
    return data / "decisions.jsonl"


def decide(data: Path, what: Literal["forget", "release"], subject: str, reason: str) -> Decision:
    """Write a decision down, and have it on the disk."""
    decision = Decision(what, subject, reason, datetime.now(UTC).isoformat(timespec="microseconds"))
    line = json.dumps(asdict(decision), ensure_ascii=False) + "\n"
    with path(data).open("a", encoding="utf-8") as file:
        file.write(line)
    folders.sync(path(data))
    return decision


def read(data: Path) -> list[Decision]:
    """Every decision, the oldest first; raises Unreadable."""
    if not path(data).exists():
        return []
    lines = path(data).read_text(encoding="utf-8").splitlines()
    return [_decision(path(data), number, line) for number, line in enumerate(lines, start=1) if line.strip()]


def forgotten(data: Path) -> pa.Table:
    """The forgotten documents: url, document_id, reason, forgotten_at; a URL stands there once."""
    made = {decision.subject: decision for decision in read(data) if decision.what == "forget"}
    return pa.Table.from_pylist([_tombstone(decision) for decision in made.values()], _FORGOTTEN)


def released(data: Path, since: datetime) -> set[str]:
    """The sources that were let through after `since`."""
    return {
        decision.subject
        for decision in read(data)
        if decision.what == "release" and datetime.fromisoformat(decision.at) > since
    }


def _tombstone(decision: Decision) -> dict[str, object]:
    return {
        "url": decision.subject,
        "document_id": identity.document_id(decision.subject),
        "reason": decision.reason,
        "forgotten_at": datetime.fromisoformat(decision.at),
    }


def _decision(file: Path, number: int, line: str) -> Decision:
    try:
        decision = Decision(**json.loads(line))
        datetime.fromisoformat(decision.at)
    except (TypeError, ValueError) as error:
        raise Unreadable(f"{file}, line {number} is no decision ({error}): mend or remove it") from error
    return decision
