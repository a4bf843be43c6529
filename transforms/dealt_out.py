"""What a list deals out: A、B、C分别为3件、4件、5件, 甲9件,乙4件,分别增长3%、5%, or a number for each of some years."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

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


class _List(NamedTuple):
    """A list behind 分别 as one of its numbers sees it: this and the first one, how many are before it and in all, and
    what stands before and behind 分别."""

    item: Placed
    first: Placed
    position: int
    length: int
    words: str
    said: str


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
    here = _List(placed[index], placed[first], position, length, words, said)
    return (
        (compared and _compared_with_years(here, compared[0], earlier))
        or _of_past_years(here)
        or _of_things(here, earlier)
    )


def _read(item: Placed, own: str, years_ago: int | None = None) -> Reading:
    return Reading(item.speaking_of(own), own, shape=_SHAPE, years_ago=years_ago)


def _compared_with_years(here: _List, compared: str, earlier: Sequence[Reading]) -> Reading | None:
    """检查1874家次,较2021年、2022年分别减少312家次、165家次: one thing, compared with each of several years."""
    years = _ONE_YEAR.findall(compared)
    if not 1 < len(years) == here.length:
        return None
    before = earlier[-1 - here.position].placed.own if len(earlier) > here.position else ""
    return _read(here.item, f"{here.words or before}较{years[here.position]}年{here.said.removeprefix(compared)}")


def _of_past_years(here: _List) -> Reading | None:
    """近三年受理分别为120件、135件、156件."""
    past = _PAST_YEARS.search(here.words) or _PAST_YEARS.search(here.first.topic)
    if past is None or _COUNTS_OF_YEARS[past[1]] != here.length:
        return None
    own = _PAST_YEARS.sub("", here.words) + here.said
    return _read(here.item, own, years_ago=here.length - 1 - here.position)


def _of_things(here: _List, earlier: Sequence[Reading]) -> Reading | None:
    parts = [_with_its_year(part) for part in ITEM.split(LEAD.sub("", here.words)) if part]
    things = parts if 1 < len(parts) == here.length else _of_years(here) or parts
    said = here.said
    if len(things) < 2:
        things = _subjects_of_run(here, earlier)
        said = here.words + said
    if not 1 < len(things) > here.position:
        return None
    return _read(here.item, f"{things[here.position]}{_tail_for(things, here.position)}{said}")


def _with_its_year(thing: str) -> str:
    """2022、2023年分别受理12、15件: 年 stands behind the last year only."""
    return f"{thing}年" if _ONE_YEAR.fullmatch(thing.removeprefix("于")) else thing


def _of_years(here: _List) -> list[str]:
    """What each number counts, where the list gives one for each of as many years."""
    span, rest, topic = _FROM_YEAR_TO_YEAR.search(here.words), here.words, here.first.topic
    if span:
        rest = here.words[: span.start()] + here.words[span.end() :]
    elif (span := _FROM_YEAR_TO_YEAR.search(topic)) and span.end() != len(topic) - 1:
        span = None
    listed = _YEARS.search(topic)
    years = [str(year) for year in range(int(span[1]), int(span[2]) + 1)] if span else []
    named = years or (_ONE_YEAR.findall(listed[0]) if listed else [])
    return [f"{year}年{rest}" for year in named] if len(named) == here.length else []


def _tail_for(things: Sequence[str], position: int) -> str:
    """What only the last of the things carries for all: 生态环境、市场监管、交通运输领域立案查处案件分别为…"""
    last, longest = things[-1], max(map(len, things[:-1]))
    return last[longest:] if position < len(things) - 1 and len(last) - longest >= _SHORTEST_TAIL else ""


def _subjects_of_run(here: _List, earlier: Sequence[Reading]) -> list[str]:
    """The words of as many numbers before the list as it has."""
    begin, sentence = here.first.mention.start, here.first.sentence
    before = [
        reading.placed.own
        for reading in earlier[-2 * LONGEST_LIST :]
        if reading.placed.mention.start < begin and reading.placed.sentence == sentence
    ]
    return before[-here.length :] if len(before) >= here.length else []


def _goes_on(placed: Sequence[Placed], index: int) -> bool:
    """Whether this number belongs to a list behind 分别, in which each may say its own change: 上升12.5%、下降8%."""
    if continues(placed, index):
        return True
    if RESPECTIVELY in placed[index].own or placed[index].sentence != placed[index - 1].sentence:
        return False
    return says_change_alone(placed[index].own.strip(JOINTS))
