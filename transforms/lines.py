"""Labels every line of a text and names the rule that did it; finds foreign spans inside lines that stay.

A document is read from both ends: rules of the head hold until the first line that reads as body, rules of the
foot from the last line upwards; in between only lines that nothing in a report can look like are taken out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from transforms.fold import fold, fold_whole
from transforms.markers import marker_at_start
from transforms.records import Cut, Label, Line
from transforms.rule_files import Rule, alternatives, read_rules, read_words
from transforms.searching import beginning_of_any
from transforms.titles import find_title

# Boilerplate is short; an index table flattened into one line is the longest seen.
_LONGEST_BOILERPLATE = 700
_BODY_LENGTH = 60
_SENTENCE_LENGTH = 12
# Where an advert is glued on: behind the last sentence or the title, and before the marker that opens a line.
_ENDS = ("。", "!", "报告", "总结", "情况", "如下", "如下:")
_ENDED = re.compile("|".join(_ENDS))
_MARKER_INSIDE = re.compile(r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、](?!\d))")
_SHORTEST_ADVERT, _LONGEST_GLUED = 3, 80
_SHORTEST_HEADING, _SHORTEST_UNNUMBERED, _SHORTEST_TAIL = 4, 5, 6
_JOINTS = "_|-,. "
_ADDRESSEE = re.compile(
    r"[\u4e00-\u9fff、,()\s·]{1,60}(?:委|政府|人大|政协|常委会|局|厅|办|院|部门|单位|领导|同志|代表|委员|组)\s*:"
)
# Titles that add 暨党政主要负责人履行…职责情况 are longer than many paragraphs.
_LONG_TITLE = re.compile(r"^[^。;]{1,120}(?:报告|总结|情况)$")
_OPENING = re.compile(r"20\d\d年(?:度|来|以来)?,.{10}")


class Verdict(NamedTuple):
    label: Label
    rule: str


class Raw(NamedTuple):
    """A line before it has a label.

    `core` is its folded text without white space at its ends; `may_be_spoilt`: it has a word that adverts have.
    """

    n: int
    start: int
    text: str
    folded: str
    core: str
    may_be_spoilt: bool


_LABELS = [label for labels in read_words("labels.yml").values() for label in labels]
_BOILERPLATE = read_rules("boilerplate.yml", {"meta_label": _LABELS})
_ADVERTS = read_rules("adverts.yml")
_ADVERT_LINES = tuple(rule for rule in _ADVERTS if rule.where != "inside")
_SPANS = tuple(rule for rule in _ADVERTS if rule.where == "inside")
_AD_WORDS = read_words("adverts.yml")
_HEADING = re.compile(alternatives(word for words in read_words("headings.yml").values() for word in words))
_AGAINST = re.compile(alternatives(_AD_WORDS["against"]))
# What no class of words covers: the line under a brand, the end of a domain.
_UNDERLINE, _DOMAIN = ("_",), (".c", ".n", ".t", ".x", ".v")
_OF_SPANS = ("brand", "house", "call", "copyist", "mill", "named", "spaced", "document")
_OF_ADVERTS = (*_OF_SPANS, "bait", "lure", "adult", "obscene", "game", "promo")
# A house's trade with its code or its Latin name behind it: 某某国际lh8852, 某某体育(js sports).
_CODED = re.compile("[0-9a-z(](?<=[育竞乐牌玩际动会].)(?:(?<=(?:体育|电竞|娱乐|棋牌|电玩|国际|运动).)|(?<=会[a-z]))")
# Every advert has one of these words, every span to be cut one of those: most lines have none and are left at once.
_AD_WORD = beginning_of_any((*(word for key in _OF_ADVERTS for word in _AD_WORDS[key]), *_UNDERLINE, *_DOMAIN))
_SPAN_WORD = beginning_of_any((*(word for key in _OF_SPANS for word in _AD_WORDS[key]), *_DOMAIN))
_BY_ZONE = {
    zone: tuple(rule for rule in _BOILERPLATE if rule.where in zones)
    for zone, zones in {"any": ("any",), "head": ("head", "edge"), "foot": ("foot", "edge")}.items()
}


def label_lines(text: str, known_titles: Sequence[str] = ()) -> tuple[Line, ...]:
    """The lines of `text` (split at `\\n`), each with its label, the rule that gave it, and cuts.

    `known_titles` are titles that the page's markup gives, best first; they help to find the printed one.
    """
    raws = _split(text)
    verdicts = [_anywhere(raw) for raw in raws]
    head_end = _label_head(raws, verdicts, known_titles)
    _label_foot(raws, verdicts, head_end)
    return tuple(_line(raw, verdict or Verdict("body", "body")) for raw, verdict in zip(raws, verdicts, strict=True))


def may_advertise(folded: str) -> bool:
    """Whether a folded text has a word without which it holds no advert, nor any span that is to be cut."""
    lowered = folded.lower()
    return _AD_WORD.search(lowered) is not None or _CODED.search(lowered) is not None


def advertises(text: str) -> bool:
    """Whether a short text (a window title, a keyword list) is or holds an advert."""
    folded = fold(text).lower()
    if not may_advertise(folded):
        return False
    return _advert(folded.strip()) is not None or any(rule.pattern.search(folded) for rule in _SPANS)


def _split(text: str) -> list[Raw]:
    raws, start = [], 0
    for n, (line, folded) in enumerate(zip(text.split("\n"), fold_whole(text).split("\n"), strict=True), start=1):
        raws.append(Raw(n, start, line, folded, folded.strip(), may_advertise(folded)))
        start += len(line) + 1
    return raws


def _anywhere(raw: Raw) -> Verdict | None:
    if not raw.core:
        return Verdict("blank", "blank")
    if len(raw.core) > _LONGEST_BOILERPLATE:
        return None
    advert = _advert(raw.core) if raw.may_be_spoilt else None
    if advert and not _is_spoilt_heading(raw.core):
        return advert
    return _taking(_BY_ZONE["any"], raw.core)


def _advert(core: str) -> Verdict | None:
    lowered = core.lower()
    if not may_advertise(lowered) or _AGAINST.search(core):
        return None
    return _taking(_ADVERT_LINES, lowered)


def _taking(rules: Sequence[Rule], core: str) -> Verdict | None:
    rule = next((rule for rule in rules if rule.pattern.fullmatch(core)), None)
    return Verdict(rule.label, rule.id) if rule else None


def _label_head(raws: Sequence[Raw], verdicts: list[Verdict | None], known: Sequence[str]) -> int:
    """Labels everything above the body; returns the position of the first line of the body."""
    end = _head_end(raws, verdicts)
    shown = [place for place in range(end) if raws[place].core and not _is(verdicts[place], "ad")]
    free = [index for index, place in enumerate(shown) if verdicts[place] is None]
    values_above = bool(free) and any(_is(verdicts[place], "meta") for place in shown[: free[0]])
    title = find_title([raws[place].core for place in shown], free, known, values_above)
    for index in title:
        verdicts[shown[index]] = Verdict("title", "title")
    return _label_loose(verdicts, shown, title, end)


def _head_end(raws: Sequence[Raw], verdicts: list[Verdict | None]) -> int:
    last_ruled = 0
    for place, raw in enumerate(raws):
        if verdicts[place] is None:
            marker = marker_at_start(raw.core)
            if marker and not marker.damaged:
                return place
            verdicts[place] = _taking(_BY_ZONE["head"], raw.core)
            if verdicts[place] is None and _reads_as_body(raw.core):
                return place
        if verdicts[place] is not None:
            last_ruled = place + 1
    # Nothing reads as body: a page of short lines only, whose text begins after its title at the latest.
    return min(max(last_ruled, 1), len(raws))


def _reads_as_body(core: str) -> bool:
    return (
        ("。" in core and len(core) >= _SENTENCE_LENGTH)
        or (len(core) >= _BODY_LENGTH and not _LONG_TITLE.search(core))
        or (core.endswith((";", ":", ",")) and len(core) >= _SENTENCE_LENGTH)
        or _ADDRESSEE.fullmatch(core) is not None
        or _OPENING.match(core) is not None
    )


def _label_loose(verdicts: list[Verdict | None], shown: list[int], title: list[int], end: int) -> int:
    """Lines above the body that no rule took: site furniture, values without labels, or the body's first line."""
    ruled = [index for index, place in enumerate(shown) if _is(verdicts[place], "meta", "nav", "tool", "byline")]
    values = [index for index in ruled if _is(verdicts[shown[index]], "meta")]
    for index, place in enumerate(shown):
        if _is(verdicts[place], "byline") and values and values[0] < index < values[-1]:
            # an organ amid the index table is a value, not a signature
            verdicts[place] = Verdict("meta", "meta.unlabelled_value")
        if verdicts[place] is not None:
            continue
        if title and index < title[0]:
            verdicts[place] = Verdict("nav", "nav.above_title")
        elif ruled and index < ruled[-1]:
            verdicts[place] = Verdict("meta", "meta.unlabelled_value")
        else:
            return place
    return end


