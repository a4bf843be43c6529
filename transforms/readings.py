"""A number read as one fact, with the words that it shares with others."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from transforms.context import Placed

LONGEST_LIST = 30
# What says that a number is of the year alone.
WITHIN_YEAR = re.compile(r"全年|年内|今年|本年|当年|新[增聘设建]")
JOINTS = "、和及与, "
# A number of a list may say its year: 由2021年的18%、2022年的12%下降至8%.
_OF_A_YEAR = re.compile(r"[、和]?(?:19|20)\d{2}年度?的")


class Reading(NamedTuple):
    """A number read as one fact.

    `said` is the number's own clause, `placed.own` that clause completed by the words it shares with others.
    `is_baseline` marks the old value of a before/after pair, `shape` names the construction. `whole` is the position
    (in the line) of the number whose part this one is, `shared` what that number or an earlier item of the same list
    says of both (`transforms/parts.py` finds the two). `years_ago`: how many years before the report's the number is
    of, where a list of 近三年 says so.
    """

    placed: Placed
    said: str
    is_baseline: bool = False
    shape: str | None = None
    whole: int | None = None
    shared: str = ""
    years_ago: int | None = None


def end_of_list(placed: Sequence[Placed], first: int, goes_on: Callable[[Sequence[Placed], int], bool]) -> int:
    """The position behind the list that begins at `first`; `goes_on` says whether a number belongs to it."""
    end = first + 1
    while end < min(len(placed), first + LONGEST_LIST) and goes_on(placed, end):
        end += 1
    return end


def continues(placed: Sequence[Placed], index: int) -> bool:
    """Whether this number only goes on with a list of the one before: nothing but 、, 和 or its year between them."""
    item, before = placed[index], placed[index - 1]
    is_next = item.sentence == before.sentence and item.own_start == before.mention.end
    return is_next and (not item.own.strip(JOINTS) or _OF_A_YEAR.fullmatch(item.own) is not None)
