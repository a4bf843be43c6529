"""Published warehouse files: their names, the newest one, and reading it without being able to change it.

The path of a database is never used twice: DuckDB keeps an open file by its path, so a new file under the
old path would show a process the old data (https://github.com/duckdb/duckdb/issues/15912).
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import duckdb

from warehouse import folders, schema

# Every form has had these; other programs have runs of their own.
_OURS = (("run", "run_id"), ("document", "document_id"), ("quantity", "source_start"))
_COLUMNS = "SELECT table_name, column_name FROM duckdb_columns()"
# What is more is spilled to disk.
MEMORY = "3GB"


class NoSnapshot(FileNotFoundError):
    """Nothing has been published in this data folder yet."""


class NoWarehouse(ValueError):
    """The file is there, but no warehouse of this program."""


class NotReady(RuntimeError):
    """The building file is not one that may go on to the next stage."""


class NewerProgram(RuntimeError):
    """A file that a newer program wrote, and that this one would misread."""


class Superseded(NotReady):
    """A later load has begun, which holds all that this building file held and more."""


def building_path(folder: Path) -> Path:
    """A fresh path for a file to build, `<folder>/fazhi-<UTC stamp>-<4 hex>.duckdb`."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    return folder / f"fazhi-{stamp}-{secrets.token_hex(2)}.duckdb"


def snapshot_path(data: Path, building: Path) -> Path:
    """The path under which a building file is published: its name without the four hex digits."""
    return folders.snapshots(data) / f"{building.stem.rpartition('-')[0]}.duckdb"


def newest(data: Path) -> Path | None:
    """The published snapshot that the link points to."""
    link = data / folders.LINK
    return link.resolve() if link.exists() else None


def connect_building(path: Path) -> duckdb.DuckDBPyConnection:
    """A building file, open for writing; times read and print in UTC."""
    connection = duckdb.connect(path, config={"memory_limit": MEMORY})
    # A process that a library started looks like a notebook to DuckDB, which then draws a progress bar into its log.
    connection.execute("SET TimeZone = 'UTC'; SET enable_progress_bar = false")
    return connection


def connect_loaded(path: Path) -> duckdb.DuckDBPyConnection:
    """A building file whose load has ended, open for writing; raises Superseded or NotReady for any other."""
    if not path.exists():
        raise Superseded(f"{path} is not there: it gave way to a later load, which holds all of it, or is misspelt")
    connection = connect_building(path)
    _require_ours(connection, path)
    if connection.execute("SELECT count(*) FROM run WHERE run_id = ?", [path.stem]).fetchone() == (0,):
        connection.close()
        raise NotReady(f"the load of {path.name} has not ended well: load again")
    return connection


def loaded_at(path: Path) -> datetime:
    """When the load of a snapshot began (UTC)."""
    with connect_readonly(path) as connection:
        (moment,) = connection.execute("SELECT arg_max(started_at, finished_at) FROM run").fetchall()[0]
        return cast(datetime, moment)


def connect_readonly(path: Path) -> duckdb.DuckDBPyConnection:
    """A warehouse file as an analyst may use it: no writes, no other files, no change of these settings.

    Raises NewerProgram for a file whose form this program does not know, NoWarehouse for one that has none.
    """
    connection = duckdb.connect(path, read_only=True, config={"enable_external_access": False})
    # A second connection of one process shares the settings of the first, and finds them locked.
    if connection.execute("SELECT NOT current_setting('lock_configuration')").fetchone() == (True,):
        connection.execute("SET GLOBAL TimeZone = 'UTC'; SET lock_configuration = true")
    _require_ours(connection, path)
    form = _form(connection)
    if form > schema.FORMAT:
        connection.close()
        raise NewerProgram(
            f"{path} was written by a newer fazhi (form {form}, this one knows {schema.FORMAT}): update this program"
        )
    return connection


def _require_ours(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Closes the connection to a file that is no warehouse, of whatever form, and raises."""
    if not set(_OURS) <= set(connection.execute(_COLUMNS).fetchall()):
        connection.close()
        raise NoWarehouse(f"{path} is no warehouse of fazhi")


def _form(connection: duckdb.DuckDBPyConnection) -> int:
    """The form of a warehouse; 0 for one from before forms were counted."""
    known = "SELECT count(*) FROM duckdb_columns() WHERE (table_name, column_name) = ('run', 'format')"
    if connection.execute(known).fetchone() == (0,):
        return 0
    (form,) = connection.execute("SELECT coalesce(max(format), 0) FROM run").fetchall()[0]
    return int(form)


def connect(data: Path) -> duckdb.DuckDBPyConnection:
    """The newest snapshot, read-only."""
    return connect_readonly(published(data))


def published(data: Path) -> Path:
    """The newest snapshot; raises NoSnapshot where nothing has been published."""
    path = newest(data)
    if path is None:
        raise NoSnapshot(f"nothing published in {data}: run python -m warehouse load, check and publish")
    return path


def last_building(data: Path) -> Path:
    """The file that the last load left to check and publish."""
    files = sorted(folders.building(data).glob("fazhi-*.duckdb"))
    if not files:
        raise NoSnapshot(f"no file is being built in {data}: run python -m warehouse load")
    return files[-1]
