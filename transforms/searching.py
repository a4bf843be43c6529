"""Searches that are tried only where they can begin."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator


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


def beginning_of_any(words: Iterable[str]) -> re.Pattern[str]:
    """Finds where one of many plain words begins; the match itself is one or two characters long.

    What a word says of what must or must not stand behind it (`(?=…)`, `(?!…)`) is left to the pattern that uses it.

    The search skips to a character that a word can begin with, and looks for words only where one that can stand
    second follows it: a third of the time that the words alone took, joined with `|`.
    """
    behind: dict[str, list[str]] = defaultdict(list)
    for word in words:
        plain, _, _ = word.partition("(?")
        behind[plain[0]].append(plain[1:])
    longer = {first: [rest for rest in rests if rest] for first, rests in behind.items() if any(rests)}
    seconds = _one_of(rest[0] for rests in longer.values() for rest in rests)
    whole = "|".join(f"{re.escape(first)}(?:{'|'.join(map(re.escape, rests))})" for first, rests in longer.items())
    alone = _one_of(first for first, rests in behind.items() if "" in rests)
    return re.compile(rf"{_one_of(behind)}(?:(?<={alone})|{seconds}(?<=(?=(?:{whole}))..))", re.DOTALL)


def _one_of(characters: Iterable[str]) -> str:
    escaped = re.escape("".join(sorted(set(characters))))
    return f"[{escaped}]" if escaped else "(?!.)."
