"""Which date in the texts of a list row is the day of publication."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

SEPARATED = r"\s*[-/.年]\s*{}\s*[-/.月]\s*{}(?!\d)"
DATE = re.compile(r"((?:19|20)\d\d)" + SEPARATED.format(r"(\d{1,2})", r"(\d{1,2})"))
DAY = r"(?:19|20)\d\d" + SEPARATED.format(r"\d{1,2}", r"\d{1,2}")
PUBLISHED = re.compile(rf"(?:发布|公开|上载|上网)(?:日期|时间|于)?\s*[:：]?\s*({DAY})")
# So some lists of the disclosure call the day, 信息生成日期; 页面生成时间 is something else.
GENERATED = re.compile(rf"(?<!页面)生成日期\s*[:：]?\s*({DAY})")
# Dates of something else, each with the word before it. 今天是 stands in page heads.
OTHER = re.compile(rf"(?:更新|修改|修订|生成|成文|印发|实施|施行|截[止至]|报道)[^\d\s]{{0,6}}\s*{DAY}")
TODAY = re.compile(rf"今[天日][^\d]{{0,6}}{DAY}")
# The stamp beside a counter (浏览次数：1207 2024-06-01 10:11) tells when it was counted.
COUNTED = re.compile(rf"(?:浏览|点击|阅读|访问)[^\d]{{0,6}}\d*\s*次?\s*{DAY}")
ALONE = re.compile(rf"\s*[\[(（【]?\s*{DAY}日?(?:\s*\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?\s*[\])）】]?\s*")
# Some lists set the day in large type beside year and month, or the year beside month and day.
YEAR_MONTH = re.compile(r"\s*((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*月?\s*")
DAY_ALONE = re.compile(r"\s*(\d{1,2})\s*日?\s*")
YEAR_ALONE = re.compile(r"\s*((?:19|20)\d\d)\s*年?\s*")
MONTH_DAY = re.compile(r"\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?\s*")
# [24-03-28], 24年3月28日: only where nothing else stands beside, for 1.2.10 may number a chapter.
SHORT_YEAR = re.compile(
    r"\s*(?:(?:发布|公开)?(?:日期|时间)\s*[:：])?\s*[\[(（【]?\s*(\d\d)"
    + SEPARATED.format(r"(\d{1,2})", r"(\d{1,2})")
    + r"日?(?:\s*\d{1,2}:\d{2}(?::\d{2})?)?\s*[\])）】]?\s*"
)
PIECES = (YEAR_MONTH, DAY_ALONE, YEAR_ALONE, MONTH_DAY)
# Month and day alone, and the day in an address: /art/2024/3/28/, /202403/t20240328_1.html
DAY_OF_YEAR = re.compile(rf"\s*[\[(（【]?{MONTH_DAY.pattern}[\])）】]?\s*")
DAY_OF_ADDRESS = re.compile(r"((?:19|20)\d\d)[-/]?(\d{1,2})[-/]?(\d{1,2})(?!\d)")


def iso_date(text: str) -> str | None:
    """The first date in `text` as ISO text; some sites break a date over lines."""
    for match in DATE.finditer(text):
        if found := _iso(match[1], match[2], match[3]):
            return found
    return None


def published_in(texts: Iterable[str]) -> str | None:
    """The day of publication among the texts of a row's elements, as ISO text.

    A date that is called so goes before one without a name, which goes before 生成日期; one that is called otherwise
    is none.
    """
    joined = " ".join(COUNTED.sub(" ", text) for text in texts)
    named, generated = PUBLISHED.search(joined), GENERATED.search(joined)
    unnamed = TODAY.sub(" ", OTHER.sub(" ", joined))
    texts_of_dates = (named[1] if named else "", unnamed, generated[1] if generated else "")
    return next(filter(None, map(iso_date, texts_of_dates)), None)


def pieced(texts: Iterable[str]) -> str | None:
    """The date whose parts stand in elements of their own: 28 and 2024-03, or 2024 and 03-28."""
    found = {pattern: match for text in texts for pattern in PIECES if (match := pattern.fullmatch(text))}
    if YEAR_MONTH in found and DAY_ALONE in found:
        return _iso(found[YEAR_MONTH][1], found[YEAR_MONTH][2], found[DAY_ALONE][1])
    if YEAR_ALONE in found and MONTH_DAY in found:
        return _iso(found[YEAR_ALONE][1], found[MONTH_DAY][1], found[MONTH_DAY][2])
    return None


def is_piece(text: str) -> bool:
    """Whether the text is one of the parts of which `pieced` makes a date, and nothing else."""
    return any(pattern.fullmatch(text) for pattern in PIECES)


def in_short_year(texts: Iterable[str]) -> str | None:
    """The date of a row that shows the year by its last two digits."""
    found = (_iso(f"20{match[1]}", match[2], match[3]) for text in texts if (match := SHORT_YEAR.fullmatch(text)))
    return next(filter(None, found), None)


def in_year_of_address(texts: Iterable[str], address: str) -> str | None:
    """The date of a row that shows only month and day, where its address has a day with the same two numbers."""
    days = {(int(match[1]), int(match[2])) for text in texts if (match := DAY_OF_YEAR.fullmatch(text))}
    for match in DAY_OF_ADDRESS.finditer(address):
        if (int(match[2]), int(match[3])) in days:
            return _iso(match[1], match[2], match[3])
    return None


def is_dated(texts: Iterable[str]) -> bool:
    """Whether any date stands in the texts, that of today apart."""
    return iso_date(TODAY.sub(" ", " ".join(texts))) is not None


def is_date(text: str) -> bool:
    """Whether the text is a date and nothing else."""
    return ALONE.fullmatch(text) is not None


def is_short_date(text: str) -> bool:
    """Whether the text is a date of which the year, or its century, is left out, and nothing else."""
    return (DAY_OF_YEAR.fullmatch(text) or SHORT_YEAR.fullmatch(text)) is not None


def _iso(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
