"""Whether a text speaks the language of reports: the words of the catalogue of indicators and of headings.

Of 1,472 clauses of five real reports 97 in 100 have a pair of characters that these words have, of 318 adverts by other
hands 9. What adverts use as well (`rules/keywords.yml`) says nothing either way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise

from transforms.disguise import readings
from transforms.keywords import (
    WORDS_OF_SALES,
    masked_keywords,
    may_list_keywords,
    may_sell_otherwise,
    weighs_something,
    weights_in,
)
from transforms.rule_files import read_text

_FILES = ("indicators.yml", "headings.yml")
_IN_A_ROW = re.compile(r"[\u4e00-\u9fff]{2,}")
_SHORTEST, _LONGEST = 4, 80
_CLAUSE = re.compile("[^,。;:、!?“”()《》|【】\\s]+")
_ENOUGH_OF_A_STRETCH = 5
# What the words of adverts in a text that speaks of nothing else must weigh together, and one of them at least: where
# nothing else tells that the page is spoilt, and where an advert is certain.
_ENOUGH, _ENOUGH_IF_SPOILT = (6, 2), (4, 2)


@cache
def _pairs() -> frozenset[tuple[str, str]]:
    """The pairs of characters of all words of the catalogue, without those of words that adverts use as well."""
    texts = (words for name in _FILES for words in _IN_A_ROW.findall(read_text(name)))
    pairs = (pair for words in texts for pair in pairwise(masked_keywords(words)))
    return frozenset(pair for pair in pairs if " " not in pair)


@cache
def words_of_sales_alone() -> tuple[str, ...]:
    """The words of what adverts sell that no word of the catalogue has in it."""
    return tuple(word for word in WORDS_OF_SALES if not is_in_the_catalogue(word))


@cache
def _catalogue() -> str:
    return "".join(map(read_text, _FILES))


# A text of 160,000 characters, searched for the same few pairs and triples wherever a mark repeats.
@lru_cache(maxsize=4096)
def is_in_the_catalogue(text: str) -> bool:
    """Whether the catalogue of indicators, or that of headings, has a text as it stands."""
    return text in _catalogue()


def is_of_reports(first: str, second: str) -> bool:
    """Whether two characters stand beside each other in a word of reports that adverts do not use."""
    return (first, second) in _pairs()


def strange_stretches(lowered: str) -> Iterator[tuple[int, int]]:
    """Where a clause in lower case goes on, between words of reports, with words of adverts only and enough of them."""
    for clause in _CLAUSE.finditer(lowered):
        if not may_sell_otherwise(clause[0]):
            continue
        begin = clause.start()
        for end, behind in (*_words_of_reports(clause[0], begin), (clause.end(), clause.end())):
            if end - begin >= _SHORTEST and _is_enough(lowered[begin:end]):
                yield begin, end
            begin = behind


def _words_of_reports(clause: str, offset: int) -> Iterator[tuple[int, int]]:
    """Where a pair of characters of the words of reports begins and ends in a clause, outside of words of adverts."""
    pairs = _pairs()
    for place, pair in enumerate(pairwise(masked_keywords(clause)), offset):
        if pair in pairs:
            yield place, place + 2


def _is_enough(lowered: str) -> bool:
    return may_sell_otherwise(lowered) and weights_in(lowered)[0] >= _ENOUGH_OF_A_STRETCH


def speaks_of_reports(lowered: str) -> bool:
    """Whether a text in lower case has a pair of characters of the words of reports outside of words of adverts."""
    return not _pairs().isdisjoint(pairwise(masked_keywords(lowered)))


def may_be_strange(lowered: str) -> bool:
    """Whether a text in lower case has words of adverts enough for a phrase of it to be strange on a spoilt page."""
    return weights_in(lowered)[0] >= _ENOUGH_IF_SPOILT[0]


def may_be_of_adverts(folded: str) -> bool:
    """Whether a folded phrase is as short as they are and has a word that adverts use."""
    return 0 < len(folded) <= _LONGEST and weighs_something(readings(folded)[-1])


def is_strange(lowered: str, *, spoilt: bool = False) -> bool:
    """Whether a phrase in lower case has words of adverts and none of reports; fewer are enough on a `spoilt` page."""
    if not _SHORTEST <= len(lowered) <= _LONGEST or not may_list_keywords(lowered):
        return False
    together, most = weights_in(lowered)
    least_together, least = _ENOUGH_IF_SPOILT if spoilt else _ENOUGH
    return together >= least_together and most >= least and not speaks_of_reports(lowered)
