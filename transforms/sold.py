"""What sells something among the lines of a text, beside what is certainly foreign: whole lines, and cuts of others."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from operator import attrgetter

from transforms.adverts import foreign_spans
from transforms.cuts import in_order
from transforms.likeness import LIKENESS
from transforms.pitches import PITCH, Pitch, pitch_of_line, reads_on, sentences_that_sell, speaks_officially
from transforms.records import Cut
from transforms.ruled import Raw, Ruled, Verdict
from transforms.selling import has_words_of_reports, may_sell
from transforms.stretches import STRETCH, in_brackets, stretches_that_sell

_IN_A_CLAUSE = re.compile("[\u4e00-\u9fffa-zA-Z0-9]")
# So much more than it must weighs no line that goes on with what was done.
_BEYOND_DOUBT = 10
_SENTENCE = re.compile("[^。;!?]+[。;!?]*")
_COMMA = re.compile(",")
_WEIGHED = frozenset((STRETCH, LIKENESS))
# What numbers a heading or counts something is of the report.
_COUNTS = re.compile(r"[\d一二三四五六七八九十]")
# Words of a copying site around its name; more that say nothing are no sentence.
_LONGEST_REST = 20


def above_reports(raws: Sequence[Raw]) -> list[bool]:
    """Of each line whether it stands above the first one that speaks of what was done, or is titled so."""
    opening = next((place for place, raw in enumerate(raws) if speaks_officially(raw.core)), 0)
    return [place < opening for place in range(len(raws))]


def without_pitches(ruled: Sequence[Ruled]) -> list[Ruled]:
    """The lines, those of the body labelled as adverts that certainly sell something: between the head and the first
    line that speaks of what was done less is enough, and what looks like a line of the foot is one only here."""
    body = [each.raw for each in ruled if each.verdict.label == "body"]
    opening = {raw.n: opens for raw, opens in zip(body, above_reports(body), strict=True) if raw.may_sell}
    return [
        Ruled(raw, Verdict("ad", PITCH))
        if raw.n in opening and certainly_sells(raw, opens=opening[raw.n])
        else Ruled(raw, verdict)
        for raw, verdict in ruled
    ]


def certainly_sells(raw: Raw, *, opens: bool) -> bool:
    """Whether a line is one that sells something by itself; above the report (`opens`) less is enough."""
    pitch = pitch_of_line(raw.core, opens=opens)
    if pitch is None or not pitch.is_certain:
        return False
    if opens or pitch.surplus >= _BEYOND_DOUBT:
        return True
    return not goes_on(raw, tuple(foreign_spans(raw.folded)) if raw.may_be_spoilt else ())


def sells(raw: Raw) -> bool:
    """Whether a line is likely to sell something, as a whole or within."""
    return pitch_of_line(raw.core) is not None or any(pitch.is_likely for pitch in pitches_within(raw.folded))


# A line is asked twice: what is certain, and on a spoilt page what is likely.
@lru_cache(maxsize=1024)
def pitches_within(folded: str) -> tuple[Pitch, ...]:
    """What sells within a folded line, in no order; they may overlap."""
    stretches = tuple(stretches_that_sell(folded))
    return (*(each for each in sentences_that_sell(folded) if not _is_parted(folded, each, stretches)), *stretches)


def _is_parted(folded: str, sentence: Pitch, stretches: Sequence[Pitch]) -> bool:
    """Whether a sentence holds a stretch that is surer to sell, and goes on with what is of a report."""
    within = (each for each in stretches if sentence.start <= each.start and each.end <= sentence.end)
    surer = max(within, key=attrgetter("surplus"), default=None)
    if surer is None or surer.surplus <= sentence.surplus:
        return False
    return reads_on(f"{folded[sentence.start : surer.start]}|{folded[surer.end : sentence.end]}")


def beside(folded: str, certain: Sequence[Cut], cuts: Iterable[Cut]) -> Iterator[Cut]:
    """The cuts of a folded line without the stretches that touch one that is certain, whose bounds are surer, unless
    they hold it and sell something besides or stand in brackets."""
    for cut in cuts:
        if cut.rule not in _WEIGHED:
            yield cut
            continue
        touching = [each for each in certain if each.start < cut.end and cut.start < each.end]
        if not touching or _adds_to(folded, cut, touching):
            yield cut


def _adds_to(folded: str, cut: Cut, touching: Sequence[Cut]) -> bool:
    if not all(cut.start <= each.start and each.end <= cut.end for each in touching):
        return False
    ends = (cut.start, *(each.end for each in touching)), (*(each.start for each in touching), cut.end)
    rests = [folded[first:last].lower() for first, last in zip(*ends, strict=True)]
    return any(map(may_sell, rests)) or in_brackets(folded, cut.start, cut.end)


def goes_on(raw: Raw, found: Sequence[Cut]) -> bool:
    """Whether a line from which something is cut amid a clause says something besides."""
    cuts = in_order(found)
    around = "".join(raw.folded[max(0, cut.start - 1) : cut.start] + raw.folded[cut.end : cut.end + 1] for cut in cuts)
    if not _IN_A_CLAUSE.search(around):
        return False
    starts, ends = (0, *(cut.end for cut in cuts)), (*(cut.start for cut in cuts), len(raw.folded))
    rests = (raw.folded[first:last] for first, last in zip(starts, ends, strict=True))
    return any(map(has_words_of_reports, rests))


def with_what_is_of_them(folded: str, cuts: Sequence[Cut]) -> list[Cut]:
    """The cuts in order, each with the clauses at an end of its sentence around it that say nothing of a report:
    …程序,好范文,就上|某子铺|!"""
    sentences = [(0, 0), *(match.span() for match in _SENTENCE.finditer(folded))]
    starts = [start for start, _ in sentences]
    return [_with_its_clauses(folded, cut, sentences[bisect_right(starts, cut.start) - 1]) for cut in cuts]


def _with_its_clauses(folded: str, cut: Cut, sentence: tuple[int, int]) -> Cut:
    begin, end = sentence if sentence[0] <= cut.start and cut.end <= sentence[1] else (cut.start, cut.end)
    # Further away none is near enough; a line of 2,000 adverts and commas cost its cube.
    near = _COMMA.finditer(folded, max(begin, cut.start - _LONGEST_REST), min(end, cut.end + _LONGEST_REST))
    commas = [match.end() for match in near]
    behind = [(begin, stop) for stop in (end, *(comma for comma in reversed(commas) if comma > cut.end))]
    # The stop is of the sentence that stands before.
    own_end = max(cut.end, _without_stops(folded, begin, end))
    before = [(start, own_end) for start in commas if start < cut.start]
    told = (span for span in (*behind, *before) if _says_nothing(folded, cut, span))
    return Cut(*next(told, (cut.start, cut.end)), cut.rule)


def _without_stops(folded: str, begin: int, end: int) -> int:
    while end > begin and folded[end - 1] in "。;":
        end -= 1
    return end


def _says_nothing(folded: str, cut: Cut, span: tuple[int, int]) -> bool:
    """Whether what of a span stands beside the cut in it says nothing of a report."""
    if cut.start - span[0] + span[1] - cut.end >= _LONGEST_REST:
        return False
    rest = f"{folded[span[0] : cut.start]}|{folded[cut.end : span[1]]}"
    if not _IN_A_CLAUSE.search(rest) or _COUNTS.search(rest):
        return False
    return not has_words_of_reports(rest)
