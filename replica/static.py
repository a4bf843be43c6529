"""A site that writes its lists into its pages: a table of rows, and a pager of links with words."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from math import ceil
from pathlib import PurePosixPath
from posixpath import dirname

from replica.articles import Article
from replica.issuer import Issuer
from replica.page import Answer, Site, fixed_pages, page_or_404, write

HTML = "text/html; charset=utf-8"


def site(issuer: Issuer) -> Site:
    """The issuer's site: a page for each path, and nothing beside."""
    pages = fixed_pages(issuer, _list_pages(issuer), article_path)

    def answer(path: str, parameters: Mapping[str, str]) -> Answer:
        return page_or_404(pages.get(path), HTML, issuer)

    return answer


def article_path(issuer: Issuer, article: Article) -> str:
    """Under a folder of the day, named by 32 hexadecimal digits."""
    name = hashlib.md5(str(article.number).encode(), usedforsecurity=False).hexdigest()
    return f"{dirname(issuer.column)}/{article.published:%Y%m%d}/{name}.html"


def _list_pages(issuer: Issuer) -> dict[str, bytes]:
    count = ceil(len(issuer.articles) / issuer.per_page)
    column = PurePosixPath(issuer.column)
    names = [column.name, *(f"{column.stem}_{number}{column.suffix}" for number in range(2, count + 1))]
    return {str(column.with_name(name)): _list_page(issuer, names, place) for place, name in enumerate(names)}


def _list_page(issuer: Issuer, names: list[str], place: int) -> bytes:
    rows = issuer.articles[place * issuer.per_page : (place + 1) * issuer.per_page]
    return write(
        "static_list.html",
        issuer=issuer,
        rows=[(row, article_path(issuer, row)) for row in rows],
        number=place + 1,
        count=len(names),
        previous=names[place - 1] if place else None,
        following=names[place + 1] if place + 1 < len(names) else None,
        last=names[-1],
    )
