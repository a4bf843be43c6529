from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.decoding import text_of
from spiders.dialects import DIALECTS
from spiders.dialects.article import Attachment
from spiders.dialects.listing import Ask, ListingPage, Row
from spiders.dialects.trs import article, listing

LIST = "http://www.example.org/zwgk/fz/"
ROW = "<li><a href='./202403/t20240328_1.html' title='年度报告'>年度…</a><span>2024-03-28</span></li>"
FOUR = "<script>createPageHTML(12, 0, 'index', 'html');</script>"
SIX = """<script>createPageHTML("page_div", 50, 1, "szywlist", "shtml", 1000);</script>"""
JSONP = "http://www.example.org/govsearch/jsonp/gkml/zf_list.jsp?page=1&lb=12&SType=1&callback=result"
IRS = "http://www.example.org/irs/front/list"
WAS5 = "http://www.example.org/was5/web/search"


@pytest.mark.parametrize("url", [LIST, LIST.rstrip("/"), f"{LIST}index.html"])
def test_hrefs_are_relative_to_the_list_with_its_slash(url: str) -> None:
    assert listing(ROW, url).rows == (
        Row("http://www.example.org/zwgk/fz/202403/t20240328_1.html", "年度报告", "2024-03-28"),
    )


def test_hrefs_may_climb() -> None:
    row = "<li><a href='../../xxgk/202403/t20240328_1.shtml'>年度报告</a></li>"
    assert listing(row, LIST).rows[0].url == "http://www.example.org/xxgk/202403/t20240328_1.shtml"


def test_navigation_is_no_row_but_a_dated_link_to_another_host_is() -> None:
    text = (
        "<li><a href='/'>首页</a></li><li><a href='#'>顶部</a>2024-01-01</li>"
        "<li><a href='/fl/'>通知</a><a href='http://other.example.org/a.html'>转载的年度报告</a> 2024-03-28</li>"
    )
    assert listing(text, LIST).rows == (Row("http://other.example.org/a.html", "转载的年度报告", "2024-03-28"),)


def test_a_table_that_lays_out_the_page_does_not_lend_its_dates() -> None:
    rows = "".join(f"<div><a href='t2024032{n}_{n}.html'>报告{n}</a><span>2024-03-2{n}</span></div>" for n in (1, 2))
    page = listing(f"<table><tr><td>{rows}</td></tr></table>", LIST)
    assert [(row.title, row.date) for row in page.rows] == [("报告1", "2024-03-21"), ("报告2", "2024-03-22")]


def test_rows_in_a_comment_are_not_there() -> None:
    assert listing(f"<!-- {ROW} -->", LIST).rows == ()


@pytest.mark.parametrize(
    "name",
    ["t20240328_1.htm", "t20240328_1.html", "t20240328_1.shtml", "t20240328_1_wap.html", "P020240328512.pdf"],
)
def test_an_article_is_known_by_its_name(name: str) -> None:
    assert listing(f"<div><a href='./202403/{name}'>年度报告</a></div>", LIST).rows[0].url == f"{LIST}202403/{name}"


@pytest.mark.parametrize(
    ("script", "page", "following"),
    [
        (FOUR, "index.html", ["index_1.html", "index_2.html"]),
        (FOUR, "", ["index_1.html", "index_2.html"]),
        (FOUR, "index_1.html", ["index_2.html"]),
        # The total of 12 pages is not believed.
        (FOUR, "index_11.html", ["index_12.html"]),
        (FOUR.replace("createPageHTML", "createPage"), "index.html", ["index_1.html", "index_2.html"]),
        (SIX, "szywlist.shtml", ["szywlist_2.shtml"]),
        (SIX, "szywlist_2.shtml", ["szywlist_3.shtml"]),
        ("", "list.html", ["list_1.html", "list_2.html"]),
        ("", "list_4.html", ["list_5.html"]),
        ("", "", []),
    ],
)
def test_pages_are_counted_as_the_pager_says(script: str, page: str, following: list[str]) -> None:
    assert listing(ROW + script, LIST + page).following == tuple(Ask(LIST + name) for name in following)


