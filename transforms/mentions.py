"""Where a line states a number with its unit: spans, values and comparators, without yet saying what they mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from functools import cache
from itertools import islice
from typing import NamedTuple

from transforms.comparators import BEFORE, comparator_before, comparison
from transforms.counting import NEAR, counts
from transforms.masks import mask_numbers, mask_quoted
from transforms.numerals import MULTIPLIERS, parse_number, to_hundredths
from transforms.records import Cmp, Refused
from transforms.searching import matches_from
from transforms.units import Unit, units

# A report has some hundred. Each costs 30 microseconds, so that a page of nothing else would take a minute.
MOST_NUMBERS = 10_000
_AND = re.compile("[、和与及]|以及")
_ARABIC = r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
_DIGITS = re.compile("[0-9]+")
_LOW_BEFORE = re.compile(r"(?<![第一二两三四五六七八九十])([一二两三四五六七八九十]{1,3})[至到]$")
_CHINESE_REST = "[一二两三四五六七八九十百千万亿零]*"
_CHINESE = f"[一二两三四五六七八九十百千万]{_CHINESE_REST}"
# Words that begin with a measure word but measure nothing: 人民, 条例, 处理, 本级 …
_NOT_UNIT = (
    r"(?!(?<=人)[民大才社均]|(?<=家)庭|(?<=分)[之别类局析管级]|(?<=位)[于居列]|(?<=面)[积向对临]|(?<=本)[级市区县年院地省局次]"
    r"|(?<=部)[门署委]|(?<=条)[例款]|(?<=通)[过报知]|(?<=封)闭|(?<=场)[所地景]|(?<=期)[间限]|(?<=批)[准复示]"
    r"|(?<=处)[理罚置级]|(?<=所)[有长在属]|(?<=支)[持付部出]|(?<=名)(?:单(?!位)|称)|(?<=台)[账风县山区市]|(?<=起)[诉草步]|(?<=天)[然平津]"
    r"|(?<=周)[年期边]|(?<=年)[度级限龄底初中内均]|(?<=类)似|(?<=对)[应象接口照标于策外内此全各党]|(?<=则)[是为]|(?<=案)[件例由卷值情源中])"
)
_DAYS_LEFT = re.compile(r"(?:意见|时限|期限|时间|为期|法定的?|[至到])\s*$")
_DAYS_RIGHT = re.compile(r"缩|压|减|延|提|办[结成]")
_RANK = re.compile(
    r"(?:排名|排|列|居|并列|竞赛|比赛|比武|获得?|全[国省市区县州]|考核|评[比价估选]|名次|位次|夺得?|以|取得|蝉联|荣登|跃|升[至到]|前移[至到]|进位[至到])"
    r"[^,。;、:第]{0,8}?(第([一二三四五六七八九十]{1,3}|\d{1,3}))(?:名|位)?(?=[,。;、:)”的]|好?成绩|[升跃前进提]|$)"
)
_RANK_MOVE = re.compile("(?:[前后上]移|上升|提升|跃升|前进|进位|下降|下滑)了?(([一二两三四五六七八九十]{1,2})位)")
# 进入全国前五, 位居全省前3名; 前三季度 and 前三年 are times.
_AMONG_THE_FIRST = re.compile(
    r"(?:进入|跻身|位列|位居|列|居|排名|保持在?|名列)(?P<scope>全[国省市区县州])?"
    r"(?P<rank>前(?P<number>[一二三四五六七八九十]{1,3}|\d{1,3})(?:名|位|强)?)(?=[,。;、)]|行列|方阵|$)"
)
_BARE_ZERO = re.compile(
    r"(?:率|(?P<count>上访|信访|事故|案件|投诉|举报|事件|败诉|纠错))[^,。;%\d]{0,4}(?:为|是|保持|降至|达|达到)\s*(0)(?![\d.%])"
)
# A count without a measure word: 注册用户数超23万, 总人口4.6万, 得分91.2.
_BARE_COUNT = re.compile(
    r"[数量额口分户](?:(?<=[数量额])|(?<=人口)|(?<=[得评]分)|(?<=用户))"
    rf"(?:已|累计|突破|达到|达|为|共)*(?:{'|'.join(sorted(BEFORE, key=len, reverse=True))})?"
    rf"((?P<number>{_ARABIC})(?P<more>[余多])?(?P<times>万|亿)?(?P<more2>[余多])?)(?=\+?[,。;、]|$)"
)
# 复议与诉讼之比为2.3:1; 8:1 without 比 may be a time or a score.
_RATIO = re.compile(r"比[^,。;\d]{0,8}?(\d+(?:\.\d+)?):1(?![\d.])")
_RATIO_AGAIN = re.compile(r"(?:到|至|为)(\d+(?:\.\d+)?):1(?![\d.])")
_PERCENT_WORDS = re.compile(rf"百分之({_CHINESE}(?:点[〇零一二三四五六七八九]+)?|\d+(?:\.\d+)?)(以上|以下|左右)?")
# 三分之二, 十分之一; 百分之 is above.
_FRACTION = re.compile(
    r"(?<![一二三四五六七八九十百千万])(?P<whole>[二三四五六七八九十千万])分之(?P<part>[一二两三四五六七八九])(?P<after>以上|以下|左右|[强弱](?=[,。;、)]))?"
)
_HALF = re.compile(
    r"(?<![经获])半数(以上|以下|左右)?(?![票通同])|(?<=[占了少低短缩降减简约过近足到])一半(以上|左右)?|一半(以上|左右)"
)
_OVER_HALF = re.compile(r"(?<![超经通度])过半数?(?=[的以,。;、)]|案|纠|$)")
# 开办时间压缩至半天; elsewhere half a day says when or how long somebody waits.
_HALF_DAY = re.compile(r"(?<=[至到在需要快用])半(天|日|个工作日)(以内|之内|内)?")
# Doubled once is one time more than before, twice three times more.
_DOUBLED = re.compile(r"翻了?([一两二三])番")
# 七成以上, 近三成, 六成半; not 完成, 三成员, 一成不变.
_TENTHS = re.compile(
    r"([一二两三四五六七八九])(?<![第分组].)成(半)?(多)?(以上|以下|左右)?(?![不立员为果效功绩本年长就交品熟套])"
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


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = "|".join(re.escape(word) for word in units())
    chinese = "|".join(re.escape(word) for word, unit in units().items() if unit.chinese)
    multipliers = "|".join(sorted(MULTIPLIERS, key=len, reverse=True))
    after = r"(?P<after>以上|以下|以内|之内|左右|上下|(?<=[天日时月])内)?"
    arabic = re.compile(
        rf"(?<![\dA-Za-z.+/·#-])(?:(?P<low>{_ARABIC})\s*+(?:%\s*+)?[-~–—至到]\s*+)?(?P<number>{_ARABIC})\s?"
        rf"(?P<more>[余多])?(?P<times>{multipliers})?(?P<more2>[余多])?\s?(?P<unit>{words}){_NOT_UNIT}(?:\([件人次宗户]+\))?{after}"
    )
    counted = re.compile(
        rf"(?P<number>[一二两三四五六七八九十百千万](?<![第同每这那某另任逐统唯首各其之数几].){_CHINESE_REST})(?P<more>[余多])?"
        rf"(?P<unit>{chinese}){_NOT_UNIT}{after}"
    )
    return arabic, counted


@cache
def _numerals() -> re.Pattern[str]:
    """What a line without digits has where it may state a number at all; two lines of five have none of it."""
    chinese = "|".join(re.escape(word) for word, unit in units().items() if unit.chinese)
    # From the first character of a run only: a run of 50,000 would cost its square.
    run = "零一二两三四五六七八九十百千万亿"
    return re.compile(
        rf"[半番第前{run}](?:(?<=[半番第])|(?<=前)[一二三四五六七八九十]|(?<![{run}].)[{run}]*+[余多]?(?:{chinese}|成|分之))"
    )


def find_mentions(folded: str) -> list[Mention]:
    """Mentions of one folded line in reading order. Raises `Refused` where there are more than any report has."""
    if not (_DIGITS.search(folded) or _numerals().search(folded)):
        return []
    masked = mask_numbers(folded)
    found = list(islice(_all_shapes(folded, masked), MOST_NUMBERS + 1))
    if len(found) > MOST_NUMBERS:
        raise too_many_numbers()
    return _with_lent_units(masked, _without_overlaps(sorted(found, key=lambda mention: (mention.start, -mention.end))))


def too_many_numbers() -> Refused:
    return Refused(f"more than {MOST_NUMBERS:,} numbers, more than any report has: hand over the report alone")


def _all_shapes(folded: str, masked: str) -> Iterator[Mention]:
    """The mentions of every shape, each looked for where the line has the characters that it cannot do without."""
    if "第" in folded:
        yield from _ranks(folded)
    if "前" in folded:
        yield from _among_the_first(folded)
    yield from _arabic(masked)
    for needed, shape in _RARE_SHAPES:
        if needed in masked:
            yield from shape(masked)
    yield from _bare_counts(masked)
    yield from _chinese(masked)


def _without_overlaps(mentions: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in mentions:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _with_lent_units(masked: str, mentions: list[Mention]) -> list[Mention]:
    """分别压缩至20个和12个工作日: the first number has the unit that the last one spells out."""
    for place in range(len(mentions) - 2, -1, -1):
        one, following = mentions[place], mentions[place + 1]
        spelt = following.unit or ""
        if (
            one.unit == "个"
            and len(spelt) > 1
            and spelt[0] == "个"
            and _AND.fullmatch(masked, one.end, following.start)
        ):
            mentions[place] = one._replace(unit_norm=following.unit_norm)
    return mentions


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


def _among_the_first(folded: str) -> Iterator[Mention]:
    for match in _AMONG_THE_FIRST.finditer(folded):
        scope = match["scope"]
        yield Mention(
            *match.span("rank"), parse_number(match["number"]), "位", "位", "le", (), "rank", rank_scope=scope
        )


def _arabic(masked: str) -> Iterator[Mention]:
    for match in matches_from(_DIGITS, _patterns()[0], masked):
        low, number, more, times, more2, unit, after = match.groups()
        if unit != "日" or after or _is_a_span_of_days(match, masked):
            numeral = _Numeral(number, unit, (more, more2, after), times, low)
            yield _counted(numeral, masked, match.span(), "arabic")


def _is_a_span_of_days(match: re.Match[str], masked: str) -> bool:
    """由7日缩短至2日, 公开征求意见30日; otherwise N日 is a day of a month."""
    return bool(
        comparator_before(masked, match.start())
        or _DAYS_LEFT.search(masked, 0, match.start())
        or _DAYS_RIGHT.match(masked, match.end())
    )


class _Numeral(NamedTuple):
    """The parts of a number that a measure word follows; `after` are the words behind it that compare."""

    number: str
    unit: str
    after: tuple[str | None, ...]
    times: str | None = None
    low: str | None = None


def _counted(numeral: _Numeral, masked: str, span: tuple[int, int], shape: str) -> Mention:
    times, unit = numeral.times, units()[numeral.unit]
    value = parse_number(numeral.number, times)
    if numeral.low is None:
        return _compared(masked, span, value, _written_unit(times, unit), unit.norm, numeral.after, shape)
    mention = _compared(masked, span, None, _written_unit(times, unit), unit.norm, numeral.after, "range")
    return mention._replace(low=parse_number(numeral.low, times), high=value)


def _written_unit(times: str | None, unit: Unit) -> str:
    """Money is written with its multiplier (万元); of other things the multiplier belongs to the number."""
    return f"{times}{unit.unit}" if unit.money and times else unit.unit


def _compared(
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


def _percent_words(masked: str) -> Iterator[Mention]:
    for match in _PERCENT_WORDS.finditer(masked):
        yield _compared(masked, match.span(), parse_number(match[1]), "%", "%", (match[2],), "percent_words")


def _tenths(masked: str) -> Iterator[Mention]:
    for match in _TENTHS.finditer(masked):
        value = 10 * parse_number(match[1]) + (5 if match[2] else 0)
        yield _compared(masked, match.span(), value, "%", "%", (match[3], match[4]), "tenths")


def _fractions(masked: str) -> Iterator[Mention]:
    return (_fraction(match, masked) for match in _FRACTION.finditer(masked))


def _halves(masked: str) -> Iterator[Mention]:
    for match in _HALF.finditer(masked):
        yield _compared(masked, match.span(), Decimal(50), "%", "%", match.groups(), "half")
    for match in _OVER_HALF.finditer(masked):
        yield Mention(*match.span(), Decimal(50), "%", "%", "gt", ("过",), "half")


def _half_days(masked: str) -> Iterator[Mention]:
    for match in _HALF_DAY.finditer(masked):
        unit = units()[match[1]]
        yield _compared(masked, match.span(), Decimal("0.5"), unit.unit, unit.norm, (match[2],), "half")


def _fraction(match: re.Match[str], masked: str) -> Mention:
    """A part of a whole in percent (of a thousand in ‰); a third has no end as a decimal and is `approx`."""
    part, whole = parse_number(match["part"]), parse_number(match["whole"])
    unit, scale = ("‰", 1000) if whole == 1000 else ("%", 100)
    value = to_hundredths(part * scale / whole)
    mention = _compared(masked, match.span(), value, unit, unit, (match["after"],), "fraction")
    return mention if mention.affixes or value * whole == part * scale else mention._replace(cmp="approx")


def _doubled(masked: str) -> Iterator[Mention]:
    for match in _DOUBLED.finditer(masked):
        yield Mention(*match.span(), 2 ** parse_number(match[1]) - 1, "倍", "倍", "eq", (), "doubled")


def _ratios(masked: str) -> Iterator[Mention]:
    for pattern in (_RATIO, _RATIO_AGAIN):
        for match in pattern.finditer(masked):
            yield Mention(match.start(1), match.end(1) + 2, parse_number(match[1]), None, None, "eq", (), "ratio")


def _rank_moves(masked: str) -> Iterator[Mention]:
    for match in _RANK_MOVE.finditer(masked):
        yield Mention(*match.span(1), parse_number(match[2]), "位", "位", "eq", (), "chinese")


def _bare_zeros(masked: str) -> Iterator[Mention]:
    for match in _BARE_ZERO.finditer(masked):
        unit_norm = None if match["count"] else "%"
        yield Mention(*match.span(2), Decimal(0), None, unit_norm, "eq", (), "bare_zero")


_RARE_SHAPES: tuple[tuple[str, Callable[[str], Iterator[Mention]]], ...] = (
    ("百分之", _percent_words),
    ("成", _tenths),
    ("分之", _fractions),
    ("半", _halves),
    ("半", _half_days),
    ("番", _doubled),
    ("0", _bare_zeros),
    (":1", _ratios),
    ("位", _rank_moves),
)


def _bare_counts(masked: str) -> Iterator[Mention]:
    for match in _BARE_COUNT.finditer(masked):
        value = parse_number(match["number"], match["times"])
        yield _compared(masked, match.span(1), value, None, None, (match["more"], match["more2"]), "bare_count")


def _chinese(masked: str) -> Iterator[Mention]:
    pattern = _patterns()[1]
    # Most lines have none of it in quotation marks or out of them.
    if not pattern.search(masked):
        return
    masked = mask_quoted(masked)
    for match in pattern.finditer(masked):
        if not _counts(match, masked):
            continue
        number, more, unit, after = match.groups()
        mention = _counted(_Numeral(number, unit, (more, after)), masked, match.span(), "chinese")
        low = _LOW_BEFORE.search(masked, max(0, mention.start - 5), mention.start)
        yield _from_low(mention, low) if low else mention


def _from_low(mention: Mention, low: re.Match[str]) -> Mention:
    """一至二人: the range from the number before 至."""
    return mention._replace(start=low.start(1), value=None, low=parse_number(low[1]), high=mention.value, shape="range")


def _counts(match: re.Match[str], masked: str) -> bool:
    start, end = match.span()
    left, right = masked[max(0, start - NEAR) : start], masked[end : end + NEAR]
    compared, has_rest = comparator_before(masked, start), match["more"] is not None
    return counts(match["number"], units()[match["unit"]], left, right, compared=compared, has_rest=has_rest)
