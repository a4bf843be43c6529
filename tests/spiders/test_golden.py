from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from spiders import golden
from spiders.dialects.listing import Row
from spiders.golden import Difference
from spiders.sight import ArticleSight, ColumnSight

URL = "https://www.yunling.example/fz/"


def row(number: int) -> Row:
    return Row(f"{URL}{number}.html", f"标题{number}", f"2024-03-{number:02}")


def column(*numbers: int, **fields: object) -> ColumnSight:
    article = ArticleSight(f"{URL}1.html", "ok", None, "标题1", "2024-03-01", (f"{URL}a.pdf",), 900)
    sight = ColumnSight(URL, "法治政府建设", tuple(map(row, numbers)), (row(1),), 4, article)
    return replace(sight, **fields)


def differences(now: ColumnSight) -> list[Difference]:
    return golden.differences(golden.golden([column(5, 4, 3, 2)]), [now])


def test_what_is_as_it_was_differs_in_nothing() -> None:
    assert differences(column(5, 4, 3, 2)) == []


@pytest.mark.parametrize(
    ("numbers", "text"),
    [
        ((6, 5, 4, 3), "1 new row"),
        ((9, 8, 7, 6, 5), "4 new rows"),
        ((9, 8, 7, 6), "all rows of the first page are new"),
    ],
)
def test_newer_rows_are_no_loss(numbers: tuple[int, ...], text: str) -> None:
    assert differences(column(*numbers)) == [Difference(f"{URL}: {text}", False)]


@pytest.mark.parametrize(
    ("now", "text"),
    [
        (column(complaint="nothing"), "nothing; it listed 4 rows"),
        (column(5, 3, 2), f"the row {URL}4.html is gone"),
        (column(1), "none of the first rows is on the first page any more, and what is there is not newer"),
        (column(5, 4, 3, 2, following=None), "no second page follows any more"),
        (
            replace(column(5, 4, 3, 2), rows=(row(5), replace(row(4), date=None), row(3))),
            f"the date of {URL}4.html was 2024-03-04 and is None",
        ),
        (
            column(5, 4, 3, 2, article=replace(column().article, outcome="gone")),
            f"the article {URL}1.html was ok and is gone",
        ),
        (
            column(5, 4, 3, 2, article=replace(column().article, attachments=())),
            f"the attachments of {URL}1.html was ['{URL}a.pdf'] and is []",
        ),
    ],
)
def test_what_is_gone_or_read_otherwise_is_a_loss(now: ColumnSight, text: str) -> None:
    assert differences(now) == [Difference(f"{URL}: {text}", True)]


def test_columns_that_come_and_go_are_named() -> None:
    other = replace(column(5), url=f"{URL}other/")
    assert golden.differences(golden.golden([column(5)]), [other]) == [
        Difference(f"{URL}other/: a column without a golden expectation", False),
        Difference(f"{URL}: no longer a column of the source", False),
    ]


def test_it_is_kept_as_json_beside_the_source(tmp_path: Path) -> None:
    path = golden.beside(tmp_path / "990121-yunling.yml")
    assert path.name == "990121-yunling.golden.json"
    assert golden.read(path) == []
    golden.write(path, golden.golden([column(5, 4, 3, 2)]))
    [kept] = golden.read(path)
    assert kept["first"] == [{"url": each.url, "title": each.title, "date": each.date} for each in map(row, (5, 4, 3))]
    assert golden.articles(golden.read(path)) == {URL: f"{URL}1.html"}
