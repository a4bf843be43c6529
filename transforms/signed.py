"""Marks that show themselves amid a sentence, whatever they say: between signs that no report has, in brackets or with
each character apart within a word, as an address written so that no filter reads it.

A copying site's name is on no list when it is seen for the first time; how it is put there is always the same.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from transforms.ordinary import begins_a_word, ends_a_word, has_a_word, is_word
from transforms.records import Cut
from transforms.rule_files import read_words
from transforms.spliced import are_of_one_word, wherever_they_stand

SIGNED = "watermark.signed"
# Only stars stand around what a report praises.
_SIGN, _STARS = "[§※◇◆★☆♦♢^■□▲△◎⊙●○♠♣♥✦✧❖❤✿❀〓¤~]", frozenset("★☆")
# At the beginning of a line and behind a stop they are of a list.
_BETWEEN_SIGNS = re.compile(
    rf"({_SIGN})(?<=[\u4e00-\u9fffa-z,%”)].)[\u4e00-\u9fffa-z][\u4e00-\u9fffa-z0-9.·, +-]{{1,23}}\1"
    "(?=[\u4e00-\u9fff,。;!?)”]|$)",
    re.M,
)
_SENTENCE = re.compile("[^。;!?\n]*")
_FURTHEST = 200
# (区)(县), (市、区) and (居) part words of reports.
_IN_BRACKETS = re.compile(
    r"[(\[【〖〔{<「](?<=[\u4e00-\u9fff].)[^()\[\]【】〖〗〔〕{}<>「」、。;\n\d]{4,24}[)\]】〗〕}>」](?=[\u4e00-\u9fff])"
)
_OF_OFFICES = frozenset("(<「")
_APART = re.compile(r"[-_*^~](?<=[\u4e00-\u9fff].)[\u4e00-\u9fff](?:[-_*^~][\u4e00-\u9fff]){2,}[-_*^~]?")
_TOP_LEVEL = re.compile(
    r"[cnotvxi](?:(?<=c)(?:\s?[o0]\s?m|\s?n|c)|(?<=n)\s?e\s?t|(?<=o)\s?r\s?g|(?<=t)op|(?<=v)ip|(?<=x)yz|(?<=i)nfo)"
    r"(?![a-z0-9])"
)
_BEFORE_TOP_LEVEL = re.compile(
    r"(?<![a-z0-9@./_-])(?P<www>w ?w ?w ?[.。,·点★☆*_] ?)?(?P<name>[a-z0-9](?:[ _*·-]?[a-z0-9]){1,40}) ?"
    r"(?P<joint>[.。,·★☆*_]|点) ?$"
)
_LONGEST_ADDRESS = 80
_JOINT = re.compile("[ _*·-]")
_SPELT = re.compile(r"[a-z0-9](?:[ _*·-][a-z0-9]){3,}")
# Names of programs have these: get_user_info.
_MAY_JOIN_WORDS = frozenset("_*·")
_OF_BODIES = ("gov", "edu", "com")
_LEADS_THERE = read_words("amid.yml")["leads_there"]


def signed_on(lowered: str) -> list[tuple[int, list[Cut]]]:
    """The places of the lines of a text in lower case that have such a mark, each with what is cut; what is one in one
    place is cut wherever the text has it."""
    return wherever_they_stand(lowered, {lowered[start:end] for start, end in _marks(lowered)}, SIGNED)


def _marks(lowered: str) -> Iterator[tuple[int, int]]:
    yield from (match.span() for match in _BETWEEN_SIGNS.finditer(lowered) if _are_a_pair(lowered, match))
    yield from _in_brackets(lowered)
    yield from _apart(lowered)
    yield from _disguised_addresses(lowered)


def _are_a_pair(lowered: str, match: re.Match[str]) -> bool:
    """Whether the sentence has no more of the sign: three are a list. What stands between stars must part a word."""
    if match[1] in _STARS and not _parts_a_word(lowered, *match.span()):
        return False
    before = lowered[max(0, match.start() - _FURTHEST) : match.start()]
    behind = _SENTENCE.match(lowered, match.end(), match.end() + _FURTHEST)
    return match[1] not in re.split("[。;!?\n]", before)[-1] + (behind[0] if behind else "")


def _parts_a_word(lowered: str, start: int, end: int) -> bool:
    if not start or end >= len(lowered) or ends_a_word(lowered, start) or begins_a_word(lowered, end):
        return False
    first, second = lowered[start - 1], lowered[end]
    return are_of_one_word(first, second) or is_word(first + second)


def _in_brackets(lowered: str) -> Iterator[tuple[int, int]]:
    """What stands in brackets that part a word; in those that no office uses so, twice amid a sentence is enough."""
    matches = list(_IN_BRACKETS.finditer(lowered))
    times = Counter(match[0] for match in matches if match[0][0] not in _OF_OFFICES)
    yield from (match.span() for match in matches if times[match[0]] > 1 or _parts_a_word(lowered, *match.span()))


def _apart(lowered: str) -> Iterator[tuple[int, int]]:
    """公-文-易-搜 or -公-文-易-搜- within a word."""
    for match in _APART.finditer(lowered):
        first, last = match.span()
        before = first - 1 - (lowered[first - 2 : first - 1] == match[0][0])
        spans = [(start, end) for start in (before, first) for end in (last, last - 1)]
        parting = next((span for span in spans if _parts_a_word(lowered, *span)), None)
        if parting and not has_a_word(match[0]):
            yield parting


def _disguised_addresses(lowered: str) -> Iterator[tuple[int, int]]:
    """www。某站。org, f d t o n g . c n, 某站点net, 某站★net; an address that is written plainly is none."""
    for level in _TOP_LEVEL.finditer(lowered):
        before = _BEFORE_TOP_LEVEL.search(lowered, max(0, level.start() - _LONGEST_ADDRESS), level.start())
        if before and not _is_of_an_office(lowered, before) and _is_disguised(before, level[0]):
            yield before.start(), level.end()


def _is_of_an_office(lowered: str, before: re.Match[str]) -> bool:
    """Whether it is an office's address, or one for letters, or one that the reader is led to: y l x . g o v . c n,
    y l x @ 1 6 3 . c o m, 登录某县点com查询."""
    name = _JOINT.sub("", before["name"])
    return name.endswith(_OF_BODIES) or lowered[: before.start()].rstrip().endswith(("@", ".", *_LEADS_THERE))


def _is_disguised(before: re.Match[str], level: str) -> bool:
    is_spelt = _SPELT.fullmatch(before["name"]) is not None
    if before["joint"] in _MAY_JOIN_WORDS:
        return is_spelt or before["www"] is not None or (before["joint"] != "_" and before["joint"] in before["name"])
    return is_spelt or before["joint"] != "." or not level.isalpha()
