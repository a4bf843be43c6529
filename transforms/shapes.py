"""Numbers that no measure word follows: ranks, shares in words, halves, ratios, bare zeros and counts.

What a number with its measure word is, `transforms/mentions.py` says; both give the same `Mention`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from transforms.comparators import BEFORE, comparator_before, comparison
from transforms.masks import CUT
from transforms.numerals import parse_number, to_hundredths
from transforms.records import Cmp
from transforms.units import units

# A page may break a line in a numeral (1, 256件, 知晓率98. 6%) where nothing else can be meant; and an advert may have
# stood in it.
ARABIC = (
    r"(?>[1-9]\d{0,2}(?:, ?\d{3})+(?:\.\d+)?(?!\d)"
    r"|(?:(?<=[率度达到为占至款额])|(?<=[率度达到为占至款额] ))"
    r"(?>\d+)(?: \. ?|\. )\d{1,2}(?= ?(?:%|‰|[万亿]|个?百分点))"
    rf"|\d+(?:{CUT}+\d+)?(?:\.\d+)?)"
)
CHINESE_REST = "[一二两三四五六七八九十百千万亿零]*"
_CHINESE = f"[一二两三四五六七八九十百千万]{CHINESE_REST}"
_RANK = re.compile(
    r"(?:排名|排|列|居|并列|竞赛|比赛|比武|获得?|全[国省市区县州]|考核|评[比价估选]|名次|位次|夺得?|以|取得|蝉联|荣登|跃|[升降滑退][至到为]|前移[至到]|进位[至到]|提高[至到])"
    r"(?:[^,。;、:第()]{0,4}\([^()]{1,8}\))?[^,。;、:第]{0,8}?(第\s?([一二三四五六七八九十]{1,3}|\d{1,3}))(?:\s?[名位])?(?=[,。;、:)”的]|和第[一二三四五六七八九十\d]{1,3}[名位]|好?成绩|[升跃前进提]|$)"
)
_RANKED_TOO = re.compile(r"[、和](第([一二三四五六七八九十]{1,3}|\d{1,3}))[名位]")
_FURTHEST_RANK = 12
# 由第1降到第4, 从上年的第9位上升至第5位
_RANK_BEFORE = re.compile(
    r"[由从][^,。;:第]{0,14}(第([一二三四五六七八九十]{1,3}|\d{1,3}))(?:名|位)?"
    r"(?=(?:上升|下降|提升|提高|下滑|前进|进位|跃升|前移|后移|[升降跃退滑])[^,。;第]{0,6}第)"
)
# What stands before is looked for behind the first character, here and below: so the search begins with characters.
RANK_MOVES = "(?:[前后上]移|上升|提升|跃升|前进|进位|下降|下滑)"
_RANK_MOVE = re.compile(
    f"[一二两三四五六七八九十](?<=[移升进位降滑了].)(?<={RANK_MOVES}.|(?:[移升进位降滑]了).)"
    "[一二三四五六七八九十]?(?=位)"
)
# 进入全国前五, 位居全省前3名; 前三季度 and 前三年 are times.
_AMONG_THE_FIRST = re.compile(
    r"前(?=[一二三四五六七八九十\d])(?:(?<=(?:进入|跻身|位列|位居|排名|名列|保持|持在)前)|(?<=[居列]前)"
    r"|(?<=(?:进入|跻身|位列|位居|排名|名列)全[国省市区县州]前)|(?<=[居列]全[国省市区县州]前))"
    r"(?P<number>[一二三四五六七八九十]{1,3}|\d{1,3})(?:名|位|强)?(?=[,。;、)]|行列|方阵|$)"
)
# 居全县各镇街前三: among whom stands between.
_AMONG_WHOM = re.compile(
    r"(?:位居|(?<![邻安定民旅鉴])居|位列|名列|排名|跻身|进入)(?![^,。;]{0,12}(?:倒数|负面|参加|调查))[^,。;、:\d前]{1,10}"
    r"(前(?P<number>[一二三四五六七八九十]{1,3}|\d{1,3})(?:名|位|强)?)(?=[,。;、)]|行列|方阵|$)"
)
_BARE_ZERO = re.compile(
    r"[率访故件诉报错](?:(?<=率)[^,。;%\d]{0,4}|(?<=上访|信访|事故|案件|投诉|举报|事件|败诉|纠错)[^率,。;%\d]{0,4})"
    r"(?:为|是|保持|降至|达|达到)\s*(0|零(?![点容星散距售工增部接口]))(?![\d.%])"
)
# A count without a measure word: 注册用户数超23万, 总人口4.6万, 得分91.2.
_BARE_COUNT = re.compile(
    r"[数量额口分户](?:(?<=[数量额])|(?<=人口)|(?<=[得评]分)|(?<=用户))"
    rf"(?:已|累计|突破|达到|达|为|共)*(?:{'|'.join(sorted(BEFORE, key=len, reverse=True))})?"
    rf"((?P<number>{ARABIC})(?P<more>[余多])?(?P<times>万|亿)?(?P<more2>[余多])?)(?=\+?[,。;、]|$)"
)
# 复议与诉讼之比为2.3:1; 8:1 without 比 may be a time or a score.
_RATIO = re.compile(r"比[^,。;\d]{0,8}?(\d+(?:\.\d+)?):1(?![\d.])")
_RATIO_AGAIN = re.compile(r"(?:到|至|为)(\d+(?:\.\d+)?):1(?![\d.])")
_PERCENT_WORDS = re.compile(rf"百分之({_CHINESE}(?:点[〇零一二三四五六七八九]+)?|\d+(?:\.\d+)?)(以上|以下|左右)?")
# 三分之二, 十分之一; 百分之 is above.
_FRACTION = re.compile(
    r"(?<![一二三四五六七八九十百千万])(?P<whole>[二三四五六七八九十千万])分之(?P<part>[一二两三四五六七八九](?:点[〇零一二三四五六七八九]+)?)(?P<after>以上|以下|左右|[强弱](?=[,。;、)]))?"
)
_HALF = re.compile(
    r"(?<![经获])半数(以上|以下|左右)?(?![票通同])|(?<=[占了少低短缩降减简约过近足到])一半(以上|左右)?|一半(以上|左右)"
)
_OVER_HALF = re.compile(r"(?<![超经通度])过半数?(?=[的以,。;、)]|案|纠|$)")
# 开办时间压缩至半天; elsewhere half a day says when or how long somebody waits.
_HALF_DAY = re.compile(r"(?<=[至到在需要快用])半(天|日|个工作日)(以内|之内|内)?")
# 缩短为5天半, 1个半小时; 两年半 says how long something has been so, except behind a word that leads to it.
_AND_A_HALF = re.compile(
    r"(?P<number>(?<![\d.,])\d{1,3}|(?<=[至到为])[一二两三四五六七八九十]{1,3})"
    r"(?:(?P<unit>个工作日|个小时|小时|个月|天|周|年)半(?![年天数月个夜径封次程板导成岛山脱])|个半(?P<rest>工作日|小时|月)(?!板))(?P<after>以内|之内|左右|内)?"
)
# 平均到场时间8分30秒: minutes would have no end as a decimal.
_MINUTES = re.compile(r"(?<![\d.:得])([1-5]?\d)分钟?([1-5]?\d)秒(?![种钟])(以内|之内|内)?")
# A sum of money in round numbers has no digit: 近千万元, 超百亿元; nor has one in Chinese numerals: 三百二十万元.
_ROUND_MONEY = re.compile(
    r"[十百千万亿](?:(?<=[近超逾].)|(?<=超过.))(?<![不未]超.)(?<![附临邻]近.)[万亿]?(?P<more>[余多])?元(?!以)"
)
_CHINESE_MONEY = re.compile(
    r"[一二两三四五六七八九](?<![第每点一二两三四五六七八九十百千万亿零].)[一二两三四五六七八九十百千万亿零]*[十百千万亿]"
    r"(?P<more>[余多])?(?P<times>[万亿])?元(?![以化制区里])"
)
# Doubled once is one time more than before, twice three times more.
_DOUBLED = re.compile(r"翻了?([一两二三])番")
# 七成以上, 近三成, 六成半; not 完成, 三成员, 一成不变.
_TENTHS = re.compile(
    r"([一二两三四五六七八九1-9])(?<![第分组\d.].)成(半|[一二三四五六七八九](?=的|以|左右|[,。;、)]|$))?(多)?(以上|以下|左右)?"
    r"(?![不立员为果效功绩本年长就交品熟套])"
)


class Mention(NamedTuple):
    """A number with its unit in one line; `start` and `end` are offsets in that line.

    `low` and `high` are set for a range, `value` is then `None`. `rank_scope` is the 全省 of 全省第一.
    """

    start: int
    end: int
    value: Decimal | None
    unit: str | None
    unit_norm: str | None
    cmp: Cmp
    affixes: tuple[str, ...]
    shape: str
    low: Decimal | None = None
    high: Decimal | None = None
    rank_scope: str | None = None


def compared(
    masked: str,
    span: tuple[int, int],
    value: Decimal | None,
    unit: str | None,
    unit_norm: str | None,
    after: tuple[str | None, ...],
    shape: str,
) -> Mention:
    """The mention at `span` with the words that compare: 超过 before it, 余 or 以上 (`after`) in or behind it."""
    start, end = span
    before = comparator_before(masked, start)
    if before:
        start = masked.rindex(before, 0, start)
    affixes = tuple(filter(None, (before, *after)))
    return Mention(start, end, value, unit, unit_norm, comparison(affixes, masked, start), affixes, shape)


def _ranks(folded: str) -> Iterator[Mention]:
    for match in _RANK.finditer(folded):
        scope = re.search(r"全[国省市区县州]", match.group())
        yield Mention(
            *match.span(1),
            parse_number(match[2]),
            "位",
            "位",
            "eq",
            (),
            "rank",
            rank_scope=scope.group() if scope else None,
        )
        # 分别居全省第五、第三位
        for also in _RANKED_TOO.finditer(folded, match.end(), match.end() + _FURTHEST_RANK):
            yield Mention(*also.span(1), parse_number(also[2]), "位", "位", "eq", (), "rank")


def _ranks_before(folded: str) -> Iterator[Mention]:
    for match in _RANK_BEFORE.finditer(folded):
        yield Mention(*match.span(1), parse_number(match[2]), "位", "位", "eq", (), "rank_before")


def _among_the_first(folded: str) -> Iterator[Mention]:
    for match in _AMONG_THE_FIRST.finditer(folded):
        left = folded[: match.start()][-2:]
        scope = left if left.startswith("全") else None
        yield Mention(*match.span(), parse_number(match["number"]), "位", "位", "le", (), "rank", rank_scope=scope)


def _among_whom(folded: str) -> Iterator[Mention]:
    for match in _AMONG_WHOM.finditer(folded):
        yield Mention(*match.span(1), parse_number(match["number"]), "位", "位", "le", (), "rank")


def _and_a_half(masked: str) -> Iterator[Mention]:
    for match in _AND_A_HALF.finditer(masked):
        unit = units()[match["unit"] or f"个{match['rest']}"]
        value = parse_number(match["number"]) + Decimal("0.5")
        yield compared(masked, match.span(), value, unit.unit, unit.norm, (match["after"],), "half")


def _minutes(masked: str) -> Iterator[Mention]:
    for match in _MINUTES.finditer(masked):
        value = 60 * parse_number(match[1]) + parse_number(match[2])
        yield compared(masked, match.span(), value, "秒", "秒", (match[3],), "minutes")


def _round_money(masked: str) -> Iterator[Mention]:
    for match in _ROUND_MONEY.finditer(masked):
        value = parse_number(match[0].rstrip("余多元"))
        yield compared(masked, match.span(), value, "元", "元", (match["more"],), "round")


def _chinese_money(masked: str) -> Iterator[Mention]:
    for match in _CHINESE_MONEY.finditer(masked):
        number = re.sub("[余多元]", "", match[0])
        value = parse_number(number.removesuffix(match["times"] or ""), match["times"])
        yield compared(masked, match.span(), value, "元", "元", (match["more"],), "chinese")


def _percent_words(masked: str) -> Iterator[Mention]:
    for match in _PERCENT_WORDS.finditer(masked):
        yield compared(masked, match.span(), parse_number(match[1]), "%", "%", (match[2],), "percent_words")


def _tenths(masked: str) -> Iterator[Mention]:
    for match in _TENTHS.finditer(masked):
        ones = Decimal(5) if match[2] == "半" else parse_number(match[2] or "零")
        value = 10 * parse_number(match[1]) + ones
        yield compared(masked, match.span(), value, "%", "%", (match[3], match[4]), "tenths")


def _fractions(masked: str) -> Iterator[Mention]:
    return (_fraction(match, masked) for match in _FRACTION.finditer(masked))


def _fraction(match: re.Match[str], masked: str) -> Mention:
    """A part of a whole in percent (of a thousand in ‰); a third has no end as a decimal and is `approx`."""
    part, whole = parse_number(match["part"]), parse_number(match["whole"])
    unit, scale = ("‰", 1000) if whole == 1000 else ("%", 100)
    value = part * scale / whole
    # Of ten thousand a part has an end as a decimal: 万分之三点二 is 0.032 %.
    value = value if whole in (10, 1000, 10000) else to_hundredths(value)
    mention = compared(masked, match.span(), value, unit, unit, (match["after"],), "fraction")
    return mention if mention.affixes or value * whole == part * scale else mention._replace(cmp="approx")


def _halves(masked: str) -> Iterator[Mention]:
    for match in _HALF.finditer(masked):
        yield compared(masked, match.span(), Decimal(50), "%", "%", match.groups(), "half")
    for match in _OVER_HALF.finditer(masked):
        yield Mention(*match.span(), Decimal(50), "%", "%", "gt", ("过",), "half")


def _half_days(masked: str) -> Iterator[Mention]:
    for match in _HALF_DAY.finditer(masked):
        unit = units()[match[1]]
        yield compared(masked, match.span(), Decimal("0.5"), unit.unit, unit.norm, (match[2],), "half")


def _doubled(masked: str) -> Iterator[Mention]:
    for match in _DOUBLED.finditer(masked):
        yield Mention(*match.span(), 2 ** parse_number(match[1]) - 1, "倍", "倍", "eq", (), "doubled")


def _ratios(masked: str) -> Iterator[Mention]:
    for pattern in (_RATIO, _RATIO_AGAIN):
        for match in pattern.finditer(masked):
            yield Mention(match.start(1), match.end(1) + 2, parse_number(match[1]), None, None, "eq", (), "ratio")


def _rank_moves(masked: str) -> Iterator[Mention]:
    for match in _RANK_MOVE.finditer(masked):
        yield Mention(match.start(), match.end() + 1, parse_number(match[0]), "位", "位", "eq", (), "chinese")


def _bare_zeros(masked: str) -> Iterator[Mention]:
    for match in _BARE_ZERO.finditer(masked):
        unit_norm = "%" if match[0][0] == "率" else None
        yield Mention(*match.span(1), Decimal(0), None, unit_norm, "eq", (), "bare_zero")


def _bare_counts(masked: str) -> Iterator[Mention]:
    for match in _BARE_COUNT.finditer(masked):
        value = parse_number(match["number"], match["times"])
        yield compared(masked, match.span(1), value, None, None, (match["more"], match["more2"]), "bare_count")


_RARE: tuple[tuple[str, Callable[[str], Iterator[Mention]]], ...] = (
    ("百分之", _percent_words),
    ("成", _tenths),
    ("分之", _fractions),
    ("半", _halves),
    ("半", _half_days),
    ("半", _and_a_half),
    ("秒", _minutes),
    ("元", _round_money),
    ("元", _chinese_money),
    ("番", _doubled),
    (":1", _ratios),
    ("位", _rank_moves),
)


def shapes_of(folded: str, masked: str) -> Iterator[Mention]:
    """The mentions of every shape, each looked for where the line has the characters that it cannot do without.

    Ranks are read in the line itself, since 第三 is masked.
    """
    if "第" in folded:
        yield from _ranks(folded)
        yield from _ranks_before(folded)
    if "前" in folded:
        yield from _among_the_first(folded)
        yield from _among_whom(folded)
    for needed, shape in _RARE:
        if needed in masked:
            yield from shape(masked)
    if "0" in masked or "零" in masked:
        yield from _bare_zeros(masked)
    yield from _bare_counts(masked)
