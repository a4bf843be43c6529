"""The families of content management systems that the replica looks like."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from replica import gkmlpt, hanweb, jpaas, kaipu, longxun, static, trs, vsb
from replica.articles import Article, Attachment
from replica.issuer import Issuer
from replica.page import Site


def _no_files(issuer: Issuer, article: Article, file: Attachment) -> str:
    raise ValueError(f"{article.name}: the family {issuer.dialect} has no attachments")


class Family(NamedTuple):
    """How a family answers for an issuer, and under which path it keeps an article and an article's file."""

    site: Callable[[Issuer], Site]
    article_path: Callable[[Issuer, Article], str]
    file_path: Callable[[Issuer, Article, Attachment], str] = _no_files


FAMILIES: dict[str, Family] = {
    "gkmlpt": Family(gkmlpt.site, gkmlpt.article_path, gkmlpt.file_path),
    "hanweb": Family(hanweb.site, hanweb.article_path),
    "jpaas": Family(jpaas.site, jpaas.article_path),
    "kaipu": Family(kaipu.site, kaipu.article_path),
    "longxun": Family(longxun.site, longxun.article_path),
    "static": Family(static.site, static.article_path),
    "trs": Family(trs.site, trs.article_path, trs.file_path),
    "vsb": Family(vsb.site, vsb.article_path, vsb.file_path),
}
