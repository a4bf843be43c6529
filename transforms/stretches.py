"""Stretches amid a sentence that sell something: words of adverts between words of reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from transforms.fought import is_forbidden, is_of_a_case, tells_of_adverts
from transforms.keywords import Keyword
from transforms.ordinary import begins_a_word, ends_a_word, is_word
from transforms.pitches import CERTAIN, COUNT, OF_ITS_WORDS, Pitch, pitch_of_clause
from transforms.rule_files import alternatives, read_words
from transforms.selling import (
    CONTACT,
    SUSPECT,
    Phrase,
    has_sure_words,
    is_an_offer,
    is_covered,
    is_made_up,
    is_suspect,
    may_sell,
    weight_of,
)

STRETCH = "ad.stretch"
_WORDS = read_words("pitches.yml")
_CLAUSE = re.compile("[^|,。;、!?()\\[\\]“”《》【】「」]+")
_IDEOGRAPH = re.compile("[\u4e00-\u9fff]")
CLOSED_BY = {"(": ")", "[": "]", "“": "”", "《": "》", "【": "】", "「": "」"}
_JOINT_BEHIND = frozenset(",:|")
# The number of the heading that an advert is glued before.
_NUMBER_AT_ITS_END = re.compile("[一二三四五六七八九十]{1,3}$")
GOES_ON = re.compile(alternatives(_WORDS["goes_on"]))
_DONE_ABOUT = re.compile(f"{alternatives(_WORDS['done_about'])}[“《(]?$")
_LONGEST_DONE = 4
# How far in its clause a word may stand that tells so of what is beyond doubt.
_NEAR_BEFORE, _NEAR_BEHIND = 16, 8
_SHORTEST, _LONGEST_BETWEEN = 4, 4
# How far a name may go on that no list has; an endless one would cost its square.
_FURTHEST = 16
# What it must weigh, and where it parts a word of the report.
_WEIGHS, _WEIGHS_PARTING = 4, 3
# With so much more the sentence may go on with what is told of such things.
_SURE = 2
# A stretch of so many characters without a word of reports, or one that joins, is so much surer each time.
_LONG = (9, 12)
_JOINS = re.compile("[等及和与或类]")
_OF_AN_OFFER = 3
# A word that only adverts have, or a word parted, makes it so much surer.
_MORE = 2


def stretches_that_sell(folded: str) -> Iterator[Pitch]:
    """Those of a folded line, in order."""
    lowered = folded.lower()
    if not may_sell(lowered):
        return
    for clause in filter(lambda each: may_sell(each[0]), _CLAUSE.finditer(lowered)):
        phrase = Phrase(clause[0])
        for found in _found_in(phrase):
            pitch = _whole(lowered, found, clause.start())
            if not _is_told_of(lowered, clause, found, pitch):
                yield pitch


def _found_in(phrase: Phrase) -> Iterable[Pitch]:
    """What of a clause sells between words of reports, or the whole of it where that is surer to."""
    if not is_suspect(phrase.words):
        return ()
    whole = pitch_of_clause(phrase, STRETCH)
    within = list(_between_own_words(phrase))
    is_surer = whole is not None and all(found.surplus <= whole.surplus for found in within)
    return (whole,) if whole and is_surer else within


def in_brackets(folded: str, start: int, end: int) -> bool:
    """Whether a span begins and ends with a pair of brackets or quotation marks."""
    return CLOSED_BY.get(folded[start]) == folded[end - 1]


def _is_told_of(lowered: str, clause: re.Match[str], found: Pitch, pitch: Pitch) -> bool:
    """Whether it is what something is done about (治理“某某”类信息), or stands in an enumeration or beside what tells
    how such things are fought; of what is beyond doubt only its own clause may tell so."""
    if _DONE_ABOUT.search(lowered, max(0, pitch.start - _LONGEST_DONE), pitch.start):
        return True
    if is_of_a_case(lowered, pitch.start, pitch.end):
        return True
    if pitch.surplus >= CERTAIN + _MORE:
        first, last = max(0, found.start - _NEAR_BEFORE), found.end + _NEAR_BEHIND
        return is_forbidden(clause[0][first:last], found.start - first, found.end - first)
    return _is_enumerated(lowered, pitch) or is_forbidden(lowered, pitch.start, pitch.end)


def _is_enumerated(lowered: str, pitch: Pitch) -> bool:
    beside = lowered[max(0, pitch.start - 1) : pitch.start] + lowered[pitch.end - 1 : pitch.end + 1]
    return "、" in beside or ("|" in beside and lowered.count("|") > 1)


def _between_own_words(phrase: Phrase) -> Iterator[Pitch]:
    for first, last, words in _runs(phrase):
        start, end = _bounds(phrase.text, first, last, words)
        if end - start >= _SHORTEST and not _tells(phrase.text, start, end):
            parting = _parts_a_word(phrase.text, start, end)
            goes_on = not parting and GOES_ON.match(phrase.text, end) is not None
            offers = not goes_on and is_an_offer(phrase.text[start:end], words)
            covered = not goes_on and has_sure_words(words) and is_covered(phrase.text[start:end], words)
            whole = not goes_on and is_made_up(phrase.text[start:end], words)
            surplus = (
                weight_of(words)
                + _OF_AN_OFFER * offers
                + OF_ITS_WORDS * (covered + whole)
                + (0 if goes_on else _length_says(phrase.text[start:end]) * has_sure_words(words))
                - (_WEIGHS_PARTING if parting else _WEIGHS)
            )
            is_spoken_of = goes_on and surplus < _SURE
            if surplus >= 0 and not is_spoken_of:
                is_sure = parting or has_sure_words(words)
                yield Pitch(start, end, surplus + _MORE * is_sure, STRETCH)


def _length_says(stretch: str) -> int:
    return 0 if _JOINS.search(stretch) else sum(len(stretch) >= least for least in _LONG)


def _tells(text: str, start: int, end: int) -> bool:
    """Whether a stretch counts something, or tells how such things are fought."""
    counts = COUNT.search(text, start, min(len(text), end + 2)) and not CONTACT.search(text, start, end)
    return bool(counts) or tells_of_adverts(text[start:end])


def _runs(phrase: Phrase) -> Iterator[tuple[int, int, list[Keyword]]]:
    """Where words that sell stand without a word of reports between them, or with a short one between two that are
    suspect, and these words."""
    runs: list[tuple[int, int, list[Keyword]]] = []
    for each in phrase.words:
        if runs and each.start < runs[-1][1]:
            runs[-1][2].append(each)
            continue
        first = phrase.own.rfind(b"\1", 0, each.start) + 1
        last = phrase.own.find(b"\1", each.end)
        runs.append((first, len(phrase.text) if last < 0 else last, [each]))
    joined: list[tuple[int, int, list[Keyword]]] = []
    for first, last, words in runs:
        if joined and first - joined[-1][1] <= _LONGEST_BETWEEN and is_suspect(words) and is_suspect(joined[-1][2]):
            joined[-1] = (joined[-1][0], last, [*joined[-1][2], *words])
        else:
            joined.append((first, last, words))
    return (run for run in joined if weight_of(run[2]))


def _bounds(text: str, first: int, last: int, words: Sequence[Keyword]) -> tuple[int, int]:
    """Where in a run without words of reports it begins and ends: where it parts such a word, or else without the
    single character that a word beside it may have lost, without one that the sentence has before a name and behind it
    (在|…|对), and without the number with which it goes on."""
    first, last = max(first, words[0].start - _FURTHEST), min(last, words[-1].end + _FURTHEST)
    suspect = [each for each in words if each.weight >= SUSPECT]
    for begin in range(suspect[0].start, first - 1, -1):
        for stop in range(suspect[-1].end, last + 1):
            if _parts_a_word(text, begin, stop):
                return begin, stop
    is_lost = first > 0 and words[0].start - first == 1 and _IDEOGRAPH.match(text, first) is not None
    first += is_lost or (first < words[0].start and ends_a_word(text, first + 1))
    if last < len(text) and _IDEOGRAPH.match(text, words[-1].end) and begins_a_word(text, words[-1].end):
        last = words[-1].end
    elif last < len(text):
        last = max(words[-1].end, first + len(text[first:last].rstrip("0123456789.")))
        last -= last - words[-1].end == 1 and _IDEOGRAPH.match(text, last - 1) is not None
    return first, last


def _parts_a_word(text: str, start: int, end: int) -> bool:
    """Whether what stands on both sides is one word, and neither side is part of one with what stands between."""
    if not 0 < start < end < len(text) or not is_word(text[start - 1] + text[end]):
        return False
    return not is_word(text[start - 1 : start + 1]) and not is_word(text[end - 1 : end + 1])


def _whole(lowered: str, found: Pitch, offset: int) -> Pitch:
    """With the brackets around it, or with the joint behind what begins a line; without the number of a heading."""
    start, end = offset + found.start, offset + found.end
    behind = lowered[end : end + 1]
    if behind == "、" and (number := _NUMBER_AT_ITS_END.search(lowered, start, end)):
        return found._replace(start=start, end=number.start())
    if start and CLOSED_BY.get(lowered[start - 1]) == behind:
        return found._replace(start=start - 1, end=end + 1)
    joined = behind in _JOINT_BEHIND and not lowered[:start].strip()
    return found._replace(start=start, end=end + joined)
