"""Where on a page the article stands: in a container that its family names, else around the page's prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile
from typing import NamedTuple

from lxml import etree
from lxml.etree import _Element

from transforms.flow import BLOCKS, SENTENCE_MARK, sentence_ends, text_of
from transforms.neighbours import is_above_a_neighbour
from transforms.rule_files import read_words

_CONTAINERS = read_words("containers.yml")
_IDS, _CLASSES, _TAGS = (frozenset(_CONTAINERS[key]) for key in ("id", "class", "tag"))
_TITLE_PLACES = frozenset(("h1", *_CONTAINERS["title"]))
_BESIDE = frozenset(_CONTAINERS["beside"])
_NAMES = _IDS | _CLASSES | _TAGS | _TITLE_PLACES | _BESIDE
_UNREAD = frozenset(_CONTAINERS["unread"])
_INLINE = frozenset(("b", "strong", "font", "em", "i", "u", "span", "sub"))
_NO_PROSE = _INLINE | {"a"}
_LENGTH = etree.XPath("string-length(normalize-space())")
_HEADLINES = etree.XPath(".//a | .//li | .//article")
_LINKS = etree.XPath(".//a")
_OPENS_WITH_A_LINK = etree.XPath("boolean((.//text()[normalize-space()])[1]/ancestor::a)")
_FEWEST_HEADLINES, _PROSE_OF_A_HEADLINE = 4, 80
_BOXES = frozenset(("div", "footer", "table", "section"))
_LONGEST_HEADING_OF_A_BOX = 20
_FLOATS = re.compile(r"position\s*:\s*fixed")
_SHORTEST_ARTICLE = 80
_WHOLE_SHARE = 0.6
# White space and a publication line included; the texts of 1,500 `<h1>` in one another took half a second.
_LONGEST_TITLE_PLACE = 1000
_SHORTEST_PROSE = 25
_NEARLY_ALL, _HALF, _GOOD_PART = 0.9, 0.5, 0.1
# What else on a page is prose (a line in the side column) is far less than a report.
_MOST_OF_THE_PROSE = 0.95


class Named(NamedTuple):
    """The elements of a page that a family puts a title or the article into, or what is none of it, in order."""

    titles: list[_Element]
    containers: list[_Element]
    beside: list[_Element]


def find_named(document: _Element) -> Named:
    named = Named([], [], [])
    for element in document.iter(etree.Element):
        name, classes = element.get("id"), element.get("class")
        classes = classes.split() if classes else ()
        if element.tag not in _NAMES and name not in _NAMES and _NAMES.isdisjoint(classes):
            continue
        holds_title = element.tag in _TITLE_PLACES or name in _TITLE_PLACES or not _TITLE_PLACES.isdisjoint(classes)
        if holds_title and int(_LENGTH(element)) <= _LONGEST_TITLE_PLACE:
            named.titles.append(element)
        if element.tag in _TAGS or name in _IDS or not _CLASSES.isdisjoint(classes):
            named.containers.append(element)
        if name in _BESIDE or not _BESIDE.isdisjoint(classes):
            named.beside.append(element)
    return named


def unwrap(body: _Element, named: Named) -> None:
    """Takes out the tags of spans and words in bold, which end no line: a paste from Word has one every few words."""
    if not any(element.tag in _INLINE for element in (*named.titles, *named.containers)):
        etree.strip_tags(body, *_INLINE)


def known_container(body: _Element, containers: Sequence[_Element]) -> _Element | None:
    """The container of a known name with the article: of those nearly as full as the fullest, the innermost.

    A stray `</div>` closes it early, and a name may be used for something else: what holds less than most of the
    page's sentences is widened to the boxes that follow it, or given up.
    """
    sizes = _sizes(containers)
    fullest = max(sizes.values(), default=0)
    if fullest < _SHORTEST_ARTICLE:
        return None
    found = min((element for element in sizes if sizes[element] >= _WHOLE_SHARE * fullest), key=lambda e: sizes[e])
    if sentence_ends(found) >= _NEARLY_ALL * sentence_ends(body):
        return _with_what_follows(found)
    held = _prose_held(body)
    share = held.get(found, 0) / max(1, held.get(body, 0))
    return _widened(found, held) if share >= _HALF else None


def _with_what_follows(found: _Element) -> _Element:
    """The container, or the parent in which paragraphs of its article, or another container of its name, follow it."""
    for element in (found, found.getparent()):
        if element is None or element.tag == "body":
            break
        if _goes_on_behind(element):
            return element.getparent()
    return found


def _goes_on_behind(element: _Element) -> bool:
    names = {element.get("id"), element.get("class")} - {None}
    for sibling in element.itersiblings(etree.Element):
        text = text_of(sibling)
        if text and sibling.tag != "p" and names.isdisjoint((sibling.get("id"), sibling.get("class"))):
            return False
        if is_prose(text) and not _stands_aside(sibling) and not _HEADLINES(sibling):
            return True
    return False


def _widened(found: _Element, held: dict[_Element, int]) -> _Element:
    """The container, or the parent in which a good part of as much prose again follows it."""
    for element in (found, found.getparent()):
        if element is None or element.tag == "body":
            break
        followers = [sibling for sibling in element.itersiblings() if sibling in held]
        following = sum(held[sibling] for sibling in followers if not _is_a_box(sibling, held))
        if following >= _GOOD_PART * held[element]:
            return element.getparent()
    return found


def emptiest(containers: Sequence[_Element]) -> _Element | None:
    """The container with the least text: where a script would put the article."""
    sizes = _sizes(containers)
    return min(sizes, key=lambda element: sizes[element], default=None)


def _sizes(containers: Sequence[_Element]) -> dict[_Element, int]:
    """How many characters each holds."""
    return {element: int(_LENGTH(element)) for element in containers}


def around_the_prose(body: _Element) -> _Element | None:
    """The smallest element around most of the page's sentences; None for a page without any.

    Pages of no known family. `bench/content.py` measures it beside readability-lxml and trafilatura.
    """
    held = _prose_held(body)
    whole = held.get(body, 0)
    if not whole:
        return None
    found = body
    while (inner := _fullest(found, held)) is not None:
        if held[inner] < _MOST_OF_THE_PROSE * whole:
            if not _stands_beside_boxes(inner, found, held):
                break
            whole = held[inner]
        found = inner
    # One long paragraph may hold nearly all the prose: headings and short lines beside it are the article's, too.
    paragraph = next((each for each in (found, *found.iterancestors()) if each.tag == "p"), None)
    if paragraph is None or (found is not paragraph and next(found.iter("br", *BLOCKS), None) is not None):
        return found
    return paragraph.getparent()


def _stands_beside_boxes(inner: _Element, outer: _Element, held: dict[_Element, int]) -> bool:
    """Whether all other prose in `outer` stands in boxes of headlines, of which some show how their article begins."""
    others = [child for child in outer if child in held and child is not inner]
    is_all = held[outer] == held[inner] + sum(held[child] for child in others)
    return is_all and held[inner] >= _HALF * held[outer] and all(_is_a_box(child, held) for child in others)


def _is_a_box(element: _Element, held: dict[_Element, int]) -> bool:
    if len(_HEADLINES(element)) < _FEWEST_HEADLINES:
        return held[element] <= _PROSE_OF_A_HEADLINE and bool(_OPENS_WITH_A_LINK(element))
    return held[element] < max(_HALF * int(_LENGTH(element)), _PROSE_OF_A_HEADLINE * len(_LINKS(element)))


def _fullest(element: _Element, held: dict[_Element, int]) -> _Element | None:
    return max((child for child in element if child in held), key=lambda child: held[child], default=None)


def _prose_held(body: _Element) -> dict[_Element, int]:
    """Characters of prose in each element and all below it; elements without any are left out."""
    held: dict[_Element, int] = {}
    boxes: list[_Element] = []
    firsts: dict[_Element, str] = {}
    # From the end, so that each comes after all that it holds.
    for element in reversed(list(body.iter(etree.Element))):
        tag = element.tag
        firsts[element] = _first_text(element, firsts)
        if tag in _BOXES and _is_the_heading_of_a_box(firsts[element]):
            boxes.append(element)
        if tag in _UNREAD or (tag in _BOXES and _stands_aside(element)):
            held.pop(element, None)
        elif prose := held.get(element, 0) + (0 if tag in _NO_PROSE else _own_prose(element)):
            held[element] = prose
            parent = element.getparent()
            if parent is not None and element is not body:
                held[parent] = held.get(parent, 0) + prose
    _leave_out(boxes, held, body)
    return held


def _leave_out(boxes: Sequence[_Element], held: dict[_Element, int], body: _Element) -> None:
    """Takes the prose of boxes of other articles out of what each element holds; a layout's table may begin with such
    a box and hold the article as well."""
    most = _HALF * held.get(body, 0)
    for box in boxes:
        prose = held.get(box, 0)
        if 0 < prose < most:
            # Above what stands aside none of it was counted.
            for element in takewhile(held.__contains__, (box, *box.iterancestors())):
                held[element] -= prose
            for element in box.iter(etree.Element):
                held.pop(element, None)


def _first_text(element: _Element, firsts: Mapping[_Element, str]) -> str:
    """The first text in an element that is no white space; `firsts` has those of the elements in it, so that a page of
    boxes in one another costs no square of its depth."""
    if element.text and not element.text.isspace():
        return str(element.text)
    for child in element:
        if text := firsts.get(child):
            return text
        if child.tail and not child.tail.isspace():
            return str(child.tail)
    return ""


def _is_the_heading_of_a_box(first: str) -> bool:
    return 0 < len(first) <= _LONGEST_HEADING_OF_A_BOX and is_above_a_neighbour(first)


def _stands_aside(element: _Element) -> bool:
    """Whether a box is no article's: the site's foot, or a window that floats over the page."""
    name = f"{element.get('id') or ''} {element.get('class') or ''}".lower()
    return "foot" in name or "copyright" in name or _FLOATS.search(element.get("style") or "") is not None


def _own_prose(element: _Element) -> int:
    """Characters of the sentences that stand directly in a block, words in bold and spans included, links not."""
    if not len(element):
        text = (element.text or "").strip()
        return len(text) if is_prose(text) else 0
    return sum(len(text) for text in _own_texts(element) if is_prose(text))


def is_prose(text: str) -> bool:
    """Whether a line reads as sentences."""
    return len(text) >= _SHORTEST_PROSE and SENTENCE_MARK.search(text) is not None


def _own_texts(element: _Element) -> Iterable[str]:
    """The texts between the blocks and line breaks that an element holds."""
    pieces = [element.text or ""]
    for child in element:
        if child.tag in _INLINE:
            pieces.append(text_of(child))
        elif child.tag == "br":
            yield "".join(pieces).strip()
            pieces = []
        pieces.append(child.tail or "")
    yield "".join(pieces).strip()
