"""Whether a text speaks the language of reports: the words of the catalogue of indicators and of headings.

Of 1,472 clauses of five real reports 97 in 100 have a pair of characters that these words have, of 318 adverts by other
hands 9. What adverts use as well (`rules/keywords.yml`) says nothing either way.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from transforms.keywords import (
    WORDS_OF_SALES,
    masked_keywords,
    may_list_keywords,
    weights_in,
)
from transforms.rule_files import read_text

_FILES = ("indicators.yml", "headings.yml")
_IN_A_ROW = re.compile(r"[\u4e00-\u9fff]{2,}")
_SHORTEST, _LONGEST = 4, 80
# What the words of adverts in a phrase that speaks of nothing else must weigh together, and one of them at least.
_ENOUGH, _ENOUGH_OF_ONE = 4, 2


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


def speaks_of_reports(lowered: str) -> bool:
    """Whether a text in lower case has a pair of characters of the words of reports outside of words of adverts."""
    return not _pairs().isdisjoint(pairwise(masked_keywords(lowered)))


def may_be_strange(lowered: str) -> bool:
    """Whether a text in lower case has words of adverts enough for a phrase of it to be strange."""
    return weights_in(lowered)[0] >= _ENOUGH


def is_strange(lowered: str) -> bool:
    """Whether a phrase in lower case has words of adverts and none of reports."""
    if not _SHORTEST <= len(lowered) <= _LONGEST or not may_list_keywords(lowered):
        return False
    together, most = weights_in(lowered)
    return together >= _ENOUGH and most >= _ENOUGH_OF_ONE and not speaks_of_reports(lowered)
