"""开普 Kaipu/UCAP: a column page that only frames its list, the rows as JSON, and articles between pseudo tags."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from posixpath import dirname

from replica.articles import Article
from replica.issuer import Issuer
from replica.page import Answer, Site, fixed_pages, page_or_404, write

HTML = "text/html"
JSON = "application/json;charset=UTF-8"
INTERFACE = "/common/search/"
CHINA = timezone(timedelta(hours=8))
OPENED = time(10)
SUMMARY = 60


@dataclass(frozen=True, slots=True)
class Settings:
    """`channel` is the column's number in the interface. `overwritten` gives, by number, the month in the address of an
    article whose page gets a new text every year.
    """

    channel: str
    overwritten: Mapping[int, str]


def site(issuer: Issuer) -> Site:
    """The issuer's site: pages that are files, and the interface behind its column."""
    column = write("kaipu_column.html", issuer=issuer, interface=INTERFACE)
    pages = fixed_pages(issuer, {issuer.column: column}, article_path)
    interface = f"{INTERFACE}{_settings(issuer).channel}"

    def answer(path: str, parameters: Mapping[str, str]) -> Answer:
        if path == interface:
            return Answer(200, JSON, _found(issuer, parameters))
        return page_or_404(pages.get(path), HTML, issuer)

    return answer


def article_path(issuer: Issuer, article: Article) -> str:
    month = _settings(issuer).overwritten.get(article.number, f"{article.published:%Y%m}")
    key = hashlib.md5(article.name.encode(), usedforsecurity=False).hexdigest()
    return f"{dirname(issuer.column)}/{month}/{key}.shtml"


def _settings(issuer: Issuer) -> Settings:
    return Settings(**issuer.cms)


def _found(issuer: Issuer, parameters: Mapping[str, str]) -> bytes:
    page, rows = int(parameters.get("page", "1")), int(parameters.get("_pageSize", "15"))
    data = {
        "page": page,
        "rows": rows,
        "channelId": _settings(issuer).channel,
        "total": len(issuer.articles),
        "results": [_result(issuer, each) for each in issuer.articles[max(page - 1, 0) * rows : max(page, 0) * rows]],
    }
    return json.dumps({"code": "200", "msg": "操作成功", "data": data}, ensure_ascii=False).encode()


def _result(issuer: Issuer, article: Article) -> dict[str, object]:
    published = datetime.combine(article.published, OPENED, CHINA)
    metas = {"indexnumber": article.index_number, "pubdate": f"{article.published}", "source": article.issuing_body}
    return {
        # The interface writes Chinese quotation marks as HTML does.
        "title": article.title.replace("“", "&ldquo;").replace("”", "&rdquo;"),
        "url": article_path(issuer, article),
        "content": "".join(article.lines)[:SUMMARY],
        "publishedTime": int(published.timestamp() * 1000),
        "publishedTimeStr": f"{published:%Y-%m-%d %H:%M:%S}",
        "domainMetaList": [{"resultList": [{"key": key, "value": value} for key, value in metas.items()]}],
    }
