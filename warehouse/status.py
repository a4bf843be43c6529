"""Whether the snapshot is fresh: when a load last made it or found that nothing had changed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from warehouse import snapshot

_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True, slots=True)
class Status:
    """The newest snapshot (None: nothing published), and when it was last known to be current (UTC)."""

    snapshot: Path | None
    current_at: datetime | None

    def fresh(self, max_age: timedelta) -> bool:
        return self.current_at is not None and datetime.now(UTC) - self.current_at <= max_age


def status(data: Path) -> Status:
    """Look at the newest snapshot of a data folder."""
    path = snapshot.newest(data)
    if path is None:
        return Status(None, None)
    return Status(path, datetime.fromtimestamp(path.stat().st_mtime, UTC))


def age(text: str) -> timedelta:
    """`90m`, `36h` or `2d` as a time span; ValueError for anything else."""
    match = re.fullmatch(r"([0-9]+)([mhd])", text)
    if match is None:
        raise ValueError(f"{text!r} is not an age such as 90m, 36h or 2d")
    return timedelta(**{_UNITS[match[2]]: int(match[1])})
