"""Names what came of a request, in exactly one word, from what came back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Literal
from urllib.parse import urlsplit

import yaml
from OpenSSL import SSL
from parsel import Selector
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from service_identity import VerificationError
from twisted.internet.error import ConnectError, ConnectionClosed, DNSLookupError
from twisted.python.failure import Failure

from spiders.decoding import text_of

Outcome = Literal[
    "ok",
    "not_modified",
    "gone",
    "soft_404",
    "robots_denied",
    "blocked_challenge",
    "blocked_waf",
    "rate_limited",
    "refused",
    "unreachable",
    "tls_error",
    "redirect_loop",
    "mirror_suspect",
    "attachment_only",
    "too_large",
    "error",
]
Kind = Literal["listing", "article", "attachment", "file"]

# The page is known for what it is and need not be fetched again.
SETTLED: frozenset[Outcome] = frozenset({"ok", "attachment_only"})
# The site has asked to be left alone: nothing more is asked of it this night.
ENDS_SOURCE: frozenset[Outcome] = frozenset({"blocked_challenge", "blocked_waf", "rate_limited"})

# What a download can raise; anything else is a fault of this program.
DOWNLOAD_ERRORS = (
    CannotResolveHostError,
    ConnectError,
    ConnectionClosed,
    DNSLookupError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    SSL.Error,
)

OBSTACLES: dict[str, dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("obstacles.yml").read_text("utf-8"))
FILE_SUFFIXES = frozenset({".pdf", ".doc", ".docx", ".wps", ".ofd", ".xls", ".xlsx", ".zip"})
ATTACHMENT = re.compile(r"\.(?:pdf|docx?|wps|ofd)\b|/(?:downfile|download)\.jsp\b", re.I)
CHINESE = re.compile(r"[\u4e00-\u9fff]")
MAGIC = (
    (b"%PDF-", "application/pdf"),
    (b"\xd0\xcf\x11\xe0", "application/msword"),
)
ZIP_MAGIC = b"PK\x03\x04"
ZIP_MEMBERS = (
    (b"OFD.xml", "application/ofd"),
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
)
HTML = "text/html"
UNKNOWN_TYPE = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Verdict:
    outcome: Outcome
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A final response: what was asked for and what came. `document` is decoded of its Content-Encoding."""

    kind: Kind
    url: str
    final_url: str
    status: int
    content_type: str | None
    document: bytes


class Refused(IgnoreRequest):
    """A request that this crawler does not make; the text is one line that says why."""


class RulesUnavailable(IgnoreRequest):
    """A request not made because robots.txt could not be had (RFC 9309); its cause says what came instead."""


def of_answer(answer: Answer) -> Verdict:
    """The outcome of a response that is no redirect to follow."""
    match answer.status:
        case 304:
            return Verdict("not_modified")
        case 429:
            return Verdict("rate_limited", "HTTP 429")
        case status if status in OBSTACLES["challenge"]["statuses"]:
            return Verdict("blocked_challenge", f"HTTP {status}: a script challenge")
        case status if status in OBSTACLES["firewall"]["statuses"]:
            return Verdict("blocked_waf", f"HTTP {status}: a block page")
    page = _Page.read(answer) if _is_html(answer) else None
    if page and (phrase := page.phrase_of_block()):
        return Verdict("blocked_waf", f"HTTP {answer.status}: {phrase}")
    match answer.status:
        case 404 | 410:
            return Verdict("gone", f"HTTP {answer.status}")
        case 401 | 403 | 451:
            return Verdict("refused", f"HTTP {answer.status}")
        case status if not 200 <= status < 300:
            return Verdict("error", f"HTTP {status}")
    return _of_page(answer, page) if page else _of_file(answer)


def of_failure(error: Exception) -> Verdict:
    """The outcome of a request that got no response; `error` is one of `DOWNLOAD_ERRORS`."""
    if isinstance(error, RulesUnavailable) and isinstance(error.__cause__, Exception):
        verdict = of_failure(error.__cause__)
        return Verdict(verdict.outcome, f"robots.txt: {verdict.reason}")
    causes = list(_causes(error))
    for cause in causes:
        if isinstance(cause, Refused):
            return Verdict("refused", str(cause))
        if isinstance(cause, SSL.Error | VerificationError):
            return Verdict("tls_error", _one_line(cause))
    match error:
        case IgnoreRequest():
            return Verdict("robots_denied", "robots.txt forbids it or cannot be read")
        case DownloadCancelledError():
            return Verdict("too_large", _one_line(error))
        case ResponseDataLossError():
            return Verdict("error", "the answer broke off")
    return Verdict("unreachable", _one_line(causes[-1]))


