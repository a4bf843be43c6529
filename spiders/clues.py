"""What a page tells before its site is registered: its dialect, and the links that may lead to a list of reports."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from parsel import Selector

from spiders.address import canonical, host, is_on_host
from spiders.dialects import DIALECTS, static
from spiders.dialects.article import FILE, metas_of
from spiders.dialects.listing import Form, base_of, resolved
from spiders.dialects.script import scripts_of
from spiders.registry import Column
from spiders.webpage import WebPage

CLUES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("clues.yml").read_text("utf-8"))
ARTICLES = [(re.compile(each["pattern"], re.I), tuple(each["lists"])) for each in CLUES["articles"]]
YEAR = re.compile(r"(?:19|20)\d\d")
HOME = re.compile(r"/?(?:(?:index|default|home)\.\w+)?", re.I)
# The innermost element that holds both the breadcrumb's words and its links.
BREADCRUMB = "//*[contains(., '{}')][.//a[@href]][not(*[contains(., '{}')][.//a[@href]])]"
INDEX = re.compile(r"(?:index|default)\.s?html?$", re.I)
WORDS: list[str] = [*CLUES["columns"], *CLUES["mixed"], *CLUES["portals"]]
REPORT = len(WORDS)
UNNAMED = REPORT + 1
# Links from this rank on name lists of anything, or no list.
FIRST_MIXED = len(CLUES["columns"])
FIRST_PORTAL = FIRST_MIXED + len(CLUES["mixed"])
# How a script leads a visitor on.
LOCATION = re.compile(
    r"""\blocation(?:\.href)?\s*=\s*["']([^"']+)["']|\blocation\.(?:replace|assign)\(\s*["']([^"']+)["']"""
)
FRAMES = "//iframe/@src | //frame/@src"
# Of a page that speaks no known dialect only the links can be read.
FALLBACK = "static"


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was visited: its address after redirects, its source, and what it was sent by POST."""

    url: str
    text: str
    form: Form = ()


@dataclass(frozen=True, order=True, slots=True)
class Link:
    """A link that may lead to a list of reports: the lower its rank, the likelier."""

    rank: int
    url: str
    name: str


def is_home(url: str) -> bool:
    # index.php?m=lists&catid=8 is whatever the query names.
    parts = urlsplit(url)
    return not parts.query and HOME.fullmatch(parts.path) is not None


def is_article(url: str) -> bool:
    return any(pattern.match(url) for pattern, _ in ARTICLES)


def is_article_page(page: Page) -> bool:
    """Whether a page is an article, by its address, by the meta tags that only articles have, or as a report."""
    metas = metas_of(Selector(page.text, type="html"))
    return is_article(page.url) or {"articletitle", "pubdate"} <= metas.keys() or _is_report(page)


def folded(url: str) -> str:
    """The address under which a folder and its index page are one."""
    return INDEX.sub("", url)


def signs(pages: Iterable[Page]) -> dict[str, int]:
    """How many of each dialect's signs stand in the pages' sources and addresses."""
    texts = [f"{page.url}\n{page.text}" for page in pages]
    return {name: sum(any(map(sign.search, texts)) for sign in module.SIGNS) for name, module in DIALECTS.items()}


def dialect_of(pages: Iterable[Page]) -> str:
    """The dialect with the most signs; of equals the one that reads most rows out of the pages."""
    seen = tuple(pages)
    counts = signs(seen)
    most = max(counts.values())
    if most == 0:
        return FALLBACK
    likely = [name for name, count in counts.items() if count == most]
    return max(
        likely, key=lambda name: sum(len(DIALECTS[name].listing(page.text, page.url, page.form).rows) for page in seen)
    )


def lists_of_article(page: Page) -> tuple[Link, ...]:
    """Where the list that holds this article may stand: by the page's breadcrumb, then by its address."""
    links = [*reversed(_breadcrumb(page)), *((url, "") for url in _lists_by_address(page.url))]
    return tuple(Link(rank, url, name) for rank, (url, name) in enumerate(links, start=-len(links)))


def likely_links(page: Page) -> tuple[Link, ...]:
    """The links on a page whose names say that they may lead to a list of reports, the likeliest first.

    The last are reports themselves, which lead to their lists, and whatever else the home page names. A page without
    links may lead to another, which is as good as a portal.
    """
    document = Selector(page.text, type="html")
    links = _links(document, page.url, base_of(document, page.url))
    if not links:
        return tuple(Link(FIRST_PORTAL, url, "") for url in _led_to(page, document))
    found: dict[str, Link] = {}
    for url, name in links:
        rank = _rank(url, name)
        if rank is None and is_home(page.url) and _may_be_list(url, name):
            rank = UNNAMED
        if rank is not None:
            found[url] = min(Link(rank, url, name), found.get(url, Link(rank, url, name)))
    return tuple(sorted(found.values(), key=lambda link: link.rank))


def column_name(page: Page) -> str:
    """The name that a list page gives itself, empty where it gives none."""
    return metas_of(Selector(page.text, type="html")).get("columnname", "")


def default_column(url: str) -> Column:
    """A list with the title filters that a new source starts with."""
    titles = CLUES["titles"]
    return Column(url=url, title_include=tuple(titles["include"]), title_exclude=tuple(titles["exclude"]))


def _is_report(page: Page) -> bool:
    """Whether a page of an unknown CMS is a report; one that only links to its file looks like a list."""
    if not static.ARTICLE.search(page.url):
        return False
    title = static.article(page.text, page.url).title or ""
    return YEAR.search(title) is not None and default_column(page.url).wants(title)


def _rank(url: str, name: str) -> int | None:
    if is_article(url) or YEAR.search(name):
        return REPORT if default_column(url).wants(name) else None
    return next((rank for rank, word in enumerate(WORDS) if word in name and _may_be_list(url, name)), None)


def _may_be_list(url: str, name: str) -> bool:
    is_short = 0 < len(name) <= CLUES["longest_name"] and not YEAR.search(name)
    is_other = is_home(url) or is_article(url) or any(word in name for word in CLUES["not_columns"])
    return is_short and not is_other


def _lists_by_address(url: str) -> list[str]:
    for pattern, lists in ARTICLES:
        if match := pattern.match(url):
            return [canonical(each.format(**match.groupdict())) for each in lists]
    return []


def _breadcrumb(page: Page) -> list[tuple[str, str]]:
    """Address and name of the links of the page's place on its site, outermost first, the home page left out."""
    document = Selector(page.text, type="html")
    for words in CLUES["breadcrumbs"]:
        if trail := document.xpath(BREADCRUMB.format(words, words)):
            links = _links(trail[0], page.url, base_of(document, page.url))
            return [(url, name) for url, name in links if not is_home(url) and not is_article(url)]
    return []


def _led_to(page: Page, document: Selector) -> tuple[str, ...]:
    """Where a page without links sends its visitor: by a refresh, a script or a frame, on its own host."""
    scripted = ("".join(match.groups("")) for match in LOCATION.finditer("\n".join(scripts_of(document))))
    written = (WebPage(page.text, page.url).refresh or "", *scripted, *document.xpath(FRAMES).getall())
    base = base_of(document, page.url)
    urls = dict.fromkeys(canonical(resolved(base, each.strip())) for each in written if each.strip())
    return tuple(url for url in urls if is_on_host(url, host(page.url)) and folded(url) != folded(page.url))


def _links(part: Selector, page: str, base: str) -> list[tuple[str, str]]:
    """Address and name of each link that stays on the host of `page` and leads to a page."""
    links = []
    for link in part.xpath(".//a[@href]"):
        url = canonical(resolved(base, (link.xpath("@href").get() or "").strip()))
        name = "".join((link.xpath("@title").get() or link.xpath("string()").get() or "").split())
        if is_on_host(url, host(page)) and not FILE.search(urlsplit(url).path):
            links.append((url, name))
    return links
