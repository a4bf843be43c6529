"""Any list that the server writes into the page: rows, pager and text are known by what all such pages share."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from lxml.html import HtmlElement
from parsel import Selector

from spiders.address import canonical, host, is_on_host
from spiders.dialects import script, static_pager, trs_answers
from spiders.dialects.article import ArticlePage, classed, identified, read
from spiders.dialects.listing import Ask, Form, ListingPage, Row, base_of, resolved, rows_of
from spiders.dialects.pager_words import words_of
from spiders.dialects.rows import Link, is_chrome, links_of
from spiders.dialects.tree import parsed

# Nothing is only this family's: it is what remains.
SIGNS: tuple[re.Pattern[str], ...] = ()

# The last part of an article's path is an id: Shanghai 32 hex digits, Pudong 2024/59/324297, Shaanxi a snowflake of 19
# digits or 24 hex digits, Hebei a UUID, content_1014105, c13_331426. That of a column may be a number too.
ARTICLE = re.compile(
    r"""
    (?: ^ | (?<!column)(?<!columns)(?<!channel)(?<!channels)(?<!list)(?<!lists)(?<!category)(?<!node)/ )
    (?:
        [a-z]{0,3}\d{5,}
      | [0-9a-f]{16,40}
      | [0-9a-f]{8}-(?:[0-9a-f]{4}-){2,3}[0-9a-f]{12,16}
      | (?:content|article|art|info|post|show|detail|view|news|c\d*|t\d{8})[-_](?:[0-9a-z]+[-_])?[0-9a-f]*\d
    )
    (?: \.(?:s?html?|jhtml|jspx?|php|aspx?|pdf|docx?) | (?<=\d{6}) | (?<=[0-9a-f]{16}) )
    (?= $ | [?\#] )
    # A folder for each article: Dali /<site>/<19 digits>/index.html
  | (?: ^ | / )\d{10,}/index\.s?html?(?= $ | [?\#])
    # Any numbered file under a folder of the day: 2024/03-25/301.html
  | /(?:19|20)\d\d[-/]?\d{1,3}(?:[-/]?\d\d)?/[\w-]*\d[\w-]*\.(?:s?html?|jhtml)(?= $ | [?\#])
    # A script that shows what a number names: ShowInfo.php?classid=3&id=12, but not ListInfo.php?classid=3
  | (?<!list)(?:show|detail|view|info|content|article|read)(?:(?!list)\w){0,20}\.(?:php|jspx?|aspx?|do|action)
    \?(?:[^\#]*&)?\w{0,20}id=[\w-]*\d
    """,
    re.VERBOSE | re.IGNORECASE,
)
CONTAINERS = (
    identified("UCAP-CONTENT"),
    identified("zoom"),
    identified("zoomcon"),
    identified("vsb_content"),
    identified("artibody"),
    classed("TRS_Editor"),
    classed("trs_editor_view"),
    classed("v_news_content"),
    classed("article-content"),
    classed("article_content"),
    classed("news_content"),
)
FRAMES = "//iframe/@src | //frame/@src"
# Titles of articles are sentences, names of columns are words.
SHORTEST_TITLES = 8
# What lays out a page; a row's own element may carry a class of its own (odd, last).
LAYOUT = ("div", "section", "ul", "ol", "dl", "table", "main", "article")
BLOCKS = ("p", "div", "td", "th", "li", "dd", "dt", "section", "article", "body", "h1", "h2", "h3", "h4", "h5", "h6")
CONTAINING = ("div", "td", "section", "article", "main", "li", "dd", "body")
UNREAD = ("a", "script", "style", "select", "noscript", "textarea", "button")
SENTENCE = re.compile(r"[，。；！？]")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
# How much of a page's sentences its main text holds at least.
SHARE = 0.7


def listing(text: str, url: str, form: Form = ()) -> ListingPage:
    """Rows, the pages that the pager offers or that its words speak of, and the total that they declare.

    A page without rows leads to what it shows in its frames.
    """
    page = parsed(text)
    rows = rows_of(text, url, ARTICLE) or _scripted(page, url) or _alike(page, url)
    listed = tuple(row for row in rows if not static_pager.WORDS.fullmatch(row.title))
    if not listed:
        base = base_of(page, url)
        frames = (Ask(resolved(base, source.strip())) for source in page.xpath(FRAMES).getall())
        return ListingPage((), lists=tuple(frame for frame in frames if is_on_host(frame.url, host(url))))
    words = words_of(page, text)
    pager = static_pager.Pager(page, text, Ask(url, form), words, base_of(page, url))
    return ListingPage(listed, pager.following(len(listed)), total=words.rows)


def article(text: str, url: str) -> ArticlePage:
    return read(text, url, CONTAINERS, otherwise=fullest)


def fullest(page: Selector) -> Selector | None:
    """The smallest element that holds most of the page's sentences, links, navigation and foot apart.

    Counted are the Chinese characters of blocks that have a sentence's punctuation; None where no block has.
    """
    counts: Counter[HtmlElement] = Counter()
    for block, written in _blocks(page):
        if SENTENCE.search(written) and not is_chrome(block):
            for holder in (block, *block.iterancestors()):
                counts[holder] += len(CHINESE.findall(written))
    least = SHARE * sum(counts[each] for each in counts if each.tag == "body")
    holders = [each for each in counts if counts[each] >= least and each.tag in CONTAINING]
    # Elements that hold most of one text are nested; the innermost has the most ancestors.
    innermost = max(holders, key=lambda each: sum(1 for _ in each.iterancestors()), default=None)
    return None if innermost is None else Selector(root=innermost)


def _blocks(page: Selector) -> Iterator[tuple[HtmlElement, str]]:
    """The blocks of a page, each with its own text outside links."""
    texts: defaultdict[HtmlElement, list[str]] = defaultdict(list)
    for body in page.xpath("//body[1]"):
        # The block that an element's text belongs to; an element that is not read has none.
        blocks: dict[HtmlElement, HtmlElement] = {body.root.getparent(): body.root}
        for node in body.root.iter("*"):
            outer = blocks.get(node.getparent())
            if outer is not None and node.tag not in UNREAD:
                blocks[node] = node if node.tag in BLOCKS else outer
                texts[blocks[node]].append(node.text or "")
            if outer is not None:
                texts[outer].append(node.tail or "")
    for block, own in texts.items():
        yield block, "".join(own)


def _scripted(page: Selector, url: str) -> tuple[Row, ...]:
    return trs_answers.rows_in_scripts("\n".join(script.scripts_of(page)), url)


def _alike(page: Selector, url: str) -> tuple[Row, ...]:
    """Of the links without date or known address, those of one place in the layout whose titles are longest."""
    base = base_of(page, url)
    groups: defaultdict[tuple[str, ...], list[Link]] = defaultdict(list)
    for link in links_of(page, ARTICLE):
        address = canonical(resolved(base, link.address))
        if is_on_host(address, host(url)) and not url.startswith(address) and not is_chrome(link.node):
            groups[_place(link.node)].append(link)
    sentences = [links for links in groups.values() if _letters(links) >= SHORTEST_TITLES * len(links)]
    longest = max(sentences, key=_letters, default=[])
    titles = {canonical(resolved(base, link.address)): link.title for link in longest}
    return tuple(Row(address, title, None) for address, title in titles.items())


def _place(node: HtmlElement) -> tuple[str, ...]:
    holders = (each for each in node.iterancestors() if each.tag in LAYOUT)
    return tuple(f"{each.tag}.{each.get('class')}#{each.get('id')}" for each in holders)


def _letters(links: list[Link]) -> int:
    return sum(len(link.title) for link in links)
