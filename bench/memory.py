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

# Enough to show what grows with every page, in the time that `make bench` has; 20,000 were measured by hand.
ARTICLES = 4000
LOOK_AGAIN = 0.1


def memory_of_a_crawl(articles: int = ARTICLES) -> str:
    """Resident memory of the process at the end of a first crawl over that after the first tenth."""
    with (
        big_site(articles) as site,
        tempfile.TemporaryDirectory() as folder,
        start_crawl(site, Path(folder)) as crawl,
    ):
        readings = list(_readings(site, crawl))
    first = next(size for asked, size in readings if asked >= articles / 10)
    last = readings[-1][1]
    return (
        f"memory of a crawl: {last / first:.2f} times as much at its end as after a tenth of it "
        f"({first:.0f} MB and {last:.0f} MB, {articles} articles of one host, one run)"
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
