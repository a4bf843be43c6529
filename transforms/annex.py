"""The annex of an article that stands in a box of its own below it: a table that the text speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from lxml.etree import _Element

from transforms.flow import FlowLine
from transforms.neighbours import is_above_a_neighbour

_ANNEX = re.compile(r"相关附件|附\s?[件表]\s?(?:\d{1,2}|[一二三四五六七八九十]{1,2})?\s?(?:[:：].{0,40})?")
_FEWEST_ROWS = 3


def with_its_annex(lines: Sequence[FlowLine], last: int) -> int:
    """The last line of an annex with a table that stands in a box of its own right below the article, else `last`."""
    below = last + 1
    if below >= len(lines) or not _ANNEX.fullmatch(lines[below].text.strip()):
        return last
    shown = list(takewhile(lambda line: not line.linked and not is_above_a_neighbour(line.text), lines[below:]))
    rows = [line for line in shown if line.text.count(" | ") > 1]
    if len(rows) < _FEWEST_ROWS:
        return last
    around = set(_boxes(shown[0]))
    box = next((element for element in _boxes(rows[-1]) if element in around), None)
    return below + max(place for place, line in enumerate(shown) if line is rows[-1] or box in _boxes(line))


def _boxes(line: FlowLine) -> list[_Element]:
    """The boxes that a line stands in, from the innermost to the outermost."""
    return [] if line.block is None else [line.block, *line.block.iterancestors("div", "section")]
