"""Hanweb jcms: the newest rows stand in an inline datastore, older ones come from dataproxy.jsp as XML."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qsl, urlencode, urlsplit

from spiders.dialects.article import ArticlePage, read
from spiders.dialects.listing import Ask, Form, ListingPage, Row, resolved, rows_of

DATAPROXY = "/module/web/jpage/dataproxy.jsp"
# jpage asks for three pages in one call.
PAGES_PER_CALL = 3
DEFAULT_PER_PAGE = 20

# What only this family writes into its pages.
SIGNS = (
    re.compile(r"<datastore>"),
    re.compile(r"/module/web/jpage/|\.jpage\("),
    re.compile(r"/art/\d{4}/\d{1,2}/\d{1,2}/art_\d+_\d+\.html"),
    re.compile(r"/col/col\d+/"),
    re.compile(r"/jcms/|/module/download/downfile\.jsp|/module/jslib/"),
)
CONTAINERS = (
    "//*[@id='zoom' or @id='Zoom']",
    "//*[contains(concat(' ', @class, ' '), ' zc_article_con ')]",
    # So spelt.
    "//*[contains(concat(' ', @class, ' '), ' artile_zw ')]",
    "//*[contains(concat(' ', @class, ' '), ' main-txt ')]",
    "//td[contains(concat(' ', @class, ' '), ' bt_content ')]",
)
ARTICLE = re.compile(r"/art/|art_\w+\.html?$")
NEXT_GROUP_HREF = re.compile(r"""href\s*=\s*["']([^"']*dataproxy\.jsp[^"']*)["']""")
PER_PAGE = re.compile(r"""perPage["']?\s*:\s*["']?(\d+)""", re.I)
# Ids are numbers, or on some sites long encrypted texts.
PARAMETER = r"""\b{}["']?\s*[:=]\s*["']?([^"'&,;{{}}\s]+)"""


def listing(text: str, url: str, form: Form = ()) -> ListingPage:
    """Rows and following pages of a column page or of a dataproxy answer.

    A column page whose datastore is missing or empty is read by its links. The next page is asked for as a range of
    records (form A); a column page whose `nextgroup` names page numbers offers that (form B) as second guess.
    """
    rows = _rows(text, url)
    asked = dict(parse_qsl(urlsplit(url).query, keep_blank_values=True))
    if "startrecord" in asked:
        return ListingPage(rows, (_following_range(url, asked, len(rows)),) if rows else ())
    if urlsplit(url).path.endswith("/dataproxy.jsp"):
        return ListingPage(rows, (_following_page(url, asked),) if rows else ())
    return ListingPage(rows, _pages_behind(text, url, len(rows)))


def article(text: str, url: str) -> ArticlePage:
    return read(text, url, CONTAINERS)


def _rows(text: str, url: str) -> tuple[Row, ...]:
    stores = _between(text, "<datastore>", "</datastore>")
    records = [record for store in stores for record in _between(store, "<![CDATA[", "]]>")]
    # A record may be a <tr> or a bare <h1>: the wrapper makes it one item of a list in any case.
    wrapped = "".join(f"<div>{record}</div>" for record in records)
    return rows_of(wrapped, url, ARTICLE) or rows_of(text, url, ARTICLE)


def _between(text: str, opening: str, closing: str) -> list[str]:
    return [part.partition(closing)[0] for part in text.split(opening)[1:]]


def _pages_behind(text: str, url: str, shown: int) -> tuple[Ask, ...]:
    """First requests for the rows after the `shown` inline ones; none where the page names no data proxy."""
    found = NEXT_GROUP_HREF.search(" ".join(_between(text, "<nextgroup>", "</nextgroup>")))
    href = unescape(found[1]) if found else None
    address, _, query = (href or DATAPROXY).partition("?")
    given = dict(parse_qsl(query, keep_blank_values=True)) or _script_parameters(text)
    if not {"columnid", "unitid"} <= given.keys():
        return ()
    per_page = _per_page(text)
    proxy = resolved(url, address)
    ranged = f"{proxy}?{_range(shown + 1, per_page)}&{urlencode(_range_parameters(given))}"
    paged = f"{proxy}?{urlencode(given | {'page': str(shown // per_page + 1)})}"
    return (Ask(ranged), Ask(paged)) if href else (Ask(ranged),)


def _script_parameters(text: str) -> dict[str, str]:
    found = {name: re.search(PARAMETER.format(name), text, re.I) for name in ("columnid", "unitid", "webid")}
    return {name: match[1] for name, match in found.items() if match}


def _range_parameters(given: dict[str, str]) -> dict[str, str]:
    fixed = {"col": "1", "appid": "1", "path": "/", "sourceContentType": "1", "permissiontype": "0"}
    return fixed | {name: value for name, value in given.items() if name != "page"}


def _following_range(url: str, asked: dict[str, str], count: int) -> Ask:
    """The range after the rows that really came, which may be fewer than were asked for."""
    rest = {name: value for name, value in asked.items() if name not in ("startrecord", "endrecord", "perpage")}
    start = int(asked["startrecord"]) + count
    per_page = int(asked.get("perpage", DEFAULT_PER_PAGE))
    return Ask(f"{url.partition('?')[0]}?{_range(start, per_page)}&{urlencode(rest)}")


def _following_page(url: str, asked: dict[str, str]) -> Ask:
    following = str(int(asked.get("page", 1)) + 1)
    return Ask(f"{url.partition('?')[0]}?{urlencode(asked | {'page': following})}")


def _range(start: int, per_page: int) -> str:
    return urlencode({"startrecord": start, "endrecord": start + PAGES_PER_CALL * per_page - 1, "perpage": per_page})


def _per_page(text: str) -> int:
    match = PER_PAGE.search(text)
    return int(match[1]) if match and int(match[1]) > 0 else DEFAULT_PER_PAGE
