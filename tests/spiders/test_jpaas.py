from __future__ import annotations

import json
from html import escape
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.dialects.jpaas import article, listing
from spiders.dialects.listing import Ask, ListingPage, Row

SITE = "http://www.example.org"
COLUMN = f"{SITE}/col/col1229300712/index.html"
INTERFACE = f"{SITE}/api-gateway/jpaas-publish-server/front/page/build/unit"
KEY = "0a1b2c3d4e5f60718293a4b5c6d7e8f9"
IDS = {"webId": "3185", "pageId": "1229300712", "tagId": "信息列表", "tplSetId": "kQ7vXb2mJtR5nLsY0dHcWe"}
QUERY = "{'webId':'3185','pageId':'1229300712','tagId':'信息列表', 'tplSetId' : 'kQ7vXb2mJtR5nLsY0dHcWe'}"
FIXED = {"parseType": "bulidstatic", "pageType": "column", "editType": "null"}


def item(number: int) -> str:
    href = f"/col/col1229300712/art/2024/art_{KEY[:-1]}{number}.html"
    date = f"2024-03-{20 + number % 10}"
    return f'<li><a href="{href}" title="{2020 + number}年法治政府建设报告">…</a><span>{date}</span></li>'


# As many rows as the pager says that a page has.
PAGE = "".join(map(item, range(15)))


def pager(query: str = QUERY, unit_url: str = "/api-gateway/jpaas-publish-server/front/page/build/unit") -> str:
    return f'<div class="x pagination" count="386" rows="15" pageNo="1" unitUrl="{unit_url}" queryData="{query}"></div>'


def envelope(html: str, **fields: object) -> str:
    return json.dumps({"success": True, "data": {"html": html}} | fields, ensure_ascii=False)


def asked(ask: Ask) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(ask.url).query).items()}


def pages(page: ListingPage) -> list[tuple[int, int]]:
    """Number and size of the page that each following request asks for, in either way."""
    found = []
    for ask in page.following:
        query = asked(ask)
        named = json.loads(query.get("paramJson", "null")) or {"pageNo": query["pageNo"], "pageSize": query["rows"]}
        found.append((int(named["pageNo"]), int(named["pageSize"])))
    return found


@pytest.mark.parametrize(
    "path",
    [
        f"/art/2024/art_{KEY}.html",
        f"/col/col1229300712/art/2024/art_{KEY}.html",
        f"/ztzl/fzjs/art/2024/art_{KEY}.html",
        "/art/2024/3/20/art_1229300712_4241.html",
    ],
)
def test_rows_stand_in_the_column_page(path: str) -> None:
    text = (
        f"<li><a href='{path}' title='年度报告'>年度…</a><b>2024-03-20</b></li><a href='/col/col2/index.html'>更多</a>"
    )
    assert listing(text, COLUMN).rows == (Row(f"{SITE}{path}", "年度报告", "2024-03-20"),)


def test_hrefs_of_a_column_below_another_are_relative_to_it() -> None:
    column = f"{SITE}/col/col1229300712/ndbg/index.html"
    hrefs = (f"art/2024/art_{KEY}.html", "//www.example.org/art/2024/art_1.html")
    text = "".join(f"<li><a href='{href}'>年度报告</a></li>" for href in hrefs)
    assert [row.url for row in listing(text, column).rows] == [
        f"{SITE}/col/col1229300712/ndbg/art/2024/art_{KEY}.html",
        f"{SITE}/art/2024/art_1.html",
    ]


def test_the_second_page_is_asked_for_by_paramjson_then_by_number() -> None:
    page = listing(PAGE + pager(), COLUMN)
    by_json, by_number = page.following
    assert by_json.url.partition("?")[0] == by_number.url.partition("?")[0] == INTERFACE
    assert asked(by_json) == FIXED | IDS | {"paramJson": '{"pageNo":2,"pageSize":15}'}
    assert asked(by_number) == FIXED | IDS | {"rows": "15", "pageNo": "2"}
    assert (page.total, page.lists) == (386, ())


