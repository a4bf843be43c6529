"""A snapshot as files for programs that do not read DuckDB: Parquet, CSV and a description of both.

`datapackage.json` follows the Data Package standard (https://datapackage.org/standard/data-package/).
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from warehouse import cells, folders, schema, snapshot, views
from warehouse.progress import Over, unseen

MEMORY = "2GB"
DESCRIPTION = "datapackage.json"

_ABOUT = (
    "Figures of China's annual reports on law-based government (法治政府建设年度报告), each with its evidence. In the"
    " CSV files, lists and objects are JSON, an empty field is unknown, and a text that a spreadsheet would take for a"
    " formula begins with an apostrophe."
)
_TYPES = {
    "BOOLEAN": "boolean",
    "DATE": "date",
    "DOUBLE": "number",
    "JSON": "object",
    "TIMESTAMP WITH TIME ZONE": "datetime",
    "VARCHAR": "string",
}
_KINDS = {
    "parquet": ("application/vnd.apache.parquet", "(FORMAT parquet, COMPRESSION zstd)"),
    "csv": ("text/csv", "(FORMAT csv, HEADER)"),
}
# Excel takes a file without the mark for one in the system's own encoding; COPY writes none but for us.
_MARK = "\ufeff"


class NoFolder(ValueError):
    """What was named to export to is a file; the text is one line."""


@dataclass(frozen=True, slots=True)
class _Column:
    name: str
    data_type: str
    comment: str | None

    @property
    def quoted(self) -> str:
        return f'"{self.name}"'

    @property
    def field(self) -> dict[str, object]:
        return {"name": self.name, "type": self._field_type, "description": self.comment}

    @property
    def as_csv(self) -> str:
        """The column as text, or as something that COPY writes as it should be read."""
        if self._field_type in ("array", "object"):
            return f"CAST(to_json({self.quoted}) AS VARCHAR)"
        if self.data_type == "VARCHAR":
            return cells.safe_sql(self.quoted)
        if self.data_type.startswith("DECIMAL"):
            return rf"regexp_replace(CAST({self.quoted} AS VARCHAR), '\.?0+$', '')"
        if self.data_type == "TIMESTAMP WITH TIME ZONE":
            return f"strftime({self.quoted} AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%SZ')"
        return self.quoted

    @property
    def _field_type(self) -> str:
        if self.data_type.endswith("[]"):
            return "array"
        if self.data_type.startswith(("MAP", "STRUCT")):
            return "object"
        if self.data_type.startswith("DECIMAL"):
            return "number"
        return _TYPES.get(self.data_type, "integer")


@dataclass(frozen=True, slots=True)
class _Relation:
    name: str
    comment: str | None
    columns: tuple[_Column, ...]

    def select(self, kind: str) -> str:
        if kind == "parquet":
            return f"SELECT * FROM {self.name}"
        names = [f"{_MARK}{self.columns[0].name}", *(column.name for column in self.columns[1:])]
        texts = [f'{column.as_csv} AS "{name}"' for column, name in zip(self.columns, names, strict=True)]
        return f"SELECT {', '.join(texts)} FROM {self.name}"


def export(data: Path, out: Path | None = None, over: Over = unseen) -> Path:
    """Export the newest snapshot into `<out>/<its name>`; returns that folder, which is left alone if it exists.

    Goes `over` its tables and views. Raises NoFolder where `out` is a file.

    An export in the data folder stays as long as its snapshot (`publish`), one elsewhere for good.
    """
    path = snapshot.published(data)
    folder = (out or folders.exports(data)) / path.stem
    with _alone(folder.parent):
        for leftover in folder.parent.glob(".fazhi-*.aside"):
            shutil.rmtree(leftover)
        if not folder.exists():
            _write(path, folder, over)
    return folder


@contextmanager
def _alone(parent: Path) -> Iterator[None]:
    """One export at a time, so that what lies aside was left by one that was killed."""
    try:
        parent.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise NoFolder(f"{parent} is a file: name a folder to export to") from error
    handle = os.open(parent, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _write(path: Path, folder: Path, over: Over) -> None:
    with _folder_aside(folder) as aside, _connected(path, aside) as connection:
        resources = [
            _resource(connection, relation, kind, aside) for relation in over(_relations(connection)) for kind in _KINDS
        ]
        _describe(aside, path.stem, _created(connection), resources)


@contextmanager
def _folder_aside(folder: Path) -> Iterator[Path]:
    """A folder beside to write to; it takes the name `folder` when the block ends well."""
    aside = folder.with_name(f".{folder.name}.{os.getpid()}.aside")
    aside.mkdir()
    try:
        yield aside
    except BaseException:
        shutil.rmtree(aside)
        raise
    aside.rename(folder)
    folders.sync(folder.parent)


@contextmanager
def _connected(path: Path, folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The snapshot, read-only, but free to write other files, which an analyst's connection is not."""
    spilled = folder / "spilled"
    with duckdb.connect(
        path, read_only=True, config={"memory_limit": MEMORY, "temp_directory": str(spilled)}
    ) as connection:
        connection.execute("SET TimeZone = 'UTC'")
        yield connection
    if spilled.exists():
        shutil.rmtree(spilled)


