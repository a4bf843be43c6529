"""HTML to text: finds the article on the page, its title and index table, and reads the page's meta tags."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import takewhile

from lxml import etree
from lxml.etree import _Element

from transforms.adverts import advert
from transforms.annex import with_its_annex
from transforms.container import Named, around_the_prose, emptiest, find_named, is_prose, known_container, unwrap
from transforms.content import Source
from transforms.damaged import less_nested, read_damaged
from transforms.embedded import embedded_article, embedded_metas
from transforms.flow import FlowLine, flow, sentence_ends, text_of
from transforms.fold import fold
from transforms.hidden import as_written, remove_hidden, taken_out
from transforms.markers import marker_at_start
from transforms.neighbours import LONGEST_TEASER, end_of_article
from transforms.paragraphs import breaks_in_print, paragraphs_below_head
from transforms.records import Refused
from transforms.rule_files import alternatives, read_words
from transforms.titles import (
    COLUMNS,
    is_organ,
    lacks_its_body,
    names_its_matter,
    reads_as_title,
    squash,
    without_day,
    without_publication,
)

_GUARD = read_words("containers.yml")["guard"]
_GUARDS = tuple(zip(_GUARD[::2], _GUARD[1::2], strict=True))
_LABELS = alternatives(label for labels in read_words("labels.yml").values() for label in labels)
_LABEL_FIRST = re.compile(rf"[\s\[【|]*{_LABELS}\s*(?:[\]】]|[:：|]|$|(?=[\dA-Z]))")
_BARE_LABEL = re.compile(rf"[\s\[【|]*{_LABELS}[\s\]】|:：]*")
# 2020年11月2日 星期一 is the clock of a page.
_DATE_FIRST = re.compile(r"[(（\[]?20\d\d\s?[-年/.]\s?\d{1,2}\s?[-月/.]\s?\d{1,2}(?!.{0,8}(?:星期|周[一二三四五六日]))")
# 某县2014年度依法行政暨<br>法治政府建设工作情况的报告
_JOINS_A_TITLE = re.compile(r"[^。，,；;：:|]{4,50}(?:暨|和|及|与|、|关于|年度?)")
_BREADCRUMB = re.compile(r".{0,8}位\s?置\s?(?:是|为)?\s?[:：]")
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
# Lists of other articles that stand in the midst of one.
_RELATED = re.compile(r"[\[【]?(?:相关|关联|推荐|延伸|拓展|猜你喜欢)(?:阅读|链接|文章|内容|资料|新闻)?[】\]]?\s?[:：]?")
# Values that a template was published with instead of a title.
_NO_TITLES = frozenset(("网站名称", "政府网站标识码", "文章标题", "栏目名称", *COLUMNS))
# Programs that make an element of each line of a PDF.
_PRINTERS = frozenset(("pdf2htmlEX",))
_LINES_ABOVE = 60
_UNSEEN = ("textarea", "script", "style", "noscript")
# The name of an office behind its label is shorter than links to several.
_LONGEST_VALUE = 40
_INDEX_CODE = re.compile(alternatives(read_words("boilerplate.yml")["index_code"]))
_VALUES_ABOVE = 6
_MOST_TEASERS = 8
_SHORTEST_TITLE, _LONGEST_PRINTED = 8, 80
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
    unseen = remove_hidden(document)
    body = document.find("body")
    if body is None:
        raise Refused("an HTML page without a body: fetch or save the page again")
    if _SHOWN_AS_BLOCK.search(html):
        _open_blocks(body)
    named = find_named(document)
    unseen += taken_out(document, named.beside)
    marked = tuple(dict.fromkeys(_titles(named.titles, metas)))
    lines = _lines(html, body, named)
    window = document.find(".//title")
    window_title = text_of(window) if window is not None else None
    windowed = _parts(window_title or "")
    titles = tuple(dict.fromkeys((*(part for part in windowed if reads_as_title(fold(part))), *marked)))
    # The site's name, behind a title or a heading itself, stands at the top of the page as well.
    printed = {squash(title) for title in (*titles, *windowed) if not is_organ(fold(title))}
    article = _article(lines, printed)
    kept = set(map(id, article))
    outside = (*unseen, *(line.text for line in lines if id(line) not in kept))
    text = "\n".join(_in_paragraphs([line.text for line in article], metas.get("generator")))
    return Source(text, metas, titles, window_title, outside)


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
    return found


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
        if len(squash(title)) > 3 and squash(title) not in site:
            yield title


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


def _article(lines: Sequence[FlowLine], titles: set[str]) -> Sequence[FlowLine]:
    inside = [place for place, line in enumerate(lines) if line.inside]
    if not inside:
        return lines
    first, last = inside[0], with_its_annex(lines, _last(lines, inside))
    # A container of no known name may hold the page's head as well.
    prose = next(_sentences(lines, inside, titles), first)
    article = lines[_beginning(lines, first, prose, titles) : last + 1]
    end = end_of_article([line.text for line in article], [line.linked for line in article])
    return _without_boxes(article[:end])


def _sentences(lines: Sequence[FlowLine], inside: Sequence[int], titles: set[str]) -> Iterator[int]:
    """Where sentences of the article stand: not above the first heading with its title, where those of teasers do."""
    title = next((place for place in inside if lines[place].heading and squash(lines[place].text) in titles), -1)
    above = [place for place in inside if place < title and is_prose(lines[place].text)]
    teased = len(above) <= _MOST_TEASERS and all(len(lines[place].text) <= LONGEST_TEASER for place in above)
    return (place for place in inside if is_prose(lines[place].text) and (place > title or not teased))


def _without_boxes(lines: Sequence[FlowLine]) -> list[FlowLine]:
    """The lines without the heading 相关阅读 and the links below it."""
    kept: list[FlowLine] = []
    in_a_box = False
    for line, below in zip(lines, (*lines[1:], None), strict=True):
        heads = _RELATED.fullmatch(line.text) is not None and below is not None and _leads_elsewhere(below)
        in_a_box = heads or (in_a_box and _leads_elsewhere(line))
        if not in_a_box:
            kept.append(line)
    return kept


def _leads_elsewhere(line: FlowLine) -> bool:
    """Whether a line amid an article is a link, or the title or day of another one."""
    return line.linked or reads_as_title(fold(line.text)) or _DATE_FIRST.fullmatch(line.text) is not None


def _last(lines: Sequence[FlowLine], inside: Sequence[int]) -> int:
    """The last line inside that is no link, or is prose behind an anchor that nobody closed: lists of other articles
    and of attachments stand below the text."""
    ends = (place for place in reversed(inside) if not lines[place].linked or is_prose(lines[place].text))
    return next(ends, inside[-1])


def _beginning(lines: Sequence[FlowLine], first: int, prose: int, titles: set[str]) -> int:
    """The first line that prints the title, a date or a label of the index table, at most some lines above the first
    sentence; without one the `first` of the container."""
    window = range(max(0, prose - _LINES_ABOVE), prose)
    # Above the breadcrumb stand the site's own clock, tools and menus.
    below = window[_after(window, [place for place in window if _BREADCRUMB.match(lines[place].text)]) :]
    squashed = [squash(without_day(line.text)) for line in lines[window.start : prose + 2]]
    printed = {
        place
        for place in window
        if (lines[place].heading and not is_organ(fold(lines[place].text)))
        or _prints(squashed, place - window.start, titles)
    }
    # A title that is a link stands in a list of articles, unless no other is there.
    alone = {place for place in printed if not lines[place].linked} or printed
    shown = (place for part in (below, window) for place in part if place in alone)
    known = next((place for place in shown if place in below or not _is_an_advert(lines[place].text)), None)
    labels = next((place for place in _of_the_article(lines, below, known) if _opens_the_head(lines, place)), None)
    places = [place for place in (known, labels) if place is not None]
    if known is None:
        # The nearest line that reads as a title: side columns above the article may show those of other reports.
        searched = window if labels is None else below
        near = next((place for place in reversed(searched) if _may_be_the_title(lines[place])), None)
        places += [] if near is None else [_first_alike(lines, squashed, window, near)]
        if near is None and labels is not None and len(below) < len(window):
            places.append(_below_breadcrumb(lines, below.start, labels))
    beginning = min(places, default=first)
    if beginning > 0 and _is_broken_before(lines[beginning - 1], lines[beginning]):
        beginning -= 1
    # What stands in the title's place is shown to the line rules even if it is not the title (an advert is put there).
    while beginning > 0 and _stands_for_the_title(lines[beginning - 1]):
        beginning -= 1
    values = range(max(0, beginning - _VALUES_ABOVE), beginning)
    return next((place for place in values if _INDEX_CODE.fullmatch(lines[place].text)), beginning)


def _is_an_advert(text: str) -> bool:
    """Whether a heading is nothing but one, as stands above the menus of some copies."""
    return len(text) <= _LONGEST_PRINTED and advert(fold(text).strip()) is not None


def _below_breadcrumb(lines: Sequence[FlowLine], start: int, labels: int) -> int:
    """The first of the lines above the labels that alone stand below the breadcrumb and speak of such a matter: a
    title that no mark shows, on two lines or with an advert."""
    while labels > start and not lines[labels - 1].linked and _may_be_of_a_title(lines[labels - 1].text):
        labels -= 1
    return labels


def _may_be_of_a_title(text: str) -> bool:
    return len(text) <= _LONGEST_PRINTED and not _LABEL_FIRST.match(text) and names_its_matter(fold(text))


def _of_the_article(lines: Sequence[FlowLine], window: range, title: int | None) -> range:
    """The window without what is another article's: above a title stand side columns with summaries and days."""
    above = [place for place in window if title is not None and place < title]
    # A row of the index table may have marks of sentences: 主题分类 | 政务公开；其他.
    others = [place for place in above if is_prose(text := lines[place].text) and not _LABEL_FIRST.match(text)]
    if not others:
        return window
    below = window[_after(window, others) :]
    days = takewhile(lambda place: _DATE_FIRST.match(lines[place].text), below)
    return below[len(list(days)) :]


