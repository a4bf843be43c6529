"""A site of any size on loopback, in a process of its own: a list and its articles, each page made when asked for."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection

from replica.catalogue import catalogue

PER_PAGE = 50
# A process of its own, so that the spider measured does not share its interpreter with the site.
SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class BigSite:
    """`url` ends with a slash; the list is the TRS column `/fz/`, whose articles are `paths`."""

    url: str
    articles: int
    _connection: Connection

    @property
    def pair(self) -> str:
        return self.url.removeprefix("http://").rstrip("/")

    @property
    def paths(self) -> list[str]:
        return [path_of(number) for number in range(self.articles, 0, -1)]

    def requests(self) -> list[tuple[float, str]]:
        """Time (seconds) and path of every request since the last call."""
        self._connection.send("requests")
        answered: list[tuple[float, str]] = self._connection.recv()
        return answered


@contextmanager
def big_site(articles: int) -> Iterator[BigSite]:
    """Serve a list of so many articles until the block ends."""
    ours, its = SPAWN.Pipe()
    process = SPAWN.Process(target=_serve, args=(articles, its), daemon=True)
    process.start()
    try:
        yield BigSite(f"http://127.0.0.1:{ours.recv()}/", articles, ours)
    finally:
        process.terminate()
        process.join()


def path_of(number: int) -> str:
    return f"/fz/202403/t20240328_{number}.html"


def _serve(articles: int, connection: Connection) -> None:
    asked: list[tuple[float, str]] = []
    report = max((holding.text for holding in catalogue()), key=len).replace("\n", "</p>\n<p>")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True
        wbufsize = -1

        def do_GET(self) -> None:
            asked.append((time.monotonic(), self.path))
            page = _page(self.path, articles, report)
            self.send_response(404 if page is None else 200)
            content = (page or "<title>404</title>").encode()
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing: `asked` is the record."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        # With the default of 5, a burst of connections waits a second for the kernel to try again.
        request_queue_size = 128

    server = Server(("127.0.0.1", 0), Handler)

    def answer() -> None:
        connection.send(server.server_address[1])
        while connection.recv():
            connection.send(asked[:])
            asked.clear()

    threading.Thread(target=answer, daemon=True).start()
    server.serve_forever()


def _page(path: str, articles: int, report: str) -> str | None:
    if path.startswith("/fz/202403/"):
        return f"<html><title>{path}</title><div class='TRS_Editor'><p>{path}</p><p>{report}</p></div></html>"
    if path.startswith("/fz/"):
        name = path.removeprefix("/fz/index").removesuffix(".html").lstrip("_")
        return _list(int(name or 0), articles)
    return None


def _list(number: int, articles: int) -> str | None:
    newest = articles - number * PER_PAGE
    if newest <= 0:
        return None
    rows = "".join(
        f"<li><a href='.{path_of(n).removeprefix('/fz')}'>第{n}份法治政府建设年度报告</a><span>2024-03-28</span></li>"
        for n in range(newest, max(newest - PER_PAGE, 0), -1)
    )
    return f"<ul>{rows}</ul><script>createPageHTML({-(-articles // PER_PAGE)}, {number}, 'index', 'html');</script>"
