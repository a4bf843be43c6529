"""One visit to one address: requests, redirects inside the host, and the verdict on what came."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urljoin

from scrapy import Request
from scrapy.http import Headers, Response
from scrapy.http.request import NO_CALLBACK
from w3lib.url import safe_url_string

from spiders.address import host, is_on_host, pair
from spiders.decoding import DOCUMENT_LIMIT, TooLarge, Undecodable, decoded
from spiders.exchange import Exchange, Header, Visit
from spiders.index import Capture
from spiders.outcome import DOWNLOAD_ERRORS, Answer, Kind, Verdict, media_type, of_answer, of_failure

Download = Callable[[Request], Awaitable[Response]]

REDIRECTS = frozenset({301, 302, 303, 307, 308})
MAX_REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Errand:
    """What to fetch and why. `known` is the capture whose validators make the request conditional."""

    source_id: str
    url: str
    kind: Kind
    referer: str | None = None
    title: str | None = None
    date: str | None = None
    known: Capture | None = None


@dataclass(frozen=True, slots=True)
class _Judged:
    verdict: Verdict
    document: bytes | None = None
    media_type: str | None = None


async def visit(download: Download, errand: Errand) -> Visit:
    """Fetch `errand.url`, following redirects inside its host; whatever happens is the visit's outcome."""
    exchanges: list[Exchange] = []
    try:
        judged = await _follow(download, errand, exchanges)
    except DOWNLOAD_ERRORS as error:
        judged = _Judged(of_failure(error))
    return Visit(
        source_id=errand.source_id,
        url=errand.url,
        kind=errand.kind,
        outcome=judged.verdict.outcome,
        seen_at=datetime.now(UTC),
        reason=judged.verdict.reason,
        exchanges=tuple(exchanges),
        document=judged.document,
        media_type=judged.media_type,
        listing_title=errand.title,
        listing_date=errand.date,
    )


async def _follow(download: Download, errand: Errand, exchanges: list[Exchange]) -> _Judged:
    """Fill `exchanges` up to the answer that is no redirect, and judge it."""
    url = errand.url
    # A dialect may guess a next page from what is no address; Scrapy would not even build the request.
    if pair(url) is None:
        return _Judged(Verdict("refused", "not an http or https address"))
    for _ in range(MAX_REDIRECTS + 1):
        exchange = _exchange(await download(_request(url, errand)))
        exchanges.append(exchange)
        try:
            target = _target(exchange)
        except ValueError:
            return _Judged(Verdict("error", f"redirects to what is no URL: {exchange.header('Location')}"))
        if target is None:
            return _judged(errand, exchange)
        if not is_on_host(target, host(errand.url)):
            return _Judged(Verdict("refused", f"redirects out of its host, to {target}"))
        # A site may send a visitor back to the same address to set a cookie (moj.gov.cn): that is no loop.
        if target in {each.url for each in exchanges} and exchange.header("Set-Cookie") is None:
            return _Judged(Verdict("redirect_loop", f"back to {target}"))
        url = target
    return _Judged(Verdict("redirect_loop", f"more than {MAX_REDIRECTS} redirects"))


def _judged(errand: Errand, exchange: Exchange) -> _Judged:
    content_type = exchange.header("Content-Type")
    try:
        document = decoded(exchange.body, exchange.header("Content-Encoding"), DOCUMENT_LIMIT)
    except TooLarge as error:
        return _Judged(Verdict("too_large", str(error)))
    except Undecodable as error:
        return _Judged(Verdict("error", str(error)))
    verdict = of_answer(Answer(errand.kind, errand.url, exchange.url, exchange.status, content_type, document))
    return _Judged(verdict, document, media_type(content_type, document))


def _request(url: str, errand: Errand) -> Request:
    headers = {
        "Referer": errand.referer,
        "If-None-Match": errand.known.etag if errand.known else None,
        "If-Modified-Since": errand.known.last_modified if errand.known else None,
    }
    return Request(
        url,
        headers={name: value for name, value in headers.items() if value},
        meta={"dont_redirect": True, "cookiejar": errand.source_id},
        callback=NO_CALLBACK,
    )


def _target(exchange: Exchange) -> str | None:
    location = exchange.header("Location")
    if exchange.status not in REDIRECTS or not location:
        return None
    # Headers are kept as Latin-1, one character a byte; a site that writes UTF-8 into them means its bytes.
    return urljoin(exchange.url, safe_url_string(location.encode("latin-1"))).partition("#")[0]


def _exchange(response: Response) -> Exchange:
    sent = response.request.headers if response.request else Headers()
    return Exchange(
        url=response.url,
        request_headers=_pairs(sent),
        status=response.status,
        headers=_pairs(response.headers),
        body=response.body,
        protocol=response.protocol or "HTTP/1.1",
        ip_address=str(response.ip_address) if response.ip_address else None,
    )


def _pairs(headers: Headers) -> tuple[Header, ...]:
    return tuple(
        (name.decode("latin-1"), value.decode("latin-1")) for name, values in headers.items() for value in values
    )
