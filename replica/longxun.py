"""龙讯 Ls: a disclosure column that only frames its list, whose rows come from a label as a piece of HTML."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from urllib.parse import parse_qsl, urlsplit

from replica.articles import Article
from replica.issuer import Issuer
from replica.page import Answer, Site, fixed_pages, page_or_404, write

HTML = "text/html;charset=UTF-8"
LABEL = "/site/label/8888"
COLUMN = re.compile(r"/public/column/(\d+)")
# The template cuts titles to so many half widths.
LENGTH = 40


@dataclass(frozen=True, slots=True)
class Settings:
    """`site` is the site's number."""

    site: str


def site(issuer: Issuer) -> Site:
    """The issuer's site: fixed pages, and the label behind its column."""
    column = write("longxun_column.html", issuer=issuer, label=LABEL, asked=_asked(issuer), length=LENGTH)
    pages = fixed_pages(issuer, {urlsplit(issuer.column).path: column}, article_path)

    def answer(path: str, parameters: Mapping[str, str]) -> Answer:
        if path == LABEL:
            return Answer(200, HTML, _rows(issuer, parameters))
        return page_or_404(pages.get(path), HTML, issuer)

    return answer


def article_path(issuer: Issuer, article: Article) -> str:
    return f"/public/{_organ(issuer)}/{article.number}.html"


def _settings(issuer: Issuer) -> Settings:
    return Settings(**issuer.cms)


def _organ(issuer: Issuer) -> str:
    match = COLUMN.match(issuer.column)
    if match is None:
        raise ValueError(f"{issuer.source_id}: {issuer.column} is not a column of 龙讯")
    return match[1]


def _asked(issuer: Issuer) -> dict[str, str]:
    """The parameters that a request to the label must carry to get the column's rows."""
    column = dict(parse_qsl(urlsplit(issuer.column).query))
    return {
        "labelName": "publicInfoList",
        "siteId": _settings(issuer).site,
        "organId": _organ(issuer),
        "catId": column["catId"],
    }


def _rows(issuer: Issuer, parameters: Mapping[str, str]) -> bytes:
    """The rows asked for; for another list or beyond the end the template says that there are none."""
    is_ours = _asked(issuer).items() <= parameters.items()
    page, size = int(parameters.get("pageIndex", "1")), int(parameters.get("pageSize", "15"))
    rows = issuer.articles[max(page - 1, 0) * size : max(page, 0) * size] if is_ours else ()
    return write(
        "longxun_rows.html",
        rows=[(row, article_path(issuer, row), _cut(row.title)) for row in rows],
        page=page,
        pages=ceil(len(issuer.articles) / size),
    )


def _cut(title: str) -> str:
    return title if 2 * len(title) <= LENGTH else f"{title[: LENGTH // 2]}..."
