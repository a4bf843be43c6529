from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.dialects.kaipu import article, listing
from spiders.dialects.listing import Ask, Form, Row

SITE = "http://www.example.org"
LIST = f"{SITE}/zwgk/fzzf/nav_list.shtml"
HASH = "0f3a9c5b7d2e4861a0b1c2d3e4f50617"
CHANNEL = "817052cbb3a94d0d8217824e7a3aca53"
SEARCH = f"{SITE}/common/search/{CHANNEL}?page=1&_pageSize=15&_isAgg=true&_isJson=true&_template=index"
HUNAN = f"{SITE}/search/common/search/80675"
SUZHOU = f"{SITE}/szinf/xxgk/interfacesWebZcwj/loadData?pageSize=15"
STATUS: Form = (("datas[0][key]", "status"), ("datas[0][value]", "1"))
FIRST: Form = (*STATUS, ("page", "1"))
ROW = f"<li><a href='202403/{HASH}.shtml' title='年度报告'>年度…</a><span>2024-03-28</span></li>"


def following(text: str, url: str) -> list[str]:
    return [ask.url.removeprefix(f"{SITE}/zwgk/fzzf/") for ask in listing(text, url).following]


def answer(*records: dict[str, object], **beside: object) -> str:
    return json.dumps({"code": "200", "data": {"page": 1, "rows": 15, "results": records} | beside}, ensure_ascii=False)


def record(number: int = 1, **fields: object) -> dict[str, object]:
    given = {"title": "年度报告", "url": f"/x/c13_{number}.shtml", "publishedTimeStr": "2024-03-20 10:00:00"}
    return given | {"publishedTime": 1710900000000, "content": "正文"} | fields


@pytest.mark.parametrize(
    "href",
    [
        f"/szsrmzf/fzbg/202005/{HASH}.shtml",
        "/hlj/c107858/202403/c00_30777887.shtml",
        "./202403/c13_331426.shtml",
        f"/scgk/2024/3/8/{HASH}.shtml",
        "/csrc/c100028/c1498214/content.shtml",
        "c1498214/content.html",
    ],
)
def test_articles_have_several_shapes_of_address(href: str) -> None:
    [row] = listing(f"<li><a href='/'>首页</a></li><p><a href='{href}'>年度报告</a></p>", LIST).rows
    assert row.url.endswith(href.removeprefix("./"))


def test_the_title_attribute_goes_before_cut_text() -> None:
    assert listing(ROW, LIST).rows == (Row(f"{SITE}/zwgk/fzzf/202403/{HASH}.shtml", "年度报告", "2024-03-28"),)


@pytest.mark.parametrize(
    ("pager", "page", "expected"),
    [
        ("<a href='nav_list_2.shtml'>下一页</a>", "nav_list.shtml", ["nav_list_2.shtml"]),
        ("<a href='list.shtml?page=3' title='下一页'>&gt;</a>", "list.shtml?page=2", ["list.shtml?page=3"]),
        ("<a href='javascript:;' onclick=\"to('index_3.shtml')\">下页</a>", "index_2.shtml", ["index_3.shtml"]),
        (
            "<script>createPageHTML('page_div',22,1,'common_list','shtml',325);</script>",
            "common_list.shtml",
            ["common_list_2.shtml"],
        ),
        ('<script>createPageHTML("page_div", 22, 5, "list", "html", 9);</script>', "list_5.html", ["list_6.html"]),
        ("<script>createPageHTML('page_div',2,1,'list','shtml',9);</script>", "", ["list_2.shtml"]),
        ("", "index.shtml", ["index_2.shtml", "index_1.shtml"]),
        ("", "nav_list_7.shtml", ["nav_list_8.shtml"]),
        ("", "", []),
    ],
)
def test_the_page_after_is_linked_called_by_a_script_or_guessed(pager: str, page: str, expected: list[str]) -> None:
    assert following(ROW + pager, f"{SITE}/zwgk/fzzf/{page}") == expected


def test_a_link_back_to_the_page_itself_is_no_page_after() -> None:
    assert following(ROW + "<a href='nav_list_2.shtml'>下一页</a>", f"{SITE}/zwgk/fzzf/nav_list_2.shtml") == [
        "nav_list_3.shtml"
    ]


