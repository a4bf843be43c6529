"""What a page tells before its site is registered; the looks themselves are in test_new.py."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.clues import (
    ARTICLES,
    CLUES,
    Page,
    dialect_of,
    is_article,
    is_article_page,
    is_home,
    likely_links,
    lists_of_article,
)
from spiders.dialects import DIALECTS

SITE = "https://www.yunling.example"


def page(path: str, text: str = "") -> Page:
    return Page(SITE + path, text)


def paths(links: tuple) -> list[str]:
    return [link.url.removeprefix(SITE) for link in links]


@pytest.mark.parametrize(
    ("path", "text", "dialect"),
    [
        ("/", '<a href="/col/col1001/index.html">通知公告</a>', "hanweb"),
        ("/zwgk/", 'createPageHTML(3, 0, "index", "html")', "trs"),
        ("/", '<a href="/gkmlpt/index">政府信息公开</a>', "gkmlpt"),
        ("/public/column/12?type=4&action=list", "<div id='page_public_info'></div>", "longxun"),
        ("/info/1042/27130.htm", "<div class='v_news_content'>正文</div>", "vsb"),
        ("/fzjs/list.shtml", '$.get("/common/search/" + channelId + "?page=1", show)', "kaipu"),
        # a site that came from jcms and kept its articles' addresses
        (
            "/col/col1001/index.html",
            "<a href='/art/2021/3/29/art_1001_5.html'>报告</a><div queryData='{}' unitUrl='/unit/build'></div>",
            "jpaas",
        ),
        ("/", "<p>无</p>", "static"),
    ],
)
def test_the_dialect_is_the_one_whose_signs_stand_in_the_pages(path: str, text: str, dialect: str) -> None:
    assert dialect_of([page(path, text)]) == dialect


def test_of_dialects_with_equal_signs_the_one_that_reads_more_rows_is_taken() -> None:
    signs = 'createPageHTML(3, 0, "index", "html") <datastore>'
    rows = "".join(f'<li><a href="./202403/t20240301_{n}.html">标题{n}</a></li>' for n in (1, 2))
    counts = {name: sum(bool(sign.search(signs + rows)) for sign in DIALECTS[name].SIGNS) for name in ("hanweb", "trs")}
    assert counts["trs"] >= counts["hanweb"] > 0
    assert dialect_of([page("/fz/", signs + rows)]) == "trs"


@pytest.mark.parametrize(
    ("article", "lists"),
    [
        ("/art/2024/3/14/art_33718_100001.html", ["/col/col33718/index.html"]),
        ("/col/col123/art/2024/art_0123456789abcdef0123456789abcdef.html", ["/col/col123/index.html"]),
        ("/art/2024/art_0123456789abcdef0123456789abcdef.html", []),
        ("/zwgk/fz/202403/t20240328_6583952.html", ["/zwgk/fz/", "/zwgk/fz/index.html", "/zwgk/fz/list.html"]),
        ("/zqhjj/gkmlpt/content/3/3255/post_3255421.html", ["/zqhjj/gkmlpt/index"]),
        ("/zwgk/gzbg/content/post_2456018.html", ["/zwgk/gzbg/index.html"]),
        ("/fz/202403/c00_30777887.shtml", ["/fz/list.shtml", "/fz/nav_list.shtml", "/fz/"]),
        ("/public/6616411/10133406.html", ["/public/column/6616411?type=4&action=list"]),
        ("/info/1042/27130.htm", []),
    ],
)
def test_an_article_s_address_says_where_its_list_may_stand(article: str, lists: list[str]) -> None:
    assert is_article(SITE + article)
    assert paths(lists_of_article(page(article))) == lists


def test_every_rule_for_articles_has_a_list_that_its_pattern_can_fill() -> None:
    for pattern, lists in ARTICLES:
        for each in lists:
            each.format(**dict.fromkeys(pattern.groupindex, ""))
    assert len({each["id"] for each in CLUES["articles"]}) == len(ARTICLES)


def test_the_breadcrumb_s_last_link_goes_before_what_the_address_says() -> None:
    trail = """<div><a href="/login">登录</a></div>
        <div>当前位置：<a href="/">首页</a> &gt; <a href="/zwgk/">政务公开</a> &gt; <a href="../">通知公告</a></div>"""
    links = lists_of_article(page("/zwgk/tz/202403/t20240328_1.html", trail))
    assert paths(links)[:3] == ["/zwgk/tz/", "/zwgk/", "/zwgk/tz/"]
    assert sorted(links) == list(links)


def test_links_are_ranked_by_what_they_are_called() -> None:
    nav = """
        <a href="/zwgk/">政务公开</a>
        <a href="/tzgg/">通知公告</a>
        <a href="/fz/" title="法治政府建设年度报告">法治政府…</a>
        <a href="/fzzf/">法治政府建设</a>
        <a href="/nb/">政府信息公开年度报告</a>
        <a href="https://www.other.example/fz/">法治政府建设</a>
        <a href="/fj/a.pdf">法治政府建设</a>
        <a href="/202403/t20240301_1.html">云岭县2023年法治政府建设年度报告</a>
        <a href="/202403/t20240301_2.html">关于春节放假的通知</a>"""
    assert paths(likely_links(page("/zwgk/index.html", nav))) == [
        "/fz/",
        "/fzzf/",
        "/tzgg/",
        "/zwgk/",
        "/202403/t20240301_1.html",
    ]


@pytest.mark.parametrize(
    "home",
    [
        "<meta http-equiv='refresh' content='0; url=zhuye/index.shtml'>",
        "<script>window.location.href = '/zhuye/index.shtml';</script>",
        '<script>top.location.replace("zhuye/index.shtml")</script>',
        "<frameset><frame src='zhuye/index.shtml'></frameset>",
        "<base href='/zhuye/'><script>location='index.shtml'</script>",
    ],
)
def test_a_home_page_without_links_leads_on(home: str) -> None:
    assert paths(likely_links(page("/", home))) == ["/zhuye/index.shtml"]


def test_a_script_of_a_page_with_links_leads_nowhere() -> None:
    assert likely_links(page("/", "<script>location='/m/'</script><a href='/about.html'>关于</a>"))[0].url == (
        f"{SITE}/about.html"
    )
    assert likely_links(page("/", "<script>location='http://www.example.com/'</script>")) == ()


def test_what_a_home_page_names_otherwise_comes_last() -> None:
    nav = '<a href="/">首页</a><a href="/xw/">云岭要闻</a><a href="/tzgg/">通知公告</a><a href="#"></a>'
    assert paths(likely_links(page("/", nav))) == ["/tzgg/", "/xw/"]
    assert paths(likely_links(page("/zwgk/", nav))) == ["/tzgg/"]


@pytest.mark.parametrize("path", ["", "/", "/index.html", "/index.shtml", "/default.aspx"])
def test_a_home_page_is_known_by_its_address(path: str) -> None:
    assert is_home(SITE + path)
    assert not is_home(f"{SITE}/zwgk{path}/a")
    assert not is_home(f"{SITE}{path}?m=content&a=lists&catid=8")


def test_an_article_is_known_by_its_meta_tags_too() -> None:
    metas = '<meta name="ArticleTitle" content="标题"><meta name="PubDate" content="2024-03-01">'
    assert is_article_page(page("/2024/1.html", metas))
    assert not is_article_page(page("/2024/", '<meta name="ColumnName" content="通知公告">'))


def test_an_article_of_an_unknown_cms_is_known_as_a_report() -> None:
    heading = "<title>云岭县人民政府</title><h1>云岭县2023年法治政府建设年度报告</h1>"
    assert is_article_page(page("/e/action/ShowInfo.php?classid=12&id=345", heading))
    assert not is_article_page(page("/e/action/ListInfo.php?classid=12", heading))
    assert not is_article_page(page("/zwgk/1912345678901234567.html", "<h1>法治政府建设年度报告</h1>"))


@given(st.text())
def test_any_page_can_be_read(text: str) -> None:
    for path in ("/", "/zwgk/202403/t20240328_1.html"):
        for each in (text, f"<p>当前位置：<a href='{text}'>{text}</a></p>"):
            likely_links(page(path, each))
            lists_of_article(page(path, each))
            dialect_of([page(path, each)])
