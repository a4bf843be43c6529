"""博达 VSB: a column `tzgg.htm` holds the newest rows; its numbered pages count down, `tzgg/20.htm` to `tzgg/1.htm`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit, urlunsplit

from parsel import Selector

from spiders.address import canonical, pair
from spiders.dialects import query
from spiders.dialects.article import ArticlePage, Attachment, attachments_in, classed, read
from spiders.dialects.listing import Ask, Form, ListingPage, Row, base_of, resolved, rows_of, united
from spiders.dialects.pager import next_links
from spiders.dialects.tree import expression, parsed

STATIC = re.compile(r"(?P<site>.*?/)info/\d+/\d+\.s?html?")
# content.jsp, xdetails.jsp, new2021/xdetails.jsp: each site's templates name it. What stands in /system/ is no article.
ARTICLE = re.compile(r"(?:^|/)info/\d+/\d+\.s?html?(?:$|[?#])|^(?![^?]*/system/)[^?]*\.jsp\?.*\bwbnewsid=\d")
COUNTER_LINK = re.compile(r"<a\b[^<>]*clicktimes\.jsp[^<>]*>", re.I)
# A year's own column may be called 2024.htm.
NUMBERED = re.compile(r"(?P<folder>.*/)(?!(?:19|20)\d\d\.)(?P<number>\d{1,4})(?P<suffix>\.s?html?)")
SUFFIX = re.compile(r"\.s?html?$")
# Of the dynamic list: PAGENUM, on other sites a154p of the list component a154.
PAGE_PARAMETER = re.compile(r"pagenum|a\d+p", re.I)
PAGES = re.compile(r"(?<![\d/.-])1\s*/\s*(\d{1,4})(?![\d/.])")
# Not the 共12条 inside a title.
TOTAL = re.compile(r"(?<!\S)共\s*(\d{1,7})\s*条(?:记录)?(?=[\s\d,，]|$)")
VISIBLE = "//body//text()[not(parent::script or parent::style)]"

# What only this family writes into its pages.
SIGNS = (
    re.compile(r"v_news_content|vsb_?content|_vsb_|Visual SiteBuilder", re.I),
    re.compile(r"urltype=(?:news|tree)\.\w+Url"),
    re.compile(r"/system/resource/(?:js|code|css)/"),
    re.compile(r"""id=["']?(?:line_u\d+_\d+|fanye\d+)"""),
    re.compile(r"p_next p_fun|_simple_list_gotopage_fun"),
)
CONTAINERS = (
    classed("v_news_content"),
    "//*[starts-with(@id, 'vsb_content')]",
    f"{classed('vsbcontent_start')}/..",
)
# 附件【<a href="/system/_content/download.jsp?…">名.pdf</a>】 may stand far from the text.
ATTACHMENT_LINES = "//*[self::li or self::p or self::div or self::td][starts-with(normalize-space(), '附件')]"
# The text as a PDF in a viewer that a script puts into the page.
VIEWER = re.compile(r"""showVsbpdfIframe\(\s*["']([^"']+)["']""")


def listing(text: str, url: str, form: Form = ()) -> ListingPage:
    """Rows and following pages of a column page, a numbered page or a page of the dynamic list."""
    rows = _once(rows_of(COUNTER_LINK.sub("<a>", text), url, ARTICLE))
    total = int(found[-1]) if (found := TOTAL.findall(_visible(parsed(text)))) else None
    following = dict.fromkeys(_following(text, url, -(-(total or 0) // len(rows)))) if rows else ()
    return ListingPage(rows, tuple(map(Ask, following)), total=total)


def article(text: str, url: str) -> ArticlePage:
    """The article; its attachments also from lines that begin with 附件 and from the viewer of a PDF."""
    page = read(text, url, CONTAINERS)
    whole = parsed(text)
    files = (*page.attachments, *attachments_in(expression(ATTACHMENT_LINES)(whole.root), base_of(whole, url)))
    by_url = {file.url: file for file in (*files, *_viewed(text, url))}
    return replace(page, attachments=tuple(by_url.values()))


def _once(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Each article once: `content.jsp?…&wbtreeid=T&wbnewsid=I` is `info/T/I.htm` where the page links to that too.

    On a page without a static link the dynamic address stays: some sites publish nothing under info/.
    """
    linked = [row.url for row in reversed(rows) if pair(row.url)]
    sites = {pair(url): match["site"] for url in linked if (match := STATIC.fullmatch(url))}
    return united(replace(row, url=_static(row.url, sites.get(pair(row.url)))) for row in rows)


def _static(url: str, site: str | None) -> str:
    asked = query.of_address(url)
    tree, news = asked.get("wbtreeid", ""), asked.get("wbnewsid", "")
    return f"{site}info/{tree}/{news}.htm" if site and tree.isdecimal() and news.isdecimal() else url


def _visible(page: Selector) -> str:
    return " ".join(page.xpath(VISIBLE).getall())


def _following(text: str, url: str, pages: int) -> Iterator[str]:
    """Guesses at the page after this one; `pages` is how many the total makes."""
    path = urlsplit(url).path
    numbered = NUMBERED.fullmatch(path)
    if numbered and int(numbered["number"]) <= 1:
        return
    yield from next_links(text, url)
    if numbered:
        yield _at(url, f"{numbered['folder']}{int(numbered['number']) - 1}{numbered['suffix']}")
    elif path.endswith(".jsp"):
        yield _counted_up(url)
    else:
        yield from _highest(parsed(text), url, pages)


def _highest(page: Selector, url: str, pages: int) -> Iterator[str]:
    """The numbered page after the first: the highest that is linked, or one less than the pages there are.

    The higher of the two goes first: a pager may link to nothing but its last page, number 1.
    """
    path = urlsplit(url).path
    suffix = match[0] if (match := SUFFIX.search(path)) else ".htm"
    folder = _at(url, f"{path.removesuffix(suffix).rstrip('/')}/")
    base = base_of(page, url)
    addresses = (canonical(resolved(base, href)) for href in page.xpath("//a/@href").getall())
    linked = (match for address in addresses if (match := NUMBERED.fullmatch(address)) and match["folder"] == folder)
    numbers = {max((int(match["number"]) for match in linked), default=0), (_pages(page) or pages) - 1}
    for number in sorted(numbers, reverse=True):
        if number > 0:
            yield f"{folder}{number}{suffix}"


def _pages(page: Selector) -> int | None:
    """How many pages the pager says there are."""
    found = PAGES.findall(_visible(page))
    return int(found[-1]) if found else None


def _counted_up(url: str) -> str:
    """The dynamic list's next page; its first page may not say its number."""
    asked = query.of_address(url)
    name = next((name for name in asked if PAGE_PARAMETER.fullmatch(name)), "PAGENUM")
    return query.address(url, asked | {name: str(query.number(asked.get(name), 1) + 1)})


def _at(url: str, path: str) -> str:
    return canonical(urlunsplit(urlsplit(url)._replace(path=path, query="", fragment="")))


def _viewed(text: str, url: str) -> Iterator[Attachment]:
    for match in VIEWER.finditer(text):
        address = canonical(resolved(url, match[1]))
        yield Attachment(address, address.partition("?")[0].rpartition("/")[2])
