from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.dialects.listing import Ask, ListingPage, Row
from spiders.dialects.longxun import article, listing

SITE = "http://www.example.org"
COLUMN = f"{SITE}/public/column/6616411?type=4&action=list&nav=3&catId=6721221"
LABEL = (
    f"{SITE}/site/label/8888?IsAjax=1&dataType=html&labelName=publicInfoList&siteId=6781961&pageSize=15&pageIndex=1"
    "&action=list&isDate=true&dateFormat=yyyy-MM-dd&length=80&organId=6616411&type=4&catId=6721221"
    "&file=%2Fxxgk%2FpublicInfoList_newest2020"
)
DATE = "\r\n\t\t\t2024-03-\t28\t\t\r\n"
ROW = f"<li><a href='/public/6616411/{{}}.html' title='年度报告'>年度…</a><span class=date>{DATE}</span></li>"
CELLS = (
    "<div class='xxgk_navli'><ul><li class='mc'>{0}</li><li>003110926/2024-0001{0}</li>"
    "<li><a href='/public/6616411/1011559{0}.html'>报告{0}</a></li><li>2024-03-2{0}</li></ul></div>"
)
SCRIPT = (
    "<script>Ls.ajax({dataType: 'html', url: '/site/label/8888', type: 'get', data: {siteId : \"6781961\", cId: '',"
    "pageSize:'15', pageIndex: pageIndex, length:80, organId: organId, file: '/xxgk/publicInfoList_newest2020',"
    "labelName: 'publicInfoList', catId: ''}})</script>"
)


def rows(*numbers: int) -> str:
    return f"<ul class='clearfix xxgk_nav_list'>{''.join(ROW.format(number) for number in numbers)}</ul>"


def parameters(ask: Ask) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(ask.url).query, keep_blank_values=True))


def urls(page: ListingPage) -> list[str]:
    return [ask.url.removeprefix(SITE) for ask in page.following]


@pytest.mark.parametrize("url", [COLUMN, LABEL])
def test_tabs_and_newlines_stand_in_the_dates(url: str) -> None:
    assert listing(rows(7), url).rows == (Row(f"{SITE}/public/6616411/7.html", "年度报告", "2024-03-28"),)


def test_the_cells_of_a_row_may_be_list_items() -> None:
    assert listing(CELLS.format(1) + CELLS.format(2), LABEL).rows == (
        Row(f"{SITE}/public/6616411/10115591.html", "报告1", "2024-03-21"),
        Row(f"{SITE}/public/6616411/10115592.html", "报告2", "2024-03-22"),
    )


def test_the_rows_may_be_the_items_of_one_list() -> None:
    items = "".join(f"<li><a href='/public/6616411/{n}.html'>报告{n}</a><i>2024-03-2{n}</i></li>" for n in (1, 2))
    page = listing(f"<div class='xxgk_navli'><ul>{items}</ul></div>", LABEL)
    assert [(row.title, row.date) for row in page.rows] == [("报告1", "2024-03-21"), ("报告2", "2024-03-22")]


@pytest.mark.parametrize(
    "href",
    [
        "/zwgk/public/198/64851798.html",
        "/public/content/10115594",
        "/content/article/5501234",
        "/OpennessContent/show/2959648.html",
        "/BranchOpennessContent/show/88.html",
        "/XxgkContent/show/2974256.html",
        "/xwdt/tzgg/5341652.html",
    ],
)
def test_articles_have_several_shapes_of_address(href: str) -> None:
    text = f"<p><a href='/content/column/6792061'>公告</a></p><p><a href='{href}'>年度报告</a></p>"
    assert [row.url for row in listing(text, COLUMN).rows] == [SITE + href]


@pytest.mark.parametrize(
    "script", [SCRIPT, "<meta name='siteid' content='6781961'>", "<script>siteId='6781961'</script>"]
)
def test_a_column_without_rows_leads_to_its_label(script: str) -> None:
    page = listing(f"<div id='xxgk_lmcon'></div>{script}<script>Ls.page({{pageCount:3}})</script>", COLUMN)
    assert (page.rows, page.following) == ((), ())
    assert parameters(page.lists[0]) == parameters(Ask(LABEL))
    assert page.lists[0].url.startswith(f"{SITE}/site/label/8888?")


@pytest.mark.parametrize(
    "script",
    [
        "load('/site/label/165919?labelName=publicInfoList&amp;siteId=4444&amp;pageSize=18&amp;organId=' + organId)",
        "get({url: '/site/label/1', data: {labelName: 'columnTree', siteId: 9, pageSize: 99}}); siteId = '4444';"
        "get({url: '/site/label/165919', data: 'pageSize=18&labelName=publicInfoList&pageIndex=' + n})",
        "var organId = '9'; get({url: '/site/label/1', data: {labelName: 'columnTree'}});"
        "get({url: '/site/label/165919', data: {siteId: '4444', pageSize : '18', organId: '9', type: 't'}})",
    ],
)
def test_the_labels_number_and_parameters_stand_in_the_script(script: str) -> None:
    [ask] = listing(f"<script>{script}</script>", COLUMN).lists
    asked = parameters(ask)
    assert urlsplit(ask.url).path == "/site/label/165919"
    assert (asked["siteId"], asked["pageSize"], asked["catId"], asked["type"]) == ("4444", "18", "6721221", "4")


