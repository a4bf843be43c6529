"""TRS WCM: a static site of lists `index.html`, `index_1.html` … and articles `YYYYMM/tYYYYMMDD_ID.html`.

Some sites count their list pages from 1 (`szywlist.shtml`, `szywlist_2.shtml` …) and end all names in `.shtml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from math import ceil
from mimetypes import guess_type
from pathlib import PurePosixPath
from posixpath import dirname
from typing import Literal

from markupsafe import Markup

from replica.articles import Article, Attachment
from replica.documents import document
from replica.issuer import Issuer
from replica.page import Answer, Site, article_page, fixed_pages, write

# A static file server knows no charset: the page's own meta tag declares it.
HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Settings:
    """`counts_from` is the number of the first list page, which does not show it; `charset` is that of the lists."""

    counts_from: Literal[0, 1] = 0
    charset: str = "utf-8"


def site(issuer: Issuer) -> Site:
    """The issuer's site: every page is a file with a time of change; list pages beyond the end are stubs."""
    pages = fixed_pages(issuer, _list_pages(issuer), article_path, _article)
    files = dict(_files(issuer))
    modified = _modified(issuer)
    folder = f"{dirname(issuer.column)}/"
    column = PurePosixPath(issuer.column)
    list_page = re.compile(rf"{re.escape(str(column.with_suffix('')))}_\d+{re.escape(column.suffix)}")

    def answer(path: str, parameters: Mapping[str, str]) -> Answer:
        content = pages.get(issuer.column if path == folder else path)
        if content is not None:
            return Answer(200, HTML, content, modified)
        if path in files:
            return Answer(200, guess_type(path)[0] or HTML, files[path], modified)
        if list_page.fullmatch(path):
            return Answer(200, HTML, write("trs_stub.html"))
        return Answer(404, HTML, write("not_found.html", issuer=issuer))

    return answer


def article_path(issuer: Issuer, article: Article) -> str:
    return f"{dirname(issuer.column)}/{_file(issuer, article)}"


def file_path(issuer: Issuer, article: Article, file: Attachment) -> str:
    return f"{dirname(article_path(issuer, article))}/{_attachment(article, file)}"


def _file(issuer: Issuer, article: Article) -> str:
    suffix = PurePosixPath(issuer.column).suffix
    return f"{article.published:%Y%m}/t{article.published:%Y%m%d}_{article.number}{suffix}"


def _attachment(article: Article, file: Attachment) -> str:
    """P, the day, and a number that is the article's with the file's place behind it."""
    place = article.attachments.index(file)
    return f"P0{article.published:%Y%m%d}{article.number}{place:03}{PurePosixPath(file.name).suffix}"


def _files(issuer: Issuer) -> Iterator[tuple[str, bytes]]:
    for article in issuer.articles:
        for file in article.attachments:
            lines = (article.title, *(article.text if file.text is None else file.text).strip().splitlines())
            yield file_path(issuer, article, file), document(file.name, lines)


def _settings(issuer: Issuer) -> Settings:
    return Settings(**issuer.cms)


def _list_pages(issuer: Issuer) -> dict[str, bytes]:
    count = ceil(len(issuer.articles) / issuer.per_page)
    column = PurePosixPath(issuer.column)
    first = _settings(issuer).counts_from
    names = [column.name, *(f"{column.stem}_{first + number}{column.suffix}" for number in range(1, count))]
    return {str(column.with_name(name)): _list_page(issuer, number, count) for number, name in enumerate(names)}


def _list_page(issuer: Issuer, number: int, count: int) -> bytes:
    rows = issuer.articles[number * issuer.per_page : (number + 1) * issuer.per_page]
    return write(
        "trs_list.html",
        charset=_settings(issuer).charset,
        issuer=issuer,
        rows=[(row, _file(issuer, row)) for row in rows],
        pager=_pager(issuer, number, count),
    )


def _pager(issuer: Issuer, number: int, count: int) -> Markup:
    column = PurePosixPath(issuer.column)
    name, suffix = column.stem, column.suffix.removeprefix(".")
    if _settings(issuer).counts_from == 1:
        return Markup(f'createPageHTML("page_div",{count},{number + 1},"{name}","{suffix}",{len(issuer.articles)})')
    return Markup(f'createPageHTML({count}, {number}, "{name}", "{suffix}")')


def _article(issuer: Issuer, article: Article) -> bytes:
    return article_page(
        issuer,
        article,
        page_title=_page_title(article),
        files=[(file, _attachment(article, file)) for file in article.attachments],
    )


def _page_title(article: Article) -> Markup | str:
    """The text of <title>: an intruder writes his in character references."""
    if article.adverts is None:
        return article.title
    return Markup("").join(Markup(f"&#x{ord(character):X};") for character in article.adverts.title)


def _modified(issuer: Issuer) -> datetime:
    return datetime.combine(issuer.articles[0].published, time(9, 30), UTC)
