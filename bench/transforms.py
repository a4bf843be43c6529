"""What it costs to understand a page, beside what it costs to parse its HTML at all."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import process_time

import httpx
from bs4 import BeautifulSoup

from replica.catalogue import catalogue
from replica.server import Replica
from transforms.pipeline import parse

ROUNDS = 7


def cost_of_a_page() -> str:
    """CPU of the whole way from bytes to indicators over CPU of BeautifulSoup's text, on the replica's reports."""
    pages = _pages()
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(_cpu(lambda: [parse(content, media_type=kind, url=url) for content, kind, url in pages]))
        theirs.append(_cpu(lambda: [BeautifulSoup(content, "lxml").get_text("\n") for content, *_ in pages]))
    ratio = median(mine / other for mine, other in zip(ours, theirs, strict=True))
    per_page = median(ours) / len(pages) * 1000
    return (
        f"bytes to indicators: {ratio:.2f} times the CPU of BeautifulSoup(page, 'lxml').get_text() "
        f"({per_page:.1f} ms a page, {len(pages)} pages, median of {ROUNDS} rounds)"
    )


def _pages() -> list[tuple[bytes, str, str]]:
    with Replica() as replica, httpx.Client() as client:
        reports = [each for each in catalogue() if each.kind == "annual_report" and each.text_path == each.path]
        urls = [report.url(replica.port) for report in reports]
        answers = [client.get(url) for url in urls]
    return [(answer.content, answer.headers["content-type"], str(answer.url)) for answer in answers]


def _cpu(work: Callable[[], object]) -> float:
    started = process_time()
    work()
    return process_time() - started