def _is_broken_before(above: FlowLine, line: FlowLine) -> bool:
    """Whether a title begins on the line above: with its organ, or with words that join it to the rest."""
    if lacks_its_body(fold(line.text)) and is_organ(fold(above.text)):
        return True
    return above.block is line.block and not above.linked and _JOINS_A_TITLE.fullmatch(above.text) is not None


def _first_alike(lines: Sequence[FlowLine], squashed: Sequence[str], window: range, place: int) -> int:
    """The first line of the window that prints what stands at `place`: a title is printed above and in the text."""
    alike = squashed[place - window.start]
    return next(each for each in window if squashed[each - window.start] == alike and not lines[each].linked)


def _after(window: range, places: Sequence[int]) -> int:
    """Where in the window the lines behind the last of `places` begin."""
    return places[-1] + 1 - window.start if places else 0


def _stands_for_the_title(line: FlowLine) -> bool:
    return line.entitled and not line.linked and not reads_as_title(fold(line.text))


def _prints(squashed: Sequence[str], place: int, titles: set[str]) -> bool:
    """Whether a title stands here, on one line or on several."""
    return any("".join(squashed[place : place + count]) in titles for count in (1, 2, 3))


def _opens_the_head(lines: Sequence[FlowLine], place: int) -> bool:
    line = lines[place]
    if line.linked:
        return False
    if _BARE_LABEL.fullmatch(line.text) and _is_a_list_of_links(lines[place + 1 : place + 3]):
        # 公开机构 above links to all of them is the heading of a column.
        return False
    return bool(_LABEL_FIRST.match(line.text) or _DATE_FIRST.match(line.text))


def _is_a_list_of_links(lines: Sequence[FlowLine]) -> bool:
    return all(line.linked for line in lines) or (lines[0].linked and len(lines[0].text) > _LONGEST_VALUE)


def _may_be_the_title(line: FlowLine) -> bool:
    if line.linked:
        return False
    text = fold(line.text)
    return reads_as_title(text) and marker_at_start(text) is None
