"""Dates and years as Chinese pages write them, in digits or in Chinese numerals."""

from __future__ import annotations

import re
from datetime import date

from transforms.fold import fold

_DATE = re.compile(r"(?<!\d)(20\d\d|19\d\d)\s?[-年/.]\s?(\d{1,2})\s?[-月/.]\s?(\d{1,2})(?!\d)")
# 发布日期:20240305, with nothing beside it
_DIGITS_ALONE = re.compile(r"\s*(20\d\d)(\d\d)(\d\d)\s*")
# What Java prints of a day that no template has formatted: Fri Mar 08 09:00:00 CST 2024.
_JAVA_DATE = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{2}) \d{2}:\d{2}:\d{2} [A-Z+:\d]{1,9} (20\d\d)")
# What Drupal prints of a day, in the order of its language: 周二, 04/10/2018 - 10:25.
_DRUPAL_DATE = re.compile(r"(?<!\d)(\d{2})/(\d{2})/(20\d\d) - \d{1,2}:\d{2}")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_CHINESE_DIGITS = {**{char: str(value) for value, char in enumerate("零一二三四五六七八九")}, "〇": "0", "○": "0"}
_CHINESE_DIGITS |= {"O": "0", "0": "0"}
_CHINESE_DATE = re.compile(
    r"(二[〇○零O0][〇○零O0一二三四五六七八九]{2})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_CHINESE_YEAR = re.compile(r"(二[〇○零O0][〇○零O0一二三四五六七八九]{2})(?=年)")
# Not 2021-2025年, not a number of a file, not digits run together by a lost 年 or 月 (202211日).
_YEAR = re.compile(r"(?<![\d—–~〔\[(-])(20[0-3]\d)(?![\d—–~〕\]-])(?!\s?年?\s?[-—–~至]\s?20)")
# …年度报告(2022年度), but (2022)5号 is a number.
_BRACKETED_YEAR = re.compile(r"\((20[0-3]\d)年度?\)")


def iso_date(text: str) -> str | None:
    """The first date in `text` as `YYYY-MM-DD`, None if there is none that the calendar knows."""
    folded = fold(text)
    match = _DATE.search(folded) or _DIGITS_ALONE.fullmatch(folded)
    if match:
        return _calendar(int(match[1]), int(match[2]), int(match[3]))
    match = _CHINESE_DATE.search(folded)
    if match:
        return _calendar(_year(match[1]), _below_hundred(match[2]), _below_hundred(match[3]))
    match = _DRUPAL_DATE.search(folded)
    if match:
        return _calendar(int(match[3]), int(match[1]), int(match[2]))
    match = _JAVA_DATE.search(folded)
    known = match is not None and match[1] in _MONTHS
    return _calendar(int(match[3]), _MONTHS.index(match[1]) + 1, int(match[2])) if match and known else None


def years(text: str) -> list[int]:
    """Single years that `text` names, in order; ranges (2021-2025年) and titles in 《》 are left out."""
    folded = re.sub(r"《[^》]{0,80}》", "", fold(text))
    folded = _CHINESE_YEAR.sub(lambda match: str(_year(match[1])), folded)
    return [int(year) for year in _YEAR.findall(folded) or _BRACKETED_YEAR.findall(folded)]


def _calendar(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _year(text: str) -> int:
    return int("".join(_CHINESE_DIGITS[char] for char in text))


def _below_hundred(text: str) -> int:
    tens, ten, ones = text.rpartition("十")
    return 10 * int(_CHINESE_DIGITS.get(tens, "1" if ten else "0")) + int(_CHINESE_DIGITS.get(ones, "0"))
