"""Questions to the newest snapshot: any SQL, or a named one of `queries/`, which cannot change anything."""

from __future__ import annotations

import io
import json
import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain, count
from math import isfinite
from pathlib import Path
from typing import Any, TextIO
from uuid import UUID

import duckdb
import pyarrow.parquet as pq
from rich.table import Table
from rich.text import Text

from warehouse import cells, folders, snapshot

FOLDER = Path(__file__).parent / "queries"
# Seconds that an answer may take, unless the person who asks says otherwise.
TIMEOUT = 300
BATCH = 10_000

QUOTE = '"'

Row = tuple[Any, ...]

_QUOTED = re.compile(r'[",\r\n]')
_HEAD = re.compile(r"-- en: (?P<en>.+)\n-- zh: (?P<zh>.+)\n")


class QueryFailed(ValueError):
    """The question could not be answered; the text is one line that says why."""


@dataclass(frozen=True, slots=True)
class Question:
    """A named question, in English and Chinese, with its SQL."""

    name: str
    en: str
    zh: str
    sql: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Column names and rows."""

    columns: tuple[str, ...]
    rows: list[Row]

    def as_dicts(self) -> list[dict[str, Any]]:
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def questions() -> list[Question]:
    """The named questions, by name."""
    return [_question(path) for path in sorted(FOLDER.glob("*.sql"))]


def sql_of(question: str) -> str:
    """The SQL behind a name; SQL itself is more than one word."""
    return named(question).sql if re.fullmatch(r"\w+", question.strip()) else question


def named(name: str) -> Question:
    """The question of that name."""
    path = FOLDER / f"{name}.sql"
    if path.parent != FOLDER or not path.exists():
        known = ", ".join(question.name for question in questions())
        raise QueryFailed(f"no question is named {name!r}; there are {known}")
    return _question(path)


def ask(data: Path, sql: str, timeout: float = TIMEOUT) -> Answer:
    """Ask the newest snapshot one SELECT; raises QueryFailed."""
    with _asked(data, sql, timeout) as cursor:
        return Answer(_columns(cursor), cursor.fetchall())


def ask_of(connection: duckdb.DuckDBPyConnection, sql: str) -> Answer:
    """Ask an open connection; raises QueryFailed with DuckDB's reason in one line."""
    with _one_line_reason():
        cursor = connection.execute(_only_select(sql))
        return Answer(_columns(cursor), cursor.fetchall())


def write(data: Path, sql: str, path: Path, timeout: float = TIMEOUT) -> None:
    """Ask, and write the answer to a .csv, .json or .parquet file as it comes; memory does not grow with it."""
    writer = _WRITERS.get(path.suffix)
    if writer is None:
        raise QueryFailed(f"{path} must end in {', '.join(_WRITERS)}")
    with _asked(data, sql, timeout) as cursor, folders.written_aside(path) as aside:
        writer(cursor, aside)


@contextmanager
def _asked(data: Path, sql: str, timeout: float) -> Iterator[duckdb.DuckDBPyConnection]:
    """An answer that is being read. The connection is read-only and sees no other file, whatever the SQL says."""
    select = _only_select(sql)
    with snapshot.connect(data) as connection:
        clock = threading.Timer(timeout, connection.interrupt)
        clock.start()
        try:
            with _one_line_reason():
                yield connection.execute(select)
        except duckdb.InterruptException as error:
            raise QueryFailed(f"no answer within {timeout:g} seconds: ask for less, or allow more time") from error
        finally:
            clock.cancel()


def _only_select(sql: str) -> str:
    """The one SELECT that the text is; FROM, WITH, VALUES, DESCRIBE, SHOW and SUMMARIZE are forms of it."""
    with _one_line_reason():
        statements = duckdb.extract_statements(sql)
    if [statement.type for statement in statements] != [duckdb.StatementType.SELECT]:
        raise QueryFailed("a question is one SELECT and nothing else (a PIVOT must list its columns: IN (…))")
    return statements[0].query


@contextmanager
def _one_line_reason() -> Iterator[None]:
    try:
        yield
    except duckdb.InterruptException:
        raise
    except duckdb.Error as error:
        raise QueryFailed(_one_line(error)) from error


