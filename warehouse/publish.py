"""A checked building file becomes the snapshot that readers open: finished, read back, linked at once."""

from __future__ import annotations

import secrets
from pathlib import Path

import duckdb

from warehouse import folders, schema, snapshot, views, wide
from warehouse.snapshot import NotReady

KEPT = 14


def publish(data: Path, building: Path) -> Path:
    """Finish the file, move it to `snapshots/`, and have `fazhi.duckdb` point to it; returns its path.

    Readers of the old snapshot keep it. The newest `KEPT` snapshots stay on the disk.
    """
    _finish(building)
    _read_back(building)
    building.chmod(0o444)
    folders.sync(building)
    path = snapshot.snapshot_path(data, building)
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        raise NotReady(f"{path} exists already, and the path of a database is never used twice: load again")
    building.rename(path)
    folders.sync(path.parent)
    _point_link(data, path)
    _retire(data, path)
    return path


def _finish(building: Path) -> None:
    with snapshot.connect_loaded(building) as connection:
        checked = connection.execute("SELECT checked_at FROM run WHERE run_id = ?", [building.stem]).fetchone()
        if checked == (None,):
            raise NotReady(f"{building.name} has not passed the checks: run python -m warehouse check")
        wide.build(connection)
        connection.execute("CHECKPOINT")
    if building.with_name(f"{building.name}.wal").exists():
        raise NotReady(f"{building.name} still has a write-ahead log: load again")


def _read_back(building: Path) -> None:
    with snapshot.connect_readonly(building) as connection:
        for name in (*schema.metadata.tables, "indicator_wide", *_queryable_views()):
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


def _retire(data: Path, current: Path) -> None:
    older = sorted(folders.snapshots(data).glob("fazhi-*.duckdb"), reverse=True)[KEPT:]
    for path in older:
        if path != current:
            path.unlink()
