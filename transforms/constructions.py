"""Constructions in which numbers share words: before and after, 均, 各, a bare change, two numbers in a row.

受理14件,办结14件,均同比增长367% states four facts in three numbers; 由15天缩短至3天 says of one thing what it was
and what it is; 18类1.3万件 counts one thing twice. Each construction gives every fact a row with words of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from transforms.changes import is_comparison, is_then_alone, leads_to_then, names_no_thing, says_change_alone
from transforms.context import Placed
from transforms.dealt_out import ITEM, LEAD, RESPECTIVELY, respective
from transforms.readings import JOINTS, LONGEST_LIST, Reading, continues, end_of_list
from transforms.units import durations

_FROM = re.compile(r"(?:由|从|自)[^,。;]*$")
# 在法定20个工作日基础上压缩至5个工作日
_ON = re.compile(r"在[^,。;]{0,8}$")
_BASIS = re.compile(r"的?基础上")
# 由5个工作日压缩为当日办结: the new value is a word.
_TO_NO_TIME = re.compile(r"^[^,。;0-9]{0,8}(?:至|为|到|成)(?:当日|当天|即时|即日|即办|立等|现场|当场|零|秒)")
_TO = re.compile(r"^[^,。;0-9]{0,12}(?:到|至|为|成)[^,。;]{0,10}$")
_PERSONS = frozenset({"人", "人次", "名"})
_SHARES = frozenset({"%", "‰", "百分点"})
# …,较上年各减少2件
_ALL = re.compile(r"均|都|各(?=增|减|下降|上升|提高|提升|降低)")
_METRIC = re.compile(r"(?:率|数|量|度|额|比例|案件|件数|时间|用时)$")
_TAIL = re.compile(
    r"(?:满意|办结|办复|答复|合格|及时|覆盖|完成|参与|知晓|履行|整改)率|(?:行政)?(?:复议|诉讼|应诉|执法|争议|信访|调解)?(?:案件|案|事项|申请|纠纷)?(?:数量|总数|数|量|率)?$"
)
# 新建阵地27个,累计达341个; 新增记录仪48台,全局在用总数达326台; 示范村达85个,今年新增21个
_ADDED_OR_IN_ALL = re.compile(
    r"(?:目前|现|已|全[局系统省市区县]{1,2}|在用|在册)*(?:累计|总[数量])已?(?:达到?|有|为)|全[省市区县州旗]共有?|(?:今年|本年|年内|当年|全年)?新增"
)
# 逐一开展公平竞争审查,共73件; 参加法治培训3期,共215人次
_BARE_TOTAL = re.compile("(?:全年|年内)?(?:共|累计|共计|合计|总计|计)+")
_PART_OF_THE_YEAR = re.compile(r"(?:[上下]半年|第?[一二三四]季度|\d{1,2}月份?)?")
_LAST_CLAUSE = re.compile(r"(?:^|[,;:。])([^,;:。\d]{4,40}),$")
_RATE_ALONE = re.compile(r"[^,。;]{1,6}率")
# 修改、废止规章各2件; 国家级、省级示范村各1个: the noun stands with the last word only.
_WORD_OFITEM = re.compile(r"制定|修改|修订|废止|新增|新建|办理|[^、]{1,3}级")
_NO_NOUN = re.compile(r"(?:制定|修改|修订|废止|新增|新建|办理|级)$")
# Four times the longest clause in the texts at hand (35 characters, 27 where it is completed by another's words): a
# row of 8,000 changes would each repeat the words of all before it.
_LONGEST_SHARED = 140


def _as(item: Placed, own: str, shape: str) -> Reading:
    return Reading(item.speaking_of(own), item.own, shape=shape)


def read(placed: Sequence[Placed]) -> list[Reading]:
    """The facts of one line, in reading order."""
    readings: list[Reading] = []
    pairs, old = _pairs(placed)
    list_start: int | None = None
    for index, item in enumerate(placed):
        if RESPECTIVELY in item.own:
            list_start = index
        if index in old:
            own = _own_of_list(placed, index)
            said = item.own or own
            readings.append(Reading(item.speaking_of(own), said, is_baseline=True, shape="before_after"))
        elif index in pairs:
            own = f"{_own_of_list(placed, pairs[index])}{_own_of_list(placed, index)}"
            readings.append(_as(item, own, "before_after"))
        else:
            readings.extend(_read_one(item, placed, index, readings, list_start))
    return readings


def _read_one(
    item: Placed, placed: Sequence[Placed], index: int, earlier: list[Reading], list_start: int | None
) -> list[Reading]:
    if _FROM.search(item.own) and _TO_NO_TIME.match(item.right):
        return [Reading(item, item.own, is_baseline=True, shape="before_word")]
    if leads_to_then(item.own, item.right) or (earlier and is_then_alone(item.own, item.right)):
        return [_then(item, earlier)]
    if earlier and earlier[-1].shape == "then" and _TO.match(item.own) and _is_alike(item, earlier[-1].placed):
        return [_as(item, f"{earlier[-1].placed.own}{item.own}", "before_after")]
    if _ALL.search(item.own):
        return _shared(item, earlier)
    if item.own.endswith("各") and (things := _each(item.own[:-1])):
        return [_as(item, thing, "shared") for thing in things]
    if list_start is not None and (dealt := respective(placed, list_start, index, earlier)):
        return [dealt]
    previous = _shared_with(earlier)
    if previous and _says_no_thing(item, previous):
        is_difference = says_change_alone(item.own) and earlier[-1].shape in ("before_after", "then")
        return [_as(item, f"{previous.own}{item.own}", "difference" if is_difference else "continued")]
    if previous and _counts_more_of_it(item, previous):
        return [_as(item, f"{previous.own}{item.own}", "in_all")]
    if previous and _goes_on_with_shares(item, previous):
        return [_as(item, previous.own, "listed")]
    if _BARE_TOTAL.fullmatch(item.own) and (counted := _said_before(item, previous) or _summed_up(item, earlier)):
        return [_as(item, f"{counted}{item.own}", "total")]
    return [Reading(item, item.own)]


def _shared_with(earlier: Sequence[Reading]) -> Placed | None:
    """The number before, or that before a bracket which says of whom part of it is: 2918件(市本级1204件),同比增长…"""
    last = earlier[-1].placed if earlier else None
    if last and len(earlier) > 1 and last.own.startswith("(") and ")" in last.right:
        last = earlier[-2].placed
    return last if last and _may_be_shared(last.own) else None


def _then(item: Placed, earlier: list[Reading]) -> Reading:
    """The old value of what the number before it counts."""
    previous = earlier[-1].placed if earlier and _may_be_shared(earlier[-1].placed.own) else None
    is_of_it = previous is not None and names_no_thing(item.own) and _is_alike(item, previous)
    own = f"{previous.own}{item.own}" if previous and is_of_it else item.own
    return Reading(item.speaking_of(own), item.own, is_baseline=True, shape="then")


def _said_before(item: Placed, previous: Placed | None) -> str:
    """What a bare total counts: what the clause before says, or who took part in what the number before counts."""
    clause = _LAST_CLAUSE.search(item.topic)
    if clause is None and previous and item.sentence == previous.sentence and item.mention.unit_norm in _PERSONS:
        return previous.own
    return clause[1] if clause else ""


def _summed_up(item: Placed, earlier: Sequence[Reading]) -> str:
    """What the first of those numbers counts that the total behind them adds up: 一季度12件、二季度15件,全年共27件."""
    rest = item.mention.value or Decimal(0)
    for count, reading in enumerate(reversed(earlier[-LONGEST_LIST:]), start=1):
        if not _is_alike(item, reading.placed) or not _may_be_shared(reading.placed.own):
            return ""
        rest -= reading.placed.mention.value or Decimal(0)
        if rest <= 0:
            return reading.placed.own if not rest and count > 1 else ""
        if not _PART_OF_THE_YEAR.fullmatch(reading.placed.own):
            return ""
    return ""


def _may_be_shared(own: str) -> bool:
    return len(own) <= _LONGEST_SHARED


def _pairs(placed: Sequence[Placed]) -> tuple[dict[int, int], frozenset[int]]:
    """Positions of new values with those of the old ones, and of all old ones: 由15天缩短至3天, 分别由20天、10天压缩至
    8天、5天, 由2021年的18%、2022年的12%下降至8%."""
    pairs: dict[int, int] = {}
    old: set[int] = set()
    for first, item in enumerate(placed):
        if item.counts_next and _opens_pair(item, placed[first + 1 : first + 2]):
            new = end_of_list(placed, first, continues)
            length = new - first
            if new < len(placed) and _is_after(placed[new], placed[new - 1]):
                several = length if end_of_list(placed, new, continues) - new == length else 1
                pairs.update((new + step, new - several + step) for step in range(several))
                old.update(range(first, new))
    return pairs, frozenset(old)


def _opens_pair(item: Placed, following: Sequence[Placed]) -> bool:
    if _FROM.search(item.own):
        return True
    return bool(_ON.search(item.own) and following and _BASIS.match(following[0].own))


def _is_after(new: Placed, old: Placed) -> bool:
    """Whether `new` is what `old` became; 由1个工作日压缩至4小时 in another unit of time."""
    one_unit = new.mention.unit_norm == old.mention.unit_norm
    return (
        new.sentence == old.sentence
        and new.own_start == old.mention.end
        and bool(_TO.match(new.own))
        and (one_unit or {new.mention.unit_norm, old.mention.unit_norm} <= durations())
    )


def _own_of_list(placed: Sequence[Placed], index: int) -> str:
    """The words that lead up to the list in which the number stands."""
    while index and continues(placed, index):
        index -= 1
    return placed[index].own


def _says_no_thing(item: Placed, previous: Placed) -> bool:
    """A bare change (件,同比下降62%) or a number behind another (18类1.3万件; 3场、136人) is of the same thing."""
    if item.sentence != previous.sentence:
        return False
    is_next = item.own_start == previous.mention.end
    if is_next and (not item.own or (not item.own.strip(JOINTS) and item.mention.unit_norm not in _SHARES)):
        return True
    return says_change_alone(item.own)


def _is_alike(item: Placed, previous: Placed) -> bool:
    """Whether both stand in one sentence and have one unit."""
    return item.sentence == previous.sentence and item.mention.unit_norm == previous.mention.unit_norm


def _counts_more_of_it(item: Placed, previous: Placed) -> bool:
    """What there is in all behind what was added, or the other way round, without naming the thing again."""
    return _is_alike(item, previous) and not item.right and _ADDED_OR_IN_ALL.fullmatch(item.own) is not None


def _goes_on_with_shares(item: Placed, previous: Placed) -> bool:
    """降幅分别为20%和33%: a share right behind another, with nothing but a conjunction between."""
    return (
        item.sentence == previous.sentence
        and item.own_start == previous.mention.end
        and not item.own.strip("、和及与")
        and item.mention.unit_norm in _SHARES
    )


def _shared(item: Placed, earlier: list[Reading]) -> list[Reading]:
    """One number for several things: A率、B率均为0; 受理14件,办结14件,均增长367%."""
    words, said = _ALL.split(item.own, maxsplit=1)
    if not words.strip() or is_comparison(words):
        things, said = _subjects_before(item, earlier), f"{words}{said}"
    elif not (things := _things(words)) and _RATE_ALONE.fullmatch(words):
        things = [f"{subject}{words}" for subject in _pair_before(item, earlier)]
    return [_as(item, f"{thing}均{said}", "shared") for thing in things] or [Reading(item, item.own)]


def _subjects_before(item: Placed, earlier: list[Reading]) -> list[str]:
    """The words of the numbers of one unit that stand directly before, in the same sentence."""
    subjects: list[str] = []
    last = earlier[-1] if earlier else None
    for reading in earlier[: -LONGEST_LIST - 1 : -1]:
        if last is None or not _stands_beside(reading, last) or reading.placed.sentence != item.sentence:
            break
        subjects.insert(0, reading.placed.own)
    return subjects


def _stands_beside(reading: Reading, last: Reading) -> bool:
    """Whether both have one unit; where the last one is itself shared by several things, they must be one number."""
    if reading.placed.mention.unit_norm != last.placed.mention.unit_norm or not _may_be_shared(reading.placed.own):
        return False
    return last.shape != "shared" or reading.placed.mention == last.placed.mention


def _each(words: str) -> list[str]:
    """The things of which there is one number each; empty if `words` name one."""
    items = [part for part in ITEM.split(LEAD.sub("", words)) if part]
    if len(items) < 2:
        return []
    last = _WORD_OFITEM.match(items[-1])
    noun = items[-1][last.end() :] if last else ""
    return [part + noun if _NO_NOUN.search(part) else part for part in items[:-1]] + items[-1:]


def _pair_before(item: Placed, earlier: list[Reading]) -> list[str]:
    """The things of the list right before: 建议94件、提案117件,办结率均为100%."""
    run: list[str] = []
    for reading in earlier[: -LONGEST_LIST - 1 : -1]:
        other = reading.placed
        if other.sentence != item.sentence or (run and not other.joins_next):
            break
        run.insert(0, other.own)
    return run if len(run) > 1 else []


def _things(words: str) -> list[str]:
    """The coordinated metrics of `words`, each with the noun that only the last one carries; empty if it is one."""
    items = [part.strip("“” ") for part in ITEM.split(LEAD.sub("", words)) if part.strip()]
    if len(items) < 2 or not _METRIC.search(items[-1]):
        return []
    if not all(_METRIC.search(part) or len(part) <= 4 for part in items):
        return []
    tail = _TAIL.search(items[-1])
    noun = tail.group() if tail else ""
    return [part if _METRIC.search(part) else part + noun for part in items]
