"""Marks that no rule knows: what stands in several sentences of a page and parts a word of the report.

A copying site's name stands wherever its program put it: 行政执|某某稿仓|法. A mark has two characters side by side
that no word of a report has so, in three places, and stands once within a word that nothing parts. In 1,500 heaps of
honest lines no string was one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from operator import add

from transforms.initials import addresses_in, name_like_its_address
from transforms.ordinary import ORDINARY, begins_a_word, ends_a_word
from transforms.searching import AnyOf
from transforms.spliced import are_of_one_word, meets

REPEATED = "watermark.repeated"
_FEWEST, _LONGEST = 3, 24
_SHORTEST_GAP = 2
# A report has some twenty seeds, each in a few places; a page of nothing else would cost its square.
_MOST_SEEDS, _MOST_PLACES = 200, 50
# Of what stands between ordinary words; a number is none of a mark alone.
_PAIR = re.compile("[\u4e00-\u9fffa-z]{2}")
_ADDRESS = re.compile(r"(?:官网)?[(:\s]{0,2}(?<![a-z0-9.@/-])(?:www\.)?(?P<letters>[a-z0-9-]{3,30})$")
_OF_A_MARK = re.compile("[\u4e00-\u9fffa-z0-9().·-]")


@cache
def _words() -> AnyOf:
    return AnyOf(ORDINARY)


def repeated_marks(lowered: str) -> list[str]:
    """The marks in a text in lower case, the longest first."""
    gaps = "\n".join(_words().between(lowered, _SHORTEST_GAP))
    pairs = Counter(map(add, gaps, gaps[1:]))
    often = (pair for pair, times in pairs.most_common() if times >= _FEWEST)
    seeds = islice(filter(_PAIR.fullmatch, often), _MOST_SEEDS)
    marks = {mark for seed in seeds for mark in _mark_around(lowered, seed)}
    return sorted(marks | set(_named_like_addresses(lowered)), key=len, reverse=True)


def _named_like_addresses(lowered: str) -> Iterator[str]:
    """Names before addresses that are called so, where they stand elsewhere, too: 某干笔记(shiganbiji.net)."""
    for address, _ in addresses_in(lowered, _ADDRESS):
        name = name_like_its_address(lowered[max(0, address.start() - _LONGEST) : address.start()], address["letters"])
        places = list(_places(lowered, name)) if name else []
        if len(places) >= _FEWEST and _parts_words(lowered, places, len(name)):
            yield name


def _mark_around(lowered: str, seed: str) -> Iterator[str]:
    """The seed with what stands on both sides of it wherever it stands, where that parts a word in one place."""
    places = list(islice(_places(lowered, seed), _MOST_PLACES))
    start = _common(lowered, [place - 1 for place in places], -1)
    end = _common(lowered, [place + len(seed) for place in places], 1)
    length = start + len(seed) + end
    if length <= _LONGEST and _parts_words(lowered, [place - start for place in places], length):
        yield lowered[places[0] - start : places[0] - start + length]


def _places(lowered: str, seed: str) -> Iterator[int]:
    place = lowered.find(seed)
    while place >= 0:
        yield place
        place = lowered.find(seed, place + 1)


def _common(lowered: str, places: Sequence[int], step: int) -> int:
    """How many characters from some places on are the same, without punctuation."""
    for length in range(_LONGEST):
        beside = {lowered[place + step * length : place + step * length + 1] for place in places}
        if len(beside) > 1 or not all(map(_OF_A_MARK.match, beside)):
            return length
    return _LONGEST


def _parts_words(lowered: str, places: Sequence[int], length: int) -> bool:
    """Whether it stands in two words, or within a longer one of the catalogue (行政执|法): 推|石榴籽|进 says whom."""
    spans = [(place, place + length) for place in places]
    parted = [(start, end) for start, end in spans if _stands_inside_one(lowered, start, end)]
    words = {(lowered[start - 1], lowered[end]) for start, end in parted}
    return len(words) > 1 or any(meets(lowered, start, end) for start, end in parted)


def _stands_inside_one(lowered: str, start: int, end: int) -> bool:
    if not start or not are_of_one_word(lowered[start - 1], lowered[end : end + 1]):
        return False
    return not (ends_a_word(lowered, start) or begins_a_word(lowered, end))
