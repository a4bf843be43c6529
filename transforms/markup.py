"""HTML to text: finds the article on the page, its title and index table, and reads the page's meta tags."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree
from lxml.etree import _Element

from transforms.article import article_of
from transforms.container import Named, around_the_prose, emptiest, find_named, known_container, unwrap
from transforms.content import Source
from transforms.damaged import less_nested, read_damaged
from transforms.dates import iso_date
from transforms.embedded import embedded_article, embedded_metas, metas_of_the_object
from transforms.flow import FlowLine, flow, sentence_ends, text_of
from transforms.fold import fold
from transforms.frames import pages_shown, why_without_text
from transforms.hidden import as_written, remove_asides, remove_hidden, taken_out
from transforms.paragraphs import breaks_in_print, paragraphs_below_head
from transforms.records import Refused
from transforms.rule_files import read_words
from transforms.titles import (
    COLUMNS,
    is_name_of_a_site,
    is_organ,
    place_of_title,
    reads_as_title,
    squash,
    without_publication,
)

_CONTAINERS = read_words("containers.yml")
_GUARD, _DAY_FIELDS = _CONTAINERS["guard"], frozenset(_CONTAINERS["day_field"])
_NAMES = ("id", "name")
_GUARDS = tuple(zip(_GUARD[::2], _GUARD[1::2], strict=True))
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
# libxml2 compares each attribute with all before it: 100,000 in one tag took 13 s.
_ENDLESS = 5000
_ENDLESS_TAG = re.compile(rf"<([A-Za-z][\w:-]*+)[^<>]{{{_ENDLESS},}}+(?:>|(?=<)|\Z)")
_MOST_ATTRIBUTES = 200
# The same behind a quoted value that holds tags itself, so that no tag seems to begin before them.
_ATTRIBUTES_IN_A_ROW = re.compile(
    rf"(?:\s[\w:.-]{{1,40}}=(?:\"[^\"]{{0,80}}\"|'[^']{{0,80}}')){{{_MOST_ATTRIBUTES},}}+"
)
_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")
_ATTRIBUTE = re.compile(r"[^\s/=]+")
_SHOWN_AS_BLOCK = re.compile(r"display\s?:\s?block")
_FOUNDER, _LONGEST_PROPERTIES = "<!--enpproperty", 4000
_PROPERTY = re.compile(r"<(title|date)>([^<]*)</\1>")
_OF_FOUNDER = {"title": "articletitle", "date": "pubdate"}
# Values that a template was published with instead of a title.
_NO_TITLES = frozenset(("网站名称", "政府网站标识码", "文章标题", "栏目名称", *COLUMNS))
# Programs that make an element of each line of a PDF.
_PRINTERS = frozenset(("pdf2htmlEX",))
_UNSEEN = ("textarea", "script", "style", "noscript")
_SHORTEST_TITLE = 8
# A publication line may stand in an `<h1>` of its own.
_BEGINS_A_DAY = re.compile(r"\s*20\d\d[-/.]\d{1,2}[-/.]\d{1,2}\s")
_WINDOW_JOINTS = re.compile(r"[-_|—–]+")


def read_markup(html: str) -> Source:
    """The article's lines: from its title or index table to the end of its container. Raises `Refused`."""
    document = _parsed(html)
    if document is None:
        html = less_nested(html)
        document = _parsed(html)
    return read_damaged(html) if document is None else _read(html, document)