@pytest.mark.parametrize(
    "script",
    [
        f"<script>$.get('/common/search/{CHANNEL}?_isAgg=true&_isJson=true&page=' + n, show)</script>",
        f"<script>var channelId = '{CHANNEL}'; $.ajax({{url: '/common/search/' + channelId}})</script>",
        f"<script>var key = '{CHANNEL}'; $.getJSON(`/common/search/${{key}}?page=${{n}}`, show)</script>",
        f"""<script>list({{"channel_id": "{CHANNEL}"}})</script>""",
        f"<script>list({{channelId:'{CHANNEL}'}})</script>",
        f"<meta name='channelid' content='{CHANNEL}'>",
        f"<meta content='{CHANNEL}' name='channelid'>",
        f"<input type=hidden id=channelId value={CHANNEL}>",
        f"<div class='list' data-channelid='{CHANNEL}'></div>",
    ],
)
def test_a_page_without_rows_leads_to_the_interface_of_its_channel(script: str) -> None:
    page = listing(f"<a href='/'>首页</a><ul id='list'></ul>{script}", LIST)
    assert (page.rows, page.following, page.lists) == ((), (), (Ask(SEARCH),))


def test_the_scripts_own_parameters_go_before_ours() -> None:
    script = f"<script>u='/searchList/{CHANNEL}?_isJson=true&amp;_pageSize=18&_channelName=&page=${{n}}'</script>"
    [ask] = listing(script, LIST).lists
    assert ask.url == SEARCH.replace("common/search", "searchList").replace("15", "18")


def test_rows_without_a_link_to_older_ones_lead_to_the_interface_too() -> None:
    script = f"<script>load('/common/search/{CHANNEL}')</script>"
    page = listing(ROW + script, f"{SITE}/zwgk/fzzf/")
    assert (page.following, page.lists) == ((Ask(SEARCH), Ask(SEARCH.replace("page=1", "page=2"))), ())
    undated = f"<a href='/wzsm/202001/{HASH}.shtml'>网站声明</a><meta name='channelid' content='{CHANNEL}'>"
    assert listing(undated, f"{SITE}/zwgk/fzzf/").following == page.following
    assert following(ROW + script + "<a href='nav_list_2.shtml'>下一页</a>", LIST) == ["nav_list_2.shtml"]
    assert following(ROW + f"<meta name='channelid' content='{CHANNEL}'>", f"{SITE}/zwgk/fzzf/") == []


def test_hunans_interface_wants_a_form() -> None:
    shell = "<script>var channelId='80675'; url: '//api.example.org/search/common/search/' + channelId</script>"
    assert listing(shell, LIST).lists == (Ask("http://api.example.org/search/common/search/80675", FIRST),)


def test_the_status_of_published_rows_stands_in_the_script() -> None:
    shell = "<script>post('/search/common/search/80675', {datas:[{key:'status', value:4, join:'and'}]})</script>"
    assert listing(shell, LIST).lists[0].form[1] == ("datas[0][value]", "4")


def test_suzhous_interface_wants_a_form() -> None:
    shell = f"<script>$.post('/szinf/xxgk/interfacesWebZcwj/loadData', {{channel_id: '{CHANNEL}'}})</script>"
    assert listing(shell, LIST).lists == (Ask(SUZHOU, (("pageIndex", "1"), ("channel_id", CHANNEL))),)


def test_a_search_answer_is_read() -> None:
    page = listing(answer(record(1), record(2), total=31), SEARCH)
    assert page.rows == (
        Row(f"{SITE}/x/c13_1.shtml", "年度报告", "2024-03-20"),
        Row(f"{SITE}/x/c13_2.shtml", "年度报告", "2024-03-20"),
    )
    assert page.following == (Ask(SEARCH.replace("page=1", "page=2")),)
    assert page.total == 31


def test_a_suzhou_answer_is_read() -> None:
    row = {"TITLE": "年度报告", "URL": f"{SITE}/a/202005/{HASH}.shtml", "PUBLISHED_TIME_FORMAT": "2024-03-20"}
    text = json.dumps({"data": {"allRow": 40, "totalPage": 3, "list": [row | {"C_FWRQ_FORMAT": "2024-03-18"}]}})
    page = listing(text, SUZHOU, (("pageIndex", "2"), ("channel_id", CHANNEL)))
    assert page.rows == (Row(f"{SITE}/a/202005/{HASH}.shtml", "年度报告", "2024-03-20"),)
    assert page.following == (Ask(SUZHOU, (("pageIndex", "3"), ("channel_id", CHANNEL))),)
    assert page.total == 40


@pytest.mark.parametrize(
    ("fields", "title", "date"),
    [
        ({"title": "<em>法治</em>政府&nbsp;建设 &ldquo;报告&rdquo;"}, "法治政府 建设 “报告”", "2024-03-20"),
        ({"title": "&lt;em&gt;法治&lt;/em&gt;"}, "法治", "2024-03-20"),
        ({"publishedTimeStr": None}, "年度报告", "2024-03-20"),
        ({"publishedTimeStr": "", "publishedTime": None}, "年度报告", None),
        # Half a character, which no file takes.
        ({"title": "法治\ud83d"}, "法治?", "2024-03-20"),
    ],
)
def test_titles_and_dates_of_records(fields: dict[str, object], title: str, date: str | None) -> None:
    text = json.dumps({"data": {"results": [record(**fields)]}})
    assert [(row.title, row.date) for row in listing(text, SEARCH).rows] == [(title, date)]