def _label_foot(raws: Sequence[Raw], verdicts: list[Verdict | None], head_end: int) -> None:
    """Labels what stands below the body. Lines that no rule knows join a link list only if one is found above."""
    unknown: list[int] = []
    for place in range(len(raws) - 1, head_end - 1, -1):
        core = raws[place].core
        if verdicts[place] is None:
            if marker_at_start(core) or (_reads_as_body(core) and not _foot(core)):
                return
            verdicts[place] = _foot(core)
        if verdicts[place] is None:
            unknown.append(place)
        elif _is(verdicts[place], "nav"):
            for other in unknown:
                verdicts[other] = Verdict("nav", "nav.link_list")
            unknown = []


def _foot(core: str) -> Verdict | None:
    return _taking(_BY_ZONE["foot"], core) if len(core) <= _LONGEST_BOILERPLATE else None


def _is(verdict: Verdict | None, *labels: Label) -> bool:
    return verdict is not None and verdict.label in labels


def _line(raw: Raw, verdict: Verdict) -> Line:
    cuts = _cuts(raw.folded) if raw.may_be_spoilt and verdict.label in ("body", "title") else ()
    return Line(raw.n, raw.start, raw.text, verdict.label, verdict.rule, cuts)


def _glued(folded: str) -> Iterator[Cut]:
    """What would be an advert on its own line, before the marker of a line or behind its last sentence or title."""
    end = max(folded.rfind(mark) + len(mark) for mark in _ENDS if mark in folded) if _ENDED.search(folded) else 0
    for start, stop in ((end, len(folded)), (_behind_heading(folded), len(folded)), (0, _before_marker(folded))):
        core = folded[start:stop].strip()
        if (start, stop) != (0, len(folded)) and len(core) > _SHORTEST_ADVERT and (verdict := _advert(core)):
            at = folded.index(core, start)
            yield Cut(at, at + len(core), verdict.rule)