def _read(html: str, document: _Element) -> Source:
    metas = _founder_properties(html) | embedded_metas(html) | _metas(document)
    pages = pages_shown(document)
    unseen = remove_hidden(document)
    remove_asides(document)
    body = document.find("body")
    if body is None:
        raise Refused(why_without_text(pages))
    if _SHOWN_AS_BLOCK.search(html):
        _open_blocks(body)
    named = find_named(document)
    unseen += taken_out(document, named.beside)
    marked = _own_first([*_titles(named.titles, metas)])
    lines = _lines(html, body, named)
    said = metas_of_the_object(html, "".join(line.text for line in lines if line.inside))
    marked += [said["articletitle"]] if "articletitle" in said else []
    metas = said | metas
    window = document.find(".//title")
    window_title = text_of(window) if window is not None else None
    windowed = _parts(window_title or "")
    titles = tuple(dict.fromkeys((*(part for part in windowed if reads_as_title(fold(part))), *marked)))
    # The site's name, behind a title or a heading itself, stands at the top of the page as well.
    printed = {squash(title) for title in (*titles, *windowed) if not is_organ(fold(title))}
    article = article_of(lines, printed)
    kept = set(map(id, article))
    outside = (*unseen, *(line.text for line in lines if id(line) not in kept))
    text = "\n".join(_in_paragraphs([line.text for line in article], metas.get("generator")))
    links = tuple(each for line in article for each in line.links)
    return Source(text, metas, titles, window_title, outside, links, pages)


def _lines(html: str, body: _Element, named: Named) -> list[FlowLine]:
    """All lines of the page, with those of its article marked as `inside`."""
    unwrap(body, named)
    guards = next((pair for pair in _GUARDS if pair[0] in html and pair[1] in html), None)
    container = known_container(body, named.containers)
    if guards is None and (container is None or not _shows_sentences(container)):
        container = _unnamed_container(html, body, named, container)
    return flow(body, container, guards)


def _unnamed_container(html: str, body: _Element, named: Named, container: _Element | None) -> _Element | None:
    """Where the article of a script is filled in, else what is found so far, else what holds the page's prose."""
    article = embedded_article(html)
    if article and article.count("。") >= _sentences_shown(body):
        return _filled(body, article, named)
    return around_the_prose(body) if container is None else container


def _in_paragraphs(lines: list[str], generator: str | None) -> list[str]:
    return paragraphs_below_head(lines) if generator in _PRINTERS or breaks_in_print(lines) else lines


def _parsed(html: str) -> _Element | None:
    """The page as a tree; None where it is nested deeper than libxml2 reads, which leaves out the rest."""
    declared = _DECLARATION.match(html)
    html = as_written(html[declared.end() :] if declared else html)
    if _has_an_endless_tag(html):
        html = _ATTRIBUTES_IN_A_ROW.sub("", _ENDLESS_TAG.sub(_without_attributes, html))
    parser = etree.HTMLParser(remove_pis=True, huge_tree=True)
    try:
        document = etree.fromstring(html, parser)
    except (etree.ParseError, ValueError) as error:
        raise Refused(f"the HTML cannot be read ({error}): fetch or save the page again") from error
    if document is None:
        raise Refused("an HTML page without any element: fetch or save the page again")
    cut_short = any(entry.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for entry in parser.error_log)
    return None if cut_short else document


def _has_an_endless_tag(html: str) -> bool:
    """Whether a tag may be longer than `_ENDLESS`, or have more attributes than any has."""
    return html.count("=") > _ENDLESS or any(
        _is_endless(*piece.split("<")) for piece in html.split(">") if len(piece) > _ENDLESS
    )


def _is_endless(before: str, *opened: str) -> bool:
    """Whether one of the tags that a `<` opened is so long. What stands `before` the first of them is text, as a script
    is, unless it is a row of attributes behind a quoted value with `>`."""
    if not opened:
        return True
    return max(map(len, opened)) > _ENDLESS or _ATTRIBUTES_IN_A_ROW.search(before) is not None


def _without_attributes(tag: re.Match[str]) -> str:
    attributes = _ATTRIBUTE.findall(_VALUE.sub("", tag[0]))
    return f"<{tag[1]}>" if len(attributes) > _MOST_ATTRIBUTES else tag[0]


