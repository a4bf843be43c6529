"""How adverts are written so that no filter reads them: in traditional characters, or each character apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from transforms.rule_files import read_words

# Pairs of a traditional character, or one that looks alike, and what it stands for.
_STANDS_FOR = {pair[0]: pair[1] for pair in read_words("disguise.yml")["stands_for"]}
_OTHER = re.compile(f"[{''.join(_STANDS_FOR)}]")
# The search is for the separator, which most lines have not.
MAY_BE_APART = re.compile(r"[ .·-][\u4e00-\u9fffa-z0-9][ .·-][\u4e00-\u9fffa-z0-9][ .·-]")
_APART = re.compile(r"[\u4e00-\u9fffa-z0-9] ?[ .·-]((?:[\u4e00-\u9fffa-z0-9] ?[ .·-]){2,40}[\u4e00-\u9fffa-z0-9])")
_SEPARATORS = re.compile("[ .·-]")
_DOTTED = re.compile(r"[\u4e00-\u9fff](?:\.[\u4e00-\u9fff]){4,}")
_ENDS_A_WORD = re.compile("[\u4e00-\u9fffa-z0-9]")
# A maxim has no more characters, or stands in quotation marks: 学.思.践.悟, “听.辨.劝.借.让”.
_OPENING = ("“", "《")


class Apart(NamedTuple):
    """Characters that stand apart: where, and what they say together.

    `is_dotted`: all are ideographs with nothing but a full stop between two, as no report has them.
    """

    start: int
    end: int
    together: str
    is_dotted: bool


def readings(folded: str) -> tuple[str, ...]:
    """A folded text in small letters; if it has traditional characters, in simplified ones, too, of the same length."""
    lowered = folded.lower()
    simple = simplified(lowered)
    return (lowered,) if simple == lowered else (lowered, simple)


def simplified(folded: str) -> str:
    """A folded text in simplified characters, of the same length."""
    # As in `fold`, one by one: str.translate takes many times as long.
    for char in set(_OTHER.findall(folded)):
        folded = folded.replace(char, _STANDS_FOR[char])
    return folded


def together(lowered: str) -> str:
    """A text with the characters that stand apart written together."""
    kept, end = [], 0
    for run in apart(lowered):
        kept.append(lowered[end : run[-1].start] + run[-1].together)
        end = run[-1].end
    return "".join((*kept, lowered[end:]))


def apart(lowered: str) -> Iterator[tuple[Apart, ...]]:
    """Runs of characters that stand apart; where a word ends with the first of them, without it and with it."""
    if MAY_BE_APART.search(lowered):
        for run in _APART.finditer(lowered):
            in_a_word = _ENDS_A_WORD.match(lowered[run.start() - 1 : run.start()])
            starts = (run.start(1), run.start()) if in_a_word else (run.start(),)
            yield tuple(_apart(lowered, start, run.end()) for start in starts)


def _apart(lowered: str, start: int, end: int) -> Apart:
    written = lowered[start:end]
    is_dotted = _DOTTED.fullmatch(written) is not None and lowered[start - 1 : start] not in _OPENING
    return Apart(start, end, _SEPARATORS.sub("", written), is_dotted)
