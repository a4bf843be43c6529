"""The tree of headings: numbered, serial (一是) or, where nothing is numbered, lines of their own.

A node's level is its depth: how deep its style stands under the styles open above it, not the style itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from transforms.fold import fold_whole
from transforms.markers import Marker, marker_at_start, markers_inside
from transforms.records import Cleaned, Line, Section, Theme
from transforms.themes import theme_below, theme_of_chapter, themes_named
from transforms.titles import reads_as_title

_PLAIN = "plain"
# An own-line heading ends without a mark of punctuation; a table row, a note or an attachment is none.
_PLAIN_HEADING = re.compile(r"(?!附件|附表|附:|注:|单位:|[\d(])[^。;:!?|]{3,39}[^。;:,!?|、.…]")
_LONGEST_PLAIN = 41
# A shorter line is one if it names the theme of a chapter: 存在问题, 下步打算.
_SHORTEST_PLAIN = 5
# Below the office that signs a covering letter stands the day.
_DAY = re.compile(
    r"[12]\d{3}年\d{1,2}月\d{1,2}日|[二〇零O○一三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
# One such line among numbered sections is more often a stray than a heading.
_FEWEST_PLAIN = 2


def _is_signed(text: str, below: str) -> bool:
    """Whether a line is the office, or the day, that ends a letter: 某县人民政府办公室 / 2024年1月6日."""
    return _DAY.fullmatch(text) is not None or _DAY.fullmatch("".join(below.split())) is not None


class _Start(NamedTuple):
    """Where a section begins; all offsets are into the source text."""

    style: str
    start: int
    heading_start: int
    heading_end: int
    inline: bool
    line_end: int


@dataclass(slots=True)
class _Open:
    """A section on the way: its end is known when the next one of its level or above begins."""

    begun: _Start
    path: tuple[int, ...]
    children: int = 0
    end: int = 0


def split_sections(cleaned: Cleaned) -> tuple[Section, ...]:
    """The sections of the body, in order of their starts; the spans of children lie within their parent's."""
    folded = fold_whole(cleaned.source_text)
    starts = list(_starts(cleaned.body, folded))
    nodes = _tree(starts, cleaned.body[-1].end) if starts else []
    return tuple(_sections(nodes, cleaned, folded))


def _starts(body: Sequence[Line], folded: str) -> Iterator[_Start]:
    plain = _plain_headings(body, folded)
    seen: dict[str, int] = {}
    for line in body:
        text = _without_edges(line, folded[line.start : line.end])
        marker = _believed(marker_at_start(text), seen)
        inside = markers_inside(text, marker)
        bounds = [each.start for each in inside] + [len(text)]
        if marker:
            yield _start(line, text, marker, bounds[0], inline=False)
        elif line.n in plain:
            yield _own_line(line, text)
        for each, bound in zip(inside, bounds[1:], strict=True):
            yield _start(line, text, each, bound, inline=True)


def _without_edges(line: Line, text: str) -> str:
    """The line with blanks for the foreign spans that open or close it, so that they belong to no heading."""
    start, end = 0, len(text)
    for cut in line.cuts:
        if text[start : cut.start].strip():
            break
        start = cut.end
    for cut in reversed(line.cuts):
        if cut.start < start or text[cut.end : end].strip():
            break
        end = cut.start
    return " " * start + text[start:end] + " " * (len(text) - end)


def _believed(marker: Marker | None, seen: dict[str, int]) -> Marker | None:
    """A damaged marker counts only as the next number of its style, or as a new start of a style already met."""
    if marker is None:
        return None
    expected = (seen.get(marker.style, 0) + 1, 1 if marker.style in seen else -1)
    if marker.damaged and marker.number not in expected:
        return None
    seen[marker.style] = marker.number
    return marker