def _metas(document: _Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in document.iter("meta"):
        name = (element.get("name") or element.get("property") or "").strip().lower()
        content = (element.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
        if content and element.get("itemprop") == "datePublished":
            found.setdefault("<time>", content)
    # The Kaipu family puts the day of publication into an element of its own.
    for element in document.iter("publishtime"):
        found.setdefault("publishtime", text_of(element))
    # The first of HTML's own; those of lists are other articles'.
    for element in document.iter("time"):
        if element.get("datetime") and next(element.iterancestors("li"), None) is None:
            found.setdefault("<time>", element.get("datetime", ""))
    found["<input>"] = _day_in_fields(document)
    return found


def _day_in_fields(document: _Element) -> str:
    """The day in the hidden fields from which a script prints it; empty where they name none, or several."""
    hidden = (element for element in document.iter("input") if (element.get("type") or "").lower() == "hidden")
    named = (each for each in hidden if not _DAY_FIELDS.isdisjoint(map(str.lower, map(each.get, _NAMES, ("", "")))))
    days = {day for each in named if (day := iso_date(each.get("value") or ""))}
    return days.pop() if len(days) == 1 else ""


def _open_blocks(body: _Element) -> None:
    """Words that their style shows as paragraphs are paragraphs: <span style="display:block">."""
    for element in body.iter("span", "font", "strong", "b"):
        if _SHOWN_AS_BLOCK.search(element.get("style") or ""):
            element.tag = "div"


def _founder_properties(html: str) -> dict[str, str]:
    """Title and day of an article of Founder's newspaper system: <!--enpproperty <date>…</date>…<title>…</title>."""
    _, begun, properties = html.partition(_FOUNDER)
    if not begun:
        return {}
    found = dict(_PROPERTY.findall(properties[:_LONGEST_PROPERTIES]))
    return {meta: found[name] for name, meta in _OF_FOUNDER.items() if found.get(name, "").strip()}


def _titles(places: Sequence[_Element], metas: Mapping[str, str]) -> Iterator[str]:
    site = {squash(metas.get(name, "")) for name in ("sitename", "columnname")} | _NO_TITLES
    candidates = [metas.get("articletitle", ""), *(text_of(element) for element in places)]
    for title in map(without_publication, candidates):
        is_of_the_site = squash(title) in site or is_name_of_a_site(fold(title))
        if len(squash(title)) > 3 and not is_of_the_site and not _BEGINS_A_DAY.match(title):
            yield title


def _own_first(marked: list[str]) -> list[str]:
    """The titles, the document's own before all others."""
    if not marked:
        return marked
    own = place_of_title(marked)
    return [marked[own], *marked[:own], *marked[own + 1 :]]


def _shows_sentences(container: _Element) -> bool:
    return _sentences_shown(container) > 0


def _sentences_shown(element: _Element) -> int:
    """How many a reader sees; scripts and fields for them show nothing of their text."""
    return sentence_ends(element) - sum(sentence_ends(unseen) for unseen in element.iter(*_UNSEEN))


def _filled(body: _Element, article: str, named: Named) -> _Element:
    """`article` as an element where the page waits for it: in its emptiest known container, else after the title."""
    document = _parsed(f"<body>{article}</body>")
    if document is None:
        raise Refused("the article in the page's script is nested more than 2,048 deep: save the page from a browser")
    remove_hidden(document)
    remove_asides(document)
    part = document[0]
    part.tag = "div"
    place = emptiest(named.containers)
    field = next((each for each in body.iter("textarea") if (each.text or "").strip() == article.strip()), None)
    if field is not None:
        field.addnext(part)
    elif place is not None and not any(title in place.iter() for title in named.titles):
        place.text = None
        place[:] = [part]
    elif named.titles:
        named.titles[-1].addnext(part)
    else:
        body.append(part)
    return part


def _parts(window_title: str) -> list[str]:
    """The title among what the window shows: 某县2023年法治政府建设年度报告_某县人民政府."""
    parts = [part.strip() for part in _WINDOW_JOINTS.split(window_title)]
    return [part for part in parts if len(part) >= _SHORTEST_TITLE and squash(part) not in _NO_TITLES]
