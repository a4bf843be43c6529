"""Which year a document is about: by its title, its opening, its first headings, its listing row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.dates import years
from transforms.front import Front
from transforms.records import DocKind, FieldOrigin
from transforms.titles import WITHOUT_BOOK_MARKS

_LONGEST_OPENING = 1600
_PRESENTED = re.compile(r"现将[^。]{0,60}?(?:报告|汇报|公布|公开|通报|总结|情况)")
# Above it the name of the column may stand, 法治政府建设年度报告.
_OPENING_YEAR = re.compile(r"(?:\A(?:[^\n。,，]{4,20}\n)?|\A[^。]{0,80}?如下[:：])\s*(20\d\d)年(?:度|来|以来)?[,，]")
_CHAPTER_YEAR = re.compile(r"(20\d\d)年度?.{0,30}(?:总结|情况|举措|成效|做法|措施|进展|工作|问题|不足)")


def find_report_year(kind: DocKind, title: str, front: Front) -> FieldOrigin:
    """The year reported on, an `int`, with the years that lost against it; none of a plan, whose year is to come.

    `title` is folded.
    """
    found = [] if kind == "plan" else [(named[0], origin) for origin, named in _years(title, front) if named]
    if not found:
        return FieldOrigin(None, None)
    year, origin = found[0]
    return FieldOrigin(year, origin, tuple(dict.fromkeys(str(other) for other, _ in found if other != year)))


def _years(title: str, front: Front) -> Iterator[tuple[str, list[int]]]:
    """What each place names, the most trusted first."""
    listing = front.page.listing
    match = _PRESENTED.search(front.body[:_LONGEST_OPENING])
    presented = years(match[0]) if match else []
    opening = [int(year) for year in _OPENING_YEAR.findall(front.body)]
    # 《某县2023年法治政府建设情况报告》解读 speaks of that year.
    titled = years(title) or years(title.translate(WITHOUT_BOOK_MARKS))
    if titled and opening and presented == [titled[0] - 1] == opening[:1]:
        # A title with the year in which the report is made, which its first sentences say twice otherwise.
        yield "opening", presented
    yield "title", titled
    yield "opening", presented
    yield "opening", opening
    yield "heading", [int(match[1]) for chapter in front.chapters[:2] if (match := _CHAPTER_YEAR.search(chapter))]
    yield "listing", years(listing.title) if listing and listing.title else []
