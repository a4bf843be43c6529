"""Adverts: which lines are one, where one is glued to a line that stays, and which spans are cut out of it.

The shapes are those of `rules/adverts.yml`, `rules/trades.yml` and `rules/mills.yml`, the words those of
`rules/houses.yml` and `rules/lures.yml`, too; the text is folded, its letters in lower case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from string import ascii_lowercase, digits

from transforms.chained import BETTING, with_its_brackets, with_what_is_of_it
from transforms.copyists import is_of_the_name_before
from transforms.cuts import STOPS, in_order
from transforms.disguise import MAY_BE_APART, apart, readings, simplified, together
from transforms.divisions import stems_of_places
from transforms.fold import fold
from transforms.fought import is_forbidden, tells_of_adverts
from transforms.keywords import (
    is_list_of_keywords,
)
from transforms.markers import MARKER_INSIDE, marker_at_start
from transforms.ordinary import is_word
from transforms.records import Cut
from transforms.rule_files import RulesByWord, WholeLineRules, alternatives, read_rules, read_words
from transforms.searching import AnyOf, lines_at, plain
from transforms.titles import names_a_report, names_its_matter, reads_as_title
from transforms.vocabulary import speaks_of_reports

# Where an advert is glued on: behind the last sentence or the title, and before the marker that opens a line.
_ENDS = ("。", "!", "报告", "总结", "情况", "如下", "如下:")
_ENDED = re.compile("|".join(_ENDS))
_OF_KEYWORDS, _APART = "ad.keywords", "ad.apart"
_AT_THE_START = "ad.start_span"
_OF_ADDRESSES = ("watermark.domain", "watermark.named_domain")
_SHORTEST_ADVERT, _LONGEST_GLUED = 3, 80
# Characters behind the last sentence that may be an advert as a whole, and of them such that are in no span of one.
_LONGEST_TAIL, _MOST_BESIDE = 50, 8
# Of a house whatever its name is, which they take to have two characters; and whose trade is fought as well.
_NAMED_BY_TWO = ("ad.trade_span", "ad.coded_span", "ad.platform")
_OF_TRADES_FOUGHT = ("ad.trade_span", "ad.platform", _AT_THE_START)
# What stands beside an article is short, or advertises from its beginning; a page may be one endless line of it.
_LONGEST_BESIDE = 3000
# Longer than a line that is but an advert.
_LONGEST_OF_AN_ADVERT = 60
_SHORTEST_HEADING, _SHORTEST_UNNUMBERED, _SHORTEST_TAIL = 4, 5, 6
_JOINTS = "_|-,. "
_WORDS = (
    read_words("houses.yml")
    | read_words("lures.yml")
    | read_words("trades.yml")
    | read_words("adverts.yml")
    | read_words("mills.yml")
)
_CODED = tuple(f"{trade}{code}" for trade in _WORDS["coded_trade"] for code in f"{digits}{ascii_lowercase}(")
ADVERTS = read_rules("adverts.yml", {**read_words("houses.yml"), **read_words("lures.yml"), "coded": _CODED})
TRADES = read_rules("trades.yml", read_words("adverts.yml"))
MILLS = read_rules("mills.yml", read_words("adverts.yml"))
_OF_TRADES = frozenset(rule.id for rule in TRADES)
_BY_WORD = tuple(rule for rule in (*ADVERTS, *TRADES, *MILLS) if rule.needs)
_LINES, _ANYHOW, _SPANS, _UNFOUGHT = (
    RulesByWord(rule for rule in _BY_WORD if rule.where == where and rule.label == "ad")
    for where in ("any", "anyhow", "inside", "unfought")
)
_OFFERS = RulesByWord(rule for rule in _BY_WORD if rule.label == "tool")
# The lines of document mills that are known by their whole; what ends a paragraph may be one, too.
LINES_OF_MILLS = tuple(rule for rule in MILLS if not rule.needs)
_MILLS_BY_LINE = WholeLineRules(LINES_OF_MILLS)
# Most lines have none of these words and are left at once.
_MAY_BE_AD = AnyOf((*_LINES.words, *_ANYHOW.words, *_SPANS.words, *_UNFOUGHT.words, *_OFFERS.words))
WORDS_OF_ADVERTS = frozenset(_MAY_BE_AD.words)
_HEADING = re.compile(alternatives(word for key in ("measure", "opening") for word in read_words("headings.yml")[key]))
_MEASURE = re.compile(alternatives(read_words("headings.yml")["measure"]))
_WITHIN_HEADINGS = re.compile(alternatives(read_words("headings.yml")["within"]))
_HOUSES, _TRADE, _BETS = (
    alternatives(word for key in keys for word in _WORDS[key])
    for keys in (
        ("brand", "house", "alone", "offered"),
        ("trade", "call", "between"),
        ("sure_bet", "fought_bet", "telling_bet"),
    )
)
_FAMED = alternatives(_WORDS["famed"])
_TITLE_ENDINGS = alternatives(_WORDS["title_ending"])
_OF_A_HOUSE = re.compile(
    rf"{_HOUSES}.*{_TRADE}$|{_BETS}|\d.*{_TRADE}$|^[a-z0-9 ]*{_TRADE}{{1,6}}$|{_TITLE_ENDINGS}\d*$"
    rf"|^{_FAMED}\d{{3,6}}$"
)
_AGAINST = re.compile(alternatives(_WORDS["against"]))
_TELLS_OF_ADVERTS = re.compile(
    alternatives(word for key in ("against", "crackdown", "told", "against_betting") for word in _WORDS[key])
)
# 棋牌 | 12 | 彩票 | 8
_ROW_OF_A_TABLE = re.compile(r"\|\s?\d[\d.,%]*\s?[\u4e00-\u9fff]{0,2}\s?(?:\||$)")
_PARTED_BY = re.compile("[|_,]")
_FEWEST_JOINTS = 2
_IN_BRACKETS_BEHIND = re.compile(r"[【(\[]([^【】()\[\]]{4,60})[】)\]]$")
# Only a report has a count, a label, a quotation.
_SAYS_ITS_OWN = re.compile(r"\d|[::、《》“”]|[局委办府院厅会处部社站所队镇乡县区市省]$|同志|各位")
_AD_WORD = AnyOf(plain(word) for key in _WORDS["behind_headings"] for word in _WORDS[key])


def adverts_among(texts: Sequence[str]) -> list[str]:
    """Those of the short texts beside an article, each a line, that are or hold an advert."""
    folded = fold("\n".join(texts))
    forms = readings(folded)
    set_apart = lines_at(folded, (run.start() for run in MAY_BE_APART.finditer(forms[0])))
    likely = set_apart.union(*map(_MAY_BE_AD.lines_of, forms))
    return [text for place, text in enumerate(texts) if place in likely and advertises(text)]


def may_advertise(text: str) -> bool:
    """Whether a short text has a word without which it holds no advert, or characters that stand apart."""
    return _may_hold_one(fold(text))


def _may_hold_one(folded: str) -> bool:
    forms = readings(folded)
    return any(map(_MAY_BE_AD.is_in, forms)) or MAY_BE_APART.search(forms[0]) is not None


def is_of_a_house(text: str) -> bool:
    """Whether a part of a title is the name of a betting house with its trade or its offers, or offers alone."""
    folded = fold(text).lower()
    return _OF_A_HOUSE.search(folded) is not None and not tells_of_adverts(folded)


def advertises(text: str) -> bool:
    """Whether a short text (a window title, a keyword list) is or holds an advert or the name of a copying site."""
    return bool(_rules_of(text))


def is_betting(text: str) -> bool:
    """Whether a short text holds an advert that no copying site signs with: the page is spoilt."""
    return any(rule.startswith(BETTING) for rule in _rules_of(text))


def _rules_of(text: str) -> list[str]:
    folded = fold(text[:_LONGEST_BESIDE])
    if not _may_hold_one(folded):
        return []
    whole = advert(folded.strip())
    return [*([whole] if whole else []), *(cut.rule for cut in _certain_spans(folded))]


def advert(core: str) -> str | None:
    """The id of the rule by which a whole line is an advert."""
    forms = readings(core)
    written = dict.fromkeys((*forms, *map(together, forms), *map(_without_joints, forms)))
    return next(filter(None, map(_advert, written)), None)


def _without_joints(lowered: str) -> str:
    """某博7365|官网|入口 as one name; what has spaces beside its joints is a row of a table."""
    is_parted = " " not in lowered and len(_PARTED_BY.findall(lowered)) >= _FEWEST_JOINTS
    return _PARTED_BY.sub("", lowered) if is_parted else lowered


def _advert(lowered: str) -> str | None:
    if _ROW_OF_A_TABLE.search(lowered):
        return None
    if ";" in lowered:
        parts = list(map(_advert, filter(None, map(str.strip, lowered.split(";")))))
        found = list(filter(None, parts))
        if len(found) > 1 and 2 * len(found) >= len(parts):
            return found[0]
    if rule := _ANYHOW.whole(lowered):
        return rule.id
    if rule := _LINES.whole(lowered):
        return None if _AGAINST.search(lowered) else rule.id
    return keywords(lowered)


def keywords(lowered: str) -> str | None:
    """The id of the rule by which a line in lower case is a list of keywords; it may have no word of other adverts."""
    return _OF_KEYWORDS if is_list_of_keywords(lowered) and not _TELLS_OF_ADVERTS.search(lowered) else None


def offer_of_a_mill(core: str) -> str | None:
    """The id of the rule by which a whole line is what a document mill offers or notes."""
    rule = _OFFERS.whole(core.lower())
    return rule.id if rule else None


def _glued(folded: str, spans: Sequence[Cut]) -> Iterator[Cut]:
    """What would be an advert or a document mill's line on its own: before the marker of a line, or behind its last
    sentence or title. `spans` are what is cut out of it anyway."""
    # Without its last character, which may be the stop of an advert itself.
    text = folded.rstrip()[:-1]
    end = max(text.rfind(mark) + len(mark) for mark in _ENDS if mark in text) if _ENDED.search(text) else 0
    for start, stop in ((end, len(folded)), (_behind_heading(folded), len(folded)), (0, _before_marker(folded))):
        core = folded[start:stop].strip()
        if (start, stop) == (0, len(folded)) or len(core) <= _SHORTEST_ADVERT:
            continue
        rule = _id_of_a_line(core)
        if rule is None and start and text[start - 1] in STOPS and not core.endswith(STOPS):
            rule = _id_of_the_longest(spans, start, len(core))
        if rule:
            at = folded.index(core, start)
            yield Cut(at, at + len(core), rule)


def _id_of_the_longest(spans: Sequence[Cut], start: int, length: int) -> str | None:
    """The rule of the longest span in what stands from `start` on, behind the last sentence and without a stop, where
    it leaves but a few of the `length` characters: all of it is the advert's then.
    """
    behind = [span for span in spans if span.start >= start]
    longest = max(behind, key=lambda span: span.end - span.start, default=None)
    if longest is None or length > _LONGEST_TAIL or length - (longest.end - longest.start) > _MOST_BESIDE:
        return None
    return longest.rule


def _id_of_a_line(core: str) -> str | None:
    if rule := advert(core) or offer_of_a_mill(core):
        return rule
    line = _MILLS_BY_LINE.first_of(core)
    return line.id if line else None


def is_spoilt_heading(core: str, rule: str) -> bool:
    """Whether a line that would pass for an advert by a rule is a heading with one glued before its number, into or
    behind it, or a report's title with one in brackets behind it."""
    in_brackets = _IN_BRACKETS_BEHIND.search(core)
    if in_brackets and names_a_report(core[: in_brackets.start()]) and advert(in_brackets[1]):
        return True
    rest = _without_certain_spans(core)
    if _reads_as_heading(rest, numbered_or_of_a_measure=rule in _OF_TRADES):
        return True
    at = _before_marker(core)
    if at and advert(core[:at].strip()) and not _AD_WORD.is_in(core[at:].lower()) and len(core) > at + _SHORTEST_TAIL:
        return True
    rest = core[_last_span(core) :].lstrip(_JOINTS)
    if len(rest) > _SHORTEST_TAIL and _HEADING.match(rest) and not _AD_WORD.is_in(rest.lower()) and advert(core):
        return True
    tail = core[_spoilt_from(core) :]
    return tail != core and (advert(tail) is not None or _last_span(tail) > 0)


