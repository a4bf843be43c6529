from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.dialects.article import Attachment, read
from spiders.dialects.listing import Ask, Form, Row
from spiders.dialects.static import article, listing

SITE = "http://www.example.org"
LIST = f"{SITE}/zwgk/fz/"
HEX = "0f3a9c51d27e4b68a1c05d9e7b2f4836"
REPORT = "2023年法治政府建设年度报告"
NAVIGATION = (
    "<div class='nav'><a href='/'>首页</a><a href='/zwgk/'>政务公开</a><a href='/gk/10021.html'>公开指南</a></div>"
    "<div class='crumbs'>当前位置：<a href='/'>首页</a> &gt; <a href='./'>法治政府建设</a></div>"
)
FOOT = (
    "<div class='friendlinks'><a href='http://www.example.com/'>省人民政府门户网站</a></div>"
    "<div class='footer'><a href='/about/content_1001.html'>网站声明</a> 更新日期：2024-05-01</div>"
)


def page(pager: str = "") -> str:
    items = "".join(
        f"<li><a href='/nw1/20240307/{HEX[:-1]}{n}.html'>报告{n}</a><i>2024-03-07</i></li>" for n in range(3)
    )
    return f"<html><body>{NAVIGATION}<ul>{items}</ul><div class='fy'>{pager}</div>{FOOT}</body></html>"


def following(pager: str, url: str = LIST, form: Form = ()) -> list[str]:
    asks = listing(page(pager), url, form).following
    assert all(not ask.form for ask in asks)
    return [ask.url.removeprefix(SITE) for ask in asks]


@pytest.mark.parametrize(
    "path",
    [
        f"/nw12344/20240307/{HEX}.html",
        "/zwgk/fzzfjsqzf/2024/59/324297.html",
        "/ztzl/fzzfjs/1734396868874031106.html",
        "/ztzl/fzzfjs/zdwj/63d4d7b8f8fd1c4c213ae636.html",
        "/zw/fzzfjsbg/content_1014105",
        "/fzdyydc/394705.jhtml",
        "/2024/03-25/3036201.html",
        "/2024/03-25/301.html",
        "/OpennessContent/show/3305435.html",
        "/columns/4bc809b5-2280-4aca-bf79-3796a2d6f737/202601/27/5141831a-497b-4b8e-aa5d-7d12d325d0d6.html",
        "/xxgk/content/ECAA2AC9-3697-11ED-AF0B-28CF2FBCA3FF.htm",
        "/contents/52940/431696.html",
        "/epaper/dlrb/pc/content/202503/10/content_98456.html",
        "/public/198/64851798.html",
        "/public/content/10115594",
        "/tzgg/20250416/i3634235.html",
        "/news/show/20220401114646648.html",
        "/fzzf/6127390215678901234/index.html",
        "/e/action/ShowInfo.php?classid=3&id=12",
    ],
)
def test_an_article_is_known_by_its_address(path: str) -> None:
    for href in (path, SITE + path, path[1:]):
        rows = listing(f"{NAVIGATION}<div><a href='{href}'>{REPORT}</a></div>{FOOT}", f"{SITE}/").rows
        assert rows == (Row(SITE + path, REPORT, None),)


@pytest.mark.parametrize(
    "path",
    ["/", "/zwgk/", "/index.html", "/list_3.html", "/nw12344/index.html", "/Node-29622.html", "/12345_2.html",
     "/channel/12345.html", "/columns/4bc809b5-2280-4aca-bf79-3796a2d6f737.html", "/2024/index.html",
     "/e/action/ListInfo.php?classid=3", "/newsInfoList.jsp?node_id=3"],
)  # fmt: skip
def test_the_address_of_a_column_is_no_article_s(path: str) -> None:
    assert listing(f"<div><a href='{path}'>政务公开</a></div>", LIST).rows == ()


