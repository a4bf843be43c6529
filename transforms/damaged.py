"""Pages nested deeper than libxml2 reads: walked with BeautifulSoup, whatever their depth."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from transforms.content import Source
from transforms.flow import BLOCKS, UNREAD, tidy

_NOWHERE = -1
# Those without attributes: a style may hide what it formats. 200,000 `<b>` took BeautifulSoup 2.5 s.
_FORMATTING = re.compile(r"</?(?:b|i|u|s|em|strong|font|span|big|small|tt)\s*>", re.I)

# A few tags opened or closed again and again with nothing between: once is as good.
_AGAIN_AND_AGAIN = re.compile(r"((?:<[a-z]\w*+\s*+>\s*+){1,4}?|(?:</[a-z]\w*+\s*+>\s*+){1,4}?)\1{20,}+", re.I)
_TAG = re.compile(r"<(/?)([a-z][\w:-]*+)[^<>]*+>", re.I)
# What looks like a tag in these is text.
_OF_TEXT = frozenset(("script", "style", "textarea", "title"))
# Cells end with the next one; the others hold nothing.
_NEST_NOTHING = frozenset(("td", "th", "tr", "br", "img", "input", "meta", "link", "hr", "area", "base")).union(
    ("col", "embed", "source", "wbr", "param")
)
# A page leaves some open, its article's container among them; a heap is of one tag.
_FEW = 20


def less_nested(html: str) -> str:
    """The page without what nests most pages so deep: tags that only format, tags repeated, heaps left open."""
    return _without_heaps(_AGAIN_AND_AGAIN.sub(r"\1", _FORMATTING.sub("", html)))


def _without_heaps(html: str) -> str:
    """The page with a line break for each block that is opened in the same words again and again and never closed."""
    tags = list(_TAG.finditer(html))
    open_tags = _never_closed(tags)
    times = Counter(tag[0] for tag in open_tags)
    pieces: list[str] = []
    end = 0
    for tag in open_tags:
        if times[tag[0]] > _FEW:
            pieces += html[end : tag.start()], "<br>" if tag[2].lower() in BLOCKS else ""
            end = tag.end()
    return "".join((*pieces, html[end:]))


def _never_closed(tags: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """Those that no later tag closes, in the order of the page."""
    opened: dict[str, list[re.Match[str]]] = defaultdict(list)
    for tag in _outside_of_texts(tags):
        of_its_name = opened[tag[2].lower()]
        if not tag[1]:
            of_its_name.append(tag)
        elif of_its_name:
            of_its_name.pop()
    left = (tag for name, these in opened.items() if name not in _NEST_NOTHING for tag in these)
    return sorted(left, key=re.Match.start)


def _outside_of_texts(tags: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    within = ""
    for tag in tags:
        name = tag[2].lower()
        if within:
            within = "" if tag[1] and name == within else within
        elif name in _OF_TEXT:
            within = "" if tag[1] else name
        else:
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
