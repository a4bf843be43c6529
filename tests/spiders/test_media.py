from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_STORED, ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.media import DOCX, is_text, media_type


def zipped(*names: str, content: bytes = b"") -> bytes:
    file = BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as archive:
        for name in names:
            archive.writestr(name, content)
    return file.getvalue()


def compound(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + stream.encode("utf-16-le")


WORD = compound("WordDocument")


@pytest.mark.parametrize(
    ("content_type", "document", "found"),
    [
        ("text/html; charset=gb2312", b"<html>", "text/html; charset=gb2312"),
        ("text/html", b"%PDF-1.4", "application/pdf"),
        (None, b"\r\n\r\n%PDF-1.4", "application/pdf"),
        ("text/html", b"<p>%PDF-1.4</p>", "text/html"),
        ("text/plain", WORD, "application/msword"),
        ("application/msword", compound("Workbook"), "application/vnd.ms-excel"),
        ("application/octet-stream", zipped("OFD.xml", "Doc_0/Document.xml"), "application/ofd"),
        ("application/octet-stream", zipped("[Content_Types].xml", "word/document.xml"), DOCX),
        ("text/html", zipped("xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("text/html", zipped("附件.docx", content=zipped("word/document.xml")), "application/zip"),
        ("text/html", b"PK\x03\x04 word/document.xml", "application/zip"),
        ("text/html", b"\x89PNG\r\n\x1a\n", "image/png"),
        ("text/html", b"\xff\xd8\xff\xe0", "image/jpeg"),
        ("text/html", b"GIF89a", "image/gif"),
        ("text/html", b"II*\x00", "image/tiff"),
        ("text/html", b"BM\x36\x00\x00\x00\x00\x00\x00\x00", "image/bmp"),
        ("text/html", b"BMI figures", "text/html"),
        (None, b"Rar!\x1a\x07\x01\x00", "application/vnd.rar"),
        (None, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
        (None, b"{\\rtf1", "application/rtf"),
        (None, b"  <html>", "text/html"),
        (None, b'{"data": []}', "application/json"),
        (None, b"\x00\x01", "application/octet-stream"),
    ],
)
def test_the_bytes_decide_what_a_file_is(content_type: str | None, document: bytes, found: str) -> None:
    assert media_type(content_type, document) == found


@pytest.mark.parametrize(
    "name",
    [
        "http://www.example.org/P0202.wps",
        "http://www.example.org/download.jsp?filename=a.wps&id=1",
        'attachment; filename="A.WPS"',
    ],
)
def test_only_its_name_tells_a_wps_file(name: str) -> None:
    assert media_type("application/octet-stream", WORD, name) == "application/wps-office.wps"


@pytest.mark.parametrize(
    ("document", "is_one"),
    [
        (b"<p>" + b"a" * 200 + b"\0</p>", True),
        ("<p>年度报告</p>".encode("utf-16"), True),
        ("<p>年度报告</p>".encode("gb18030"), True),
        (b"", True),
        (b"\0\1\2", False),
        (b"%PDF-1.7", False),
    ],
)
def test_a_text_has_almost_no_null_bytes(document: bytes, is_one: bool) -> None:
    assert is_text(document) is is_one


@given(st.binary(), st.sampled_from([b"", b"PK\x03\x04", zipped("OFD.xml")[:-9], b"\xd0\xcf\x11\xe0", b"BM"]))
def test_no_bytes_are_too_broken(rest: bytes, beginning: bytes) -> None:
    assert media_type(None, beginning + rest)
