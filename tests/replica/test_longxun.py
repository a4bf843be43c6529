"""龙讯 Ls: a column page without rows; its label, with tabs in the dates and the count of pages only in a script."""

import re

import pytest

from replica import catalogue

COUNTY = "127.0.0.22"
COLUMN = "/public/column/6616411?type=4&action=list&nav=3&catId=6721221"
OURS = {"labelName": "publicInfoList", "siteId": "4704161", "organId": "6616411", "catId": "6721221"}
HREF = re.compile(r'<a href="(/public/\d+/\d+\.html)"')


def held():
    return [holding.path for holding in catalogue() if holding.host == COUNTY]


@pytest.fixture
def get(replica, http):
    return lambda target: http.get(f"http://{COUNTY}:{replica.port}{target}").text


@pytest.fixture
def label(replica, http):
    def answer(**query):
        asked = {"IsAjax": "1", "dataType": "html", "pageSize": "4", **OURS, **query}
        return http.get(f"http://{COUNTY}:{replica.port}/site/label/8888", params=asked).text

    return answer


def test_column_page_holds_no_row_but_the_labels_parameters(get):
    page = get(COLUMN)
    assert not HREF.findall(page)
    assert 'siteId : "4704161"' in page
    assert 'labelName: "publicInfoList"' in page


def test_label_gives_pages_of_rows(label):
    pages = [HREF.findall(label(pageIndex=page)) for page in ("1", "2")]
    assert pages[0] + pages[1] == held()
    assert [len(page) for page in pages] == [4, 2]


def test_tabs_stand_in_the_dates(label):
    assert "\t2025-\t03-\t27\t\t</span>" in label(pageIndex="1")


def test_number_of_pages_stands_only_in_the_script(label):
    page = label(pageIndex="1")
    assert "{pageIndex:1, pageCount:2}" in page
    assert "paged" not in page


def test_cut_title_stands_whole_in_its_attribute(label):
    full = "松滩县人民政府关于2023年度推进法治政府建设情况的报告"
    assert f'title="{full}" class="title">松滩县人民政府关于2023年度推进法治政...</a>' in label(pageIndex="1")


@pytest.mark.parametrize(
    "asked", [{"pageIndex": "3"}, {"pageIndex": "1", "siteId": "1"}, {"pageIndex": "1", "catId": "1"}]
)
def test_beyond_the_end_and_for_another_list_there_are_no_rows(label, asked):
    assert label(**asked).strip() == '<div class="xxgk_none">暂无相关信息</div>'


def test_article_stands_in_the_familys_containers(get):
    page = get("/public/6616411/10133406.html")
    assert '<div class="contentxxgk">\n<div class="wzcon j-fontContent">' in page
    assert '<td class="pmingcheng">003990221/202503-00009</td>' in page


def test_a_reading_of_a_report_stands_beside_it():
    kinds = {holding.path: holding.kind for holding in catalogue() if holding.host == COUNTY}
    assert kinds["/public/6616411/10133512.html"] == "interpretation"