def test_addresses_may_lack_the_scheme() -> None:
    [row] = listing(answer(record(url="//www.example.org/x/c00_9.shtml")), SEARCH).rows
    assert row.url == f"{SITE}/x/c00_9.shtml"


@pytest.mark.parametrize(
    ("asked", "after"),
    [
        (Ask(SEARCH.replace("page=1&", "")), Ask(SEARCH.replace("page=1&", "") + "&page=2")),
        (Ask(f"{SEARCH}&_channelName="), Ask(f"{SEARCH.replace('page=1', 'page=2')}&_channelName=")),
        (Ask(HUNAN, FIRST), Ask(HUNAN, (*STATUS, ("page", "2")))),
        (Ask(f"{HUNAN}?page=4", STATUS), Ask(f"{HUNAN}?page=5", STATUS)),
    ],
)
def test_the_page_after_an_answer_is_asked_for_by_its_own_parameters(asked: Ask, after: Ask) -> None:
    assert listing(answer(record()), asked.url, asked.form).following == (after,)


@pytest.mark.parametrize(
    ("url", "posted"),
    [
        (HUNAN, Ask(HUNAN, FIRST)),
        (f"{SUZHOU}&channel_id={CHANNEL}", Ask(SUZHOU, (("pageIndex", "1"), ("channel_id", CHANNEL)))),
    ],
)
def test_an_interface_that_gives_nothing_to_a_get_is_asked_with_its_form(url: str, posted: Ask) -> None:
    assert listing('{"code":"400","msg":"参数错误"}', url).lists == (posted,)


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", "<html></html>", "[" * 100_000, '{"data": {"results": [3]}}'])
def test_an_answer_without_rows_is_the_end(text: str) -> None:
    page = listing(text, HUNAN, (*STATUS, ("page", "9")))
    assert (page.rows, page.following, page.lists) == ((), (), ())
    assert listing(text, SEARCH.replace("page=1", "page=9")).lists == ()


def test_pseudo_tags_go_before_metas() -> None:
    page = article(
        "<meta name='ArticleTitle' content='某市人民政府'><meta name='PubDate' content='2025-02-11 09:00:00'>"
        "<h1><UCAPTITLE>云川市<br>2023年法治政府建设年度报告</UCAPTITLE></h1>"
        "<PUBLISHTIME> 2024-03-20 11:18 </PUBLISHTIME>"
        "<div class='article'><div id='zoomcon'><p>打印</p><UCAPCONTENT><p>正文</p></UCAPCONTENT></div>"
        "<div class='article_appendix'><a href='files/a.pdf'>附件</a></div></div>",
        f"{SITE}/fzbg/202005/{HASH}.shtml",
    )
    assert (page.title, page.published) == ("云川市2023年法治政府建设年度报告", "2024-03-20")
    assert page.body == "<ucapcontent><p>正文</p></ucapcontent>"
    assert [file.url for file in page.attachments] == [f"{SITE}/fzbg/202005/files/a.pdf"]


def test_a_year_and_month_in_the_address_is_not_the_day_of_publication() -> None:
    page = article("<h1>报告</h1><UCAPCONTENT><p>正文</p></UCAPCONTENT>", f"{SITE}/fzbg/202005/{HASH}.shtml")
    assert page.published is None


@pytest.mark.parametrize(
    "container",
    ["div id='UCAP-CONTENT'", "div class='view pages_content'", "div id=zoomcon", "div class='article_content'"],
)
def test_without_pseudo_tags_the_familys_containers_hold_the_text(container: str) -> None:
    page = article(f"<title>&lt;UCAPTITLE&gt;报告&lt;/UCAPTITLE&gt;</title><{container}>正文</div>", LIST)
    assert page.title == "报告"
    assert page.body is not None
    assert page.body.endswith(">正文</div>")


@given(st.text(), st.sampled_from([LIST, SEARCH, HUNAN, SUZHOU]))
def test_no_text_is_so_broken_that_reading_it_fails(text: str, url: str) -> None:
    for written in (text, json.dumps({"data": {"results": [{"title": text, "url": text, "publishedTime": text}]}})):
        listing(written, url)
        article(f"<UCAPTITLE>{written}</UCAPTITLE><PUBLISHTIME>{written}", url)
    listing(f"<script>channelId='{CHANNEL}' '{text}/common/search/{text}'</script>", url)
