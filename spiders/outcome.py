"""What came of a request, in exactly one word; answer.py says it of an answer, failure.py where there was none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
# The page's own word on what stands there; anything else is only about the way to it.
STANDS: frozenset[Outcome] = SETTLED | {"gone", "soft_404"}
# The site has asked to be left alone: nothing more is asked of it this night.
ENDS_SOURCE: frozenset[Outcome] = frozenset({"blocked_challenge", "blocked_waf", "rate_limited"})


@dataclass(frozen=True, slots=True)
class Verdict:
    outcome: Outcome
    reason: str | None = None
