"""Hanweb jcms: the newest rows stand in an inline datastore, older ones come from dataproxy.jsp as XML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlencode

from spiders.dialects import query
from spiders.dialects.article import ArticlePage
from spiders.dialects.guarded import CONTAINERS, read_guarded
from spiders.dialects.listing import Ask, Form, ListingPage, Row, are_beside, resolved, rows_of

DATAPROXY = "/module/web/jpage/dataproxy.jsp"
# jpage asks for three pages in one call.
PAGES_PER_CALL = 3
DEFAULT_PER_PAGE = 20
# What a page that does not say its size may have: the largest first, for a page asked for too early repeats rows only.
USUAL_PER_PAGE = (20, 19, 16, 15)

# What only this family writes into its pages.
SIGNS = (
    re.compile(r"<datastore>"),
    re.compile(r"/module/web/jpage/|\.jpage\("),
    re.compile(r"/art/\d{4}/\d{1,2}/\d{1,2}/art_\d+_\d+\.html"),
    re.compile(r"/col/col\d+/"),
    re.compile(r"/jcms/|/module/download/downfile\.jsp|/module/jslib/"),
)
ARTICLE = re.compile(r"(?:^|/)art/\d{4}/|(?:^|/)art_\w+\.s?html?(?:[?#]|$)")

STORE = re.compile(r"<datastore\b[^>]*>(.*?)(?:</datastore>|\Z)", re.I | re.S)
CDATA = re.compile(r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.S)
RECORD = re.compile(r"<record\b[^>]*>(.*?)(?:</record>|\Z)", re.I | re.S)

PROXY_HREF = re.compile(r"""dataproxy\.jsp\?[^"'<>\s]+""")
# What an href has before its file's name. A longer one is none: pages hold pictures of a megabyte in such a run.
HREF_BEGINNING = re.compile(r"""[^"'<>\s]{0,300}\Z""")
PROXY_URL = re.compile(r"""\bproxyUrl["']?\s*:\s*["']([^"'?]+)""", re.I)
COLUMN = re.compile(r"/col/col(\w+)/")
UNIT = re.compile(r"""\(\s*["']#(\w+)["']\s*\)\.jpage\(""")
PER_PAGE = re.compile(r"""\bperPage["']?\s*:\s*["']?([0-9]{1,9})""", re.I)
TOTAL = re.compile(r"""\btotalRecord["']?\s*:\s*["']?([0-9]{1,9})|<totalrecord>\s*([0-9]{1,9})""", re.I)
# Ids are numbers, or on some sites long encrypted texts.
SCRIPT_PARAMETERS = {
    name: re.compile(rf"""\b{name}["']?\s*[:=]\s*["']?([^"'&,;{{}}\s]+)""", re.I)
    for name in ("webid", "columnid", "unitid", "sourceContentType", "webname", "permissiontype")
}
IDS = {"columnid", "unitid"}
FIXED = {"col": "1", "appid": "1", "path": "/", "sourceContentType": "1", "permissiontype": "0"}
# A list of the disclosure (xxgk) is named by its address's query, and holds another kind of content.
DISCLOSURE = "vc_xxgkarea"
DISCLOSED = {"sourceContentType": "3"}

PAGE = re.compile(r"(?<=[?&])page=[^&]*")
PAGE_NUMBER = re.compile(r"[?&;]pageNum=")
PAGE_UNIT = re.compile(r"[?&;]uid=(\w+)")


@dataclass(frozen=True, slots=True)
class Proxy:
    """The data proxy behind a column: its address and parameters, and its href as the page writes it, if it does."""

    address: str
    parameters: dict[str, str]
    href: str | None = None


