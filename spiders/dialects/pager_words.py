"""What the words and scripts of a list page say of its pages: which one it is, how many there are, of how many rows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsel import Selector

FRACTION = re.compile(
    r"(?:第|页次\s*[:：]?)\s*(\d{1,9})\s*/\s*(?:共\s*)?(\d{1,9})|(?<![\d/])(\d{1,9})\s*/\s*(\d{1,9})\s*[页頁]"
)
FRACTION_ALONE = re.compile(r"\s*(\d{1,9})\s*/\s*(\d{1,9})\s*")
# The title of a row may speak of 共20条 too.
WRITTEN = "//body//text()[not(parent::script or parent::style or ancestor::a[string-length() > 15])]"
# In a row, 3/12 is a day.
ALONE = "//body//text()[contains(., '/')][not(ancestor::li or ancestor::dl or ancestor::tr[.//a] or ancestor::a)]"
CURRENT = re.compile(r"(?:第|当前页?\s*[:：]?\s*第?)\s*(\d{1,9})\s*[页頁]")
PAGES = re.compile(r"共\s*(\d{1,9})\s*[页頁]|总页数\s*[:：]?\s*(\d{1,9})")
SCRIPTED_PAGES = re.compile(
    r"\b(?:total_?pages?|pages?_?(?:count|total)|count_?pages?)[\"']?\s*[:=]\s*[\"']?(\d{1,9})|"
    r"createPage(?:HTML)?\s*\(\s*(?:[\"']\w+[\"']\s*,\s*)?(\d{1,9})",
    re.I,
)
ROWS = re.compile(r"共\s*(?:有\s*)?(\d{1,9})\s*(?:条|篇)(?:记录|信息|数据)?|总(?:记录|条)数\s*[:：]?\s*(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Words:
    """The number of the page, of all pages, and of all rows; None where nothing is said of it."""

    current: int | None
    pages: int | None
    rows: int | None


def words_of(page: Selector, text: str) -> Words:
    """What the list page `text`, parsed as `page`, says."""
    written = " ".join(page.xpath(WRITTEN).getall())
    current, pages = _fraction(page, written)
    return Words(
        current=current or _first(CURRENT, written),
        pages=pages or _first(PAGES, written) or _first(SCRIPTED_PAGES, text),
        rows=_first(ROWS, written),
    )


def _fraction(page: Selector, written: str) -> tuple[int | None, int | None]:
    """1 and 12 of 第1/12页, 1/12页, 页次：1/12, or 1/12 that stands alone outside the rows."""
    if match := FRACTION.search(written):
        return int(match[1] or match[3]), int(match[2] or match[4])
    for each in page.xpath(ALONE).getall():
        if match := FRACTION_ALONE.fullmatch(each):
            return int(match[1]), int(match[2])
    return None, None


def _first(pattern: re.Pattern[str], text: str) -> int | None:
    match = pattern.search(text)
    return int(next(filter(None, match.groups()))) if match else None
