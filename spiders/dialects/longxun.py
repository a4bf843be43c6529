"""龙讯 Ls: a disclosure column whose rows come from `/site/label/8888` as a piece of HTML; plain columns beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlsplit

from parsel import Selector

from spiders.address import canonical
from spiders.dialects import paging, query
from spiders.dialects.article import ArticlePage, classed, identified, read
from spiders.dialects.listing import Ask, Form, ListingPage, resolved, rows_of
from spiders.dialects.pager import next_links

# What only this family writes into its pages.
SIGNS = (
    re.compile(r"/site/label/\d+"),
    re.compile(r"/public/column/\d+"),
    re.compile(r"/content/(?:column|article)/\d+"),
    re.compile(r"xxgk_nav_list|xxgk_navli|page_public_info|\bpublicInfoList\b"),
    re.compile(r"\bLs\.(?:ajax|pagination|paging|page)\b|\bj-fontContent\b|\bls-(?:position|article)\b"),
    re.compile(r"/(?:Branch)?(?:OpennessContent|XxgkContent)/show"),
)
CONTAINERS = (
    classed("contentxxgk"),
    classed("wzcon"),
    classed("j-fontContent"),
    identified("zoom"),
    identified("wenzhang"),
)
ARTICLE = re.compile(
    r"(?:^|/)(?:(?:public/(?:content|\d+)|content/article|\w*(?:Content|News)/show)/\d+(?:\.html?)?|\d{6,}\.html?)"
    r"(?:[?#]|$)"
)

COLUMN = re.compile(r"(?P<site>.*?)/public/column/(?P<organ>\w+)")
PLAIN_COLUMN = re.compile(r".*/content/column/\w+")
# The address to which a pager adds the number: url: '/content/column/6792061?pageIndex=', '/site/tpl/4561?pageIndex='
PAGED = re.compile(r"""["']([^"'\s?]*\?(?:[^"'\s]*&(?:amp;)?)?pageIndex=)["'\d]""")
# …/OpennessContent/showList/2/98/page_1.html
NUMBERED = re.compile(r"(?P<before>.*/page_)(?P<number>\d{1,6})(?P<after>\.html?)")

CELLS_CLASS = "xxgk_navli"
ROWS_OF_CELLS = f"//*[contains(@class, '{CELLS_CLASS}')]//ul[count(li) > 1 and count(li[.//a[@href]]) = 1]"

LIST_LABEL = "publicInfoList"
LABEL = re.compile(r"(?:(?:https?:)?//[\w.:-]+)?(?:/[\w-]{1,40}){0,3}/site/label/\d+")
LABEL_QUERY = {
    "IsAjax": "1",
    "dataType": "html",
    "labelName": LIST_LABEL,
    "siteId": "",
    "pageSize": "15",
    "pageIndex": "1",
    "action": "list",
    "isDate": "true",
    "dateFormat": "yyyy-MM-dd",
    "length": "80",
    "organId": "",
    "type": "4",
    "catId": "",
    "file": "/xxgk/publicInfoList_newest2020",
}
# What a column's own address says of its list; the script may be written for another category.
OF_COLUMN = ("type", "catId", "catIds", "cId", "action")
# "labelName=publicInfoList&siteId=…" as one text, or {labelName: "publicInfoList", siteId: "…"}
QUERY_TEXT = re.compile(r"""["'](?:[^"'\s?]*\?)?([^"'\s?]*\blabelName=publicInfoList\b[^"'\s]*)["']""")
MEMBER = re.compile(r"""\b(\w{1,30})["']?\s*:\s*(?:"([^"]*)"|'([^']*)'|(\d+)\b)""")
# siteId = '…', siteId: "…", &siteId=…; <meta name="siteid" content="…">, <input id="siteId" value="…">
SITE_IDS = (
    re.compile(r"""\bsite_?id["']?\s*[:=]\s*["']?(\d{3,})\b""", re.I),
    re.compile(r"""<(?:meta|input)\b[^<>]*\bsite_?id\b[^<>]*\b(?:content|value)\s*=\s*["']?(\d{3,})\b""", re.I),
)
# How far from the label's name its parameters may stand.
NEAR = 2000


