"""Marks of copying sites amid a sentence of a page on which an advert is certain, or two are likely.

As those of betting houses (`transforms/amid.py`) they stand between words of the report, or part one; what they deal in
and how their names end is in `rules/amid.yml`. What stands between signs (★…★) needs no such words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from transforms.amid import (
    WORDS_OF_HOUSES,
    begin_of_name,
    houses_amid,
    is_before_a_word,
    names_a_house,
    start_in_a_word,
)
from transforms.initials import name_like_its_address
from transforms.ordinary import begins_a_word, ends_a_word, has_a_word, is_word
from transforms.records import Cut
from transforms.rule_files import alternatives, read_words
from transforms.searching import plain

MARK_AMID = "watermark.amid"
_WORDS = read_words("amid.yml")
_DOMAIN = r"[a-z0-9-]{3,30}\.(?:(?:com|net|org)(?:\.cn)?|cn|cc|top|vip|xyz|la|info|club|site)"
_OF_BODIES = ("gov.cn", "edu.cn")
_OF_WRITING = alternatives((*_WORDS["writing"], *_WORDS["surely_writing"]))
_OF_A_SITE = (
    rf"{alternatives(_WORDS['site'])}{{1,2}}(?:[\s(]?(?:https?://)?(?:www\.)?{_DOMAIN}\)?)?(?:首发|原创|版权所有)?"
    rf"(?:一站式[\u4e00-\u9fff]{{2}}平台)?"
    rf"(?:(?:,|[—-]{{1,2}})[\u4e00-\u9fff]{{1,6}}{alternatives(_WORDS['praised'])})?"
)
_WRITING, _SITE = re.compile(_OF_WRITING), re.compile(_OF_A_SITE)
_SURELY = re.compile(alternatives((*_WORDS["surely_writing"], *_WORDS["surely_of_a_mill"])))
_NAME_OF_A_SITE = re.compile(rf"{_OF_WRITING}[\u4e00-\u9fff]{{0,3}}{_OF_A_SITE}\W*$")
_NOT_OF_A_NAME, _ALL_OF_A_NAME = re.compile("[^\u4e00-\u9fffa-z0-9]"), re.compile("[\u4e00-\u9fffa-z0-9.·—-]*")
_OFFERED = alternatives(_WORDS["offered_there"])
# What no office writes behind such a site: a joint and offers, an address, a film without cuts.
_OF_OTHERS = re.compile(
    rf"{alternatives(_WORDS['site_of_others'])}(?:[-_|·—]{{1,2}}{_OFFERED}{{2,6}}|\(?{_DOMAIN}\)?{_OFFERED}{{0,6}}"
    rf"|{_OFFERED}{{0,3}}(?:无插件|无删减|完整版|最快更新){_OFFERED}{{0,3}})"
)
_IDEOGRAPHS = re.compile("[\u4e00-\u9fff]*")
_BIDDEN = rf"[\u4e00-\u9fff]{{0,4}}?(?:请|欢迎)?{alternatives(_WORDS['bidden'])}"
_INVITES = re.compile(
    rf"(?:{alternatives(_WORDS['invites'])}(?:{_BIDDEN})?|{alternatives(_WORDS['more'])}{_BIDDEN})[:“「【]?"
)
_GIVEN, _ADDED = re.compile(alternatives(_WORDS["given"])), re.compile(f"{alternatives(_WORDS['added'])}{{1,3}}")
_CLOSING = re.compile("[”」】]")
_FRAMED = re.compile(
    r"\{[^{}。]{2,30}\}|〖[^〖〗。]{2,30}〗|→[^→←。]{2,30}←|\[[^\[\]。]{2,30}\]|【[^【】。]{2,30}】|\([^()。]{2,20}\)"
    r"|([★☆◆※♦])[\u4e00-\u9fffa-z0-9·.: ]{2,24}\1"
)
_BETWEEN_JOINTS = re.compile(r"(?<![-—\d~_])([-—~_●■])\1?[\u4e00-\u9fffa-z0-9·.() ]{3,30}\1{1,2}(?![-—\d~_])")
_SIGNS_AROUND, _BRACKETS = "{}〖〗→←[]【】()★☆◆※♦-—~_●■ ", tuple("([【")
_SIGNS_BEFORE = tuple("@#→")
_COPYRIGHT = re.compile("©[\u4e00-\u9fffa-z0-9.]{2,24}")
_FROM = re.compile(rf"[\[(【]{alternatives(_WORDS['from'])}:?(?P<whom>[^\[\]()【】,。]{{2,36}})[\])】]")
_TAKEN, _FORUM, _OF_AN_OFFICE = (re.compile(alternatives(_WORDS[key])) for key in ("from", "forum", "of_an_office"))
_ADDRESS = re.compile(rf"(?<![a-z0-9@.-])(?:https?://)?(?:www\.)?{_DOMAIN}(?![a-z0-9.])")
_LETTERS_OF_AN_ADDRESS = re.compile(r"(?:www\.)?([a-z0-9-]{3,30})\.[a-z]{2}")
_SAID = re.compile("[\u4e00-\u9fffa-z0-9]{2,16}:?$")
_LEADS_THERE = tuple(_WORDS["leads_there"])
_GROUP = re.compile(r"(?:qq|扣扣)群:?\d{6,12}[^,。;]{0,6}?(?:领|获取)[^,。;]{0,4}?(?:全文|word|范文|资料|文档|材料)+")
_LETTERS = re.compile("[a-z]{2}")
_SHORTEST_NAME, _LONGEST_INVITED = 2, 18
# Between the word of what a site deals in and the end of its name; an end of more characters is no chance.
_LONGEST_OWN, _LONGEST_ENDING = 5, 2
# On either side of such a word, in a mark that parts a word of the report, and before an address.
_LONGEST_PARTING, _LONGEST_BEFORE_AN_ADDRESS = 6, 17
_LONGEST_BEHIND_AN_ADDRESS = 8
# Most lines have none of these.
_PLAIN = (
    *WORDS_OF_HOUSES,
    *(word for key in ("site_of_others", "writing", "invites", "more", "from") for word in _WORDS[key]),
)
WORDS_OF_NAMES = frozenset(
    (
        *map(plain, _PLAIN),
        *(plain(word.removesuffix("$")) for key in ("surely_writing", "surely_of_a_mill") for word in _WORDS[key]),
        *(".com", ".net", ".org", ".cn", ".cc", ".top", ".vip", ".xyz", "qq群", "扣扣群"),
        *"{〖→★☆◆※♦©",
    )
)


def names_amid(lowered: str) -> Iterator[Cut]:
    """Names of houses and marks of copying sites in a line in lower case, in no order; they may overlap."""
    yield from houses_amid(lowered)
    yield from _sites(lowered)
    yield from _sites_of_others(lowered)
    yield from _invitations(lowered)
    yield from _addressed(lowered)
    yield from _framed(lowered)
    yield from _taken_from(lowered)
    yield from _signed(lowered)


def is_of_the_name_before(lowered: str, start: int, end: int) -> bool:
    """Whether what stands at a place holds an address that is called like the name before it, and that one deals in no
    writing: 云岭融媒(ylrm.cn)."""
    address = _LETTERS_OF_AN_ADDRESS.search(lowered, start, end)
    before = lowered[max(0, start - _LONGEST_BEFORE_AN_ADDRESS) : start].rstrip("([ ")
    name = name_like_its_address(before, address[1]) if address else ""
    return bool(name) and _WRITING.search(name) is None


def _sites(lowered: str) -> Iterator[Cut]:
    for match in _WRITING.finditer(lowered):
        span = _between_words(lowered, *match.span()) or _parting_a_word(lowered, *match.span())
        if span:
            yield Cut(span[0] - _is_behind_a_sign(lowered, span[0]), span[1], MARK_AMID)


def _sites_of_others(lowered: str) -> Iterator[Cut]:
    """某鲸影院-高清完整版在线免费观看, 某月听书网(example.cc)有声小说: sites of films, novels and programs."""
    for match in _OF_OTHERS.finditer(lowered):
        begin = begin_of_name(lowered, match.start()) if is_before_a_word(lowered, match.end()) else None
        if begin is None:
            begin = start_in_a_word(lowered, *match.span())
        name = lowered[begin : match.start()] if begin is not None else ""
        if begin is not None and not has_a_word(name):
            yield Cut(begin, match.end(), MARK_AMID)


def _between_words(lowered: str, first: int, last: int) -> tuple[int, int] | None:
    """The name of a copying site around a word of writing: 监督|公文帮手网|部级."""
    begin = begin_of_name(lowered, first)
    if begin is None:
        return None
    is_sure = _SURELY.match(lowered, first) is not None
    for own in range(last, last + _LONGEST_OWN):
        site = _SITE.match(lowered, own)
        between = lowered[last - 1] + _WRITING.sub("  ", lowered[last : own + 1])
        if not _IDEOGRAPHS.fullmatch(lowered, last, own) or has_a_word(between):
            return None
        if site is None or (len(site[0]) == 1 and is_word(lowered[own : own + 2])):
            continue
        named = own > last or len(site[0]) > _LONGEST_ENDING or _is_behind_a_sign(lowered, begin)
        if (named or (is_sure and (begin < first or len(site[0]) > 1))) and is_before_a_word(lowered, site.end()):
            return begin, site.end()
    return None


def _is_behind_a_sign(lowered: str, at: int) -> bool:
    return lowered[at - 1 : at] in _SIGNS_BEFORE


def _parting_a_word(lowered: str, first: int, last: int) -> tuple[int, int] | None:
    """The mark around a word of writing that parts a word of the report: 取|好材料上秘书圈|得."""
    near = range(last, min(len(lowered), last + _LONGEST_PARTING))
    anywhere = near if _SURELY.match(lowered, first) else ()
    sites = (site.end() for at in near if (site := _SITE.match(lowered, at)) and site.end() < len(lowered))
    ends = [end for end in (*anywhere, *sites) if not begins_a_word(lowered, end)]
    for start in range(first, max(0, first - _LONGEST_PARTING), -1):
        if _NOT_OF_A_NAME.match(lowered[start - 1]):
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
    told = (end for end in ends if end >= start + _end_of_writing(window))
    found = next((end for end in told if is_before_a_word(lowered, end) or is_word(before + lowered[end])), None)
    site = _SITE.match(lowered, found) if found else None
    return site.end() if site and is_before_a_word(lowered, site.end()) else found


def _end_of_writing(window: str) -> int:
    """Where the words of writing end that stand together in it: 老秘|写材料."""
    end = 0
    for match in _WRITING.finditer(window):
        if end and match.start() > end:
            break
        end = match.end()
    return end


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
    starts = range(start, max(0, start - _LONGEST_BEFORE_AN_ADDRESS), -1)
    first = next((at for at in starts if _parts_a_word(lowered, at, end)), None)
    if first is None:
        first = _said_before(lowered, start)
    return _named_behind(lowered, start, end) if first is None else (first, end)


def _parts_a_word(lowered: str, start: int, end: int) -> bool:
    between = lowered[start - 1 : start] + lowered[end : end + 1]
    return is_word(between) and not begins_a_word(lowered, end)


def _said_before(lowered: str, start: int) -> int | None:
    """Where it begins that a text is from the address, or the name of what deals in writing, before it."""
    said = _SAID.search(lowered, max(0, start - _LONGEST_BEFORE_AN_ADDRESS), start)
    if said is None:
        return None
    if taken := _TAKEN.search(said[0]):
        return said.start() + taken.start()
    writing = None if said[0].startswith(_LEADS_THERE) else _WRITING.search(said[0])
    return begin_of_name(lowered, said.start() + writing.start()) if writing else None


def _named_behind(lowered: str, start: int, end: int) -> tuple[int, int] | None:
    """An address with the name behind it: one that deals in writing, or with which it parts a word."""
    ends = range(end + 1, min(len(lowered), end + _LONGEST_BEHIND_AN_ADDRESS))
    names = [at for at in ends if _ALL_OF_A_NAME.fullmatch(lowered, end, at)]
    behind = next((at for at in names if begins_a_word(lowered, at)), end)
    if _WRITING.search(lowered, end, behind):
        return start, behind
    parted = next((at for at in names if not ends_a_word(lowered, start) and _parts_a_word(lowered, start, at)), None)
    return (start, parted) if parted else None


def _framed(lowered: str) -> Iterator[Cut]:
    """What stands between signs and is of a mill or a house, or an address; in brackets the name of a mill."""
    for match in chain(_FRAMED.finditer(lowered), _BETWEEN_JOINTS.finditer(lowered)):
        said = match[0].strip(_SIGNS_AROUND)
        is_site = _is_named(said) if match[0][0] in _BRACKETS else _is_shown(said)
        if is_site and not _OF_AN_OFFICE.search(said):
            yield Cut(*match.span(), MARK_AMID)


def _is_shown(said: str) -> bool:
    address = re.search(_DOMAIN, said)
    return _deals_in_writing(said) or names_a_house(said) or (address is not None and not said.endswith(_OF_BODIES))


def _is_named(said: str) -> bool:
    """Whether a phrase has letters or other characters beside the words of a mill, and no ordinary word: 文秘之某."""
    rest = _WRITING.sub(" ", _SURELY.sub(" ", said))
    own = _LETTERS.search(rest) or (rest.strip() and not has_a_word(rest))
    return bool(own) and _deals_in_writing(said)


def _deals_in_writing(said: str) -> bool:
    return any(pattern.search(said) for pattern in (_SURELY, _NAME_OF_A_SITE)) or any(_sites(said))


def _taken_from(lowered: str) -> Iterator[Cut]:
    """[转自某海论坛], [来源:论文某下 lunwen-example.com]"""
    for match in _FROM.finditer(lowered):
        whom = match["whom"]
        is_addressed = _WRITING.search(whom) and _ADDRESS.search(whom) and not whom.endswith(_OF_BODIES)
        if (_FORUM.search(whom) or is_addressed) and not _OF_AN_OFFICE.search(whom):
            yield Cut(*match.span(), MARK_AMID)


def _signed(lowered: str) -> Iterator[Cut]:
    """What stands behind the sign of a copyright, up to a word."""
    for match in _COPYRIGHT.finditer(lowered):
        ends = range(match.start() + _SHORTEST_NAME + 1, match.end() + 1)
        end = next((end for end in ends if lowered[end : end + 1] != "." and is_before_a_word(lowered, end)), None)
        if end and not _OF_AN_OFFICE.search(lowered, match.start(), end):
            yield Cut(match.start(), end, MARK_AMID)