def _columns(cursor: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    return tuple(str(column[0]) for column in cursor.description or ())


def _rows(cursor: duckdb.DuckDBPyConnection) -> Iterator[Row]:
    while rows := cursor.fetchmany(BATCH):
        yield from rows


def as_table(answer: Answer) -> Table:
    """For a terminal."""
    table = Table(*answer.columns)
    for row in answer.rows:
        # Text, not str: a square bracket in a report is no markup of the terminal's.
        table.add_row(*(Text(_text(value)) for value in row))
    return table


def as_csv(answer: Answer) -> str:
    """With a header row; what is unknown is an empty field, and no text is a formula to a spreadsheet."""
    sink = io.StringIO()
    _write_csv(answer.columns, answer.rows, sink)
    return sink.getvalue()


def as_json(answer: Answer) -> str:
    """A list of objects; numbers that a JSON number cannot hold exactly are strings, what is no number is null.

    A column whose name stands for the second time is told apart as name_2.
    """
    sink = io.StringIO()
    _write_json(answer.columns, answer.rows, sink)
    return sink.getvalue()


def _write_csv(columns: tuple[str, ...], rows: Iterable[Row], sink: TextIO) -> None:
    sink.write(_csv_line(cells.safe(column) for column in columns))
    sink.writelines(_csv_line(_cell(value) for value in row) for row in rows)


def _csv_line(texts: Iterable[str]) -> str:
    # csv.writer leaves a bare carriage return unquoted where lines end in a newline, and the row breaks there.
    line = ",".join(f'"{text.replace(QUOTE, QUOTE * 2)}"' if _QUOTED.search(text) else text for text in texts)
    return f"{line or QUOTE * 2}\n"


def _write_json(columns: tuple[str, ...], rows: Iterable[Row], sink: TextIO) -> None:
    names = _told_apart(columns)
    objects = (to_json(dict(zip(names, map(_finite, row), strict=True))) for row in rows)
    sink.write("[" + next(objects, ""))
    sink.writelines(f",\n{each}" for each in objects)
    sink.write("]")


def _told_apart(columns: Iterable[str]) -> list[str]:
    names: list[str] = []
    for column in columns:
        more = (f"{column}_{number}" for number in count(2))
        names.append(next(name for name in chain([column], more) if name not in names))
    return names


def _csv_file(cursor: duckdb.DuckDBPyConnection, path: Path) -> None:
    # Excel takes a file without the mark for one in the system's own encoding.
    with path.open("w", encoding="utf-8-sig", newline="") as sink:
        _write_csv(_columns(cursor), _rows(cursor), sink)


def _json_file(cursor: duckdb.DuckDBPyConnection, path: Path) -> None:
    with path.open("w", encoding="utf-8") as sink:
        _write_json(_columns(cursor), _rows(cursor), sink)


def _parquet_file(cursor: duckdb.DuckDBPyConnection, path: Path) -> None:
    reader = cursor.to_arrow_reader(BATCH)
    with pq.ParquetWriter(path, reader.schema, compression="zstd") as sink:
        for batch in reader:
            sink.write_batch(batch)


_WRITERS = {".csv": _csv_file, ".json": _json_file, ".parquet": _parquet_file}


def _cell(value: object) -> str:
    text = _text(value)
    return cells.safe(text) if isinstance(value, str) else text


def _finite(value: object) -> object:
    if isinstance(value, list | tuple):
        return [_finite(each) for each in value]
    if isinstance(value, dict):
        return {key: _finite(each) for key, each in value.items()}
    return None if isinstance(value, float) and not isfinite(value) else value


def to_json(value: object) -> str:
    """JSON text of what the warehouse hands out: decimals as numbers, times in UTC, paths as text."""
    return json.dumps(value, ensure_ascii=False, default=_json_value)


def _question(path: Path) -> Question:
    sql = path.read_text(encoding="utf-8")
    head = _HEAD.match(sql)
    if head is None:
        raise QueryFailed(f"{path.name} must begin with the lines '-- en: …' and '-- zh: …'")
    return Question(path.stem, head["en"], head["zh"], sql)


def _one_line(error: duckdb.Error) -> str:
    text = str(error).split("\n\nLINE")[0]
    return " ".join(text.split())


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, list | dict):
        return to_json(value)
    return str(value)


def plain(value: Decimal) -> str:
    """The number without the zeros that only its column type adds: 14, 87.86."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _json_value(value: object) -> object:
    if isinstance(value, Decimal):
        text = plain(value)
        number = json.loads(text)
        return number if plain(Decimal(repr(number))) == text else text
    if isinstance(value, datetime):
        return _text(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, Path | timedelta | UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")
