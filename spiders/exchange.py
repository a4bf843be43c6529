"""What passed over the wire, and what a visit to one address came to: the archive's input."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from spiders.dialects.article import ArticlePage
from spiders.outcome import Kind, Outcome

Header = tuple[str, str]


def header(headers: tuple[Header, ...], name: str) -> str | None:
    """The first value of the header `name`, whatever its case."""
    return next((value for key, value in headers if key.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its response. `body` is as it was sent: still packed by its Content-Encoding.

    `tls` is "legacy" where the host's certificate was not checked.
    """

    url: str
    request_headers: tuple[Header, ...]
    status: int
    headers: tuple[Header, ...]
    body: bytes
    protocol: str = "HTTP/1.1"
    ip_address: str | None = None
    method: str = "GET"
    request_body: bytes = b""
    tls: Literal["legacy"] | None = None

    def header(self, name: str) -> str | None:
        return header(self.headers, name)

    def cookies(self) -> tuple[str, ...]:
        """The cookies that the response sets, as `name=value`."""
        return tuple(value.partition(";")[0].strip() for key, value in self.headers if key.lower() == "set-cookie")


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of asking for `url`: redirects and the final exchange in order, none if nothing answered.

    `document` is the final body unpacked, None where there is none to keep; `text` and `page` are a web page's
    source and what the dialect reads in an article. `page_url` is the article that an attachment belongs to. `tls`
    is "legacy" where the host's certificate was not checked.
    """

    source_id: str
    url: str
    kind: Kind
    outcome: Outcome
    seen_at: datetime
    reason: str | None = None
    exchanges: tuple[Exchange, ...] = ()
    document: bytes | None = None
    media_type: str | None = None
    listing_title: str | None = None
    listing_date: str | None = None
    page_url: str | None = None
    page: ArticlePage | None = None
    text: str | None = None
    tls: Literal["legacy"] | None = None

    @property
    def final(self) -> Exchange | None:
        return self.exchanges[-1] if self.exchanges else None


def is_without_method(visit: Visit) -> bool:
    """Whether the server says that what is there cannot be asked for so: by GET, or by POST."""
    return visit.final is not None and visit.final.status in (405, 501)
