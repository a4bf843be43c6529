"""Hanweb jpaas: the first rows stand in the column page, the others come from its build interface as HTML in JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit, urlunsplit

from parsel import Selector

from spiders.address import pair
from spiders.dialects import guarded, query
from spiders.dialects.article import ArticlePage, identified
from spiders.dialects.interface import spelt
from spiders.dialects.listing import Ask, Form, ListingPage, are_beside, resolved, rows_of

INTERFACE = "/api-gateway/jpaas-publish-server/front/page/build/unit"
BLANK = "\ufeff \t\r\n"
DEFAULT_ROWS = 15

# What only this family writes into its pages.
SIGNS = (
    re.compile(r"/jpaas-publish-server/|/jpaas-jsearch-web-server/"),
    re.compile(r"\bqueryData\s*=|\bunitUrl\s*=", re.I),
    re.compile(r"/unitbuild\.js\b"),
    re.compile(r"\bbu(?:li|il)dstatic\b"),
    re.compile(r"/art/\d{4}/art_[0-9a-f]{32}\.html"),
    # Not only this family: a site that was jcms before keeps the addresses of that, which must not outweigh the rest.
    re.compile(r"/art/\d{4}/\d{1,2}/\d{1,2}/art_\d+_\d+\.html"),
    re.compile(r"/col/col\d+/"),
)
CONTAINERS = (*guarded.CONTAINERS, identified("con_con"))
ARTICLE = re.compile(r"(?:^|/)art/\d{4}/|(?:^|/)art_\w+\.s?html?(?:[?#]|$)")
# Names and values in the spelling of JavaScript, JSON or both: {'webId':'3185', "rows": 15}.
PAIR = re.compile(r"""(?<!\w)(\w{1,40})["']?\s*:\s*(?:'([^']*)'|"([^"]*)"|([^\s,'"{}]+))""")
# The HTML parser writes the names of attributes in lower case.
ATTRIBUTES = {"uniturl": "unitUrl", "url": "unitUrl", "count": "count", "rows": "rows", "pageno": "pageNo"}
PARTS = "//*[@querydata or @pageno or (@count and @rows)]"
# `parseType` is so spelt. What the page says goes before these.
FIXED = {"parseType": "bulidstatic", "pageType": "column", "editType": "null"}
OF_PAGER = {"unitUrl", "count", "rows", "pageNo", "paramJson"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A part of a page that the interface at `address` fills; `page` and `total` only where it has a pager."""

    address: str
    parameters: dict[str, str]
    page: int | None
    rows: int | None
    total: int | None

    @property
    def first_page(self) -> int:
        """How many rows the first page of the list has, 0 where the page does not say."""
        return min(self.rows or 0, self.total or 0)


def listing(text: str, url: str, form: Form = ()) -> ListingPage:
    """Rows and following pages of a column page or of the interface's answer.

    A column page that shows nothing of its list leads to the interface, for each part that this is to fill.
    """
    if url.partition("?")[0].endswith("/build/unit") or text.lstrip(BLANK).startswith("{"):
        return _answer(text, url)
    rows = rows_of(text, url, ARTICLE)
    units = _units(text, url)
    total = next((unit.total for unit in units), None)
    asking = [unit for unit in units if "pageId" in unit.parameters]
    if not rows or any(are_beside(rows, unit.first_page) for unit in asking):
        return ListingPage((), lists=tuple(map(_first, asking)), total=total)
    return ListingPage(rows, tuple(ask for unit in asking for ask in _behind(unit, len(rows))), total=total)


def article(text: str, url: str) -> ArticlePage:
    return guarded.read_guarded(text, url, CONTAINERS)


def _answer(text: str, url: str) -> ListingPage:
    html = _html(text)
    # Links of an answer belong to the site's pages, not into the interface's folder.
    rows = rows_of(html, resolved(url, "/"), ARTICLE)
    pager = next(iter(_units(html, url)), None)
    following = _after_answer(url, pager.rows if pager and pager.rows else len(rows)) if rows else ()
    return ListingPage(rows, tuple(following), total=pager.total if pager else None)


def _html(text: str) -> str:
    """The HTML inside the interface's envelope; what is no envelope is HTML itself."""
    written = text.lstrip(BLANK)
    if not written.startswith("{"):
        return text
    try:
        data = json.loads(written, strict=False).get("data")
    except (ValueError, RecursionError):
        return ""
    return spelt(data.get("html") if isinstance(data, dict) else data)


def _units(html: str, url: str) -> list[Unit]:
    """The parts that have a pager, or where none has, all that the interface is to fill."""
    parts = [_part(element) for element in Selector(html, type="html").xpath(PARTS)]
    pagers = [part for part in parts if part.keys() & {"count", "pageNo"}]
    # A bare pager turns the part that the page's script names.
    named = next((part for part in parts if "pageId" in part), {})
    return [_unit(named | pager, url) for pager in pagers] or [_unit(part, url) for part in parts]


def _part(element: Selector) -> dict[str, str]:
    attributes = {name: value for each, name in ATTRIBUTES.items() if (value := element.xpath(f"@{each}").get())}
    # Some templates escape the attribute twice.
    return attributes | _pairs(unescape(element.xpath("@querydata").get() or ""))


def _pairs(text: str) -> dict[str, str]:
    return {match[1]: match[2] or match[3] or match[4] or "" for match in PAIR.finditer(text)}


def _unit(part: dict[str, str], url: str) -> Unit:
    address = _interface(part.get("unitUrl") or INTERFACE, url)
    own = {name: value for name, value in part.items() if name not in OF_PAGER}
    has_pager = bool(part.keys() & {"count", "pageNo"})
    return Unit(
        address.partition("?")[0],
        FIXED | query.of_address(address) | own,
        page=query.number(part.get("pageNo"), 1) if has_pager else None,
        rows=query.number(part.get("rows"), 0) or None,
        total=query.number(part["count"], 0) if "count" in part else None,
    )


def _interface(written: str, url: str) -> str:
    """The interface's address on the page's own scheme: one host answers 410 to https that its http pages name."""
    address = resolved(url, written)
    if pair(address) is None or pair(url) is None:
        return address
    parts, own = urlsplit(address), urlsplit(url)
    return urlunsplit(parts._replace(scheme=own.scheme)) if parts.netloc == own.netloc else address


def _first(unit: Unit) -> Ask:
    return Ask(query.address(unit.address, unit.parameters))


def _behind(unit: Unit, shown: int) -> Iterator[Ask]:
    """Guesses at what comes after the column page, which shows `shown` rows, some of them perhaps another part's."""
    if unit.page is None or shown < unit.first_page:
        # The rows beside a part may be another's: its own list begins on its first page.
        yield _first(unit)
    page = (unit.page or 1) + 1
    rows = unit.rows or min(shown, DEFAULT_ROWS)
    yield _by_json(unit.address, unit.parameters, page, rows)
    yield _by_number(unit.address, unit.parameters, page, rows)


def _after_answer(url: str, rows: int) -> list[Ask]:
    """The next page in the way that this one was asked for; the first page tells nothing of the site's way."""
    asked = query.of_address(url)
    given = _pairs(asked.get("paramJson", ""))
    page = query.number(given.get("pageNo") or asked.get("pageNo"), 1) + 1
    size = query.number(given.get("pageSize") or asked.get("rows"), rows)
    ways = [_by_json(url, asked, page, size), _by_number(url, asked, page, size)]
    if "pageNo" in asked and not given:
        ways.reverse()
    return ways if page == 2 else ways[:1]


def _by_json(address: str, parameters: dict[str, str], page: int, rows: int) -> Ask:
    """The page that `paramJson` names; what it names besides stays."""
    given = _pairs(parameters.get("paramJson", ""))
    named = json.dumps(given | {"pageNo": page, "pageSize": rows}, ensure_ascii=False, separators=(",", ":"))
    others = {name: value for name, value in parameters.items() if name not in ("rows", "pageNo")}
    return Ask(query.address(address, others | {"paramJson": named}))


def _by_number(address: str, parameters: dict[str, str], page: int, rows: int) -> Ask:
    others = {name: value for name, value in parameters.items() if name != "paramJson"}
    return Ask(query.address(address, others | {"rows": str(rows), "pageNo": str(page)}))