def _relations(connection: duckdb.DuckDBPyConnection) -> list[_Relation]:
    """Every table and view that an analyst may ask, in the order of the dictionary."""
    comments = dict(
        connection.execute(
            "SELECT table_name, comment FROM duckdb_tables()"
            " UNION ALL SELECT view_name, comment FROM duckdb_views() WHERE NOT internal"
        ).fetchall()
    )
    known = [*schema.metadata.tables, *views.ORDER, "indicator_wide"]
    return [_Relation(name, comments[name], _columns(connection, name)) for name in known if name in comments]


def _columns(connection: duckdb.DuckDBPyConnection, relation: str) -> tuple[_Column, ...]:
    found = connection.execute(
        "SELECT column_name, data_type, comment FROM duckdb_columns() WHERE table_name = ? ORDER BY column_index",
        [relation],
    ).fetchall()
    return tuple(_Column(*column) for column in found)


def _resource(connection: duckdb.DuckDBPyConnection, relation: _Relation, kind: str, folder: Path) -> dict[str, object]:
    """Write one file, and say what is in it."""
    media_type, options = _KINDS[kind]
    path = folder / kind / f"{relation.name}.{kind}"
    path.parent.mkdir(exist_ok=True)
    [(rows,)] = connection.execute(f"COPY ({relation.select(kind)}) TO '{_escaped(path)}' {options}").fetchall()
    folders.sync(path)
    described: dict[str, object] = {"fields": [column.field for column in relation.columns]}
    if key := _primary_key(relation.name):
        described["primaryKey"] = key
    return {
        "name": f"{relation.name}-{kind}",
        "path": str(path.relative_to(folder)),
        "description": relation.comment,
        "format": kind,
        "mediatype": media_type,
        "encoding": "utf-8",
        "bytes": path.stat().st_size,
        "hash": f"sha256:{_sha256(path)}",
        "rows": rows,
        "schema": described,
    }


def _primary_key(name: str) -> list[str]:
    """The key of a table; none where a part of it may be unknown, which the standard does not allow."""
    table = schema.metadata.tables.get(name)
    key = [table.columns[column] for column in table.info["key"]] if table is not None else []
    return [] if any(column.nullable for column in key) else [column.name for column in key]


def _describe(folder: Path, version: str, created: str, resources: list[dict[str, object]]) -> None:
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "fazhi",
        "title": "法治政府建设年度报告: what the reports say in figures",
        "description": _ABOUT,
        "version": version,
        "created": created,
        "resources": resources,
    }
    with folders.written_aside(folder / DESCRIPTION) as aside:
        aside.write_text(json.dumps(package, ensure_ascii=False, indent=2), encoding="utf-8")


def _created(connection: duckdb.DuckDBPyConnection) -> str:
    [(moment,)] = connection.execute("SELECT max(finished_at) FROM run").fetchall()
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _escaped(path: Path) -> str:
    return str(path).replace("'", "''")
