"""Names of betting houses amid a sentence of a page on which an advert is certain, or two are likely.

No list has all names, but what they end with is known (`rules/amid.yml`), and so are the words of the report on both
sides (`rules/ordinary.yml`): 多次主持|某湖娱乐场|市委常委会议. A name begins behind the nearest of these words and ends
before one; where none is near, nothing is cut. Those of copying sites: `transforms/copyists.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from transforms.disguise import apart
from transforms.divisions import stems_of_places
from transforms.fought import is_of_a_case, tells_of_adverts
from transforms.keywords import masked_keywords, weights_in
from transforms.ordinary import begins_a_word, ends_a_word, has_a_word, is_word
from transforms.records import Cut
from transforms.rule_files import alternatives, read_words
from transforms.spliced import are_of_one_word

_RULE = "ad.amid"
_WORDS, _ADVERTS, _HOUSES = read_words("amid.yml"), read_words("adverts.yml"), read_words("houses.yml")
_NAMES = alternatives(name for key in ("brand", "house", "alone", "offered", "famed") for name in _HOUSES[key])
_KNOWN, _BEGINS_KNOWN = re.compile(f"{_NAMES}$"), re.compile(_NAMES)
# The number of a heading, a year or a count that begins what a name stands before.
_NUMBER = re.compile(
    r"\d{1,2}[.、)](?!\d)|[一二三四五六七八九十]{1,3}、|20\d\d年|\d{1,6}(?:\.\d{1,2})?[万余多]{0,2}[个件名人次项份家条起场期类批%]"
)
_COUNT_BEFORE = re.compile(r"\d[\d.,]*[万亿余多]{0,2}[个件名人次项份家条起场期类批元户宗%]$")
_LONGEST_COUNT = 16
_OF_A_NAME = re.compile(r"[\u4e00-\u9fff]{2}|[a-z]\d|[a-z]{3}")
_SURE = alternatives((*_WORDS["sure"], *_ADVERTS["call"], *_ADVERTS["certain"]))
_SOFT = alternatives((*_WORDS["soft"], *_ADVERTS["offer"]))
# An offer that offices make, too, is one only where no sentence goes on behind it. Many words are two others side by
# side: without (?>…) a row of them would be read in all ways.
_OFFERS = (
    rf"(?>{_SURE}|{_SOFT}(?=(?>{_SOFT}|{_SURE}){{0,8}}(?:$|[^\u4e00-\u9fffa-z0-9\s]))|[_·|-](?=[\u4e00-\u9fffa-z])"
    r"|(?<=送)\d{2,4}元?|\d{2,4}元|\((?=[a-z]{0,6}\d|[a-z]{3})[a-z0-9]{3,10}\))"
)
_TRADE = f"{alternatives((*_WORDS['bare'], '集团'))}?"
# 某鼎国际·(中国)有限公司, 某悦汇jyh·一站式娱乐服务平台, 某福汇CFH·首页(欢迎您), 某沐彩票(中国)官方网站.
_FIRM = rf"(?:{alternatives(_ADVERTS['firm'])}|官方|网站|入口)"
_CALLS_ITSELF = (
    rf"(?:[a-z]{{2,8}})?(?:[·-]\((?:中国|股份|集团)\){_FIRM}{{1,3}}|[·-]首页\(欢迎您\)"
    rf"|[·-]一站式(?:体育)?(?:娱乐|电竞)(?:服务|平台|{_FIRM}){{1,3}}|(?<=体育|娱乐|电竞|棋牌|彩票|国际)\(中国\)官方{_FIRM}{{0,3}})"
)
_GIVEN_AWAY = rf"(?:app)?官方下载\(中国\){_FIRM}{{0,2}}"
_GIVES = (
    r"(?:注册|首存|开户|存款)[就即立]?送"
    r"(?:\d{1,4}元|体验金|彩金|\d{1,4}(?=$|[一二三四五六七八九十]{1,3}、|[,。;!]))"
)
_SURELY = re.compile(
    rf"{_TRADE}·?(?:(?P<itself>{_CALLS_ITSELF}|{_GIVES}|(?P<given_away>{_GIVEN_AWAY}))"
    rf"|{alternatives(_WORDS['house'])}|\d{{3,4}}vip)(?P<offered>{_OFFERS}{{1,8}})?"
)
_BEHIND_A_NAME = re.compile(rf"{alternatives(_WORDS['house_behind_a_name'])}{_OFFERS}{{0,8}}")
_BARE = re.compile(f"(?P<name>[\u4e00-\u9fff]{{2,3}}){alternatives(_WORDS['bare'])}")
_BRACKETED = re.compile(r"\([^()。、]{2,20}\)|【[^【】。、]{2,20}】|\[[^\[\]。、]{2,20}\]")
_BRACKETS = "()【】[]"
_ALONE = re.compile("(?:^|[^\u4e00-\u9fffa-z0-9])([\u4e00-\u9fff]{3,6})$")
_OPENING, _CLOSED = tuple("《“"), tuple("》”")
_COLOURFUL = tuple(_WORDS["colourful"])
_OF_AN_APP = tuple(_WORDS["of_an_app"])
_BUSINESS, _DEALT_WITH = (re.compile(alternatives(_WORDS[key])) for key in ("of_business", "dealt_with"))
_GOES_ON = re.compile("。|[一二三四五六七八九十]是")
_BEFORE, _BEHIND = 8, 6
_LONGEST_NAME = 8
# How many characters of a name a rule may miss.
_MOST_OF_A_NAME = 2
# What the words of a bracket weigh at least, two digits included.
_ENOUGH_IN_BRACKETS = 3
_TWO_DIGITS = re.compile(r"\d{2}")
# Without one of these a line has no such name.
WORDS_OF_HOUSES = (
    *_WORDS["house"],
    *_WORDS["house_behind_a_name"],
    *("vip", "·(", "-(", "(中国)官方", "下载(中国)", "·一站式", "-一站式", "·首页(", "-首页("),
    *(f"{done}{at_once}送" for done in ("注册", "首存", "开户", "存款") for at_once in ("", "就", "即", "立")),
    *(trade + closing for trade in _WORDS["bare"] for closing in ")】]"),
)


def houses_amid(lowered: str) -> Iterator[Cut]:
    """Such names in a line in lower case, in no order; they may overlap."""
    yield from _ending_surely(lowered)
    yield from _behind_a_name(lowered)
    yield from _in_brackets(lowered)
    yield from _spaced(lowered)


def names_a_house(said: str) -> bool:
    """Whether a phrase in lower case between signs is the name of such a house."""
    return _SURELY.search(said) is not None or _is_bare(said) or any(_behind_a_name(said))


def with_its_name(lowered: str, cut: Cut) -> Cut:
    """A cut with the characters of a name that a rule did not know to belong to it: up to the nearest word. A name
    that the lists have is whole."""
    if ends_a_word(lowered, cut.start) or not lowered[cut.start].isalnum() or _BEGINS_KNOWN.match(lowered, cut.start):
        return cut
    starts = range(cut.start - 1, max(0, cut.start - _MOST_OF_A_NAME) - 1, -1)
    return Cut(next((at for at in starts if ends_a_word(lowered, at)), cut.start), cut.end, cut.rule)


def without_what_it_parts(lowered: str, cut: Cut) -> Cut:
    """A cut without its first character where that is one word with what stands behind it: 法治根|秘书某材料网|基."""
    parts = are_of_one_word(lowered[cut.start], lowered[cut.end : cut.end + 1])
    if parts and not (begins_a_word(lowered, cut.end) or begins_a_word(lowered, cut.start)):
        return Cut(cut.start + 1, cut.end, cut.rule)
    return cut


def begin_of_name(lowered: str, anchor: int) -> int | None:
    """Where the name before a place begins: behind the nearest word of the report; None where none is near."""
    known = _KNOWN.search(lowered, max(0, anchor - _LONGEST_NAME), anchor)
    if known:
        return known.start()
    starts = range(anchor, max(0, anchor - _LONGEST_NAME) - 1, -1)
    return next((start for start in starts if ends_a_word(lowered, start) or _counts_before(lowered, start)), None)


def _counts_before(lowered: str, at: int) -> bool:
    """Whether a number of the report ends at a place: 培训3期|公文写作网."""
    return _COUNT_BEFORE.search(lowered, max(0, at - _LONGEST_COUNT), at) is not None


def is_before_a_word(lowered: str, at: int) -> bool:
    """Whether a name may end at a place: a word begins there, or the number of a heading, a year or a count."""
    return begins_a_word(lowered, at) or _NUMBER.match(lowered, at) is not None


def _ending_surely(lowered: str) -> Iterator[Cut]:
    for match in _SURELY.finditer(lowered):
        start = _start_of_house(lowered, *match.span())
        if start is None and match["itself"]:
            start = start_in_a_word(lowered, *match.span())
        if match["given_away"] and start == match.start():
            start = _start_behind_punctuation(lowered, start)
        if start is not None and (match["offered"] or match["itself"] or _is_a_name(lowered[start : match.start()])):
            yield Cut(start, match.end(), _RULE)


def _behind_a_name(lowered: str) -> Iterator[Cut]:
    for match in _BEHIND_A_NAME.finditer(lowered):
        start = _start_of_house(lowered, *match.span())
        if start is None:
            continue
        name = lowered[start : match.start()]
        if _is_a_name(name) and not name.endswith(_OF_AN_APP) and not _is_colourful(name, match[0]):
            yield Cut(start, match.end(), _RULE)


def _is_colourful(name: str, behind: str) -> bool:
    """Whether 彩 ends an ordinary word: 精彩, 增光添彩."""
    return behind.startswith("彩") and name.endswith(_COLOURFUL)


def _start_of_house(lowered: str, anchor: int, end: int) -> int | None:
    """Where a house's name begins; None where it stands between no words, in quotation marks, or is of business."""
    start = begin_of_name(lowered, anchor)
    if start is None or not is_before_a_word(lowered, end) or _is_quoted(lowered, start, end):
        return None
    return None if _is_business(lowered, start, end, lowered[start:anchor]) else start


