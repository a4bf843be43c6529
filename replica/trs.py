"""TRS WCM: a static site of lists `index.html`, `index_1.html` … and articles `YYYYMM/tYYYYMMDD_ID.html`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, time
from math import ceil
from posixpath import dirname

from markupsafe import Markup

from replica import layout
from replica.articles import Article
from replica.issuer import Issuer
from replica.page import Answer, Site, write

# A static file server knows no charset: the page's own meta tag declares it.
HTML = "text/html"
LIST_PAGE = re.compile(r"index_\d+\.html")


def site(issuer: Issuer) -> Site:
    """The issuer's site: every page is a file with a time of change; list pages beyond the end are stubs."""
    pages = _pages(issuer)
    modified = _modified(issuer)
    folder = f"{dirname(issuer.column)}/"

    def answer(path: str, parameters: Mapping[str, str]) -> Answer:
        content = pages.get(issuer.column if path == folder else path)
        if content is not None:
            return Answer(200, HTML, content, modified)
        if path.startswith(folder) and LIST_PAGE.fullmatch(path.removeprefix(folder)):
            return Answer(200, HTML, write("trs_stub.html"))
        return Answer(404, HTML, write("not_found.html", issuer=issuer))

    return answer


def article_path(issuer: Issuer, article: Article) -> str:
    return f"{dirname(issuer.column)}/{_file(article)}"


def _file(article: Article) -> str:
    return f"{article.published:%Y%m}/t{article.published:%Y%m%d}_{article.number}.html"


def _pages(issuer: Issuer) -> dict[str, bytes]:
    articles = {article_path(issuer, article): _article(issuer, article) for article in issuer.articles}
    return {"/": write("home.html", issuer=issuer)} | _list_pages(issuer) | articles


def _list_pages(issuer: Issuer) -> dict[str, bytes]:
    count = ceil(len(issuer.articles) / issuer.per_page)
    folder = dirname(issuer.column)
    names = ["index.html", *(f"index_{number}.html" for number in range(1, count))]
    return {f"{folder}/{name}": _list_page(issuer, number, count) for number, name in enumerate(names)}


def _list_page(issuer: Issuer, number: int, count: int) -> bytes:
    rows = issuer.articles[number * issuer.per_page : (number + 1) * issuer.per_page]
    return write(
        "trs_list.html",
        issuer=issuer,
        rows=[(row, _file(row)) for row in rows],
        number=number,
        count=count,
    )


def _article(issuer: Issuer, article: Article) -> bytes:
    return write(
        f"{issuer.source_id}.html",
        charset=article.charset,
        issuer=issuer,
        article=article,
        page_title=_page_title(article),
        body=layout.body(article),
    )


def _page_title(article: Article) -> Markup | str:
    """The text of <title>: an intruder writes his in character references."""
    if article.adverts is None:
        return article.title
    return Markup("").join(Markup(f"&#x{ord(character):X};") for character in article.adverts.title)


def _modified(issuer: Issuer) -> datetime:
    return datetime.combine(issuer.articles[0].published, time(9, 30), UTC)
