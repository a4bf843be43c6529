"""Constructions in which numbers share words: before and after, 均, 分别, a bare change, two numbers in a row.

受理14件,办结14件,均同比增长367% states four facts in three numbers; 由15天缩短至3天 says of one thing what it was
and what it is; 18类1.3万件 counts one thing twice. Each construction gives every fact a row with words of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from transforms.context import Placed

_FROM = re.compile(r"(?:由|从|自)[^,。;]*$")
# 由5个工作日压缩为当日办结: the new value is a word.
_TO_NO_TIME = re.compile(r"^[^,。;0-9]{0,8}(?:至|为|到|成)(?:当日|当天|即时|即日|即办|立等|现场|当场|零|秒)")
_TO = re.compile(r"^[^,。;0-9]{0,12}(?:到|至|为|成)[^,。;]{0,10}$")
_SHARES = frozenset({"%", "‰", "百分点"})
_ALL = re.compile(r"均|都")
_RESPECTIVELY = re.compile(r"分别")
_ITEM = re.compile(r"(?:[、和及与]|以及)(?![^“”]{0,200}”)")
_METRIC = re.compile(r"(?:率|数|量|度|额|比例|案件|件数|时间|用时)$")
_TAIL = re.compile(
    r"(?:行政)?(?:复议|诉讼|应诉|执法|争议|信访|调解)?(?:案件|案|事项|申请|纠纷)?(?:数量|总数|数|量|率)?$"
)
_BARE_CHANGE = re.compile(
    r"(?:同比|环比|(?:比|较|与)(?:(?:上|去|前)一?年|(?:19|20)\d{2}年)(?:同期)?(?:相比)?|分别|有所|又|,)*(?:增长|增加|上升|提高|提升|上涨|下降|减少|降低|缩短|压缩|压减|回落|下滑|增幅|降幅)(?:了|约|达到|达|为)*"
)
_LONGEST_LIST = 30
# Four times the longest clause in the texts at hand (35 characters, 27 where it is completed by another's words): a
# row of 8,000 changes would each repeat the words of all before it.
_LONGEST_SHARED = 140
_LEAD = re.compile(r"^(?:其中|全年|今年|年内|共|累计)+")


class Reading(NamedTuple):
    """A number read as one fact.

    `said` is the number's own clause, `placed.own` that clause completed by the words it shares with others.
    `is_baseline` marks the old value of a before/after pair, `shape` names the construction.
    """

    placed: Placed
    said: str
    is_baseline: bool = False
    shape: str | None = None


def _as(item: Placed, own: str, shape: str) -> Reading:
    return Reading(item.speaking_of(own), item.own, shape=shape)


def read(placed: Sequence[Placed]) -> list[Reading]:
    """The facts of one line, in reading order."""
    readings: list[Reading] = []
    for index, item in enumerate(placed):
        readings.extend(_read_one(item, placed, index, readings))
    return readings


def _read_one(item: Placed, placed: Sequence[Placed], index: int, earlier: list[Reading]) -> list[Reading]:
    if _is_before(item, placed[index + 1] if index + 1 < len(placed) else None):
        return [Reading(item, item.own, is_baseline=True, shape="before_after")]
    if _FROM.search(item.own) and _TO_NO_TIME.match(item.right):
        return [Reading(item, item.own, is_baseline=True, shape="before_word")]
    if earlier and earlier[-1].shape == "before_after" and earlier[-1].is_baseline:
        return [_as(item, f"{earlier[-1].placed.own}{item.own}", "before_after")]
    if _ALL.search(item.own):
        return _shared(item, earlier)
    if respective := _respective(item, placed, index, earlier):
        return [_as(item, respective, "respectively")]
    previous = earlier[-1].placed if earlier and _may_be_shared(earlier[-1].placed.own) else None
    if previous and _says_no_thing(item, previous):
        return [_as(item, f"{previous.own}{item.own}", "continued")]
    if previous and _goes_on_with_shares(item, previous):
        return [_as(item, previous.own, "listed")]
    return [Reading(item, item.own)]


def _may_be_shared(own: str) -> bool:
    return len(own) <= _LONGEST_SHARED


def _is_before(item: Placed, following: Placed | None) -> bool:
    """由15天缩短至3天, 从2018年29件减少到2019年的21件."""
    return (
        following is not None
        and following.sentence == item.sentence
        and following.mention.unit_norm == item.mention.unit_norm
        and bool(_FROM.search(item.own))
        and bool(_TO.match(following.own))
        and following.own_start == item.mention.end
    )


def _says_no_thing(item: Placed, previous: Placed) -> bool:
    """A bare change (件,同比下降62%) or a number right behind another (18类1.3万件) speaks of the same thing."""
    if item.sentence != previous.sentence:
        return False
    return bool(_BARE_CHANGE.fullmatch(item.own)) or item.mention.start == previous.mention.end


def _goes_on_with_shares(item: Placed, previous: Placed) -> bool:
    """降幅分别为20%和33%: a share right behind another, with nothing but a conjunction between."""
    return (
        item.sentence == previous.sentence
        and item.own_start == previous.mention.end
        and not item.own.strip("、和及与")
        and item.mention.unit_norm in _SHARES
    )


def _shared(item: Placed, earlier: list[Reading]) -> list[Reading]:
    """One number for several things: A率、B率均为0; 受理14件,办结14件,均增长367%."""
    words, said = _ALL.split(item.own, maxsplit=1)
    things = _things(words) if words.strip() else _subjects_before(item, earlier)
    return [_as(item, f"{thing}均{said}", "shared") for thing in things] or [Reading(item, item.own)]


def _subjects_before(item: Placed, earlier: list[Reading]) -> list[str]:
    """The words of the numbers of one unit that stand directly before, in the same sentence."""
    subjects: list[str] = []
    last = earlier[-1] if earlier else None
    for reading in earlier[: -_LONGEST_LIST - 1 : -1]:
        if last is None or not _stands_beside(reading, last) or reading.placed.sentence != item.sentence:
            break
        subjects.insert(0, reading.placed.own)
    return subjects


def _stands_beside(reading: Reading, last: Reading) -> bool:
    """Whether both have one unit; where the last one is itself shared by several things, they must be one number."""
    if reading.placed.mention.unit_norm != last.placed.mention.unit_norm or not _may_be_shared(reading.placed.own):
        return False
    return last.shape != "shared" or reading.placed.mention == last.placed.mention


def _things(words: str) -> list[str]:
    """The coordinated metrics of `words`, each with the noun that only the last one carries; empty if it is one."""
    items = [part.strip() for part in _ITEM.split(_LEAD.sub("", words)) if part.strip()]
    if len(items) < 2 or not _METRIC.search(items[-1]):
        return []
    if not all(_METRIC.search(part) or len(part) <= 4 for part in items):
        return []
    tail = _TAIL.search(items[-1])
    noun = tail.group() if tail else ""
    return [part if _METRIC.search(part) else part + noun for part in items]


def _respective(item: Placed, placed: Sequence[Placed], index: int, earlier: list[Reading]) -> str | None:
    """The thing that belongs to this number in A、B、C分别为3件、4件、5件, or in 甲9件,乙4件,分别增长3%、5%."""
    first = index
    while (
        first > max(0, index - _LONGEST_LIST)
        and not _RESPECTIVELY.search(placed[first].own)
        and _continues(placed, first)
    ):
        first -= 1
    match = _RESPECTIVELY.search(placed[first].own)
    if not match:
        return None
    own, position = placed[first].own, index - first
    said = own[match.end() :]
    things = [part for part in _ITEM.split(_LEAD.sub("", own[: match.start()])) if part]
    if len(things) < 2:
        things = _subjects_of_run(placed, first, earlier)
        said = own[: match.start()] + said
    return f"{things[position]}{said}" if 1 < len(things) > position else None


def _subjects_of_run(placed: Sequence[Placed], first: int, earlier: list[Reading]) -> list[str]:
    """The words of as many numbers before `first` as the list that begins there has."""
    last = first
    while last + 1 < min(len(placed), first + _LONGEST_LIST) and _continues(placed, last + 1):
        last += 1
    length = last - first + 1
    before = [
        r.placed.own
        for r in earlier[-2 * _LONGEST_LIST :]
        if r.shape != "respectively" and r.placed.sentence == placed[first].sentence
    ]
    return before[-length:] if len(before) >= length else []


def _continues(placed: Sequence[Placed], index: int) -> bool:
    """Whether this number only goes on with a list of the one before: nothing but 、 or 和 between them."""
    return placed[index].sentence == placed[index - 1].sentence and not placed[index].own.strip("、和及与, ")