@pytest.mark.parametrize(
    ("call", "following"),
    [
        ("createPageHTML(12,\n  0 ,\n  'index' , 'htm' );", ["index_1.htm", "index_2.htm"]),
        ("createPageHTML(12, 0, 'index', 'html', 180)", ["index_1.html", "index_2.html"]),
        ("createPageHTML('12', '0', 'index', 'html')", ["index_1.html", "index_2.html"]),
        ("createPageHTML(countPage, currentPage, 'index', 'shtml')", ["index_1.shtml", "index_2.shtml"]),
        ("createPageHTML(12, 0)", ["index_1.html", "index_2.html"]),
        ("createPageHTML('page_div', 12, 1, 'index', 'html')", ["index_2.html"]),
        ("createPageHTML('page_div', 12, 0, 'index', 'html', 180)", ["index_1.html", "index_2.html"]),
        (
            "function createPageHTML(count, at, name, end) {}\ncreatePageHTML(2, 0, 'a', 'html')",
            ["a_1.html", "a_2.html"],
        ),
        ("// createPageHTML(12, 0, 'old', 'html')\ncreatePageHTML(2, 0, 'a', 'html')", ["a_1.html", "a_2.html"]),
        ("/* createPageHTML(12, 0, 'old', 'html') */createPageHTML(2, 0, 'a', 'html')", ["a_1.html", "a_2.html"]),
        ("<!--\ncreatePageHTML(2, 0, 'a', 'html')\n//-->", ["a_1.html", "a_2.html"]),
        ("// createPageHTML(12, 0, 'old', 'html')", []),
        ("var currentPage = 0;\nvar countPage = 12;", ["index_1.html", "index_2.html"]),
        ("var PageCount = '12'; show('index_' + n + '.shtml');", ["index_1.shtml", "index_2.shtml"]),
        (
            "var N='12'; var at=0; var file=\"tzgg\", end='htm';\ncreatePageHTML(N, at, file, end);",
            ["tzgg_1.htm", "tzgg_2.htm"],
        ),
        ("createPageHTML(_COUNT, _INDEX, _NAME, _EXT)", ["index_1.html", "index_2.html"]),
        ("createPageHTML(_COUNT, _INDEX, _NAME, 'htm')", ["index_1.htm", "index_2.htm"]),
        ("createPageHTML(_COUNT, 'htm')", ["index_1.htm", "index_2.htm"]),
    ],
)
def test_the_pager_is_called_in_many_ways(call: str, following: list[str]) -> None:
    page = listing(f"{ROW}<script>{call}</script>", LIST)
    assert page.following == tuple(Ask(LIST + name) for name in following)


def test_pages_end_as_the_articles_do_where_nothing_else_tells() -> None:
    row = ROW.replace(".html", ".shtml")
    page = listing(f"{row}<script>createPage(count, at)</script>", LIST)
    assert page.following == (Ask(f"{LIST}index_1.shtml"), Ask(f"{LIST}index_2.shtml"))


def test_a_folder_without_a_call_has_the_pages_that_it_links_to() -> None:
    page = listing(f"{ROW}<a href='index_1.htm'>2</a><a href='index_9.htm'>尾页</a>", LIST)
    assert page.following == (Ask(f"{LIST}index_1.htm"), Ask(f"{LIST}index_2.htm"))


def test_a_call_outside_scripts_or_in_a_comment_of_the_page_is_none() -> None:
    text = (
        f"{ROW}<!-- <script>createPageHTML(12, 0, 'old', 'html')</script> --><p>createPageHTML(1, 0, 'a', 'html')</p>"
    )
    assert listing(text, LIST).following == ()


