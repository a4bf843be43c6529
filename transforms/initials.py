"""Names that their pinyin initials betray.

A betting house's name has its code behind it (永盈会yyh88, 黄金城hjc222), a site's is that of its address (实干笔记,
shiganbiji.net).
The initials say where the name begins, which no other sign does amid a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

from transforms.ordinary import has_a_word
from transforms.rule_files import read_words

# GB 2312-80, level 1: 3,755 characters in the order of their pinyin. Where each initial begins, as two bytes.
_BEGINNINGS = (
    *(0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8),
    *(0xC4C3, 0xC5B6, 0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1, 0xD7FA),
)
_INITIALS = "abcdefghjklmnopqrstwxyz"
_WORDS = read_words("houses.yml")
_ENDS_A_NAME, _MEETINGS = tuple(_WORDS["ends_a_name"]), tuple(_WORDS["meeting"])
# The look-behind comes after the first letter so that the search can skip to letters. A number that counts is no code.
_LETTERS = re.compile(
    r"([a-z](?<=[\u4e00-\u9fff].)[a-z]{1,4})(\d{0,6}+)(?![a-z0-9]|\s?[年月日号时点个件名人次项家份条场期户起万亿余多%])"
    r"(娱乐(?!场所)|国际(?!标准)|棋牌|彩票|电竞)?"
)
# 某橙湾(mcw); what offices call their platforms ends otherwise: 浙里办(zlb), 一网通办(ywtb).
_BRACKETED = re.compile(
    r"\((?<=[\u4e00-\u9fff].)(?<![办通政事码云台局委府院省市区县镇乡检法诉信].)([a-z]{3,5})\)"
    r"(?!平台|系统|公益|组织|app|”)"
)
_OF_A_NAME = re.compile("[\u4e00-\u9fffa-z0-9]{2,8}$")
# Not an office's own.
_ENDING = re.compile(rf"(?:{'|'.join(map(re.escape, read_words('adverts.yml')['ending']))})(?![a-z.])")
# A page of nothing else would cost its square.
_LONGEST_ADDRESS, _MOST_ADDRESSES = 60, 50


def spans_of_initials(lowered: str) -> Iterator[tuple[int, int]]:
    """Where a name stands with its initials behind it, and what digits and trade follow them; or in brackets."""
    for match in _BRACKETED.finditer(lowered):
        start = match.start() - len(match[1])
        name = lowered[max(0, start) : match.start()]
        if start >= 0 and _initials(name) == match[1] and not has_a_word(name):
            yield start, match.end()
    for match in _LETTERS.finditer(lowered):
        start = match.start() - len(match[1])
        name = lowered[max(0, start) : match.start()]
        betrayed = match[3] or (match[2] and name.endswith(_ENDS_A_NAME) and not name.endswith(_MEETINGS))
        if start >= 0 and betrayed and _initials(name) == match[1]:
            yield start, match.end()


def addresses_in(lowered: str, beginning: re.Pattern[str]) -> Iterator[tuple[re.Match[str], int]]:
    """What `beginning` finds of the first fifty addresses of a text in lower case, up to their ending (.com, .net), and
    where that ends."""
    for ending in islice(_ENDING.finditer(lowered), _MOST_ADDRESSES):
        found = beginning.search(lowered, max(0, ending.start() - _LONGEST_ADDRESS), ending.start())
        if found:
            yield found, ending.end()


def name_like_its_address(before: str, letters: str) -> str:
    """The longest end of a text, of two characters or more, whose initials an address has in their order, from its
    first letter on (某干笔记: sgbj in shiganbiji); empty where none is."""
    run = _OF_A_NAME.search(before)
    name = run[0] if run else ""
    ends = (name[start:] for start in range(len(name) - 1))
    return next((end for end in ends if _stand_in(_spelt(end), letters)), "")


def _spelt(name: str) -> str:
    return "".join(char if char.isascii() else _initial(char) for char in name)


def _stand_in(initials: str, letters: str) -> bool:
    rest = iter(letters)
    # Of a character beyond level 1 any letter may be the initial.
    found = ((next(rest, "") != "") if initial == "?" else (initial in rest) for initial in initials)
    return initials[0] in (letters[:1], "?") and all(found)


def _initials(characters: str) -> str:
    """The first letters of the pinyin of characters; `?` for those beyond level 1."""
    return "".join(map(_initial, characters))


def _initial(character: str) -> str:
    code = int.from_bytes(character.encode("gb2312", errors="ignore"), "big")
    place = bisect_right(_BEGINNINGS, code) - 1
    return _INITIALS[place] if 0 <= place < len(_INITIALS) else "?"