def listing(text: str, url: str, form: Form = ()) -> ListingPage:
    """The answer of a label, or a column page; a disclosure column without rows leads to its label."""
    rows = rows_of(_with_joined_cells(text), url, ARTICLE)
    if LABEL.search(url):
        return ListingPage(rows, (paging.following(Ask(url, form), "pageIndex"),) if rows else ())
    if rows:
        return ListingPage(rows, tuple(dict.fromkeys(_following(text, url, len(rows)))))
    return ListingPage((), lists=tuple(_label(text, url, int(LABEL_QUERY["pageSize"]))))


def article(text: str, url: str) -> ArticlePage:
    return read(text, url, CONTAINERS)


def _with_joined_cells(text: str) -> str:
    """Some templates write each row as a list of its cells: number, index number, link, date. It becomes one item."""
    if CELLS_CLASS not in text:
        return text
    page = Selector(text, type="html")
    for row in page.xpath(ROWS_OF_CELLS):
        row.root.tag = "li"
        for cell in row.root.iterchildren("li"):
            cell.tag = "span"
    return str(page.get())


def _following(text: str, url: str, shown: int) -> Iterator[Ask]:
    yield from map(Ask, next_links(text, url))
    # The rows on the page may be others than the label's: what is new, what is read most.
    for shown_by_label in _label(text, url, shown):
        yield from (shown_by_label, paging.following(shown_by_label))
    path = urlsplit(url).path
    if COLUMN.match(path) or PLAIN_COLUMN.match(path):
        yield paging.following(Ask(url), "pageIndex")
    elif match := NUMBERED.fullmatch(url):
        yield Ask(f"{match['before']}{int(match['number']) + 1}{match['after']}")
    elif match := PAGED.search(text):
        number = (paging.number_of(Ask(url)) or 1) + 1
        yield Ask(canonical(resolved(url, f"{unescape(match[1])}{number}")))


def _label(text: str, url: str, shown: int) -> Iterator[Ask]:
    """The request for the page of the column's label that `url` shows or should show, `shown` rows long.

    Rows would be left out if the label's pages were longer than the column's own; overlapping pages do no harm.
    """
    column = COLUMN.match(urlsplit(url).path)
    if column is None and LIST_LABEL not in text:
        return
    of_script = _members(text)
    asked = query.of_address(url)
    parameters = LABEL_QUERY | {"siteId": _site_id(text), "organId": column["organ"] if column else ""}
    parameters |= {"pageSize": str(min(shown, int(LABEL_QUERY["pageSize"])))} | of_script
    parameters |= {name: asked[name] for name in OF_COLUMN if asked.get(name)}
    parameters |= {"pageIndex": str(paging.number_of(Ask(url)) or 1)}
    yield Ask(query.address(_label_address(text, url), parameters))


def _members(text: str) -> dict[str, str]:
    """The label's parameters as far as the page's script spells them out."""
    if match := QUERY_TEXT.search(text):
        given = query.parameters(unescape(match[1]))
    else:
        given = {match[1]: match[2] or match[3] or match[4] or "" for match in MEMBER.finditer(_object(text))}
    return {name: value for name, value in given.items() if value}


def _object(text: str) -> str:
    """The inside of the script's object that names the label."""
    place = _place(text)
    before, after = text[max(place - NEAR, 0) : place], text[place : place + NEAR]
    return re.split("[{}]", before)[-1] + re.split("[{}]", after)[0]


def _place(text: str) -> int:
    """Where the label is asked for: at its name, or in a request without a name at a parameter of its own.

    The parameter may be a variable that is set farther up.
    """
    place = text.find(LIST_LABEL)
    return place if place >= 0 else max(text.rfind("organId"), 0)


def _site_id(text: str) -> str:
    return next((match[1] for pattern in SITE_IDS if (match := pattern.search(text))), "")


def _label_address(text: str, url: str) -> str:
    """The address of the label that the script names nearest to its list; else the usual one of the site."""
    place = _place(text)
    named = min(LABEL.finditer(text), key=lambda match: abs(match.start() - place), default=None)
    column = COLUMN.match(urlsplit(url).path)
    site = column["site"] if column else ""
    return resolved(url, named[0] if named else f"{site}/site/label/8888")
