"""Whether a crawl needs more memory the longer it lasts."""

from __future__ import annotations

import re
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bench.crawl import start_crawl
from bench.site import BigSite, big_site

# After so many requests the memory is looked at; the crawl has as many articles as the last.
MARKS = (2_000, 5_000, 10_000, 20_000)
LOOK_AGAIN = 0.1


def memory_of_a_crawl() -> str:
    """Resident memory of the process of a first crawl after some requests, and the last over the first.

    What grows is what a walk must know until its end, the addresses of the rows it has seen: 200 bytes each.
    """
    with (
        big_site(MARKS[-1]) as site,
        tempfile.TemporaryDirectory() as folder,
        start_crawl(site, Path(folder)) as crawl,
    ):
        readings = list(_readings(site, crawl))
    sizes = [next(size for asked, size in readings if asked >= mark) for mark in MARKS]
    return (
        f"memory of a crawl: {sizes[-1] / sizes[0]:.2f} times as much after {MARKS[-1]:,} pages as after {MARKS[0]:,} "
        f"({', '.join(f'{size:.0f}' for size in sizes)} MB after {', '.join(f'{mark:,}' for mark in MARKS)}, one run)"
    )


def _readings(site: BigSite, crawl: subprocess.Popen[bytes]) -> Iterator[tuple[int, float]]:
    """How many requests the crawl has made, and its memory in MB, until it ends."""
    asked = 0
    while crawl.poll() is None:
        asked += len(site.requests())
        if size := _resident(crawl.pid):
            yield asked, size
        time.sleep(LOOK_AGAIN)


def _resident(pid: int) -> float | None:
    """Megabytes, None where the process has ended; Linux only."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text("ascii"))
    return int(found[1]) / 1024 if found else None
