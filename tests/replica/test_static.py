"""A site of tables and links: its list pages, its pager of words, and articles named by 32 hexadecimal digits."""

import re

import pytest

from replica import catalogue

DISTRICT = "127.0.0.17"
FIRST, SECOND = "/nw10001/index.html", "/nw10001/index_2.html"
HREF = re.compile(r'<td><a href="([^"]+)"')


@pytest.fixture
def get(replica, http):
    return lambda path: http.get(f"http://{DISTRICT}:{replica.port}{path}")


def test_list_pages_hold_every_article_once(get):
    rows = [HREF.findall(get(path).text) for path in (FIRST, SECOND)]
    assert [len(page) for page in rows] == [3, 3]
    assert rows[0] + rows[1] == [holding.path for holding in catalogue() if holding.host == DISTRICT]


def test_articles_stand_in_a_folder_of_their_day(get):
    paths = HREF.findall(get(FIRST).text)
    assert paths
    for path in paths:
        assert re.fullmatch(r"/nw10001/20\d{6}/[0-9a-f]{32}\.html", path)
        assert get(path).status_code == 200


def test_the_pager_links_with_words_and_the_last_page_has_no_next(get):
    first, second = get(FIRST).text, get(SECOND).text
    assert '<a href="index_2.html">下一页</a>' in first
    assert "上一页" not in first
    assert '<a href="index.html">上一页</a>' in second
    assert "下一页" not in second


def test_beyond_the_end_there_is_nothing(get):
    assert get("/nw10001/index_3.html").status_code == 404


def test_a_long_title_is_cut_and_stands_whole_in_the_title_attribute(get):
    page = get(FIRST).text
    full = "霁川区人民政府关于2024年度法治政府建设工作情况的报告"
    assert f'title="{full}"' in page
    assert f">{full}<" not in page
