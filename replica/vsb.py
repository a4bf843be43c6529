"""博达 VSB: a static column whose numbered pages count down, articles under info/, files from download.jsp."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from posixpath import relpath
from urllib.parse import urlencode

from replica.articles import Article, Attachment
from replica.documents import document
from replica.issuer import Issuer
from replica.page import Answer, Site, article_page, fixed_pages, page_or_404, write

HTML = "text/html;charset=UTF-8"
CONTENT = "/content.jsp"
DOWNLOAD = "/system/_content/download.jsp"


@dataclass(frozen=True, slots=True)
class Settings:
    """`tree` and `owner` number the column and the site. The article `pinned` stands once more on top of the column,
    by its dynamic address. For the files in `captcha` the site wants a captcha."""

    tree: int
    owner: int
    pinned: int
    captcha: tuple[str, ...] = ()


def site(issuer: Issuer) -> Site:
    """The issuer's site: its pages, each article a second time at its dynamic address, and the articles' files."""
    pages = fixed_pages(issuer, _list_pages(issuer), article_path, _article)
    articles = {str(article.number): article_path(issuer, article) for article in issuer.articles}
    files = {_file_id(article, file): (article, file) for article in issuer.articles for file in article.attachments}

    def answer(path: str, parameters: Mapping[str, str]) -> Answer:
        if path == DOWNLOAD and (found := files.get(parameters.get("wbfileid", ""))):
            return _download(issuer, *found)
        name = articles.get(parameters.get("wbnewsid", ""), "") if path == CONTENT else path
        return page_or_404(pages.get(name), HTML, issuer)

    return answer


def article_path(issuer: Issuer, article: Article) -> str:
    return f"/info/{_settings(issuer).tree}/{article.number}.htm"


def file_path(issuer: Issuer, article: Article, file: Attachment) -> str:
    owner, number = _settings(issuer).owner, _file_id(article, file)
    return f"{DOWNLOAD}?{urlencode({'urltype': 'news.DownloadAttachUrl', 'owner': owner, 'wbfileid': number})}"


def _settings(issuer: Issuer) -> Settings:
    return Settings(**issuer.cms)


def _file_id(article: Article, file: Attachment) -> str:
    return f"{article.number}{article.attachments.index(file):02}"


def _dynamic_path(issuer: Issuer, article: Article) -> str:
    query = {"urltype": "news.NewsContentUrl", "wbtreeid": _settings(issuer).tree, "wbnewsid": article.number}
    return f"{CONTENT}?{urlencode(query)}"


def _download(issuer: Issuer, article: Article, file: Attachment) -> Answer:
    if file.name in _settings(issuer).captcha:
        return Answer(200, HTML, write("vsb_captcha.html", issuer=issuer, number=_file_id(article, file)))
    own = article.text.splitlines() if file.text is None else file.text.splitlines()
    title = article.title if file.text is None else file.name.rpartition(".")[0]
    return Answer(200, "application/octet-stream", document(file.name, [title, *own]))


def _list_pages(issuer: Issuer) -> dict[str, bytes]:
    """The column page and the pages count-1 … 1, from the newest rows to the oldest."""
    count = ceil(len(issuer.articles) / issuer.per_page)
    paths = _list_paths(issuer, count)
    return {path: _list_page(issuer, paths, place) for place, path in enumerate(paths)}


def _list_paths(issuer: Issuer, count: int) -> list[str]:
    name = re.sub(r"\.htm$", "", issuer.column)
    return [issuer.column, *(f"{name}/{number}.htm" for number in range(count - 1, 0, -1))]


def _list_page(issuer: Issuer, paths: list[str], place: int) -> bytes:
    path = paths[place]
    rows = issuer.articles[place * issuer.per_page : (place + 1) * issuer.per_page]
    linked = [(row, article_path(issuer, row)) for row in rows]
    if place == 0:
        linked = [*((row, _dynamic_path(issuer, row)) for row in _pinned(issuer)), *linked]
    return write(
        "vsb_list.html",
        issuer=issuer,
        tree=_settings(issuer).tree,
        rows=[(row, _from(path, target)) for row, target in linked],
        pages=[_from(path, each) for each in paths],
        place=place,
    )


def _pinned(issuer: Issuer) -> list[Article]:
    return [article for article in issuer.articles if article.number == _settings(issuer).pinned]


def _from(path: str, target: str) -> str:
    """`target` as the page at `path` links to it, relative to its folder."""
    return relpath(target, path.rpartition("/")[0] or "/")


def _article(issuer: Issuer, article: Article) -> bytes:
    files = [(file, file_path(issuer, article, file), _file_id(article, file)) for file in article.attachments]
    return article_page(issuer, article, files=files)
