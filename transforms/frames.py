"""Where a page without a text of its own shows one, or sends its reader: frames, files, a refresh to another page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element

_FRAMES = ("frame", "iframe", "embed", "object")
_OF_A_FILE = re.compile(r"[^?#]{1,200}\.(?:pdf|docx?|wps)(?:[?#]|$)", re.I)
_REFRESH = re.compile(r"\s*[\d.]*\s*[;,]\s*url\s*=\s*[\"']?([^\"'\s]+)", re.I)
# Nothing that a terminal would obey, and no password.
_ADDRESS = re.compile(r"(?!about:|javascript:|data:|#)[^\s\x00-\x1f\x7f-\x9f@]{1,200}", re.I)
# More are counters and buttons to share.
_MOST_NAMED = 3


def pages_shown(document: _Element) -> tuple[str, ...]:
    """The addresses as the page has them, each once, at most three."""
    found = (address.strip() for address in _addresses(document))
    return tuple(dict.fromkeys(filter(_ADDRESS.fullmatch, found)))[:_MOST_NAMED]


def _addresses(document: _Element) -> Iterator[str]:
    for frame in document.iter(*_FRAMES):
        yield frame.get("src") or frame.get("data") or ""
    for meta in document.iter("meta"):
        if (meta.get("http-equiv") or "").lower() == "refresh" and (leads := _REFRESH.match(meta.get("content") or "")):
            yield leads[1]
    for link in document.iter("a"):
        if _OF_A_FILE.match(link.get("href") or ""):
            yield link.get("href") or ""


def why_without_text(pages: tuple[str, ...]) -> str:
    """Why a page is refused that has no text of a document, in one line."""
    if pages:
        return f"no text of a document in it, but it shows or leads to {', '.join(pages)}: hand that over"
    return "no text of a document in it: if the page shows one, save the page as HTML and hand that over"
