"""What a list deals out: A、B、C分别为3件、4件、5件, 甲9件,乙4件,分别增长3%、5%, or a number for each of some years."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.changes import COMPARED_WITH, says_change_alone
from transforms.context import Placed
from transforms.readings import JOINTS, LONGEST_LIST, Reading, continues, end_of_list

RESPECTIVELY = "分别"
ITEM = re.compile(r"(?:[、和与]|以及|及(?!时))(?![^“”]{0,200}”)")
LEAD = re.compile(r"^(?:其中|全年|今年|年内|共|累计)+")
_SHAPE = "respectively"
# A word more than the other things of the list have may belong to the last one alone.
_SHORTEST_TAIL = 4
# 同比分别增加12件、减少3件、持平: which of three things stayed two numbers do not tell.
_STAYED = re.compile("持平|未变|不变")
# 2021年、2022年,…分别为35件、42件; 2019—2021年; 近三年
_YEARS = re.compile(r"(?:(?:19|20)\d{2}年?度?(?:[、和及与]|以及)){1,}(?:19|20)\d{2}年度?,?$")
_ONE_YEAR = re.compile(r"(?:19|20)\d{2}")
_FROM_YEAR_TO_YEAR = re.compile(r"((?:19|20)\d{2})年?度?[-—–~至到]+((?:19|20)\d{2})年度?")
_PAST_YEARS = re.compile(r"近([两二三四五])年(?:来)?")
_COUNTS_OF_YEARS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}


def respective(placed: Sequence[Placed], first: int, index: int, earlier: Sequence[Reading]) -> Reading | None:
    """This number with its thing, or with its year; None where the list does not say which.

    `first` is the position of the last number before it, or its own, whose words have 分别; `earlier` are the readings
    of the numbers before.
    """
    position = index - first
    if position > LONGEST_LIST or not all(_goes_on(placed, place) for place in range(first + 1, index + 1)):
        return None
    words, said = placed[first].own.split(RESPECTIVELY, maxsplit=1)
    said = placed[index].own.strip(JOINTS) or said if position else said
    length = end_of_list(placed, first, _goes_on) - first
    compared = COMPARED_WITH.search(words)
    if compared:
        words, said = words[: compared.start()], f"{compared[0]}{said}"
    if _STAYED.search(placed[first + length - 1].right):
        return _read(placed[index], said)
    return (
        (compared and _compared_with_years(placed[index], position, length, words, said, compared[0], earlier))
        or _of_past_years(placed[index], position, length, words, said, placed[first].topic)
        or _of_things(placed, first, index, length, words, said, earlier)
    )


def _read(item: Placed, own: str, years_ago: int | None = None) -> Reading:
    return Reading(item.speaking_of(own), own, shape=_SHAPE, years_ago=years_ago)


def _compared_with_years(
    item: Placed, position: int, length: int, words: str, said: str, compared: str, earlier: Sequence[Reading]
) -> Reading | None:
    """检查1874家次,较2021年、2022年分别减少312家次、165家次: one thing, compared with each of several years."""
    years = _ONE_YEAR.findall(compared)
    if not 1 < len(years) == length:
        return None
    before = earlier[-1 - position].placed.own if len(earlier) > position else ""
    return _read(item, f"{words or before}较{years[position]}年{said.removeprefix(compared)}")


def _of_past_years(item: Placed, position: int, length: int, words: str, said: str, topic: str) -> Reading | None:
    """近三年受理分别为120件、135件、156件."""
    past = _PAST_YEARS.search(words) or _PAST_YEARS.search(topic)
    if past is None or _COUNTS_OF_YEARS[past[1]] != length:
        return None
    return _read(item, _PAST_YEARS.sub("", words) + said, years_ago=length - 1 - position)


def _of_things(
    placed: Sequence[Placed],
    first: int,
    index: int,
    length: int,
    words: str,
    said: str,
    earlier: Sequence[Reading],
) -> Reading | None:
    position = index - first
    parts = [_with_its_year(part) for part in ITEM.split(LEAD.sub("", words)) if part]
    things = parts if 1 < len(parts) == length else _of_years(placed[first].topic, words, length) or parts
    if len(things) < 2:
        things = _subjects_of_run(placed, first, length, earlier)
        said = words + said
    if not 1 < len(things) > position:
        return None
    return _read(placed[index], f"{things[position]}{_tail_for(things, position)}{said}")


def _with_its_year(thing: str) -> str:
    """2022、2023年分别受理12、15件: 年 stands behind the last year only."""
    return f"{thing}年" if _ONE_YEAR.fullmatch(thing.removeprefix("于")) else thing


def _of_years(topic: str, words: str, length: int) -> list[str]:
    """What each of `length` numbers counts, where the list gives one for each of as many years."""
    span, rest = _FROM_YEAR_TO_YEAR.search(words), words
    if span:
        rest = words[: span.start()] + words[span.end() :]
    elif (span := _FROM_YEAR_TO_YEAR.search(topic)) and span.end() != len(topic) - 1:
        span = None
    listed = _YEARS.search(topic)
    years = [str(year) for year in range(int(span[1]), int(span[2]) + 1)] if span else []
    named = years or (_ONE_YEAR.findall(listed[0]) if listed else [])
    return [f"{year}年{rest}" for year in named] if len(named) == length else []


def _tail_for(things: Sequence[str], position: int) -> str:
    """What only the last of the things carries for all: 生态环境、市场监管、交通运输领域立案查处案件分别为…"""
    last, longest = things[-1], max(map(len, things[:-1]))
    return last[longest:] if position < len(things) - 1 and len(last) - longest >= _SHORTEST_TAIL else ""


def _subjects_of_run(placed: Sequence[Placed], first: int, length: int, earlier: Sequence[Reading]) -> list[str]:
    """The words of as many numbers before `first` as the list of `length` that begins there has."""
    begin = placed[first].mention.start
    before = [
        reading.placed.own
        for reading in earlier[-2 * LONGEST_LIST :]
        if reading.placed.mention.start < begin and reading.placed.sentence == placed[first].sentence
    ]
    return before[-length:] if len(before) >= length else []


def _goes_on(placed: Sequence[Placed], index: int) -> bool:
    """Whether this number belongs to a list behind 分别, in which each may say its own change: 上升12.5%、下降8%."""
    if continues(placed, index):
        return True
    if RESPECTIVELY in placed[index].own or placed[index].sentence != placed[index - 1].sentence:
        return False
    return says_change_alone(placed[index].own.strip(JOINTS))
