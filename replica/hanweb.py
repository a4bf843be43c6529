"""Hanweb jcms: a column page with its newest rows in an inline datastore, older rows from dataproxy.jsp."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Literal
from urllib.parse import quote

from markupsafe import Markup

from replica.articles import Article
from replica.issuer import Issuer
from replica.page import TEMPLATES, Answer, Site, fixed_pages, page_or_404, write

HTML = "text/html;charset=UTF-8"
DATAPROXY = "/module/web/jpage/dataproxy.jsp"
TITLE_CUT = 22


@dataclass(frozen=True, slots=True)
class Settings:
    """`unit` and `web` number the column's part, `inline_pages` pages of rows stand in the column page itself,
    `record` is a row's element.

    A site with `encrypted` ids of column and unit writes its rows without records, and its data proxy gives none.
    """

    unit: int
    web: int
    inline_pages: int = 1
    record: Literal["item", "row", "heading"] = "item"
    encrypted: Sequence[str] = ()


def site(issuer: Issuer) -> Site:
    """The issuer's site: fixed pages, and the data proxy behind its column."""
    pages = fixed_pages(issuer, {issuer.column: _column(issuer)}, article_path)

    def answer(path: str, parameters: Mapping[str, str]) -> Answer:
        if path == DATAPROXY:
            return Answer(200, "text/xml;charset=UTF-8", _datastore(issuer, parameters))
        return page_or_404(pages.get(path), HTML, issuer)

    return answer


def article_path(issuer: Issuer, article: Article) -> str:
    day = article.published
    return f"/art/{day.year}/{day.month}/{day.day}/art_{column_id(issuer)}_{article.number}.html"


def column_id(issuer: Issuer) -> str:
    """The number in the column's address, which jpaas forms alike; ValueError for an address of another form."""
    match = re.fullmatch(r"/col/col(\d+)/index\.html", issuer.column)
    if match is None:
        raise ValueError(f"{issuer.source_id}: {issuer.column} is not a Hanweb column")
    return match[1]


def _settings(issuer: Issuer) -> Settings:
    return Settings(**issuer.cms)


def _ids(issuer: Issuer) -> tuple[str, str]:
    """Column and unit as the page's requests name them."""
    settings = _settings(issuer)
    column, unit = settings.encrypted or (column_id(issuer), str(settings.unit))
    return column, unit


def _column(issuer: Issuer) -> bytes:
    inline = issuer.articles[: issuer.per_page * _settings(issuer).inline_pages]
    return write(
        "hanweb_column.html",
        issuer=issuer,
        ids=_ids(issuer),
        next_group=_next_group(issuer),
        records=_records(issuer, inline),
        total=len(issuer.articles),
    )


def _next_group(issuer: Issuer) -> Markup:
    column, unit = (quote(each, safe="") for each in _ids(issuer))
    # The real href carries bare ampersands: it stands in CDATA, not in HTML.
    return Markup(
        f"{DATAPROXY}?page=1&appid=1&webid={_settings(issuer).web}&path=/&columnid={column}"
        f"&unitid={unit}&webname={quote(issuer.name)}&permissiontype=0"
    )


def _datastore(issuer: Issuer, parameters: Mapping[str, str]) -> bytes:
    """The rows asked for; a wrong column or a range beyond the end gives the short empty answer."""
    asked = (parameters.get("columnid"), parameters.get("unitid"))
    rows = _slice(issuer, parameters) if asked == _ids(issuer) else ()
    if not rows or _settings(issuer).encrypted:
        return b"<datastore><recordset></recordset></datastore>"
    total = len(issuer.articles)
    return write(
        "hanweb_datastore.xml",
        records=_records(issuer, rows),
        total=total,
        pages=ceil(total / issuer.per_page),
    )


def _slice(issuer: Issuer, parameters: Mapping[str, str]) -> tuple[Article, ...]:
    """Rows startrecord..endrecord (counted from 1, both included), or page N of `per_page` rows."""
    if "startrecord" in parameters:
        start, end = int(parameters["startrecord"]), int(parameters["endrecord"])
    else:
        end = int(parameters.get("page", "1")) * issuer.per_page
        start = end - issuer.per_page + 1
    return issuer.articles[max(start - 1, 0) : max(end, 0)]


def _records(issuer: Issuer, rows: tuple[Article, ...]) -> list[Markup]:
    template = TEMPLATES.get_template(f"hanweb_{_settings(issuer).record}.html")
    return [Markup(template.render(article=row, href=article_path(issuer, row), text=_cut(row.title))) for row in rows]


def _cut(title: str) -> str:
    return title if len(title) <= TITLE_CUT else title[:TITLE_CUT] + "…"
