"""Names what came of a request that got no answer."""

from __future__ import annotations

from collections.abc import Iterator

from OpenSSL import SSL
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
from twisted.web._newclient import ParseError

from spiders.outcome import Verdict

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


class Refused(IgnoreRequest):
    """A request that this crawler does not make; the text is one line that says why."""


class RulesUnavailable(IgnoreRequest):
    """A request not made because robots.txt could not be had (RFC 9309); its cause says what came instead."""


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
        # What Twisted's parser says of a status line, and of a Content-Length.
        if isinstance(cause, ParseError | ValueError):
            return Verdict("error", f"what it answered is no HTTP ({_one_line(cause)})")
    match error:
        case IgnoreRequest():
            return Verdict("robots_denied", "robots.txt forbids it or cannot be read")
        case DownloadCancelledError():
            return Verdict("too_large", _one_line(error))
        case ResponseDataLossError():
            return Verdict("error", "the answer broke off")
    return Verdict("unreachable", _one_line(causes[-1]))


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
