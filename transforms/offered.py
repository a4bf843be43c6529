"""Names of betting houses with their trade and what they offer (某泽彩票官网注册), and of sites that deal in writing
(某砚公文网, 规范【学法笔记网】性文件). They are certain on any page.

One such phrase may be all that was done to a page, amid a sentence or in place of its words, and nothing else betrays
it. The name is no word of the report and begins behind one, or brackets set it apart within one; the phrase ends before
one, and the clause tells nothing of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from transforms.amid import begin_of_name, is_before_a_word
from transforms.divisions import stems_of_places
from transforms.fought import is_fought
from transforms.ordinary import has_a_word, is_word
from transforms.pairs import KNOWN, times_in_reports
from transforms.records import Cut
from transforms.rule_files import alternatives, read_words
from transforms.searching import plain
from transforms.spliced import meets

_OFFERED, _SITE_OF_WRITING = "ad.offered", "watermark.site_of_writing"
_WORDS = read_words("offered.yml")
_SURE, _SHARED, _ALONE = (_WORDS[key] for key in ("sure_trade", "shared_trade", "alone"))
_OFFER = f"(?>{alternatives((*_ALONE, *_WORDS['offer']))})"
_ANY_OFFER = re.compile(_OFFER)
_CODE = r"[a-z]{1,5}\d{1,4}(?![a-z0-9.%-])"
# The letters and digits by which a house has itself be found: 某蟾电子jc9平台登录.
CODED = rf"(?<=[\u4e00-\u9fff]){_CODE}"
_PHRASE = re.compile(
    rf"(?>{alternatives(_SURE)})(?:{_CODE}{_OFFER}{{1,8}}|{_OFFER}{{2,8}}|{alternatives(_ALONE)})"
    rf"|(?>{alternatives(_SHARED)})(?:(?:{_CODE})?(?:{_OFFER}{{2,8}}|{alternatives(_WORDS['alone_of_shared'])}{_OFFER}{{0,8}})"
    rf"|{_CODE}{alternatives(_WORDS['alone_behind_a_code'])})"
)
_SITE = re.compile(rf"{alternatives(_WORDS['writing'])}{{1,2}}{alternatives(_WORDS['site'])}")
_BRACKETED = re.compile(
    rf"(?<=[\u4e00-\u9fff])【[^【】]{{0,12}}{alternatives(_WORDS['writing'])}"
    rf"[^【】]{{0,6}}{alternatives(_WORDS['site'])}】(?=[\u4e00-\u9fff])"
)
# Without one of these, or a code, a line has no such name.
WORDS_OF_OFFERED = frozenset(
    first + plain(second)
    for first, second in (
        *product((*_SURE, *_SHARED), (*_ALONE, *_WORDS["offer"])),
        *product(_WORDS["writing"], _WORDS["site"]),
    )
)
_OF_A_NAME = re.compile("[\u4e00-\u9fff]{2}|[a-z]{1,3}\\d|\\d{2,4}[a-z]|[a-z]{2}")
_OF_A_KIND = frozenset(_WORDS["of_a_kind"])
_OF_AN_OFFICE, _TOLD_OF = (re.compile(alternatives(_WORDS[key])) for key in ("of_an_office", "told_of"))
_PARTS_CLAUSES = re.compile("[。,;:!?]")
_OPENING, _CLOSING = tuple("“《‘"), tuple("”》’")
_BEFORE, _BEHIND = 16, 12


def unknown_names(lowered: str) -> Iterator[Cut]:
    """Such names in a line in lower case, in no order."""
    for match in _PHRASE.finditer(lowered):
        yield from _named(lowered, match.start(), _end_of_offers(lowered, match), _OFFERED)
    for match in _SITE.finditer(lowered):
        yield from _named(lowered, *match.span(), _SITE_OF_WRITING)
    for match in _BRACKETED.finditer(lowered):
        if meets(lowered, *match.span()):
            yield Cut(*match.span(), _SITE_OF_WRITING)


def _named(lowered: str, anchor: int, end: int, rule: str) -> Iterator[Cut]:
    """The cut of a phrase with the name before it, if nobody knows that and a word of the report is on both sides."""
    start = begin_of_name(lowered, anchor)
    if start is None or not is_before_a_word(lowered, end):
        return
    if _is_unknown(lowered[start:anchor]) and not _is_told_of(lowered, start, end):
        yield Cut(start, end, rule)


def _end_of_offers(lowered: str, phrase: re.Match[str]) -> int:
    """Where the phrase ends; the last offer may be a word of the sentence that goes on: 某博体育登录入口|平台建设."""
    *_, last = _ANY_OFFER.finditer(lowered, phrase.start(), phrase.end())
    is_known = times_in_reports(lowered[last.end() - 1 : last.end() + 1]) >= KNOWN
    goes_on = last[0] in _OF_A_KIND or (is_known and is_word(last[0]))
    return last.start() if goes_on and _PHRASE.fullmatch(lowered, phrase.start(), last.start()) else phrase.end()


def _is_unknown(name: str) -> bool:
    return _OF_A_NAME.search(name) is not None and not has_a_word(name) and name not in stems_of_places()


def _is_told_of(lowered: str, start: int, end: int) -> bool:
    """Whether the clause around a name, or the sentence, says what an office has to do with it."""
    before = _PARTS_CLAUSES.split(lowered[max(0, start - _BEFORE) : start])[-1]
    behind = _PARTS_CLAUSES.split(lowered[end : end + _BEHIND], maxsplit=1)[0]
    if lowered[start - 1 : start] in _OPENING or lowered[end : end + 1] in _CLOSING:
        return True
    if _OF_AN_OFFICE.search(before) or _TOLD_OF.search(before) or _TOLD_OF.search(behind):
        return True
    return is_fought(lowered, start, end)
