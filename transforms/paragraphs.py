"""Lines of print to paragraphs: what a PDF, or a page made from one, breaks at the edge of the paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from transforms.flow import SENTENCE_MARK

_PAGE_NUMBER = re.compile(r"[-—–\s]*(?P<number>\d{1,4})[-—–\s]*|第\s?\d+\s?页.{0,12}")
_STARTS_ANEW = re.compile(
    r"[\s\u3000]{2,}|[(（]?[一二三四五六七八九十]{1,3}[)）、](?!二审)|\d{1,2}[.、．](?!\d)|第[一二三四五六七八九十]+[章节条部]"
)
# A line of print that is this full goes on in the next one.
_FULL_LINE = 0.85
# A running head stands on most pages: beside two page numbers at least, and beside a third of them.
_FEWEST_PAGES, _SHARE_OF_PAGES = 2, 1 / 3
# Paper takes some forty characters a line, half of a character for a digit, and its full lines are of one width; of
# paragraphs the longest are longer, and they end with a stop.
_NARROWEST_PRINT, _WIDEST_PRINT = 18, 60
_FEWEST_FULL, _MOST_BROKEN, _ONE_WIDTH = 6, 0.6, 2
_WIDE = re.compile("[^\\x00-\\xff]")
_STOP = tuple("。；;：:！!？?”)）|")


def paragraphs_of(lines: Sequence[str]) -> list[str]:
    """The paragraphs that lines of print make, without page numbers and the running heads beside them.

    A full line goes on in the next unless that starts a new paragraph or is a heading.
    """
    printed = [line for line in _without_running_heads(lines) if line.strip()]
    if not printed:
        return []
    width = _width(printed)
    found: list[str] = []
    goes_on = False
    for line in printed:
        if goes_on and not (_STARTS_ANEW.match(line) or _is_a_heading(line, found[-1], width)):
            found[-1] += line.strip()
        else:
            found.append(line.strip())
        goes_on = len(line) >= _FULL_LINE * width and not (line.endswith("。") and len(line) < width)
    return found


def paragraphs_below_head(lines: Sequence[str]) -> list[str]:
    """The same for a page that shows its own title and publication line above the lines of print."""
    width = _width(lines)
    first = next((place for place, line in enumerate(lines) if _is_full(line, width)), len(lines))
    return [*lines[:first], *paragraphs_of(lines[first:])]


def breaks_in_print(lines: Sequence[str]) -> bool:
    """Whether the lines of a page are those of paper, because its full lines end in mid-sentence."""
    if not lines or not _NARROWEST_PRINT <= (width := _width(lines)) <= _WIDEST_PRINT:
        return False
    full = [line for line in lines if _is_full(line, width)]
    if len(full) < _FEWEST_FULL:
        return False
    broken = [line for line in full if not line.endswith(_STOP)]
    at_the_edge = max(_of_one_width(list(map(len, broken))), _of_one_width(list(map(_shown_width, broken))))
    return at_the_edge >= _MOST_BROKEN * len(full)


def _of_one_width(widths: Sequence[float]) -> int:
    """How many are as wide as the widest."""
    widest = max(widths, default=0)
    return sum(width >= widest - _ONE_WIDTH for width in widths)


def _shown_width(line: str) -> float:
    """How wide a line is shown, in ideographs."""
    wide = len(_WIDE.findall(line))
    return wide + (len(line) - wide) / 2


def _is_a_heading(line: str, before: str, width: int) -> bool:
    """Whether a line that is not full has no stop, behind one: what is left of a paragraph ends with one."""
    return before.endswith("。") and len(line) < _FULL_LINE * width and SENTENCE_MARK.search(line) is None


def _is_full(line: str, width: int) -> bool:
    return len(line) >= _FULL_LINE * width and SENTENCE_MARK.search(line) is not None


def _width(lines: Sequence[str]) -> int:
    """How long a full line is."""
    return sorted(map(len, lines))[int(0.9 * (len(lines) - 1))]


def _without_running_heads(lines: Sequence[str]) -> Iterator[str]:
    numbers = frozenset(_page_numbers(lines))
    beside = {place + step for place in numbers for step in (-1, 1) if 0 <= place + step < len(lines)} - numbers
    times = Counter(lines[place].strip() for place in beside)
    fewest = max(_FEWEST_PAGES, _SHARE_OF_PAGES * len(numbers))
    heads = {place for place in beside if times[lines[place].strip()] >= fewest}
    return (line for place, line in enumerate(lines) if place not in numbers | heads)


def _page_numbers(lines: Sequence[str]) -> Iterator[int]:
    """The places of page numbers: with dashes or as 第3页, or such that the one before or behind is a page's beside;
    of others a table may hold each number on a line of its own."""
    found = [(place, match) for place, line in enumerate(lines) if (match := _PAGE_NUMBER.fullmatch(line.strip()))]
    values = [int(match["number"] or 0) for _, match in found]
    for (place, match), value, before, behind in zip(found, values, [0, *values], [*values[1:], 0], strict=False):
        is_bare = match[0].isdigit()
        if not is_bare or before == value - 1 or behind == value + 1:
            yield place