def test_a_page_declared_gb2312_may_hold_characters_of_gb18030() -> None:
    row = ROW.replace("年度报告", "㵲口镇年度报告").replace("年度…", "㵲口镇…")
    page = f"<meta http-equiv='Content-Type' content='text/html; charset=gb2312'>{row}{FOUR}"
    text = text_of(page.encode("gb18030"), "text/html; charset=gb2312")
    assert listing(text, LIST).rows[0].title == "㵲口镇年度报告"


def test_a_stub_is_the_end() -> None:
    page = listing(f"<html><body><div class='list'></div>{FOUR}</body></html>", f"{LIST}index_9.html")
    assert (page.rows, page.following) == ((), ())


def test_the_jsonp_list_is_read_and_asked_for_by_page() -> None:
    text = """result({"num":31,"nPage":3,"data":[
        {"title":"<em>法治政府</em>建设年度报告","puburl":"http://www.example.org/zwgk/202403/t20240328_1.html",
         "tip":{"dates":"2019年12月3日"}}]});"""
    assert listing(text, JSONP) == ListingPage(
        (Row("http://www.example.org/zwgk/202403/t20240328_1.html", "法治政府建设年度报告", "2024-03-28"),),
        (Ask(JSONP.replace("page=1", "page=2")),),
        total=31,
    )


def test_names_in_jsonp_may_stand_without_quotes() -> None:
    page = listing('result({num:1,nPage:1,data:[{title:"报告",puburl:"/a.html",tip:{dates:"2024-03-28"}}]});', JSONP)
    assert (page.rows, page.total) == ((Row("http://www.example.org/a.html", "报告", "2024-03-28"),), 1)


def test_an_answer_may_be_written_as_a_script_is() -> None:
    page = listing("result({num:'1',data:[{title:\"报告\",puburl:'/a.html',tip:{dates:'2024-03-28',}},]});", JSONP)
    assert (page.rows, page.total) == ((Row("http://www.example.org/a.html", "报告", "2024-03-28"),), 1)


def test_an_empty_jsonp_list_is_the_end() -> None:
    assert listing('result({"num":31,"nPage":3,"data":[]});', JSONP) == ListingPage((), total=31)


def test_a_list_that_takes_its_rows_from_an_interface_leads_to_it() -> None:
    shell = f"<ul></ul><script>$.ajax({{url: '{JSONP[22:]}', dataType: 'jsonp'}})</script>"
    assert listing(shell, LIST) == ListingPage((), lists=(Ask(JSONP),))


def test_was5_answers_in_xml_and_is_asked_by_form_or_query() -> None:
    text = """<?xml version="1.0" encoding="gb2312"?><RESULT><RECORDCOUNT><![CDATA[31]]></RECORDCOUNT>
        <REC><TITLE><![CDATA[年度报告]]></TITLE><URL><![CDATA[http://www.example.org/a.html]]></URL><WH/>
        <DOCRELTIME>2024.03.28 10:00:00</DOCRELTIME></REC></RESULT>"""
    form = (("channelid", "251"), ("page", "1"), ("prepage", "15"))
    rows = (Row("http://www.example.org/a.html", "年度报告", "2024-03-28"),)
    following = (Ask(WAS5, (("channelid", "251"), ("page", "2"), ("prepage", "15"))),)
    assert listing(text, WAS5, form) == ListingPage(rows, following, total=31)
    assert listing(text, f"{WAS5}?channelid=251").following == (Ask(f"{WAS5}?channelid=251&page=2"),)


def test_a_list_leads_to_the_interface_that_its_script_posts_a_form_to() -> None:
    shell = "<ul></ul><script>$.post('/was5/web/search', {channelid: '251', searchword: '', page: n}, show)</script>"
    assert listing(shell, LIST).lists == (Ask(WAS5, (("channelid", "251"), ("searchword", ""), ("page", "1"))),)