def _start_behind_punctuation(lowered: str, anchor: int) -> int:
    """Where a name of ordinary words begins that stands alone between punctuation and its offer: 。|某煌世纪|app…."""
    alone = _ALONE.search(lowered, max(0, anchor - _LONGEST_NAME), anchor)
    return alone.start(1) if alone else anchor


def start_in_a_word(lowered: str, anchor: int, end: int) -> int | None:
    """Where the name begins of what parts a word: 水|某笺阁小说网qjg.la最快更新|平."""
    starts = takewhile(lambda at: not lowered[at - 1].isdigit(), range(anchor, max(0, anchor - _LONGEST_NAME), -1))
    return next((at for at in starts if is_word(lowered[at - 1] + lowered[end : end + 1])), None)


def _is_a_name(name: str) -> bool:
    return _OF_A_NAME.search(name) is not None and name not in stems_of_places()


def _is_quoted(lowered: str, start: int, end: int) -> bool:
    """对“捕鱼达人”类设备进行审核, 排演《龙虎斗》."""
    return lowered[start - 1 : start] in _OPENING and lowered[end : end + 1] in _CLOSED


def _is_business(lowered: str, start: int, end: int, name: str) -> bool:
    """Whether the name or the sentence tells what an office has to do with such a house, or how it is fought."""
    before = lowered[max(0, start - _BEFORE) : start].rpartition("。")[2]
    behind = _GOES_ON.split(lowered[end : end + _BEHIND], maxsplit=1)[0]
    if tells_of_adverts(before + behind) or _DEALT_WITH.match(behind) or is_of_a_case(lowered, start, end):
        return True
    return any(map(_BUSINESS.search, (before, name)))


def _in_brackets(lowered: str) -> Iterator[Cut]:
    """(戳我领188彩金), 【某豹体育】: what brackets hold that is an offer, or a name with its trade alone."""
    for match in _BRACKETED.finditer(lowered):
        if _is_bare(match[0].strip(_BRACKETS)) or _offers(match[0]):
            yield Cut(*match.span(), _RULE)


def _is_bare(said: str) -> bool:
    house = _BARE.fullmatch(said)
    return house is not None and not has_a_word(house["name"]) and house["name"] not in stems_of_places()


def _offers(said: str) -> bool:
    weight = weights_in(said)[1] + (_TWO_DIGITS.search(said) is not None)
    return weight >= _ENOUGH_IN_BRACKETS and not (has_a_word(masked_keywords(said)) or tells_of_adverts(said))


def _spaced(lowered: str) -> Iterator[Cut]:
    """The name of a house whose characters stand apart: 百 某 棋 牌."""
    for run in apart(lowered):
        yield from (
            Cut(each.start, each.end, _RULE)
            for each in run[:1]
            if _SURELY.search(each.together) or _BEHIND_A_NAME.search(each.together)
        )
