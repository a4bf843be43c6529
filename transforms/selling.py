"""What the words of a phrase weigh together, whatever their order and whatever they sell.

`rules/pitches.yml`, `rules/wares.yml` and `rules/keywords.yml` say what each word weighs, `rules/ordinary.yml` and the
catalogue of indicators what is a word of reports.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from transforms.keywords import WEIGHTS, Keyword, keywords_in
from transforms.ordinary import is_word
from transforms.rule_files import alternatives, read_words
from transforms.searching import AnyOf, plain
from transforms.vocabulary import is_of_reports

NOTHING, TYPICAL, SUSPECT, ONLY = 0, 1, 2, 3
_HALLS = frozenset(read_words("keywords.yml")["suspect_hall"])
_SHORTEST, _SHORTEST_SAID = 2, 3
# So many typical words say as much as any more of them.
_MOST_OF_TYPICAL = 3
_WORDS = read_words("pitches.yml")
_HOUSES, _ADVERTS = read_words("houses.yml"), read_words("adverts.yml")
_NAMES = tuple(plain(word) for key in read_words("keywords.yml")["house_lists"] for word in _HOUSES[key])


def _weights() -> dict[str, int]:
    """What each word weighs here: what firms, places and offices are called, too, says little, and ordinary words say
    nothing either way."""
    listed = WEIGHTS | dict.fromkeys((*_NAMES, *_WORDS["lawful"]), TYPICAL)
    for weight, words in ((TYPICAL, _WORDS["typical"]), (SUSPECT, _listed("suspect")), (ONLY, _listed("only"))):
        listed |= {word: max(weight, listed.get(word, NOTHING)) for word in words}
    return {word: NOTHING if weight == TYPICAL and is_word(word) else weight for word, weight in listed.items()}


def _listed(key: str) -> Iterator[str]:
    yield from _WORDS[key]
    for name, words in read_words("wares.yml").items():
        if name.endswith(f"_{key}"):
            yield from words


_WEIGHTS = _weights()
_SAID_OF_ITSELF = frozenset(
    word
    for key in ("services_only", "documents_only")
    for word in read_words("wares.yml")[key]
    if len(word) >= _SHORTEST_SAID and _WEIGHTS[word] >= ONLY
)
_SEARCH = AnyOf(_WEIGHTS)
_SEARCH_SUSPECT = AnyOf(word for word, weight in _WEIGHTS.items() if weight >= SUSPECT)
WORDS_OF_ADVERTS_ALONE = frozenset(word for word, weight in _WEIGHTS.items() if weight >= ONLY)
WORDS_OF_PITCHES = frozenset(_SEARCH_SUSPECT.words)
# A private number or account: vx:abc5201, q33445566, 400-000-7007.
_CHANNEL = alternatives((*read_words("trades.yml")["channel"], *_WORDS["called"]))
CONTACT = re.compile(
    rf"(?<![a-z])(?:{_CHANNEL}|[qv])[号::\s]{{0,3}}@?(?=[a-z_-]{{0,20}}\d)[a-z0-9_-]{{5,20}}"
    r"|(?<!\d)1[3-9]\d-?\d{4}-?\d{4}(?!\d)|(?<!\d)400-?\d{3}-?\d{4}(?!\d)|@[a-z]\w{3,20}"
)
_TRADE = alternatives((*_ADVERTS["coded_trade"], "彩票"))
# What a house deals in with its number or letters: 彩票33官网, 金沙3983总站, b体育, jy国际.
_CODED = re.compile(
    rf"(?:{_TRADE}城?|{alternatives(_HOUSES['famed'])})\d{{2,5}}(?:[a-z]{{2}}|总站|官网|app|彩|娱乐|体育|网)"
    rf"|(?<![a-z])[a-z]{{1,3}}\d{{0,4}}{_TRADE}(?![馆场])"
)
PRICED = re.compile(r"\d元(?!以|的|人|奖|补|/)|[一二三四五六七八九]折")
_OFFERS = re.compile(rf"(?:{alternatives(_WORDS['offer'])}|{alternatives(_WORDS['soft_offer'])}{{2,4}})$")
_MOST_UNLISTED = 1
_MOST, _SHORTEST_OFFER = 0.6, 6
_SHORTEST_MADE_UP, _FEWEST_OF_ALL = 9, 3
_PARTED = re.compile("[、,|/]")
_SIGN = re.compile(alternatives((*_ADVERTS["starred"], *_ADVERTS["symbol"], *_WORDS["sign"])))
_SPELT_SITE = re.compile("[a-z0-9]{3,20}点(?:com|cn|cc|net|top|vip)(?![a-z])")
# What a report counts or dates, not what an advert pays: 29件, 2018年.
MEASURES = "家名个件起份条次款台人户场间座处宗批期册项"
_COUNTED = re.compile(rf"\d[\d.,]*[余多万亿]?[{MEASURES}年月日%]")
_SHAPES = ((CONTACT, SUSPECT), (_CODED, ONLY), (PRICED, TYPICAL), (_SIGN, SUSPECT), (_SPELT_SITE, ONLY))


class Phrase:
    """A phrase in lower case with the words in it that sell, from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        listed = [each for each in keywords_in(text, _SEARCH, _WEIGHTS) if _is_listed(text, each)]
        shaped = [Keyword(each.start(), each[0], weight) for shape, weight in _SHAPES for each in shape.finditer(text)]
        self.words = sorted((*listed, *shaped)) if shaped else listed

    @property
    def rest(self) -> str:
        """The text, of the same length, with spaces in place of the words that sell."""
        chars = list(self.text)
        for each in self.words:
            chars[each.start : each.end] = " " * len(each.word)
        return "".join(chars)

    @cached_property
    def own(self) -> bytearray:
        """Which characters are of words of reports, outside of words that sell."""
        own, sold = bytearray(len(self.text)), bytearray(len(self.text))
        for each in self.words:
            sold[each.start : each.end] = b"\1" * len(each.word)
        for at in range(len(self.text) - 1):
            first, second = self.text[at], self.text[at + 1]
            if not (sold[at] or sold[at + 1]) and (is_word(first + second) or is_of_reports(first, second)):
                own[at] = own[at + 1] = 1
        for counted in _COUNTED.finditer(self.text):
            start, end = counted.span()
            if not any(sold[start:end]):
                own[start:end] = b"\1" * (end - start)
        return own


