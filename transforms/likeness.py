"""Stretches of a line that are like the adverts seen so far and unlike the reports: what their pairs of characters say.

No list has what is sold for the first time, but its characters stand side by side as in other adverts. What is foreign
is the segment of a sentence whose pairs weigh most together (maximal scoring segment; Karlin and Altschul, 1990).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from operator import itemgetter, sub
from typing import NamedTuple

from transforms.fought import is_forbidden, tells_of_adverts
from transforms.markers import marker_at_start
from transforms.ordinary import is_word
from transforms.pairs import KNOWN, places_of_adverts, shape_of, times_in_reports, weights_of
from transforms.pitches import COUNT, Pitch, speaks_officially
from transforms.selling import CONTACT, PRICED, Phrase, may_sell
from transforms.stretches import CLOSED_BY, GOES_ON

LIKENESS, ROW, REST = "ad.likeness", "ad.row_like_adverts", "ad.rest_like_adverts"
_IDEOGRAPH = re.compile("[\u4e00-\u9fff]")

_SENTENCE = re.compile("[^。;!?]+[。;!?]*")
# The longest one of the texts at hand has 418 characters; looking for many segments in an endless one costs its square.
_LONGEST_SENTENCE = 1_000
_SHORTEST, _LONGEST = 5, 160
# What a segment must weigh with its bounds, how much more where a clause of a report may stand, and for each step of a
# pitch's surplus; what looks like adverts and is nothing else is never certain.
_WEIGHS, _AS_A_CLAUSE, _STEP, _MOST_SURPLUS = 8.5, 5.0, 3.0, 3
# And for each of its characters: what is told of everyday life weighs a little all along.
_EACH_WEIGHS, _EACH_WEIGHS_AMID = 1.0, 0.8
# What a sentence weighs that is one as a whole: of 400 of everyday life told in reports none has more than 19.6.
_WHOLE_WEIGHS = 20.0
# What the pairs of a segment weigh at least without its bounds.
_LEAST_WITHIN = 5.0
# How far its bounds may be from where the sum of its pairs is greatest, and how many characters stand between them.
_NEAR, _FEWEST = 4, 3
# What bounds say: a pair that reports have does not part there, one that they have not does.
_SEAM_UNSEEN, _SEAM_RARE, _SEAM_KNOWN, _SEAM_OF_A_SIGN = 1.0, -0.5, -2.5, 0.5
# A word that reports have, and a sign, are rather theirs.
_NONE_OF_ITS_OWN = 1.0
# What it says that both sides are one pair of reports, or that nothing stands on one side.
_JOINED, _JOINED_RARE, _AT_AN_END = 2.0, 1.0, 1.0
# How many of so many characters before and behind it are of words of reports at least, and what part of them: a line of
# its own may be a heading, a sentence of nothing else may be a report's.
_BESIDE, _LEAST_BESIDE, _OF_REPORTS = 20, 8, 0.6

# A row of phrases: of 563 rows of tables and of words that reports print, none weighs more than 15.5; of goods that are
# watched (猪肉价格 | 鸡蛋价格 | …) one weighs 35, but none sells.
_ROW_WEIGHS, _EACH_OF_A_ROW_WEIGHS, _FEWEST_PHRASES, _LONGEST_PHRASE, _FEWEST_SOLD = 22.0, 0.8, 3, 20, 2
_BETWEEN_PHRASES, _OF_NO_ROW = re.compile(r"[\s|_/·-]+"), re.compile("[。、,“”《》:]")
# What is left of a line from which an advert was cut, a character: of 59 paragraphs of reports with one amid them none
# weighs more than -0.68, of eight lines that were adverts as a whole none less than -0.11. Cells are never asked.
_REST_WEIGHS, _SHORTEST_REST = -0.2, 12
_COUNT = re.compile(rf"{COUNT.pattern}|\d[余多]?[万亿%]")
_NO_BEGINNING, _NO_END = frozenset(",:)]】"), frozenset(",:([【")
_SIGN = re.compile("[,:!?|。;]")
# Reports list and quote what they tell of.
_OF_A_LIST, _OPENING, _CLOSING_OR_TOLD = re.compile("[“”《》、]"), frozenset("“《、"), frozenset("”》、等类的")
# What of a line is left beside an advert, but no number of a heading.
_LEFT = re.compile("(?![一二三四五六七八九十])[\u4e00-\u9fffa-z]{1,2}")
_ALNUM, _ALNUM_BEFORE, _ALNUM_BEHIND = (
    re.compile(pattern) for pattern in ("[a-z0-9]", r"[a-z0-9@._-]+\Z", "[a-z0-9@_-]+")
)
_LONGEST_ALNUM = 40


# A line is asked twice: whether the page seems spoilt, and what is cut then.
@lru_cache(maxsize=1024)
def stretches_like_adverts(folded: str) -> tuple[Pitch, ...]:
    """Those of a folded line, in no order."""
    return tuple(_like_adverts(folded))


def _like_adverts(folded: str) -> Iterator[Pitch]:
    lowered = folded.lower()
    places = places_of_adverts(lowered)
    shape = shape_of(lowered) if places else ""
    for sentence in _SENTENCE.finditer(shape):
        first, last = sentence.span()
        if bisect_left(places, first) == bisect_left(places, last) or last - first > _LONGEST_SENTENCE:
            continue
        weights = weights_of(sentence[0])
        if sum(weights) >= _WHOLE_WEIGHS and _is_one(lowered, first, last):
            yield Pitch(first, last, _MOST_SURPLUS, LIKENESS)
            continue
        for segment in _segments(shape, weights, first):
            if pitch := _pitch_of(lowered, segment):
                yield pitch


def is_row_of_adverts(core: str) -> bool:
    """Whether a folded line of phrases side by side, without a stop, is like adverts all along: …厂家直销|…多少钱|…"""
    lowered = core.lower()
    phrases = list(filter(None, _BETWEEN_PHRASES.split(lowered)))
    if len(phrases) < _FEWEST_PHRASES or max(map(len, phrases)) > _LONGEST_PHRASE or _OF_NO_ROW.search(lowered):
        return False
    weight = sum(weights_of(shape_of(lowered)))
    is_dense = weight >= _EACH_OF_A_ROW_WEIGHS * sum(map(len, phrases))
    sold = sum(map(may_sell, phrases))
    return weight >= _ROW_WEIGHS and is_dense and sold >= _FEWEST_SOLD and not speaks_officially(lowered)


def is_rest_of_an_advert(rest: str) -> bool:
    """Whether what is left of a folded line, from which an advert was cut, is no report's sentence but more of it."""
    lowered = rest.strip().lower()
    if len(_IDEOGRAPH.findall(lowered)) < _SHORTEST_REST or "|" in lowered or marker_at_start(lowered):
        return False
    if speaks_officially(lowered) or tells_of_adverts(lowered):
        return False
    return sum(weights_of(shape_of(lowered))) > _REST_WEIGHS * len(lowered)


