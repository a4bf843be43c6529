"""Constructions in which numbers share words: before and after, 均, 分别, a bare change, two numbers in a row.

受理14件,办结14件,均同比增长367% states four facts in three numbers; 由15天缩短至3天 says of one thing what it was
and what it is; 18类1.3万件 counts one thing twice. Each construction gives every fact a row with words of its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import NamedTuple

from transforms.context import Placed
from transforms.units import durations

_FROM = re.compile(r"(?:由|从|自)[^,。;]*$")
# 在法定20个工作日基础上压缩至5个工作日
_ON = re.compile(r"在[^,。;]{0,8}$")
_BASIS = re.compile(r"的?基础上")
# 由5个工作日压缩为当日办结: the new value is a word.
_TO_NO_TIME = re.compile(r"^[^,。;0-9]{0,8}(?:至|为|到|成)(?:当日|当天|即时|即日|即办|立等|现场|当场|零|秒)")
# 审查134件,较2023年的121件增长10.7%: what there was before, of the same thing.
_THEN = re.compile(r"(?:较|比|与)(?:上一?年|去年|(?:19|20)\d{2}年)度?(?:同期)?的?$")
# 受理156件,上年同期130件
_THEN_ALONE = re.compile(r"\(?而?(?:上一?年|去年)度?(?:同期)?(?:为|是|仅为|仅|有|只有)?")
_CHANGES = re.compile("相?比?[增上提减下降回多少]|相比")
_TO = re.compile(r"^[^,。;0-9]{0,12}(?:到|至|为|成)[^,。;]{0,10}$")
_PERSONS = frozenset({"人", "人次", "名"})
_SHARES = frozenset({"%", "‰", "百分点"})
_ALL = re.compile(r"均|都")
_RESPECTIVELY = "分别"
_JOINTS = "、和及与, "
_ITEM = re.compile(r"(?:[、和与]|以及|及(?!时))(?![^“”]{0,200}”)")
_METRIC = re.compile(r"(?:率|数|量|度|额|比例|案件|件数|时间|用时)$")
_TAIL = re.compile(
    r"(?:满意|办结|办复|答复|合格|及时|覆盖|完成|参与|知晓|履行|整改)率|(?:行政)?(?:复议|诉讼|应诉|执法|争议|信访|调解)?(?:案件|案|事项|申请|纠纷)?(?:数量|总数|数|量|率)?$"
)
_BARE_CHANGE = re.compile(
    r"(?:同比|环比|(?:比|较|与)(?:(?:(?:上|去|前)一?年|(?:19|20)\d{2}年)度?|年初)(?:同期|年?[末底])?(?:相比)?|分别|有所|又|,)*"
    r"(?:增长|增加|净增加?|上升|提高|提升|上涨|下降|减少|净减少?|降低|缩短|压缩|压减|精简|缩减|削减|回落|下滑|增幅|降幅|减幅"
    r"|[前上后下]移|(?:(?<=[年期末底比度])|^)[多少高低])"
    r"(?:了|约|达到|达|为)*"
)
# 新建阵地27个,累计达341个; 新增记录仪48台,全局在用总数达326台; 示范村达85个,今年新增21个
_ADDED_OR_IN_ALL = re.compile(
    r"(?:目前|现|已|全[局系统省市区县]{1,2}|在用|在册)*(?:累计|总[数量])已?(?:达到?|有|为)|全[省市区县州旗]共有?|(?:今年|本年|年内|当年|全年)?新增"
)
# 逐一开展公平竞争审查,共73件; 参加法治培训3期,共215人次
_BARE_TOTAL = re.compile("(?:全年|年内)?(?:共|累计|共计|合计|总计|计)+")
_LAST_CLAUSE = re.compile(r"(?:^|[,;:。])([^,;:。\d]{4,40}),$")
_RATE_ALONE = re.compile(r"[^,。;]{1,6}率")
# 修改、废止规章各2件; 国家级、省级示范村各1个: the noun stands with the last word only.
_WORD_OF_ITEM = re.compile(r"制定|修改|修订|废止|新增|新建|办理|[^、]{1,3}级")
_NO_NOUN = re.compile(r"(?:制定|修改|修订|废止|新增|新建|办理|级)$")
LONGEST_LIST = 30
# What says that a number is of the year alone.
WITHIN_YEAR = re.compile(r"全年|年内|今年|本年|当年|新[增聘设建]")
# A word more than the other things of the list have may belong to the last one alone.
_SHORTEST_TAIL = 4
# Four times the longest clause in the texts at hand (35 characters, 27 where it is completed by another's words): a
# row of 8,000 changes would each repeat the words of all before it.
_LONGEST_SHARED = 140
_LEAD = re.compile(r"^(?:其中|全年|今年|年内|共|累计)+")
# The years of which a list deals out one number each: 2021年、2022年,…分别为35件、42件; 2019—2021年; 近三年.
# What both numbers of a list are compared with: A、B较上年分别减少3件和5件; 较2021年、2022年分别减少3件、5件.
_COMPARED_WITH = re.compile(
    r"(?:同比|环比|(?:比|较|与)(?:(?:上|去|前)一?年|(?:19|20)\d{2}年)度?(?:[、和](?:19|20)\d{2}年度?)*(?:同期)?(?:相比)?),?$"
)
# A number of a list may say its year: 由2021年的18%、2022年的12%下降至8%.
_OF_A_YEAR = re.compile(r"[、和]?(?:19|20)\d{2}年度?的")
# 同比分别增加12件、减少3件、持平: which of three things stayed two numbers do not tell.
_STAYED = re.compile("持平|未变|不变")
_YEARS = re.compile(r"(?:(?:19|20)\d{2}年度?(?:[、和及与]|以及)?){2,},?$")
_ONE_YEAR = re.compile(r"(?:19|20)\d{2}")
_FROM_YEAR_TO_YEAR = re.compile(r"((?:19|20)\d{2})年?度?[-—–~至到]+((?:19|20)\d{2})年度?")
_PAST_YEARS = re.compile(r"近([两二三四五])年(?:来)?")
_COUNTS_OF_YEARS = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5}


class Reading(NamedTuple):
    """A number read as one fact.

    `said` is the number's own clause, `placed.own` that clause completed by the words it shares with others.
    `is_baseline` marks the old value of a before/after pair, `shape` names the construction. `whole` is the position
    (in the line) of the number whose part this one is, `shared` what that number or an earlier item of the same list
    says of both (`transforms/parts.py` finds the two). `years_ago`: how many years before the report's the number is
    of, where a list of 近三年 says so.
    """

    placed: Placed
    said: str
    is_baseline: bool = False
    shape: str | None = None
    whole: int | None = None
    shared: str = ""
    years_ago: int | None = None


def _as(item: Placed, own: str, shape: str) -> Reading:
    return Reading(item.speaking_of(own), item.own, shape=shape)


def read(placed: Sequence[Placed]) -> list[Reading]:
    """The facts of one line, in reading order."""
    readings: list[Reading] = []
    pairs, old = _pairs(placed)
    list_start: int | None = None
    for index, item in enumerate(placed):
        if _RESPECTIVELY in item.own:
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
    if (_THEN.search(item.own) and _CHANGES.match(item.right)) or (earlier and _THEN_ALONE.fullmatch(item.own)):
        return [_then(item, earlier)]
    if earlier and earlier[-1].shape == "then" and _TO.match(item.own) and _is_alike(item, earlier[-1].placed):
        return [_as(item, f"{earlier[-1].placed.own}{item.own}", "before_after")]
    if _ALL.search(item.own):
        return _shared(item, earlier)
    if item.own.endswith("各") and (things := _each(item.own[:-1])):
        return [_as(item, thing, "shared") for thing in things]
    if list_start is not None and (respective := _respective(placed, list_start, index, earlier)):
        return [respective]
    previous = _shared_with(earlier)
    if previous and _says_no_thing(item, previous):
        return [_as(item, f"{previous.own}{item.own}", "continued")]
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
    names_its_thing = _THEN_ALONE.fullmatch(item.own) is None and _THEN.match(item.own) is None
    is_of_it = previous is not None and not names_its_thing and _is_alike(item, previous)
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
            new = _end_of_list(placed, first, _continues)
            length = new - first
            if new < len(placed) and _is_after(placed[new], placed[new - 1]):
                several = length if _end_of_list(placed, new, _continues) - new == length else 1
                pairs.update((new + step, new - several + step) for step in range(several))
                old.update(range(first, new))
    return pairs, frozenset(old)


def _opens_pair(item: Placed, following: Sequence[Placed]) -> bool:
    if _FROM.search(item.own):
        return True
    return bool(_ON.search(item.own) and following and _BASIS.match(following[0].own))


def _end_of_list(placed: Sequence[Placed], first: int, goes_on: Callable[[Sequence[Placed], int], bool]) -> int:
    """The position behind the list that begins at `first`; `goes_on` says whether a number belongs to it."""
    end = first + 1
    while end < min(len(placed), first + LONGEST_LIST) and goes_on(placed, end):
        end += 1
    return end


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
    while index and _continues(placed, index):
        index -= 1
    return placed[index].own


def _says_no_thing(item: Placed, previous: Placed) -> bool:
    """A bare change (件,同比下降62%) or a number behind another (18类1.3万件; 3场、136人) is of the same thing."""
    if item.sentence != previous.sentence:
        return False
    if not item.own and item.own_start == previous.mention.end:
        return True
    return _BARE_CHANGE.fullmatch(item.own) is not None


def is_bare_change(reading: Reading) -> bool:
    """Whether a number only says by how much what stands before it has changed: (由15件减少到9件,)减少6件."""
    return reading.shape == "continued" and _BARE_CHANGE.fullmatch(reading.said) is not None


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
    if not words.strip():
        things = _subjects_before(item, earlier)
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
    items = [part for part in _ITEM.split(_LEAD.sub("", words)) if part]
    if len(items) < 2:
        return []
    last = _WORD_OF_ITEM.match(items[-1])
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
    items = [part.strip() for part in _ITEM.split(_LEAD.sub("", words)) if part.strip()]
    if len(items) < 2 or not _METRIC.search(items[-1]):
        return []
    if not all(_METRIC.search(part) or len(part) <= 4 for part in items):
        return []
    tail = _TAIL.search(items[-1])
    noun = tail.group() if tail else ""
    return [part if _METRIC.search(part) else part + noun for part in items]


def _respective(placed: Sequence[Placed], first: int, index: int, earlier: list[Reading]) -> Reading | None:
    """This number with its thing in A、B、C分别为3件、4件、5件, or in 甲9件,乙4件,分别增长3%、5%, or with its year.

    `first` is the position of the last number before it, or its own, whose words have 分别.
    """
    position = index - first
    if position > LONGEST_LIST or not all(
        _goes_on_respectively(placed, place) for place in range(first + 1, index + 1)
    ):
        return None
    words, said = placed[first].own.split(_RESPECTIVELY, maxsplit=1)
    said = placed[index].own.strip(_JOINTS) or said if position else said
    length = _end_of_list(placed, first, _goes_on_respectively) - first
    compared = _COMPARED_WITH.search(words)
    if _STAYED.search(placed[first + length - 1].right):
        own = f"{compared[0] if compared else ''}{said}"
        return Reading(placed[index].speaking_of(own), own, shape="respectively")
    if compared:
        years = _ONE_YEAR.findall(compared[0])
        words = words[: compared.start()]
        if 1 < len(years) == length:
            thing = words or _own_before(earlier, position)
            own = f"{thing}较{years[position]}年{said}"
            return Reading(placed[index].speaking_of(own), own, shape="respectively")
        said = f"{compared[0]}{said}"
    past = _PAST_YEARS.search(words) or _PAST_YEARS.search(placed[first].topic)
    if past and _COUNTS_OF_YEARS[past[1]] == length:
        own = _PAST_YEARS.sub("", words) + said
        return Reading(placed[index].speaking_of(own), own, shape="respectively", years_ago=length - 1 - position)
    things = _of_years(placed[first].topic, words, length) or [
        part for part in _ITEM.split(_LEAD.sub("", words)) if part
    ]
    if len(things) < 2:
        things = _subjects_of_run(placed, first, length, earlier)
        said = words + said
    if not 1 < len(things) > position:
        return None
    own = f"{things[position]}{_tail_for(things, position)}{said}"
    return Reading(placed[index].speaking_of(own), own, shape="respectively")


def _own_before(earlier: Sequence[Reading], position: int) -> str:
    """The words of the number before a list, of which this one is `position` numbers on."""
    return earlier[-1 - position].placed.own if len(earlier) > position else ""


def _of_years(topic: str, words: str, length: int) -> list[str]:
    """What each of `length` numbers counts, where the list gives one for each of as many years."""
    if span := _FROM_YEAR_TO_YEAR.search(words):
        years, rest = range(int(span[1]), int(span[2]) + 1), words[: span.start()] + words[span.end() :]
        return [f"{year}年{rest}" for year in years] if len(years) == length else []
    if (span := _FROM_YEAR_TO_YEAR.search(topic)) and span.end() == len(topic) - 1:
        years = range(int(span[1]), int(span[2]) + 1)
        return [f"{year}年{words}" for year in years] if len(years) == length else []
    listed = _YEARS.search(topic)
    named = _ONE_YEAR.findall(listed[0]) if listed else []
    return [f"{year}年{words}" for year in named] if len(named) == length else []


def _tail_for(things: Sequence[str], position: int) -> str:
    """What only the last of the things carries for all: 生态环境、市场监管、交通运输领域立案查处案件分别为…"""
    last, longest = things[-1], max(map(len, things[:-1]))
    return last[longest:] if position < len(things) - 1 and len(last) - longest >= _SHORTEST_TAIL else ""


def _subjects_of_run(placed: Sequence[Placed], first: int, length: int, earlier: list[Reading]) -> list[str]:
    """The words of as many numbers before `first` as the list of `length` that begins there has."""
    begin = placed[first].mention.start
    before = [
        r.placed.own
        for r in earlier[-2 * LONGEST_LIST :]
        if r.placed.mention.start < begin and r.placed.sentence == placed[first].sentence
    ]
    return before[-length:] if len(before) >= length else []


def _goes_on_respectively(placed: Sequence[Placed], index: int) -> bool:
    """Whether this number belongs to a list behind 分别, in which each may say its own change: 上升12.5%、下降8%."""
    if _continues(placed, index):
        return True
    if _RESPECTIVELY in placed[index].own:
        return False
    one_sentence = placed[index].sentence == placed[index - 1].sentence
    return one_sentence and _BARE_CHANGE.fullmatch(placed[index].own.strip(_JOINTS)) is not None


def _continues(placed: Sequence[Placed], index: int) -> bool:
    """Whether this number only goes on with a list of the one before: nothing but 、, 和 or its year between them."""
    item, before = placed[index], placed[index - 1]
    is_next = item.sentence == before.sentence and item.own_start == before.mention.end
    return is_next and (not item.own.strip(_JOINTS) or _OF_A_YEAR.fullmatch(item.own) is not None)
