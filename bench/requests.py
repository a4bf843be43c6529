"""How many requests the nights cost each site of the replica."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from replica.register import address, entries, sources_at
from replica.server import Replica

ROOT = Path(__file__).parents[1]
NIGHTS = {"first night": (), "nothing new": (), "recheck": ("--recheck",)}


def requests_per_source() -> str:
    """A line for each site: requests of a first night, of one with nothing new, and of one that looks at all again.

    robots.txt is left out; in brackets the answers 304, which carry no page.
    """
    with Replica() as replica, tempfile.TemporaryDirectory() as folder:
        sources_at(Path(folder) / "sources", replica.port)
        nights = [_night(replica, Path(folder), arguments) for arguments in NIGHTS.values()]
    lines = [f"requests a source: {', '.join(NIGHTS)}"]
    for name, entry in entries().items():
        host = address(entry)
        counts = (f"{asked[host]} ({unchanged[host]})" for asked, unchanged in nights)
        lines.append(f"  {name:<20}" + "".join(f"{count:>12}" for count in counts))
    return "\n".join(lines)


def _night(replica: Replica, folder: Path, arguments: tuple[str, ...]) -> tuple[Counter[str], Counter[str]]:
    replica.requests.clear()
    environment = os.environ | {"FAZHI_LOOPBACK": replica.pairs}
    places = ["--data", str(folder / "data"), "--sources", str(folder / "sources")]
    command = [sys.executable, "-m", "spiders", "crawl", *places, *arguments]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    asked = [request for request in replica.requests if request.path != "/robots.txt"]
    return Counter(each.host for each in asked), Counter(each.host for each in asked if each.status == 304)
