"""What a page carries and no reader sees: blocks without size, off the screen, or hidden by its style sheets."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain

from lxml import etree
from lxml.etree import _Element

from transforms.flow import BLOCKS, sentence_ends, text_of
from transforms.searching import AnyOf
from transforms.selectors import Elements

_HIDDEN_STYLE = re.compile(
    r"(?<![-\w*_])(?:display\s*:\s*none|text-indent\s*:\s*-(?:999|\d{4,})|opacity\s*:\s*0(?![.\d])"
    r"|(?:left|top|right|margin-left|margin-top)\s*:\s*-(?:\d{4,}|\d{2,}\s*em)|clip\s*:\s*rect\(\s*0[^)]{0,30}\)"
    r"|clip\s*:\s*rect\((?:\s*1(?:px)?\s*[,)]?){4}|clip-path\s*:\s*inset\(\s*(?:[5-9]\d|100)%)",
    re.I,
)
# Together these hide as well; in one pattern a style of 80,000 characters took 4 s.
_NO_SIZE = re.compile(r"(?<![-\w*_])(?:height|width)\s*:\s*[01](?:px)?\s*(?:;|$)", re.I)
_CUT_OFF = re.compile(r"(?<![-\w*_])overflow\s*:\s*hidden", re.I)
# One of these a style that hides has without its white space: to look for them first takes a quarter of the time.
_HIDING = AnyOf(
    ["display:none", "text-indent:-", "opacity:0", "left:-", "top:-", "right:-", "clip:rect(", "clip-path:inset("]
)
# White letters on white paper, in a style without white space.
_WHITE = r"(?:#fff(?:fff)?|white|rgb\(255,255,255\))(?:!important)?(?:;|$)"
_IN_WHITE, _ON_WHITE = re.compile(rf"(?<![\w-])color:{_WHITE}"), re.compile(rf"background(?:-color)?:{_WHITE}")
_INHERITING = AnyOf(["visibility:hidden", "font-size:0", "font-size:1"])
# 1em is as large as the text around it.
_NO_FONT = r"(?:0(?![.\d])|1(?:px|pt)?\s*(?:[!;}]|$))"
# What these hide an element below may show again.
_INHERITED_STYLE = re.compile(rf"visibility\s*:\s*hidden|font-size\s*:\s*{_NO_FONT}", re.I)
_RESET_STYLE = re.compile(rf"visibility\s*:\s*visible|font-size\s*:\s*(?!{_NO_FONT})", re.I)
_SHOWN_STYLE = re.compile(r"display\s*:\s*(?!none)|visibility\s*:\s*visible", re.I)
_STYLES, _STYLED = etree.XPath("//@style", smart_strings=False), etree.XPath("//*[@style]")
_IDENTIFIED = etree.XPath("//*[@id]")
_HIDDEN, _FONTS = etree.XPath("//@hidden/.."), etree.XPath("//font[@color]")
_STRUCK = etree.XPath("//s | //strike | //del")
_READINGS = etree.XPath("//ruby//rt | //ruby//rp")
_STRUCK_BY_STYLE = etree.XPath("//*[contains(@style, 'line-through')]")
_WORDS = frozenset(("span", "font", "a", "b", "em", "i", "strong"))
_SHEET_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.S)
_BRACE = re.compile("[{}]")
_NAMED = re.compile("[.#]")
_NEVER_HIDDEN = frozenset(("html", "body", "head"))
_TABS = frozenset(("div", "section", "article", "li"))
_FEWEST_OF_A_TAB = 2
# <script>document.write('<div style="display:none">')</script> … <script>document.write('</div>')</script>
_WRITTEN = re.compile(
    r"<script[^<>]{0,200}>\s*document\.write(?:ln)?\(\s*(?:'(<(?:[^'\\]|\\.){0,500})'|\"(<(?:[^\"\\]|\\.){0,500})\")"
    r"\s*\)\s*;?\s*</script>",
    re.I,
)
# Between paragraphs, in the colour of the paper, against copying: <font class="jammer">1 l) ~; B: L7 V</font>
_JAMMER = re.compile(r"<font[^<>]{1,40}jammer[^<>]{0,40}>[^<>]{0,80}</font>", re.I)
_BY_SCRIPT = re.compile(r"getElementById\(\s*[\"']([\w-]{1,60})[\"']\s*\)\.style\.display\s*=\s*[\"']none", re.I)


def as_written(html: str) -> str:
    """The page with the tags that its scripts write in their place, and without the white noise of Discuz."""
    if "jammer" in html:
        html = _JAMMER.sub("", html)
    if "document.write" not in html:
        return html
    return _WRITTEN.sub(lambda match: (match[1] or match[2]).replace("\\", ""), html)


def remove_hidden(document: _Element) -> tuple[str, ...]:
    """Takes what no reader sees out of the page; returns its texts."""
    return taken_out(document, _hidden(document))


def remove_asides(document: _Element) -> None:
    """Takes out of the page what is none of its sentences: words struck out, <s>110</s>120件 is not 110120件, and how a
    character is read. A strike around a block was never closed."""
    for element in (*_STRUCK(document), *_STRUCK_BY_STYLE(document), *_READINGS(document)):
        if element.tag not in BLOCKS and next(element.iter(*BLOCKS), None) is None:
            _empty(element)


def taken_out(document: _Element, elements: Sequence[_Element]) -> tuple[str, ...]:
    """The texts of the elements, which are taken out of the page but for those that hold half of its sentences."""
    sentences = sentence_ends(document) if elements else 0
    shown = _names_of_shown_tabs(elements)
    texts = []
    gone: set[_Element] = set()
    for element in elements:
        # Within one that is taken out: its text is that one's.
        if element in gone:
            continue
        parent = element.getparent()
        # What holds the page's text is shown by a script that has not run in the copy at hand.
        if parent is None or element.tag in _NEVER_HIDDEN or 2 * sentence_ends(element) > max(sentences, 2):
            continue
        if _is_another_tab(element, shown):
            continue
        texts.append(text_of(element))
        gone.update(element.iter())
        _empty(element)
    return tuple(texts)


def _names_of_shown_tabs(taken: Sequence[_Element]) -> Mapping[tuple[_Element | None, str], set[str]]:
    """The classes of boxes of sentences that are shown beside what is taken out, by their parent and tag."""
    hidden, names = frozenset(taken), defaultdict[tuple[_Element | None, str], set[str]](set)
    for parent in dict.fromkeys(element.getparent() for element in taken if element.tag in _TABS):
        for box in () if parent is None else parent:
            if box.tag in _TABS and box not in hidden and sentence_ends(box) >= _FEWEST_OF_A_TAB:
                names[parent, box.tag].update((box.get("class") or "").split())
    return names


def _is_another_tab(element: _Element, shown: Mapping[tuple[_Element | None, str], set[str]]) -> bool:
    """Whether a box of sentences is like one beside it that is shown: a further page, or tab, of the article."""
    alike = shown.get((element.getparent(), element.tag), set())
    if alike.isdisjoint((element.get("class") or "").split()) or not sentence_ends(element):
        return False
    while len(element) == 1:
        element = element[0]
    return sum(child.tag in BLOCKS for child in element) >= _FEWEST_OF_A_TAB


def _hidden(document: _Element) -> list[_Element]:
    return [
        *_by_style(document),
        *_in_white(document),
        *_HIDDEN(document),
        *_by_sheet(document),
        *_by_script(document),
    ]


def _in_white(document: _Element) -> Iterator[_Element]:
    """Words in white letters amid a sentence in another colour; a heading in white may stand on any ground."""
    styled = _STYLED(document) if any(map(_is_white, set(_STYLES(document)))) else ()
    fonts = (font for font in _FONTS(document) if _is_white(f"color:{font.get('color')}"))
    for element in (*(each for each in styled if each.tag in _WORDS and _is_white(each.get("style", ""))), *fonts):
        around = element.getparent()
        if around is not None and sentence_ends(around) > sentence_ends(element):
            yield element


def _by_style(document: _Element) -> list[_Element]:
    # A paste from Word has hundreds of styles of few kinds, and elements take longer to ask than values.
    if not any(map(_may_hide, set(_STYLES(document)))):
        return []
    styled = [(element, element.get("style", "")) for element in _STYLED(document)]
    around = _around_what_shows_again(document, (style for _, style in styled))
    return [element for element, style in styled if _hides(element, style, around)]


def _hides(element: _Element, style: str, around: set[_Element]) -> bool:
    return _may_hide(style) and (_conceals(style) or element not in around)


def _around_what_shows_again(
    document: _Element, styles: Iterable[str], by_sheet: Iterable[_Element] = ()
) -> set[_Element]:
    """The elements of which one below has a style that shows it although one of `styles` hides what is in them, or is
    one of those that a style sheet shows (`by_sheet`)."""
    around: set[_Element] = set()
    if all(_conceals(style) for style in styles if _may_hide(style)):
        return around
    by_style = (element for element in _STYLED(document) if _RESET_STYLE.search(element.get("style", "")))
    for element in chain(by_style, by_sheet):
        # Above one that is known all are: so the tree is climbed once.
        for above in element.iterancestors():
            if above in around:
                break
            around.add(above)
    return around


def _by_script(document: _Element) -> Iterator[_Element]:
    scripts = (script.text or "" for script in document.iter("script"))
    names = dict.fromkeys(name for script in scripts for name in _BY_SCRIPT.findall(script))
    named = defaultdict[str, list[_Element]](list)
    for element in _IDENTIFIED(document) if names else ():
        named[element.get("id", "")].append(element)
    # In the order of the script: what holds half of the sentences that are left then stays.
    for name in names:
        yield from named[name]


def _by_sheet(document: _Element) -> list[_Element]:
    """What rules for all screens hide and none shows again (the open one of several tabs)."""
    rules = [
        rule for style in document.iter("style") if _is_for_screens(style) for rule in _sheet_rules(style.text or "")
    ]
    hiding = [(place, *rule) for place, rule in enumerate(rules) if _may_hide(rule[1])]
    if not hiding:
        return []
    elements = Elements(document)
    # First, so that a page that asks too much of `elements` is shown and not hidden.
    showing = (selectors for selectors, declared in rules if not _may_hide(declared) and _may_show(declared))
    shown = {element for selectors in showing for element in _selected(elements, selectors)}
    resetting = (selectors for selectors, declared in rules if _RESET_STYLE.search(declared))
    reset = (element for selectors in resetting for element in _selected(elements, selectors))
    around = _around_what_shows_again(document, (declared for _, _, declared in hiding), reset)
    sized = _sized(rules, elements)
    hidden = [
        (each, _is_small_only(declared))
        for place, selectors, declared in hiding
        for each in _selected(elements, selectors)
        if _hides(each, declared, around) and not (_is_small_only(declared) and sized.get(each, -1) > place)
    ]
    printed = _is_printed(document)
    return [element for element, small in hidden if element not in shown and not (small and printed)]


def _sized(rules: Sequence[tuple[str, str]], elements: Elements) -> dict[_Element, int]:
    """The last rule that gives an element of a class or name a size to read.

    pdf2htmlEX: .t{font-size:1px} and behind it .fs0{font-size:64px}, both of each line.
    """
    return {
        element: place
        for place, (selectors, declared) in enumerate(rules)
        if "font-size" in declared and not _may_hide(declared) and _NAMED.search(selectors)
        for element in _selected(elements, selectors)
    }


def _is_small_only(declared: str) -> bool:
    return not _conceals(declared) and "visibility" not in declared.lower()


def _is_printed(document: _Element) -> bool:
    """Whether a page is made from a PDF by pdf2htmlEX, whose lines have their size from a sheet that may be absent."""
    return any("pdf2htmlEX" in (meta.get("content") or "") for meta in document.iter("meta"))


def _is_for_screens(style: _Element) -> bool:
    return "print" not in (style.get("media") or "").lower() and next(style.iterancestors("noscript"), None) is None


# The paragraphs of a page are declared alike, and so are the pages of a site.
@lru_cache(maxsize=1024)
def _may_hide(declared: str) -> bool:
    if _conceals(declared):
        return True
    return _INHERITING.is_in(_squeezed(declared)) and _INHERITED_STYLE.search(declared) is not None


@lru_cache(maxsize=1024)
def _is_white(declared: str) -> bool:
    """Whether it gives white letters and no ground for them."""
    return "background" not in declared.lower() and _IN_WHITE.search(_squeezed(declared)) is not None


@lru_cache(maxsize=1024)
def _may_show(declared: str) -> bool:
    return _SHOWN_STYLE.search(declared) is not None


@lru_cache(maxsize=1024)
def _conceals(declared: str) -> bool:
    """Whether it hides an element with all that is in it."""
    squeezed = _squeezed(declared)
    if _HIDING.is_in(squeezed) and _HIDDEN_STYLE.search(declared):
        return True
    if "background" in squeezed and _IN_WHITE.search(squeezed) and _ON_WHITE.search(squeezed):
        return True
    return (
        "overflow:hidden" in squeezed
        and _NO_SIZE.search(declared) is not None
        and _CUT_OFF.search(declared) is not None
    )


def _squeezed(declared: str) -> str:
    return "".join(declared.lower().split())


def _sheet_rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of each rule that stands in no other."""
    sheet = _SHEET_COMMENT.sub("", sheet)
    depth, rule, style = 0, 0, 0
    for brace in _BRACE.finditer(sheet):
        if brace.group() == "{":
            depth += 1
            if depth == 1:
                style = brace.end()
        elif depth:
            depth -= 1
            if depth == 0:
                selectors = sheet[rule : style - 1].rpartition(";")[2].strip()
                if not selectors.startswith("@"):
                    yield selectors, sheet[style : brace.start()]
                rule = brace.end()


def _selected(elements: Elements, selectors: str) -> list[_Element]:
    return [element for selector in dict.fromkeys(selectors.split(",")) for element in elements.selected(selector)]


def _empty(element: _Element) -> None:
    """Leaves nothing of an element but the text behind it, which goes on with the text before."""
    # To join the two is what lxml refuses where one of them holds a control character.
    element.clear(keep_tail=True)
    element.tag = "span"
