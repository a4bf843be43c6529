"""What it costs to understand a page, beside what it costs trafilatura to find its main text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from time import process_time

import httpx
import trafilatura

from bench.prose import as_dense_as_real
from bench.templates import UnknownPage, in_a_portal, lines_of, pages_with, reports, unknown_pages
from replica.catalogue import Holding, catalogue
from replica.server import Replica
from transforms.pipeline import parse

ROUNDS = 7
SEEDS = Path(__file__).parent.parent.parent / "shared" / "seeds"

Pages = list[tuple[bytes, str]]


def cost_of_a_page() -> Iterator[str]:
    """CPU of the whole way from bytes to indicators over CPU of `trafilatura.extract`, in one run.

    Of reports with as many numbers as real ones, of real ones where ../shared is, and of the replica's own, which
    have three times as many.
    """
    lengthened = [page for holding in reports() for page in pages_with(holding.title, _lengthened(holding))]
    yield from _lean_and_in_a_portal("reports as dense as real ones", lengthened[::5])
    if SEEDS.is_dir():
        yield from _lean_and_in_a_portal("real reports", _seed_pages())
    yield _compared("the replica's reports, three times as dense", _replica_pages())
    yield _compared("the same in unknown templates", _html(list(unknown_pages())[::5]))


def _lean_and_in_a_portal(name: str, pages: Sequence[UnknownPage]) -> Iterator[str]:
    yield _compared(f"{name} in unknown templates", _html(pages))
    yield _compared(f"{name} in a portal's pages", [(in_a_portal(page).encode(), "text/html") for page in pages])


def _html(pages: Sequence[UnknownPage]) -> Pages:
    return [(page.html.encode(), "text/html") for page in pages]


def _lengthened(holding: Holding) -> tuple[str, ...]:
    return as_dense_as_real(lines_of(holding))


def _compared(name: str, pages: Pages) -> str:
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(_cpu(lambda: [parse(content, media_type=kind) for content, kind in pages]))
        theirs.append(_cpu(lambda: [trafilatura.extract(content) for content, _ in pages]))
    ratio = median(mine / other for mine, other in zip(ours, theirs, strict=True))
    per_page = median(ours) / len(pages) * 1000
    size = median(len(content) for content, _ in pages) / 1000
    return (
        f"bytes to indicators, {name}: {ratio:.2f} times the CPU of trafilatura.extract alone "
        f"({per_page:.1f} ms a page of {size:.0f} kB, {len(pages)} pages, median of {ROUNDS} rounds)"
    )


def _replica_pages() -> Pages:
    with Replica() as replica, httpx.Client() as client:
        reports = [each for each in catalogue() if each.kind == "annual_report" and each.text_path == each.path]
        answers = [client.get(report.url(replica.port)) for report in reports]
    return [(answer.content, answer.headers["content-type"]) for answer in answers]


def _seed_pages() -> list[UnknownPage]:
    texts = [tuple(filter(None, path.read_text("utf-8").split("\n"))) for path in sorted(SEEDS.glob("*.txt"))]
    return [page for lines in texts for page in pages_with(lines[0], lines[1:])]


def _cpu(work: Callable[[], object]) -> float:
    started = process_time()
    work()
    return process_time() - started
