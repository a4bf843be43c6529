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
from twisted.web._newclient import ParseError
from twisted.web.client import ResponseFailed

from spiders.failure import Refused, RulesUnavailable, of_failure
from spiders.outcome import Outcome, Verdict


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
        (_failed(ParseError("wrong number of parts", b"nonsense")), "error", "what it answered is no HTTP (ParseError"),
        (_failed(ValueError("no digits: b'abc'")), "error", "what it answered is no HTTP (ValueError: no digits"),
    ],
)
def test_every_failure_has_one_outcome(error: Exception, outcome: Outcome, reason: str) -> None:
    verdict = of_failure(error)
    assert verdict.outcome == outcome
    assert (verdict.reason or "").startswith(reason)


def test_what_kept_robots_txt_from_coming_is_the_page_s_outcome() -> None:
    error = RulesUnavailable()
    error.__cause__ = ResponseDataLossError()
    assert of_failure(error) == Verdict("error", "robots.txt: the answer broke off")
