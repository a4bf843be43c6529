"""Names of betting houses that no list has, by what a page's own adverts say of them.

An advert gives a name with its code or with what one bets on there (皓铂hb8电竞下注, 恒珑皇家赌场官网); the same name
with a code and an offer behind it, or with such a bet, is one wherever the text has it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from transforms.chained import with_what_is_chained
from transforms.divisions import stems_of_places
from transforms.fought import is_forbidden
from transforms.keywords import masked_keywords
from transforms.ordinary import ends_a_word, has_a_word
from transforms.records import Cut
from transforms.rule_files import alternatives, read_words

NAME_OF_THE_PAGE = "ad.name_of_the_page"
# A match, a country: 欧洲杯体育投注, 菲律宾娱乐场.
_NO_NAME = re.compile(
    r"[杯赛联超甲国洲]$|俄罗斯|菲律宾|柬埔寨|加拿大|新加坡|马来西亚|澳大利亚|英格兰|意大利|西班牙|葡萄牙|北京|上海|重庆"
)
_OF_PLACES = tuple("省市县区镇乡村州盟旗")
_WORDS = read_words("adverts.yml")
_GAME = alternatives(_WORDS["played"])
_BET = alternatives(word for key in ("casino", "lounge", "wagered") for word in _WORDS[key])
_OFFER = alternatives(word for key in ("certain", "sure_offer", "call") for word in _WORDS[key])
_CODE = r"[a-z]{1,8}\d{1,6}"
# 政务as400系统; but as228 behind a name that a bet has given is its code.
_NO_WORD = rf"(?!{alternatives(_WORDS['latin'])}(?![a-z]))"
_GIVEN = re.compile(rf"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{{2,5}}?)(?={_NO_WORD}{_CODE}|{_GAME}?{_BET})")
# 华为p40手机 and 沪昆g60高速 have codes, too, and no offers.
_AGAIN = re.compile(
    rf"(?P<code>{_CODE})(?:(?:注册|登录|官网|官方)?入口|{_GAME}?(?:{_BET}|{_OFFER}))+|{_GAME}?{_BET}(?:{_OFFER})*"
)
_MOST = 20
_QUOTED = frozenset(("“”", "《》", "‘’"))


def brands_of(texts: Sequence[str]) -> tuple[str, ...]:
    """The names that adverts in lower case give, at most twenty."""
    given = Counter(name for text in texts for name in set(_GIVEN.findall(text)))
    return tuple(sorted(name for name, _ in given.most_common(_MOST) if _is_of_no_report(name)))


def brands_in(lowered: str, names: Sequence[str]) -> Iterator[Cut]:
    """Where a line has one of the names with a code or a bet behind it, and all that is chained to them."""
    for name in names:
        for found in re.finditer(re.escape(name), lowered):
            start = found.start()
            again = _AGAIN.match(lowered, found.end()) if ends_a_word(lowered, start) else None
            if again and not _is_told_of(lowered, start, again.end(), is_coded=again["code"] is not None):
                yield with_what_is_chained(lowered, Cut(start, again.end(), NAME_OF_THE_PAGE))


def is_of_a_place(name: str) -> bool:
    """Whether what stands before an offer may be a place, a country or a match of which a report speaks."""
    return name.endswith(_OF_PLACES) or name in stems_of_places() or _NO_NAME.search(name) is not None


def _is_of_no_report(name: str) -> bool:
    """Whether a name has no ordinary word of reports, and is of no place, match or trade."""
    return not is_of_a_place(name) and not has_a_word(name) and bool(masked_keywords(name).strip())


def _is_told_of(lowered: str, start: int, end: int, *, is_coded: bool) -> bool:
    """Whether the text speaks of it: how it is fought, between quotation marks, beside others of its trade."""
    beside = lowered[max(0, start - 1) : start], lowered[end : end + 1]
    if "".join(beside) in _QUOTED or (not is_coded and "、" in beside):
        return True
    return is_forbidden(lowered, start, end)
