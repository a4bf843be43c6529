"""Back up and restore the data folder, also while a night goes on.

What is derived is copied before what it is derived from: snapshot, staging, archive. So the copy of each holds all that
the copies before it refer to, and what a running night adds meanwhile is only read anew.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

LINK = "fazhi.duckdb"
# `decisions.jsonl` last: a forgotten document must stay forgotten in whatever is restored.
PARTS = ("staging", "archive", "inbox", "decisions.jsonl")
# The archive's index is made again from its files by whoever first asks for it; a copy of it could be older than they.
INDEX = "index.sqlite"
OPEN = ".open"


class BackupError(ValueError):
    """The folders named cannot be used; the text is one line that says why."""


def back_up(data: Path, target: Path) -> None:
    """Copies what is new in `data` to `target`, which keeps what it has; BackupError without a snapshot."""
    if not (data / LINK).exists():
        raise BackupError(f"{data} holds no snapshot yet: there is nothing to back up")
    if target.resolve().is_relative_to(data.resolve()):
        raise BackupError(f"{target} lies in {data}: name a folder on another disk")
    # Read once: a night may publish while its file is copied, and the old one stays.
    snapshot = (data / LINK).resolve()
    for path in sorted(snapshot.parent.glob(f"{snapshot.stem}.*")):
        _copy_changed(path, target / "snapshots" / path.name)
    for part in PARTS:
        _copy_part(data, target, part)
    aside = target / f".{LINK}"
    aside.unlink(missing_ok=True)
    aside.symlink_to(Path("snapshots") / snapshot.name)
    aside.replace(target / LINK)


def restore(source: Path, data: Path) -> None:
    """Copies a backup into a data folder that is not there yet or empty; BackupError for any other."""
    if not (source / LINK).exists():
        raise BackupError(f"{source} is no backup: it holds no {LINK}")
    if data.exists() and any(data.iterdir()):
        raise BackupError(f"{data} is not empty: restore into a new folder, then rename it")
    shutil.copytree(source, data, symlinks=True, dirs_exist_ok=True)


def _copy_part(data: Path, target: Path, part: str) -> None:
    for path in _files(data / part):
        try:
            _copy_changed(path, target / path.relative_to(data))
        except FileNotFoundError:
            # A WARC file that was finished meanwhile has lost its suffix.
            finished = path.with_name(path.name.removesuffix(OPEN))
            _copy_changed(finished, target / finished.relative_to(data))
    for path in _files(target / part):
        if path.name.endswith(OPEN) and not (data / path.relative_to(target)).exists():
            path.unlink()


def _files(part: Path) -> Iterator[Path]:
    """The files of a part, or the part itself where it is a file; without what is being written aside."""
    paths = sorted(part.rglob("*")) if part.is_dir() else [part] if part.exists() else []
    return (path for path in paths if path.is_file() and path.name[0] != "." and not path.name.startswith(INDEX))


def _copy_changed(path: Path, copy: Path) -> None:
    """Copies a file unless its copy has the same size and time, which a copy that was cut short has not."""
    status = path.stat()
    if copy.exists() and (copy.stat().st_size, copy.stat().st_mtime_ns) == (status.st_size, status.st_mtime_ns):
        return
    copy.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    # A snapshot's copy is read-only like itself.
    copy.unlink(missing_ok=True)
    shutil.copy2(path, copy)
