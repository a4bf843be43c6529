"""A mark or an advert that is spliced into a word of the report: 法治政某某文库府建设.

No list has all names of copying sites and of what is sold, but few things stand between two characters of one word. A
string that parts a word of `rules/spliced.yml` is foreign if it ends as such marks do, has Latin letters or signs or a
word of adverts, and says nothing that reports say; unless what stands before it is the end of a word or what stands
behind it the beginning of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from transforms.records import Cut
from transforms.rule_files import read_words
from transforms.searching import AnyOf, lines_at
from transforms.vocabulary import is_of_reports, speaks_of_reports, words_of_adverts_alone

_RULE = "watermark.spliced"
_WORDS = read_words("spliced.yml")
_WHOLE = frozenset(pair for word in _WORDS["whole"] for pair in pairwise(word))
_BEGINS = _WHOLE | frozenset(tuple(word[:2]) for word in _WORDS["begins"])
_SECONDS = "".join(sorted({second for _, second in _WHOLE}))
_ENDS = "|".join(map(re.escape, sorted(_WORDS["ends"], key=len, reverse=True)))
# A mark's end; sf999, doc88t, kuaimao.tv, 52·范·文·库, 公*文*写*作
_MARK = re.compile(
    rf"(?:{_ENDS}|(?<=[\u4e00-\u9fff])(?=[0-9.·*@©「【]{{0,12}}[a-z*©·「【])(?:[a-z0-9.·*@©_「」【】-]|[*·~^「【][\u4e00-\u9fff]){{2,24}})"
    f"(?=[{_SECONDS}])"
)
_WORD_OF_ADVERTS = AnyOf(words_of_adverts_alone())
_SHORTEST, _LONGEST, _FURTHEST = 3, 30, 16
# What a mark has not: an enumeration, a quotation, a row of a table.
_OF_A_SENTENCE = re.compile(r"[、“”《》()|:]")
_PARTS_SENTENCES = "。;!?\n"


def spliced_on(lowered: str) -> list[tuple[int, list[Cut]]]:
    """The places of the lines of a text in lower case that have such a string, each with what is cut; a string that
    parts a word in one of them is cut wherever the text has it."""
    lines = lowered.split("\n")
    found = {place: cuts for place in _lines_that_may_have_one(lowered) if (cuts := list(spliced(lines[place])))}
    strings = {lines[place][cut.start : cut.end] for place, cuts in found.items() for cut in cuts}
    if not strings:
        return []
    anywhere = re.compile("|".join(map(re.escape, sorted(strings, key=len, reverse=True))))
    places = (
        (place, [Cut(*match.span(), _RULE) for match in anywhere.finditer(line)]) for place, line in enumerate(lines)
    )
    return [(place, cuts) for place, cuts in places if cuts]


def _lines_that_may_have_one(lowered: str) -> frozenset[int]:
    marks = lines_at(lowered, (mark.start() for mark in _MARK.finditer(lowered)))
    return marks | _WORD_OF_ADVERTS.lines_of(lowered)


def spliced(lowered: str) -> Iterator[Cut]:
    """The strings in a line in lower case that part a word of the report, in no order."""
    hints = [mark.span() for mark in _MARK.finditer(lowered)]
    hints += [(start, start + len(word)) for start, word in _WORD_OF_ADVERTS.found_in(lowered)]
    found = {span for hint in hints for span in _around(lowered, *hint)}
    return (Cut(start, end, _RULE) for start, end in found)


def _around(lowered: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The string around a hint that parts a word: as short as may be behind it, as long before."""
    starts = list(_starts(lowered, first))[::-1]
    for end in _ends(lowered, last):
        for start in starts:
            if _parts_a_word(lowered, start, end) and not speaks_of_reports(lowered[start:end]):
                yield start, end
                return


def _starts(lowered: str, first: int) -> Iterator[int]:
    """Where the string may begin: before the hint, as long as nothing of a report stands between."""
    for start in range(first, max(1, first - _FURTHEST), -1):
        if lowered[start] in _PARTS_SENTENCES or is_of_reports(lowered[start], lowered[start + 1 : start + 2]):
            return
        yield start


def _ends(lowered: str, last: int) -> Iterator[int]:
    """Where it may end, the same."""
    for end in range(last, min(len(lowered), last + _FURTHEST)):
        if lowered[end] in _PARTS_SENTENCES or is_of_reports(lowered[end - 2], lowered[end - 1]):
            return
        if lowered[end] in _SECONDS:
            yield end


def _parts_a_word(lowered: str, start: int, end: int) -> bool:
    if not _SHORTEST <= end - start <= _LONGEST or lowered[start] == ",":
        return False
    if (lowered[start - 1], lowered[end]) not in _WHOLE:
        return False
    if _OF_A_SENTENCE.search(lowered, start, end) or any(map(_BEGINS.__contains__, _outside(lowered, start, end))):
        return False
    seams = lowered[start - 1 : start + 1], lowered[end - 1 : end + 1]
    return not any((pair[0], pair[1]) in _BEGINS or is_of_reports(pair[0], pair[1]) for pair in seams)


def _outside(lowered: str, start: int, end: int) -> tuple[tuple[str, ...], ...]:
    """The two characters that end before the string, and the two that begin behind it."""
    return tuple(lowered[max(0, start - 2) : start]), tuple(lowered[end : end + 2])
