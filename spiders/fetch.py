"""One visit to one address: requests, redirects inside the source's hosts, and the verdict on what came."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlencode, urljoin

from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.http.request import NO_CALLBACK
from w3lib.url import safe_url_string

from spiders.address import host, is_on_host, pair, posted
from spiders.answer import Answer, of_answer
from spiders.decoding import DOCUMENT_LIMIT, TooLarge, Undecodable, decoded, text_of
from spiders.dialects.article import ArticlePage
from spiders.dialects.listing import CUT_MARKS, Form
from spiders.dialects.rows import CUT_OFF
from spiders.exchange import Exchange, Header, Visit
from spiders.failure import DOWNLOAD_ERRORS, of_failure
from spiders.media import is_html, is_text, media_type
from spiders.outcome import SETTLED, Kind, Verdict
from spiders.records import Capture
from spiders.tls import LEGACY

Download = Callable[[Request], Awaitable[Response]]
ReadArticle = Callable[[str, str], ArticlePage]

REDIRECTS = frozenset({301, 302, 303, 307, 308})
# These repeat the request with its form; after the others a browser goes on with GET.
REDIRECTS_OF_FORM = frozenset({307, 308})
MAX_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Errand:
    """What to fetch and why.

    `form` makes it a POST, of a form or of JSON. Redirects are followed inside `hosts`; none: the host of `url`.
    `known` is the capture whose validators make the request conditional. `read` reads an article of the source's
    dialect. `page_url` is the article that an attachment belongs to. `is_again`: nobody answered a moment ago.
    """

    source_id: str
    url: str
    kind: Kind
    referer: str | None = None
    title: str | None = None
    date: str | None = None
    known: Capture | None = None
    form: Form = ()
    hosts: tuple[str, ...] = ()
    read: ReadArticle | None = None
    page_url: str | None = None
    is_again: bool = False

    def is_within(self, url: str) -> bool:
        """Whether a redirect to `url` stays inside the source."""
        return any(is_on_host(url, name) for name in self.hosts or (host(self.url),))


@dataclass(frozen=True, slots=True)
class _Asked:
    """One request of a visit: `body` is None for GET."""

    url: str
    body: bytes | None


@dataclass(frozen=True, slots=True)
class _Judged:
    verdict: Verdict
    document: bytes | None = None
    media_type: str | None = None
    text: str | None = None
    page: ArticlePage | None = None


async def visit(download: Download, errand: Errand) -> Visit:
    """Fetch what `errand` names; whatever happens is the visit's outcome."""
    exchanges: list[Exchange] = []
    try:
        judged = await _follow(download, errand, exchanges)
    except DOWNLOAD_ERRORS as error:
        judged = _Judged(of_failure(error))
    is_kept = judged.verdict.outcome in SETTLED
    return Visit(
        source_id=errand.source_id,
        url=posted(errand.url, errand.form),
        kind=errand.kind,
        outcome=judged.verdict.outcome,
        seen_at=datetime.now(UTC),
        reason=judged.verdict.reason,
        exchanges=tuple(exchanges),
        document=judged.document,
        media_type=judged.media_type,
        listing_title=_completed(errand.title, judged.page),
        listing_date=errand.date,
        page_url=errand.page_url,
        page=judged.page if is_kept else None,
        text=judged.text if is_kept else None,
        tls="legacy" if any(each.tls for each in exchanges) else None,
    )


def _completed(title: str | None, page: ArticlePage | None) -> str | None:
    """The title of a list's row; one that was cut off in full, where the page's own begins so."""
    if title is None or page is None or not page.title or not title.endswith(CUT_MARKS):
        return title
    return page.title if page.title.startswith(title.rstrip(CUT_OFF)) else title


