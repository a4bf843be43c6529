"""Where things lie below the data folder, and how a file appears there: written aside, then renamed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

LINK = "fazhi.duckdb"
MEGABYTE = 1_000_000


def data_folder() -> Path:
    """The data folder of this run: `FAZHI_DATA`, else `data` in the repository."""
    return Path(os.environ.get("FAZHI_DATA") or Path(__file__).parent.parent / "data")


def captures(data: Path) -> Path:
    return data / "staging" / "capture" / "captures.parquet"


def sources(data: Path) -> Path:
    return data / "staging" / "source" / "sources.parquet"


def step(data: Path, name: str, rules: str) -> Path:
    return data / "staging" / name / rules


def staged(data: Path, name: str, rules: str, batch: str) -> Path:
    return step(data, name, rules) / f"{batch}.parquet"


def batches(data: Path, name: str, rules: str) -> set[str]:
    """The batches that have been through a step under these rules."""
    return {file.stem for file in step(data, name, rules).glob("*.parquet")}


def building(data: Path) -> Path:
    return data / "building"


def replaying(data: Path) -> Path:
    """Where a replay builds: the load of a night goes on beside it, and clears away what was left in its own folder."""
    return data / "replaying"


def snapshots(data: Path) -> Path:
    return data / "snapshots"


def exports(data: Path) -> Path:
    return data / "exports"


def reports(data: Path) -> Path:
    """The reports of runs that published nothing; those of the others lie beside their snapshots."""
    return data / "reports"


def last_run(data: Path) -> Path:
    return data / "last_run.json"


def is_demo(data: Path) -> bool:
    """Whether this is the folder of invented reports, which share no warehouse with real ones."""
    return data.resolve().name == "demo"


class NoSpace(RuntimeError):
    """The disk would fill before the work is done; nothing was begun."""


def require_space(data: Path, size: int) -> None:
    """Raise NoSpace unless `size` bytes are free where the data folder lies."""
    free = shutil.disk_usage(data).free
    if free < size:
        raise NoSpace(
            f"{data} has {free / MEGABYTE:,.0f} MB free, and this needs up to {size / MEGABYTE:,.0f}: free some, or"
            " keep fewer snapshots (FAZHI_SNAPSHOTS)"
        )


@contextmanager
def written_aside(path: Path) -> Iterator[Path]:
    """A path beside `path` to write to; it takes the name `path` when the block ends well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}.aside")
    try:
        yield aside
        sync(aside)
        aside.replace(path)
        sync(path.parent)
    finally:
        aside.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Have the file or folder on the disk before going on."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