def _is_listed(text: str, each: Keyword) -> bool:
    """Whether a word of a text is listed, and not the beginning of what offices inspect: 娱乐场所."""
    if len(each.word) < _SHORTEST or each.word not in _WEIGHTS:
        return False
    return each.word not in _HALLS or not is_word(text[each.end - 1 : each.end + 1])


def is_covered(text: str, words: Sequence[Keyword]) -> bool:
    """Whether listed words make up most of a phrase of one clause: what sells by accident is a small part of one, 黄网
    of 施划黄网状线."""
    return len(text) >= _SHORTEST_OFFER and _covered(words) >= _MOST * len(text) and not _PARTED.search(text)


def is_made_up(text: str, words: Sequence[Keyword]) -> bool:
    """Whether a longer phrase is nothing but listed words, several of them: no sentence of a report is."""
    is_long = len(text) >= _SHORTEST_MADE_UP and len(words) >= _FEWEST_OF_ALL and has_sure_words(words)
    return is_long and _covered(words) >= len(text) - _MOST_UNLISTED


def is_an_offer(text: str, words: Sequence[Keyword]) -> bool:
    """Whether listed words cover all of a phrase but one character, and the last calls upon the reader to come, to ask
    or to buy."""
    return len(words) > 1 and _covered(words) >= len(text) - _MOST_UNLISTED and _OFFERS.search(text) is not None


def _covered(words: Sequence[Keyword]) -> int:
    return sum(len(each.word) for each in words)


def weight_of(words: Sequence[Keyword]) -> int:
    """What words weigh together; nothing where none is suspect."""
    weights = {each.word: each.weight for each in words}
    suspect = sum(weight for weight in weights.values() if weight >= SUSPECT)
    typical = sum(weight for weight in weights.values() if weight == TYPICAL)
    return suspect + min(typical, _MOST_OF_TYPICAL) if suspect else NOTHING


def has_sure_words(words: Sequence[Keyword]) -> bool:
    """Whether one of the words is one that only adverts have."""
    return any(each.weight >= ONLY for each in words)


def speaks_of_itself(words: Sequence[Keyword]) -> bool:
    """Whether one is what document mills and services alone say; names of houses may be a firm's or an estate's, too,
    and short words arise where two others meet."""
    return any(each.word in _SAID_OF_ITSELF for each in words)


def is_suspect(words: Sequence[Keyword]) -> bool:
    """Whether one of the words is suspect at least."""
    return any(each.weight >= SUSPECT for each in words)


def may_sell(lowered: str) -> bool:
    """Whether a text in lower case has such a word, or shows whom to write to."""
    return _SEARCH_SUSPECT.is_in(lowered) or CONTACT.search(lowered) is not None


def lines_that_may_sell(lowered: str) -> frozenset[int]:
    """The places of the lines of a text in lower case that have such a word."""
    return _SEARCH_SUSPECT.lines_of(lowered)


def has_words_of_reports(folded: str) -> bool:
    """Whether a folded text has one outside of words that sell."""
    return any(Phrase(folded.lower()).own)
