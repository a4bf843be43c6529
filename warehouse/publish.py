"""A checked building file becomes the snapshot that readers open: finished, read back, linked at once."""

from __future__ import annotations

import os
import secrets
import shutil
from pathlib import Path

import duckdb

from warehouse import folders, schema, snapshot, views, wide
from warehouse.progress import Over, unseen
from warehouse.snapshot import NotReady, Superseded

KEPT = 14
# A checkpoint writes what has changed beside the rest before it frees that.
_MARGIN = 0.25


class BadSetting(ValueError):
    """A setting in the environment that cannot be used; the text is one line."""


def publish(data: Path, building: Path, over: Over = unseen) -> Path:
    """Finish the file, move it to `snapshots/`, and have `fazhi.duckdb` point to it; returns its path.

    Readers of the old snapshot keep it. The newest snapshots stay on the disk, `FAZHI_SNAPSHOTS` of them (14),
    and so do their exports. Goes `over` what is read back. Raises Superseded for a replay that does not hold what a
    night beside it has published since.
    """
    kept = snapshots_kept()
    last = snapshot.newest(data)
    if last and building.parent == folders.replaying(data) and last.stem > building.stem:
        raise Superseded(f"{last.name} was published while the replay went on: replay again, on top of it")
    _finish(data, building)
    _read_back(building, over)
    building.chmod(0o444)
    folders.sync(building)
    path = snapshot.snapshot_path(data, building)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        raise NotReady(f"{path} exists already, and the path of a database is never used twice: load again")
    building.rename(path)
    folders.sync(path.parent)
    _point_link(data, path)
    _retire(data, path, kept)
    return path


def snapshots_kept() -> int:
    """How many snapshots stay on the disk; raises BadSetting."""
    text = os.environ.get("FAZHI_SNAPSHOTS", str(KEPT))
    if not text.isdecimal() or int(text) < 1:
        raise BadSetting(f"FAZHI_SNAPSHOTS is {text!r}: give the number of snapshots to keep, 1 or more")
    return int(text)


def _finish(data: Path, building: Path) -> None:
    with snapshot.connect_loaded(building) as connection:
        folders.require_space(data, int(building.stat().st_size * _MARGIN))
        checked = connection.execute("SELECT checked_at FROM run WHERE run_id = ?", [building.stem]).fetchone()
        if checked == (None,):
            raise NotReady(f"{building.name} has not passed the checks: run python -m warehouse check")
        views.make_tables(connection)
        wide.build(connection)
        connection.execute("CHECKPOINT")
    if building.with_name(f"{building.name}.wal").exists():
        raise NotReady(f"{building.name} still has a write-ahead log: load again")


def _read_back(building: Path, over: Over) -> None:
    with snapshot.connect_readonly(building) as connection:
        for name in over((*schema.metadata.tables, "indicator_wide", *_queryable_views())):
            try:
                connection.execute(f"SELECT count(*) FROM {name}").fetchone()
            except duckdb.Error as error:
                raise NotReady(f"{building.name} cannot be read back at {name}: {error}") from error


def _queryable_views() -> list[str]:
    return [name for name in views.ORDER if name != "search"]


def _point_link(data: Path, path: Path) -> None:
    link = data / folders.LINK
    aside = link.with_name(f".{link.name}.{secrets.token_hex(4)}")
    aside.symlink_to(path.relative_to(data))
    aside.replace(link)
    folders.sync(data)


def _retire(data: Path, current: Path, kept: int) -> None:
    older = sorted(folders.snapshots(data).glob("fazhi-*.duckdb"), reverse=True)[kept:]
    for path in older:
        if path != current:
            for file in path.parent.glob(f"{path.stem}.*"):  # its report too
                file.unlink()
    for folder in folders.exports(data).glob("fazhi-*"):
        if not (folders.snapshots(data) / f"{folder.name}.duckdb").exists():
            shutil.rmtree(folder)