def media_type(content_type: str | None, document: bytes) -> str:
    """The type that the first bytes show, else the whole Content-Type value, else a guess."""
    for magic, found in MAGIC:
        if document.startswith(magic):
            return found
    if document.startswith(ZIP_MAGIC):
        return next((found for member, found in ZIP_MEMBERS if member in document), "application/zip")
    return content_type or (HTML if document.lstrip()[:1] == b"<" else UNKNOWN_TYPE)


def _of_file(answer: Answer) -> Verdict:
    return Verdict("ok") if answer.document or answer.kind == "listing" else Verdict("soft_404", "empty answer")


def _of_page(answer: Answer, page: _Page) -> Verdict:
    if _expects_file(answer):
        return _instead_of_file(page)
    if phrase := page.phrase_of_missing():
        return Verdict("soft_404", phrase)
    if answer.kind == "listing":
        return Verdict("ok")
    if urlsplit(answer.final_url).path in ("", "/") and urlsplit(answer.url).path not in ("", "/"):
        return Verdict("soft_404", "redirected to the home page")
    if page.characters >= OBSTACLES["floors"]["article_characters"]:
        return Verdict("ok")
    if any(map(ATTACHMENT.search, page.links)):
        return Verdict("attachment_only", f"{page.characters} Chinese characters and a file")
    return Verdict("soft_404", f"{page.characters} Chinese characters")


def _instead_of_file(page: _Page) -> Verdict:
    phrase = next((each for each in OBSTACLES["challenge"]["captcha_phrases"] if each in page.source), None)
    if phrase:
        return Verdict("blocked_challenge", f"a captcha instead of the file: {phrase}")
    return Verdict("soft_404", "a web page instead of the file")


@dataclass(frozen=True, slots=True)
class _Page:
    """An HTML page as the rules look at it; its texts are in lower case without white space."""

    source: str
    title: str
    text: str
    links: tuple[str, ...]

    @classmethod
    def read(cls, answer: Answer) -> _Page:
        source = text_of(answer.document, answer.content_type)
        page = Selector(source, type="html")
        title = _folded(page.xpath("//title//text()").getall())
        text = _folded(page.xpath("//text()[not(parent::script or parent::style)]").getall())
        return cls(_folded([source]), title, text, tuple(page.xpath("//a/@href").getall()))

    @property
    def characters(self) -> int:
        return len(CHINESE.findall(self.text))

    def phrase(self, phrases: list[str]) -> str | None:
        return next((phrase for phrase in phrases if phrase in self.text), None)

    def phrase_of_block(self) -> str | None:
        is_short = self.characters < OBSTACLES["floors"]["phrase_page_characters"]
        return self.phrase(OBSTACLES["firewall"]["phrases"]) if is_short else None

    def phrase_of_missing(self) -> str | None:
        phrases = OBSTACLES["soft_404"]["phrases"]
        if self.characters < OBSTACLES["floors"]["phrase_page_characters"]:
            return self.phrase(phrases)
        return next((phrase for phrase in phrases if phrase in self.title), None)


def _is_html(answer: Answer) -> bool:
    kind = media_type(answer.content_type, answer.document)
    return "html" in kind or (kind.startswith("text/") and answer.document.lstrip()[:1] == b"<")


def _expects_file(answer: Answer) -> bool:
    suffix = PurePosixPath(urlsplit(answer.url).path).suffix.lower()
    return answer.kind == "attachment" or suffix in FILE_SUFFIXES


def _folded(texts: list[str]) -> str:
    return "".join(part for text in texts for part in text.split()).lower()


def _causes(error: BaseException) -> Iterator[BaseException]:
    """`error`, what it was raised from, and what Twisted gathered inside it, outermost first."""
    yield error
    # Twisted's ResponseFailed and its like hold failures in `reasons`.
    for reason in getattr(error, "reasons", None) or ():
        if isinstance(reason, Failure) and reason.value is not None:
            yield from _causes(reason.value)
    if error.__cause__ is not None:
        yield from _causes(error.__cause__)


def _one_line(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())
