"""NFCMS: the disclosure platform gkmlpt, whose rows come as JSON, and static lists index.html, index_2.html …"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from math import ceil
from posixpath import dirname
from typing import Any

from markupsafe import Markup

from replica import layout
from replica.articles import Article, Attachment
from replica.documents import document
from replica.issuer import Issuer
from replica.page import Answer, Site, write

HTML = "text/html; charset=UTF-8"
PLATFORM = re.compile(r"(.*)/gkmlpt/index")
CHINA = timezone(timedelta(hours=8))
# The platform spells these characters so, also in the titles and texts of its JSON.
SPELT = {ord(character): f"\\u{ord(character):04X}" for character in "<>&"}


@dataclass(frozen=True, slots=True)
class Node:
    """A part of the platform's tree, with the numbers of its own articles; one with `jump_url` has none here."""

    id: int
    name: str
    articles: tuple[int, ...] = ()
    children: tuple[Node, ...] = ()
    jump_url: str = ""

    @property
    def numbers(self) -> frozenset[int]:
        """The articles of the node and of all below it."""
        return frozenset(self.articles).union(*(child.numbers for child in self.children))


@dataclass(frozen=True, slots=True)
class Settings:
    """`sid` numbers the site. The text of the articles `in_script` stands only in their page's script; the rows of
    the articles `elsewhere` lead to another site. With `only_first_page` the interface has no second page of a list.
    """

    sid: str
    tree: tuple[Node, ...]
    in_script: tuple[int, ...]
    elsewhere: Mapping[int, str]
    only_first_page: bool


def site(issuer: Issuer) -> Site:
    """The issuer's site: the platform where its column is the platform's index, else a static list."""
    return _platform(issuer) if PLATFORM.fullmatch(issuer.column) else _static(issuer)


def article_path(issuer: Issuer, article: Article) -> str:
    number = article.number
    if platform := PLATFORM.fullmatch(issuer.column):
        return f"{platform[1]}/gkmlpt/content/{number // 1_000_000}/{number // 1_000}/post_{number}.html"
    return f"{dirname(issuer.column)}/content/post_{number}.html"


def file_path(issuer: Issuer, article: Article, file: Attachment) -> str:
    place = article.number * 10 + article.attachments.index(file)
    suffix = file.name.rpartition(".")[2]
    return f"/attachment/0/{article.number // 10_000}/{article.number}/{place}.{suffix}"


def _platform(issuer: Issuer) -> Site:
    settings = _settings(issuer)
    interface = re.compile(issuer.column.removesuffix("index") + r"api/all/(\d+)")
    index = write("gkmlpt_index.html", issuer=issuer, sid=settings.sid, tree=_json(list(map(_shown, settings.tree))))
    posts = {article_path(issuer, article): _post(issuer, settings, article) for article in issuer.articles}
    pages = _with_files(issuer, {issuer.column: index} | posts)

    def answer(path: str, parameters: Mapping[str, str]) -> Answer:
        if asked := interface.fullmatch(path):
            return _list(issuer, settings, int(asked[1]), int(parameters.get("page", "1")))
        return pages.get(path) or _missing(issuer)

    return answer


def _static(issuer: Issuer) -> Site:
    posts = {article_path(issuer, article): _article(issuer, article) for article in issuer.articles}
    pages = _with_files(issuer, _list_pages(issuer) | posts)
    folder = f"{dirname(issuer.column)}/"
    return lambda path, parameters: pages.get(issuer.column if path == folder else path) or _missing(issuer)


def _with_files(issuer: Issuer, pages: Mapping[str, bytes]) -> dict[str, Answer]:
    """The answers of all addresses: the home page, `pages`, and the files of the articles."""
    answers = {path: Answer(200, HTML, page) for path, page in pages.items()}
    for article in issuer.articles:
        for file in article.attachments:
            content = document(file.name, [article.title, *(file.text or article.text).splitlines()])
            answers[file_path(issuer, article, file)] = Answer(200, "application/octet-stream", content)
    return {"/": Answer(200, HTML, write("home.html", issuer=issuer))} | answers


def _missing(issuer: Issuer) -> Answer:
    return Answer(404, HTML, write("not_found.html", issuer=issuer))