async def _follow(download: Download, errand: Errand, exchanges: list[Exchange]) -> _Judged:
    """Fill `exchanges` up to the answer that is no redirect, and judge it."""
    asked = _Asked(errand.url, _body(errand.form) if errand.form else None)
    # A dialect may guess a next page from what is no address; Scrapy would not even build the request.
    if pair(asked.url) is None:
        return _Judged(Verdict("refused", "not an http or https address"))
    seen: set[_Asked] = set()
    cookies: set[str] = set()
    for _ in range(MAX_REDIRECTS + 1):
        exchange = _exchange(await download(_request(asked, errand)))
        exchanges.append(exchange)
        try:
            target = _target(exchange)
        except ValueError:
            return _Judged(Verdict("error", f"redirects to what is no URL: {exchange.header('Location')}"))
        if target is None and exchange.status == 304 and errand.known is None:
            return _Judged(Verdict("error", "HTTP 304 to a request without conditions"))
        if target is None:
            return _judged(errand, exchange)
        if not errand.is_within(target):
            # Whoever is there has not been verified; a person can register the host, or look why the site sends on.
            return _Judged(Verdict("refused", f"redirects out of its host, to {target}"))
        seen.add(asked)
        asked = _Asked(target, asked.body if exchange.status in REDIRECTS_OF_FORM else None)
        # A site may send a visitor back to the same address to set a cookie (moj.gov.cn): that is no loop.
        if asked in seen and cookies.issuperset(exchange.cookies()):
            return _Judged(Verdict("redirect_loop", f"back to {target}"))
        cookies.update(exchange.cookies())
    return _Judged(Verdict("redirect_loop", f"more than {MAX_REDIRECTS} redirects"))


def _judged(errand: Errand, exchange: Exchange) -> _Judged:
    try:
        document = decoded(exchange.body, exchange.header("Content-Encoding"), DOCUMENT_LIMIT)
    except TooLarge as error:
        return _Judged(Verdict("too_large", str(error)))
    except Undecodable as error:
        return _Judged(Verdict("error", str(error)))
    content_type = exchange.header("Content-Type")
    # A script that hands out a file says its name in the answer.
    name = f"{errand.url} {exchange.header('Content-Disposition') or ''}"
    kind = media_type(content_type, document, name)
    text = text_of(document, content_type) if is_text(document) else None
    page = _article(errand, exchange, text) if is_html(kind, document) else None
    verdict = of_answer(Answer(errand.kind, errand.url, exchange, document, kind, text, page))
    return _Judged(verdict, document, kind, text, page)


def _article(errand: Errand, exchange: Exchange, text: str | None) -> ArticlePage | None:
    if errand.kind != "article" or errand.read is None or text is None or exchange.status != 200:
        return None
    return errand.read(text, exchange.url)


def _request(asked: _Asked, errand: Errand) -> Request:
    headers = {
        "Referer": errand.referer,
        "If-None-Match": errand.known.etag if errand.known else None,
        "If-Modified-Since": errand.known.last_modified if errand.known else None,
        "Content-Type": _media_type_of(errand.form) if asked.body is not None else None,
    }
    return Request(
        asked.url,
        method="GET" if asked.body is None else "POST",
        body=asked.body or b"",
        headers={name: value for name, value in headers.items() if value},
        meta={"dont_redirect": True, "cookiejar": errand.source_id, "is_again": errand.is_again},
        callback=NO_CALLBACK,
    )


def _body(form: Form) -> bytes:
    return form.encode() if isinstance(form, str) else urlencode(form).encode("ascii")


def _media_type_of(form: Form) -> str:
    return "application/json" if isinstance(form, str) else "application/x-www-form-urlencoded"


def _target(exchange: Exchange) -> str | None:
    location = exchange.header("Location")
    if exchange.status not in REDIRECTS or not location:
        return None
    # Headers are kept as Latin-1, one character a byte; a site that writes UTF-8 into them means its bytes.
    return urljoin(exchange.url, safe_url_string(location.encode("latin-1"))).partition("#")[0]


def _exchange(response: Response) -> Exchange:
    request = response.request
    return Exchange(
        url=response.url,
        request_headers=_pairs(request.headers if request else Headers()),
        status=response.status,
        headers=_pairs(response.headers),
        body=response.body,
        protocol=response.protocol or "HTTP/1.1",
        ip_address=str(response.ip_address) if response.ip_address else None,
        method=request.method if request else "GET",
        request_body=request.body if request else b"",
        tls="legacy" if LEGACY in response.flags else None,
    )


def _pairs(headers: Headers) -> tuple[Header, ...]:
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values
    )