def _without_certain_spans(core: str) -> str:
    kept, end = [], 0
    simple = simplified(core)
    for cut in in_order([with_what_is_of_it(simple, cut) for cut in _certain_spans(core)]):
        kept.append(core[end : cut.start])
        end = cut.end
    return "".join((*kept, core[end:])).strip(_JOINTS) if kept else ""


def _reads_as_heading(core: str, *, numbered_or_of_a_measure: bool = False) -> bool:
    """Whether a line without adverts in it is a heading of a report: numbered, or with the words of one, be it only
    words of measures."""
    marker = marker_at_start(core)
    text = core[marker.end :] if marker and not marker.damaged else core
    if len(text) < _SHORTEST_HEADING:
        return False
    if numbered_or_of_a_measure and not (marker and not marker.damaged):
        return _MEASURE.match(text) is not None
    if _HEADING.match(text):
        return True
    return bool(marker or _WITHIN_HEADINGS.search(text)) and not _AD_WORD.is_in(text.lower())


def is_of_an_advert(core: str) -> str | None:
    """The id of the rule of what is certainly an advert in a line whose rest says nothing of its own.

    The line is no sentence, heading or title, names no body and counts nothing.
    """
    if any(stop in core for stop in (*STOPS, "|")) or len(core) > _LONGEST_OF_AN_ADVERT:
        return None
    found = max(_certain_spans(core), key=lambda cut: cut.end - cut.start, default=None)
    if found is None or not found.rule.startswith(BETTING):
        return None
    rest = _without_certain_spans(core)
    if _SAYS_ITS_OWN.search(rest) or _reads_as_heading(rest) or reads_as_title(rest) or names_its_matter(rest):
        return None
    return found.rule


