"""Which format the bytes are really in, and their text: HTML, plain text, MHTML, PDF, DOCX."""

from __future__ import annotations

import re
from email import message_from_bytes
from email.message import Message

from transforms.content import Source
from transforms.decode import decode
from transforms.docx import MAIN_PART, docx_text, part_names
from transforms.file_types import why_no_document, why_unreadable
from transforms.markup import read_markup
from transforms.pdf import pdf_text
from transforms.records import Page, Refused

_MHTML = re.compile(rb"(?:From|MIME-Version|Snapshot-Content-Location|Content-Type)\s*:", re.I)
_HEADER = re.compile(rb"(?:\xef\xbb\xbf)?\s*[A-Za-z][\w-]*\s*:")
_HTML = re.compile(r"<(?:!doctype html|html|head|body|meta|div|p|table)\b", re.I)
# Readers of PDF take its header within the first 1,024 bytes (ISO 32000-1, annex H).
_SNIFFED = 1024
# A report has some thousand characters. A page of 20 MB would take a worker for a minute.
_MOST_CHARACTERS, _MOST_LINES = 2_000_000, 20_000
# The email package reads parts in parts by recursion, and a header once for each of its parameters.
_PARTS_WITHIN = re.compile(rb"[\r\n]content-type:\s*(?:multipart|message)/", re.I)
_MOST_WITHIN = 20
_ENDLESS_TYPE = re.compile(rb"^content-type:(?:[^\n]|\n[ \t]){10000}", re.I | re.M)


def read_source(page: Page) -> Source:
    """The text of a page with what its markup says. Raises `Refused` where there is no text to be had, or more than
    any report has."""
    source = _read(page)
    lines = source.text.count("\n") + 1
    if len(source.text) > _MOST_CHARACTERS or lines > _MOST_LINES:
        raise Refused(
            f"a text of {len(source.text):,} characters in {lines:,} lines, more than any report has: "
            "hand over the report alone"
        )
    return source


def _read(page: Page) -> Source:
    content, media_type = page.content, page.media_type.lower()
    if not content.strip():
        raise Refused("empty: nothing was fetched or saved; fetch or save it again")
    if b"%PDF-" in content[:_SNIFFED] and not content.lstrip().startswith(b"<"):
        return Source(pdf_text(content))
    if content.startswith(b"PK\x03\x04"):
        return Source(_zip_text(content))
    if reason := why_unreadable(content):
        raise Refused(reason)
    if _is_mhtml(content, media_type):
        return _mhtml(content)
    text = decode(content, page.media_type)
    return read_markup(text) if _is_markup(text, media_type) else Source(_in_lines(text))


def _in_lines(text: str) -> str:
    """A plain text in lines, also where they end as on old Macs."""
    return text if "\n" in text else text.replace("\r", "\n")


def _is_markup(text: str, media_type: str) -> bool:
    """Whether a text is HTML; servers send pages as text/plain, too, and a plain text may speak of `<p>`."""
    if "html" in media_type or _is_called_mhtml(media_type):
        return True
    start = text[:_SNIFFED].lstrip("\ufeff \t\r\n")
    return _HTML.search(start) is not None and ("text/plain" not in media_type or start.startswith("<"))


def _is_mhtml(content: bytes, media_type: str) -> bool:
    """Whether a page was saved as MHTML; servers and programs call plain HTML so, too."""
    if _is_called_mhtml(media_type):
        return _HEADER.match(content) is not None
    return _MHTML.match(content) is not None and b"multipart/related" in content[: 4 * _SNIFFED].lower()


def _is_called_mhtml(media_type: str) -> bool:
    return "multipart/related" in media_type or "message/rfc822" in media_type


def _mhtml(content: bytes) -> Source:
    if _ENDLESS_TYPE.search(content) or len(_PARTS_WITHIN.findall(b"\n" + content)) > _MOST_WITHIN:
        raise Refused(
            "an MHTML file that no browser wrote (endless headers or parts within parts): save the page again"
        )
    for part in message_from_bytes(content).walk():
        if part.get_content_type() == "text/html":
            # A header with bytes beyond ASCII comes as an object of its own.
            return read_markup(decode(_payload(part), str(part.get("Content-Type", "text/html"))))
    raise Refused("an MHTML file without an HTML part: save the page again, as HTML")


def _payload(part: Message[str, str]) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _zip_text(content: bytes) -> str:
    names = part_names(content)
    if MAIN_PART in names:
        return docx_text(content)
    raise Refused(why_no_document(names))
