"""Sites that answer every way a site can but should not, each page with the outcome that it must be given."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import yaml

from replica.certificate import Tls, tls
from replica.documents import document
from replica.page import Answer, Served, Site
from replica.register import address, entries

SOURCES = Path(__file__).parent / "faulty_sources"
FOLDER, COLUMN = "/fz/", "/fz/index.html"
HOME, ERROR_PAGE = "/", "/error/404.html"
HTML = "text/html; charset=utf-8"
TITLE = "2023年法治政府建设年度报告"
# What the navigation of an index page is made of.
LINKS = "<ul>" + "<li><a href='/'>政务公开信息目录</a></li>" * 60 + "</ul>"
ORDINARY = f"<title>{TITLE}</title><div class='TRS_Editor'><p>{{report}}</p></div>"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
# The list has been the same since this moment, and says so to who asks again.
WRITTEN = datetime(2024, 3, 28, 8, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Row:
    """Where a list leads and what a crawl must make of that address, if it is not the page's own."""

    url: str
    title: str = TITLE
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """`path` holds the query. `outcome` is None where nothing may ask for it. `row` is None for what no list has."""

    path: str
    outcome: str | None
    answer: Answer
    row: Row | None


@dataclass(frozen=True, slots=True)
class FaultySite:
    """`column` is the outcome of its list. One that is silent has nobody listening at its address."""

    source_id: str
    address: str
    pages: tuple[Page, ...]
    column: str = "ok"
    robots: str | None = None
    tls: Tls | None = None
    is_silent: bool = False

    def outcomes(self) -> dict[str, str]:
        """What a crawl must make of each path or foreign URL that it comes to."""
        found = {COLUMN: self.column}
        for page in self.pages:
            if page.outcome is not None:
                found[page.path] = page.outcome
            if page.row is not None and page.row.outcome is not None:
                found[page.row.url] = page.row.outcome
        return found


@cache
def faulty_sites() -> tuple[FaultySite, ...]:
    """The sites in the order of their addresses."""
    faults = yaml.safe_load(Path(__file__).with_name("faults.yml").read_text("utf-8"))
    registered = entries(SOURCES)
    sites = (
        _site(source_id, address(registered[source_id]), given, faults["report"])
        for source_id, given in faults["sites"].items()
    )
    return tuple(sorted(sites, key=lambda site: site.address))


def served() -> list[Served]:
    return [
        Served(site.address, _answers(site), tls(site.tls, site.address) if site.tls else None)
        for site in faulty_sites()
        if not site.is_silent
    ]


def _site(source_id: str, at: str, given: Mapping[str, Any], report: str) -> FaultySite:
    texts = {"{report}": report, "{links}": LINKS}
    return FaultySite(
        source_id=source_id,
        address=at,
        pages=tuple(_page(each, texts) for each in given["pages"]),
        column=given.get("list", "ok"),
        robots=_filled(given["robots"], texts) if "robots" in given else None,
        tls=given.get("tls"),
        is_silent=given.get("is_silent", False),
    )


def _page(given: Mapping[str, Any], texts: Mapping[str, str]) -> Page:
    path = given["name"] if given["name"].startswith("/") else f"{FOLDER}{given['name']}"
    row = given.get("row", True)
    if isinstance(row, bool):
        return Page(path, given.get("outcome"), _answer(given, texts), Row(path) if row else None)
    return Page(path, given.get("outcome"), _answer(given, texts), Row(**row))


def _answer(given: Mapping[str, Any], texts: Mapping[str, str]) -> Answer:
    headers = dict(given.get("headers", {}))
    status = given.get("status", HTTPStatus.OK)
    if "redirect" in given:
        status, headers["Location"] = HTTPStatus.FOUND, given["redirect"]
    return Answer(
        status=status,
        media_type=headers.pop("Content-Type", HTML),
        content=_file(given["file"]) if "file" in given else _filled(given.get("body", ORDINARY), texts).encode(),
        headers=tuple(headers.items()),
        needs_cookie=given.get("cookie"),
        length=given.get("length"),
    )


def _filled(text: str, texts: Mapping[str, str]) -> str:
    for name, value in texts.items():
        text = text.replace(name, value)
    return text


def _answers(site: FaultySite) -> Site:
    pages = {page.path: page.answer for page in site.pages}
    pages[COLUMN] = Answer(HTTPStatus.OK, HTML, _list(site).encode(), WRITTEN)
    pages[HOME] = pages[ERROR_PAGE] = Answer(HTTPStatus.OK, HTML, LINKS.encode())
    if site.robots is not None:
        pages["/robots.txt"] = Answer(HTTPStatus.OK, "text/plain", site.robots.encode())
    missing = Answer(HTTPStatus.NOT_FOUND, HTML, b"<title>404</title>")

    def answer(path: str, parameters: Mapping[str, str]) -> Answer:
        return pages.get(f"{path}?{urlencode(parameters)}" if parameters else path, missing)

    return answer


def _list(site: FaultySite) -> str:
    """A list page of TRS, with the titles as they stand: some hold character references."""
    rows = "".join(
        f"<li><a href='{page.row.url}' title='{page.row.title}'>{page.row.title}</a><span>2024-03-28</span></li>"
        for page in site.pages
        if page.row is not None
    )
    return f"<ul>{rows}</ul><script>createPageHTML(1, 0, 'index', 'html');</script>"


def _file(kind: str) -> bytes:
    match kind:
        case "pdf":
            return document("report.pdf", [TITLE, "云门县人民政府法治政府建设工作扎实推进。"])
        case "ofd":
            return _ofd()
        case "binary":
            return bytes(range(256)) * 8
    return PNG


def _ofd() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("OFD.xml", "<ofd:OFD xmlns:ofd='http://www.ofdspec.org/2016' DocType='OFD'/>")
    return stream.getvalue()