def _behind_heading(folded: str) -> int:
    """Where an advert begins with which a heading ends; 0 where none does."""
    at = _spoilt_from(folded)
    tail = folded[at:].strip()
    goes_on = tail[_last_span(tail) :].strip(_JOINTS) if at else ""
    is_of_the_heading = len(goes_on) >= _SHORTEST_HEADING or _WITHIN_HEADINGS.search(goes_on)
    if not at or not advert(tail) or (goes_on != tail and is_of_the_heading):
        return 0
    return at


def _spoilt_from(folded: str) -> int:
    """Where the first word of adverts stands in a heading that would pass for one as a whole; 0 in any other line."""
    core = folded.strip()
    marker = marker_at_start(core)
    numbered = marker is not None and not marker.damaged
    if not (numbered or _HEADING.match(core)) or not advert(core):
        return 0
    shortest = marker.end + _SHORTEST_HEADING if marker else _SHORTEST_UNNUMBERED
    begin = folded.index(core) + shortest
    return next((begin + start for start, _ in _AD_WORD.found_in(folded[begin:].lower())), 0)


def _last_span(text: str) -> int:
    """Where the last span ends that is cut out of a text; 0 where none is."""
    return max((cut.end for cut in _certain_spans(text)), default=0)


def _before_marker(folded: str) -> int:
    match = MARKER_INSIDE.search(folded, 1, _LONGEST_GLUED)
    return match.start() if match else 0


