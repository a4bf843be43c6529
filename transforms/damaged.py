"""Pages nested deeper than libxml2 reads: walked with BeautifulSoup, whatever their depth."""

from __future__ import annotations

import re

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

from transforms.content import Source
from transforms.flow import BLOCKS, UNREAD, tidy

_NOWHERE = -1
# Those without attributes: a style may hide what it formats. 200,000 `<b>` took BeautifulSoup 2.5 s.
_FORMATTING = re.compile(r"</?(?:b|i|u|s|em|strong|font|span|big|small|tt)\s*>", re.I)

# A few tags opened or closed again and again with nothing between: once is as good.
_AGAIN_AND_AGAIN = re.compile(r"((?:<[a-z]\w*+\s*+>\s*+){1,4}?|(?:</[a-z]\w*+\s*+>\s*+){1,4}?)\1{20,}+", re.I)


def less_nested(html: str) -> str:
    """The page without what nests most pages so deep: tags that only format and are never closed, tags repeated."""
    return _AGAIN_AND_AGAIN.sub(r"\1", _FORMATTING.sub("", html))


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