def _is_spoilt_heading(core: str) -> bool:
    """Whether a line that would pass for an advert is a heading with one glued before its number, into or behind it."""
    at = _before_marker(core)
    if at and _advert(core[:at].strip()) and not _AD_WORD.search(core.lower(), at) and len(core) > at + _SHORTEST_TAIL:
        return True
    rest = core[_last_span(core) :].lstrip(_JOINTS)
    if len(rest) > _SHORTEST_TAIL and _HEADING.match(rest) and not _AD_WORD.search(rest.lower()) and _advert(core):
        return True
    tail = core[_spoilt_from(core) :]
    return tail != core and (_advert(tail) is not None or _last_span(tail) > 0)


def _behind_heading(folded: str) -> int:
    """Where an advert begins with which a heading ends; 0 where none does."""
    at = _spoilt_from(folded)
    tail = folded[at:].strip()
    goes_on = tail[_last_span(tail) :].strip(_JOINTS) if at else ""
    if not at or not _advert(tail) or (goes_on != tail and len(goes_on) >= _SHORTEST_HEADING):
        return 0
    return at


def _spoilt_from(folded: str) -> int:
    """Where the first word of adverts stands in a heading that would pass for one as a whole; 0 in any other line."""
    core = folded.strip()
    marker = marker_at_start(core)
    numbered = marker is not None and not marker.damaged
    if not (numbered or _HEADING.match(core)) or not _advert(core):
        return 0
    shortest = marker.end + _SHORTEST_HEADING if marker else _SHORTEST_UNNUMBERED
    word = _AD_WORD.search(folded.lower(), folded.index(core) + shortest)
    return word.start() if word else 0


def _last_span(text: str) -> int:
    """Where the last span ends that is cut out of a text; 0 where none is."""
    lowered = text.lower()
    return max((match.end() for rule in _SPANS for match in rule.spans_of(lowered)), default=0)


def _before_marker(folded: str) -> int:
    match = _MARKER_INSIDE.search(folded, 1, _LONGEST_GLUED)
    return match.start() if match else 0


def _cuts(folded: str) -> tuple[Cut, ...]:
    lowered = folded.lower()
    spans = _SPANS if _SPAN_WORD.search(lowered) or _CODED.search(lowered) else ()
    found = sorted(
        (
            *_glued(folded),
            *(Cut(match.start(), match.end(), rule.id) for rule in spans for match in rule.spans_of(lowered)),
        ),
        key=lambda cut: (cut.start, -cut.end),
    )
    kept: list[Cut] = []
    for cut in found:
        if not kept or cut.start >= kept[-1].end:
            kept.append(cut)
    return tuple(kept)
