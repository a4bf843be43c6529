"""When sources are visited: reports appear in spring, so every night then, and once a week otherwise."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")
# Reports are due before 1 April (法治政府建设与责任落实督察工作规定, article 24); many come in April.
LAST_MONTH = 4
# A little less than a week: the nightly run does not begin at the same second.
OFF_SEASON_INTERVAL = timedelta(days=6, hours=12)
# A row put in deep behind rows that are known is found by walking the whole list, which is done this often.
FULL_WALK_INTERVAL = timedelta(days=28)


def is_season(now: datetime) -> bool:
    """Whether reports are expected: January to April in China."""
    return now.astimezone(CHINA).month <= LAST_MONTH


def is_due(last_visit: str | None, now: datetime) -> bool:
    """Whether a source that was last visited then (ISO text, None: never) is to be visited now."""
    return last_visit is None or is_season(now) or _since(last_visit, now) >= OFF_SEASON_INTERVAL


def is_full_walk_due(ended_at: str | None, now: datetime) -> bool:
    """Whether a column whose list was last walked to its end then is to be walked to its end again."""
    return ended_at is None or _since(ended_at, now) >= FULL_WALK_INTERVAL


def is_retry_due(first_try: str, last_try: str, now: datetime) -> bool:
    """Whether a page that did not come is asked for again: after as long a time again as it has been missing.

    The time is at most `FULL_WALK_INTERVAL`.
    """
    missing = datetime.fromisoformat(last_try) - datetime.fromisoformat(first_try)
    return _since(last_try, now) >= min(missing, FULL_WALK_INTERVAL)


def _since(moment: str, now: datetime) -> timedelta:
    return now - datetime.fromisoformat(moment)
