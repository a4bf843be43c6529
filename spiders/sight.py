"""What was seen of a column and of an article in it, and how that reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from spiders.dialects.listing import Row
from spiders.outcome import SETTLED, Outcome


@dataclass(frozen=True, slots=True)
class ArticleSight:
    """What came of an article. `characters` counts the Chinese characters of its main container."""

    url: str
    outcome: Outcome
    reason: str | None
    title: str | None
    date: str | None
    attachments: tuple[str, ...]
    characters: int


@dataclass(frozen=True, slots=True)
class ColumnSight:
    """What a column's first pages show.

    `rows` are those of the first page, `wanted` those of all pages seen whose titles the column wants; `following` is
    the number of new rows on the second page, None where there is none. `complaint` says why there are no rows; `post`
    is what the list is sent.
    """

    url: str
    name: str
    rows: tuple[Row, ...]
    wanted: tuple[Row, ...] = ()
    following: int | None = None
    article: ArticleSight | None = None
    complaint: str | None = None
    post: str | None = None

    @property
    def address(self) -> str:
        return address_of(self.url, self.post)

    @property
    def does_yield(self) -> bool:
        """Whether a crawl would bring an article of it."""
        return self.article is not None and self.article.outcome in SETTLED

    @property
    def order(self) -> str:
        """How the dates of the first page run."""
        dates = [row.date for row in self.rows if row.date]
        if len(dates) < len(self.rows):
            return f"{len(self.rows) - len(dates)} of them without a date"
        return "newest first" if dates == sorted(dates, reverse=True) else "not in order of their dates"


def address_of(url: str, post: str | None) -> str:
    """What tells a column from the source's others: several may be behind one interface."""
    return f"{url} {post}" if post else url


def in_words(column: ColumnSight) -> str:
    """A column in one line, without its address."""
    name = " ".join(column.name.split()) or "without a name"
    if column.complaint:
        return f"{name}: {column.complaint}"
    behind = "more behind them" if column.following else "no further page"
    return f"{name}: {counted(len(column.rows), 'row')}, {behind}, {counted(len(column.wanted), 'wanted title')} seen"


def lines(column: ColumnSight) -> Iterator[str]:
    """A column in a few lines, as a person checks it."""
    yield f"{column.address} {column.name}".strip()
    if column.complaint:
        yield f"  {column.complaint}"
        return
    following = f"{counted(column.following, 'new row')} on the next page" if column.following else "no further page"
    yield f"  {counted(len(column.rows), 'row')}, {column.order}; {following}"
    if not column.wanted:
        yield "  no wanted title on the pages seen"
    for row in column.wanted[:3]:
        yield f"  wanted: {row.date or 'no date'} {row.title}"
    if column.article:
        yield f"  article: {_of_article(column.article)}"


def as_json(columns: Iterable[ColumnSight]) -> dict[str, Any]:
    """For machines; `words` are the lines that a person checks."""
    return {
        "columns": [
            asdict(column) | {"does_yield": column.does_yield, "words": list(lines(column))} for column in columns
        ]
    }


def counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _of_article(article: ArticleSight) -> str:
    outcome = article.outcome if article.reason is None else f"{article.outcome} ({article.reason})"
    files = counted(len(article.attachments), "attachment")
    return f"{outcome}, {article.date or 'no date'}, {article.characters} Chinese characters, {files}, {article.url}"
