"""Paragraphs of another text on a spoilt page, such as a chapter of a novel: their characters stand side by side as in
no report, while those of all lines around them do.

No word betrays them: they sell nothing. Neither does anything tell them from a story or a verse that a report prints,
so that they are looked for only where other adverts are certain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from transforms.markers import marker_at_start
from transforms.mentions import find_mentions
from transforms.pairs import KNOWN, times_in_reports
from transforms.ruled import Raw, Ruled, Verdict

# Not of betting, which spoils a page.
ANOTHER_TEXT = "foreign.another_text"
_IDEOGRAPHS = re.compile("[\u4e00-\u9fff]{2,}")
# A report has one of these in nearly every paragraph; looked for first, since it takes a tenth of the time.
_OF_A_REPORT = re.compile(r"\d|[政府]|法[治律规制]|[执普依立司]法")
# Names of villages, species, drugs and persons are as rare as words of novels: of 134 honest paragraphs of rare words,
# by another hand, 53 were lists that passed for another text, with up to .97 of their pairs unknown.
_FEWEST_OF_A_LIST, _FEWEST_CELLS = 3, 2
_CLAUSE = re.compile("[^,。;:!?“”]+")
_FEWEST_CLAUSES_OF_A_VERSE, _OF_ONE_LENGTH = 4, 0.75
# The part of a paragraph's pairs that reports have seldom; 17 pieces of novels have .68 to .95.
_UNKNOWN, _UNKNOWN_OF_A_STORY, _MOST_UNKNOWN_OF_A_REPORT = 0.68, 0.55, 0.4
# Whom reports do not tell of. 我县 and 我们 are the office.
_OF_A_STORY = re.compile(
    "[她他你妈爸娘]|我(?![县市区省局厅镇乡州旗国盟们委办街院队所站部中司])|[男女]人|夫人|少爷|小姐|总裁|外婆|爷爷|奶奶"
)
_FEWEST_OF_A_STORY = 2
_FEWEST_PAIRS, _FEWEST_OTHERS = 20, 8


def without_another_text(ruled: Sequence[Ruled]) -> list[Ruled]:
    """The lines, those of the body labelled as adverts that are of another text than all others."""
    strange = _strange_places(ruled)
    if not strange or not _are_of_a_report(each for place, each in enumerate(ruled) if place not in strange):
        return list(ruled)
    return [
        Ruled(raw, Verdict("ad", ANOTHER_TEXT)) if place in strange else Ruled(raw, verdict)
        for place, (raw, verdict) in enumerate(ruled)
    ]


def _strange_places(ruled: Sequence[Ruled]) -> frozenset[int]:
    """Where the strange paragraphs stand; what a line announces (入选作品写道:) lasts until one that is not strange."""
    places, announced = [], False
    for place, (raw, verdict) in enumerate(ruled):
        if verdict.label == "body" and _is_strange(raw):
            if not announced:
                places.append(place)
        elif raw.core:
            announced = raw.core.endswith(":")
    return frozenset(places)


def _is_strange(raw: Raw) -> bool:
    core = raw.core
    if len(core) <= _FEWEST_PAIRS or _OF_A_REPORT.search(core) or marker_at_start(core):
        return False
    if core.count("、") >= _FEWEST_OF_A_LIST or core.count("|") >= _FEWEST_CELLS or _is_a_verse(core):
        return False
    part = _unknown_part(core)
    if part is None or part < _UNKNOWN_OF_A_STORY:
        return False
    if part < _UNKNOWN and len(_OF_A_STORY.findall(core)) < _FEWEST_OF_A_STORY:
        return False
    # No number is lost: in words (三十六件) they are found as those of a report are.
    return not find_mentions(core)


def _is_a_verse(core: str) -> bool:
    """Whether most of its clauses have one length."""
    lengths = [len(clause) for clause in _CLAUSE.findall(core)]
    if len(lengths) < _FEWEST_CLAUSES_OF_A_VERSE:
        return False
    return max(map(lengths.count, lengths)) >= _OF_ONE_LENGTH * len(lengths)


def _are_of_a_report(ruled: Iterable[Ruled]) -> bool:
    parts = [
        part for raw, verdict in ruled if verdict.label == "body" and (part := _unknown_part(raw.core)) is not None
    ]
    return len(parts) >= _FEWEST_OTHERS and median(parts) <= _MOST_UNKNOWN_OF_A_REPORT


def _unknown_part(core: str) -> float | None:
    """What part of the pairs of a paragraph reports have seldom; None where it has too few pairs to tell."""
    pairs = [first + second for row in _IDEOGRAPHS.findall(core) for first, second in pairwise(row)]
    if len(pairs) < _FEWEST_PAIRS:
        return None
    return sum(times_in_reports(pair) < KNOWN for pair in pairs) / len(pairs)
