"""Questions to the newest snapshot: any SQL, or a named one of `queries/`, which cannot change anything."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import Any
from uuid import UUID

import duckdb
from rich.table import Table
from rich.text import Text

from warehouse import snapshot

FOLDER = Path(__file__).parent / "queries"

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
    rows: list[tuple[Any, ...]]

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


def ask(data: Path, sql: str) -> Answer:
    """Ask the newest snapshot. The connection is read-only and sees no other file, whatever the SQL says."""
    with snapshot.connect(data) as connection:
        return ask_of(connection, sql)


def ask_of(connection: duckdb.DuckDBPyConnection, sql: str) -> Answer:
    """Ask an open connection; raises QueryFailed with DuckDB's reason in one line."""
    try:
        cursor = connection.execute(sql)
    except duckdb.Error as error:
        raise QueryFailed(_one_line(error)) from error
    columns = tuple(str(column[0]) for column in cursor.description or ())
    return Answer(columns, cursor.fetchall() if columns else [])


def as_table(answer: Answer) -> Table:
    """For a terminal."""
    table = Table(*answer.columns)
    for row in answer.rows:
        # Text, not str: a square bracket in a report is no markup of the terminal's.
        table.add_row(*(Text(_text(value)) for value in row))
    return table


def as_csv(answer: Answer) -> str:
    """With a header row; what is unknown is an empty field."""
    sink = io.StringIO()
    writer = csv.writer(sink, lineterminator="\n")
    writer.writerow(answer.columns)
    writer.writerows([_text(value) for value in row] for row in answer.rows)
    return sink.getvalue()


def as_json(answer: Answer) -> str:
    """A list of objects; numbers that a JSON number cannot hold exactly are strings, what is no number is null."""
    return to_json([dict(zip(answer.columns, map(_finite, row), strict=True)) for row in answer.rows])


def _finite(value: object) -> object:
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