def listing(text: str, url: str, form: Form = ()) -> ListingPage:
    """Rows and following pages of a column page or of a dataproxy answer.

    A column page whose datastore is missing or empty is read by its links; one that shows nothing of its list leads
    to its proxy.
    """
    total = _total(text)
    if url.partition("?")[0].endswith("/dataproxy.jsp"):
        # Links of an answer belong to the site's pages, not into the proxy's folder.
        rows = _rows(text, f"{url.partition('/module/')[0]}/")
        return ListingPage(rows, (_after_answer(url, form, len(rows)),) if rows else (), total=total)
    rows = _rows(text, url)
    if rows and not _is_shell(text, url, rows):
        return ListingPage(rows, tuple(_behind_column(text, url, len(rows))), total=total)
    return ListingPage((), lists=tuple(_behind_column(text, url, 0)), total=total)


def article(text: str, url: str) -> ArticlePage:
    return read_guarded(text, url, CONTAINERS)


def _is_shell(text: str, url: str, rows: tuple[Row, ...]) -> bool:
    """Whether the rows are links beside the list, which the proxy has."""
    first_page = min(_per_page(text), _total(text) or 0)
    if not are_beside(rows, first_page) or _proxy(text, url) is None:
        return False
    return not _stored_rows(STORE.findall(text), url)


def _rows(text: str, base: str) -> tuple[Row, ...]:
    return _stored_rows(STORE.findall(text), base) or rows_of(text, base, ARTICLE)


def _stored_rows(stores: Iterable[str], base: str) -> tuple[Row, ...]:
    # A record may be a <tr> or a bare <h1>: the wrapper makes it one item of a list in any case.
    return rows_of("".join(f"<div>{block}</div>" for store in stores for block in _blocks(store)), base, ARTICLE)


def _blocks(store: str) -> list[str]:
    """The pieces of HTML that a datastore holds, in CDATA, as its elements, or in character references."""
    blocks: list[str] = CDATA.findall(store) or RECORD.findall(store) or [store]
    return [block if "<" in block else unescape(block) for block in blocks]


def _behind_column(text: str, url: str, shown: int) -> Iterator[Ask]:
    """Guesses at the list behind a column page that shows `shown` rows.

    A range of records (form A); a page number (form B), where the page has such an href; the column's own page by
    number, where the site speaks so; and last the range by POST, since some servers take no other.
    """
    proxy = _proxy(text, url)
    numbered = tuple(_numbered(text, url, proxy))
    is_later_page = query.number(query.of_address(url).get("pageNum"), 1) > 1
    if is_later_page or proxy is None:
        yield from numbered if shown else ()
        return
    stored = len(_stored_rows((store for store in STORE.findall(text) if (proxy.href or "") in store), url))
    per_page = _per_page(text)
    of_list = _of_list(url)
    # Servers that count records from 0 are asked from the last one shown; for the others that repeats one row.
    ranged = f"{proxy.address}?{_range(max(stored, 1), per_page)}"
    parameters = FIXED | (DISCLOSED if DISCLOSURE in of_list else {}) | of_list | proxy.parameters
    yield Ask(f"{ranged}&{urlencode(parameters)}")
    if proxy.href:
        for page in _pages_after(text, stored or shown):
            yield _paged(proxy.href, url, of_list, page)
    yield from numbered
    total = _total(text)
    if total is None or total > shown:
        yield Ask(ranged, tuple(parameters.items()))


