"""What bytes are that no text can be read from, by the first of them (PRONOM, the registry of file formats)."""

from __future__ import annotations

_PICTURE = "a picture, not a text: if it shows the report, hand over its text, or a PDF or .docx with it"
_ARCHIVE = "an archive, not a document: unpack it and hand over the files in it"
_REASONS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or WPS file (.doc, .wps): save it as .docx and hand that over"),
    (b"{\\rtf", "an RTF file, as some .doc are: save it as .docx and hand that over"),
    (b"\x89PNG\r\n\x1a\n", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"II*\x00", _PICTURE),
    (b"MM\x00*", _PICTURE),
    (b"Rar!\x1a\x07", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", _ARCHIVE),
    (b"\x1f\x8b\x08", _ARCHIVE),
)
_BY_PART = {
    "OFD.xml": "an OFD file: print it to PDF or save it as .docx and hand that over",
    "xl/workbook.xml": "an Excel workbook: hand over the report that it belongs to",
    "ppt/presentation.xml": "a presentation: hand over the report that it shows",
}


def why_unreadable(content: bytes) -> str | None:
    """What a file is and what to do with it, in one line; None where its first bytes are of none of these."""
    return next((reason for start, reason in _REASONS if content.startswith(start)), None)


def why_no_document(parts: frozenset[str]) -> str:
    """The same of a ZIP file that is no .docx, by the names of the files in it."""
    return next((reason for name, reason in _BY_PART.items() if name in parts), _ARCHIVE)
