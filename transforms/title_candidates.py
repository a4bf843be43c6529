"""Where a document's title may stand, and what of it is sound."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, pairwise

from transforms.adverts import advert, advertises, is_of_a_house, may_advertise
from transforms.content import Source
from transforms.fold import fold
from transforms.pitches import pitch_of_line
from transforms.records import Candidate, Line, Listing
from transforms.titles import (
    COLUMNS,
    is_of_a_report,
    is_organ,
    lacks_its_body,
    names_a_report,
    names_its_matter,
    parts_a_year,
    reads_as_title,
    squash,
    without_day,
)
from transforms.vocabulary import is_strange, may_be_strange, speaks_of_reports

_SITE_NAMES = re.compile(r"\s*(?:[-_|—–]+\s*[^-_|—–]{2,40}(?:网|政府|局|厅|委|门户|平台|专栏|公开)[^-_|—–]{0,10})+$")
# 导读:本文《某县2019年度法治政府建设工作情况的报告》由…编辑转载
_TITLE_IN_A_LEAD = re.compile(r"\W{0,2}(?:导读|导语|摘要|简介)[^《》]{0,12}《([^《》]{8,80})》")
_TRAIL = re.compile(r"(?:位置|首页).{0,200}(?:>|»|›|::|→|/)\s*([^>»›→/:]{8,120})$")
_OF_METAS = re.compile("[,，;；。|_ ]+")
_JOINTS = "-_|丨｜—–:： "
_JOINTS_OF_ADVERTS = re.compile("[-_|丨｜—–:：]+")
_ANY_PART = re.compile(r"[^-_|丨｜—–:：·/,，>»\s\[\]【】『』「」🔥★☆✅]+")
_SHORTEST_PART = 10
# No column has so long a name, but for those that are called like reports.
_SHORTEST_HEADLINE = 14
_OF_A_TITLE = re.compile(
    r"[局厅委办院所队处部省市县区州旗镇乡村]|政府|中心|街道|社区|协会|法治|营商|政务|服务|执法|推进|打造|建设|改革|治理|工作|文档|城|注重|馆|园"
    r"|[“”《》]|20\d\d|\d{4}-\d"
)
_NAME_OF_A_SITE = re.compile(r"^\W|(?:政府|网|网站|门户|平台|局|厅|委|办公室|委员会)\W*$")
# Nine times the longest title at hand: what is longer is a page's text or a list of adverts in the title's place.
_LONGEST_TITLE = 300


def title_candidates(
    source: Source, lines: Sequence[Line], tabled: Sequence[str], listing: Listing | None
) -> list[Candidate]:
    """What may be the title, the most trusted first: printed, in the index table (`tabled`), in the page's markup, its
    listing row, its window. Where adverts took all these places, the breadcrumb, the lead of a copying site, and
    what the page tells search engines.
    """
    named = list(_named(source, lines, tabled, listing))
    if not named:
        return [*_trails(source, lines), *_leads(lines), *_in_metas(source.metas)]
    named = _of_its_matter_first(named)
    bare = _without_a_stranger(named[0][0], chain(named[1:], _trails(source, lines)))
    return named if bare is None else [bare, *(each for each in named if each != bare)]


def _without_a_stranger(title: str, others: Iterable[Candidate]) -> Candidate | None:
    """The candidate that stands behind or before an advert in a title: what is left over has words of adverts, and none
    of reports or of titles."""
    folded = fold(title).lower()
    if not may_be_strange(folded):
        return None
    for value, origin in others:
        shown = fold(value).lower()
        rest = folded.removesuffix(shown) if folded.endswith(shown) else folded.removeprefix(shown)
        if rest != folded and reads_as_title(fold(value)) and is_strange(rest.strip(_JOINTS)):
            return value, origin
    return None


def _of_its_matter_first(named: list[Candidate]) -> list[Candidate]:
    """The candidates in their order, but where the first speaks of no such matter (an advert that no rule knows took
    its place), the first that reads as a report's title, or names its matter at least where what took the place sells
    something, and is not the same with more; where it may be the title of anything (an item of a list of news), one
    that names its year and the rule of law."""
    first = fold(named[0][0])
    if names_its_matter(first) and is_of_a_report(first):
        return named
    in_its_stead = names_its_matter if _sells(first) else reads_as_title
    may_be_one = names_a_report if names_its_matter(first) else in_its_stead
    others = (each for each in named[1:] if may_be_one(fold(each[0])) and squash(first) not in squash(each[0]))
    found = next(others, None)
    return named if found is None else [found, *(each for each in named if each != found)]


def _sells(core: str) -> bool:
    return pitch_of_line(core) is not None


def _named(
    source: Source, lines: Sequence[Line], tabled: Sequence[str], listing: Listing | None
) -> Iterator[Candidate]:
    printed = _printed_title(lines)
    if printed:
        yield printed, "title"
    for value in filter(_may_be_title, tabled):
        if advert(fold(value).strip()) is None:
            yield value, "index_table"
    for value in filter(_may_be_title, source.titles):
        if (sound := _sound(value)) and (sound == value or names_its_matter(fold(sound))):
            yield _behind_its_column(sound), "markup"
    listed = (listing.title or "").strip() if listing else ""
    if _may_be_title(listed) and not listed.endswith(("…", "...")):
        yield listed, "listing"
    for shown, origin in ((source.window_title or "", "window_title"), (source.metas.get("og:title", ""), "og:title")):
        if window := _in_window(shown):
            yield window, origin


def _in_window(shown: str) -> str:
    """The title that a window or a shared link shows, without its site; empty where it shows none."""
    window = _sound(shown) if _may_be_title(shown) else ""
    # Beside an advert the name of a site stands more often than a title.
    if not window or not (_is_no_advert(shown) if window == shown else names_its_matter(fold(window))):
        return ""
    window = _behind_its_column(_SITE_NAMES.sub("", window).strip())
    parts = [part for part in map(str.strip, _JOINTS_OF_ADVERTS.split(window)) if part not in COLUMNS]
    title = parts[0] if len(parts) == 1 else window
    return "" if not parts or _NAME_OF_A_SITE.search(title) else title


def _is_no_advert(shown: str) -> bool:
    """Whether it has no word of adverts, or one of reports as well."""
    folded = fold(shown)
    return not may_advertise(folded) or speaks_of_reports(folded.lower())


def _behind_its_column(shown: str) -> str:
    """What a title shows behind the names of the site and of its column: 某县人民政府 年度报告 某县2023年…报告."""
    parts = shown.split(" ")
    for place in range(len(parts) - 1, 0, -1):
        title = " ".join(parts[place:])
        is_of_an_organ = place > 1 and is_organ(fold(parts[0])) and not lacks_its_body(fold(title))
        if (parts[place - 1] in COLUMNS or is_of_an_organ) and reads_as_title(fold(title)):
            return title
    return shown


def _trails(source: Source, lines: Sequence[Line]) -> Iterator[Candidate]:
    """The last step of a breadcrumb that reads as a title."""
    for text in (*(line.text for line in lines if line.label == "nav"), *source.outside):
        trail = _TRAIL.search(text)
        if trail and _is_sound_title(trail[1]):
            yield trail[1].strip(), "breadcrumb"


def _leads(lines: Sequence[Line]) -> Iterator[Candidate]:
    """The title that the lead of a copying site names."""
    for line in lines:
        lead = _TITLE_IN_A_LEAD.match(line.text) if line.label == "tool" else None
        if lead and _is_sound_title(lead[1]):
            yield lead[1], "lead"


def _in_metas(metas: Mapping[str, str]) -> Iterator[Candidate]:
    """What reads as a title among the keywords of a page and at the beginning of its description."""
    for name in ("keywords", "description"):
        for part in _OF_METAS.split(metas.get(name, "")):
            if _is_sound_title(part.strip()):
                yield part.strip(), name


def _is_sound_title(text: str) -> bool:
    core = fold(text).strip()
    if core in COLUMNS:
        return False
    is_headline = len(core) >= _SHORTEST_HEADLINE and names_its_matter(core)
    return (is_headline or reads_as_title(core)) and not advertises(text)


def _sound(title: str) -> str:
    """The title without the adverts at its ends, which joints set apart; empty where all of it is an advert."""
    title = _complete_part(title)
    ends = [0, *(joint.end() for joint in _JOINTS_OF_ADVERTS.finditer(title)), len(title)]
    parts = [title[start:end] for start, end in pairwise(ends)]
    parts = parts[_end_of_adverts(parts) :]
    while parts and advertises(parts[0].strip(_JOINTS)):
        parts.pop(0)
    while parts and advertises(parts[-1].strip(_JOINTS)):
        parts.pop()
    sound = "".join(parts).strip(_JOINTS) if len(parts) < len(ends) - 1 else title
    return "" if advertises(sound) else sound


def _complete_part(title: str) -> str:
    """What of a title names its matter, where parts beside it have words of adverts; else the title."""
    parts = [match.span() for match in _ANY_PART.finditer(title)]
    sound = [span for span in parts if _names_matter_alone(title[slice(*span)])]
    if not sound:
        return title
    start, end = sound[0][0], sound[-1][1]
    beside = (title[slice(*span)] for span in parts if span[1] <= start or span[0] >= end)
    return title[start:end] if any(map(_is_of_an_advert, beside)) else title


def _is_of_an_advert(part: str) -> bool:
    """Whether a part is of an advert, and has no word of a body, a place or a headline (金沙县司法局, 建设体育强市)."""
    return _OF_A_TITLE.search(part) is None and (advertises(part) or is_of_a_house(part))


def _names_matter_alone(part: str) -> bool:
    folded = fold(part)
    return reads_as_title(folded) or (
        names_its_matter(folded) and len(part) >= _SHORTEST_PART and not may_advertise(part)
    )


def _end_of_adverts(parts: Sequence[str]) -> int:
    """How many parts a title begins with that are one advert with joints: 某某天地3559-官网注册_某区…报告."""
    counts = range(len(parts) - 1, 1, -1)
    return next((count for count in counts if advert(fold("".join(parts[:count])).strip(_JOINTS))), 0)


def _may_be_title(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_TITLE


def _printed_title(lines: Sequence[Line]) -> str:
    title = ""
    for line in lines:
        if line.label == "title":
            part = _sound_part(line).strip(" \t\r\u3000\xa0|-_—" if line.cuts else " \t\r\u3000\xa0|")
            if squash(part) not in squash(title):
                title += part if not title or parts_a_year(title, part) else f" {part}"
    return without_day(title) if _may_be_title(title) else ""


def _sound_part(line: Line) -> str:
    """What a line of the title prints without its adverts: the part beside them, or what the cuts leave."""
    first, joint, rest = line.kept.partition("_")
    kept = rest if joint and is_of_a_house(first) else line.kept
    sound = _sound(line.text) if _may_be_title(line.text) else ""
    if sound and sound != line.text and names_its_matter(fold(sound)):
        beside = kept.replace(sound, " ", 1) if line.cuts and sound in kept else ""
        return kept if speaks_of_reports(fold(beside).lower()) else sound
    return kept if sound or names_its_matter(fold(kept)) else ""
