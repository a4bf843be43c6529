"""Log retention: what Airflow wrote about runs of long ago is deleted, files and rows."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from launcher.components import ComponentError, run_airflow
from launcher.environment import Place

DAY_SECONDS = 86_400
TIMEOUT_SECONDS = 1800


@dataclass(frozen=True, slots=True)
class Cleaned:
    """How many log files went, and how many bytes they held."""

    files: int
    size: int


def clean(place: Place, env: Mapping[str, str], days: int) -> Cleaned:
    """Deletes logs and rows of Airflow that are older than so many days; it may go on running meanwhile.

    Archive, staging and snapshots are not Airflow's and stay. Raises ComponentError.
    """
    if not place.database.exists():
        raise ComponentError(f"{place.database} is not there: Airflow has never run on {place.data}")
    cleaned = clean_logs(place.logs, time.time() - days * DAY_SECONDS)
    _clean_rows(place, env, datetime.now(UTC) - timedelta(days=days))
    return cleaned


def clean_logs(logs: Path, before: float) -> Cleaned:
    """Deletes the files last written before that time (seconds of the epoch), and the folders that this empties."""
    files, size = 0, 0
    old_folders = []
    for folder, _, names in os.walk(logs):
        # Asked before a file of it goes; a run that starts now makes its own folders.
        if folder != str(logs) and Path(folder).lstat().st_mtime < before:
            old_folders.append(Path(folder))
        for path in (Path(folder) / name for name in names):
            status = path.lstat()
            if status.st_mtime < before:
                path.unlink()
                files, size = files + 1, size + status.st_size
    for path in reversed(old_folders):
        if not any(path.iterdir()):
            path.rmdir()
    return Cleaned(files, size)


def _clean_rows(place: Place, env: Mapping[str, str], before: datetime) -> None:
    options = ["--clean-before-timestamp", before.isoformat(), "--skip-archive", "--error-on-cleanup-failure", "--yes"]
    run_airflow("db clean", *options, env=env, log=place.logs / "db-clean.log", seconds=TIMEOUT_SECONDS)