def test_a_dated_link_is_a_row_whatever_its_address() -> None:
    text = f"{NAVIGATION}<table><tr><td><a href='bg.html'>{REPORT}</a></td><td>[2024-03-07]</td></tr></table>{FOOT}"
    assert listing(text, LIST).rows == (Row(f"{LIST}bg.html", REPORT, "2024-03-07"),)


def test_bare_links_without_dates_are_rows_by_their_long_titles() -> None:
    links = "".join(f"<a href='bg{year}.html'>{year}年度法治政府建设情况报告</a><br>" for year in (2023, 2022))
    rows = listing(f"{NAVIGATION}<div class='m'>{links}</div>{FOOT}", LIST).rows
    assert [row.url.removeprefix(LIST) for row in rows] == ["bg2023.html", "bg2022.html"]


def test_a_page_of_navigation_alone_has_no_rows() -> None:
    assert listing(NAVIGATION + FOOT, LIST).rows == ()


def test_a_page_that_frames_its_list_leads_to_it() -> None:
    frames = "<iframe src='list.html'></iframe><iframe src='http://other.example.com/'></iframe>"
    assert listing(NAVIGATION + frames + FOOT, LIST).lists == (Ask(f"{LIST}list.html"),)


def test_navigation_pager_and_foot_are_no_rows() -> None:
    assert [row.title for row in listing(page("<a href='list_10001.html'>2</a>"), LIST).rows] == [
        "报告0",
        "报告1",
        "报告2",
    ]


@pytest.mark.parametrize(
    "words", ["下一页", "下页", "后页", "[下一页]", "下一页 >", ">", "›", "»", ">>", "Next", "next page"]
)
def test_the_next_page_is_linked_by_words(words: str) -> None:
    pager = f"<a href='index.html'>首页</a><a href='list-a.html?x=1'>{words}</a><a href='index_9.html'>尾页</a>"
    assert following(pager) == ["/zwgk/fz/list-a.html?x=1"]


def test_an_arrow_alone_leads_to_more_of_something_else() -> None:
    assert following("<h3>通知公告 <a href='/tzgg/'>></a></h3>") == []


@pytest.mark.parametrize(
    "pager",
    [
        "<link rel=next href=/n.html>",
        "<a rel=next href=/n.html>…</a>",
        "<a href='javascript:void(0)' onclick=\"location.href='/n.html'\">下一页</a>",
        "<a href=\"javascript:go('/n.html')\">下一页</a>",
        "<span onclick=\"go('/n.html')\">下一页</span>",
        "<a href=/n.html title=下一页><img src=n.gif></a>",
        "<a href=/n.html><img src=n.gif alt=下一页></a>",
        "<a href=/zwgk/fz/>&lt;</a><a href=/n.html>&gt;</a>",
        "<ul><li><a>1</a></li><li><a href=/n.html>»</a></li></ul>",
        "<span>1</span><a href=/n.html>2</a><a href=/o.html>3</a>",
        "<a href=/zwgk/fz/>1</a><a href=/n.html>2</a>",
        "<a href=/p.html>1</a><a href=# class=current>2</a><a href=/n.html>3</a>",
        "<ul><li class=active><a>1</a></li><li><a href=/n.html>2</a></li></ul>",
        "<select><option value=/p.html selected>第1页</option><option value=/n.html>第2页</option></select>",
    ],
)
def test_the_next_page_is_linked_in_many_ways(pager: str) -> None:
    assert following(pager) == ["/n.html"]


@pytest.mark.parametrize(
    ("pager", "url"),
    [
        ("<a href=#>下一页</a>", LIST),
        ("<a href='javascript:;'>下一页</a>", LIST),
        (f"<a href='{LIST}index_3.html'>下一页</a>", f"{LIST}index_3.html"),
        ("<a href=index_2.html>2</a><b>3</b>", f"{LIST}index_3.html"),
        ("<a href='http://other.example.com/'>下一页</a>", LIST),
        ("共3页 第3页", f"{LIST}index_3.html"),
        ("3/3", f"{LIST}index_3.html"),
        ("共1页", LIST),
        ("共3条", LIST),
        ("", LIST),
        ("", f"{LIST}index_2.html"),
    ],
)
def test_nothing_follows_where_the_page_says_so_or_nothing(pager: str, url: str) -> None:
    assert following(pager, url) == []


