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

_HOUSE, MARK_AMID = "ad.amid", "watermark.amid"
_WORDS = read_words("amid.yml")
_NAMES = (name for key in ("brand", "house", "alone", "offered", "famed") for name in read_words("houses.yml")[key])
_KNOWN = re.compile(f"{alternatives(_NAMES)}$")
_NUMBER = re.compile(r"\d{1,2}[.、)](?!\d)|20\d\d年")
_OF_A_NAME = re.compile(r"[\u4e00-\u9fff]{2}|[a-z]\d|[a-z]{3}")
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
_PARTS, _ALL_OF_A_NAME = re.compile("[^\u4e00-\u9fffa-z0-9]"), re.compile("[\u4e00-\u9fffa-z0-9.·—-]*")
_ALL_IDEOGRAPHS = re.compile("[\u4e00-\u9fff]*")
_SURELY = re.compile(alternatives(_WORDS["surely_writing"]))
_NAME_OF_A_SITE = re.compile(rf"{_WRITING.pattern}[\u4e00-\u9fff]{{0,3}}{_SITE.pattern}\W*$")
_BIDDEN = rf"[\u4e00-\u9fff]{{0,4}}?(?:请|欢迎)?{alternatives(_WORDS['bidden'])}"
_INVITES = re.compile(
    rf"(?:{alternatives(_WORDS['invites'])}(?:{_BIDDEN})?|{alternatives(_WORDS['more'])}{_BIDDEN})[:“「【]?"
)
_GIVEN = re.compile("整理|提供|收集|发布|首发|分享|上传|编辑")
_CLOSING = re.compile("[”」】]")
_FRAMED = re.compile(
    r"\{[^{}。]{2,30}\}|〖[^〖〗。]{2,30}〗|→[^→←。]{2,30}←|\[[^\[\]。]{2,30}\]|【[^【】。]{2,30}】|\([^()。]{2,20}\)"
    r"|([★☆◆※♦])[\u4e00-\u9fffa-z0-9·.: ]{2,24}\1"
)
_PARTED = re.compile(r"(?<![-—\d~_])([-—~_●■])\1?[\u4e00-\u9fffa-z0-9·.() ]{3,30}\1{1,2}(?![-—\d~_])")
_SIGNED = re.compile("©[\u4e00-\u9fffa-z0-9.]{2,24}")
_TRADES = ("体育", "娱乐", "国际", "棋牌", "电竞", "彩票", "真人")
_BARE_HOUSE = re.compile(f"(?P<name>[\u4e00-\u9fff]{{2,3}})(?:{'|'.join(_TRADES)})")
_FROM = re.compile(rf"[\[(【]{alternatives(_WORDS['from'])}[::]?(?P<whom>[^\[\]()【】,。]{{2,16}})[\])】]")
_OF_AN_OFFICE = re.compile(alternatives(_WORDS["of_an_office"]))
_SIGNS_AROUND = "{}〖〗→←[]【】()★☆◆※♦-—~_●■ "
_FORUM = re.compile(alternatives(_WORDS["forum"]))
_DIGITS = re.compile(r"\d{2}")
_BRACKETED = re.compile(r"\([^()。、]{2,20}\)|【[^【】。、]{2,20}】|\[[^\[\]。、]{2,20}\]")
_ADDRESS = re.compile(rf"(?<![a-z0-9@.-])(?:https?://)?(?:www\.)?{_DOMAIN.pattern}(?![a-z0-9.])")
_SAID = re.compile("[\u4e00-\u9fffa-z0-9]{2,16}:?$")
_ADDED = re.compile("(?:版权所有|收集|整理|首发|提供|原创|转载){1,3}")
_TAKEN = re.compile(alternatives(_WORDS["from"]))
_LETTERS = re.compile("[a-z]{2}")
_OF_AN_APP = tuple(_WORDS["of_an_app"])
_BRACKETS = tuple("([【")
_LONGEST_SAID = 17
_LEADING_THERE = ("登录", "访问", "详见", "见", "通过", "依托", "使用")
_OF_BODIES = ("gov.cn", "edu.cn")
_GROUP = re.compile(r"(?:qq|扣扣)群:?\d{6,12}[^,。;]{0,6}?(?:领|获取)[^,。;]{0,4}?(?:全文|word|范文|资料|文档|材料)+")
_DEALT_WITH = re.compile(alternatives(_WORDS["dealt_with"]))
_GOES_ON = re.compile("。|[一二三四五六七八九十]是")
_BUSINESS = re.compile(alternatives(_WORDS["of_business"]))
_SIGNS = tuple("@#→")
_BEFORE, _BEHIND = 8, 6
_LONGEST_NAME, _SHORTEST_NAME, _LONGEST_INVITED, _LONGEST_OWN, _LONGEST_ENDING, _LONGEST_PARTING = 8, 2, 12, 5, 2, 6
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
        *(".com", ".net", ".org", ".cn", ".cc", ".top", ".vip", ".xyz"),
        *"{〖→★☆◆※♦©",
        *(trade + closing for trade in _TRADES for closing in ")】]"),
        *("版权所有", "qq群", "扣扣群"),
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
        is_sure = match.re is _HOUSES
        start, end = _begin(lowered, match.start()), match.end()
        if start is None or not _is_before_a_word(lowered, end) or _is_quoted(lowered, start, end):
            continue
        name = lowered[start : match.start()]
        is_named = _OF_A_NAME.search(name) is not None and name not in stems_of_places()
        is_named = is_named and (is_sure or not name.endswith(_OF_AN_APP))
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
        span = _between_words(lowered, *match.span()) or _parted(lowered, *match.span())
        if span:
            yield Cut(span[0] - _ends_with_a_sign(lowered, span[0]), span[1], MARK_AMID)


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
    near = range(last, min(len(lowered), last + _LONGEST_PARTING))
    anywhere = near if _SURELY.match(lowered, first) else ()
    sites = (site.end() for at in near if (site := _SITE.match(lowered, at)) and site.end() < len(lowered))
    ends = [end for end in (*anywhere, *sites) if not begins_a_word(lowered, end)]
    for start in range(first, max(0, first - _LONGEST_PARTING), -1):
        if _PARTS.match(lowered[start - 1]):
            break
        for end in () if ends_a_word(lowered, start) else ends:
            if is_word(lowered[start - 1] + lowered[end]) and _ALL_OF_A_NAME.fullmatch(lowered, start, end):
                return start, end
    return None


