"""ISO periods (`2023`, `2023-06`, `2023-06-30`, `2021-01/2023-12`) as first and last day."""

from __future__ import annotations

import calendar
import re
from datetime import date

Days = tuple[date, date]

_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


def days(period: str | None) -> Days | None:
    """First and last day of the period, or None where it is not one."""
    if period is None:
        return None
    first, _, last = period.partition("/")
    begin, end = _point(first), _point(last or first)
    if begin is None or end is None or begin[0] > end[1]:
        return None
    return begin[0], end[1]


def _point(text: str) -> Days | None:
    match = _POINT.fullmatch(text)
    if match is None:
        return None
    try:
        return _span(*(int(part) for part in match.groups() if part))
    except ValueError:
        return None


def _span(year: int, month: int | None = None, day: int | None = None) -> Days:
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if day is None:
        first = date(year, month, 1)
        return first, first.replace(day=calendar.monthrange(year, month)[1])
    return date(year, month, day), date(year, month, day)
