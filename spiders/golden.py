"""The golden expectation of a source: what its columns showed when it was added, and how they differ from it now."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spiders.dialects.listing import Row
from spiders.sight import ArticleSight, ColumnSight, counted

SUFFIX = ".golden.json"
ROWS_KEPT = 3

# A column each: url, rows, first, following, article.
Golden = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Difference:
    """One line; `is_loss` where the source may no longer yield what it did."""

    text: str
    is_loss: bool


def beside(source_file: Path) -> Path:
    return source_file.with_suffix(SUFFIX)


def golden(columns: Iterable[ColumnSight]) -> Golden:
    """What is kept of the columns, as JSON holds it."""
    return [_column(column) for column in columns]


def write(path: Path, content: Golden) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", "utf-8")


def read(path: Path) -> Golden:
    """The expectation in the file; of a source that was written by hand, none of any column."""
    content: Golden = json.loads(path.read_text("utf-8")) if path.exists() else []
    return content


def articles(content: Golden) -> dict[str, str]:
    """The article that each column was tried with, by the column's address."""
    return {column["url"]: column["article"]["url"] for column in content if column["article"]}


def differences(content: Golden, columns: Iterable[ColumnSight]) -> list[Difference]:
    """What differs between then and now, column by column."""
    now = {column.address: column for column in columns}
    then = {column["url"]: column for column in content}
    found = [Difference(f"{url}: a column without a golden expectation", False) for url in now.keys() - then.keys()]
    for url, expected in then.items():
        if url in now:
            found += (Difference(f"{url}: {each.text}", each.is_loss) for each in _of_column(expected, now[url]))
        else:
            found.append(Difference(f"{url}: no longer a column of the source", False))
    return found


def _column(column: ColumnSight) -> dict[str, Any]:
    return {
        "url": column.address,
        "rows": len(column.rows),
        "first": [_row(row) for row in column.rows[:ROWS_KEPT]],
        "following": column.following is not None,
        "article": _article(column.article) if column.article else None,
    }


def _row(row: Row) -> dict[str, str | None]:
    return {"url": row.url, "title": row.title, "date": row.date}


def _article(article: ArticleSight) -> dict[str, Any]:
    return {
        "url": article.url,
        "title": article.title,
        "date": article.date,
        "attachments": list(article.attachments),
        "outcome": article.outcome,
    }


def _of_column(expected: Mapping[str, Any], column: ColumnSight) -> Iterator[Difference]:
    if not column.rows:
        yield Difference(f"{column.complaint}; it listed {expected['rows']} rows", True)
        return
    yield from _of_rows(expected, column.rows)
    if expected["following"] and column.following is None:
        yield Difference("no second page follows any more", True)
    if expected["article"]:
        yield from _of_article(expected["article"], column.article)


def _of_rows(expected: Mapping[str, Any], rows: tuple[Row, ...]) -> Iterator[Difference]:
    places = {row.url: place for place, row in enumerate(rows)}
    shift = next(
        (places[row["url"]] - place for place, row in enumerate(expected["first"]) if row["url"] in places), None
    )
    if shift is None:
        yield _all_other_rows(expected["first"], rows)
        return
    if shift > 0:
        yield Difference(counted(shift, "new row"), False)
    for place, row in enumerate(expected["first"]):
        if row["url"] in places:
            yield from _of_fields(row["url"], row, _row(rows[places[row["url"]]]), ("title", "date"))
        elif place + shift < len(rows):
            yield Difference(f"the row {row['url']} is gone", True)


def _of_fields(
    what: str, expected: Mapping[str, Any], now: Mapping[str, Any], fields: Iterable[str]
) -> Iterator[Difference]:
    for field in fields:
        if now[field] != expected[field]:
            yield Difference(f"the {field} of {what} was {expected[field]} and is {now[field]}", True)


def _all_other_rows(first: list[Mapping[str, str | None]], rows: tuple[Row, ...]) -> Difference:
    """A busy list may have pushed all old rows from its first page; the dates tell."""
    newest = max((row["date"] or "" for row in first), default="")
    if newest and all(row.date and row.date >= newest for row in rows):
        return Difference("all rows of the first page are new", False)
    return Difference("none of the first rows is on the first page any more, and what is there is not newer", True)


def _of_article(expected: Mapping[str, Any], article: ArticleSight | None) -> Iterator[Difference]:
    now = _article(article) if article else {}
    if now.get("outcome") != expected["outcome"]:
        yield Difference(f"the article {expected['url']} was {expected['outcome']} and is {now.get('outcome')}", True)
        return
    yield from _of_fields(expected["url"], expected, now, ("title", "date", "attachments"))
