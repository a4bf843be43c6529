"""The marks that open a section: how each style is written, sound or damaged, and the number it carries."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

_CN = "一二三四五六七八九十"
_CN_DIGITS = {char: value for value, char in enumerate(_CN, start=1)}
_DIGITS = "0123456789"
# These stay as they are when text is folded.
_PARENTHESISED, _CIRCLED, _BRACKETED, _DOTTED = (
    "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩",
    *("".join(chr(ord(first) + n) for n in range(20)) for first in "①⑴⒈"),
)

# 三是非诉讼… is a third point, 是否, 是非曲直 and 要素 are words.
_IS = r"(?:是(?!否|非(?:[,。;、]|曲直|分明|观|标准))|要(?![素求点件闻害领旨事务职]))"


@dataclass(frozen=True, slots=True)
class Style:
    """One way to write a marker: the characters it can begin with, and the whole.

    A `damaged` style counts only where the number before it has been seen.
    """

    name: str
    first: str
    pattern: re.Pattern[str]
    damaged: bool = False


# The marker of a line that something is glued to: 一、 (一) 1.
MARKER_INSIDE = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|(?<![\dA-Za-z])\d{1,2}[.、](?![\dA-Za-z]))"
)


class Marker(NamedTuple):
    style: str
    number: int
    start: int
    end: int
    damaged: bool


_STYLES = (
    Style("part", "第", re.compile(rf"第([{_CN}]{{1,3}})(?:部分|章|节)[、:,.]?")),
    Style("chapter", _CN, re.compile(rf"([{_CN}]{{1,3}})\s?(?:、|\.(?!\d))")),
    Style("item", f"(〔[{_PARENTHESISED}", re.compile(rf"[(〔\[]([{_CN}]{{1,3}})[)〕\]][、.]?|([{_PARENTHESISED}])")),
    Style(
        "item", f"({_CN}", re.compile(rf"([{_CN}]{{1,3}})\)[、.]?|\(([{_CN}]{{1,3}})(?=[\u4e00-\u9fff])"), damaged=True
    ),
    Style(
        "point",
        f"{_DIGITS}{_DOTTED}",
        re.compile(rf"(\d{{1,2}})\s?(?:[.、](?!\s?\d)|[.、]\s?(?=20\d\d年))|([{_DOTTED}])"),
    ),
    Style("subpoint", f"({_BRACKETED}", re.compile(rf"[(](\d{{1,2}})[)][、.]?|([{_BRACKETED}])")),
    Style("subsubpoint", f"{_DIGITS}{_CIRCLED}", re.compile(rf"(\d{{1,2}})[)][、.]?|([{_CIRCLED}])")),
    Style("serial", _CN, re.compile(rf"([{_CN}]{{1,3}}){_IS}")),
    # `1理论武装`: the dot is lost. A unit or a year behind the digit makes it a number.
    Style(
        "point",
        _DIGITS,
        re.compile(r"(\d{1,2})(?=[\u4e00-\u9fff])(?![年月日个件项次名人家条份起期类种万亿余多户宗场批])"),
        damaged=True,
    ),
)
_INDENT = re.compile(r"[\s|*#]*")
# The styles by the characters that they begin with; most lines begin with none of them.
_STYLES_BY_FIRST = {
    first: tuple(style for style in _STYLES if first in style.first) for first in "".join(s.first for s in _STYLES)
}
_FIRST_OR_INDENT = frozenset((*_STYLES_BY_FIRST, *"|*#", *filter(str.isspace, map(chr, range(0x3001)))))
# What stands before is looked for behind the first character: so the search begins with characters and not with places.
_SERIAL_INSIDE = re.compile(rf"([{_CN}](?<=[。;:,!?、\s)”在为].)[{_CN}]{{0,2}}){_IS}")
_ITEM_INSIDE = re.compile(rf"\((?<=[。;:!?\s]\()([{_CN}]{{1,3}})\)")
_SUBPOINT_INSIDE = re.compile(r"\((?<=[。;:!?\s]\()(\d{1,2})\)")
_CIRCLED_INSIDE = re.compile(rf"([{_CIRCLED}])(?<=[。;:,!?\s].)")
_INSIDE_WITHOUT_BRACKETS = (("serial", _SERIAL_INSIDE), ("subsubpoint", _CIRCLED_INSIDE))
_INSIDE = (*_INSIDE_WITHOUT_BRACKETS, ("item", _ITEM_INSIDE), ("subpoint", _SUBPOINT_INSIDE))


# Rules of the head and foot, adverts and sections ask for the same lines.
@lru_cache(maxsize=512)
def marker_at_start(folded: str) -> Marker | None:
    """The marker at the start of a folded line, its indent skipped; damaged styles come last."""
    if folded[:1] not in _FIRST_OR_INDENT:
        return None
    indent = _INDENT.match(folded)
    at = indent.end() if indent else 0
    for style in _STYLES_BY_FIRST.get(folded[at : at + 1], ()):
        match = style.pattern.match(folded, at)
        if match and folded[match.end() :].strip():
            number = _number(next(group for group in match.groups() if group))
            return Marker(style.name, number, at, match.end(), style.damaged)
    return None


def markers_inside(folded: str, opening: Marker | None) -> list[Marker]:
    """`一是… 二是…`, `(一)… (二)…`, `(1)… (2)…` and `①… ②…` within a line, behind the marker that opens it."""
    start = opening.end if opening else 0
    found: list[Marker] = []
    for style, pattern in _INSIDE if "(" in folded else _INSIDE_WITHOUT_BRACKETS:
        if matches := list(pattern.finditer(folded, start)):
            found.extend(_run(matches, style, opening.number if opening and opening.style == style else 0))
    return sorted(found, key=lambda marker: marker.start)


def _run(matches: Sequence[re.Match[str]], style: str, last: int) -> Iterator[Marker]:
    """The markers of one style that go on from number `last`.

    A run starts at 一 and counts only if 二 follows, so that a lone 一是 stays a phrase.
    """
    numbers = [_number(match[1]) for match in matches]
    for place, (match, number) in enumerate(zip(matches, numbers, strict=True)):
        if number == 1 and numbers[place + 1 : place + 2] != [2]:
            continue
        if number in (1, last + 1):
            yield Marker(style, number, match.start(), match.end(), damaged=False)
            last = number


def _number(text: str) -> int:
    if text.isdecimal():
        return int(text)
    if text[0] in _CN_DIGITS:
        return _chinese(text)
    return next(signs.index(text) + 1 for signs in (_PARENTHESISED, _CIRCLED, _BRACKETED, _DOTTED) if text in signs)


def _chinese(text: str) -> int:
    if "十" not in text:
        return int("".join(str(_CN_DIGITS[char]) for char in text))
    tens, _, ones = text.partition("十")
    return 10 * (_CN_DIGITS.get(tens, 1)) + _CN_DIGITS.get(ones, 0)
