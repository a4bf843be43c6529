"""The families of content management systems that the replica looks like."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from replica import hanweb, trs
from replica.articles import Article
from replica.issuer import Issuer
from replica.page import Site


class Family(NamedTuple):
    """How a family answers for an issuer, and under which path it keeps an article."""

    site: Callable[[Issuer], Site]
    article_path: Callable[[Issuer, Article], str]


FAMILIES: dict[str, Family] = {
    "hanweb": Family(hanweb.site, hanweb.article_path),
    "trs": Family(trs.site, trs.article_path),
}
