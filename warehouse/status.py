"""Whether all is well: the snapshot is fresh, and the last run was not red.

A snapshot is fresh as long as a load made it, or found that nothing had changed, not too long ago.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from warehouse import folders, snapshot

_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True, slots=True)
class LastRun:
    """How the last run of a DAG ended: `red` with the reasons, each one line; `ended_at` is ISO text in UTC."""

    run_id: str
    ended_at: str
    red: bool
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Status:
    """The newest snapshot (None: nothing published), when it was last known to be current (UTC), and the last run."""

    snapshot: Path | None
    current_at: datetime | None
    last_run: LastRun | None

    def fresh(self, max_age: timedelta) -> bool:
        return self.current_at is not None and datetime.now(UTC) - self.current_at <= max_age

    def well(self, max_age: timedelta) -> bool:
        return self.fresh(max_age) and not (self.last_run and self.last_run.red)


def status(data: Path) -> Status:
    """Look at the newest snapshot of a data folder, and at how its last run ended."""
    path = snapshot.newest(data)
    current_at = datetime.fromtimestamp(path.stat().st_mtime, UTC) if path else None
    return Status(path, current_at, _last_run(data))


def note(data: Path, run_id: str, reasons: list[str]) -> None:
    """Write down how a run ended: red when there are reasons for it."""
    ended_at = datetime.now(UTC).isoformat(timespec="seconds")
    ended = LastRun(run_id, ended_at, bool(reasons), tuple(reasons))
    with folders.written_aside(folders.last_run(data)) as aside:
        aside.write_text(json.dumps(asdict(ended), ensure_ascii=False) + "\n", encoding="utf-8")


def age(text: str) -> timedelta:
    """`90m`, `36h` or `2d` as a time span; ValueError for anything else."""
    match = re.fullmatch(r"([0-9]+)([mhd])", text)
    if match is None:
        raise ValueError(f"{text!r} is not an age such as 90m, 36h or 2d")
    try:
        return timedelta(**{_UNITS[match[2]]: int(match[1])})
    except OverflowError as error:
        raise ValueError(f"{text!r} is longer than any age") from error


def _last_run(data: Path) -> LastRun | None:
    path = folders.last_run(data)
    if not path.exists():
        return None
    told = json.loads(path.read_text(encoding="utf-8"))
    return LastRun(told["run_id"], told["ended_at"], told["red"], tuple(told["reasons"]))
