"""What is nothing but the search words of adverts, whatever their order: told by coverage and weight.

The lists of `rules/keywords.yml` say what each word counts. A line is such a list if its words cover most of it and
together say enough: few may leave a fifth of it open, many sure ones half. Amid a sentence words of one trade (betting,
the adult trade, all others) are one if they stand in a row.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from transforms.rule_files import read_words
from transforms.searching import AnyOf, plain, sentences_at

_OWN = read_words("keywords.yml")
_LISTED = read_words("houses.yml") | read_words("lures.yml") | read_words("trades.yml") | read_words("adverts.yml")
_CERTAIN, _SUSPECT, _COMMON, _JOINING = 3, 2, 1, 0
_LETTERS = re.compile("[a-z0-9]+")
_BETWEEN = re.compile(r"[^a-z0-9\u4e00-\u9fff]+")
_GOES_ON = re.compile("[a-z0-9\u4e00-\u9fff]")
_JOINTS = frozenset(("", "·", "-", "_"))
_SHORTEST, _LONGEST = 5, 300


class Keyword(NamedTuple):
    """A word of a line: where it begins, the word, and what it counts."""

    start: int
    word: str
    weight: int

    @property
    def end(self) -> int:
        return self.start + len(self.word)


class _Enough(NamedTuple):
    """How much of a line its words must cover, and how much they must weigh together; how many of them must be suspect
    at least, how many certain."""

    covered: float
    weight: int
    suspect: int
    certain: int


_ENOUGH = (_Enough(0.8, 5, 2, 1), _Enough(0.6, 7, 2, 1), _Enough(0.5, 8, 3, 1), _Enough(0.35, 9, 4, 2))
# Reports list their fields with this comma: 网吧、电玩城、棋牌室.
_ENOUGH_OF_AN_ENUMERATION = (_Enough(0.6, 9, 3, 2),)


def _weighed(words: Iterable[str], weight: int) -> dict[str, int]:
    return {plain(word): weight for word in words}


def _of_lists(key: str) -> list[str]:
    return [word for name in _OWN[key] for word in _LISTED[name]]


def _conditions() -> dict[str, re.Pattern[str]]:
    """What must, or must not, stand behind a word in all lists that have it."""
    conditions: dict[str, list[str]] = defaultdict(list)
    for words in (*_LISTED.values(), *_OWN.values()):
        for word in words:
            conditions[plain(word) if "(?" in word else word].append(word.partition("(?")[2])
    return {
        word: re.compile("|".join(f"(?{said}" for said in saids)) for word, saids in conditions.items() if all(saids)
    }


class _Trade(NamedTuple):
    """Words of one trade that are an advert in a row amid a sentence.

    `sold` is what it sells, `weights` has that and what stands beside it; `enough` says how many words of what is sold
    are enough if all weigh so much together; `clings`: two words behind it are its own though a sentence goes on there.
    """

    sold: dict[str, int]
    weights: dict[str, int]
    search: AnyOf
    search_sold: AnyOf
    enough: tuple[tuple[int, int], ...]
    clings: bool

    def lists(self, each: Keyword) -> bool:
        """Whether a word is one of the trade's, and no single character."""
        return len(each.word) > 1 and each.word in self.weights


def _trade(sold: dict[str, int], *beside: str, enough: tuple[tuple[int, int], ...], clings: bool = False) -> _Trade:
    weights = _weighed((word for key in beside for word in _OWN[key]), _COMMON) | sold
    return _Trade(sold, weights, AnyOf(weights), AnyOf(sold), enough, clings)


_BETS = _weighed(_OWN["suspect_bet"], _SUSPECT) | _weighed(_of_lists("certain_bet_lists"), _CERTAIN)
_ADULT = _weighed(_OWN["suspect_adult"], _SUSPECT) | _weighed(_of_lists("certain_adult_lists"), _CERTAIN)
WEIGHTS = (
    _weighed(_OWN["joining"], _JOINING)
    | _weighed([*_OWN["common"], *_of_lists("common_lists")], _COMMON)
    | _weighed(
        [*_OWN["suspect"], *_OWN["suspect_hall"], *_of_lists("suspect_bet_lists"), *_of_lists("house_lists")], _SUSPECT
    )
    | _weighed(_of_lists("certain_lists"), _CERTAIN)
    | _ADULT
    | _BETS
)
_OTHERS = _weighed(_OWN["suspect"], _SUSPECT) | _weighed(_of_lists("certain_lists"), _CERTAIN)
_TRADES = (
    _trade(_BETS, "row", enough=((2, 4), (1, 7))),
    _trade(_ADULT, "row_adult", "common", enough=((2, 5), (1, 5)), clings=True),
    _trade(_OTHERS, "common", enough=((2, 5), (1, 6))),
)
_CONDITIONS = _conditions()
WORDS_OF_SALES = tuple(word for word in (*_BETS, *_ADULT, *_OTHERS) if len(word) > 1)
_THAT_WEIGH = tuple(word for word, weight in WEIGHTS.items() if weight and len(word) > 1)
_EITHER = dict.fromkeys(_THAT_WEIGH, _COMMON) | _weighed(_OWN["either"], _COMMON)
_SEARCH_EITHER = AnyOf(_EITHER)
_SEARCH = AnyOf(WEIGHTS)
# Most lines have none of these and are left at once.
_SEARCH_SUSPECT = AnyOf(word for word, weight in WEIGHTS.items() if weight >= _SUSPECT)
WORDS_OF_LISTS = frozenset(_SEARCH_SUSPECT.words)


