"""Phrases that stand where a report says something and have words of adverts only, whatever they sell.

At the end of a paragraph behind its last stop, before the number of a heading, behind a joint, in brackets, on a line
of their own, or amid a clause, between words of reports (`transforms/vocabulary.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.disguise import readings
from transforms.fought import is_forbidden, tells_of_adverts
from transforms.keywords import masked_keywords, may_sell_otherwise, weights_in
from transforms.markers import MARKER_INSIDE, marker_at_start
from transforms.ordinary import has_a_word
from transforms.records import Cut
from transforms.rule_files import alternatives, read_words
from transforms.vocabulary import is_strange, may_be_of_adverts, strange_stretches

STRANGE = "trade.strange"
STOPS = ("。", "!", "?", ";")
_FIRMS = ("公司", "集团", "中心", "协会")
# The characters first that it can begin with: so a search takes a third of the time.
_BEGINS_A_LINE = re.compile(
    rf"(?=[一二三四五六七八九十(\d])(?:{MARKER_INSIDE.pattern}|[一二三四五六七八九]是(?=[\u4e00-\u9fff]))"
)
_FURTHEST_MARKER = 80
_SENTENCES = re.compile(f".*[{''.join(STOPS)}]", re.DOTALL)
# Only a report has a count, a label, a quotation; an advert may have them on a page on which another is certain.
SAYS_ITS_OWN = re.compile(r"\d|[::、《》“”]|[局委办府院厅会处部社站所队镇乡县区市省]$|同志|各位")
_COUNT = re.compile(r"室$|\d\s?[名个件起份条次款台人日%]|\d万元")
_OF_A_LIST = re.compile(f"[、|《》]|案[。]?$|酒店|活动室|{_COUNT.pattern}")
_IN_BRACKETS = re.compile(r"\(([^()]{4,20})\)|【([^【】]{4,20})】|「([^「」]{4,20})」")
_BEHIND_A_JOINT = re.compile(r"(?<![-—_|])[-—_|]{1,4}([^-—_|。]{4,30})$")
_LONGEST_TAIL, _LONGEST_NAME = 40, 14
_SAYS = re.compile("[::、《》“”()]")
_CALLS = re.compile(alternatives(read_words("adverts.yml")["call"]))
_LATIN = re.compile("[a-z]{2}")
# What the words of adverts weigh together in a line that has no others.
_ENOUGH_OF_A_LINE = 4


def strangers(folded: str) -> Iterator[Cut]:
    """Such phrases at the ends of a folded line, on any page."""
    return _at_its_ends(folded, spoilt=False)


def strangers_on_a_spoilt_page(folded: str) -> Iterator[Cut]:
    """Such phrases at the ends of a folded line of a page on which an advert is certain."""
    return _at_its_ends(folded, spoilt=True)


def strangers_within(folded: str) -> Iterator[Cut]:
    """Such phrases amid a folded line of such a page, in no order; they may overlap."""
    reading = readings(folded)[-1]
    tail = max(0, len(reading) - _LONGEST_TAIL)
    for match in (*_IN_BRACKETS.finditer(reading), *_BEHIND_A_JOINT.finditer(reading, tail)):
        if _is_strange(match[match.lastindex or 0], spoilt=True) and not is_forbidden(reading, *match.span()):
            yield Cut(*match.span(), STRANGE)
    # Names of places are such stretches in a title.
    for start, end in strange_stretches(reading) if "。" in reading and may_sell_otherwise(reading) else ():
        counts = _OF_A_LIST.search(reading, start, end) or reading[end : end + 1].isdigit()
        if counts or tells_of_adverts(reading[start:end]) or is_forbidden(reading, start, end):
            continue
        # 12.5万件 behind it is the report's.
        yield Cut(start, start + len(reading[start:end].rstrip("0123456789.,")), STRANGE)


def is_strange_line(core: str) -> bool:
    """Whether a folded line of such a page is one: it has neither stop nor marker, and is no firm's name."""
    marker = marker_at_start(core)
    stands_alone = not any(stop in core for stop in STOPS) and (marker is None or marker.damaged)
    return stands_alone and (_is_strange(core, spoilt=True) or _only_sells(core))


def _is_a_name(core: str) -> bool:
    """Whether a short tail has a word that is suspect, something else besides, and no ordinary word: 快某28预测."""
    reading = readings(core)[-1]
    is_short = len(core) <= _LONGEST_NAME and not _SAYS.search(core)
    masked = masked_keywords(reading)
    return is_short and weights_in(reading)[1] > 1 and bool(masked.strip()) and not has_a_word(masked)


def _only_sells(core: str) -> bool:
    """Whether a line has no ordinary word besides those of adverts, and enough of them: 某鼎国际官方网站-登录入口."""
    reading = readings(core)[-1]
    together, most = weights_in(reading)
    if _COUNT.search(core) or core.endswith(_FIRMS) or has_a_word(masked_keywords(reading)):
        return False
    calls = len(set(_CALLS.findall(reading)))
    return (together >= _ENOUGH_OF_A_LINE and (most > 1 or calls > 1)) or (
        calls > 1 and _LATIN.search(reading) is not None
    )


def _at_its_ends(folded: str, *, spoilt: bool) -> Iterator[Cut]:
    text = folded.rstrip()
    # On a spoilt page the last sentence may be one, with its stop.
    sentences = _SENTENCES.match(text, 0, len(text) - 1 if spoilt else len(text))
    before = _BEGINS_A_LINE.search(folded, 1, _FURTHEST_MARKER)
    for start, stop in ((sentences.end() if sentences else 0, len(text)), (0, before.start() if before else 0)):
        core = text[start:stop].strip()
        if len(core) == len(text.strip()) or not may_be_of_adverts(core):
            continue
        is_short = spoilt and len(core) <= _LONGEST_TAIL
        if _is_strange(core, spoilt=spoilt) or (is_short and (_only_sells(core) or (start and _is_a_name(core)))):
            at = folded.index(core, start)
            yield Cut(at, at + len(core), STRANGE)


def _is_strange(core: str, *, spoilt: bool) -> bool:
    if _OF_A_LIST.search(core) or core.endswith(_FIRMS) or (not spoilt and SAYS_ITS_OWN.search(core)):
        return False
    reading = readings(core)[-1]
    return is_strange(reading, spoilt=spoilt) and not tells_of_adverts(reading)
