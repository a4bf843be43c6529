"""What kind of document some bytes are. The bytes decide: sites label their files as they like."""

from __future__ import annotations

import re
import struct
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from io import BytesIO
from zipfile import BadZipFile, ZipFile

HTML = "text/html"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
UNKNOWN_TYPE = "application/octet-stream"
# The files from which transforms reads text.
READABLE = frozenset({PDF, DOCX})

SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"{\\rtf", "application/rtf"),
)
# Streams of an OLE compound file; their names stand in it as UTF-16.
OLE_MAGIC = b"\xd0\xcf\x11\xe0"
OLE_STREAMS = (
    ("Workbook", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
)
WORD = "application/msword"
# WPS Writer keeps its .wps in the format of a .doc, so only the name tells them apart.
WPS = "application/wps-office.wps"
WPS_NAME = re.compile(r"\.wps\b", re.I)
ZIP_MAGIC = b"PK\x03\x04"
ZIP = "application/zip"
ZIP_MEMBERS = (
    ("OFD.xml", "application/ofd"),
    ("word/document.xml", DOCX),
    ("xl/workbook.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
)
# No text has these, in whatever encoding but UTF-16: not so tab, line ends, form feed and the escape of ISO 2022.
CONTROLS = bytes(byte for byte in range(32) if byte not in b"\t\n\r\f\x1b")
# The header may stand behind some bytes of rubbish; readers look this far.
PDF_HEADER_WITHIN = 1024
# What reading the directory of a broken ZIP file raises.
ZIP_ERRORS = (BadZipFile, ValueError, NotImplementedError, OverflowError, struct.error)


def media_type(content_type: str | None, document: bytes, name: str = "") -> str:
    """The type that the bytes show, else the whole Content-Type value, else a guess.

    `name` is where the file's name may stand: its URL, a Content-Disposition.
    """
    if found := file_type(document, name):
        return found
    if content_type:
        return content_type
    match document.lstrip()[:1]:
        case b"<":
            return HTML
        case b"{" | b"[":
            return "application/json"
    return UNKNOWN_TYPE


def file_type(document: bytes, name: str = "") -> str | None:
    """The type of a file that is no text, by its bytes; None where they do not tell."""
    for magic, found in SIGNATURES:
        if document.startswith(magic):
            return found
    if document.startswith(OLE_MAGIC):
        return _compound(document, name)
    if document.startswith(ZIP_MAGIC):
        return _zipped(document)
    if _is_bitmap(document):
        return "image/bmp"
    return PDF if _is_pdf(document) else None


def is_text(document: bytes) -> bool:
    """Whether the bytes are those of a text. A page may hold a stray control byte; UTF-16 has many of them."""
    if document.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return True
    controls = len(document) - len(document.translate(None, CONTROLS))
    return file_type(document) is None and controls * 100 <= len(document)


def is_html(media_type: str, document: bytes) -> bool:
    declared = media_type.lower()
    return "html" in declared or (declared.startswith("text/") and document.lstrip()[:1] == b"<")


def _is_pdf(document: bytes) -> bool:
    return b"%PDF-" in document[:PDF_HEADER_WITHIN] and not document.lstrip().startswith(b"<")


def _is_bitmap(document: bytes) -> bool:
    # Two letters could begin any text; the reserved bytes of the header are zero.
    return document.startswith(b"BM") and document[6:10] == bytes(4)


def _compound(document: bytes, name: str) -> str:
    for stream, found in OLE_STREAMS:
        if stream.encode("utf-16-le") in document:
            return found
    return WPS if WPS_NAME.search(name) else WORD


def _zipped(document: bytes) -> str:
    try:
        members = set(ZipFile(BytesIO(document)).namelist())
    except ZIP_ERRORS:
        # A broken one is still no text.
        return ZIP
    return next((found for member, found in ZIP_MEMBERS if member in members), ZIP)
