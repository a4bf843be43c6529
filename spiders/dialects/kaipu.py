"""开普 Kaipu/UCAP: static lists `nav_list.shtml`, `nav_list_2.shtml` …, or a column page whose rows come as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from spiders.address import canonical
from spiders.dialects import paging, query, trs
from spiders.dialects.article import ArticlePage, classed, identified, read
from spiders.dialects.interface import day, spelt, words
from spiders.dialects.listing import Ask, Form, ListingPage, Row, iso_date, resolved, rows_of, with_slash
from spiders.dialects.pager import next_links
from spiders.dialects.tree import parsed

# What only this family writes into its pages.
SIGNS = (
    re.compile(r"<UCAP(?:TITLE|CONTENT)\b|<PUBLISHTIME\b", re.I),
    re.compile(r"/\d{6}/[0-9a-f]{32}\.s?html?\b|/\d{4}/\d{1,2}/\d{1,2}/[0-9a-f]{32}\.s?html?\b"),
    re.compile(r"/c\d{2}_\d+\.s?html?\b|/c\d+/content\.s?html?\b"),
    # The channel is spelt out, or added by the script: "/common/search/" + channelId + "?page=1&_isAgg=true…"
    re.compile(r"""/(?:common/search|searchList)/(?:[0-9a-f]{32}|\d+|["']\s*\+|\$\{)|[?&]_isAgg=|/szinf/"""),
    re.compile(r"\bUCAP-CONTENT\b|#PAGE_BREAK#|cmspro_"),
)
CONTAINERS = (
    "//ucapcontent",
    identified("UCAP-CONTENT"),
    classed("pages_content"),
    identified("zoomcon"),
    identified("zoom"),
    classed("article_content"),
    classed("article-content"),
)
ARTICLE = re.compile(r"(?:^|/)(?:[0-9a-f]{32}|c\d{2}_\d+|c\d+/content)\.s?html?(?:[?#]|$)", re.I)

LIST_FILE = re.compile(r"(?P<name>.+?)(?:_(?P<number>\d{1,6}))?\.(?P<suffix>s?html?)")

PLACE = r"(?P<address>(?:(?:https?:)?//[\w.:-]+)?(?:/[\w-]{1,40}){0,4}"
SEARCH = re.compile(
    PLACE + r"""/(?:common/search|searchList)/)(?P<channel>[0-9a-f]{32}\b|\d{2,12}\b)?(?:\?(?P<query>[^"'\s<>]*))?"""
)
SEARCH_QUERY = {"page": "1", "_pageSize": "15", "_isAgg": "true", "_isJson": "true", "_template": "index"}
# Hunan's, which is asked by POST.
POSTED_SEARCH = "/search/common/search/"
# datas: [{key: 'status', value: 4}]; the value of published rows differs between sites.
STATUS = re.compile(r"""key["']?\s*:\s*["']status["']\s*,\s*["']?value["']?\s*:\s*["']?(\w+)""")
# Suzhou's, which is asked by POST too.
LOAD_DATA = re.compile(PLACE + r"/interfacesWeb\w+/loadData)\b")
# channelId = '…', channel_id: "…", <meta name="channelid" content="…">, <input value="…" id="channelId">
CHANNELS = (
    re.compile(r"channel_?id\b[^<>;]{0,60}?\b([0-9a-f]{32})\b", re.I),
    re.compile(r"\b([0-9a-f]{32})\b[^<>;]{0,60}?\bchannel_?id\b", re.I),
    re.compile(r"""channel_?id["']?\s*[:=]\s*["']?(\d{2,12})\b""", re.I),
)
# A script may call its channel otherwise; then it is the only such text of the page.
KEY = re.compile(r"""["']([0-9a-f]{32})["']""")

LISTS = ("results", "list", "infolist")
TOTALS = ("total", "allRow")
TITLES = ("title",)
ADDRESSES = ("url", "link")
DATES = ("publishedtimestr", "published_time_format", "pubtime", "publishedtime")
MILLISECONDS = re.compile(r"\d{12,13}")


def listing(text: str, url: str, form: Form = ()) -> ListingPage:
    """An answer of one of the family's interfaces, or a column page.

    A column page without rows leads to the interface whose channel its script names. So does one that shows some rows
    and has no link to older ones.
    """
    if SEARCH.search(url) or LOAD_DATA.search(url):
        return _answer(text, Ask(url, form))
    page = with_slash(url)
    rows = rows_of(text, page, ARTICLE)
    if not rows:
        return ListingPage((), lists=_interfaces(text, page) or _unnamed_interface(text, page))
    if linked := tuple(dict.fromkeys(_linked_pages(text, page))):
        return ListingPage(rows, linked)
    interfaces = _interfaces(text, page)
    if not interfaces and all(row.date is None for row in rows):
        interfaces = _unnamed_interface(text, page)
    # The rows on the page may be others than the interface's: what is new, what is read most.
    asks = [each for first in interfaces[:1] for each in (first, paging.following(first))]
    return ListingPage(rows, (*asks, *_pages_by_name(page)), interfaces[1:])


def article(text: str, url: str) -> ArticlePage:
    """The article; its pseudo tags go before the metas, whose date may be the day when the site was built anew."""
    page = read(text, url, CONTAINERS)
    tags = parsed(text)
    return replace(
        page,
        title=words(tags.xpath("string(//ucaptitle)").get()) or words(page.title) or None,
        published=iso_date(tags.xpath("string(//publishtime)").get() or "") or page.published,
    )


