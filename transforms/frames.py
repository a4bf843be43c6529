"""Where a page without a text of its own shows one, or sends its reader: its frames, and a refresh to another page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element

_FRAMES = ("frame", "iframe")
_REFRESH = re.compile(r"\s*\d*\s*[;,]\s*url\s*=\s*[\"']?([^\"'\s]+)", re.I)
_NO_PAGE = ("about:", "javascript:", "data:", "#")
# More are counters and buttons to share.
_MOST_NAMED, _LONGEST_NAMED = 3, 200


def pages_shown(document: _Element) -> tuple[str, ...]:
    """The addresses as the page has them, each once, at most three."""
    found = (address.strip() for address in _addresses(document))
    pages = (each for each in found if each and len(each) <= _LONGEST_NAMED and not each.startswith(_NO_PAGE))
    return tuple(dict.fromkeys(pages))[:_MOST_NAMED]


def _addresses(document: _Element) -> Iterator[str]:
    for frame in document.iter(*_FRAMES):
        yield frame.get("src") or ""
    for meta in document.iter("meta"):
        if (meta.get("http-equiv") or "").lower() == "refresh" and (leads := _REFRESH.match(meta.get("content") or "")):
            yield leads[1]


def why_without_text(pages: tuple[str, ...]) -> str:
    """Why a page is refused that has no text of a document, in one line."""
    if pages:
        return f"no text of a document in it, but it shows or leads to {', '.join(pages)}: hand over that page"
    return "no text of a document in it: if the page shows one, save the page as HTML and hand that over"
