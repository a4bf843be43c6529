"""`python -m bench [NAME …]`: every measurement, or those named, one after the other."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator

from bench.at_size import at_size
from bench.content import content_of_unknown_pages
from bench.crawl import speed_of_a_crawl
from bench.extraction import cost_of_extraction
from bench.memory import memory_of_a_crawl
from bench.night import cost_of_a_night
from bench.requests import requests_per_source
from bench.transforms import cost_of_a_page


def _once(measure: Callable[[], str]) -> Callable[[], Iterator[str]]:
    def lines() -> Iterator[str]:
        yield measure()

    return lines


MEASUREMENTS: dict[str, Callable[[], Iterable[str]]] = {
    "page": cost_of_a_page,
    "extraction": cost_of_extraction,
    "content": _once(content_of_unknown_pages),
    "requests": _once(requests_per_source),
    "crawl": _once(speed_of_a_crawl),
    "memory": _once(memory_of_a_crawl),
    "night": _once(cost_of_a_night),
    "at_size": at_size,
}


def main(names: list[str]) -> int:
    if unknown := [name for name in names if name not in MEASUREMENTS]:
        print(f"bench: no measurement {', '.join(unknown)}; there are {', '.join(MEASUREMENTS)}", file=sys.stderr)
        return 2
    for name in names or MEASUREMENTS:
        for line in MEASUREMENTS[name]():
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