def _settings(issuer: Issuer) -> Settings:
    return Settings(**{**issuer.cms, "tree": tuple(map(_node, issuer.cms["tree"]))})


def _node(written: dict[str, Any]) -> Node:
    return Node(**{**written, "children": tuple(map(_node, written.get("children", ())))})


def _shown(node: Node) -> dict[str, Any]:
    return {
        "id": node.id,
        "name": node.name,
        "post_count": len(node.numbers),
        "jump_url": node.jump_url,
        "children": [_shown(child) for child in node.children],
    }


def _nodes(tree: Iterable[Node]) -> Iterator[Node]:
    for node in tree:
        yield node
        yield from _nodes(node.children)


def _list(issuer: Issuer, settings: Settings, number: int, page: int) -> Answer:
    """A page of the list of the node `number`, 0 for everything; beyond the end a list without rows."""
    everything = Node(0, "全部", tuple(article.number for article in issuer.articles))
    node = next((each for each in _nodes([everything, *settings.tree]) if each.id == number), None)
    if node is None or (page > 1 and settings.only_first_page):
        return _missing(issuer)
    rows = [article for article in issuer.articles if article.number in node.numbers]
    shown = rows[(page - 1) * issuer.per_page : page * issuer.per_page]
    answer = {
        "classify": {"id": node.id, "name": node.name, "post_count": len(rows)},
        "total": len(rows),
        "articles": [_record(issuer, settings, article) for article in shown],
    }
    return Answer(200, "application/json", _json(answer).encode())


def _record(issuer: Issuer, settings: Settings, article: Article) -> dict[str, Any]:
    """What the interface says of an article; its `date` is the day on which it was made."""
    path = article_path(issuer, article)
    made = int(datetime.combine(article.made_on or article.published, time(), CHINA).timestamp())
    return {
        "id": article.number,
        "title": article.title,
        "url": settings.elsewhere.get(article.number, path),
        "post_url": f"{path}?jump=false",
        "type": "url" if article.number in settings.elsewhere else "normal",
        "identifier": article.index_number,
        "document_number": article.document_number,
        "publisher": article.issuing_body,
        "date": made,
        "create_time": made,
        "created_at": f"{article.published} 16:40:12",
        "display_publish_time": 0,
        "is_expired": 0,
        "is_abolished": 0,
        "attachment": [_file(issuer, article, file) for file in article.attachments],
        "relation": "",
    }


def _file(issuer: Issuer, article: Article, file: Attachment) -> dict[str, str]:
    path = file_path(issuer, article, file)
    return {"name": file.name, "type": path.rpartition(".")[2], "url": path}


def _post(issuer: Issuer, settings: Settings, article: Article) -> bytes:
    """An article of the platform: its text stands in the script, and in the page unless it is one of `in_script`."""
    detail = _record(issuer, settings, article) | {"content": layout.body(article)}
    return write(
        f"{issuer.source_id}.html",
        **_values(issuer, article),
        sid=settings.sid,
        detail=_json(detail),
        is_shown=article.number not in settings.in_script,
    )


def _article(issuer: Issuer, article: Article) -> bytes:
    return write(f"{issuer.source_id}.html", **_values(issuer, article))


def _values(issuer: Issuer, article: Article) -> dict[str, Any]:
    files = [(file, file_path(issuer, article, file)) for file in article.attachments]
    return {"issuer": issuer, "article": article, "body": layout.body(article), "files": files}


def _json(value: object) -> Markup:
    return Markup(json.dumps(value, ensure_ascii=False).translate(SPELT))


def _list_pages(issuer: Issuer) -> dict[str, bytes]:
    """index.html, index_2.html …; there is no index_1.html, and beyond the last no page."""
    count = ceil(len(issuer.articles) / issuer.per_page)
    names = ["index.html", *(f"index_{number}.html" for number in range(2, count + 1))]
    return {f"{dirname(issuer.column)}/{name}": _list_page(issuer, names, place) for place, name in enumerate(names)}


def _list_page(issuer: Issuer, names: list[str], place: int) -> bytes:
    return write(
        "nfcms_list.html",
        issuer=issuer,
        rows=issuer.articles[place * issuer.per_page : (place + 1) * issuer.per_page],
        names=names,
        place=place,
    )