def test_a_site_may_live_behind_a_path() -> None:
    [ask] = listing("", COLUMN.replace("/public/", "/zwgk/public/")).lists
    assert urlsplit(ask.url).path == "/zwgk/site/label/8888"


def test_rows_in_the_column_page_may_be_the_labels_first_or_others() -> None:
    first, second, column = listing(rows(*range(15)) + SCRIPT, COLUMN).following
    assert parameters(first) == parameters(Ask(LABEL)) | {"length": "80"}
    assert parameters(second) == parameters(first) | {"pageIndex": "2"}
    assert column == Ask(f"{COLUMN}&pageIndex=2")


def test_the_labels_pages_are_no_longer_than_the_columns() -> None:
    _, second, _ = listing(rows(*range(10)), COLUMN).following
    assert parameters(second)["pageSize"] == "10"


def test_the_page_after_a_label_is_the_next_number_whatever_the_count_says() -> None:
    page = listing(rows(7) + "<script>Ls.pagination({pageCount:1})</script>", LABEL)
    assert page.following == (Ask(LABEL.replace("pageIndex=1", "pageIndex=2")),)
    assert listing(rows(7), f"{SITE}/site/label/8888", (("pageIndex", "4"),)).following == (
        Ask(f"{SITE}/site/label/8888", (("pageIndex", "5"),)),
    )


@pytest.mark.parametrize(
    ("page", "text", "following"),
    [
        ("/content/column/6792061", "", ["/content/column/6792061?pageIndex=2"]),
        ("/content/column/6792061?pageIndex=2", "", ["/content/column/6792061?pageIndex=3"]),
        ("/OpennessContent/showList/2/98/page_1.html", "", ["/OpennessContent/showList/2/98/page_2.html"]),
        (
            "/zwgk/tzgg/index.html",
            "<a href='/content/column/5?pageIndex=2'>下一页</a>",
            ["/content/column/5?pageIndex=2"],
        ),
        (
            "/zwgk/tzgg/index.html",
            "<script>u='/content/column/5?pageIndex='+n</script>",
            ["/content/column/5?pageIndex=2"],
        ),
        (
            "/site/tpl/45?columnId=9",
            "<script>{linkUrl:'/site/tpl/45?columnId=9&pageIndex='}</script>",
            ["/site/tpl/45?columnId=9&pageIndex=2"],
        ),
        (
            "/site/tpl/45?columnId=9&pageIndex=2",
            "<script>{linkUrl:'/site/tpl/45?columnId=9&amp;pageIndex='}</script>",
            ["/site/tpl/45?columnId=9&pageIndex=3"],
        ),
        ("/zwgk/tzgg/index.html", "", []),
    ],
)
def test_plain_lists_are_counted_up(page: str, text: str, following: list[str]) -> None:
    assert urls(listing(rows(7) + text, SITE + page)) == following


@pytest.mark.parametrize("text", ["", "暂无相关信息", "<ul class='clearfix xxgk_nav_list'></ul>", "null"])
def test_an_answer_without_rows_is_the_end(text: str) -> None:
    page = listing(text, LABEL.replace("pageIndex=1", "pageIndex=9"))
    assert (page.rows, page.following, page.lists) == ((), (), ())


@pytest.mark.parametrize("container", ["contentxxgk", "wzcon j-fontContent", "j-fontContent newscontnet minh300"])
def test_an_article_stands_in_the_familys_containers(container: str) -> None:
    page = article(
        "<meta name='ArticleTitle' content='年度报告'><meta name='PubDate' content='2024-03-28 09:10'>"
        f"<div><h1>年度…</h1><div class='{container}'><p>正文</p><a href='/group6/M00/1.docx'>附件</a></div></div>",
        f"{SITE}/public/6616411/7.html",
    )
    assert (page.title, page.published) == ("年度报告", "2024-03-28")
    assert page.body is not None
    assert [file.url for file in page.attachments] == [f"{SITE}/group6/M00/1.docx"]


@given(st.text(), st.sampled_from([COLUMN, LABEL, f"{SITE}/content/column/5"]))
def test_no_text_is_so_broken_that_reading_it_fails(text: str, url: str) -> None:
    for written in (text, f"<script>{{'publicInfoList{text}: siteId:'{text}', '/site/label/1{text}'</script>"):
        listing(written, url)
        listing(written + rows(7), url)
        article(written, url)
