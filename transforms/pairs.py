"""What pairs of characters that stand side by side say: whether adverts have them or reports.

A pair weighs the logarithm of how much more often the adverts seen so far have it than reports (weight of evidence;
Good, 1950). `rules/seen/` holds the texts that teach it: an advert that stayed on a page becomes a line of
`adverts.txt`, words of a report that were lost a line of `reports.txt`; `topics.txt` are words of what is written for
search engines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import repeat
from math import log
from operator import add
from typing import NamedTuple

from transforms.ordinary import ORDINARY
from transforms.rule_files import read_text, read_words
from transforms.searching import AnyOf
from transforms.selling import WORDS_OF_PITCHES

_LETTERS = frozenset(read_words("likeness.yml")["letters"])
_DIGITS = str.maketrans("0123456789", "0000000000")
_LETTERED = re.compile("[a-z]+")
# A pair that reports have so often is one of their words.
KNOWN = 3
_IDEOGRAPH, _ALNUM = re.compile("[\u4e00-\u9fff]"), re.compile("[a-z0-9]")
# A pair that is in neither says next to nothing; one seen once does not say everything, since so much is added to each
# count.
_UNSEEN, _ADDED, _MOST_SAID = -0.1, 0.5, 3.0
# One long list of adverts, or one phrase of every report, says no more than so many of them.
_MOST_TIMES = 50
# Ordinary words of reports, which few texts have all of.
_TIMES_OF_A_WORD = 10
# Three pairs that weigh so much stand so near each other in all of 296 adverts but 26, ten of them addresses and
# accounts; of a report's lines on average .8 have them.
_STRONG, _FURTHEST_APART = 1.5, 20


class _Pairs(NamedTuple):
    """What each pair weighs, and how often reports have it."""

    weights: dict[str, float]
    of_reports: Counter[str]


@cache
def _pairs() -> _Pairs:
    adverts = _counted((*_seen("adverts.txt"), *_seen("topics.txt"), *map(shape_of, WORDS_OF_PITCHES)))
    reports = _counted(
        (*_seen("reports.txt"), *(row.split(",")[1] for row in read_text("divisions.csv").splitlines()[1:] if row))
    )
    reports.update(dict.fromkeys(ORDINARY, _TIMES_OF_A_WORD))
    logs = [log(min(times, _MOST_TIMES) + _ADDED) for times in range(_MOST_TIMES + 1)]
    usual = log(_told(reports) / _told(adverts))
    weights = {
        pair: usual + logs[min(adverts[pair], _MOST_TIMES)] - logs[min(reports[pair], _MOST_TIMES)]
        for pair in adverts.keys() | reports.keys()
        if _IDEOGRAPH.search(pair)
    }
    return _Pairs({pair: max(-_MOST_SAID, min(_MOST_SAID, each)) for pair, each in weights.items()}, reports)


def _told(pairs: Counter[str]) -> int:
    return sum(min(times, _MOST_TIMES) for times in pairs.values())


def _seen(name: str) -> list[str]:
    return read_text(f"seen/{name}").split("\n")


def _counted(texts: Iterable[str]) -> Counter[str]:
    counted: Counter[str] = Counter()
    for text in texts:
        counted.update(map(add, text, text[1:]))
    return counted


def shape_of(lowered: str) -> str:
    """A text of the same length with 0 for each digit, and a for each letter of words that say nothing."""
    digits = lowered.translate(_DIGITS)
    return _LETTERED.sub(lambda word: word[0] if word[0] in _LETTERS else "a" * len(word[0]), digits)


# Without digits and letters: a text has others than its shape.
PAIRS_OF_ADVERTS = frozenset(
    pair for pair, weight in _pairs().weights.items() if weight >= _STRONG and not _ALNUM.search(pair)
)
_SEARCH = AnyOf(PAIRS_OF_ADVERTS)


def near_each_other(pairs: Sequence[tuple[int, str]]) -> Iterator[int]:
    """Where pairs of adverts stand, in order, behind which two others are near."""
    return (start for (start, _), (third, _) in zip(pairs, pairs[2:], strict=False) if third - start <= _FURTHEST_APART)


def places_of_adverts(lowered: str) -> list[int]:
    """Where in a text in lower case pairs of adverts stand near each other, in order."""
    return list(near_each_other(_SEARCH.found_in(lowered)))


def weights_of(shape: str) -> list[float]:
    """What each pair of a text weighs that `shape_of` gave, one fewer than it has characters."""
    return list(map(_pairs().weights.get, map(add, shape, shape[1:]), repeat(_UNSEEN)))


def times_in_reports(pair: str) -> int:
    """How often the reports seen so far have a pair."""
    return _pairs().of_reports[pair]
