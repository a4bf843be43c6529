"""TRS WCM: static list pages `index.html`, `index_1.html` … whose pager is a call in an inline script."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit, urlunsplit

from spiders.dialects.article import ArticlePage, read
from spiders.dialects.listing import Ask, Form, ListingPage, rows_of

ARTICLE = re.compile(r"(?:^|/)t\d{8}_\d+\.s?html?$|(?:^|/)[PW]0\d+\.\w+$")
# createPageHTML(12, 0, "index", "html"); createPage is its name on the Chongqing sites
PAGER = re.compile(r"""createPage(?:HTML)?\(\s*\d+\s*,\s*\d+\s*,\s*["'](\w+)["']\s*,\s*["'](\w+)["']""")
# createPageHTML("page_div", 50, 1, "szywlist", "shtml", 1000): counts from 1, so its second page is _2
PAGER_FROM_ONE = re.compile(
    r"""createPage(?:HTML)?\(\s*["']\w+["']\s*,\s*\d+\s*,\s*\d+\s*,\s*["'](\w+)["']\s*,\s*["'](\w+)["']"""
)
LIST_FILE = re.compile(r"(.+?)(?:_(\d+))?\.(s?html?)")


# What only this family writes into its pages.
SIGNS = (
    re.compile(r"createPage(?:HTML)?\("),
    re.compile(r"/t\d{8}_\d+\.s?html?\b"),
    re.compile(r"TRS_(?:Editor|UEDITOR)|trs_editor_view|TRS_PUBLISH", re.I),
    re.compile(r"/was5/web/|/irs/front/|/igs/front/"),
)
CONTAINERS = (
    "//*[contains(concat(' ', @class, ' '), ' trs_editor_view ')]",
    "//*[contains(concat(' ', @class, ' '), ' TRS_UEDITOR ')]",
    "//*[contains(concat(' ', @class, ' '), ' TRS_Editor ')]",
    "//*[@id='UCAP-CONTENT']",
    "//*[@id='zoom' or @id='Zoom']",
    "//*[contains(concat(' ', @class, ' '), ' zz-xl-ct ')]",
    "//*[contains(concat(' ', @class, ' '), ' zwxl-article ')]",
)


@dataclass(frozen=True, slots=True)
class Pager:
    """How the list pages are named, and the numbers that the page after the first may carry."""

    name: str
    suffix: str
    second: tuple[int, ...]


def listing(text: str, url: str, form: Form = ()) -> ListingPage:
    """Rows and following pages of one list page; a page without rows (a stub) has nothing after it."""
    page = _with_slash(url)
    rows = rows_of(text, page, ARTICLE)
    return ListingPage(rows, _following_pages(text, page) if rows else ())


def article(text: str, url: str) -> ArticlePage:
    return read(text, url, CONTAINERS)


def _with_slash(url: str) -> str:
    """A folder registered without its slash would resolve `./202403/…` against its parent."""
    parts = urlsplit(url)
    if "." in parts.path.rpartition("/")[2] or parts.path.endswith("/"):
        return url
    return urlunsplit(parts._replace(path=f"{parts.path}/"))


def _following_pages(text: str, page: str) -> tuple[Ask, ...]:
    pager = _pager(text, page)
    if pager is None:
        return ()
    return tuple(Ask(urljoin(page, f"{pager.name}_{number}.{pager.suffix}")) for number in _following(pager, page))


def _pager(text: str, page: str) -> Pager | None:
    if match := PAGER.search(text):
        return Pager(match[1], match[2], (1, 2))
    if match := PAGER_FROM_ONE.search(text):
        return Pager(match[1], match[2], (2,))
    # Some templates have no script: the list's own file name says how its pages are called.
    if match := LIST_FILE.fullmatch(urlsplit(page).path.rpartition("/")[2]):
        return Pager(match[1], match[3], (1, 2))
    return None


def _following(pager: Pager, page: str) -> tuple[int, ...]:
    match = LIST_FILE.fullmatch(urlsplit(page).path.rpartition("/")[2])
    if match is None or match[2] is None or match[1] != pager.name:
        return pager.second
    return (int(match[2]) + 1,)
