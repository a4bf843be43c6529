"""A page's elements as lines: one for each block, line break or table row; what no reader sees is left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element

from transforms.content import Link
from transforms.rule_files import read_words

_TAGS = read_words("containers.yml")
BLOCKS, UNREAD = frozenset(_TAGS["block"]), frozenset(_TAGS["unread"])
_LOWER_HEADINGS = frozenset(("h2", "h3", "h4"))
# An advert amid a sentence; what a page links to is as long as it likes.
_SHORTEST_LINK, _LONGEST_LINK = 4, 60
_OTHER_WHITE = "\t\r\n\f"
_WHITE = re.compile(rf"[ {_OTHER_WHITE}]+")
_TEXT = etree.XPath("string()", smart_strings=False)
# A line break in the source between two ideographs is no space on the page.
_IDEOGRAPH = r"[\u3000-\u9fff\uff00-\uffef]"
# What stands before is looked for behind the first character: so the search begins with white space.
_BROKEN_BETWEEN_IDEOGRAPHS = re.compile(
    rf"[ \t\r\n\f](?<={_IDEOGRAPH}.)(?:(?<=\n)|[ \t\r\f]*\n)[ \t\r\n\f]*(?={_IDEOGRAPH})", re.DOTALL
)
_LONGEST_CELL = 300
# The mark of a footnote behind a number stays what it looks like: 156<sup>1</sup>件 is not 1561件.
_NOTE = re.compile(r"[\[〔(]?\d{1,3}[\]〕)]?")
_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Sentences have these; rows of links, index tables and feet of sites have not.
SENTENCE_MARK = re.compile("[,，。;；]")


@dataclass(slots=True)
class FlowLine:
    """A line of the page.

    `inside`: in the article's container; `heading`: in `<h1>`; `linked`: most of it is the text of links; `block`: the
    innermost element around it that stands on lines of its own; `links`: the links amid it.
    """

    text: str
    inside: bool
    heading: bool
    linked: bool
    block: _Element | None
    links: tuple[Link, ...] = ()

    @property
    def entitled(self) -> bool:
        """Whether it stands in a lower heading or an element named like a title."""
        around = () if self.block is None else (self.block, *self.block.iterancestors())
        return any(element.tag in _LOWER_HEADINGS or _is_named_title(element) for element in around)


class _Block(NamedTuple):
    """An element that stands on lines of its own, and whether a heading held around it."""

    element: _Element
    heading: bool


@dataclass(slots=True)
class _Walk:
    container: _Element | None
    guards: tuple[str, str] | None
    lines: list[FlowLine] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    blocks: list[_Block] = field(default_factory=list)
    inside: bool = False
    heading: bool = False
    link: _Element | None = None
    preformatted: _Element | None = None
    linked: int = 0
    links: list[Link] = field(default_factory=list)
    before_link: int = 0

    def end_line(self) -> None:
        if self.pieces:
            text = tidy("".join(self.pieces))
            if text:
                linked = 2 * self.linked > len(text)
                block = self.blocks[-1].element if self.blocks else None
                links = tuple(each for each in self.links if each.text != text)
                self.lines.append(FlowLine(text, self.inside, self.heading, linked, block, links))
            self.pieces.clear()
            self.linked = 0
        self.links.clear()
        self.before_link = 0


def flow(body: _Element, container: _Element | None, guards: tuple[str, str] | None) -> list[FlowLine]:
    """The lines of `body` in order. `guards` are the texts of the comments or names of the metas between which the
    article stands.
    """
    walk = _Walk(container, guards)
    events = etree.iterwalk(body, events=("start", "end", "comment"))
    for event, element in events:
        if event == "start":
            if not _begin(walk, element):
                events.skip_subtree()
        elif event == "end":
            _end(walk, element)
        else:
            _guard(walk, element.text or "")
            _say(walk, element.tail or "")
    walk.end_line()
    return walk.lines


def text_of(element: _Element) -> str:
    """The text of an element and all below it, tidied."""
    return tidy(str(_TEXT(element)))


def sentence_ends(element: _Element) -> int:
    """How many sentences end in an element and all below it."""
    return str(_TEXT(element)).count("。")


def _say(walk: _Walk, text: str) -> None:
    # Between blocks there is white space only, which begins no line.
    if not walk.pieces and text.isspace():
        return
    if walk.preformatted is not None and "\n" in text:
        *whole, text = text.split("\n")
        for line in whole:
            walk.pieces.append(line)
            walk.end_line()
    walk.pieces.append(text)
    if walk.link is not None:
        walk.linked += len(text)


def _begin(walk: _Walk, element: _Element) -> bool:
    """Opens an element; whether what is in it is to be read as well."""
    tag = element.tag
    if tag in UNREAD:
        return False
    if tag == "br":
        walk.end_line()
    elif tag == "meta":
        _guard(walk, element.get("name") or "")
    elif tag == "a":
        walk.link, walk.before_link = element, len(walk.pieces)
    elif tag == "sup" and _ends_in_a_digit(walk) and (note := _NOTE.fullmatch(text_of(element))):
        _say(walk, note[0].translate(_SUPERSCRIPTS))
        return False
    elif tag in BLOCKS or element is walk.container:
        _open(walk, element, tag)
        if tag == "tr" and _is_data_row(element):
            row = " | ".join(_cell_text(cell) for cell in _cells(element))
            walk.pieces.append(row)
            walk.linked = len(row) if _is_a_menu(element) else 0
            return False
    if text := element.text:
        _say(walk, text)
    return True


def _ends_in_a_digit(walk: _Walk) -> bool:
    return bool(walk.pieces) and walk.pieces[-1][-1:].isdigit()


def _open(walk: _Walk, element: _Element, tag: str) -> None:
    walk.end_line()
    walk.blocks.append(_Block(element, walk.heading))
    walk.inside = walk.inside or element is walk.container
    walk.heading = walk.heading or tag in ("h1", "ucaptitle")
    if walk.preformatted is None and (tag == "pre" or "pre" in _white_space(element)):
        walk.preformatted = element


def _white_space(element: _Element) -> str:
    style: str | None = element.get("style")
    if style is None or "white" not in style.lower():
        return ""
    return style.lower().replace(" ", "").partition("white-space:")[2][:8]


def _is_named_title(element: _Element) -> bool:
    return "title" in (element.get("class") or "").lower() or "title" in (element.get("id") or "").lower()


def _end(walk: _Walk, element: _Element) -> None:
    if walk.blocks and walk.blocks[-1].element is element:
        walk.end_line()
        _, walk.heading = walk.blocks.pop()
        if element is walk.container:
            walk.inside = False
    if element is walk.link:
        _end_link(walk, element)
        walk.link = None
    if element is walk.preformatted:
        walk.preformatted = None
    if tail := element.tail:
        _say(walk, tail)


def _end_link(walk: _Walk, link: _Element) -> None:
    text = tidy("".join(walk.pieces[walk.before_link :]))
    if _SHORTEST_LINK <= len(text) <= _LONGEST_LINK:
        walk.links.append(Link(text, link.get("href") or ""))


def _guard(walk: _Walk, text: str) -> None:
    if walk.guards and walk.guards[0] in text:
        walk.end_line()
        walk.inside = True
    elif walk.guards and walk.guards[1] in text:
        walk.end_line()
        walk.inside = False


def _cells(row: _Element) -> Iterator[_Element]:
    return (cell for cell in row if cell.tag in ("td", "th"))


def _cell_text(cell: _Element) -> str:
    """The text of a cell of a data row, its lines as `in_one_cell` joins them."""
    if next(cell.iter("br", *BLOCKS - {cell.tag}), None) is None:
        return text_of(cell)
    pieces = []
    for event, element in etree.iterwalk(cell, events=("start", "end", "comment", "pi")):
        if element.tag in BLOCKS or element.tag == "br":
            pieces.append("\n")
        if event == "start":
            pieces.append(element.text or "")
        elif element is not cell:
            pieces.append(element.tail or "")
    return in_one_cell("".join(pieces).split("\n"))


def in_one_cell(lines: Iterable[str]) -> str:
    """The lines of a cell as one, with a space where letters or digits would run together: 12 and 3 are not 123."""
    text = ""
    for line in filter(None, map(tidy, lines)):
        parted = text[-1:].isascii() and text[-1:].isalnum() and line[0].isascii() and line[0].isalnum()
        text += f" {line}" if parted else line
    return text


def _is_data_row(row: _Element) -> bool:
    """A row of short cells is data; a row that holds tables or whole texts only lays out the page."""
    # Tables are looked for first: the text of each of 300 in one another would cost their square.
    cells = list(_cells(row))
    if any(next(cell.iter("table", "tr", "script"), None) is not None for cell in cells):
        return False
    texts = [text for cell in cells if (text := text_of(cell))]
    return len(texts) > 1 and all(len(text) <= _LONGEST_CELL for text in texts)


def _is_a_menu(row: _Element) -> bool:
    """Whether each of its cells is a link; an index table has labels that are none."""
    return all(next(cell.iter("a"), None) is not None for cell in _cells(row))


def tidy(text: str) -> str:
    """`text` with its white space as a browser shows it: runs as one space, none at its ends."""
    text = text.strip()
    if "\n" in text:
        text = _BROKEN_BETWEEN_IDEOGRAPHS.sub("", text)
    if "  " in text or any(map(text.__contains__, _OTHER_WHITE)):
        return _WHITE.sub(" ", text)
    return text
