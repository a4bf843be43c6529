"""Words that bound or blur a number (超过, 近, 余, 以上), and what they make of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.records import Cmp

_COMPARATORS: dict[str, Cmp] = {
    "不低于": "ge",
    "不小于": "ge",
    "不少于": "ge",
    "至少": "ge",
    "不超过": "le",
    "不高于": "le",
    "不多于": "le",
    "最多": "le",
    "至多": "le",
    "最长": "le",
    "高于": "gt",
    "超过": "gt",
    "超": "gt",
    "逾": "gt",
    "低于": "lt",
    "少于": "lt",
    "不足": "lt",
    "不到": "lt",
    "将近": "lt",
    "接近": "lt",
    "近": "lt",
    "上": "ge",
    "大约": "approx",
    "约": "approx",
    "余": "gt",
    "多": "gt",
    "以上": "ge",
    "以下": "le",
    "以内": "le",
    "之内": "le",
    "内": "le",
    "左右": "approx",
    "上下": "approx",
    "强": "gt",
    "弱": "lt",
}
_AFTER = frozenset({"余", "多", "以上", "以下", "以内", "之内", "内", "左右", "上下", "强", "弱"})
BEFORE = frozenset(_COMPARATORS) - _AFTER
_LONGEST_BEFORE = max(map(len, BEFORE))
_LAST_OF_BEFORE = frozenset(word[-1] for word in BEFORE)
# 赶超, 附近, 节约 … end in a comparator and compare nothing.
_NOT_BEHIND = {
    "超": ("赶",),
    "近": ("附", "最", "邻", "临"),
    "约": ("节", "公", "合", "预", "契", "履", "违", "签", "特", "邀", "规民"),
    "上": ("以", "之", "千"),
}
_OF_A_HUNDRED = re.compile("十?[百千万]")


def comparison(affixes: Sequence[str], masked: str, start: int) -> Cmp:
    """What the affixes say; 突破 is a verb that is no part of the number and still says more than it."""
    if affixes:
        return _COMPARATORS[affixes[0]]
    return "gt" if masked.endswith("突破", 0, start) else "eq"


def comparator_before(masked: str, start: int) -> str | None:
    """The word of comparison that ends where a number starts, a space between them allowed."""
    end = start - 1 if masked[start - 1 : start].isspace() else start
    if masked[end - 1 : end] not in _LAST_OF_BEFORE:
        return None
    for length in range(_LONGEST_BEFORE, 0, -1):
        word = masked[max(0, end - length) : end]
        if word in BEFORE:
            return word if _compares(word, masked, end - length, start) else None
    return None


def _compares(word: str, masked: str, at: int, number: int) -> bool:
    if masked.endswith(_NOT_BEHIND.get(word, ()), 0, at):
        return False
    return word != "上" or _OF_A_HUNDRED.match(masked, number) is not None
