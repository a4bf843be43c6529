"""Which lines of a text may hold something foreign: one search of all of it for the words of six
lists and for pairs of characters.

Most lines have none of them and are left at once. Searching for each list by itself took three times as long, 4 % of
what a page takes.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from transforms.adverts import WORDS_OF_ADVERTS
from transforms.copyists import WORDS_OF_NAMES
from transforms.disguise import MAY_BE_APART, readings
from transforms.keywords import WORDS_OF_LISTS
from transforms.offered import CODED, WORDS_OF_OFFERED
from transforms.pairs import PAIRS_OF_ADVERTS, near_each_other
from transforms.searching import AnyOf, lines_at, matches_from
from transforms.selling import WORDS_OF_PITCHES
from transforms.spliced import WORDS_OF_SPLICES

_LISTS: dict[str, frozenset[str]] = {
    "adverts": WORDS_OF_ADVERTS,
    "names": WORDS_OF_NAMES,
    "keywords": WORDS_OF_LISTS,
    "splices": WORDS_OF_SPLICES,
    "pitches": WORDS_OF_PITCHES,
    "pairs": PAIRS_OF_ADVERTS,
    "offered": WORDS_OF_OFFERED,
}
_OF_LISTS: dict[str, tuple[str, ...]] = {
    word: tuple(name for name, words in _LISTS.items() if word in words)
    for word in dict.fromkeys(word for words in _LISTS.values() for word in words)
}
_SEARCH = AnyOf(_OF_LISTS)
_LETTER, _CODED = re.compile("[a-z]"), re.compile(CODED)


class Hints(NamedTuple):
    """The places of the lines that have a word of adverts, of the names of houses and copying sites, of lists of
    keywords, of what sells something, pairs of characters of adverts near each other, or a trade with an offer; and
    where in the text the words stand around which a mark may part a word, with what they are."""

    adverts: frozenset[int]
    names: frozenset[int]
    keywords: frozenset[int]
    pitches: frozenset[int]
    pairs: frozenset[int]
    offered: frozenset[int]
    splices: Sequence[tuple[int, str]]


def hints_in(folded: str) -> Hints:
    """The hints of a folded text. Characters that stand apart may be an advert or a name in any line."""
    forms = readings(folded)
    found = [_found(form) for form in forms]
    set_apart = lines_at(folded, (run.start() for run in MAY_BE_APART.finditer(forms[0])))
    adverts, names, keywords, pitches, offered = (
        frozenset[int]().union(*(lines_at(folded, (start for start, _ in each[name])) for each in found))
        for name in ("adverts", "names", "keywords", "pitches", "offered")
    )
    pairs = frozenset[int]().union(*(lines_at(folded, near_each_other(each["pairs"])) for each in found))
    offered |= lines_at(folded, (code.start() for code in matches_from(_LETTER, _CODED, forms[0])))
    return Hints(adverts | set_apart, names | set_apart, keywords, pitches, pairs, offered, found[0]["splices"])


def _found(lowered: str) -> dict[str, list[tuple[int, str]]]:
    found = defaultdict[str, list[tuple[int, str]]](list)
    for start, word in _SEARCH.found_in(lowered):
        for name in _OF_LISTS[word]:
            found[name].append((start, word))
    return found
