"""How fast the spiders fetch and archive, beside a spider that only downloads the same pages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

from bench.site import BigSite, big_site

ROOT = Path(__file__).parents[1]
ARTICLES = 1500
ROUNDS = 5
# Scrapy opens up to so many by default to a host whose requests are queued in one go, see bench/bare.py.
SCRAPYS_CONNECTIONS = 16


def speed_of_a_crawl() -> str:
    """Articles a second, by the site's own clock, of a first crawl over those of the bare spider."""
    with big_site(ARTICLES) as site:
        rounds = [(_crawl(site), _bare(site, 1), _bare(site, SCRAPYS_CONNECTIONS)) for _ in range(ROUNDS)]
    to_one = median(ours / one for ours, one, _ in rounds)
    to_many = median(ours / many for ours, _, many in rounds)
    ours, one, many = (median(each) for each in zip(*rounds, strict=True))
    return (
        f"articles a second: {to_one:.2f} of a bare Scrapy spider that only downloads over one connection, "
        f"{to_many:.2f} of one over up to {SCRAPYS_CONNECTIONS} ({ours:.0f}, {one:.0f} and {many:.0f}, "
        f"{ARTICLES} articles of one host, median of {ROUNDS} rounds)"
    )


def start_crawl(site: BigSite, folder: Path) -> subprocess.Popen[bytes]:
    """A first crawl of the site in a process of its own, with its register and its data in `folder`."""
    write_source(folder, site.url)
    environment = os.environ | {"FAZHI_LOOPBACK": site.pair}
    places = ["--data", f"{folder}/data", "--sources", f"{folder}/sources"]
    command = [sys.executable, "-m", "spiders", "crawl", *places]
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)


def _crawl(site: BigSite) -> float:
    with tempfile.TemporaryDirectory() as folder, start_crawl(site, Path(folder)) as crawl:
        crawl.wait()
    return _rate(site)


def _bare(site: BigSite, connections: int) -> float:
    with tempfile.TemporaryDirectory() as folder:
        urls = Path(folder) / "urls"
        urls.write_text("\n".join(site.url.rstrip("/") + path for path in site.paths), "utf-8")
        subprocess.run([sys.executable, "-m", "bench.bare", str(urls), str(connections)], cwd=ROOT, check=True)
    return _rate(site)


def write_source(folder: Path, home: str) -> None:
    """A register of the one site, in JSON, which is YAML."""
    entry = {
        "url": home,
        "dialect": "trs",
        "body": {"name": "云岭县人民政府", "kind": "government", "code": "990121", "place": "云岭县"},
        "columns": [{"url": "/fz/index.html"}],
        "delay": 0,
        "budget": 1_000_000,
    }
    path = folder / "sources" / "99-yunzhou" / "990121-yunling.yml"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(entry, ensure_ascii=False), "utf-8")


def _rate(site: BigSite) -> float:
    times = [moment for moment, path in site.requests() if path.startswith("/fz/202403/")]
    if len(times) != site.articles:
        raise RuntimeError(f"{len(times)} articles were asked for, not {site.articles}")
    return (len(times) - 1) / (times[-1] - times[0])
