"""Tables inside a report: rows of cells joined by `|`, with bare numbers whose unit stands in the head of the column.

A cell is read only where nothing is left to guess: one row of names above, as many cells as it has, a name at the
start of the row, and a unit in the column's name, in the row's or in the line above the table (单位:件).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import groupby

from transforms.numerals import parse_number
from transforms.units import Unit, units

_BARE_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")
_RULED = re.compile(r"[\s|:+-]+")
_UNIT_ABOVE = re.compile(r"\s*\(?(?:计量)?(?P<unit>单位:[^\s()|]{1,5})\)?\s*")
# Columns that number, date, grade, plan or compare the rows.
_NO_COUNT = re.compile(
    r"序号|编号|代码|年份|日期|时间|电话|排名|名次|分值|得分|目标|计划|指标|上年|去年|同期|同比|环比|增[长减幅]|变化|比[例重]"
)
_YEAR = re.compile(r"20\d\d年?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A number whose row and column have names that say what it counts.

    `line` is the position of its line among those given, `start` and `end` are offsets in that line; `words` are the
    names of column and row as one phrase.
    """

    line: int
    start: int
    end: int
    value: Decimal
    unit: Unit
    written_unit: str
    words: str


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


def find_cells(lines: Sequence[str]) -> Iterator[Cell]:
    """The cells of every table among the folded lines of a body, in reading order."""
    for is_table, group in groupby(range(len(lines)), key=lambda at: "|" in lines[at]):
        if is_table:
            rows = list(group)
            yield from _of_table(lines, rows, above=lines[rows[0] - 1] if rows[0] else "")


def _of_table(lines: Sequence[str], rows: Sequence[int], above: str) -> Iterator[Cell]:
    split = [(at, _split(lines[at])) for at in rows if not _RULED.fullmatch(lines[at])]
    if len(split) < 2 or not _names_columns(split[0][1]) or _names_columns(split[1][1]):
        return
    head = [_named(cell.text) for cell in split[0][1]]
    unit_above = _UNIT_ABOVE.fullmatch(above)
    common = _named(f"({unit_above['unit']})") if unit_above else _Named("")
    for at, cells in split[1:]:
        if len(cells) == len(head) and cells[0].text and not cells[0].is_number:
            yield from _of_row(at, head, cells, common)


def _split(line: str) -> list[_Text]:
    cells, start = [], 0
    for text in line.split("|"):
        cells.append(_Text(start + len(text) - len(text.lstrip()), text.strip()))
        start += len(text) + 1
    is_framed = len(cells) > 2 and not cells[0].text and not cells[-1].text
    return cells[1:-1] if is_framed else cells


def _names_columns(cells: Sequence[_Text]) -> bool:
    return len(cells) > 1 and not any(char.isdigit() for cell in cells for char in _YEAR.sub("", cell.text))


def _of_row(line: int, head: Sequence[_Named], cells: Sequence[_Text], common: _Named) -> Iterator[Cell]:
    row = _named(cells[0].text)
    for column, cell in zip(head[1:], cells[1:], strict=True):
        if not cell.is_number or _NO_COUNT.search(column.words):
            continue
        given = {named.unit: named for named in (column, row, common) if named.unit}
        if len(given) == 1:
            unit, named = given.popitem()
            value, written = parse_number(cell.text, named.times), f"{named.times}{unit}"
            end = cell.start + len(cell.text)
            yield Cell(line, cell.start, end, value, units()[unit], written, f"{column.words}{row.words}")


@cache
def _unit_in_name() -> re.Pattern[str]:
    words = "|".join(units())
    return re.compile(
        rf"(?P<name>.*?)(?:数量|总?数|总?量)?(?:\((?:单位:)?(?P<times>[万亿])?(?P<unit>{words})\)|(?P<counted>{words})数)"
    )


def _named(text: str) -> _Named:
    match = _unit_in_name().fullmatch(text)
    return _Named(match["name"], match["unit"] or match["counted"], match["times"] or "") if match else _Named(text)
