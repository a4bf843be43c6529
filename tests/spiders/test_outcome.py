from __future__ import annotations

import pytest
from OpenSSL import SSL
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from twisted.internet.error import ConnectionLost
from twisted.python.failure import Failure
from twisted.web.client import ResponseFailed

from spiders.outcome import (
    Answer,
    Kind,
    Outcome,
    Refused,
    RulesUnavailable,
    Verdict,
    media_type,
    of_answer,
    of_failure,
)
from tests.spiders.site import REPORT

URL = "http://www.example.org/fz/t20240328_1.html"
HOME = "http://www.example.org/"
SHORT = "<html><title>附件</title><p>报告全文见附件。</p>{}</html>"
BLOCKED = "<html><body>您的请求 已被创宇盾拦截</body></html>"
HTML = "text/html; charset=utf-8"


def answer(
    status: int = 200,
    body: str | bytes = f"<p>{REPORT}</p>",
    kind: Kind = "article",
    url: str = URL,
    final_url: str | None = None,
    content_type: str | None = HTML,
) -> Answer:
    content = body.encode() if isinstance(body, str) else body
    return Answer(kind, url, final_url or url, status, content_type, content)


@pytest.mark.parametrize(
    ("given", "outcome"),
    [
        (answer(), "ok"),
        (answer(304, ""), "not_modified"),
        (answer(404), "gone"),
        (answer(410), "gone"),
        (answer(401), "refused"),
        (answer(403, "<h1>Forbidden</h1>"), "refused"),
        (answer(429), "rate_limited"),
        (answer(500), "error"),
        (answer(503), "error"),
        (answer(400), "error"),
        (answer(405), "error"),
        (answer(300), "error"),
        # challenges
        (answer(521, "<script>document.cookie=1</script>"), "blocked_challenge"),
        (answer(412, ""), "blocked_challenge"),
        (answer(202, "<script>$_ts=1</script>"), "blocked_challenge"),
        # firewalls: by status alone, or by an ordinary status and a phrase
        (answer(418, ""), "blocked_waf"),
        (answer(461, ""), "blocked_waf"),
        (answer(493, ""), "blocked_waf"),
        (answer(403, BLOCKED), "blocked_waf"),
        (answer(405, BLOCKED), "blocked_waf"),
        (answer(200, BLOCKED), "blocked_waf"),
        (answer(200, f"<p>{REPORT * 3}访问被拦截的次数</p>"), "ok"),
        # pages that say 200 and mean 404
        (answer(200, "<title>404 Not Found</title>"), "soft_404"),
        (answer(200, f"<title>页面 不存在</title><p>{REPORT * 3}</p>"), "soft_404"),
        (answer(200, f"<p>您访问的页面不存在</p><p>{REPORT}</p>"), "soft_404"),
        (answer(200, f"<p>{REPORT * 3}投诉的页面不存在</p>"), "ok"),
        (answer(200, "<p>信息公开</p>"), "soft_404"),
        (answer(200, ""), "soft_404"),
        (answer(200, f"<script>{REPORT}</script>"), "soft_404"),
        (answer(200, final_url=HOME), "soft_404"),
        (answer(200, url=HOME, final_url=HOME), "ok"),
        # a text that is only an attachment
        (answer(200, SHORT.format("<a href='./P020240328.pdf'>全文</a>")), "attachment_only"),
        (answer(200, SHORT.format("<a href='/module/download/downfile.jsp?filename=a'>全文</a>")), "attachment_only"),
        (answer(200, SHORT.format("")), "soft_404"),
        # files
        (answer(200, b"%PDF-1.7 ...", content_type="text/html"), "ok"),
        (answer(200, b"%PDF-1.7 ...", kind="attachment", content_type="application/pdf"), "ok"),
        (answer(200, kind="attachment", url=f"{HOME}a.pdf"), "soft_404"),
        (answer(200, url=f"{HOME}P0202.pdf"), "soft_404"),
        (answer(200, "<input name=codeValue>", kind="attachment"), "blocked_challenge"),
        # lists may be short or empty
        (answer(200, "", kind="listing"), "ok"),
        (answer(200, "<datastore></datastore>", kind="listing", content_type="text/xml"), "ok"),
        (answer(200, "<ul></ul>", kind="listing"), "ok"),
        (answer(200, "<title>页面不存在</title>", kind="listing"), "soft_404"),
        (answer(404, "", kind="listing"), "gone"),
        (answer(200, BLOCKED, kind="listing"), "blocked_waf"),
    ],
)
def test_every_answer_has_one_outcome(given: Answer, outcome: Outcome) -> None:
    assert of_answer(given).outcome == outcome


def test_an_outcome_other_than_ok_says_why() -> None:
    assert of_answer(answer(403, BLOCKED)).reason == "HTTP 403: 已被创宇盾拦截"
    assert of_answer(answer(404)).reason == "HTTP 404"
    assert of_answer(answer()).reason is None


def _failed(cause: Exception) -> DownloadFailedError:
    """As Scrapy wraps what Twisted gathers when a connection breaks."""
    error = DownloadFailedError("broken")
    error.__cause__ = ResponseFailed([Failure(cause)])
    return error


@pytest.mark.parametrize(
    ("error", "outcome", "reason"),
    [
        (IgnoreRequest("Forbidden by robots.txt"), "robots_denied", "robots.txt forbids it or cannot be read"),
        (Refused("10.0.0.8 is inside"), "refused", "10.0.0.8 is inside"),
        (CannotResolveHostError("no such host"), "unreachable", "CannotResolveHostError: no such host"),
        (DownloadTimeoutError("60 s"), "unreachable", "DownloadTimeoutError: 60 s"),
        (_failed(ConnectionLost("reset")), "unreachable", "ConnectionLost: Connection to the other side was lost"),
        (_failed(SSL.Error([("SSL", "", "verify failed")])), "tls_error", "Error: [('SSL', '', 'verify failed')]"),
        (DownloadCancelledError("more than 64 MB"), "too_large", "DownloadCancelledError: more than 64 MB"),
        (ResponseDataLossError(), "error", "the answer broke off"),
    ],
)
def test_every_failure_has_one_outcome(error: Exception, outcome: Outcome, reason: str) -> None:
    verdict = of_failure(error)
    assert verdict.outcome == outcome
    assert (verdict.reason or "").startswith(reason)


@pytest.mark.parametrize(
    ("content_type", "document", "found"),
    [
        ("text/html; charset=gb2312", b"<html>", "text/html; charset=gb2312"),
        ("text/html", b"%PDF-1.4", "application/pdf"),
        ("text/plain", b"\xd0\xcf\x11\xe0\xa1\xb1", "application/msword"),
        (None, b"PK\x03\x04 OFD.xml", "application/ofd"),
        (
            "application/octet-stream",
            b"PK\x03\x04 word/document.xml",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (None, b"  <html>", "text/html"),
        (None, b"\x00\x01", "application/octet-stream"),
    ],
)
def test_the_first_bytes_decide_what_a_file_is(content_type: str | None, document: bytes, found: str) -> None:
    assert media_type(content_type, document) == found


def test_what_kept_robots_txt_from_coming_is_the_page_s_outcome() -> None:
    error = RulesUnavailable()
    error.__cause__ = ResponseDataLossError()
    assert of_failure(error) == Verdict("error", "robots.txt: the answer broke off")
