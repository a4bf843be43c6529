"""Names of betting houses and copying sites amid a sentence of a page on which an advert is certain.

No list has all names, but what they end with is known (`rules/amid.yml`), and so are the words of the report on both
sides (`rules/ordinary.yml`): 多次主持|某湖娱乐场|市委常委会议. A name begins behind the nearest of these words and ends
before one; where none is near, nothing is cut. What stands between signs (★…★) needs no such words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from transforms.disguise import apart
from transforms.divisions import stems_of_places
from transforms.fought import tells_of_adverts
from transforms.keywords import masked_keywords, weights_in
from transforms.ordinary import begins_a_word, ends_a_word, has_a_word, is_word
from transforms.records import Cut
from transforms.rule_files import alternatives, read_words
from transforms.searching import AnyOf, plain

_HOUSE, _MARK = "ad.amid", "watermark.amid"
_WORDS = read_words("amid.yml")
_NAMES = (name for key in ("brand", "house", "alone", "offered", "famed") for name in read_words("houses.yml")[key])
_KNOWN = re.compile(f"{alternatives(_NAMES)}$")
_NUMBER = re.compile(r"\d{1,2}[.、)](?!\d)|20\d\d年")
_OF_A_NAME = re.compile("[\u4e00-\u9fff]|[a-z0-9]{2}")
_ADVERTS = read_words("adverts.yml")
_SURE = alternatives((*_WORDS["sure"], *_ADVERTS["call"], *_ADVERTS["certain"]))
_SOFT = alternatives((*_WORDS["soft"], *_ADVERTS["offer"]))
# An offer that offices make, too, is one only where no sentence goes on behind it.
_OFFERS = (
    rf"(?:{_SURE}|{_SOFT}(?=(?:{_SOFT}|{_SURE})*(?:$|[^\u4e00-\u9fffa-z0-9\s]))|[_·|-](?=[\u4e00-\u9fffa-z])"
    r"|(?<=送)\d{2,4}元?|\d{2,4}元|\((?=[a-z]{0,6}\d|[a-z]{3})[a-z0-9]{3,10}\))"
)
_HOUSES = re.compile(rf"{alternatives(_WORDS['house'])}(?P<offered>{_OFFERS}{{1,8}})?")
_BEHIND_A_NAME = re.compile(rf"{alternatives(_WORDS['house_behind_a_name'])}{_OFFERS}{{0,8}}")
_OPENING, _CLOSED = tuple("《“"), tuple("》”")
_DOMAIN = re.compile(r"[a-z0-9-]{3,30}\.(?:com|net|org|cn|cc|top|vip|xyz)")
_WRITING = re.compile(alternatives(_WORDS["writing"]))
_SITE = re.compile(
    rf"{alternatives(_WORDS['site'])}{{1,2}}(?:{_DOMAIN.pattern})?(?:(?:,|[—-]{{1,2}})[\u4e00-\u9fff]{{1,6}}{alternatives(_WORDS['praised'])})?"
)
_PARTS, _ALL_OF_A_NAME = re.compile("[^\u4e00-\u9fffa-z0-9]"), re.compile("[\u4e00-\u9fffa-z0-9.—-]*")
_ALL_IDEOGRAPHS = re.compile("[\u4e00-\u9fff]*")
_SURELY = re.compile(alternatives(_WORDS["surely_writing"]))
_NAME_OF_A_SITE = re.compile(rf"{_WRITING.pattern}[\u4e00-\u9fff]{{0,3}}{_SITE.pattern}\W*$")
_INVITES = re.compile(
    rf"{alternatives(_WORDS['invites'])}"
    r"(?:[\u4e00-\u9fff]{0,4}?(?:请|尽在|欢迎)?(?:关注|登录|访问|搜索|点击|收藏|认准|尽在))?[:“「【]?"
)
_GIVEN = re.compile("整理|提供|收集|发布|首发|分享|上传|编辑")
_CLOSING = re.compile("[”」】]")
_FRAMED = re.compile(
    r"\{(?P<said>[^{}。]{2,30})\}|〖[^〖〗。]{2,30}〗|→[^→←。]{2,30}←|([★☆◆※♦])[\u4e00-\u9fffa-z0-9·. ]{2,16}\2"
)
_PARTED = re.compile(r"(?<![-—\d~_])([-—~_●■])\1?[\u4e00-\u9fffa-z0-9·.() ]{3,30}\1{1,2}(?![-—\d~_])")
_FROM = re.compile(rf"[\[(【]{alternatives(_WORDS['from'])}[::]?(?P<whom>[^\[\]()【】,。]{{2,16}})[\])】]")
_OF_AN_OFFICE = re.compile(alternatives(_WORDS["of_an_office"]))
_DIGITS = re.compile(r"\d{2}")
_BRACKETED = re.compile(r"\([^()。]{2,20}\)|【[^【】。]{2,20}】|\[[^\[\]。]{2,20}\]")
_SIGNED = re.compile("©[\u4e00-\u9fff]{2,6}")
_ADDRESSED = re.compile(
    rf"(?<![a-z0-9@.-])(?P<said>[\u4e00-\u9fffa-z0-9]{{2,16}}:?)(?:www\.)?{_DOMAIN.pattern}(?![a-z0-9.])"
)
_OF_BODIES = ("gov.cn", "edu.cn")
_GROUP = re.compile(r"(?:qq|扣扣)群:?\d{6,12}[^,。;]{0,6}?(?:领|获取)[^,。;]{0,4}?(?:全文|word|范文|资料|文档|材料)+")
_GOES_ON = re.compile("。|[一二三四五六七八九十]是")
_BUSINESS = re.compile(alternatives(_WORDS["of_business"]))
_SIGNS = tuple("@#→")
_BEFORE, _BEHIND = 8, 6
_LONGEST_NAME, _SHORTEST_NAME, _LONGEST_INVITED, _LONGEST_OWN, _LONGEST_ENDING = 8, 2, 12, 5, 2
# How many characters of a name a rule may miss.
_MOST_OF_A_NAME = 2
# Most lines have none of these.
MAY_NAME = AnyOf(
    (
        *(
            plain(word)
            for key in ("house", "house_behind_a_name", "writing", "invites", "from")
            for word in _WORDS[key]
        ),
        *"{〖→★☆◆※♦©",
        "版权所有",
    )
)


def names_amid(lowered: str) -> Iterator[Cut]:
    """Such names in a line in lower case, in no order; they may overlap."""
    yield from houses_amid(lowered)
    yield from _sites(lowered)
    yield from _invitations(lowered)
    yield from _addressed(lowered)
    yield from _framed(lowered)
    yield from _spaced(lowered)


def houses_amid(lowered: str) -> Iterator[Cut]:
    """The names of betting houses among them."""
    for match in chain(_HOUSES.finditer(lowered), _BEHIND_A_NAME.finditer(lowered)):
        start, end = _begin(lowered, match.start()), match.end()
        if start is None or not _is_before_a_word(lowered, end) or _is_quoted(lowered, start, end):
            continue
        name = lowered[start : match.start()]
        is_named = len(_OF_A_NAME.findall(name)) >= _SHORTEST_NAME and name not in stems_of_places()
        if (is_named or match.lastgroup == "offered") and not _is_business(lowered, start, end, name):
            yield Cut(start, end, _HOUSE)


def _is_quoted(lowered: str, start: int, end: int) -> bool:
    """对“捕鱼达人”类设备进行审核, 排演《龙虎斗》."""
    return lowered[start - 1 : start] in _OPENING and lowered[end : end + 1] in _CLOSED


def with_its_name(lowered: str, cut: Cut) -> Cut:
    """A cut with the characters of a name that a rule did not know to belong to it: up to the nearest word."""
    if ends_a_word(lowered, cut.start):
        return cut
    starts = range(cut.start - 1, max(0, cut.start - _MOST_OF_A_NAME) - 1, -1)
    return Cut(next((at for at in starts if ends_a_word(lowered, at)), cut.start), cut.end, cut.rule)


def _sites(lowered: str) -> Iterator[Cut]:
    for match in _WRITING.finditer(lowered):
        span = _parted(lowered, *match.span()) or _between_words(lowered, *match.span())
        if span:
            yield Cut(span[0] - _ends_with_a_sign(lowered, span[0]), span[1], _MARK)


def _between_words(lowered: str, first: int, last: int) -> tuple[int, int] | None:
    """The name of a copying site around a word of writing: 监督|公文帮手网|部级."""
    begin = _begin(lowered, first)
    if begin is None:
        return None
    is_sure = _SURELY.match(lowered, first) is not None
    for own in range(last, last + _LONGEST_OWN):
        site = _SITE.match(lowered, own)
        if not _ALL_IDEOGRAPHS.fullmatch(lowered, last, own) or has_a_word(lowered[last - 1 : own + 1]):
            return None
        if site is None or (len(site[0]) == 1 and is_word(lowered[own : own + 2])):
            continue
        named = own > last or len(site[0]) > _LONGEST_ENDING or _ends_with_a_sign(lowered, begin)
        if (named or (is_sure and (begin < first or len(site[0]) > 1))) and _is_before_a_word(lowered, site.end()):
            return begin, site.end()
    return None


def _ends_with_a_sign(lowered: str, at: int) -> bool:
    return lowered[at - 1 : at] in _SIGNS


def _parted(lowered: str, first: int, last: int) -> tuple[int, int] | None:
    """The mark around a word of writing that parts a word of the report: 取|好材料上秘书圈|得."""
    near = range(last, min(len(lowered), last + _LONGEST_OWN))
    sites = (site.end() for at in near if (site := _SITE.match(lowered, at)) and site.end() < len(lowered))
    ends = [end for end in (*near, *sites) if not begins_a_word(lowered, end)]
    for start in range(first, max(0, first - _LONGEST_OWN), -1):
        if _PARTS.match(lowered[start - 1]) or ends_a_word(lowered, start):
            break
        for end in ends:
            if is_word(lowered[start - 1] + lowered[end]) and _ALL_OF_A_NAME.fullmatch(lowered, start, end):
                return start, end
    return None


def _invitations(lowered: str) -> Iterator[Cut]:
    for match in _INVITES.finditer(lowered):
        end = _end_of_invited(lowered, match.start(), match.end())
        if end and _WRITING.search(lowered, match.end(), end):
            yield Cut(match.start(), end, _MARK)


def _end_of_invited(lowered: str, begin: int, start: int) -> int | None:
    """Where the name behind an invitation ends: with its quotation mark, with what is done there, before a word, or
    before the rest of the word that it parts."""
    window = lowered[start : start + _LONGEST_INVITED]
    if lowered[start - 1] in "“「【":
        closing = _CLOSING.search(window)
        return start + closing.end() if closing else None
    if given := _GIVEN.search(window):
        return start + given.end()
    ends = range(start + _SHORTEST_NAME, min(len(lowered), start + _LONGEST_INVITED) + 1)
    before = lowered[begin - 1 : begin]
    return next((end for end in ends if _is_before_a_word(lowered, end) or is_word(before + lowered[end])), None)


def _addressed(lowered: str) -> Iterator[Cut]:
    """The address of a copying site with what it is said to be, and its group with what it gives."""
    for match in _ADDRESSED.finditer(lowered):
        if _WRITING.search(match["said"]) and not match[0].endswith(_OF_BODIES):
            yield Cut(*match.span(), _MARK)
    yield from (Cut(*match.span(), _MARK) for match in _GROUP.finditer(lowered))


def _framed(lowered: str) -> Iterator[Cut]:
    """What stands between signs and is of a mill or a house; between signs that no report has, what has no word of one;
    behind the sign of a copyright, up to a word."""
    for match in _FRAMED.finditer(lowered):
        said = match[0][1:-1].strip()
        if _names_a_seller(said) or not (has_a_word(said) or said[:-1] in stems_of_places()):
            yield Cut(*match.span(), _MARK)
    for match in _PARTED.finditer(lowered):
        if _WRITING.search(match[0]) or _names_a_seller(match[0]):
            yield Cut(*match.span(), _MARK)
    for match in _FROM.finditer(lowered):
        if not _OF_AN_OFFICE.search(match["whom"]):
            yield Cut(*match.span(), _MARK)
    for match in _BRACKETED.finditer(lowered):
        most = weights_in(match[0])[1] + (_DIGITS.search(match[0]) is not None)
        if most > 2 and not has_a_word(masked_keywords(match[0])) and not tells_of_adverts(match[0]):
            yield Cut(*match.span(), _HOUSE)
    for match in _SIGNED.finditer(lowered):
        ends = range(match.start() + _SHORTEST_NAME + 1, match.end() + 1)
        yield from (Cut(match.start(), end, _MARK) for end in ends if _is_before_a_word(lowered, end))


def _names_a_seller(said: str) -> bool:
    return any(pattern.search(said) for pattern in (_DOMAIN, _SURELY, _NAME_OF_A_SITE, _HOUSES, _BEHIND_A_NAME)) or any(
        _sites(said)
    )


def _spaced(lowered: str) -> Iterator[Cut]:
    """The name of a house whose characters stand apart: 百 某 棋 牌."""
    for run in apart(lowered):
        yield from (
            Cut(each.start, each.end, _HOUSE)
            for each in run[:1]
            if _HOUSES.search(each.together) or _BEHIND_A_NAME.search(each.together)
        )


def _begin(lowered: str, anchor: int) -> int | None:
    """Where the name before a place begins: behind the nearest word of the report; None where none is near."""
    known = _KNOWN.search(lowered, max(0, anchor - _LONGEST_NAME), anchor)
    if known:
        return known.start()
    starts = range(anchor, max(0, anchor - _LONGEST_NAME) - 1, -1)
    return next((start for start in starts if ends_a_word(lowered, start)), None)


def _is_before_a_word(lowered: str, at: int) -> bool:
    return begins_a_word(lowered, at) or _NUMBER.match(lowered, at) is not None


def _is_business(lowered: str, start: int, end: int, name: str) -> bool:
    """Whether the name or the sentence tells what an office has to do with such a house, or how it is fought."""
    before = lowered[max(0, start - _BEFORE) : start].rpartition("。")[2]
    behind = _GOES_ON.split(lowered[end : end + _BEHIND], maxsplit=1)[0]
    return tells_of_adverts(before + behind) or any(map(_BUSINESS.search, (before, name, behind)))
