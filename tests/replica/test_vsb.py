"""VSB: numbered pages count down, an article stands at two addresses, and texts stand in files."""

import re

import pytest

from replica import catalogue
from transforms.formats import read_source
from transforms.records import Page

COUNTY = "127.0.0.23"
COLUMN = "/xxgk/tzgg"
ROW = re.compile(r'<li id="line_u8_\d"><a href="([^"]+)"')
DOWNLOAD = "/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=1543208617&wbfileid="


def held():
    return [holding for holding in catalogue() if holding.host == COUNTY]


@pytest.fixture
def get(replica, http):
    return lambda path: http.get(f"http://{COUNTY}:{replica.port}{path}")


def test_pages_count_down_from_the_newest_rows(get):
    pages = [ROW.findall(get(COLUMN + name).text) for name in (".htm", "/2.htm", "/1.htm")]
    newest, *rest = (row.lstrip("./") for page in pages for row in page)
    assert newest == "content.jsp?urltype=news.NewsContentUrl&amp;wbtreeid=1042&amp;wbnewsid=27130"
    assert [f"/{row}" for row in rest] == [holding.path for holding in held()]
    assert [len(page) for page in pages] == [5, 4, 2]
    assert get(f"{COLUMN}/3.htm").status_code == 404


def test_pager_leads_down_to_page_one(get):
    first, middle, last = (get(COLUMN + name).text for name in (".htm", "/2.htm", "/1.htm"))
    assert '<td id="fanye1042" nowrap="nowrap">共10条&nbsp;&nbsp;1/3&nbsp;</td>' in first
    assert '<a href="tzgg/2.htm" class="Next">下页</a><a href="tzgg/1.htm" class="Next">尾页</a>' in first
    assert '<a href="../tzgg.htm" class="Prev">上页</a>' in middle
    assert '<a href="1.htm" class="Next">下页</a>' in middle
    assert '<span class="NextDisabled">下页</span>' in last


def test_deeper_pages_climb_twice(get):
    assert ROW.findall(get(f"{COLUMN}.htm").text)[1].startswith("../info/1042/")
    assert ROW.findall(get(f"{COLUMN}/2.htm").text)[0].startswith("../../info/1042/")


def test_dynamic_address_gives_the_same_article(get):
    twin = get("/content.jsp?urltype=news.NewsContentUrl&wbtreeid=1042&wbnewsid=27130")
    assert twin.content == get("/info/1042/27130.htm").content
    assert get("/content.jsp?urltype=news.NewsContentUrl&wbtreeid=1042&wbnewsid=1").status_code == 404


def test_one_report_stands_on_its_page_one_in_a_pdf_and_one_in_a_word_file(get):
    reports = {holding.year: holding for holding in held() if holding.kind == "annual_report"}
    assert {year: report.text_path for year, report in reports.items()} == {
        2021: "/info/1042/20417.htm",
        2022: f"{DOWNLOAD}2386500",
        2023: f"{DOWNLOAD}2713000",
    }
    assert get(reports[2022].text_path).content.startswith(b"%PDF-1.7")
    assert get(reports[2023].text_path).content.startswith(b"PK\x03\x04")
    page = get(reports[2022].path).text
    assert "予以公布，详见附件。" in page
    assert "附件【<a href=" in page
    assert len(re.findall("[\u4e00-\u9fff]", page)) < 200


@pytest.mark.parametrize("year", [2022, 2023])
def test_file_holds_the_title_and_the_whole_text(get, year):
    report = next(holding for holding in held() if holding.year == year)
    answer = get(report.text_path)
    assert answer.headers["Content-Type"] == "application/octet-stream"
    text = read_source(Page(answer.content, "application/octet-stream")).text
    assert text.replace("\n", "") == (report.title + report.text).replace("\n", "")


def test_one_file_is_withheld_for_a_captcha_with_status_200(get):
    page = get("/info/1042/23102.htm").text
    assert f'<a href="{DOWNLOAD.replace("&", "&amp;")}2310200" target="_blank">公益性岗位报名表.docx</a>' in page
    answer = get(f"{DOWNLOAD}2310200")
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/html;charset=UTF-8")
    assert 'name="codeValue"' in answer.text


def test_an_unknown_file_is_a_404(get):
    assert get(f"{DOWNLOAD}1").status_code == 404
