"""The listeners: one loopback address per site, all on one port, and the log of what was asked."""

from __future__ import annotations

import errno
import json
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from typing import Self
from urllib.parse import parse_qsl, urlsplit

from replica.families import FAMILIES
from replica.faults import faulty_sites, served
from replica.issuer import Issuer, issuers
from replica.page import Answer, Served, Site

PORT_ATTEMPTS = 20


@dataclass(frozen=True, slots=True)
class Request:
    """One answered request; `host` is the site's address without the port, `path` includes the query."""

    time: str
    host: str
    method: str
    path: str
    status: int


class Replica:
    """All sites, serving between `with` and its end. Port 0 takes a port that is free on every address.

    With `faults` the sites of replica/faulty_sources serve as well, with `sites` those instead of the demo's.
    `requests` holds what was asked so far; with `log` each request is also appended there as a line of JSON.
    """

    def __init__(
        self, port: int = 0, log: Path | None = None, *, faults: bool = False, sites: list[Served] | None = None
    ) -> None:
        self.requests: list[Request] = []
        self._silent = [site.address for site in faulty_sites() if site.is_silent] if faults else []
        self._log = log
        self._lock = threading.Lock()
        self._listeners = _listen(sites or [*_demo(), *(served() if faults else [])], port, self)
        self._threads = [threading.Thread(target=each.serve_forever, args=(0.05,)) for each in self._listeners]

    @property
    def port(self) -> int:
        return int(self._listeners[0].server_address[1])

    @property
    def pairs(self) -> str:
        """`address:port` of every site, separated by commas, as FAZHI_LOOPBACK takes them."""
        addresses = [str(each.server_address[0]) for each in self._listeners]
        return ",".join(f"{address}:{self.port}" for address in [*addresses, *self._silent])

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        for listener in self._listeners:
            listener.shutdown()
            listener.server_close()
        for thread in self._threads:
            thread.join()

    def note(self, request: Request) -> None:
        with self._lock:
            self.requests.append(request)
            if self._log is not None:
                with self._log.open("a", encoding="utf-8") as log:
                    log.write(json.dumps(asdict(request), ensure_ascii=False) + "\n")


class Listener(ThreadingHTTPServer):
    """One site's address."""

    daemon_threads = True
    # With the default of 5, a burst of connections waits a second for the kernel to try again.
    request_queue_size = 128

    def __init__(self, served: Served, port: int, replica: Replica) -> None:
        self.site = served.site
        self.replica = replica
        super().__init__((served.address, port), Handler)
        if served.tls is not None:
            self.socket = served.tls.wrap_socket(self.socket, server_side=True)

    def server_bind(self) -> None:
        # HTTPServer would ask the resolver for the address's name, which can wait seconds for no answer.
        TCPServer.server_bind(self)


class Handler(BaseHTTPRequestHandler):
    """HTTP in, one site's answer out."""

    server: Listener
    protocol_version = "HTTP/1.1"
    server_version = "replica"
    sys_version = ""

    def do_GET(self) -> None:
        self._answer({})

    def do_POST(self) -> None:
        form = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode("ascii")
        self._answer(dict(parse_qsl(form)))

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        now = datetime.now(UTC).isoformat(timespec="milliseconds")
        host = str(self.server.server_address[0])
        self.server.replica.note(Request(now, host, self.command, self.path, int(code)))

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the request log is the record."""

    def _answer(self, form: Mapping[str, str]) -> None:
        target = urlsplit(self.path)
        answer = self.server.site(target.path, {**dict(parse_qsl(target.query)), **form})
        if answer.needs_referer and "Referer" not in self.headers:
            answer = Answer(403, "text/plain", b"Forbidden")
        if answer.needs_cookie and answer.needs_cookie not in self.headers.get("Cookie", ""):
            cookie = ("Set-Cookie", f"{answer.needs_cookie}; Path=/")
            answer = Answer(HTTPStatus.FOUND, "text/html", b"", headers=(("Location", self.path), cookie))
        if self._is_known(answer):
            self.send_response(HTTPStatus.NOT_MODIFIED)
            self._send_validators(answer)
            self.end_headers()
            return
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(len(answer.content) if answer.length is None else answer.length))
        for name, value in answer.headers:
            self.send_header(name, value)
        self._send_validators(answer)
        self.end_headers()
        self.wfile.write(answer.content)
        # Who waits for the rest of what was promised learns that nothing comes.
        self.close_connection = self.close_connection or answer.length is not None

    def _is_known(self, answer: Answer) -> bool:
        """RFC 9110 section 13.2.2: If-None-Match goes before If-Modified-Since."""
        if answer.modified is None:
            return False
        if etag := self.headers.get("If-None-Match"):
            return etag == answer.etag
        since = self.headers.get("If-Modified-Since")
        return since is not None and answer.modified <= parsedate_to_datetime(since)

    def _send_validators(self, answer: Answer) -> None:
        if answer.modified is not None:
            self.send_header("ETag", answer.etag)
            self.send_header("Last-Modified", format_datetime(answer.modified, usegmt=True))


def _with_robots(issuer: Issuer, site: Site) -> Site:
    robots = issuer.robots
    if robots is None:
        return site

    def answer(path: str, parameters: Mapping[str, str]) -> Answer:
        if path == "/robots.txt":
            return Answer(200, "text/plain", robots.encode("ascii"))
        return site(path, parameters)

    return answer


def _demo() -> list[Served]:
    return [Served(issuer.address, _with_robots(issuer, FAMILIES[issuer.dialect].site(issuer))) for issuer in issuers()]


def _listen(sites: list[Served], port: int, replica: Replica) -> list[Listener]:
    for _ in range(PORT_ATTEMPTS):
        listeners = _listen_once(sites, port, replica)
        if listeners is not None:
            return listeners
    raise OSError(errno.EADDRINUSE, f"no port is free on all addresses after {PORT_ATTEMPTS} attempts")


def _listen_once(sites: list[Served], port: int, replica: Replica) -> list[Listener] | None:
    """Listeners on one port, or None if a free port that the system chose is taken on another address."""
    listeners: list[Listener] = []
    try:
        for site in sites:
            common = listeners[0].server_address[1] if listeners else port
            listeners.append(Listener(site, common, replica))
    except OSError as error:
        for listener in listeners:
            listener.server_close()
        if port != 0 or error.errno != errno.EADDRINUSE:
            raise
        return None
    return listeners