def is_list_of_keywords(lowered: str) -> bool:
    """Whether a folded line without its outer white space, in lower case, is such a list."""
    if not _SHORTEST <= len(lowered) <= _LONGEST or "。" in lowered or not _SEARCH_SUSPECT.is_in(lowered):
        return False
    found = keywords_in(lowered, _SEARCH, WEIGHTS)
    weights = list({each.word: each.weight for each in found}.values())
    shown = len(_BETWEEN.sub("", lowered))
    covered = sum(len(each.word) for each in found) / shown if shown else 0
    suspect, certain = (sum(weight >= least for weight in weights) for least in (_SUSPECT, _CERTAIN))
    return any(
        covered >= enough.covered
        and sum(weights) >= enough.weight
        and suspect >= enough.suspect
        and certain >= enough.certain
        for enough in (_ENOUGH_OF_AN_ENUMERATION if "、" in lowered else _ENOUGH)
    )


def may_list_keywords(lowered: str) -> bool:
    """Whether a text in lower case has a word that is suspect at least."""
    return _SEARCH_SUSPECT.is_in(lowered)


def weights_in(lowered: str) -> tuple[int, int]:
    """What the listed words of a text in lower case weigh together, and the most that one of them weighs."""
    weights = {each.word: each.weight for each in keywords_in(lowered, _SEARCH, WEIGHTS)}
    return sum(weights.values()), max(weights.values(), default=0)


def masked_keywords(lowered: str) -> str:
    """A text in lower case, of the same length, with spaces in place of all words that adverts use, reports too or
    not."""
    kept, end = [], 0
    for each in keywords_in(lowered, _SEARCH_EITHER, _EITHER):
        kept.append(lowered[end : each.start] + " " * len(each.word))
        end = each.end
    return "".join((*kept, lowered[end:]))


def rows_of_keywords(lowered: str) -> Iterator[tuple[int, int]]:
    """Where words of one trade and what goes with them stand in a row, trade by trade."""
    for trade in _TRADES:
        sold = (start for start, _ in trade.search_sold.found_in(lowered))
        for begin, end in sentences_at(lowered, sold):
            yield from ((begin + first, begin + last) for first, last in _rows_of(trade, lowered[begin:end]))


def _rows_of(trade: _Trade, lowered: str) -> Iterator[tuple[int, int]]:
    for row in (_without_loose_ends(row, trade, lowered) for row in _rows(lowered, trade)):
        weights = list({each.word: each.weight for each in row}.values())
        sold, weight = sum(weight >= _SUSPECT for weight in weights), sum(weights)
        if any(sold >= least and weight >= enough for least, enough in trade.enough):
            yield row[0].start, row[-1].end


def keywords_in(lowered: str, search: AnyOf, weights: Mapping[str, int]) -> list[Keyword]:
    """The listed words of a line and its runs of Latin letters and digits, from left to right, the longest first."""
    longest: dict[int, str] = {}
    refused = set()
    for start, word in search.found_in(lowered):
        condition = _CONDITIONS.get(word)
        if condition and not condition.match(lowered, start + len(word)):
            refused.add((start, word))
            continue
        longest[start] = max(longest.get(start, ""), word, key=len)
    for letters in _LETTERS.finditer(lowered):
        longest[letters.start()] = max(longest.get(letters.start(), ""), letters[0], key=len)
    found, end = [], 0
    for start, word in sorted(longest.items()):
        if start >= end:
            weight = _JOINING if (start, word) in refused else weights.get(word, _JOINING)
            found.append(Keyword(start, word, weight))
            end = start + len(word)
    return found


def _rows(lowered: str, trade: _Trade) -> Iterator[list[Keyword]]:
    row: list[Keyword] = []
    for each in keywords_in(lowered, trade.search, trade.weights):
        if row and lowered[row[-1].end : each.start] not in _JOINTS:
            yield row
            row = []
        row.append(each)
    yield row


def _without_loose_ends(row: Sequence[Keyword], trade: _Trade, lowered: str) -> Sequence[Keyword]:
    """The row from its first to its last word of what is sold, with two words or more that stand before it, and with
    those behind it where no sentence goes on: others may be of the sentence around it."""
    places = [place for place, each in enumerate(row) if each.word in trade.sold]
    if not places:
        return ()
    first, last = places[0], places[-1] + 1
    before = list(takewhile(trade.lists, row[:first][::-1]))
    behind = list(takewhile(trade.lists, row[last:]))
    goes_on = bool(behind) and _GOES_ON.match(lowered, behind[-1].end) is not None
    is_its_own = not goes_on or (trade.clings and len(behind) > 1)
    return row[first - (len(before) if len(before) > 1 else 0) : last + (len(behind) if is_its_own else 0)]