def _linked_pages(text: str, page: str) -> Iterator[Ask]:
    """The page after, by the page's links or by createPageHTML('page_div', 22, 1, 'nav_list', 'shtml', 325)."""
    yield from map(Ask, next_links(text, page))
    if any(trs.calls(text)):
        yield from trs.following_pages(text, page)


def _pages_by_name(page: str) -> Iterator[Ask]:
    """The second page is `nav_list_2.shtml`, on a few sites `nav_list_1.shtml`."""
    if match := LIST_FILE.fullmatch(urlsplit(page).path.rpartition("/")[2]):
        for number in (int(match["number"]) + 1,) if match["number"] else (2, 1):
            yield Ask(canonical(resolved(page, f"{match['name']}_{number}.{match['suffix']}")))


def _interfaces(text: str, page: str) -> tuple[Ask, ...]:
    """The first request to each interface that the page names."""
    if match := LOAD_DATA.search(text):
        return (Ask(f"{resolved(page, match['address'])}?pageSize=15", _load_data_form(_channel(text))),)
    asks: dict[str, Ask] = {}
    for match in SEARCH.finditer(text):
        if channel := match["channel"] or _channel(text) or _only_key(text):
            address = resolved(page, match["address"]) + channel
            asks.setdefault(address, _search(text, address, match["query"] or ""))
    return tuple(asks.values())


def _unnamed_interface(text: str, page: str) -> tuple[Ask, ...]:
    """A page may give only its channel and leave the interface's address to a script file."""
    channel = _channel(text)
    return (_search(text, resolved(page, f"/common/search/{channel}"), ""),) if channel else ()


def _channel(text: str) -> str | None:
    return next((match[1] for pattern in CHANNELS if (match := pattern.search(text))), None)


def _only_key(text: str) -> str | None:
    keys = set(KEY.findall(text))
    return keys.pop() if len(keys) == 1 else None


def _search(text: str, address: str, given: str) -> Ask:
    if POSTED_SEARCH in address:
        return Ask(address, _search_form(text))
    # What the script puts together (`page=" + n`) is cut off or no word.
    literal = {name: value for name, value in query.parameters(unescape(given)).items() if value.isalnum()}
    return Ask(query.address(address, SEARCH_QUERY | literal | {"page": "1"}))


def _search_form(text: str) -> Form:
    match = STATUS.search(text)
    return (("datas[0][key]", "status"), ("datas[0][value]", match[1] if match else "1"), ("page", "1"))


def _load_data_form(channel: str | None) -> Form:
    return (("pageIndex", "1"), ("channel_id", channel)) if channel else (("pageIndex", "1"),)


def _answer(text: str, ask: Ask) -> ListingPage:
    """Rows and following page of an interface's answer.

    An interface that is registered by its address is asked by GET first; if that brings nothing, it wants a form.
    """
    answer = _decoded(text)
    if rows := _rows(answer, ask.url):
        following = paging.following(ask, "page" if SEARCH.search(ask.url) else "pageIndex")
        return ListingPage(rows, (following,), total=_total(answer))
    is_first_get = not ask.form and paging.number_of(ask) in (None, 1)
    return ListingPage((), lists=_posted(ask.url) if is_first_get else ())


def _posted(url: str) -> tuple[Ask, ...]:
    address, asked = url.partition("?")[0], query.of_address(url)
    if SEARCH.search(url):
        return (Ask(address, _search_form("")),)
    page_size = {"pageSize": asked.get("pageSize", "15")}
    return (Ask(query.address(url, page_size), _load_data_form(asked.get("channel_id"))),)


def _decoded(text: str) -> dict[str, Any]:
    """The part of an answer that holds the rows: its `data`, or the whole; empty where it is no JSON object."""
    try:
        answer = json.loads(text.lstrip("\ufeff"), strict=False)
    except (ValueError, RecursionError):
        return {}
    data = answer.get("data", answer) if isinstance(answer, dict) else answer
    return data if isinstance(data, dict) else {"list": data}


def _rows(answer: dict[str, Any], url: str) -> tuple[Row, ...]:
    records = next((found for name in LISTS if isinstance(found := answer.get(name), list)), [])
    rows: dict[str, Row] = {}
    for record in records:
        # One interface writes title, another TITLE.
        fields = {name.lower(): value for name, value in record.items()} if isinstance(record, dict) else {}
        address, title = _first(fields, ADDRESSES), words(_first(fields, TITLES))
        if address and title:
            row = Row(canonical(resolved(url, address)), title, _day(_first(fields, DATES)))
            rows.setdefault(row.url, row)
    return tuple(rows.values())


def _first(fields: dict[str, Any], names: tuple[str, ...]) -> str:
    """The first of the named fields that is not empty."""
    return next((spelt(str(value)) for name in names if (value := fields.get(name))), "")


def _day(text: str) -> str | None:
    if MILLISECONDS.fullmatch(text):
        return day(int(text) / 1000)
    return iso_date(text)


def _total(answer: dict[str, Any]) -> int | None:
    return next((found for name in TOTALS if isinstance(found := answer.get(name), int)), None)
