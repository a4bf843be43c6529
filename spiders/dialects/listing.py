"""What a list page is read into, and the reading of list rows that the dialects share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin

from parsel import Selector

from spiders.address import canonical

DATE = re.compile(r"((?:19|20)\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})")
# onclick="jumpToDetail('./202605/t….html')" beside href="javascript:void(0)"
ONCLICK_ADDRESS = re.compile(r"""\(\s*['"]([^'"]+)['"]""")
NARROW_ITEM = "ancestor::*[self::div or self::p][1]"
ITEM = "ancestor::*[self::li or self::tr or self::dd][1]"


# Names and values of a form that is posted, in order.
Form = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """A request for a list page: GET, or POST of `form` where there is one."""

    url: str
    form: Form = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list: canonical URL, full title as far as the page gives it, ISO date or None."""

    url: str
    title: str
    date: str | None


@dataclass(frozen=True, slots=True)
class ListingPage:
    """A list page as its dialect reads it.

    `rows` stand in page order. `following` are guesses at the page after this one, the likeliest first: the first
    that brings a new row is the one; none: the end. `lists` are further lists that this page leads to, each to be
    walked for itself (a page that only frames its list has one). `total` is the number of rows that the page
    declares for the whole list; a walk never ends by it.
    """

    rows: tuple[Row, ...]
    following: tuple[Ask, ...] = ()
    lists: tuple[Ask, ...] = ()
    total: int | None = None


def rows_of(html: str, base: str, article: re.Pattern[str]) -> tuple[Row, ...]:
    """The rows of a list: links that look like an `article`, else the longest link of a dated item.

    Hrefs are resolved against `base`; a URL that comes twice keeps its first row.
    """
    rows: dict[str, Row] = {}
    for item, links in _items(html, article):
        published = iso_date(_joined(item.xpath(".//text()[not(ancestor::a)]")))
        chosen = [link for link in links if article.search(_href(link))]
        if not chosen and published is not None:
            chosen = [max(links, key=lambda link: len(_title(link)))]
        for link in chosen:
            row = Row(canonical(resolved(base, _href(link))), _title(link), published or _date_within(link))
            rows.setdefault(row.url, row)
    return tuple(rows.values())


def resolved(base: str, href: str) -> str:
    """`href` against `base`; one that is no URL (`http://[www.example.org]/`) as it stands, to be refused as such."""
    try:
        return urljoin(base, href)
    except ValueError:
        return href


def _items(html: str, article: re.Pattern[str]) -> Iterator[tuple[Selector, list[Selector]]]:
    """The list items of a page with their titled links, in page order."""
    items: dict[object, tuple[Selector, list[Selector]]] = {}
    articles: Counter[object] = Counter()
    anchors = Selector(html, type="html").xpath("//a[@href and not(starts-with(@href, '#'))]")
    links = [link for link in anchors if _title(link)]
    for link in links:
        if article.search(_href(link)):
            articles.update(item.root for item in link.xpath(ITEM))
    for link in links:
        item = _item(link, articles)
        items.setdefault(item.root, (item, []))[1].append(link)
    yield from items.values()


def _item(link: Selector, articles: Counter[object]) -> Selector:
    wide = link.xpath(ITEM)
    # A table that lays out the whole page is no list item: it holds many articles.
    if wide and articles[wide[0].root] <= 1:
        return wide[0]
    return (link.xpath(NARROW_ITEM) or link.xpath(".."))[0]


def _href(link: Selector) -> str:
    href = _attribute(link, "href").strip()
    if not href.lower().startswith("javascript:"):
        return href
    match = ONCLICK_ADDRESS.search(_attribute(link, "onclick"))
    return match[1] if match else href


def _attribute(link: Selector, name: str) -> str:
    # Selector.attrib fails on a page with a control character in some attribute's name.
    return link.xpath(f"@{name}").get() or ""


def _title(link: Selector) -> str:
    # The title attribute goes before the text, which lists cut short.
    return " ".join((_attribute(link, "title") or _joined(link.xpath(".//text()"))).split())


def _date_within(link: Selector) -> str | None:
    return iso_date(_joined(link.xpath("./*//text()")))


def _joined(nodes: list[Selector]) -> str:
    return "".join(node.get() or "" for node in nodes)


def iso_date(text: str) -> str | None:
    """The first date in `text` as ISO text."""
    # Some sites break a date over lines, so white space goes first.
    for match in DATE.finditer("".join(text.split())):
        try:
            return date(int(match[1]), int(match[2]), int(match[3])).isoformat()
        except ValueError:
            continue
    return None
