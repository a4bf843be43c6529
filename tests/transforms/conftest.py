"""One sentence (with a heading, if the reading needs one) as a cleaned document, and what the transforms read in it.

`head` and `html_head`: lines of a text, or a page, to the fields of the document.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from transforms.body import Body
from transforms.indicators import assign
from transforms.pipeline import clean
from transforms.quantities import find_quantities
from transforms.reconcile import reconcile
from transforms.records import Cleaned, Document, Issuer, Jurisdiction, Line, Page, Quantity, Section, Theme

YEAR = 2024


def body_of(text: str) -> Cleaned:
    lines, start = [], 0
    for n, line in enumerate(text.split("\n"), 1):
        lines.append(Line(n, start, line, "body", "test"))
        start += len(line) + 1
    unknown = dict.fromkeys(
        (
            "title",
            "publish_date",
            "publish_date_kind",
            "index_number",
            "document_number",
            "issuing_body",
            "reporting_body",
            "body_kind",
        )
    )
    document = Document(
        doc_kind="annual_report",
        jurisdiction=Jurisdiction(),
        report_year=YEAR,
        site_compromised=False,
        truncated=False,
        **unknown,
    )
    return Cleaned(text, tuple(lines), document)


def read_text(text: str, heading: str | None = None, theme: Theme = "achievements") -> tuple[Quantity, ...]:
    full = text if heading is None else f"{heading}\n{text}"
    sections = () if heading is None else (Section("1", 1, "一、", heading, theme, 0, len(full)),)
    return assign(find_quantities(Body(body_of(full), sections)))


@pytest.fixture(scope="session")
def read() -> Callable[..., tuple[Quantity, ...]]:
    """Text (and `heading=`, `theme=`) to its quantities, with codes."""
    return read_text


@pytest.fixture(scope="session")
def facts() -> Callable[..., list[tuple[str, float | None, str]]]:
    """Text to (raw, value, role) of each quantity in reading order."""

    def brief(text: str, **context: str) -> list[tuple[str, float | None, str]]:
        quantities = read_text(text, **context)
        return [(q.raw, None if q.value is None else float(q.value), q.role) for q in quantities]

    return brief


@pytest.fixture(scope="session")
def checks() -> Callable[[str], list[tuple[str, str, bool]]]:
    """Text to (expression, stated, holds) of each check."""

    def brief(text: str) -> list[tuple[str, str, bool]]:
        return [(c.expression, str(c.stated), c.holds) for c in reconcile(body_of(text), read_text(text))]

    return brief


PROSE = "全县深入推进依法行政,持续提升治理能力和水平。"
COUNTY = Issuer("云岭县人民政府", "government", "990101", "云岭县", "county", "云州省", "云川市")


def head(*lines, **known):
    return clean(Page("\n".join(lines).encode(), "text/plain", **known)).document


def html_head(metas="", article="", window="", **known):
    page = (
        f"<html><head><title>{window}</title>{metas}</head><body>{article}"
        f"<div id='zoom'><p>{PROSE}</p><p>{PROSE * 4}</p></div></body></html>"
    )
    return clean(Page(page.encode(), "text/html", **known)).document
