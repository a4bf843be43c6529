"""The name of the copying site that a page is of, spliced into the text.

No list has the names of such sites, but each calls itself behind the title in its window and at its foot, or right
before its address. An office's site is called after a place, a body or its matter, and a report speaks of it; of a
copying site none does.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, takewhile

from transforms.divisions import stems_of_places
from transforms.fold import fold
from transforms.initials import addresses_in, name_like_its_address
from transforms.ordinary import has_a_word
from transforms.records import Cut
from transforms.rule_files import alternatives, read_words
from transforms.selling import has_words_of_reports

SITE_NAMED = "watermark.site_name"
_WORDS = read_words("site_names.yml")
_JOINT = re.compile("[-_|–—·丨]+")
_CALLED = "[\u4e00-\u9fff][\u4e00-\u9fffa-z0-9]{2,9}"
_NAME = re.compile(_CALLED)
_OWNED = alternatives(_WORDS["owned"])
# 版权所有 © 某某文库 京ICP备…号; © 某某文库版权所有
_AT_THE_FOOT = re.compile(
    rf"{_OWNED}[^\u4e00-\u9fff]{{0,20}}(?P<behind>{_CALLED}?)(?=版权|.?icp|备案|[^\u4e00-\u9fffa-z0-9]|$)"
    rf"|(?P<before>{_CALLED}?)\s?{_OWNED}"
)
_OF_AN_OFFICE, _OF_A_SITE = re.compile(alternatives(_WORDS["of_an_office"])), tuple(_WORDS["of_a_site"])
_HONEST = re.compile(alternatives(_WORDS["honest"]))
_OF_A_PLACE = tuple(_WORDS["of_a_place"])
_BEFORE_OTHERS, _MAY_BE_BEFORE_OTHERS, _BEHIND_OTHERS, _DOES = (
    tuple(_WORDS[key]) for key in ("before_others", "may_be_before_others", "behind_others", "does")
)
_SAID, _GIVEN, _GIVEN_AT_THE_END = (alternatives(_WORDS[key]) for key in ("said", "given", "given_at_the_end"))
_GOES_ON = re.compile(alternatives(_WORDS["goes_on"]))
_DOMAIN = r"[(\[]?(?:https?://)?(?:www\.)?[a-z0-9-]{2,30}(?:\.[a-z]{2,7}){1,2}[)\]]?"
_NAMED = re.compile(
    r"(?P<before>[\u4e00-\u9fffa-z0-9]{3,12}?)(?:https?://)?(?:www\.)?(?<![a-z0-9.-])(?P<letters>[a-z0-9-]{3,30})$"
)
_SENTENCE = re.compile("[^。;!?]+[。;!?]*")
_CLAUSE = re.compile("[^,。;!?()【】]*[,。;!?)】]*")
_BEGINS_A_CLAUSE = "。;,"
_SHORTEST = 3
# A page gives one name, and its foot perhaps that of another site.
_MOST_NAMES = 3
# How far from a name its sentence is read; an endless line would cost its square.
_FURTHEST = 200
# Characters of a clause beside the name and what is said with it.
_LONGEST_REST = 10


def names_of_its_site(window_title: str, outside: Iterable[str]) -> tuple[str, ...]:
    """What a page calls its site, in lower case: behind the title in its window, at its foot or above, in two of them
    at least; none where one of them is an office's. `outside` are the page's lines that are not the article's."""
    lines = [fold(text).lower() for text in outside]
    window, foot = list(_behind_the_title(window_title)), list(_at_the_foot(lines))
    if any(map(_OF_AN_OFFICE.search, (*window, *foot))):
        return ()
    called = (*foot, *filter(_may_be_a_site, window))
    names = (name for name in dict.fromkeys(called) if (name in window) + sum(name in line for line in lines) > 1)
    return tuple(name for name in names if not _is_honest(name))[:_MOST_NAMES]


def site_named_on(lowered: str, names: Sequence[str]) -> list[tuple[int, list[Cut]]]:
    """The places of the lines of a text in lower case into which one of the names is spliced, each with what is cut."""
    present = [name for name in (*names, *_before_their_address(lowered)) if name in lowered]
    if not present:
        return []
    pattern = _pattern(present)
    # To try what may stand before a name at every place of the other lines took five times as long.
    lines = ((place, line) for place, line in enumerate(lowered.split("\n")) if any(name in line for name in present))
    found = ((place, [Cut(*span, SITE_NAMED) for span in _spans(pattern, line)]) for place, line in lines)
    return [(place, cuts) for place, cuts in found if cuts]


def _behind_the_title(window_title: str) -> Iterator[str]:
    yield from islice(filter(None, map(str.strip, _JOINT.split(fold(window_title).lower()))), 1, None)


