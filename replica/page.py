"""What a site answers, and the templates its pages are written with."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from ssl import SSLContext
from typing import NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from replica import layout
from replica.articles import Article
from replica.issuer import Issuer

TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """One response. `modified` is set only where the site answers conditional requests.

    With `needs_referer` only a request that names the page it comes from gets it, with `needs_cookie` (name=value)
    only one that brings the cookie; another is sent back with it. `length` is what Content-Length promises, if that is
    not what comes.
    """

    status: int
    media_type: str
    content: bytes
    modified: datetime | None = None
    needs_referer: bool = False
    needs_cookie: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    length: int | None = None

    @property
    def etag(self) -> str:
        return f'"{hashlib.sha1(self.content, usedforsecurity=False).hexdigest()[:16]}"'


Site = Callable[[str, Mapping[str, str]], Answer]
"""A site answers a path and the parameters of its query or form."""


class Served(NamedTuple):
    """A site at its loopback address, over TLS where it has one."""

    address: str
    site: Site
    tls: SSLContext | None = None


def write(template: str, charset: str = "utf-8", **values: object) -> bytes:
    """The template filled in. A page that declares gb2312 is encoded as gb18030, as such sites do."""
    codec = "gb18030" if charset == "gb2312" else charset
    return TEMPLATES.get_template(template).render(charset=charset, **values).encode(codec)


def article_page(issuer: Issuer, article: Article, **values: object) -> bytes:
    """The article in its site's own template, which may want more `values` than the text; in the article's charset."""
    return write(
        f"{issuer.source_id}.html",
        charset=article.charset,
        issuer=issuer,
        article=article,
        body=layout.body(article),
        **values,
    )


def fixed_pages(
    issuer: Issuer,
    lists: Mapping[str, bytes],
    article_path: Callable[[Issuer, Article], str],
    article: Callable[[Issuer, Article], bytes] = article_page,
) -> dict[str, bytes]:
    """The pages that no parameter changes, by path: the home page, the column's `lists`, and every article."""
    articles = {article_path(issuer, each): article(issuer, each) for each in issuer.articles}
    return {"/": write("home.html", issuer=issuer), **lists, **articles}


def page_or_404(content: bytes | None, media_type: str, issuer: object) -> Answer:
    """The page, or what `issuer`'s site says where there is none."""
    if content is None:
        return Answer(404, media_type, write("not_found.html", issuer=issuer))
    return Answer(200, media_type, content)
