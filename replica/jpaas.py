"""Hanweb jpaas: a column page with its first rows and a pager, the others as HTML in JSON from the build interface."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from replica.articles import Article
from replica.hanweb import column_id
from replica.issuer import Issuer
from replica.page import TEMPLATES, Answer, Site, fixed_pages, page_or_404, write

HTML = "text/html;charset=UTF-8"
JSON = "application/json;charset=UTF-8"
INTERFACE = "/api-gateway/jpaas-publish-server/front/page/build/unit"


@dataclass(frozen=True, slots=True)
class Settings:
    """The ids of the site and of its set of templates, and the name of the part that lists articles.

    Articles before the year `moved` stand inside the column's folder, the later ones at the site's root.
    """

    web: str
    templates: str
    part: str
    moved: int


def site(issuer: Issuer) -> Site:
    """The issuer's site: fixed pages, and the interface, which refuses a request without a Referer."""
    column = write("jpaas_list.html", issuer=issuer, rows=_rows(issuer, 1))
    pages = fixed_pages(issuer, {issuer.column: column}, article_path)

    def answer(path: str, parameters: Mapping[str, str]) -> Answer:
        if path == INTERFACE:
            return Answer(200, JSON, _unit(issuer, parameters), needs_referer=True)
        return page_or_404(pages.get(path), HTML, issuer)

    return answer


def article_path(issuer: Issuer, article: Article) -> str:
    folder = f"/col/col{column_id(issuer)}" if article.published.year < _settings(issuer).moved else ""
    key = hashlib.md5(article.name.encode(), usedforsecurity=False).hexdigest()
    return f"{folder}/art/{article.published.year}/art_{key}.html"


def _settings(issuer: Issuer) -> Settings:
    return Settings(**issuer.cms)


def _query(issuer: Issuer) -> dict[str, str]:
    """What names the column's list to the interface."""
    settings = _settings(issuer)
    return {
        "webId": settings.web,
        "pageId": column_id(issuer),
        "tagId": settings.part,
        "tplSetId": settings.templates,
    }


def _unit(issuer: Issuer, parameters: Mapping[str, str]) -> bytes:
    """The page of the list that is asked for in either way; a strange list is refused in JSON."""
    if any(parameters.get(name) != value for name, value in _query(issuer).items()):
        return json.dumps({"success": False, "code": "500", "data": None}).encode()
    named = json.loads(parameters.get("paramJson", "{}"))
    page = int(named.get("pageNo") or parameters.get("pageNo", "1"))
    envelope = {"success": True, "code": "200", "data": {"html": str(_rows(issuer, page))}}
    return json.dumps(envelope, ensure_ascii=False).encode()


def _rows(issuer: Issuer, page: int) -> Markup:
    shown = issuer.articles[(page - 1) * issuer.per_page : page * issuer.per_page]
    # A list of names and values in JavaScript's spelling, as the site's script wants it.
    query = "{" + ",".join(f"'{name}':'{value}'" for name, value in _query(issuer).items()) + "}"
    template = TEMPLATES.get_template("jpaas_rows.html")
    rows = [(row, article_path(issuer, row)) for row in shown]
    return Markup(template.render(issuer=issuer, rows=rows, page=page, interface=INTERFACE, query=Markup(query)))
