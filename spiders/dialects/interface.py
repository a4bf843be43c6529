"""What the interfaces behind lists write in JSON: texts, titles and times."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone
from html import unescape

CHINA = timezone(timedelta(hours=8))
TAG = re.compile(r"</?[a-z][^<>]*>", re.I)


def spelt(value: object) -> str:
    """A text that can be stored, empty for what is none: JSON can spell half a surrogate pair."""
    return value.strip().encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else ""


def words(value: object) -> str:
    """A text without character references, white space too many, and the marks round the words searched for.

    The marks may be written as references themselves.
    """
    return " ".join(unescape(TAG.sub("", unescape(spelt(value)))).split())


def day(seconds: float) -> str | None:
    """The day in China of a time in seconds since 1970, as ISO text; None for 0 and what no calendar has."""
    try:
        return datetime.fromtimestamp(seconds, CHINA).date().isoformat() if seconds else None
    except (ValueError, OverflowError, OSError):
        return None
