"""How adverts are written so that no filter reads them: in traditional characters, or each character apart."""

from __future__ import annotations

import re
from collections.abc import Iterator

from transforms.rule_files import read_words

# Pairs of a traditional character, or one that looks alike, and what it stands for.
_STANDS_FOR = {pair[0]: pair[1] for pair in read_words("disguise.yml")["stands_for"]}
_OTHER = re.compile(f"[{''.join(_STANDS_FOR)}]")
_TABLE = str.maketrans(_STANDS_FOR)
# The search is for the separator, which most lines have not.
MAY_BE_APART = re.compile(r"[ .·][\u4e00-\u9fffa-z0-9][ .·][\u4e00-\u9fffa-z0-9][ .·]")
_APART = re.compile(r"(?<![\u4e00-\u9fffa-z0-9])(?:[\u4e00-\u9fffa-z0-9] ?[ .·]){3,40}[\u4e00-\u9fffa-z0-9]")
_SEPARATORS = re.compile("[ .·]")


def readings(folded: str) -> tuple[str, ...]:
    """A folded text in small letters; if it has traditional characters, in simplified ones, too, of the same length."""
    lowered = folded.lower()
    return (lowered, lowered.translate(_TABLE)) if _OTHER.search(lowered) else (lowered,)


def apart(lowered: str) -> Iterator[tuple[int, int, str]]:
    """Where the characters of a text stand apart, and what they say together."""
    if MAY_BE_APART.search(lowered):
        for run in _APART.finditer(lowered):
            yield *run.span(), _SEPARATORS.sub("", run[0])
