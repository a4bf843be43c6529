"""TRS: static lists with numbered pages, a stub beyond the end, validators, and pages that mislead."""

import html
import re

import pytest

from replica import catalogue

DISTRICT = "127.0.0.12"
CITY = "127.0.0.13"
COUNTY = "127.0.0.18"
LIST = "/zwgk/fzzfjs/"
COUNTY_LIST = "/zwgk/qtfdxx/"
HREF = re.compile(r'<li><a href="\./([^"]+)"')


def held(host):
    return [holding.path for holding in catalogue() if holding.host == host]


@pytest.fixture
def get(replica, http):
    return lambda host, path, **headers: http.get(f"http://{host}:{replica.port}{path}", headers=headers)


def test_list_pages_follow_each_other_with_relative_links(get):
    first, second = (get(DISTRICT, LIST + name).text for name in ("index.html", "index_1.html"))
    rows = [LIST + href for page in (first, second) for href in HREF.findall(page)]
    assert rows == held(DISTRICT)
    assert [len(HREF.findall(page)) for page in (first, second)] == [6, 3]


def test_pager_is_a_script_call(get):
    assert 'createPageHTML(2, 0, "index", "html");' in get(DISTRICT, LIST + "index.html").text
    assert 'createPageHTML(2, 1, "index", "html");' in get(DISTRICT, LIST + "index_1.html").text


def test_folder_is_its_first_list_page(get):
    assert get(DISTRICT, LIST).content == get(DISTRICT, LIST + "index.html").content


def test_beyond_the_end_stands_a_short_stub_with_status_200(get):
    stub = get(DISTRICT, LIST + "index_2.html")
    assert stub.status_code == 200
    assert 300 <= len(stub.content) <= 400
    assert not HREF.findall(stub.text)


@pytest.mark.parametrize("validator", [("If-None-Match", "ETag"), ("If-Modified-Since", "Last-Modified")])
def test_unchanged_list_is_answered_304_without_a_body(get, validator):
    asked, given = validator
    fresh = get(DISTRICT, LIST + "index.html")
    again = get(DISTRICT, LIST + "index.html", **{asked: fresh.headers[given]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["ETag"] == fresh.headers["ETag"]


def test_list_with_another_etag_is_sent_again(get):
    assert get(DISTRICT, LIST + "index.html", **{"If-None-Match": '"old"'}).status_code == 200


def test_page_declared_gb2312_holds_a_four_byte_gb18030_character(get):
    page = get(DISTRICT, LIST + "202303/t20230330_5376021.html")
    assert b"charset=gb2312" in page.content
    assert page.headers["Content-Type"] == "text/html"
    assert "㙍头村".encode("gb18030") in page.content
    assert len("㙍".encode("gb18030")) == 4
    with pytest.raises(UnicodeDecodeError):
        page.content.decode("gb2312")


def test_article_without_a_title_in_its_text_has_it_in_the_metas(get):
    page = get(DISTRICT, LIST + "202203/t20220325_5120733.html").text
    title = "临溪区2021年法治政府建设年度报告"
    assert f'<meta name="ArticleTitle" content="{title}" />' in page
    assert title not in page[page.index("<body>") :]


def test_article_body_stands_in_the_editor_class(get):
    assert 'class="trs_editor_view ' in get(DISTRICT, LIST + "202503/t20250328_5810266.html").text
    assert 'class="TRS_Editor"' in get(CITY, "/xxgk/tzgg/202603/t20260312_771094.html").text


def test_one_title_is_split_over_two_lines(get):
    page = get(CITY, "/xxgk/tzgg/202403/t20240329_718203.html").text
    assert ">云川市人民政府<br />关于2023年度法治政府建设情况的报告</div>" in page


def test_repost_carries_adverts_in_place_of_the_title_and_between_paragraphs(get):
    page = get(CITY, "/xxgk/tzgg/202303/t20230320_693350.html").text
    spoilt = re.search(r"<title>((?:&#x[0-9A-F]+;)+)</title>", page)[1]
    advert = html.unescape(spoilt)
    assert advert == "云博777备用网址_云博777开户官网_云博线上娱乐入口"
    assert f'<div class="xl_title">{advert}</div>' in page
    assert page.count("星汇88线上娱乐|星汇88平台登录|真人棋牌开户送彩金") == 1
    assert '<meta content="云岭县2022年度法治政府建设年度报告" name="articletitle" />' in page


def test_a_county_counts_its_list_pages_from_one(get):
    first, second = (get(COUNTY, COUNTY_LIST + name).text for name in ("szywlist.shtml", "szywlist_2.shtml"))
    assert [COUNTY_LIST + href for page in (first, second) for href in HREF.findall(page)] == held(COUNTY)
    assert 'createPageHTML("page_div",2,1,"szywlist","shtml",6)' in first
    assert 'createPageHTML("page_div",2,2,"szywlist","shtml",6)' in second


def test_the_county_s_lists_and_articles_are_declared_gb2312(get):
    page = get(COUNTY, COUNTY_LIST + "szywlist.shtml").content
    assert b"charset=gb2312" in page
    assert "㵲口镇".encode("gb18030") in page
    assert b"charset=gb2312" in get(COUNTY, held(COUNTY)[0]).content


def test_a_notice_has_its_files_beside_it(get):
    page = get(COUNTY, COUNTY_LIST + "202304/t20230412_83590.shtml")
    files = re.findall(r'<a href="\./(P0[^"]+)"', page.content.decode("gb18030"))
    assert files == ["P02023041283590000.pdf", "P02023041283590001.pdf"]
    for name in files:
        file = get(COUNTY, f"{COUNTY_LIST}202304/{name}")
        assert (file.headers["Content-Type"], file.content[:5]) == ("application/pdf", b"%PDF-")