@pytest.mark.parametrize(
    "element",
    [
        pager().replace("queryData", "querydata"),
        pager(escape(QUERY)),
        pager(escape(json.dumps(IDS, ensure_ascii=False))),
        pager(escape(escape(QUERY))),
        f"<p querydata='{json.dumps(IDS, ensure_ascii=False)}' pageno='1' rows=15 count=386></p>",
        f'<div pageNo="1"\n count="386"\trows="15" queryData="{QUERY}">',
        f"<div count=386 rows=15 pageNo=1></div><script queryData=\"{QUERY}\" src='/js/unitbuild.js'></script>",
        f"<div queryData=\"{QUERY[:-1]},'rows':'15','count':'386','pageNo':'1'}}\"></div>",
    ],
)
def test_the_pager_is_written_in_many_ways(element: str) -> None:
    page = listing(PAGE + element, COLUMN)
    assert page.total == 386
    assert pages(page) == [(2, 15), (2, 15)]
    assert all(asked(ask).items() >= (FIXED | IDS).items() for ask in page.following)


@pytest.mark.parametrize(
    ("unit_url", "address"),
    [
        (INTERFACE, INTERFACE),
        (INTERFACE.replace("http:", "https:"), INTERFACE),
        ("//www.example.org/gateway/build/unit", f"{SITE}/gateway/build/unit"),
        ("https://api.example.org/build/unit", "https://api.example.org/build/unit"),
        ("", INTERFACE),
    ],
)
def test_the_interface_is_where_the_page_says_on_the_page_s_own_scheme(unit_url: str, address: str) -> None:
    page = listing(item(1) + pager(unit_url=unit_url), COLUMN)
    assert {ask.url.partition("?")[0] for ask in page.following} == {address}


def test_what_the_page_says_goes_before_what_is_usual() -> None:
    query = QUERY.replace("{", "{'parseType':'buildstatic',")
    page = listing(item(1) + pager(query, f"{INTERFACE}?editType=1"), COLUMN)
    assert all(asked(ask)["parseType"] == "buildstatic" for ask in page.following)
    assert all(asked(ask)["editType"] == "1" for ask in page.following)


def test_a_page_without_rows_leads_to_the_interface() -> None:
    page = listing(f'<ul></ul><script src="/js/unitbuild.js" url="{INTERFACE}" queryData="{QUERY}"></script>', COLUMN)
    assert (page.rows, page.following) == ((), ())
    [first] = page.lists
    assert asked(first) == FIXED | IDS


def test_a_part_with_a_pager_is_the_list_among_several() -> None:
    other = "<script queryData=\"{'webId':'3185','pageId':'1','tagId':'左侧导航'}\"></script>"
    [first] = listing(other + pager(), COLUMN).lists
    assert asked(first)["tagId"] == "信息列表"
    both = listing(f'{other}<script queryData="{QUERY}"></script>', COLUMN)
    assert [asked(ask)["tagId"] for ask in both.lists] == ["左侧导航", "信息列表"]


def test_a_part_without_a_pager_is_asked_for_its_first_page_first() -> None:
    """The rows in the page may be those of another part."""
    page = listing(f'{item(1)}{item(2)}<script queryData="{QUERY}"></script>', COLUMN)
    first, *later = page.following
    assert asked(first) == FIXED | IDS
    assert pages(ListingPage((), tuple(later))) == [(2, 2), (2, 2)]


def test_rows_fewer_than_a_page_has_may_stand_beside_the_list_too() -> None:
    page = listing(item(1) + item(2) + pager(), COLUMN)
    first, *later = page.following
    assert asked(first) == FIXED | IDS
    assert pages(ListingPage((), tuple(later))) == [(2, 15), (2, 15)]


def test_a_few_links_without_a_date_are_not_the_list_that_the_interface_has() -> None:
    hot = f"<ul><li><a href='/art/2019/art_{KEY}.html'>热点信息</a></li></ul>"
    page = listing(hot + pager(), COLUMN)
    assert (page.rows, page.following) == ((), ())
    [first] = page.lists
    assert asked(first) == FIXED | IDS


def test_a_page_without_an_interface_is_the_whole_list() -> None:
    page = listing(item(1) + item(2), COLUMN)
    assert (len(page.rows), page.following, page.lists) == (2, (), ())


def test_an_answer_s_rows_stand_in_the_html_inside_its_json() -> None:
    [second, _] = listing(PAGE + pager(), COLUMN).following
    page = listing(envelope(f"<ul>{item(2)}{item(3)}</ul>{pager()}"), second.url)
    assert [(row.title, row.date) for row in page.rows] == [
        ("2022年法治政府建设报告", "2024-03-22"),
        ("2023年法治政府建设报告", "2024-03-23"),
    ]
    assert page.total == 386


def test_hrefs_of_an_answer_are_relative_to_the_site() -> None:
    html = f"<li><a href='art/2024/art_{KEY}.html'>一</a></li><li><a href='../../art/2024/art_2.html'>二</a></li>"
    assert [row.url for row in listing(envelope(html), f"{INTERFACE}?pageId=1").rows] == [
        f"{SITE}/art/2024/art_{KEY}.html",
        f"{SITE}/art/2024/art_2.html",
    ]