@pytest.mark.parametrize(
    "pager",
    ["共12页", "第1/12页", "页次：1/12", "<span>1/12</span>", "共 180 条", "<script>var totalPage = 12;</script>",
     "<script>createPageHTML(12, 0, 'index', 'html')</script>", "<a href='javascript:toPage(2)'>下一页</a>"],
)  # fmt: skip
def test_where_words_tell_of_more_pages_the_list_s_name_leads_to_them(pager: str) -> None:
    assert following(pager) == ["/zwgk/fz/index_1.html", "/zwgk/fz/index_2.html"]


@pytest.mark.parametrize(
    ("name", "pager", "names"),
    [
        ("index.shtml", "1/12", ["index_1.shtml", "index_2.shtml"]),
        ("index_2.html", "2/12", ["index_3.html"]),
        ("index_1.html", "2/12", ["index_2.html"]),
        ("1.html", "1/12", ["2.html"]),
        ("1234_2.html", "共12页", ["1234_3.html"]),
        ("1234.html", "共12页", ["1234_1.html", "1234_2.html"]),
        ("list_15.html", "共12页", ["list_15_1.html", "list_15_2.html"]),
        ("Node-29622.html", "共12页", ["Node-29622_1.html", "Node-29622_2.html"]),
        ("Node-29622_2.html", "共12页", ["Node-29622_3.html"]),
        ("list.jsp?cat=3", "共12页", ["list.jsp?cat=3&page=2"]),
        ("list.jsp?cat=3&pageIndex=2", "共12页", ["list.jsp?cat=3&pageIndex=3"]),
        ("list.jsp", "共12页<script>go('?pageNum=' + n)</script>", ["list.jsp?pageNum=2"]),
        ("column", "共12页", ["column?page=2"]),
    ],
)
def test_pages_are_named_after_their_list(name: str, pager: str, names: list[str]) -> None:
    assert following(pager, LIST + name) == [f"/zwgk/fz/{each}" for each in names]


def test_a_form_carries_the_number_of_the_page() -> None:
    pager = (
        "<form action='list.do' method='post'><input type=hidden name=cat value=3><input name=pageNo value=1>"
        "<input type=submit name=go></form><a href='javascript:toPage(2)'>下一页</a>"
    )
    assert listing(page(pager), LIST).following[0] == Ask(f"{LIST}list.do", (("cat", "3"), ("pageNo", "2")))
    assert following(pager.replace(" method='post'", ""))[0] == "/zwgk/fz/list.do?cat=3&pageNo=2"


def test_a_page_of_asp_net_posts_back_what_was_clicked() -> None:
    pager = (
        "<form method='post' action='./list.aspx?id=3'><input type='hidden' name='__VIEWSTATE' value='dDw='>"
        "<a href=\"javascript:__doPostBack('Pager1','2')\">下一页</a></form>"
    )
    form = (("__VIEWSTATE", "dDw="), ("__EVENTTARGET", "Pager1"), ("__EVENTARGUMENT", "2"))
    assert listing(page(pager), LIST).following == (Ask(f"{LIST}list.aspx?id=3", form),)


def test_a_page_s_own_base_is_where_its_pager_frames_and_links_start() -> None:
    base = "<base href='/gov/'>"
    assert following(f"{base}<a href='fz/list-2.html'>下一页</a>") == ["/gov/fz/list-2.html"]
    assert listing(f"{base}<iframe src='fz/frame.html'></iframe>", LIST).lists == (Ask(f"{SITE}/gov/fz/frame.html"),)
    sentences = f"<p>{'一年来，全县依法行政取得新进展。' * 10}</p>"
    shown = article(f"{base}<div id=zoom>{sentences}<a href='a.pdf'>附件</a></div>", f"{SITE}/fz/1.html")
    assert [each.url for each in shown.attachments] == [f"{SITE}/gov/a.pdf"]


