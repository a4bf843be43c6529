"""The rows of a list in any markup: links, the item that each stands in, and the date that belongs to it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import islice

from lxml.html import HtmlElement
from parsel import Selector

from spiders.dialects.dates import (
    in_short_year,
    in_year_of_address,
    is_date,
    is_dated,
    is_piece,
    is_short_date,
    pieced,
    published_in,
)
from spiders.dialects.tree import expression

ITEMS = ("li", "tr", "dd")
# What holds a whole list, or the page; no item reaches so far.
LISTS = ("ul", "ol", "dl", "table", "tbody", "body", "html")
LINKS = "//a[@href or @onclick] | //*[@onclick][not(self::a or ancestor::a or descendant::a)]"
TEXT_OUTSIDE_LINKS = ".//text()[not(ancestor::a)]"
TITLES_NEARBY = "descendant::*/@title | parent::*/@title"
NAMED_PART = ".//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6][1]"
# onclick="jumpToDetail('./202605/t….html')" beside href="javascript:void(0)"
QUOTED_ADDRESS = re.compile(r"""['"](?=[^'"\s]*[/.?])([^'"\s]+)['"]""")
SCRIPT = re.compile(r"javascript:", re.I)
# Words on which a list puts the link instead of the title.
VAGUE = re.compile(r"[\[【(（]*(?:点击)?(?:查看|详情|查看详情|查看全文|阅读全文|更多|详细|下载|打开)[\]】)）>》»]*")
CUT_OFF = "….· "
# title="文章标题：2023年报告 作者：…"
LABELLED = re.compile(
    r"(?:文章|信息)?(?:标题|题名|题目|名称)\s*[:：]\s*(.+?)(?:\s+(?:作者|来源|发布|更新|点击|浏览|日期|时间)\S{0,4}[:：].*)?"
)
BULLET = re.compile(r"^[·•▪■◆●※◇○▶\s]+")
# Classes and ids of the parts that lead to other pages of a site.
CHROME = re.compile(
    r"(?:^|\s)(?:[a-z\d]+[-_])?(?:nav|navbar|navi|menu|header|footer|foot|copyright|crumbs?|breadcrumbs?|dqwz|position|"
    r"friends?|friendlinks?|yqlj|share)(?:[-_]?(?:bar|box|wrap|inner|con|links?|\d+))?(?=\s|$)",
    re.I,
)
HEADING_LENGTH = 10
# How far above its link a row reaches, where it is no li, tr or dd.
REACH = 6


@dataclass(frozen=True, slots=True)
class Found:
    """A row as found: the address as written, the title, ISO date or None."""

    address: str
    title: str
    date: str | None


@dataclass(frozen=True, slots=True)
class Link:
    """A link with words: its element, the address as written, and the title as far as the page gives it."""

    node: HtmlElement
    address: str
    title: str
    is_article: bool


def links_of(page: Selector, article: re.Pattern[str]) -> list[Link]:
    """The links of a page that have words and lead to an address, in page order."""
    links = []
    for node in expression(LINKS)(page.root):
        address, title = address_of(node), title_of(node)
        if address and title:
            links.append(Link(node, address, title, article.search(address) is not None))
    return links


def address_of(link: HtmlElement) -> str:
    """Where a link leads, as written: its href, or the address that its script is given."""
    href = (link.get("href") or "").strip()
    if href and not href.startswith("#") and not SCRIPT.match(href):
        return href
    match = QUOTED_ADDRESS.search(link.get("onclick") or "") or QUOTED_ADDRESS.search(href)
    return match[1] if match else href.partition("#")[0]


def title_of(link: HtmlElement) -> str:
    """The `title` attribute, which goes before text that the list cut short, or the text without its date."""
    given = _words(link.get("title") or "")
    labelled = LABELLED.fullmatch(given)
    given = labelled[1] if labelled else given
    named = expression(NAMED_PART)(link)
    texts = expression(".//text()")(named[0] if named else link)
    own = _words("".join(_undated(texts))) or _words("".join(texts))
    is_title = len(given) >= len(own.rstrip(CUT_OFF)) or given in own
    return _completed(link, BULLET.sub("", given if given and is_title else own))


def _undated(texts: list[str]) -> list[str]:
    """The texts of a link but for the date among them; it may be in pieces, or lack its year where it is the last."""
    is_pieced = pieced(texts) is not None
    undated = [text for text in texts if not (is_date(text) or (is_pieced and is_piece(text)))]
    written = [text for text in undated if text.strip()]
    return written[:-1] if len(written) > 1 and is_short_date(written[-1]) else undated


def _completed(link: HtmlElement, title: str) -> str:
    """A title that was cut off, in full where an element inside the link or the one around it has it as its own."""
    beginning = title.rstrip(CUT_OFF)
    if beginning in ("", title):
        return title
    given = map(_words, expression(TITLES_NEARBY)(link))
    return next((each for each in given if each.startswith(beginning)), title)


def is_chrome(node: HtmlElement) -> bool:
    """Whether an element stands in a page's navigation, breadcrumbs, head or foot."""
    return any(map(is_part_of_chrome, node.iterancestors()))


def is_part_of_chrome(node: HtmlElement) -> bool:
    """Whether an element is itself a page's navigation, breadcrumbs, head or foot."""
    if node.tag in ("nav", "header", "footer"):
        return True
    return CHROME.search(f"{node.get('class') or ''} {node.get('id') or ''}") is not None


class Rows:
    """The rows among the links of one page."""

    def __init__(self, links: list[Link]) -> None:
        self._links = links
        self._articles: defaultdict[HtmlElement, set[str]] = defaultdict(set)
        self._count: Counter[HtmlElement] = Counter()
        # Asked of the same elements for every link in them.
        self._is_crowded = cache(self._holds_rows)
        self._is_dated = cache(_holds_date)
        self._gaps: dict[HtmlElement, dict[HtmlElement, tuple[list[str], list[str]]]] = {}
        for link in links:
            for holder in (link.node, *link.node.iterancestors()):
                self._count[holder] += 1
                if link.is_article:
                    self._articles[holder].add(link.address)

    def __iter__(self) -> Iterator[Found]:
        """In page order: links that look like articles, else the longest link of a dated item.

        In the page's navigation, head and foot a row must have both, the look and the date.
        """
        items: dict[HtmlElement, list[Link]] = {}
        for link in self._links:
            items.setdefault(self._item(link.node), []).append(link)
        for item, links in items.items():
            yield from self._rows(item, links)

    def _rows(self, item: HtmlElement, links: list[Link]) -> Iterator[Found]:
        texts = _texts(item)
        articles = [link for link in links if link.is_article]
        beside = [] if item.tag in ("li", "tr") else self._beside(item, bool(articles))
        longest = [max(links, key=lambda link: len(link.title))]
        for link in _best(articles or longest):
            within = expression("./*//text()")(link.node)
            sources = (texts, within, beside)
            every = [*texts, *within, *beside]
            otherwise = _pieced(item, texts, within) or in_short_year(every)
            if not articles and not otherwise and not any(map(is_dated, sources)):
                continue
            date = next(filter(None, map(published_in, sources)), None) or otherwise
            date = date or in_year_of_address(every, link.address)
            title = (VAGUE.fullmatch(link.title) and _longest_text(item)) or link.title
            if (articles and date) or not is_chrome(link.node):
                yield Found(link.address, title, date)

    def _item(self, node: HtmlElement) -> HtmlElement:
        """The list item of a link: an li, tr or dd, or what holds no other row and has a date."""
        wide = next((each for each in (node, *node.iterancestors()) if each.tag in ITEMS), None)
        # A table that lays out the whole page is no list item: it holds many rows.
        if wide is not None and not self._is_crowded(wide):
            return wide
        item = node
        for holder in islice(node.iterancestors(), REACH):
            if holder is wide or holder.tag in LISTS or self._is_crowded(holder):
                break
            item = holder
            if self._is_dated(holder):
                break
        return item

    def _holds_rows(self, node: HtmlElement) -> bool:
        """Whether an element holds more than one row."""
        if articles := self._articles.get(node):
            return len(articles) > 1
        return self._count[node] > 1 and sum(map(is_date, _texts(node))) > 1

    def _beside(self, item: HtmlElement, is_article: bool) -> list[str]:
        """The texts between an item and the next of the same parent, or before it where the dates go first."""
        parent = item.getparent()
        if parent is None or not (is_article or self._is_crowded(parent)):
            return []
        if parent not in self._gaps:
            self._gaps[parent] = self._gaps_in(parent)
        before, after = self._gaps[parent].get(item, ([], []))
        first = next(iter(self._gaps[parent].values()), ([], []))[0]
        return before if is_dated(first) else after

    def _gaps_in(self, parent: HtmlElement) -> dict[HtmlElement, tuple[list[str], list[str]]]:
        """The texts before and after each child that holds a link, up to the next such child."""
        gaps: dict[HtmlElement, tuple[list[str], list[str]]] = {}
        gap = [parent.text or ""]
        for child in parent:
            if self._count[child]:
                after = [child.tail or ""]
                gaps[child] = (gap, after)
                gap = after
            else:
                own = child.itertext() if isinstance(child.tag, str) else ()
                gap.extend((*own, child.tail or ""))
        return gaps


def _holds_date(node: HtmlElement) -> bool:
    return is_dated(_texts(node))


def _best(links: list[Link]) -> list[Link]:
    """One link an address, that with the longest title."""
    best: dict[str, Link] = {}
    for link in links:
        if link.address not in best or len(link.title) > len(best[link.address].title):
            best[link.address] = link
    return list(best.values())


def _texts(item: HtmlElement) -> list[str]:
    """The texts of an item outside its links; those of a table's row with the heading of their column."""
    headings = _headings(item) if item.tag == "tr" else []
    if not headings:
        return [text for text in expression(TEXT_OUTSIDE_LINKS)(item) if text.strip()]
    cells = [" ".join(expression(TEXT_OUTSIDE_LINKS)(cell)).strip() for cell in item]
    return [f"{heading}：{text}" for heading, text in zip(headings, cells, strict=True) if text]


def _headings(row: HtmlElement) -> list[str]:
    """The headings of a row's columns; none where its table has none for each cell."""
    table = next((each for each in row.iterancestors() if each.tag == "table"), None)
    first = table.find(".//tr") if table is not None else None
    if first is None or first is row or len(first) != len(row) or first.find(".//a") is not None:
        return []
    headings = ["".join("".join(cell.itertext()).split()) for cell in first]
    return headings if max(map(len, headings), default=0) <= HEADING_LENGTH else []


def _longest_text(item: HtmlElement) -> str:
    texts = expression(TEXT_OUTSIDE_LINKS)(item)
    return max((_words(text) for text in texts if not is_date(text)), key=len, default="")


def _pieced(item: HtmlElement, texts: list[str], within: list[str]) -> str | None:
    # In a table 12 beside 2024-03 is the row's number.
    return None if item.tag == "tr" else pieced(texts) or pieced(within)


def _words(text: str) -> str:
    return " ".join(text.split())
