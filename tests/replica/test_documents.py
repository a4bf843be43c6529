"""Files of lines of text, as other programs read them."""

import io

import docx
import pypdfium2
import pytest

from replica.documents import document
from transforms.formats import read_source
from transforms.records import Page

TITLE = "澄湖县2022年法治政府建设年度报告"
LINES = [TITLE, "一、行政执法", "全县行政执法人员共614名，本年度增长12.5%，其中10人取得法律职业资格。", "二、存在问题"]


def printed(content):
    return [page.get_textpage().get_text_bounded().split("\r\n") for page in pypdfium2.PdfDocument(content)]


def test_a_word_file_has_a_paragraph_a_line():
    assert [each.text for each in docx.Document(io.BytesIO(document("a.docx", LINES))).paragraphs] == LINES


def test_a_pdf_is_set_in_lines_of_28_characters_with_the_sheets_number_below():
    (sheet,) = printed(document("a.pdf", [TITLE, "一二三四五六七八九十" * 3]))
    assert sheet == [TITLE, "一二三四五六七八九十一二三四五六七八九十一二三四五六", "七八九十", "— 1 —"]


def test_a_pdf_gives_radicals_for_characters():
    (sheet,) = printed(document("a.pdf", LINES))
    assert sheet[1] == "一、⾏政执法"
    assert "614名，本年度增⻓12.5%" in sheet[2] + sheet[3]


def test_a_pdf_goes_on_over_sheets_of_22_lines():
    sheets = printed(document("a.pdf", [TITLE, *(f"第{number}段。" for number in range(1, 50))]))
    assert [len(sheet) for sheet in sheets] == [23, 23, 7]
    assert sheets[2][-1] == "— 3 —"


@pytest.mark.parametrize("name", ["a.pdf", "a.docx"])
def test_transforms_read_the_lines_as_written(name):
    assert read_source(Page(document(name, LINES), "application/octet-stream")).text.split("\n") == LINES


@pytest.mark.parametrize("name", ["a.pdf", "a.docx"])
def test_the_bytes_are_always_the_same(name):
    assert document(name, LINES) == document(name, LINES)


def test_a_number_is_not_broken_over_two_lines():
    content = document("a.pdf", [TITLE, "一" * 25 + "1234件"])
    assert printed(content)[0][1:3] == ["一" * 25, "1234件"]