def test_the_total_is_what_the_page_declares() -> None:
    assert listing(page("共 180 条记录"), LIST).total == 180
    assert listing(page("<a href=1.html>关于推进稳经济20条措施落实的共20条意见和建议</a>"), LIST).total is None


TEXT = "".join(f"<p>　　第{n}段，全面推进法治政府建设，取得新进展。</p>" for n in range(4))


@pytest.mark.parametrize(
    "layout",
    [
        "<div class='wrap'><div class='a1'>{}</div><div class='side'><ul><li>一条，短讯。</li></ul></div></div>",
        "<table><tr><td>栏目。</td><td>{}</td></tr></table>",
        "<div class='wrap'><div class='outer'><div>{}</div></div></div>",
    ],
)
def test_without_a_known_container_the_text_is_where_most_sentences_are(layout: str) -> None:
    foot = "<div class='footer'>主办：某局，承办：某中心。</div>"
    found = article(f"<html><body>{NAVIGATION}{layout.format(TEXT)}{foot}</body></html>", f"{LIST}1.html")
    assert found.body is not None
    assert found.body.count("<p>") == 4
    assert "短讯" not in found.body
    assert "主办" not in found.body


def test_a_known_container_goes_before_the_measure() -> None:
    found = article(f"<div id='zoom'><p>短，文。</p></div><div>{TEXT}</div>", LIST)
    assert found.body == '<div id="zoom"><p>短，文。</p></div>'


def test_a_page_of_files_has_no_text_but_attachments() -> None:
    text = f"{NAVIGATION}<div><h1>{REPORT}</h1><p><a href='/f/bg.pdf'>{REPORT}.pdf</a></p></div>"
    found = article(text, LIST)
    assert (found.title, found.body) == (REPORT, None)
    assert found.attachments == (Attachment(f"{SITE}/f/bg.pdf", f"{REPORT}.pdf"),)


@pytest.mark.parametrize(
    "shown",
    [
        "<iframe src='/f/bg.pdf'></iframe>",
        "<embed src='/f/bg.pdf'>",
        "<iframe src='/v/viewer.html?file=/f/bg.pdf'></iframe>",
    ],
)
def test_a_file_may_be_shown_in_a_frame(shown: str) -> None:
    found = article(f"<div id='zoom'><p>见附件。</p>{shown}</div>", LIST)
    assert [each.url for each in found.attachments] == [f"{SITE}/f/bg.pdf"]


@given(st.text(), st.text(alphabet="<>a/='\"!-下一页 12共条tdlipform.?&#;"))
def test_no_pager_is_so_broken_that_reading_it_fails(text: str, markup: str) -> None:
    listing(page(f"<a href='{text}' onclick='{text}'>下一页</a>{markup}"), LIST)
    article(page(markup), LIST)


def test_the_icon_of_a_link_to_a_file_is_no_picture_of_the_report() -> None:
    text = "<div id='zoom'>详见附件。<a href='/a.pdf'><img src='/icons/pdf.gif'>附件</a><img src='/scan1.jpg'></div>"
    page = read(text, "http://www.example.org/1.html", ("//*[@id='zoom']",))
    assert page.images == ("http://www.example.org/scan1.jpg",)


def test_rows_may_stand_in_a_script_as_a_list_of_objects() -> None:
    objects = "[{date: '2024-03-28', link: null, 'title': '2023年报告', url: '/fz/a.html'}, {title: '无', url: ''}]"
    rows = listing(f"<ul id=box></ul><script>var list = {objects}; show(list);</script>", LIST).rows
    assert rows == (Row("http://www.example.org/fz/a.html", "2023年报告", "2024-03-28"),)