def _may_be_a_site(name: str) -> bool:
    """Whether what stands behind a title is no column, which is made of ordinary words: 行政执法."""
    return _NAME.fullmatch(name) is not None and (not has_a_word(name) or name.endswith(_OF_A_SITE))


def _at_the_foot(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from (match["behind"] or match["before"] for match in _AT_THE_FOOT.finditer(line))


def _before_their_address(lowered: str) -> Iterator[str]:
    """Names right before an address that is spelt like them: 统筹某结汇zongjh.net推进."""
    for address, end in addresses_in(lowered, _NAMED):
        name = _spelt_like(address["before"], address["letters"])
        is_a_name = len(name) >= _SHORTEST and not _is_honest(name)
        if is_a_name and _is_spliced(lowered, address.end("before") - len(name), end):
            yield name


def _spelt_like(before: str, letters: str) -> str:
    """The name at the end of a text that letters are spelt like, be it without the 网 at its own end."""
    stem = name_like_its_address(before.removesuffix("网"), letters)
    return stem + "网" if stem and before.endswith("网") else stem


def _is_honest(name: str) -> bool:
    """Whether it is the name of an office's site, of the press or of a platform, or no name but a column's."""
    pairs = (name[at : at + 2] for at in range(len(name) - 1))
    is_of_a_place = name.endswith(_OF_A_PLACE) and any(pair in stems_of_places() for pair in pairs)
    return is_of_a_place or _HONEST.search(name) is not None


def _pattern(names: Sequence[str]) -> re.Pattern[str]:
    longest_first = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    ending = rf"(?:{_GIVEN_AT_THE_END}{{1,3}}(?(said)|(?=[,。;!?)\]】”]|$)))?"
    behind = f"(?P<behind>(?:{_DOMAIN})?{_GIVEN}{{0,3}}{ending}(?(opened)[”」】)]?))"
    return re.compile(f"(?P<said>{_SAID}(?P<opened>[“「【(])?)?(?P<name>{longest_first}){behind}")


def _spans(pattern: re.Pattern[str], line: str) -> Iterator[tuple[int, int]]:
    for match in pattern.finditer(line):
        if match["said"] or _is_spliced(line, match.start(), match.end("name")):
            is_told = match["said"] or match["behind"]
            yield _with_its_sentence(line, *match.span()) if is_told else match.span()


def _is_spliced(line: str, start: int, end: int) -> bool:
    """Whether nothing beside a name tells what an office has to do with it: 在某某网、某某网等平台."""
    if line.endswith(_BEFORE_OTHERS, 0, start):
        return False
    if line.startswith(_DOES, end) and (not start or line[start - 1] in _BEGINS_A_CLAUSE):
        return False
    return not (line.endswith(_MAY_BE_BEFORE_OTHERS, 0, start) and line.startswith(_BEHIND_OTHERS, end))


def _with_its_sentence(line: str, start: int, end: int) -> tuple[int, int]:
    """What a site says of itself, with the rest of its clause and the clauses of the sentence that go on with it."""
    begin, stop = _around(_CLAUSE, line, start, end)
    rest = f"{line[begin:start]}|{line[end:stop]}"
    if len(rest) > _LONGEST_REST or has_words_of_reports(rest):
        return start, end
    return _in_its_bracket(line, begin, stop) or _with_what_goes_on(line, begin, stop)


def _in_its_bracket(line: str, begin: int, stop: int) -> tuple[int, int] | None:
    """All of a short bracket that ends with a clause."""
    opened = line.rfind("(", max(0, begin - _LONGEST_REST), begin)
    is_closed = opened >= 0 and line[stop - 1] == ")" and ")" not in line[opened:begin]
    return (opened, stop) if is_closed else None


def _with_what_goes_on(line: str, begin: int, stop: int) -> tuple[int, int]:
    """A clause with those beside it in its sentence that go on with what the site says."""
    first, last = _around(_SENTENCE, line, begin, stop)
    before = takewhile(_goes_on, [each for each in _CLAUSE.finditer(line, first, begin) if each[0]][::-1])
    behind = takewhile(_goes_on, [each for each in _CLAUSE.finditer(line, stop, last) if each[0]])
    return min((begin, *(each.start() for each in before))), max((stop, *(each.end() for each in behind)))


def _around(part: re.Pattern[str], line: str, start: int, end: int) -> tuple[int, int]:
    """From where to where the parts of a line go that hold what stands from `start` to `end`."""
    near = part.finditer(line, max(0, start - _FURTHEST), end + _FURTHEST)
    held = [each.span() for each in near if each.end() > start and each.start() < end]
    return held[0][0], held[-1][1]


def _goes_on(clause: re.Match[str]) -> bool:
    return _GOES_ON.match(clause[0]) is not None and not any(map(str.isdigit, clause[0]))