class _Segment(NamedTuple):
    """Where it begins and ends, and what it weighs."""

    start: int
    end: int
    weight: float


def _pitch_of(lowered: str, segment: _Segment) -> Pitch | None:
    start, end = _to_the_ends(lowered, *_of_whole_words(lowered, segment.start, segment.end))
    surplus = segment.weight - _WEIGHS - _AS_A_CLAUSE * _reads_as_clause(lowered, start, end)
    each = _EACH_WEIGHS_AMID if _stands_amid_words(lowered, start, end) else _EACH_WEIGHS
    if surplus < 0 or segment.weight < each * (segment.end - segment.start) or not _is_one(lowered, start, end):
        return None
    return Pitch(start, end, min(_MOST_SURPLUS, int(surplus / _STEP)), LIKENESS)


def _is_one(lowered: str, start: int, end: int) -> bool:
    return _may_be_one(lowered, start, end) and _stands_in_a_report(lowered, start, end)


def _may_be_one(lowered: str, start: int, end: int) -> bool:
    """Whether a stretch says nothing that was done, counts, lists and quotes nothing, and nothing beside it tells how
    such things are fought."""
    said = lowered[start:end]
    if not _SHORTEST <= end - start <= _LONGEST or not _IDEOGRAPH.search(said) or speaks_officially(said):
        return False
    if _OF_A_LIST.search(said) or lowered[start - 1 : start] in _OPENING or lowered[end : end + 1] in _CLOSING_OR_TOLD:
        return False
    if _COUNT.search(lowered, start, min(len(lowered), end + 2)):
        return CONTACT.search(said) is not None or PRICED.search(said) is not None
    clause, first = _clause_around(lowered, start, end)
    return not (tells_of_adverts(said) or is_forbidden(clause, start - first, end - first))


def _clause_around(lowered: str, start: int, end: int) -> tuple[str, int]:
    """The clause in which a stretch stands, and where it begins."""
    first, last = lowered.rfind(",", 0, start) + 1, lowered.find(",", end)
    return lowered[first : last if last > 0 else len(lowered)], first


def _stands_in_a_report(lowered: str, start: int, end: int) -> bool:
    """Whether words of reports make up what stands beside a stretch: in a story of everyday life nothing is foreign."""
    beside = lowered[max(0, start - _BESIDE) : start], lowered[end : end + _BESIDE]
    own = sum(sum(Phrase(each).own) for each in beside)
    return own >= max(_LEAST_BESIDE, _OF_REPORTS * sum(map(len, beside)))


