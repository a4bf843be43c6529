"""What the sites publish: articles from `replica/reports/*.txt` (front matter, text) and `notices.yml`."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import yaml

Kind = Literal["annual_report", "interpretation", "disclosure_report", "other"]
Role = Literal["level", "rate", "yoy_change"]
Layout = Literal["paragraphs", "breaks", "word"]

HERE = Path(__file__).parent
FRONT_MATTER = re.compile(r"---\n(?P<front>.*?)\n---\n(?P<text>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fact:
    """A checkable truth of a report. `value` expands 万, keeps percent as percent, is negative for a fall."""

    code: str
    value: Decimal
    raw: str
    role: Role = "level"


@dataclass(frozen=True, slots=True)
class Adverts:
    """Lines that an intruder put into a page: one in the title's place, one before the line `before`."""

    title: str
    line: str
    before: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of an article, PDF or DOCX by the end of its `name`. Without a `text` it holds the article's own."""

    name: str
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One article of one site. `text` holds a paragraph a line; a line that begins with `<` is HTML.

    `name` is unique in the replica, `number` the article's number in its URL, `year` the year reported
    on, `made_on` the 成文日期 beside the `published` date, `copy_of` the name of the report reposted here.
    Where an attachment holds the text, `page_text` is what the page says instead.
    """

    name: str
    source_id: str
    number: int
    published: date
    title: str
    text: str
    kind: Kind = "other"
    year: int | None = None
    facts: tuple[Fact, ...] = ()
    made_on: date | None = None
    index_number: str = ""
    document_number: str = ""
    issuing_body: str = ""
    title_lines: tuple[str, ...] = ()
    title_in_text: bool = True
    layout: Layout = "paragraphs"
    indent: str = "\u3000\u3000"
    signature: tuple[str, ...] = ()
    charset: str = "utf-8"
    copy_of: str | None = None
    adverts: Adverts | None = None
    attachments: tuple[Attachment, ...] = ()
    page_text: str = ""

    @property
    def text_file(self) -> Attachment | None:
        """The attachment that holds the text, None where the page does."""
        return next((file for file in self.attachments if file.text is None), None)

    @property
    def display_title(self) -> tuple[str, ...]:
        """The lines that stand where a reader looks for the title."""
        if self.adverts:
            return (self.adverts.title,)
        return (self.title_lines or (self.title,)) if self.title_in_text else ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of the page as published, injected line included."""
        written = (self.page_text if self.text_file else self.text).strip().splitlines()
        if self.adverts:
            written.insert(written.index(self.adverts.before), self.adverts.line)
        return tuple(written)


def load() -> tuple[Article, ...]:
    """All articles of all sites, the newest first within a site."""
    published = [*_reports(HERE / "reports"), *_notices(HERE / "notices.yml")]
    return tuple(sorted(published, key=lambda article: (article.published, article.number), reverse=True))


def _reports(folder: Path) -> list[Article]:
    by_stem = {path.stem: _report(path) for path in sorted(folder.glob("*.txt"))}
    return [_with_original(article, by_stem) for article in by_stem.values()]


def _report(path: Path) -> Article:
    match = FRONT_MATTER.fullmatch(path.read_text("utf-8"))
    if match is None:
        raise ValueError(f"{path.name}: no front matter between two lines of ---")
    try:
        return _article(path.stem, {**yaml.safe_load(match["front"]), "text": match["text"]})
    except TypeError as error:
        raise ValueError(f"{path.name}: {error}") from error


def _article(name: str, written: dict[str, Any]) -> Article:
    facts = tuple(_fact(**fact) for fact in written.pop("facts", ()))
    adverts = Adverts(**written.pop("adverts")) if "adverts" in written else None
    attachments = tuple(Attachment(**each) for each in written.pop("attachments", ()))
    frozen: dict[str, Any] = {key: tuple(each) if isinstance(each, list) else each for key, each in written.items()}
    return Article(**frozen, name=name, facts=facts, adverts=adverts, attachments=attachments)


def _fact(code: str, value: float | str, raw: str, role: Role = "level") -> Fact:
    return Fact(code, Decimal(str(value)), raw, role)


def _with_original(article: Article, by_stem: dict[str, Article]) -> Article:
    if article.copy_of is None:
        return article
    original = by_stem[article.copy_of]
    return replace(article, text=original.text, facts=original.facts, signature=original.signature)


def _notices(path: Path) -> list[Article]:
    rows = yaml.safe_load(path.read_text("utf-8"))
    return [
        _article(f"notice-{row['number']}", {"source_id": source_id, **row})
        for source_id, site in rows.items()
        for row in site
    ]
