"""Corrections: a person's judgement of one field of one document, for as long as the page says what was judged."""

import pytest
from pydantic import ValidationError

from transforms.corrections import Correction, correct, corrections
from transforms.pipeline import clean
from transforms.records import Page

URL = "http://www.example.gov.cn/art/2024/3/1/art_1_2.html"
TEXT = "开封市2024年法治政府建设年度报告\n2024年，开封市深入推进依法行政，现将有关情况报告如下：\n一、主要举措"
ENTRY = {
    "url": URL,
    "field": "report_year",
    "expect": 2024,
    "value": 2023,
    "reason": "the title names the year of publication",
    "status": "open",
}


def head(text=TEXT, url=URL, **entry):
    document = clean(Page(text.encode(), "text/plain", url)).document
    return correct(document, url, [Correction(**{**ENTRY, **entry})])


def test_a_corrected_field_keeps_what_the_page_says_as_a_candidate():
    document = head()
    assert document.report_year == 2023
    origin = document.fields["report_year"]
    assert (origin.value, origin.origin, origin.candidates) == (2023, "correction", ("2024",))


def test_a_page_that_mended_the_error_is_left_as_it_is():
    assert head(TEXT.replace("2024", "2023"), value=2022).report_year == 2023


def test_a_document_of_the_inbox_is_corrected_by_its_address():
    document = clean(Page(TEXT.encode(), "text/plain", "inbox:///a.txt")).document
    entry = Correction(**{**ENTRY, "url": "inbox:///a.txt"})
    assert correct(document, "inbox:///a.txt", [entry]).report_year == 2023


def test_another_document_is_left_as_it_is():
    assert head(url="http://www.example.gov.cn/other.html").report_year == 2024


def test_a_corrected_code_brings_its_place():
    document = head(field="jurisdiction_code", expect="410200", value="410205")
    assert (document.jurisdiction.code, document.jurisdiction.name) == ("410205", "开封市禹王台区")


def test_what_is_not_known_is_corrected_to_nothing():
    assert head(field="title", expect="开封市2024年法治政府建设年度报告", value=None).title is None


@pytest.mark.parametrize(
    "broken",
    [
        {"field": "source_text"},
        {"value": "2023"},
        {"field": "publish_date", "value": "2023年3月"},
        {"field": "doc_kind", "value": "report"},
        {"field": "jurisdiction_code", "value": "410999"},
        {"reason": "wrong"},
        {"status": "done"},
    ],
)
def test_an_entry_that_cannot_be_meant_is_refused(broken):
    with pytest.raises(ValidationError):
        Correction(**{**ENTRY, **broken})


def test_the_file_of_corrections_is_valid():
    assert isinstance(corrections(), tuple)
