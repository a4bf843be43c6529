"""What came of a request, in exactly one word; here for requests that got no answer, in answer.py for the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

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


@dataclass(frozen=True, slots=True)
class Verdict:
    outcome: Outcome
    reason: str | None = None


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