def foreign_spans(folded: str) -> Iterator[Cut]:
    """What is cut out of a line that stays, in no order; the cuts may overlap."""
    simple = simplified(folded)
    spans = [_with_brackets(folded, with_what_is_of_it(simple, cut)) for cut in _certain_spans(folded)]
    yield from _glued(folded, spans)
    yield from spans
    for run in apart(folded.lower()):
        foreign = (
            each for each in run if each.is_dotted or any(_certain_spans(each.together)) or advert(each.together)
        )
        yield from (Cut(each.start, each.end, _APART) for each in islice(foreign, 1))


def _is_no_name(text: str) -> bool:
    return is_word(text) or text in stems_of_places()


def _with_brackets(folded: str, cut: Cut) -> Cut:
    return with_its_brackets(folded, cut) if cut.rule.startswith(BETTING) else cut


def _certain_spans(folded: str) -> Iterator[Cut]:
    for reading in readings(folded):
        found = (Cut(*match.span(), rule.id) for rule, match in _SPANS.spans(reading))
        yield from (cut for cut in found if not _is_of_the_report(reading, cut))
        unfought = (Cut(*match.span(), rule.id) for rule, match in _UNFOUGHT.spans(reading))
        yield from (cut for cut in unfought if not is_forbidden(reading, cut.start, cut.end))


def _is_of_the_report(lowered: str, cut: Cut) -> bool:
    """Whether an address is an office's, what begins a line before an advert has words of reports, what would be the
    name of a house is a word or a place, or such a program is one that is fought."""
    if cut.rule == _AT_THE_START and speaks_of_reports(lowered[cut.start : cut.end]):
        return True
    if cut.rule in _NAMED_BY_TWO and _is_no_name(lowered[cut.start : cut.start + 2]):
        return True
    if cut.rule in _OF_TRADES_FOUGHT:
        return is_forbidden(lowered, cut.start, cut.end)
    return cut.rule in _OF_ADDRESSES and is_of_the_name_before(lowered, cut.start, cut.end)
