"""Which way finds the report on a page of no known family: ours, or one of the libraries made for it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable
from statistics import mean
from time import process_time

import trafilatura
from lxml.html import fromstring
from readability import Document

from bench.templates import LAYOUTS, unknown_pages
from transforms.pipeline import clean
from transforms.records import Page

Tool = Callable[[str], str]


def content_of_unknown_pages() -> str:
    """Mean and least F1 of the characters found, by layout, and milliseconds of CPU a page, for each tool."""
    return "\n".join(_measured(name, tool) for name, tool in TOOLS.items())


def _measured(name: str, tool: Tool) -> str:
    scores: dict[str, list[float]] = defaultdict(list)
    pages = tuple(unknown_pages())
    started = process_time()
    for page in pages:
        scores[page.layout].append(_f1(tool(page.html), "".join(page.lines)))
    milliseconds = (process_time() - started) / len(pages) * 1000
    whole = [score for layout in LAYOUTS for score in scores[layout]]
    worst = min(LAYOUTS, key=lambda layout: mean(scores[layout]))
    return (
        f"content of {len(pages)} pages of no known family, {name}: F1 {mean(whole):.4f}, least {min(whole):.4f}, "
        f"worst layout {worst!r} {mean(scores[worst]):.4f}; {milliseconds:.1f} ms a page"
    )


def _f1(found: str, truth: str) -> float:
    ours, theirs = (Counter(re.sub(r"\s+", "", text)) for text in (found, truth))
    return 2 * (ours & theirs).total() / (ours.total() + theirs.total())


def _fazhi(html: str) -> str:
    lines = clean(Page(html.encode(), "text/html")).lines
    return "".join(line.text for line in lines if line.label in ("body", "byline"))


def _trafilatura(html: str) -> str:
    return trafilatura.extract(html, favor_precision=True) or ""


def _readability(html: str) -> str:
    return str(fromstring(Document(html).summary()).text_content())


TOOLS: dict[str, Tool] = {
    "fazhi with its line rules": _fazhi,
    "trafilatura": _trafilatura,
    "readability-lxml": _readability,
}
