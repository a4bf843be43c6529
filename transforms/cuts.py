"""The spans that are cut out of a line, in order, with the punctuation and the brackets that only they had."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transforms.records import Cut

# No possessive loops here: Python before 3.11.5 matches a digit too much in them (its issue 106052).
# What stands between adverts, and before a line that begins with one; a line that ends with one may end in a comma.
_JOINTS_BEFORE, _JOINTS_BEHIND = re.compile(r"(?:[_|—·, ]|-(?!\d(?!0[12]\d年)))*"), "_|-—· →"
# 某博体育讯: begins a paragraph as a report of that house.
_BEHIND_A_BEGINNING = re.compile(
    r"(?:(?:(?:本报)?讯|消息|提示您?)(?=[:,]))?(?:[_|—·, :!?>→»)\]】]|-(?!\d(?!0[12]\d年)))*"
)
_BRACKETS = frozenset(
    ("()", "{}", "〖〗", "[]", "【】", "《》", "「」", "『』", "▲▲", "##", "——", "--", "//", "★★", "※※", "→←")
)
_ORNAMENT = "[\u2600-\u27bf\u3297\u3299\ufe0f\U0001f000-\U0001faff]"
_MOST_ORNAMENTS = 8
_ORNAMENTS, _ORNAMENTS_BEFORE = re.compile(f"{_ORNAMENT}{{1,{_MOST_ORNAMENTS}}}"), re.compile(rf"{_ORNAMENT}+\Z")
# What ends a sentence of a folded text.
STOPS = ("。", "!", "?", ";")
_COMMAS = (",", "、")
_COMMA_BEHIND_A_STOP = ("。,", "!,", ";,")


def joined(folded: str, cuts: Sequence[Cut]) -> tuple[Cut, ...]:
    """Cuts in order, each with the brackets that hold nothing else, and with the punctuation that only joins it to the
    next one, or to the beginning or the end of the line; behind one that begins it, with 讯: as well.

    Neighbours may share a mark (▲…▲…▲), which then goes with the first.
    """
    cuts = [_with_its_brackets(folded, cut) for cut in cuts]
    found: list[Cut] = []
    begins, ends = len(folded) - len(folded.lstrip()), len(folded.rstrip())
    for cut, following in zip(cuts, (*cuts[1:], None), strict=True):
        end = _end_of_joints(_BEHIND_A_BEGINNING if cut.start == begins else _JOINTS_BEFORE, folded, cut.end)
        if end == (following.start if following else None) or (cut.start == begins and end < len(folded)):
            begins = end
        else:
            end = cut.end
        begun = found[-1].start if found and found[-1].end == cut.start else cut.start
        if _has_a_mark_of_its_own(folded, begun, end):
            end += 1
        start = _start_of_joints(folded, cut.start) if end == ends else cut.start
        if folded[end : end + 1] in STOPS and folded[:start].endswith(","):
            start -= 1
        found.append(Cut(max(start, found[-1].end) if found else start, end, cut.rule))
    return tuple(found)


def _has_a_mark_of_its_own(folded: str, start: int, end: int) -> bool:
    """Whether the stop, or the comma, behind a cut stands before it as well: the advert had one of its own."""
    before, behind = folded[max(0, start - 1) : start], folded[end : end + 1]
    return (behind in STOPS and before in STOPS) or (behind in _COMMAS and before == behind)


def _with_its_brackets(folded: str, cut: Cut) -> Cut:
    """The cut with the brackets that hold nothing else: 【亚美am8国际】."""
    start, end = _without_ornaments(folded, cut.start, cut.end)
    while folded[start - 1 : start] + folded[end : end + 1] in _BRACKETS:
        start, end = start - 1, end + 1
    return Cut(start, end, cut.rule)


def _without_ornaments(folded: str, start: int, end: int) -> tuple[int, int]:
    """Where a cut begins and ends with the little pictures beside it."""
    before = _ORNAMENTS_BEFORE.search(folded, max(0, start - _MOST_ORNAMENTS), start)
    behind = _ORNAMENTS.match(folded, end)
    return before.start() if before else start, behind.end() if behind else end


def _start_of_joints(folded: str, at: int) -> int:
    text = folded[:at].rstrip(_JOINTS_BEHIND)
    # A comma ends a line, but follows no stop.
    return len(text[:-1].rstrip(_JOINTS_BEHIND) if text.endswith(_COMMA_BEHIND_A_STOP) else text)


def _end_of_joints(joints: re.Pattern[str], folded: str, at: int) -> int:
    match = joints.match(folded, at)
    return match.end() if match else at


def in_order(cuts: Sequence[Cut]) -> tuple[Cut, ...]:
    """The cuts from left to right; those that overlap are one, by the rule of the first and longest."""
    kept: list[Cut] = []
    for cut in sorted(cuts, key=lambda cut: (cut.start, -cut.end)):
        if not kept or cut.start >= kept[-1].end:
            kept.append(cut)
        elif cut.end > kept[-1].end:
            kept[-1] = Cut(kept[-1].start, cut.end, kept[-1].rule)
    return tuple(kept)
