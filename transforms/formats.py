"""Which format the bytes are really in, and their text: HTML, plain text, MHTML, PDF, DOCX."""

from __future__ import annotations

import io
import re
import zipfile
from email import message_from_bytes
from email.message import Message

import pypdfium2
from docx import Document as open_docx
from docx.table import Table

from transforms.content import Source
from transforms.decode import decode
from transforms.fold import fold
from transforms.markup import read_markup
from transforms.records import Page, Refused

_MHTML = re.compile(rb"(?:From|MIME-Version|Snapshot-Content-Location|Content-Type)\s*:", re.I)
_HTML = re.compile(r"<(?:!doctype html|html|head|body|meta|div|p|table)\b", re.I)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SNIFFED = 1024
# A report has some thousand characters. A page of 20 MB would take a worker for a minute.
_MOST_CHARACTERS, _MOST_LINES = 2_000_000, 20_000
_RADICALS = re.compile("[\u2e80-\u2fdf\uf900-\ufaff]")
_PAGE_NUMBER = re.compile(r"[-—–\s]*\d{1,4}[-—–\s]*|第\s?\d+\s?页.{0,12}")
_STARTS_ANEW = re.compile(
    r"[\s\u3000]{2,}|[(（]?[一二三四五六七八九十]{1,3}[)）、]|\d{1,2}[.、．]|第[一二三四五六七八九十]+[章节条部]"
)
# A line of print that is this full goes on in the next one.
_FULL_LINE = 0.85


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
    if content.startswith(b"%PDF"):
        return Source(_pdf_text(content))
    if content.startswith(b"PK\x03\x04"):
        return Source(_zip_text(content))
    if content.startswith(_OLE):
        raise Refused("an old Word or WPS file (.doc, .wps): save it as .docx and hand that over")
    if "multipart/related" in media_type or "message/rfc822" in media_type or _is_mhtml(content):
        return _mhtml(content)
    text = decode(content, page.media_type)
    if "html" in media_type or ("text/plain" not in media_type and _HTML.search(text[:_SNIFFED])):
        return read_markup(text)
    return Source(text)


def _is_mhtml(content: bytes) -> bool:
    return _MHTML.match(content) is not None and b"multipart/related" in content[: 4 * _SNIFFED].lower()


def _mhtml(content: bytes) -> Source:
    for part in message_from_bytes(content).walk():
        if part.get_content_type() == "text/html":
            return read_markup(decode(_payload(part), part.get("Content-Type", "text/html")))
    raise Refused("an MHTML file without an HTML part: save the page again, as HTML")


def _payload(part: Message[str, str]) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _zip_text(content: bytes) -> str:
    try:
        names = set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    except zipfile.BadZipFile as error:
        raise Refused("a damaged .docx or archive: fetch or save it again") from error
    if "word/document.xml" in names:
        return _docx_text(content)
    if "OFD.xml" in names:
        raise Refused("an OFD file: print it to PDF or save it as .docx and hand that over")
    raise Refused("an archive, not a document: unpack it and hand over the files in it")


def _docx_text(content: bytes) -> str:
    document = open_docx(io.BytesIO(content))
    lines: list[str] = []
    for block in document.iter_inner_content():
        lines += _table_lines(block) if isinstance(block, Table) else block.text.split("\n")
    return "\n".join(lines)


def _table_lines(table: Table) -> list[str]:
    return [" | ".join(cell.text.replace("\n", "").strip() for cell in row.cells) for row in table.rows]


def _pdf_text(content: bytes) -> str:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Refused(f"a PDF that cannot be opened ({error}): fetch it again or save it without a password") from error
    pages = [page.get_textpage().get_text_bounded() for page in document]
    lines = [line.rstrip() for page in pages for line in _RADICALS.sub(lambda match: fold(match[0]), page).splitlines()]
    printed = [line for line in lines if line.strip() and not _PAGE_NUMBER.fullmatch(line.strip())]
    if not printed:
        raise Refused("a scanned PDF without text: run OCR over it, or save the page it came from as HTML")
    return "\n".join(_unwrapped(printed))


def _unwrapped(lines: list[str]) -> list[str]:
    """Paragraphs: a full line goes on in the next unless that starts a new one."""
    width = sorted(len(line) for line in lines)[int(0.9 * (len(lines) - 1))]
    paragraphs: list[str] = []
    goes_on = False
    for line in lines:
        if goes_on and not _STARTS_ANEW.match(line):
            paragraphs[-1] += line.strip()
        else:
            paragraphs.append(line.strip())
        goes_on = len(line) >= _FULL_LINE * width and not (line.endswith("。") and len(line) < width)
    return paragraphs
