"""Where a line states a number with its unit: spans, values and comparators, without yet saying what they mean."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import NamedTuple

from transforms.comparators import comparator_before
from transforms.counting import NEAR, counts
from transforms.masks import CUT, mask_numbers, mask_quoted
from transforms.numerals import MULTIPLIERS, parse_number
from transforms.records import Refused
from transforms.searching import matches_from
from transforms.shapes import ARABIC, CHINESE_REST, Mention, compared, shapes_of
from transforms.units import Unit, units

# A report has some hundred. Each costs 30 microseconds, so that a page of nothing else would take a minute.
MOST_NUMBERS = 10_000
_AND = re.compile("[、和与及]|以及")
_DIGITS = re.compile("[0-9]+")
# A number of a list, whose unit stands behind the last one.
_JOINTS_OF_A_LIST = frozenset("、和及与")
_IN_A_LIST = re.compile(rf"(?<![\d.,/-])(?P<number>{ARABIC})\s?[、和及与]\s?$")
_DEALS_OUT = re.compile("分别(?![对由在按从向于])[^,。;]*$")
_FURTHEST_DEALER = 20
# These number things as well: 第12、13条, 12、13栋.
_ENUMERATED = frozenset({"条", "期", "栋", "页", "组", "天"})
# What a numeral may have been broken off from; behind a point or a letter stands no such one.
_BROKEN_OFF = re.compile(r"(?<![\d.A-Za-z])(?<![。;:,(]\d)(?<![。;:,(])\d{1,3}(?P<joint>[ ,。]|\. )$")
_JOINTS_OF_BROKEN = frozenset(" ,。")
_LONGEST_BROKEN_OFF = 8
_DIGITS_OF_A_GROUP = 3
_FRACTIONAL = frozenset({"%", "‰", "百分点", "个百分点", "万", "亿"})
_LOW_BEFORE = re.compile(r"(?<![第一二两三四五六七八九十])([一二两三四五六七八九十]{1,3})[至到]$")
# Words that begin with a measure word but measure nothing: 人民, 条例, 处理, 本级 …
_NOT_UNIT = (
    r"(?!(?<=人)[民大才社均]|(?<=家)庭|(?<=分)[之别类局析管级]|(?<=位)[于居列]|(?<=面)[积向对临]|(?<=本)[级市区县年院地省局次]"
    r"|(?<=部)[门署委]|(?<=条)[例款]|(?<=通)[过报知]|(?<=封)闭|(?<=场)[所地景]|(?<=期)[间限]|(?<=批)[准复示]"
    r"|(?<=轮)[车摩椅胎流换低电]|(?<=单)[位独元个行]|(?<=口)[岸头径碑之]|(?<=顶)[层级]|(?<=床)[位褥上头]|(?<=节)[约假点水能目]|(?<=处)[理罚置级]|(?<=所)[有长在属]|(?<=支)[持付部出]|(?<=名)(?:单(?!位)|称)|(?<=台)[账风县山区市]|(?<=起)[诉草步]|(?<=天)[然平津]"
    r"|(?<=周)[年期边岁]|(?<=年)[度级限龄底初中内均]|(?<=类)似|(?<=对)[应象接口照标于策外内此全各党]|(?<=则)[是为]|(?<=案)[件例由卷值情源中])"
)
# 第三项, 数十件 and 每一百户 count nothing, 同一家 and 各一名 not by themselves; 合同三份 and 各二十三名 do. A
# numeral is read from its beginning: of 合同三十四份 only 四份 would be left.
_NO_CHINESE_NUMBER = (
    r"(?<![第每之数几一二两三四五六七八九十百千万].)"
    r"(?:(?<![同这那某另任逐统唯首各其].)|(?<=[合会共不陪协]同.)|(?=[一二两三四五六七八九十百千万]))"
)
_SHORTENED = "缩短|压缩|缩减|压减|精简|减少|延长"
_DAYS_LEFT = re.compile(
    rf"(?:意见|时间|(?:时限|期限|用时|耗时|(?:办理|审批|办结|答复|公示|审查)时间)(?:平均)?(?:为|仅为|仅|约|平均)?|为期|法定的?|[至到]|(?:{_SHORTENED}|[缩减])(?:为|了|至|到)?)\s*$"
)
# No word of these stands further from its number: a row of 20,000 days would cost its square.
_FURTHEST_LEFT = 12
_OF_A_MONTH = re.compile("前|至|上午|下午")
_DAYS_RIGHT = re.compile(r"缩|压|减|延|提|办[结成]")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = "|".join(re.escape(word) for word in units())
    chinese = "|".join(re.escape(word) for word, unit in units().items() if unit.chinese)
    multipliers = "|".join(sorted(MULTIPLIERS, key=len, reverse=True))
    after = r"(?P<after>以上|以下|以内|之内|左右|上下|(?<=[天日时月钟年周])内)?"
    arabic = re.compile(
        rf"(?<![\dA-Za-z.+/·#-])(?:(?P<low>{ARABIC})\s*+(?:%\s*+)?[-~–—至到]\s*+)?(?P<number>{ARABIC})(?:\s|{CUT}+|\[?[⁰¹²³⁴-⁹]{{1,3}}\]?)?"
        rf"(?P<more>[余多])?(?P<times>{multipliers})?(?P<more2>[余多])?\s?(?P<unit>{words}){_NOT_UNIT}(?:\([件人次宗户]+\))?{after}"
    )
    counted = re.compile(
        rf"(?P<number>[一二两三四五六七八九十百千万]{_NO_CHINESE_NUMBER}{CHINESE_REST})(?P<more>[余多])?"
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
        rf"[半番第前{run}](?:(?<=[半番第])|(?<=前)[一二三四五六七八九十]|(?<![{run}].)[{run}]*+[余多]?(?:{chinese}|成|分之|位|元))"
    )


def find_mentions(folded: str) -> list[Mention]:
    """Mentions of one folded line in reading order. Raises `Refused` where there are more than any report has."""
    if not (_DIGITS.search(folded) or _numerals().search(folded) or "为零" in folded):
        return []
    masked = mask_numbers(folded)
    found = list(islice(_all_shapes(folded, masked), MOST_NUMBERS + 1))
    if len(found) > MOST_NUMBERS:
        raise too_many_numbers()
    return _with_lent_units(masked, _without_overlaps(sorted(found, key=lambda mention: (mention.start, -mention.end))))


def too_many_numbers() -> Refused:
    return Refused(f"more than {MOST_NUMBERS:,} numbers, more than any report has: hand over the report alone")


def _all_shapes(folded: str, masked: str) -> Iterator[Mention]:
    yield from shapes_of(folded, masked)
    yield from _arabic(masked)
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


def _arabic(masked: str) -> Iterator[Mention]:
    for match in matches_from(_DIGITS, _patterns()[0], masked):
        low, number, more, times, more2, unit, after = match.groups()
        if _is_the_rest(masked, match.start(), number, times or unit):
            continue
        if unit != "日" or after or _is_a_span_of_days(match, masked):
            numeral = _Numeral(number, unit, (more, more2, after), times, low)
            counted = _counted(numeral, masked, match.span(), "arabic")
            yield from _listed(masked, counted, times)
            yield counted


def _is_the_rest(masked: str, start: int, number: str, unit: str) -> bool:
    """Whether digits are what is left of a numeral that is broken otherwise: 97。5%, 1,2345件, 1 256件, 98. 6%."""
    if masked[start - 1 : start] not in _JOINTS_OF_BROKEN:
        return False
    before = _BROKEN_OFF.search(masked, max(0, start - _LONGEST_BROKEN_OFF), start)
    if before is None:
        return False
    joint, whole = before["joint"], number.partition(".")[0]
    if joint == ",":
        return len(whole) >= _DIGITS_OF_A_GROUP
    if joint == " ":
        return True
    return unit in _FRACTIONAL and len(whole) < _DIGITS_OF_A_GROUP


def _listed(masked: str, last: Mention, times: str | None) -> Iterator[Mention]:
    """The numbers of a list that ends with one that alone has the unit: 分别为12、8、3件."""
    numbers, end = [], last.start
    while masked[end - 1 : end] in _JOINTS_OF_A_LIST and (one := _IN_A_LIST.search(masked, max(0, end - 16), end)):
        numbers.append(one)
        end = one.start()
    if not numbers or last.low is not None:
        return
    if last.unit_norm not in _ENUMERATED and _DEALS_OUT.search(masked, max(0, end - _FURTHEST_DEALER), end):
        for one in numbers:
            yield Mention(
                *one.span("number"), parse_number(one["number"], times), None, last.unit_norm, "eq", (), "arabic"
            )


def _is_a_span_of_days(match: re.Match[str], masked: str) -> bool:
    """由7日缩短至2日, 公开征求意见30日; otherwise N日 is a day of a month, as it is before 前 and 至."""
    if _OF_A_MONTH.match(masked, match.end()):
        return False
    return bool(
        comparator_before(masked, match.start())
        or _DAYS_LEFT.search(masked, max(0, match.start() - _FURTHEST_LEFT), match.start())
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
        return compared(masked, span, value, _written_unit(times, unit), unit.norm, numeral.after, shape)
    mention = compared(masked, span, None, _written_unit(times, unit), unit.norm, numeral.after, "range")
    return mention._replace(low=parse_number(numeral.low, times), high=value)


def _written_unit(times: str | None, unit: Unit) -> str:
    """Money is written with its multiplier (万元); of other things the multiplier belongs to the number."""
    return f"{times}{unit.unit}" if unit.money and times else unit.unit


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
