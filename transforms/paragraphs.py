"""Lines of print to paragraphs: what a PDF, or a page made from one, breaks at the edge of the paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

_PAGE_NUMBER = re.compile(r"[-—–\s]*\d{1,4}[-—–\s]*|第\s?\d+\s?页.{0,12}")
_STARTS_ANEW = re.compile(
    r"[\s\u3000]{2,}|[(（]?[一二三四五六七八九十]{1,3}[)）、]|\d{1,2}[.、．](?!\d)|第[一二三四五六七八九十]+[章节条部]"
)
# A line of print that is this full goes on in the next one.
_FULL_LINE = 0.85
# A running head stands on most pages: beside two page numbers at least, and beside a third of them.
_FEWEST_PAGES, _SHARE_OF_PAGES = 2, 1 / 3


def paragraphs_of(lines: Sequence[str]) -> list[str]:
    """The paragraphs that lines of print make, without page numbers and the running heads beside them.

    A full line goes on in the next unless that starts a new paragraph.
    """
    printed = [line for line in _without_running_heads(lines) if line.strip()]
    if not printed:
        return []
    width = sorted(len(line) for line in printed)[int(0.9 * (len(printed) - 1))]
    found: list[str] = []
    goes_on = False
    for line in printed:
        if goes_on and not _STARTS_ANEW.match(line):
            found[-1] += line.strip()
        else:
            found.append(line.strip())
        goes_on = len(line) >= _FULL_LINE * width and not (line.endswith("。") and len(line) < width)
    return found


def _without_running_heads(lines: Sequence[str]) -> Iterator[str]:
    numbers = {place for place, line in enumerate(lines) if _PAGE_NUMBER.fullmatch(line.strip())}
    beside = {place + step for place in numbers for step in (-1, 1) if 0 <= place + step < len(lines)} - numbers
    times = Counter(lines[place].strip() for place in beside)
    fewest = max(_FEWEST_PAGES, _SHARE_OF_PAGES * len(numbers))
    heads = {place for place in beside if times[lines[place].strip()] >= fewest}
    return (line for place, line in enumerate(lines) if place not in numbers | heads)
