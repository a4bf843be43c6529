"""Kaipu: a column page without rows, the interface behind it, pseudo tags, and a page that is overwritten each year."""

import pytest

from replica import catalogue

CITY = "127.0.0.21"
COLUMN = "/yjsrmzf/fzzfjs/nav_list.shtml"
CHANNEL = "5b1e7c40a92d4f6e8c3a0d7f61b2e954"
ALL = {"_isAgg": "true", "_isJson": "true", "_template": "index"}


def held():
    return [holding for holding in catalogue() if holding.host == CITY]


@pytest.fixture
def get(replica, http):
    return lambda path, **query: http.get(f"http://{CITY}:{replica.port}{path}", params=query or None)


@pytest.fixture
def search(get):
    return lambda **query: get(f"/common/search/{CHANNEL}", **ALL, **query).json()["data"]


def test_column_page_holds_no_row_but_its_channel(get):
    page = get(COLUMN).text
    assert '<ul class="list" id="list"></ul>' in page
    assert f'"/common/search/{CHANNEL}?_isAgg=true&_isJson=true&_pageSize=3&' in page
    assert [holding.path for holding in held() if holding.path in page] == []


def test_interface_gives_a_page_of_rows_and_the_total(search):
    pages = [search(page=page, _pageSize=4) for page in (1, 2)]
    rows = [row["url"] for page in pages for row in page["results"]]
    assert rows == [holding.path for holding in held()]
    assert [(page["page"], page["rows"], page["total"]) for page in pages] == [(1, 4, 6), (2, 4, 6)]


def test_row_tells_day_and_metadata(search):
    row = search(page=1, _pageSize=15)["results"][0]
    assert (row["publishedTimeStr"], row["publishedTime"]) == ("2026-03-19 10:00:00", 1773885600000)
    assert {"key": "source", "value": "云江市人民政府办公室"} in row["domainMetaList"][0]["resultList"]


def test_titles_hold_character_references(search):
    titles = [row["title"] for row in search(page=1, _pageSize=15)["results"]]
    assert "云江市&ldquo;宪法进万家&rdquo;主题活动安排公告" in titles


def test_beyond_the_end_the_results_are_empty(search):
    assert search(page=3, _pageSize=4)["results"] == []


def test_of_another_channel_nothing_is_known(get):
    assert get(f"/common/search/{CHANNEL[::-1]}", page=1).status_code == 404


def test_the_overwritten_page_keeps_the_month_of_its_first_year(get):
    [report] = [holding for holding in held() if holding.name == "yunjiang-2025"]
    assert report.path.startswith("/yjsrmzf/fzzfjs/202005/")
    assert "现将2025年度法治政府建设情况报告如下" in get(report.path).text


def test_title_day_and_text_stand_in_pseudo_tags(get):
    [report] = [holding for holding in held() if holding.name == "yunjiang-2024"]
    page = get(report.path).text
    assert "<UCAPTITLE>云江市人民政府<br>关于2024年度法治政府建设情况的报告</UCAPTITLE>" in page
    assert "<PUBLISHTIME>2025-03-27 10:00</PUBLISHTIME>" in page
    assert page.index("<UCAPCONTENT>") < page.index("省人民政府：") < page.index("</UCAPCONTENT>")