@pytest.mark.parametrize(
    ("query", "following"),
    [
        # The first page tells nothing of the way in which the site numbers the others.
        ("pageId=7", [(2, 15), (2, 15)]),
        ('pageId=7&paramJson={"pageNo":1,"pageSize":20}', [(2, 20), (2, 20)]),
        ('pageId=7&paramJson={"pageNo":2,"pageSize":20}', [(3, 20)]),
        ("pageId=7&paramJson={'pageNo': 2, 'pageSize': 20}", [(3, 20)]),
        ("pageId=7&rows=20&pageNo=1", [(2, 20), (2, 20)]),
        ("pageId=7&rows=20&pageNo=2", [(3, 20)]),
        ("pageId=7&pageNo=x", [(2, 15), (2, 15)]),
    ],
)
def test_an_answer_s_next_page_comes_from_its_own_address(query: str, following: list[tuple[int, int]]) -> None:
    page = listing(envelope(item(1) + pager()), f"{INTERFACE}?{query}")
    assert pages(page) == following
    assert all(asked(ask)["pageId"] == "7" for ask in page.following)
    assert ("paramJson" in asked(page.following[0])) == ("pageNo=" not in query)


def test_an_answer_without_a_pager_has_as_many_rows_as_its_pages() -> None:
    assert pages(listing(envelope(item(1) + item(2)), f"{INTERFACE}?pageId=7")) == [(2, 2), (2, 2)]


def test_what_paramjson_names_besides_stays() -> None:
    [ask] = listing(envelope(item(1)), f'{INTERFACE}?paramJson={{"pageNo":2,"pageSize":9,"sort":"1"}}').following
    assert json.loads(asked(ask)["paramJson"]) == {"pageNo": 3, "pageSize": 9, "sort": "1"}


@pytest.mark.parametrize(
    "text",
    [
        envelope(""),
        envelope(f"<ul></ul>{pager()}"),
        envelope("", data=None),
        '{"success":false,"code":"500","message":"参数错误"}',
        '{"success":true,"data":{"html":null}}',
        '{"success":true,"data":["<li>"]}',
        '{"success":',
        '{"data":' * 9000,
        "",
    ],
)
def test_an_answer_without_rows_is_the_end(text: str) -> None:
    page = listing(text, f"{INTERFACE}?pageId=7")
    assert (page.rows, page.following, page.lists) == ((), (), ())


@pytest.mark.parametrize("text", ["\ufeff " + envelope(item(1)), envelope("", data=item(1)), item(1)])
def test_the_envelope_may_begin_with_a_mark_or_hold_the_html_itself_or_be_missing(text: str) -> None:
    assert len(listing(text, f"{INTERFACE}?pageId=7").rows) == 1


def test_half_a_surrogate_pair_is_no_letter_of_an_address() -> None:
    text = '{"data":{"html":"<li><a href=\'/art/2024/art_1.html?\\ud83d\' title=\'\\ud83d报告\'>报</a></li>"}}'
    assert listing(text, f"{INTERFACE}?pageId=7").rows[0].title == "?报告"


def test_an_article_s_text_stands_between_its_guards() -> None:
    text = (
        "<meta name='ArticleTitle' content='年度报告'><meta name='PubDate' content='2024-03-20 10:18'><div id='zoom'>"
        "<p>索引号</p><!--ZJEG_RSS.content.begin--><p>正文</p><!--ZJEG_RSS.content.end--></div>"
    )
    page = article(text, f"{SITE}/art/2024/art_{KEY}.html")
    assert (page.title, page.published) == ("年度报告", "2024-03-20")
    assert "正文" in (page.body or "") and "索引号" not in (page.body or "")


@given(st.text(), st.sampled_from([COLUMN, INTERFACE]))
def test_no_text_and_no_query_are_so_broken_that_reading_them_fails(text: str, url: str) -> None:
    broken = f'<p queryData="{text}" pageNo="{text}" rows="{text}" unitUrl="{text}"></p>'
    named = f"<p count='{text}' pageNo='9' queryData=\"{{'pageId':'{text}','{text}':{text}}}\">"
    for each in (text, f"{{{text}", item(1) + broken, item(1) + named, envelope(item(1) + broken), envelope(named)):
        listing(each, f"{url}?paramJson={text}&pageNo={text}")
        article(each, url)
