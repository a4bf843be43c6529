"""A small site on loopback that answers what a test tells it to, and remembers what it was asked."""

from __future__ import annotations

import json
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

from spiders.__main__ import app

ROOT = Path(__file__).parents[2]
# A fork has Scrapy imported already, which is most of a crawl's time; the site's thread idles meanwhile.
FORK = multiprocessing.get_context("fork")
REPORT = "全县法治政府建设工作扎实推进，" * 30


@dataclass
class Reply:
    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})

    @property
    def content(self) -> bytes:
        return self.body.encode() if isinstance(self.body, str) else self.body


@dataclass(frozen=True)
class Asked:
    path: str
    headers: dict[str, str]
    body: str = ""


class Site:
    """`pages` maps path and query to a reply, or to a function of the request that gives one; none: it hangs up."""

    def __init__(self, address: str = "127.0.0.1") -> None:
        self.address = address
        self.pages: dict[str, Reply | Callable[[Asked], Reply | None]] = {}
        self.asked: list[Asked] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                length = int(self.headers.get("Content-Length", 0))
                asked = Asked(self.path, dict(self.headers), self.rfile.read(length).decode())
                site.asked.append(asked)
                page = site.pages.get(self.path, Reply("<title>404 Not Found</title>", 404))
                reply = page(asked) if callable(page) else page
                if reply is None:
                    self.close_connection = True
                    return
                self.send_response(reply.status)
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(reply.content)))
                self.end_headers()
                self.wfile.write(reply.content)

            do_POST = do_GET

            def log_message(self, format: str, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer((address, 0), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,))

    def __enter__(self) -> Self:
        self.thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()

    @property
    def pair(self) -> str:
        return f"{self.address}:{self.server.server_address[1]}"

    @property
    def url(self) -> str:
        return f"http://{self.pair}/"

    def paths(self) -> list[str]:
        """What was asked for since the last call, robots.txt left out."""
        paths = [asked.path for asked in self.asked if asked.path != "/robots.txt"]
        self.asked.clear()
        return paths


def report(number: int, body: str = REPORT) -> Reply:
    return Reply(f"<html><title>报告{number}</title><div class='TRS_Editor'>{body}</div></html>")


def trs_list(numbers: list[int], pages: int = 1, title: str = "2023年法治政府建设年度报告") -> Reply:
    rows = "".join(
        f"<li><a href='./202403/t20240328_{number}.html' title='{title}{number}'>…</a><span>2024-03-28</span></li>"
        for number in numbers
    )
    return Reply(f"<ul>{rows}</ul><script>createPageHTML({pages}, 0, 'index', 'html');</script>")


def article(number: int) -> str:
    return f"/fz/202403/t20240328_{number}.html"


def serve_column(site: Site, numbers: list[int], per_page: int = 2) -> None:
    """A TRS column `/fz/` with its list pages and articles."""
    chunks = [numbers[start : start + per_page] for start in range(0, len(numbers), per_page)]
    for position, chunk in enumerate(chunks):
        name = "index.html" if position == 0 else f"index_{position}.html"
        site.pages[f"/fz/{name}"] = trs_list(chunk, len(chunks))
    site.pages |= {article(number): report(number) for number in numbers}


def write_source(sources: Path, home: str, name: str = "990121-yunling", **fields: Any) -> Path:
    entry = {
        "url": home,
        "dialect": "trs",
        "body": {"name": "云岭县人民政府", "kind": "government", "code": name[:6], "place": "云岭县"},
        "columns": [{"url": "/fz/index.html", "title_include": ["法治政府建设"]}],
        "delay": 0,
    }
    path = sources / "99-yunzhou" / f"{name}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    # JSON is YAML.
    path.write_text(json.dumps(entry | fields, ensure_ascii=False), "utf-8")
    return path


@dataclass
class Run:
    status: int
    stderr: str
    result: dict[str, Any]

    def counts(self, source_id: str = "990121-yunling") -> dict[str, dict[str, int]]:
        return self.result["sources"].get(source_id, {})


def environment(loopback: str, contact: str = "") -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT), "FAZHI_LOOPBACK": loopback, "FAZHI_CONTACT": contact}


def command(folder: Path, *arguments: str) -> list[str]:
    return [sys.executable, "-m", "spiders", *_arguments(folder, *arguments)]


def crawl(folder: Path, loopback: str, *arguments: str, contact: str = "") -> Run:
    """One crawl by the command line."""
    return run(folder, loopback, *_arguments(folder, *arguments), contact=contact)


def run(folder: Path, loopback: str, *arguments: str, contact: str = "") -> Run:
    """One command that prints JSON, in a process of its own: Scrapy's reactor starts once in a process."""
    out, err = folder / "stdout", folder / "stderr"
    process = FORK.Process(target=_run, args=(list(arguments), environment(loopback, contact), out, err))
    process.start()
    process.join(60)
    assert process.exitcode is not None, "the command does not end"
    printed = out.read_text("utf-8")
    return Run(process.exitcode, err.read_text("utf-8"), json.loads(printed) if printed else {})


def _arguments(folder: Path, *arguments: str) -> list[str]:
    places = ["--data", str(folder / "data"), "--sources", str(folder / "sources")]
    return ["crawl", "--json", *places, *arguments]


def _run(arguments: list[str], variables: dict[str, str], out: Path, err: Path) -> None:
    os.environ.update(variables)
    sys.stdout, sys.stderr = out.open("w", encoding="utf-8"), err.open("w", encoding="utf-8")
    app(arguments)
