"""A mark or an advert that is spliced into a word of the report: 法治政某某文库府建设.

No list has all names of copying sites and of what is sold, but few things stand between two characters of one word. A
string that parts a word of `rules/spliced.yml` is foreign if it ends as such marks do, has a domain, a code, signs or a
word of what adverts sell, and says nothing that reports say; unless what stands before it is the end of a word, or what
stands behind it the beginning of one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from itertools import chain, islice, pairwise

from transforms.records import Cut
from transforms.rule_files import read_words
from transforms.searching import matches_from
from transforms.selling import WORDS_OF_ADVERTS_ALONE
from transforms.vocabulary import is_in_the_catalogue, is_of_reports, speaks_of_reports, words_of_sales_alone

_RULE = "watermark.spliced"
_WORDS = read_words("spliced.yml")
_WHOLE = frozenset(pair for word in _WORDS["whole"] for pair in pairwise(word))
_BEGINS = _WHOLE | frozenset(tuple(word[:2]) for word in _WORDS["begins"])
_FIRSTS = {second: {first for first, other in _WHOLE if other == second} for _, second in _WHOLE}
_WEAK = frozenset(_WORDS["weak_ends"])
_ENDS = frozenset(_WORDS["ends"]) | _WEAK
WORDS_OF_SPLICES = frozenset((*words_of_sales_alone(), *WORDS_OF_ADVERTS_ALONE, *_ENDS))
# kf777, kuaimao.tv, 52·范·文·库, 公*文*写*作; but not PPP, COD and PM2.5, which reports have.
_SIGN_BEGINS = re.compile(r"[a-z*©·「【]")
_SIGNS = re.compile(r"(?<![a-z0-9-])[a-z][a-z0-9-]{0,62}(?:\.[a-z][a-z0-9-]+)+|[a-z]{2,8}\d{3,}[a-z]?|[*©·「【]")
_NOT_IN_LETTERS = "(?:(?<![a-z0-9])|(?![a-z0-9]))"
_CODE = re.compile(r"[a-z]{2,8}\d{3,}")
_SHORTEST, _LONGEST, _FURTHEST = 3, 30, 16
# Letters of a mark that the rules do not know.
_MOST_LEFT = 3
# What a mark has not: an enumeration, a quotation, a row of a table.
_OF_A_SENTENCE = re.compile(r"[、“”《》()|:]|\d[余多万亿]{0,3}[本件个名人次家份条起项台]")
_PARTS_SENTENCES = "。;!?\n"
# Of 480 spoilt pages none has more than 27; two megabytes of one advert took seconds.
_MOST_HINTS = 5_000


def spliced_on(lowered: str, hints: Iterable[tuple[int, str]]) -> list[tuple[int, list[Cut]]]:
    """The places of the lines of a text in lower case that have such a string, each with what is cut; a string that
    parts a word in one of them is cut wherever the text has it.

    `hints`: where the text has which of `WORDS_OF_SPLICES`.
    """
    return wherever_they_stand(lowered, {lowered[cut.start : cut.end] for cut in spliced(lowered, hints)}, _RULE)


def wherever_they_stand(lowered: str, strings: Set[str], rule: str) -> list[tuple[int, list[Cut]]]:
    """The places of the lines of a text that have one of some strings, each with what is cut by a rule, from left to
    right; no string parts a row of letters and digits."""
    if not strings:
        return []
    longest_first = "|".join(map(re.escape, sorted(strings, key=len, reverse=True)))
    anywhere = re.compile(f"{_NOT_IN_LETTERS}(?:{longest_first}){_NOT_IN_LETTERS}")
    lines = enumerate(lowered.split("\n"))
    found = ((place, [Cut(*match.span(), rule) for match in anywhere.finditer(line)]) for place, line in lines)
    return [(place, cuts) for place, cuts in found if cuts]


def spliced(lowered: str, hints: Iterable[tuple[int, str]]) -> Iterator[Cut]:
    """The strings in a text in lower case that part a word of the report, in no order."""
    words = ((start, start + len(word), 1 if word in _ENDS else _FURTHEST, word in _WEAK) for start, word in hints)
    signs = ((*sign.span(), _FURTHEST, False) for sign in matches_from(_SIGN_BEGINS, _SIGNS, lowered))
    found = {span for hint in islice(chain(words, signs), _MOST_HINTS) for span in _around(lowered, *hint)}
    return (Cut(start, end, _RULE) for start, end in found)


def are_of_one_word(first: str, second: str) -> bool:
    """Whether two characters stand side by side in a word of the report between which nothing of a report stands."""
    return (first, second) in _WHOLE


def stands_in_a_word(lowered: str, cut: Cut) -> bool:
    """Whether the characters on both sides of a cut are one word of the report."""
    return are_of_one_word(lowered[cut.start - 1 : cut.start], lowered[cut.end : cut.end + 1])


def completed(lowered: str, cut: Cut) -> Cut:
    """A cut with the character before it, or the letters behind it, that it left in a word (法治政大…府)."""
    if stands_in_a_word(lowered, cut):
        return cut
    wider = ((before, behind) for behind in range(_MOST_LEFT + 1) for before in range(2) if before or behind)
    for before, behind in wider:
        start, end = cut.start - before, cut.end + behind
        left = lowered[cut.end : end]
        if start > 1 and end < len(lowered) and (not left or left.isascii()) and _parts_a_word(lowered, start, end):
            return Cut(start, end, cut.rule)
    return cut


def _around(lowered: str, first: int, last: int, furthest: int, is_weak: bool) -> Iterator[tuple[int, int]]:
    """The string around a hint that parts a word, and ends so near behind it: as short as may be behind it, as long
    before. A weak hint asks for more than two characters that meet."""
    ends = list(_ends(lowered, last, furthest))
    starts = list(_starts(lowered, first))[::-1] if ends else ()
    for end in ends:
        firsts = _FIRSTS[lowered[end]]
        for start in (start for start in starts if lowered[start - 1] in firsts):
            if not _parts_a_word(lowered, start, end) or speaks_of_reports(lowered[start:end]):
                continue
            if not is_weak or meets(lowered, start, end):
                yield start, end
                return


def meets(lowered: str, start: int, end: int) -> bool:
    """Whether the catalogue has the two characters before the string and the one behind it together, or one and two."""
    behind = lowered[end : end + 2]
    return is_in_the_catalogue(lowered[start - 2 : start] + behind[:1]) or is_in_the_catalogue(
        lowered[start - 1] + behind
    )


def _starts(lowered: str, first: int) -> Iterator[int]:
    """Where the string may begin: before the hint, as long as nothing of a report stands between."""
    for start in range(first, max(1, first - _FURTHEST), -1):
        if lowered[start] in _PARTS_SENTENCES:
            return
        if start < first and is_of_reports(lowered[start], lowered[start + 1]):
            return
        yield start


def _ends(lowered: str, last: int, furthest: int) -> Iterator[int]:
    """Where it may end, the same: before a character that ends a word and begins none."""
    for end in range(last, min(len(lowered), last + furthest)):
        if lowered[end] in _PARTS_SENTENCES or is_of_reports(lowered[end - 2], lowered[end - 1]):
            return
        if lowered[end] in _FIRSTS and tuple(lowered[end : end + 2]) not in _BEGINS:
            yield end


def _parts_a_word(lowered: str, start: int, end: int) -> bool:
    if not _SHORTEST <= end - start <= _LONGEST or lowered[start] == ",":
        return False
    if lowered[end - 1].isdigit() and not _CODE.fullmatch(lowered, start, end):
        return False
    if (lowered[start - 1], lowered[end]) not in _WHOLE:
        return False
    if _OF_A_SENTENCE.search(lowered, start, end + 1) or tuple(lowered[max(0, start - 2) : start]) in _BEGINS:
        return False
    seams = lowered[start - 1 : start + 1], lowered[end - 1 : end + 1]
    return not any((pair[0], pair[1]) in _BEGINS or is_of_reports(pair[0], pair[1]) for pair in seams)
