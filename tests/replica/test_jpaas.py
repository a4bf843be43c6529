"""jpaas: first rows in the column page, the others as HTML in JSON, which only a request with a Referer gets."""

import json
import re

import pytest

from replica import catalogue

COUNTY = "127.0.0.15"
COLUMN = "/col/col1229300712/index.html"
UNIT = "/api-gateway/jpaas-publish-server/front/page/build/unit"
LIST = {"webId": "4126", "pageId": "1229300712", "tagId": "信息列表", "tplSetId": "kQ7vXb2mJtR5nLsY0dHcWe"}
HREF = re.compile(r'<li class="clearfix"><a href="([^"]+)"')


def held():
    return [holding.path for holding in catalogue() if holding.host == COUNTY]


@pytest.fixture
def get(replica, http):
    return lambda path, headers=None, **query: http.get(
        f"http://{COUNTY}:{replica.port}{path}", params=query or None, headers=headers
    )


@pytest.fixture
def unit(get):
    return lambda **query: get(UNIT, {"Referer": COLUMN}, parseType="bulidstatic", **query).json()


def test_column_page_holds_the_newest_rows_and_names_the_interface(get):
    page = get(COLUMN).text
    assert HREF.findall(page) == held()[:3]
    assert 'count="7" rows="3" pageNo="1" unitUrl="/api-gateway/jpaas-publish-server/front/page/build/unit"' in page
    query = "".join(f"'{name}':'{value}'," for name, value in LIST.items()).rstrip(",")
    assert f'queryData="{{{query}}}"' in page


@pytest.mark.parametrize(
    "second", [{"paramJson": json.dumps({"pageNo": 2, "pageSize": 3})}, {"rows": "3", "pageNo": "2"}]
)
def test_interface_takes_the_page_in_two_ways(unit, second):
    answer = unit(**LIST, **second)
    assert answer["success"] is True
    assert HREF.findall(answer["data"]["html"]) == held()[3:6]


def test_interface_gives_its_first_page_to_a_request_that_names_none(unit):
    assert HREF.findall(unit(**LIST)["data"]["html"]) == held()[:3]


def test_beyond_the_end_the_list_is_empty_and_a_strange_list_is_no_success(unit):
    assert HREF.findall(unit(**LIST, pageNo="4")["data"]["html"]) == []
    assert unit(**LIST | {"pageId": "1"})["success"] is False


def test_interface_refuses_a_request_without_a_referer(get):
    assert get(UNIT, **LIST).status_code == 403
    assert get(UNIT, {"Referer": COLUMN}, **LIST).status_code == 200


def test_cut_text_has_its_full_title_in_the_title_attribute(get):
    rows = dict(re.findall(r' title="([^"]+)" target="_blank">([^<]+)</a>', get(COLUMN).text))
    assert rows["云屏县人民政府关于2024年度法治政府建设情况的报告"] == "云屏县人民政府关于2024年度法治..."


def test_older_articles_stand_in_the_column_s_folder_newer_ones_at_the_root():
    key = r"art_[0-9a-f]{32}\.html"
    older = re.compile(rf"/col/col1229300712/art/20(23|24)/{key}")
    newer = re.compile(rf"/art/2025/{key}")
    assert [bool(newer.fullmatch(path)) for path in held()] == [True, True, *[False] * 5]
    assert [bool(older.fullmatch(path)) for path in held()] == [False, False, *[True] * 5]


def test_article_has_guards_round_its_text(get):
    page = get(next(path for path in held() if path.startswith("/art/2025"))).text
    marks = ("<!--ZJEG_RSS.content.begin-->", '<meta name="ContentStart">', "<p", '<meta name="ContentEnd">')
    places = [page.index(mark, page.index('id="zoom"')) for mark in marks]
    assert places == sorted(places)