def test_a_list_leads_to_the_interface_that_its_script_posts_json_to() -> None:
    sent = '{"code": "17a", "tableName": "t_1", "customFilter": {"operator": "and"}, "pageNo": 1}'
    shell = f"<ul></ul><script>$.ajax({{url: '/irs/front/list', data: JSON.stringify({sent})}})</script>"
    [ask] = listing(shell, LIST).lists
    assert ask == Ask(IRS, sent)
    answer = '{"data":{"list":[{"title":"年度报告","doc_pub_url":"/a.html"}]}}'
    assert listing(answer, ask.url, ask.form).following == (Ask(IRS, sent.replace('"pageNo": 1', '"pageNo": 2')),)


def test_was5_may_also_answer_in_html() -> None:
    assert listing(ROW, f"{WAS5}?channelid=251&page=2").following == (Ask(f"{WAS5}?channelid=251&page=3"),)


def test_the_irs_list_is_read() -> None:
    url = "http://www.example.org/irs/front/list?pageNo=1&pageSize=10"
    text = """{"code":0,"data":{"list":[{"f_20232":"x","title":"年度报告","doc_pub_url":"http://www.example.org/a.html",
        "save_time":"2024-03-28 10:00:00","rec_id":7}],"pager":{"total":31,"pageSize":10}}}"""
    page = listing(text, url)
    assert page.rows == (Row("http://www.example.org/a.html", "年度报告", "2024-03-28"),)
    assert (page.following, page.total) == ((Ask(url.replace("pageNo=1", "pageNo=2")),), 31)


def test_an_article_s_files_stand_beside_its_text() -> None:
    text = """<meta name='PubDate' content='2024-03-28 09:00'><h1>公告</h1><div class='xl'><div class='con'>
        <div class='trs_editor_view TRS_UEDITOR'><style>p{}</style><p>正文。</p></div></div>
        <p><span id='appendix'><a href='./P020240328512.pdf'>附件1</a><a href='./W020240328513.doc'>附件2</a></span></p>
        </div><div class='foot'><a href='/gd/shuoming.pdf'>说明</a></div>"""
    page = article(text, f"{LIST}202403/t20240328_1.html")
    assert (page.title, page.published) == ("公告", "2024-03-28")
    assert page.body is not None
    assert "正文。" in page.body
    assert page.attachments == (
        Attachment(f"{LIST}202403/P020240328512.pdf", "附件1"),
        Attachment(f"{LIST}202403/W020240328513.doc", "附件2"),
    )


@pytest.mark.parametrize(
    "container",
    [
        "class='TRS_UEDITOR'",
        "class='a\nTRS_Editor b'",
        "id=UCAP-CONTENT",
        "id=Zoom",
        "class=zz-xl-ct",
        "class=zwxl-article",
    ],
)
def test_the_text_stands_in_the_fullest_of_the_family_s_containers(container: str) -> None:
    page = article(f"<p>页首</p><div {container}></div><div {container}><p>正文</p></div>", LIST)
    assert page.body is not None
    assert "正文" in page.body
    assert "页首" not in page.body


@given(st.text(), st.sampled_from(sorted(DIALECTS)))
def test_no_page_is_so_broken_that_reading_it_fails(text: str, dialect: str) -> None:
    DIALECTS[dialect].listing(text, LIST)
    DIALECTS[dialect].article(text, LIST)
    DIALECTS[dialect].listing(f"<li><a href='{text}' title='{text}'>{text}</a>2024-01-01</li>", LIST)


@pytest.mark.parametrize("around", ["{}", "<div class='Custom_UnionStyle'>{}</div>"])
def test_a_file_may_stand_beside_a_text_that_lies_in_the_body_itself(around: str) -> None:
    body = around.format("<div class='TRS_Editor'>详见附件。</div>")
    foot = "<div class='foot'><a href='/gd/shuoming.pdf'>说明</a></div>"
    text = f"<body>{body}<p>附件：<a href='./P0202403.pdf'>报告.pdf</a></p>{foot}</body>"
    [attachment] = article(text, f"{LIST}202403/t20240328_1.html").attachments
    assert (attachment.url, attachment.name) == (f"{LIST}202403/P0202403.pdf", "报告.pdf")
