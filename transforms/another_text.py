"""Paragraphs of another text amid a report, such as a chapter of a novel: their characters stand side by side as in no
report, while those of all lines around them do.

Copies of reports carry them so that no two copies are alike. No word betrays them: they sell nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import median

from transforms.pairs import KNOWN, times_in_reports
from transforms.pitches import COUNT
from transforms.ruled import Raw, Ruled, Verdict

# Not of betting, which spoils a page.
ANOTHER_TEXT = "foreign.another_text"
_IDEOGRAPHS = re.compile("[\u4e00-\u9fff]{2,}")
# A report has one of these in nearly every paragraph; looked for first, since it takes a tenth of the time.
_OF_AN_OFFICE = re.compile("[政府]|法[治律规制]|[执普依立司]法")
# The part of a paragraph's pairs that reports have seldom. In 40 reports by another hand, written to mislead, no
# paragraph without a count has more than .57, and the median of none is above .30; six of eight pieces of novels have
# more than .70.
_UNKNOWN, _UNKNOWN_OF_A_STORY, _OF_A_REPORT = 0.68, 0.55, 0.4
# Whom reports do not tell of. 我县 and 我们 are the office.
_OF_A_STORY = re.compile(
    "[她他你妈爸娘]|我(?![县市区省局厅镇乡州旗国盟们委办街院队所站部中司])|[男女]人|夫人|少爷|小姐|总裁|外婆|爷爷|奶奶"
)
_FEWEST_OF_A_STORY = 2
_FEWEST_PAIRS, _FEWEST_OTHERS = 20, 8


def without_another_text(ruled: Sequence[Ruled]) -> list[Ruled]:
    """The lines, those of the body labelled as adverts that are of another text than all others."""
    strange = {place for place in range(len(ruled)) if _may_be_strange(ruled, place) and _is_strange(ruled[place].raw)}
    if not strange or not _are_of_a_report(each for place, each in enumerate(ruled) if place not in strange):
        return list(ruled)
    return [
        Ruled(raw, Verdict("ad", ANOTHER_TEXT)) if place in strange else Ruled(raw, verdict)
        for place, (raw, verdict) in enumerate(ruled)
    ]


def _may_be_strange(ruled: Sequence[Ruled], place: int) -> bool:
    """Whether a line is a paragraph that says nothing of an office, counts nothing and is not quoted by the line above
    it."""
    raw, verdict = ruled[place]
    if verdict.label != "body" or len(raw.core) <= _FEWEST_PAIRS or _OF_AN_OFFICE.search(raw.core):
        return False
    above = next((each.raw.core for each in reversed(ruled[:place]) if each.raw.core), "")
    return not (above.endswith(":") or COUNT.search(raw.core))


def _is_strange(raw: Raw) -> bool:
    part = _unknown_part(raw.core)
    if part is None or part < _UNKNOWN_OF_A_STORY:
        return False
    return part >= _UNKNOWN or len(_OF_A_STORY.findall(raw.core)) >= _FEWEST_OF_A_STORY


def _are_of_a_report(ruled: Iterable[Ruled]) -> bool:
    parts = [
        part for raw, verdict in ruled if verdict.label == "body" and (part := _unknown_part(raw.core)) is not None
    ]
    return len(parts) >= _FEWEST_OTHERS and median(parts) <= _OF_A_REPORT


def _unknown_part(core: str) -> float | None:
    """What part of the pairs of a paragraph reports have seldom; None where it has too few pairs to tell."""
    pairs = [first + second for row in _IDEOGRAPHS.findall(core) for first, second in pairwise(row)]
    if len(pairs) < _FEWEST_PAIRS:
        return None
    return sum(times_in_reports(pair) < KNOWN for pair in pairs) / len(pairs)