def _pages_after(text: str, shown: int) -> tuple[int, ...]:
    """The numbers that the page after `shown` rows may have; the rows of a page may be fewer than its size."""
    if not shown:
        return (1,)
    sizes = (_per_page(text),) if PER_PAGE.search(text) else USUAL_PER_PAGE
    return tuple(dict.fromkeys(max(shown // size, 1) + 1 for size in sizes))


def _of_list(url: str) -> dict[str, str]:
    """What a column's address says of its list; `uid` and `pageNum` say only which page of it is shown."""
    return {name: value for name, value in query.of_address(url).items() if name not in ("uid", "pageNum")}


def _paged(href: str, url: str, of_list: dict[str, str], page: int) -> Ask:
    given = _parameters(href)
    missing = urlencode({name: value for name, value in of_list.items() if name not in given})
    paged = _with_page(resolved(url, _plain(href)), page)
    return Ask(f"{paged}&{missing}" if missing else paged)


def _numbered(text: str, url: str, proxy: Proxy | None) -> Iterator[Ask]:
    """The column's next page as `?uid=U&pageNum=N`, where its address or its links speak so."""
    asked = query.of_address(url)
    if "pageNum" not in asked and not PAGE_NUMBER.search(text):
        return
    linked = PAGE_UNIT.search(text)
    unit = linked[1] if linked else proxy.parameters["unitid"] if proxy else None
    following = {"pageNum": str(query.number(asked.get("pageNum"), 1) + 1)}
    yield Ask(query.address(url, ({"uid": unit} if unit else {}) | asked | following))


def _proxy(text: str, url: str) -> Proxy | None:
    """The proxy that an href of the page names, of several that of the page's own column; else its script's."""
    hrefs = [Proxy(resolved(url, href.partition("?")[0]), _parameters(href), href) for href in _proxy_hrefs(text)]
    complete = [proxy for proxy in hrefs if proxy.parameters.keys() >= IDS]
    column = COLUMN.search(url)
    own = [proxy for proxy in complete if column and proxy.parameters["columnid"] == column[1]]
    return next(iter(own or complete), None) or _script_proxy(text, url)


def _proxy_hrefs(text: str) -> Iterator[str]:
    for match in PROXY_HREF.finditer(text):
        beginning = HREF_BEGINNING.search(text[max(match.start() - 300, 0) : match.start()])
        yield (beginning[0] if beginning else "") + match[0]


def _script_proxy(text: str, url: str) -> Proxy | None:
    found = {name: match[1] for name, pattern in SCRIPT_PARAMETERS.items() if (match := pattern.search(text))}
    for name, match in (("columnid", COLUMN.search(url)), ("unitid", UNIT.search(text))):
        if match:
            found.setdefault(name, match[1])
    if "jpage" not in text or not found.keys() >= IDS:
        return None
    written = PROXY_URL.search(text)
    return Proxy(resolved(url, written[1] if written else DATAPROXY), found)


def _parameters(href: str) -> dict[str, str]:
    given = query.parameters(_plain(href).partition("?")[2])
    return {name: value for name, value in given.items() if name != "page"}


def _plain(href: str) -> str:
    # In CDATA an href carries bare ampersands, in an attribute references; html.unescape would find &para in the bare.
    return href.replace("&amp;", "&")


def _after_answer(url: str, form: Form, count: int) -> Ask:
    """The records after the `count` that really came, which may be fewer than were asked for, or the next page."""
    asked = query.of_address(url)
    if "startrecord" not in asked:
        return Ask(_with_page(url, query.number(asked.get("page"), 1) + 1), form)
    start = query.number(asked["startrecord"], 1)
    end = query.number(asked.get("endrecord"), start + count - 1)
    return Ask(query.address(url, asked | {"startrecord": str(start + count), "endrecord": str(end + count)}), form)


def _with_page(url: str, page: int) -> str:
    """`url` with another page number; the rest stays as the page writes it, for ids may be encrypted."""
    if PAGE.search(url):
        return PAGE.sub(f"page={page}", url)
    return f"{url}{'&' if '?' in url else '?'}page={page}"


def _range(start: int, per_page: int) -> str:
    return urlencode({"startrecord": start, "endrecord": start + PAGES_PER_CALL * per_page - 1, "perpage": per_page})


def _per_page(text: str) -> int:
    match = PER_PAGE.search(text)
    return query.number(match[1] if match else None, 0) or DEFAULT_PER_PAGE


def _total(text: str) -> int | None:
    match = TOTAL.search(text)
    return int(match[1] or match[2]) if match else None
