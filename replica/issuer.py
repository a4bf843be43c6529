"""The issuers: their register entries joined with what their CMS was set up with (`issuers.yml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from replica.articles import Article, load
from replica.register import address, entries

SETTINGS = Path(__file__).parent / "issuers.yml"


@dataclass(frozen=True, slots=True)
class Issuer:
    """One site with all it publishes, newest first. `per_page` rows stand on a page of its column.

    `robots` is the text of robots.txt, None if the site has none. `cms` holds what only its family knows.
    """

    source_id: str
    address: str
    dialect: str
    name: str
    column: str
    column_name: str
    site_code: str
    per_page: int
    articles: tuple[Article, ...]
    robots: str | None = None
    cms: Mapping[str, Any] = field(default_factory=dict)


def issuers() -> tuple[Issuer, ...]:
    """All issuers of the replica, in the order of their addresses."""
    settings = yaml.safe_load(SETTINGS.read_text("utf-8"))
    articles = load()
    by_address = sorted(entries().items(), key=lambda item: address(item[1]))
    return tuple(_issuer(source_id, entry, settings[source_id], articles) for source_id, entry in by_address)


def _issuer(source_id: str, entry: dict[str, Any], settings: dict[str, Any], articles: tuple[Article, ...]) -> Issuer:
    return Issuer(
        source_id=source_id,
        address=address(entry),
        dialect=entry["dialect"],
        name=entry["body"]["name"],
        column=entry["columns"][0]["url"],
        articles=tuple(article for article in articles if article.source_id == source_id),
        **settings,
    )
