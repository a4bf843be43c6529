"""Whether a place that a text names is one that it only tells of: visited, learnt from, helped, followed, led by.

The verb must govern the place: between it and the place only other places stand.
"""

from __future__ import annotations

import re

# A region named for its leaders' visit or a superior's guidance is not the one that reports.
_SUPERIOR = re.compile(r"(?:视察|考察|来|赴|在|对)$")
# 对照甘肃省实施方案: whom one follows.
_FOLLOWED = re.compile("(?:对照|落实|贯彻|按照|根据)$")
_LED_BY = re.compile(r"领导|指导|部署|要求|关心|支持|监督")
# 赴杭州市、深圳市南山区学习考察, 推广诸暨市“枫桥经验”、浦江县“浦江经验”: between verb and place only others stand.
# 学习贯彻习近平法治思想 is no visit.
_OF_OTHERS = r"(?:赴|前往|借鉴|推广|对标|对接|邀请|学习(?!贯彻|宣传|领会|落实|教育|习近平|党|中央|省|市|《))"
_OTHER_PLACES = r"(?:[\u4e00-\u9fff]{2,9}?[省市县区州旗镇乡][、和及与]?|“[^”]{0,12}”(?:经验)?[、和]?){0,4}"
_TELLS_OF_OTHERS = re.compile(_OF_OTHERS)
_ELSEWHERE_BEFORE = re.compile(f"{_OF_OTHERS}{_OTHER_PLACES}$")
# 福建省晋江市司法局选派5名律师到我县, 湖北省大冶市调研组来我县交流, 浙江省安吉县帮助我县
_ELSEWHERE_BEHIND = re.compile(
    r"[^,。;]{0,16}?(?:选派|派出)[^,。;]{0,12}?[到来赴]我|[^,。;]{0,10}?(?:调研|考察|代表)[组团](?:一行)?[来到赴]我"
    r"|[\u4e00-\u9fff]{0,8}?帮助我"
)
# 与某县签订对口支援协议, 与某区、某市相比; but 与上年相比
_TOGETHER_BEFORE = re.compile(f"与{_OTHER_PLACES}$")
_TOGETHER_BEHIND = re.compile(r"[^,。;]{0,24}?(?:相比|签订|结对|对口|协作|共建)")
_FURTHEST_VERB = 30
_FURTHEST_LEADER, _LONGEST_VERB = 8, 2


def is_elsewhere(text: str, start: int, end: int) -> bool:
    """Whether a folded text tells of the place whose name stands there as of another's: 赴…学习考察, 在…领导下."""
    is_led = _LED_BY.search(text, end, end + _FURTHEST_LEADER) is not None
    if is_led or _SUPERIOR.search(text, max(0, start - _LONGEST_VERB), start):
        return True
    before = text[max(0, start - _FURTHEST_VERB) : start]
    behind = text[end : end + _FURTHEST_VERB]
    if _ELSEWHERE_BEFORE.search(before) or _ELSEWHERE_BEHIND.match(behind):
        return True
    return _TOGETHER_BEFORE.search(before) is not None and _TOGETHER_BEHIND.match(behind) is not None


def is_followed(text: str, start: int) -> bool:
    """Whether the text follows what the place orders: 对照甘肃省实施方案."""
    return _FOLLOWED.search(text, max(0, start - _LONGEST_VERB), start) is not None


def of_itself(opening: str) -> str:
    """The clauses of an opening that do not tell of others."""
    clauses = re.split("[,。;]", opening)
    return ",".join(clause for clause in clauses if not _LED_BY.search(clause) and not _TELLS_OF_OTHERS.search(clause))
