"""Natural keys: twenty hex digits of SHA-256 over what a thing is, never over when or where it was seen."""

from __future__ import annotations

import hashlib
import unicodedata

_SEPARATOR = "\x1f"


def digest(*parts: str | int | None) -> str:
    """Twenty hex digits over the parts in order; an unknown part counts as empty."""
    joined = _SEPARATOR.join("" if part is None else str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def fold(text: str) -> str:
    """The text without what a republication changes: character width and white space."""
    bare = "".join(unicodedata.normalize("NFKC", text).split())
    # A combining mark may now stand behind another character than before.
    return unicodedata.normalize("NFKC", bare)


def document_id(url: str) -> str:
    """The key of a canonical URL."""
    return digest("document", url)


def version_id(document: str, title: str | None, body: str) -> str:
    """The key of one distinct text of a document."""
    return digest("version", document, fold(title or ""), fold(body))


def body_id(code: str | None, kind: str | None, name: str | None) -> str | None:
    """The key of a reporting body, or None where the code or the kind is unknown.

    A place has one government, whatever a page calls it; every other kind of body needs its name.
    """
    if not code or not kind or (kind != "government" and not name):
        return None
    return digest("body", code, kind, None if kind == "government" else fold(name or ""))


def section_id(version: str, path: str, ordinal: int) -> str:
    """The key of a section; `ordinal` counts from 1 the sections of the version that share the path."""
    return digest("section", version, path, ordinal)


def quantity_id(version: str, raw: str, ordinal: int, role: str, indicator: str | None) -> str:
    """The key of a quantity; `ordinal` counts from 1 the version's quantities of that raw text."""
    return digest("quantity", version, raw, ordinal, role, indicator)
