"""What the replica holds, so that tests can state exact expectations."""

from __future__ import annotations

from dataclasses import dataclass

from replica.articles import Article, Fact, Kind
from replica.families import FAMILIES, Family
from replica.issuer import Issuer, issuers


@dataclass(frozen=True, slots=True)
class Holding:
    """One article: where it is served, what it is, and the truths of its text.

    `name` is the stem of its file in `replica/reports`; `copy_of` is the name of the report that it reposts,
    and then `reporting_body` is the body of that report. `text_path` is the path of the article, or of its
    attachment where only that holds the text.
    """

    name: str
    source_id: str
    host: str
    path: str
    text_path: str
    kind: Kind
    reporting_body: str
    title: str
    year: int | None
    text: str
    facts: tuple[Fact, ...]
    copy_of: str | None

    def url(self, port: int) -> str:
        return f"http://{self.host}:{port}{self.path}"

    def text_url(self, port: int) -> str:
        return f"http://{self.host}:{port}{self.text_path}"


def catalogue() -> tuple[Holding, ...]:
    """All holdings, site by site, the newest first as in the site's column."""
    sites = issuers()
    bodies = {article.name: issuer.name for issuer in sites for article in issuer.articles}
    return tuple(holding for issuer in sites for holding in _holdings(issuer, bodies))


def _holdings(issuer: Issuer, bodies: dict[str, str]) -> list[Holding]:
    family = FAMILIES[issuer.dialect]
    return [
        Holding(
            name=article.name,
            source_id=issuer.source_id,
            host=issuer.address,
            path=family.article_path(issuer, article),
            text_path=_text_path(family, issuer, article),
            kind=article.kind,
            reporting_body=bodies[article.copy_of or article.name],
            title=article.title,
            year=article.year,
            text=article.text,
            facts=article.facts,
            copy_of=article.copy_of,
        )
        for article in issuer.articles
    ]


def _text_path(family: Family, issuer: Issuer, article: Article) -> str:
    if article.text_file is None:
        return family.article_path(issuer, article)
    return family.file_path(issuer, article, article.text_file)