def _stands_amid_words(lowered: str, start: int, end: int) -> bool:
    return all(map(_IDEOGRAPH.match, (lowered[start - 1 : start], lowered[end : end + 1])))


def _reads_as_clause(lowered: str, start: int, end: int) -> bool:
    """Whether it stands between signs, or the sentence goes on with what is told of it (…乱象); the end of a line is no
    sign: a clause ends with a stop there, an advert without."""
    begins = not start or _SIGN.search(lowered, start - 1, start + 1) is not None
    ends = end < len(lowered) and _SIGN.search(lowered, end - 1, end + 1) is not None
    return (begins and ends) or GOES_ON.match(lowered, end) is not None


def _to_the_ends(lowered: str, start: int, end: int) -> tuple[int, int]:
    """With the last characters that are left of a line that has no stop, and of its beginning."""
    first = 0 if _LEFT.fullmatch(lowered, 0, start) else start
    return first, len(lowered) if _LEFT.fullmatch(lowered, end) else end


def _of_whole_words(lowered: str, start: int, end: int) -> tuple[int, int]:
    """The bounds without a part of letters and digits, and with the bracket that closes what begins with one."""
    before = _ALNUM_BEFORE.search(lowered, max(0, start - _LONGEST_ALNUM), start)
    behind = _ALNUM_BEHIND.match(lowered, end)
    if before and _ALNUM.match(lowered, start):
        start = before.start()
    if behind and _ALNUM.match(lowered, end - 1):
        end = behind.end()
    closing = lowered.find(CLOSED_BY.get(lowered[start], "\n"), start, end + _NEAR)
    return start, max(end, closing + 1)


def _segments(shape: str, weights: list[float], first: int) -> Iterator[_Segment]:
    """The segments of a sentence, which begins at `first`, that weigh most, none within another."""
    sums = [0.0, *accumulate(weights)]
    waiting = [(0, len(sums))]
    while waiting:
        begin, stop = waiting.pop()
        heaviest = _heaviest(sums[begin:stop])
        if heaviest.weight < _LEAST_WITHIN:
            continue
        span = begin + heaviest.start, begin + heaviest.end
        start, end, weight = _bounded(shape[first : first + len(sums)], sums, span, (begin, stop))
        yield _Segment(first + start, first + end, weight)
        waiting.extend(part for part in ((begin, start), (end, stop)) if part[1] - part[0] > _SHORTEST)


def _heaviest(sums: list[float]) -> _Segment:
    """Where pairs side by side weigh most together, by the sums of their weights from the first on."""
    least = list(accumulate(sums, min))
    gains = list(map(sub, sums, least))
    most = max(gains)
    end = gains.index(most)
    return _Segment(sums.index(least[end]), end + 1, most)


def _bounded(sentence: str, sums: list[float], span: tuple[int, int], part: tuple[int, int]) -> _Segment:
    """The segment of a part of a sentence with the bounds that fit best near those of the greatest sum, and its weight
    with them."""
    (first, last), (start, end) = part, span
    starts = range(max(first, start - _NEAR), min(start + _NEAR, end - _FEWEST) + 1)
    ends = range(max(start + _FEWEST, end - _NEAR), min(last, end + _NEAR) + 1)
    begun = [(at, sentence[at - 1 : at], _begins_say(sentence, at) - sums[at]) for at in starts]
    ended = [(at, sentence[at : at + 1], _ends_say(sentence, at) + sums[at - 1]) for at in ends]
    weighed = (
        _Segment(
            begin,
            stop,
            weight + more + (_join_says(times_in_reports(before + behind)) if before and behind else _AT_AN_END),
        )
        for begin, before, weight in begun
        for stop, behind, more in ended
        if stop - begin >= _FEWEST
    )
    return max(weighed, key=itemgetter(2), default=_Segment(start, end, 0.0))


def _join_says(times: int) -> float:
    return _JOINED if times >= KNOWN else _JOINED_RARE if times else 0.0


def _begins_say(sentence: str, at: int) -> float:
    said = _seam(sentence, at) if at else 0.0
    return said - _NONE_OF_ITS_OWN * (is_word(sentence[at : at + 2]) + (sentence[at] in _NO_BEGINNING))


def _ends_say(sentence: str, at: int) -> float:
    said = _seam(sentence, at) if at < len(sentence) else 0.0
    return said - _NONE_OF_ITS_OWN * (is_word(sentence[at - 2 : at]) + (sentence[at - 1] in _NO_END))


def _seam(sentence: str, at: int) -> float:
    """What it says of a bound which two characters it parts."""
    pair = sentence[at - 1 : at + 1]
    if len(_IDEOGRAPH.findall(pair)) < len(pair):
        return _SEAM_OF_A_SIGN
    times = times_in_reports(pair)
    return _SEAM_KNOWN if times >= KNOWN else _SEAM_RARE if times else _SEAM_UNSEEN
