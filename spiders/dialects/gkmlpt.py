"""NFCMS and its disclosure platform gkmlpt (Guangdong): static lists, and an index page whose rows come as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from json import JSONDecoder
from urllib.parse import urlsplit, urlunsplit

from spiders.address import canonical, pair
from spiders.dialects import paging
from spiders.dialects.article import ArticlePage, Attachment, classed, identified, read
from spiders.dialects.interface import day, spelt, words
from spiders.dialects.listing import Ask, Form, ListingPage, Row, iso_date, resolved, rows_of, united, with_slash
from spiders.dialects.pager import next_links

# What only this family writes into its pages.
SIGNS = (
    re.compile(r"/gkmlpt/"),
    re.compile(r"window\._CONFIG\s*=[^<]{0,2000}\bSID\b", re.I),
    re.compile(r"/content/m?post_\d+\.html"),
    re.compile(r"nfw-cms-attachment|\bNFCMS_|id=[\"']?zoomcon\b"),
)
CONTAINERS = (classed("article-content"), identified("zoomcon"), classed("news_cont_d_wrap"))
ARTICLE = re.compile(r"(?:^|/)content/(?:\d+/)*m?post_\d+\.s?html?(?:[?#]|$)")
PLATFORM = re.compile(r"(.*?)/gkmlpt(?:/|$)")
LIST_FILE = re.compile(r"(.*?)(?:_(\d{1,6}))?\.(s?html?)")
JUMP = re.compile(r"(?<=[?&])jump=false(?:&|$)")
NUMBER = re.compile(r"[0-9]{1,12}")

SID = re.compile(r"""\bSID["']?\s*:\s*["']?(\d+)""", re.I)
TREE = re.compile(r"""\bTREE["']?\s*[:=]\s*(?=\[)""", re.I)
DETAIL = re.compile(r"""\bDETAIL["']?\s*[:=]\s*(?=\{)""", re.I)
# Where such reports stand; few sites give them a part of their own. The column's title filter chooses among the rows.
LIKELY_NODE = re.compile(r"法治|依法行政|年度报告|年报|工作报告|总结|规划|计划|通知|公告|公示|法定.{0,2}公开")
# The day that readers see goes first; `date` is the day a text was made, which stands in where no other is given.
DATE_FIELDS = ("display_publish_time", "created_at", "date", "create_time")
JSON = JSONDecoder(strict=False)


def listing(text: str, url: str, form: Form = ()) -> ListingPage:
    """An answer of the platform's interface, the platform's index page, or a static list.

    The index page has no rows: it leads to the list of everything, and to the lists of the likely parts of its tree,
    for the first may be cut short (on some sites its second page is a 404).
    """
    path = url.partition("?")[0]
    platform = PLATFORM.match(path)
    if platform is None:
        return _static_list(text, with_slash(url))
    if "/gkmlpt/api/" in path:
        return _answer(text, url)
    return ListingPage((), lists=tuple(_lists(text, platform[1])))


def article(text: str, url: str) -> ArticlePage:
    """An article whose text stands in the page, or only in the JSON that the page's script keeps."""
    page = read(text, url, CONTAINERS)
    detail = _detail(text)
    kept = read(f'<div class="article-content">{spelt(detail.get("content"))}</div>', url, CONTAINERS)
    if len(words(kept.body)) > len(words(page.body)):
        page = replace(page, container=kept.container, characters=kept.characters, images=kept.images)
    return replace(
        page,
        title=words(detail.get("title")) or page.title,
        published=page.published or _published(detail),
        attachments=_each_once([*page.attachments, *kept.attachments, *_listed_files(detail, url)]),
    )


def _static_list(text: str, url: str) -> ListingPage:
    rows = _unified(rows_of(text, url, ARTICLE), url)
    return ListingPage(rows, tuple(map(Ask, dict.fromkeys(_pages_after(text, url)))) if rows else ())


def _pages_after(text: str, url: str) -> Iterator[str]:
    """Where the page's own link leads, then the file with the next number: index.html, index_2.html …"""
    yield from next_links(text, url)
    if file := LIST_FILE.fullmatch(urlsplit(url).path.rpartition("/")[2] or "index.html"):
        yield canonical(resolved(url, f"{file[1]}_{int(file[2] or 1) + 1}.{file[3]}"))


def _lists(text: str, base: str) -> Iterator[Ask]:
    sid = SID.search(text)
    query = f"?page=1&sid={sid[1]}" if sid else "?page=1"
    for number in dict.fromkeys(["0", *_likely_nodes(text)]):
        yield Ask(f"{base}/gkmlpt/api/all/{number}{query}")


def _likely_nodes(text: str) -> Iterator[str]:
    tree = TREE.search(text)
    for node in _nodes(_decoded(text, tree.end())) if tree else ():
        number = str(node.get("id"))
        # A node that jumps has its rows elsewhere.
        if NUMBER.fullmatch(number) and not node.get("jump_url") and LIKELY_NODE.search(words(node.get("name"))):
            yield number


def _nodes(tree: object) -> Iterator[dict[str, object]]:
    """The nodes of the tree, each before its children. A loop: a tree may be deeper than Python's stack."""
    waiting = [tree]
    while waiting:
        match waiting.pop():
            case list() as nodes:
                waiting.extend(reversed(nodes))
            case dict() as node:
                yield node
                waiting.append(node.get("children"))


def _answer(text: str, url: str) -> ListingPage:
    answer = _decoded(text, max(text.find("{"), 0))
    if not isinstance(answer, dict):
        return ListingPage(())
    rows = _unified(_rows(answer.get("articles"), url), url)
    total = answer.get("total")
    return ListingPage(
        rows, (paging.following(Ask(url)),) if rows else (), total=total if isinstance(total, int) else None
    )


def _rows(articles: object, url: str) -> Iterator[Row]:
    for each in articles if isinstance(articles, list) else ():
        if not isinstance(each, dict):
            continue
        href = spelt(each.get("url")) or spelt(each.get("post_url"))
        if href:
            yield Row(canonical(resolved(url, href)), words(each.get("title")), _published(each))


def _unified(rows: Iterable[Row], url: str) -> tuple[Row, ...]:
    """The rows under one spelling of each address."""
    return united(replace(row, url=_one_spelling(row.url, url)) for row in rows)


def _one_spelling(address: str, url: str) -> str:
    """One article comes with http and https, with and without `?jump=false`: the list's scheme, and without."""
    plain = JUMP.sub("", address).rstrip("?&")
    own = canonical(url)
    if pair(plain) is None or pair(own) is None or urlsplit(plain).netloc != urlsplit(own).netloc:
        return plain
    return urlunsplit(urlsplit(plain)._replace(scheme=urlsplit(own).scheme))


def _published(record: dict[str, object]) -> str | None:
    return next((found for name in DATE_FIELDS if (found := _day(record.get(name)))), None)


def _day(value: object) -> str | None:
    """ISO date of seconds since 1970, as a number or its digits, read in China; or of a written date."""
    written = str(value).strip()
    if not NUMBER.fullmatch(written):
        return iso_date(written)
    return day(int(written))


def _detail(text: str) -> dict[str, object]:
    found = DETAIL.search(text)
    detail = _decoded(text, found.end()) if found else None
    return detail if isinstance(detail, dict) else {}


def _listed_files(detail: dict[str, object], url: str) -> Iterator[Attachment]:
    files = detail.get("attachment")
    for each in files if isinstance(files, list) else ():
        if isinstance(each, dict) and (href := spelt(each.get("url"))):
            yield Attachment(canonical(resolved(url, href)), words(each.get("name")))


def _each_once(attachments: Iterable[Attachment]) -> tuple[Attachment, ...]:
    first: dict[str, Attachment] = {}
    for each in attachments:
        first.setdefault(each.url, each)
    return tuple(first.values())


def _decoded(text: str, start: int) -> object:
    """The JSON value that begins at `start`; None where none does."""
    try:
        value: object = JSON.raw_decode(text, start)[0]
    except (ValueError, RecursionError):
        return None
    return value
