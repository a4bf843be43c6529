"""Article pages of the Hanweb families: comments and metas stand guard around their parts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from w3lib.html import remove_tags, replace_entities

from spiders.dialects.article import TITLE_METAS, ArticlePage, classed, identified, read
from spiders.dialects.listing import iso_date

Guards = tuple[re.Pattern[str], re.Pattern[str]]

CONTAINERS = (
    identified("zoom"),
    classed("zc_article_con"),
    # So spelt.
    classed("artile_zw"),
    classed("main-txt"),
    classed("bt_content"),
)


def _metas(begin: str, end: str) -> Guards:
    meta = r"""<meta\s[^<>]*\bname\s*=\s*["']?{}\b[^<>]*>"""
    return re.compile(meta.format(begin), re.I), re.compile(meta.format(end), re.I)


def _comments(begin: str, end: str) -> Guards:
    comment = r"<!--\s*{}\s*-->"
    return re.compile(comment.format(begin)), re.compile(comment.format(end))


def _field(name: str) -> Guards:
    """Guards of a template's field, as in `<!--<$[发布时间]>begin-->`; a name may go on, as in 标题名称(html)."""
    return _comments(rf"<\$\[{name}[^\]]*\]>\s*begin", rf"<\$\[{name}[^\]]*\]>\s*end")


# The narrowest first.
TEXT = (
    _metas("ContentStart", "ContentEnd"),
    _comments(r"ZJEG_RSS\.content\.begin", r"ZJEG_RSS\.content\.end"),
    _field("信息内容"),
)
TITLE = _field("标题")
DATE = _field("发布时间")
# Stands around what the guards hold, so that it is read as any other container.
ELEMENT = "guarded-text"


def read_guarded(text: str, url: str, containers: Iterable[str]) -> ArticlePage:
    """The article between its guards; of a page without them, the first of `containers` that it has."""
    page = read(_with_element(text), url, (identified(ELEMENT), *containers))
    has_title_meta = any(name in page.metas for name in TITLE_METAS)
    return replace(
        page,
        title=page.title if has_title_meta else _words(text[_between(text, TITLE)]) or page.title,
        published=page.published or iso_date(_words(text[_between(text, DATE)])),
    )


def _with_element(text: str) -> str:
    for guards in TEXT:
        part = _between(text, guards)
        if _words(text[part]) or "<img" in text[part]:
            return f'{text[: part.start]}<div id="{ELEMENT}">{text[part]}</div>{text[part.stop :]}'
    return text


def _between(text: str, guards: Guards) -> slice:
    """What stands between the guards, empty where one of them is missing."""
    begin = guards[0].search(text)
    end = guards[1].search(text, begin.end()) if begin else None
    return slice(begin.end(), end.start()) if begin and end else slice(0, 0)


def _words(html: str) -> str:
    return " ".join(replace_entities(remove_tags(html)).split())
