"""Pages nested deeper than libxml2 reads: walked with BeautifulSoup, whatever their depth."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from transforms.content import Source
from transforms.flow import BLOCKS, UNREAD, tidy

_NOWHERE = -1
# Those without attributes: a style may hide what it formats. 200,000 `<b>` took BeautifulSoup 2.5 s.
_FORMATTING = re.compile(r"</?(?:b|i|u|s|em|strong|font|span|big|small|tt)\s*>", re.I)

# A few tags opened or closed again and again with nothing between: once is as good.
_AGAIN_AND_AGAIN = re.compile(r"((?:<[a-z]\w*+\s*+>\s*+){1,4}?|(?:</[a-z]\w*+\s*+>\s*+){1,4}?)\1{20,}+", re.I)
# Or a comment, whose tags are none.
_TAG = re.compile(r"<(?:!--(?:[^-]|-(?!->))*+|(/?)([a-z][\w:-]*+)[^<>]*+>)", re.I)
# What looks like a tag in these is text.
_OF_TEXT = frozenset(("script", "style", "textarea", "title"))
# Cells end with the next one; the others hold nothing.
_NEST_NOTHING = frozenset(("td", "th", "tr", "br", "img", "input", "meta", "link", "hr", "area", "base")).union(
    ("col", "embed", "source", "wbr", "param")
)
# A page leaves some open, its article's container among them; a heap is of one tag.
_FEW = 20
# Real pages are nested some 40 deep; libxml2 stops at 2,048.
_DEEPEST = 256


def less_nested(html: str) -> str:
    """The page without what nests most pages so deep: tags that only format, tags repeated, heaps left open, blocks in
    one another; with a line break for each block that goes."""
    html = _AGAIN_AND_AGAIN.sub(r"\1", _FORMATTING.sub("", html))
    html = _without(html, _heaps(html))
    return _without(html, _deepest(html))


def _without(html: str, tags: Iterable[re.Match[str]]) -> str:
    pieces: list[str] = []
    end = 0
    for tag in tags:
        pieces += html[end : tag.start()], "<br>" if tag[2].lower() in BLOCKS else ""
        end = tag.end()
    return "".join((*pieces, html[end:]))


def _heaps(html: str) -> Iterator[re.Match[str]]:
    """The tags that are opened in the same words again and again and never closed."""
    _, left_open = _matched(html)
    times = Counter(tag[0] for tag in left_open)
    return (tag for tag in left_open if times[tag[0]] > _FEW)


def _deepest(html: str) -> Iterator[re.Match[str]]:
    """The tags of what lies deeper than any page means it."""
    pairs, _ = _matched(html)
    closes = {opening.start(): closing.start() for opening, closing in pairs}
    depth, left_out = 0, set()
    for tag in sorted(chain.from_iterable(pairs), key=re.Match.start):
        if tag.start() not in closes:
            depth -= 1
        elif (depth := depth + 1) > _DEEPEST:
            left_out |= {tag.start(), closes[tag.start()]}
        if tag.start() in left_out:
            yield tag


def _matched(html: str) -> tuple[list[tuple[re.Match[str], re.Match[str]]], list[re.Match[str]]]:
    """Each tag with the one that closes it, and those that none closes, in the order of the page."""
    pairs = []
    opened: dict[str, list[re.Match[str]]] = defaultdict(list)
    for tag in _outside_of_texts(_TAG.finditer(html)):
        of_its_name = opened[tag[2].lower()]
        if not tag[1]:
            of_its_name.append(tag)
        elif of_its_name:
            pairs.append((of_its_name.pop(), tag))
    left = (tag for name, these in opened.items() if name not in _NEST_NOTHING for tag in these)
    return pairs, sorted(left, key=re.Match.start)


def _outside_of_texts(tags: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    within = ""
    for tag in tags:
        name = (tag[2] or "").lower()
        if within:
            within = "" if tag[1] and name == within else within
        elif name in _OF_TEXT:
            within = "" if tag[1] else name
        elif name:
            yield tag


def read_damaged(html: str) -> Source:
    """The text of the whole page, a line for each block; where the article stands is left to the line rules."""
    soup = BeautifulSoup(html, "html.parser")
    title = soup.title.get_text() if soup.title else None
    lines = (tidy("".join(pieces)) for pieces in _lines(soup))
    return Source("\n".join(line for line in lines if line), window_title=title)


def _lines(soup: BeautifulSoup) -> list[list[str]]:
    """The texts of each line: those that follow one another in one block, up to a line break."""
    block_of: dict[int, int] = {}
    lines: list[list[str]] = [[]]
    here = 0
    for node in soup.descendants:
        above = block_of.get(id(node.parent), 0)
        if isinstance(node, Tag):
            if node.name == "br":
                lines.append([])
            unread = node.name in UNREAD or above == _NOWHERE
            block_of[id(node)] = _NOWHERE if unread else id(node) if node.name in BLOCKS else above
        elif type(node) is NavigableString and above != _NOWHERE:
            if above != here:
                lines.append([])
                here = above
            lines[-1].append(str(node))
    return lines
