"""Tables inside a report: rows of cells joined by `|`, with bare numbers whose unit stands in the head of the column.

A cell is read only where nothing is left to guess: one row of names above, as many cells as it has, a name at the
start of the row, and a unit in the column's name, in the row's or in the line above the table (单位:件).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from itertools import groupby
from typing import Literal

from transforms.numerals import parse_number
from transforms.units import Unit, units

_CHANGE = re.compile(r"(?P<sign>[-−–]?)(?P<number>\d+(?:\.\d+)?)\s?(?P<unit>%|个?百分点)?")
_BARE_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_LONGEST_CAPTION = 40
_RULED = re.compile(r"[\s|:+-]+")
# 单位:件; 行政复议案件统计表(单位:件)
_UNIT_ABOVE = re.compile(r"(?P<caption>[^|]{0,40}?)[\s,]*\(?(?:计量)?(?P<unit>单位:[^\s()|]{1,5})\)?\s*")
# Columns that number, date, grade or plan the rows, or say a share of something that they do not name.
_NO_COUNT = re.compile(r"序号|编号|代码|年份|日期|时间|电话|排名|名次|分值|得分|目标|计划|指标|环比|比[例重]")
_YEAR = re.compile(r"20\d\d年?")
_OF_A_YEAR = re.compile(r"(?P<year>20\d\d)年?度?|(?P<last>(?:上一?|去)年(?:度|同期)?(?:数量?)?)")
_UNITS_COLUMN = re.compile(r"(?:计量)?单位")
_OF_CHANGE = re.compile(
    r"(?P<thing>.*?)(?:(?:同比|[比较](?:上|去)年(?:同期)?)(?:增[长减幅]|变[化动]|升降|下降)?|增[长减幅]|变[化动]|升降)(?:情况|幅度?|率)?"
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A number whose row and column have names that say what it counts.

    `line` is the position of its line among those given, `start` and `end` are offsets in that line; `words` are the
    names of column and row as one phrase, `caption` the line above the table, where that is short. `role` and `year`
    are set where the column is for another year than the report's or says how much changed.
    """

    line: int
    start: int
    end: int
    value: Decimal
    unit: Unit
    written_unit: str
    words: str
    role: Literal["baseline", "yoy_change"] | None = None
    year: int | None = None
    caption: str = ""


@dataclass(frozen=True, slots=True)
class _Named:
    """What stands at a place: the words, and the unit that they end in with its multiplier (受理(件), 金额(万元))."""

    words: str
    unit: str = ""
    times: str = ""


@dataclass(frozen=True, slots=True)
class _Text:
    start: int
    text: str

    @property
    def is_number(self) -> bool:
        return _BARE_NUMBER.fullmatch(self.text) is not None


def find_cells(lines: Sequence[str], report_year: int | None) -> Iterator[Cell]:
    """The cells of every table among the folded lines of a body, in reading order."""
    for is_table, group in groupby(range(len(lines)), key=lambda at: "|" in lines[at]):
        if is_table:
            rows = list(group)
            above = lines[rows[0] - 1] if rows[0] else ""
            for table in _parted(lines, rows):
                yield from _of_table(lines, table, above if table[0] == rows[0] else "", report_year)


def _parted(lines: Sequence[str], rows: Sequence[int]) -> Iterator[Sequence[int]]:
    """The rows of each of several tables one right below the other: a row that names columns with units opens one."""
    begin = 0
    for place in range(2, len(rows)):
        cells = _split(lines[rows[place]])
        if _names_columns(cells) and any(_named(cell.text).unit for cell in cells[1:]):
            yield rows[begin:place]
            begin = place
    yield rows[begin:]


def _of_table(lines: Sequence[str], rows: Sequence[int], above: str, report_year: int | None) -> Iterator[Cell]:
    split = [(at, _split(lines[at])) for at in rows if not _RULED.fullmatch(lines[at])]
    if len(split) < 2 or not _names_columns(split[0][1]) or _names_columns(split[1][1]):
        return
    head = [_named(cell.text) for cell in split[0][1]]
    report_year = _newest(head, report_year)
    unit_above = _UNIT_ABOVE.fullmatch(above)
    caption = unit_above["caption"] if unit_above else above
    caption = caption.strip() if len(above) <= _LONGEST_CAPTION and "|" not in above else ""
    common = _named(f"({unit_above['unit']})") if unit_above else _Named("")
    for at, cells in split[1:]:
        if len(cells) == len(head) and cells[0].text and not cells[0].is_number:
            for cell in _of_row(at, head, cells, common, report_year):
                yield replace(cell, caption=caption)