def _plain_headings(body: Sequence[Line], folded: str) -> set[int]:
    """Numbers of the unnumbered lines that are headings: short, unpunctuated, with text below."""
    found = {
        line.n
        for line, below in pairwise(body)
        if len(text := _without_edges(line, folded[line.start : line.end]).strip()) <= _LONGEST_PLAIN
        and _PLAIN_HEADING.fullmatch(text)
        and (len(text) >= _SHORTEST_PLAIN or themes_named(text))
        and not marker_at_start(text)
        and below.text.strip()
        and not (_is_signed(text, folded[below.start : below.end]) or reads_as_title(text))
    }
    return found if len(found) >= _FEWEST_PLAIN else set()


def _start(line: Line, text: str, marker: Marker, bound: int, *, inline: bool) -> _Start:
    stop = text.find("。", marker.end, bound)
    heading = text[marker.end : stop if stop >= 0 else bound]
    begin = line.start + marker.end + len(heading) - len(heading.lstrip())
    end = line.start + marker.end + len(heading.rstrip(" \r;,:|"))
    return _Start(marker.style, line.start + marker.start, begin, max(begin, end), inline, line.end)


def _own_line(line: Line, text: str) -> _Start:
    begin = line.start + len(text) - len(text.lstrip())
    return _Start(_PLAIN, begin, begin, line.start + len(text.rstrip()), False, line.end)


def _tree(starts: Sequence[_Start], body_end: int) -> list[_Open]:
    nodes: list[_Open] = []
    stack: list[_Open] = []
    chapters = 0
    for begun in starts:
        _close(stack, begun)
        if stack:
            stack[-1].children += 1
            path = (*stack[-1].path, stack[-1].children)
        else:
            chapters += 1
            path = (chapters,)
        stack.append(_Open(begun, path))
        nodes.append(stack[-1])
    for node in stack:
        node.end = min(node.begun.line_end + 1, body_end) if node.begun.inline else body_end
    return nodes


def _close(stack: list[_Open], begun: _Start) -> None:
    """Ends what the new section does not belong to: markers inside earlier paragraphs, then its own style and below."""
    while stack and stack[-1].begun.inline and stack[-1].begun.line_end < begun.start:
        node = stack.pop()
        node.end = min(node.begun.line_end + 1, begun.start)
    if any(node.begun.style == begun.style for node in stack):
        while True:
            node = stack.pop()
            node.end = begun.start
            if node.begun.style == begun.style:
                break


def _sections(nodes: Sequence[_Open], cleaned: Cleaned, folded: str) -> Iterator[Section]:
    chapter = ""
    chapter_theme: Theme = "other"
    cuts = [(line.start + cut.start, line.start + cut.end) for line in cleaned.body for cut in line.cuts]
    for node in nodes:
        begun = node.begun
        heading = folded[begun.heading_start : begun.heading_end]
        if len(node.path) == 1:
            chapter, chapter_theme = heading, theme_of_chapter(heading, cleaned.document.report_year)
        yield Section(
            path=".".join(map(str, node.path)),
            level=len(node.path),
            marker=cleaned.source_text[begun.start : begun.heading_start].strip(),
            heading=_kept(cleaned.source_text, begun, cuts),
            theme=_theme(node, heading, chapter, chapter_theme),
            source_start=begun.start,
            source_end=node.end,
        )


def _kept(text: str, begun: _Start, cuts: Sequence[tuple[int, int]]) -> str:
    """The heading without the foreign spans in it."""
    pieces, at = [], begun.heading_start
    first, beyond = bisect_left(cuts, (at + 1, 0)), bisect_left(cuts, (begun.heading_end, 0))
    for start, end in cuts[first:beyond]:
        if end < begun.heading_end:
            pieces.append(text[at:start])
            at = end
    return "".join((*pieces, text[at : begun.heading_end]))


def _theme(node: _Open, heading: str, chapter: str, chapter_theme: Theme) -> Theme:
    return (
        chapter_theme if len(node.path) == 1 else theme_below(heading, chapter, chapter_theme, inline=node.begun.inline)
    )