def _invitations(lowered: str) -> Iterator[Cut]:
    for match in _INVITES.finditer(lowered):
        end = _end_of_invited(lowered, match.start(), match.end())
        if end and _WRITING.search(lowered, match.end(), end) and not _OF_AN_OFFICE.search(lowered, match.end(), end):
            yield Cut(match.start(), end, MARK_AMID)


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
    found = next((end for end in ends if _is_before_a_word(lowered, end) or is_word(before + lowered[end])), None)
    site = _SITE.match(lowered, found) if found else None
    return site.end() if site and _is_before_a_word(lowered, site.end()) else found


def _addressed(lowered: str) -> Iterator[Cut]:
    """The address of a copying site with its name, or with what it is said to be, and its group with what it gives."""
    for match in _ADDRESS.finditer(lowered):
        span = None if match[0].endswith(_OF_BODIES) else _with_its_site(lowered, *match.span())
        if span:
            yield Cut(*span, MARK_AMID)
    yield from (Cut(*match.span(), MARK_AMID) for match in _GROUP.finditer(lowered))


def _with_its_site(lowered: str, start: int, end: int) -> tuple[int, int] | None:
    """An address with the name beside it: where the two part a word, are taken from there, or deal in writing."""
    added = _ADDED.match(lowered, end)
    end = added.end() if added else end
    starts = range(start, max(0, start - _LONGEST_SAID), -1)
    first = next((at for at in starts if _parts_a_word(lowered, at, end)), None)
    if first is not None:
        return first, end
    said = _SAID.search(lowered, max(0, start - _LONGEST_SAID), start)
    if said and (taken := _TAKEN.search(said[0])):
        return said.start() + taken.start(), end
    if said and (writing := _WRITING.search(said[0])) and not said[0].startswith(_LEADING_THERE):
        return _begin(lowered, said.start() + writing.start()) or said.start(), end
    ends = (at for at in range(end + 1, min(len(lowered), end + _LONGEST_NAME)) if begins_a_word(lowered, at))
    behind = next((at for at in ends if _ALL_OF_A_NAME.fullmatch(lowered, end, at)), end)
    return (start, behind) if _WRITING.search(lowered, end, behind) else None


def _parts_a_word(lowered: str, start: int, end: int) -> bool:
    between = lowered[start - 1 : start] + lowered[end : end + 1]
    return is_word(between) and not begins_a_word(lowered, end)


def _framed(lowered: str) -> Iterator[Cut]:
    """What stands between signs and is of a mill or a house; between signs that no report has, what has no word of one;
    behind the sign of a copyright, up to a word."""
    for match in chain(_FRAMED.finditer(lowered), _PARTED.finditer(lowered)):
        said = match[0].strip(_SIGNS_AROUND)
        in_brackets = match[0][0] in _BRACKETS
        is_mark = _names_a_seller(said) and (not in_brackets or _has_no_word_besides(said))
        if is_mark or _is_a_bare_house(said) or (not in_brackets and _is_an_address(said)):
            yield Cut(*match.span(), MARK_AMID)
    for match in _FROM.finditer(lowered):
        if _FORUM.search(match["whom"]) and not _OF_AN_OFFICE.search(match["whom"]):
            yield Cut(*match.span(), MARK_AMID)
    for match in _BRACKETED.finditer(lowered):
        most = weights_in(match[0])[1] + (_DIGITS.search(match[0]) is not None)
        if most > 2 and not has_a_word(masked_keywords(match[0])) and not tells_of_adverts(match[0]):
            yield Cut(*match.span(), _HOUSE)
    for match in (match for match in _SIGNED.finditer(lowered) if not _OF_AN_OFFICE.search(match[0])):
        ends = range(match.start() + _SHORTEST_NAME + 1, match.end() + 1)
        inside = (end for end in ends if lowered[end : end + 1] != "." and _is_before_a_word(lowered, end))
        yield Cut(match.start(), next(inside, match.start()), MARK_AMID)


def _has_no_word_besides(said: str) -> bool:
    """Whether a phrase has letters, or no ordinary word besides those of a mill: (文秘之某), but not 【诉状范文】."""
    return _LETTERS.search(said) is not None or not has_a_word(_WRITING.sub(" ", _SURELY.sub(" ", said)))


def _names_a_seller(said: str) -> bool:
    """Whether a phrase has the name of a mill or a house."""
    named = (
        any(pattern.search(said) for pattern in (_SURELY, _NAME_OF_A_SITE, _HOUSES))
        or any(houses_amid(said))
        or any(_sites(said))
    )
    return named and not _OF_AN_OFFICE.search(said)


def _is_an_address(said: str) -> bool:
    address = _DOMAIN.search(said)
    return address is not None and not said.endswith(_OF_BODIES)


def _is_a_bare_house(said: str) -> bool:
    house = _BARE_HOUSE.fullmatch(said)
    return house is not None and not (has_a_word(house["name"]) or house["name"] in stems_of_places())


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
    if tells_of_adverts(before + behind) or _DEALT_WITH.match(behind):
        return True
    return any(map(_BUSINESS.search, (before, name)))