def _newest(head: Sequence[_Named], report_year: int | None) -> int | None:
    """The report's year where a column is of it or none is of a year, else the newest of the columns."""
    years = [int(match["year"]) for column in head if (match := _OF_A_YEAR.fullmatch(column.words)) and match["year"]]
    return report_year if not years or report_year in years else max(years)


def _split(line: str) -> list[_Text]:
    cells, start = [], 0
    for text in line.split("|"):
        cells.append(_Text(start + len(text) - len(text.lstrip()), text.strip()))
        start += len(text) + 1
    is_framed = len(cells) > 2 and not cells[0].text and not cells[-1].text
    return cells[1:-1] if is_framed else cells


def _names_columns(cells: Sequence[_Text]) -> bool:
    return len(cells) > 1 and not any(char.isdigit() for cell in cells for char in _YEAR.sub("", cell.text))


def _of_row(
    line: int, head: Sequence[_Named], cells: Sequence[_Text], common: _Named, report_year: int | None
) -> Iterator[Cell]:
    row = _in_unit(_named(cells[0].text), head, cells)
    for column, cell in zip(head[1:], cells[1:], strict=True):
        if change := _OF_CHANGE.fullmatch(column.words):
            # A table with this one column does not say of what.
            yield from _of_change(line, column, cell, f"{change['thing']}{row.words}") if len(head) > 2 else ()
        elif cell.is_number and not _NO_COUNT.search(column.words):
            yield from _of_count(line, column, cell, row, common, report_year)


def _in_unit(row: _Named, head: Sequence[_Named], cells: Sequence[_Text]) -> _Named:
    """The row with the unit that a column of its own gives (项目 | 单位 | 数量)."""
    units_of_row = [
        cell.text for column, cell in zip(head, cells, strict=True) if _UNITS_COLUMN.fullmatch(column.words)
    ]
    if row.unit or len(units_of_row) != 1:
        return row
    unit = _named(f"({units_of_row[0]})")
    return _Named(row.words, unit.unit, unit.times)


def _of_change(line: int, column: _Named, cell: _Text, words: str) -> Iterator[Cell]:
    """How much the row changed: 24.1%, -3.2个百分点, or a bare number under 同比(%)."""
    match = _CHANGE.fullmatch(cell.text)
    written = (match["unit"] or column.unit) if match else ""
    if match and written in units():
        value = parse_number(match["number"]) * (-1 if match["sign"] else 1)
        end = cell.start + len(cell.text)
        yield Cell(line, cell.start, end, value, units()[written], written, words, "yoy_change")


def _of_count(
    line: int, column: _Named, cell: _Text, row: _Named, common: _Named, report_year: int | None
) -> Iterator[Cell]:
    """A count under a name, or under a year: of the report's it is the row's, of one before what the row was."""
    given = {named.unit: named for named in (column, row, common) if named.unit}
    of_year = _OF_A_YEAR.fullmatch(column.words)
    year = _year(of_year, report_year) if of_year else report_year
    if len(given) != 1 or (of_year and (year is None or report_year is None or year > report_year)):
        return
    unit, named = given.popitem()
    value, written = parse_number(cell.text, named.times), f"{named.times}{unit}"
    end = cell.start + len(cell.text)
    words = row.words if of_year else f"{column.words}{row.words}"
    if of_year and year != report_year:
        yield Cell(line, cell.start, end, value, units()[unit], written, words, "baseline", year)
    else:
        yield Cell(line, cell.start, end, value, units()[unit], written, words)


def _year(match: re.Match[str], report_year: int | None) -> int | None:
    if match["last"]:
        return report_year - 1 if report_year else None
    return int(match["year"])


@cache
def _unit_in_name() -> re.Pattern[str]:
    words = "|".join(units())
    return re.compile(
        rf"(?P<name>.*?)(?:数量|总?数|总?量)?(?:\((?:单位:)?(?P<times>[万亿])?(?P<unit>{words})\)|(?P<counted>{words})数)"
    )


def _named(text: str) -> _Named:
    match = _unit_in_name().fullmatch(text)
    return _Named(match["name"], match["unit"] or match["counted"], match["times"] or "") if match else _Named(text)
