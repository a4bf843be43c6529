"""The words with which a report compares: 增长 and 减少, 同比 and 较上年, and the years compared with."""

from __future__ import annotations

import re

from transforms.shapes import RANK_MOVES

# The years that a value may be compared with.
_A_YEAR = r"(?:19|20)\d{2}年"
YEAR_BEFORE = rf"(?:(?:上|去|前)一?年|{_A_YEAR})度?"
_RISES = "增长|增加|净增加?|上升|提高|提升|上涨|攀升|增幅|[前上]移|提速|前进"
_FALLS = "下降|减少|净减少?|降低|缩短|压缩|压减|精简|削减|缩减|下滑|降幅|减幅|回落|[后下]移|后退|退后"
# 比上年多办842件: the verb behind 多 says what there was more of.
_VERB = "(?:受理|办理|收到|接收|审结|审理|查处|化解|调解|完成|[办收接受审建增缴发])?"
_UP = rf"{_RISES}|(?<=[年期末底初比度的])(?:多(?!达){_VERB}|高(?!达)出?)|增(?!设|开|聘|补|配)"
_DOWN = rf"{_FALLS}|(?<=[年期末底初比度的])(?:少{_VERB}|低)|减(?!免)|降"
# The characters that one of these can begin with: looking for them first takes a quarter off a role.
_FIRST_OF_CHANGE = "[增净上提攀前多高下减降缩压精削回后退少低]"
CHANGE = re.compile(
    rf"(?={_FIRST_OF_CHANGE})(?P<word>{_UP}|{_DOWN})(?:(?<!精简)(?<!压缩)(?<!压减)(?<!削减)(?<!缩减)率|了|约|近|超过|超|达到|达|为|均|分别|幅度)*\s*$"
)
_DECREASE = re.compile(f"{_DOWN}|[少低]")
_OF_TIME = re.compile("时限|时间|用时|耗时|期限")
# 合格率99%,高于上年1.4个百分点
_THAN_BEFORE = re.compile(rf"(?P<word>高于|低于|多于|少于|好于|优于){YEAR_BEFORE}(?:同期)?(?:水平)?$")
# 减少入企频次约三成: the thing stands between the word of change and the share.
OF_A_THING = re.compile(
    r"(?P<word>减少|压减|精简|缩减|压缩|削减|减(?=材料|环节|时间|跑动|时限|成本|证明))[^,。;#\d到至为率比]{2,8}$"
)
# 较去年减少败诉案件6件
_MORE_OF_A_THING = re.compile(
    rf"(?:同比|[比较]{YEAR_BEFORE}(?:同期)?)(?P<word>减少|增加|多|少)了?[^,。;的\d到至为率]{{2,12}}$"
)
COMPARED = re.compile(
    r"同比|环比|[比较][“\"]?[十一二三四]{1,2}五[”\"]?(?:期?末|时期)|(?:比|较|与)(?:(?:上|去|前)一?年|年初|期初)[^,。;]{0,4}|(?:比|较)(?:19|20)\d{2}年(?:度|同期)?|与(?:19|20)\d{2}年度?(?:同期)?相比|(?:相较|[比较]法定|[比较]承诺|[比较]规定)[^,。;]{0,6}?(?=同比|增|减|下|上|提|缩|压)"
)
# 与2022年相比,行政复议案件增加26件
_COMPARED_BEFORE = re.compile(rf"[与同和较比]{YEAR_BEFORE}(?:同期)?相比,")
# 排名上升一位; 增加3位 may be persons.
MOVED = re.compile(f"{RANK_MOVES}了?$")
_BARE_CHANGE = re.compile(
    rf"(?:同比|环比|(?:比|较|与)(?:{YEAR_BEFORE}|年初)(?:同期|年?[末底])?(?:相比)?|分别|有所|又|,)*"
    rf"(?:{_RISES}|{_FALLS}|(?:(?<=[年期末底初比度])|^)[多少高低])(?:了|约|达到|达|为)*"
)
# 审查134件,较2023年的121件增长10.7%: what there was before, of the same thing.
_THEN = re.compile(rf"(?:较|比|与){YEAR_BEFORE}(?:同期)?(?:的|\()?$")
# 受理156件,上年同期130件; 受理9件(2022年为14件)
_THEN_ALONE = re.compile(
    rf"\(?而?(?:上一?年|去年)度?(?:同期)?(?:为|是|仅为|仅有|仅|有|只有)?|\({_A_YEAR}(?:度|同期)?(?:为|是)"
)
_CHANGES = re.compile(r"\)?(?:相?比?[增上提减下降回多少]|相比)")
# What all numbers of a list are compared with: A、B较上年分别减少3件和5件; 较2021年、2022年分别减少3件、5件.
COMPARED_WITH = re.compile(rf"(?:同比|环比|(?:比|较|与){YEAR_BEFORE}(?:[、和]{_A_YEAR}度?)*(?:同期)?(?:相比)?),?$")


def change_in(own: str) -> re.Match[str] | None:
    """The word of change (`word`) that a clause ends with, or that stands before the thing that it ends with."""
    return CHANGE.search(own) or _THAN_BEFORE.search(own) or more_of_a_thing(own) or OF_A_THING.search(own)


def more_of_a_thing(own: str) -> re.Match[str] | None:
    """A comparison with the thing behind its word: 较去年减少败诉案件."""
    return _MORE_OF_A_THING.search(own) if "比" in own or "较" in own else None


def is_than_before(own: str) -> bool:
    """Whether a clause says how much more or less than in an earlier year: 高于上年."""
    return _THAN_BEFORE.search(own) is not None


def is_decrease(change: re.Match[str]) -> bool:
    """Whether a word of change says that there was less; of a time 提速 does."""
    is_shorter = change["word"] == "提速" and _OF_TIME.search(change.string) is not None
    return is_shorter or _DECREASE.match(change.string, change.start("word")) is not None


def is_compared_before(topic: str) -> bool:
    """Whether the clause before compares: 与2022年相比,."""
    return "相比," in topic and _COMPARED_BEFORE.search(topic) is not None


def says_change_alone(words: str) -> bool:
    """Whether words say by how much something has changed and not what: 同比下降, 比上年减少了."""
    return _BARE_CHANGE.fullmatch(words.removeprefix(")")) is not None


def is_comparison(words: str) -> bool:
    """Whether words only say with what is compared: 较上年."""
    return COMPARED_WITH.fullmatch(words) is not None


def leads_to_then(own: str, right: str) -> bool:
    """Whether a number is what there was in an earlier year, of what changed since: 比上年|44件|增加17件."""
    return _THEN.search(own) is not None and _CHANGES.match(right) is not None


def is_then_alone(own: str, right: str = "") -> bool:
    """Whether a clause names but the year before, and nothing is said behind its number: 上年同期|130件."""
    return not right.strip(")") and _THEN_ALONE.fullmatch(own) is not None


def names_no_thing(own: str) -> bool:
    """Whether a clause says no more than which year there was so much in."""
    return is_then_alone(own) or _THEN.match(own) is not None
