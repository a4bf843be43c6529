from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.dialects.listing import ListingPage, Row
from spiders.dialects.vsb import article, listing

SITE = "http://www.example.org"
COLUMN = f"{SITE}/xxgk/tzgg.htm"
DYNAMIC = f"{SITE}/xlist.jsp?urltype=tree.TreeTempUrl&wbtreeid=1042"
ROW = '<li id="line_u8_0"><a href="{href}" title="年度报告">年度…</a><span>2024-03-28</span></li>'
TWIN = "content.jsp?urltype=news.NewsContentUrl&amp;wbtreeid=1042&amp;wbnewsid=77"
OLD_PAGER = (
    '<table><tr><td id="fanye1948">共405条&nbsp;&nbsp;1/21&nbsp;</td><td><a href="tzgg/20.htm" class="Next">下页</a>'
    '<a href="tzgg/1.htm" class="Next">尾页</a></td></tr></table>'
)
NEW_PAGER = (
    '<span class="p_t">共405条</span><span class="p_no_d">1</span><span class="p_no"><a href="tzgg/20.htm">2</a></span>'
    '<span class="p_no"><a href="tzgg/19.htm">3</a></span><span class="p_no"><a href="tzgg/1.htm">21</a></span>'
    '<span class="p_next p_fun"><a href="tzgg/20.htm">下页</a></span><span class="p_t">1/21</span>'
)
FILE = "/system/_content/download.jsp?urltype=news.DownloadAttachUrl&owner=17&wbfileid=9"
LINE = f'<li>附件【<a href="{FILE.replace("&", "&amp;")}">年度报告.pdf</a>】已下载<span id="nattach9"></span>次</li>'


def row(href: str) -> str:
    return ROW.format(href=href)


def following(page: ListingPage) -> list[str]:
    return [ask.url.removeprefix(SITE) for ask in page.following]


@pytest.mark.parametrize(
    ("page", "href"),
    [
        ("/tzgg.htm", "info/1042/77.htm"),
        ("/xxgk/tzgg.htm", "../info/1042/77.htm"),
        ("/xxgk/tzgg/20.htm", "../../info/1042/77.htm"),
        ("/xxgk/tzgg/20.htm", "/info/1042/77.htm"),
    ],
)
def test_hrefs_climb_to_the_sites_info(page: str, href: str) -> None:
    assert listing(row(href), SITE + page).rows == (Row(f"{SITE}/info/1042/77.htm", "年度报告", "2024-03-28"),)


@pytest.mark.parametrize("twin", [TWIN, "new2021/xdetails.jsp?wbnewsid=77&urltype=news.NewsContentUrl&wbtreeid=1042"])
def test_an_article_that_is_linked_statically_and_dynamically_stands_once(twin: str) -> None:
    page = listing(row(f"../{twin}") + row("../info/1042/76.htm") + row("../info/1042/77.htm"), COLUMN)
    assert [each.url for each in page.rows] == [f"{SITE}/info/1042/77.htm", f"{SITE}/info/1042/76.htm"]


def test_a_subsites_articles_stay_in_it() -> None:
    page = listing(row(f"/zfb/{TWIN}") + row("../info/1042/76.htm"), f"{SITE}/zfb/xxgk/tzgg.htm")
    assert page.rows[0].url == f"{SITE}/zfb/info/1042/77.htm"


def test_where_nothing_is_linked_statically_the_dynamic_address_stays() -> None:
    page = listing(row(TWIN) + row("http://other.example.org/info/1/2.htm"), DYNAMIC)
    assert page.rows[0].url == f"{SITE}/{TWIN.replace('&amp;', '&')}"


def test_click_counters_are_no_rows() -> None:
    counter = "/system/resource/code/news/click/clicktimes.jsp?owner=17&amp;type=wbnews&amp;wbnewsid=77"
    text = f"<li><a href='http://other.example.org/a'>转载</a>2024-03-28<a href='{counter}'>已有很多人点击</a></li>"
    assert [each.title for each in listing(text, COLUMN).rows] == ["转载"]


@pytest.mark.parametrize("pager", [OLD_PAGER, NEW_PAGER, OLD_PAGER.replace("下页", "下一页 >")])
def test_after_the_newest_rows_comes_the_highest_number(pager: str) -> None:
    page = listing(row("../info/1042/77.htm") + pager, COLUMN)
    assert following(page) == ["/xxgk/tzgg/20.htm"]
    assert page.total == 405


def test_without_that_link_the_highest_number_that_the_column_links_to_decides() -> None:
    pager = '<a href="../xwdt/35.htm">新闻</a><a href="tzgg/1.htm">21</a><a href="tzgg/20.htm">2</a>'
    assert following(listing(row("../info/1042/77.htm") + pager, COLUMN)) == ["/xxgk/tzgg/20.htm"]


def test_without_links_it_is_one_less_than_the_pages() -> None:
    pager = "<script>var css = '1/9';</script><td id='fanye1948'>共405条&nbsp;1/21&nbsp;</td>"
    assert following(listing(row("../info/1042/77.htm") + pager, COLUMN)) == ["/xxgk/tzgg/20.htm"]


def test_without_a_number_of_pages_the_total_makes_one() -> None:
    rows = row("../info/1042/77.htm") + row("../info/1042/76.htm")
    page = listing(f"{rows}<div>共 41 条 <a href='tzgg/1.htm'>尾页</a></div>", COLUMN)
    assert following(page) == ["/xxgk/tzgg/20.htm", "/xxgk/tzgg/1.htm"]


def test_a_title_declares_no_total() -> None:
    title = "<li><a href='../info/1042/77.htm'>出台措施共12条</a></li>"
    assert listing(title + "<p>共12条措施</p>", COLUMN).total is None


def test_a_pager_that_links_only_to_its_last_page_does_not_lead_there_first() -> None:
    pager = "<td id='fanye1948'>共405条&nbsp;1/21&nbsp;</td><a href='tzgg/1.htm'>尾页</a>"
    assert following(listing(row("../info/1042/77.htm") + pager, COLUMN)) == ["/xxgk/tzgg/20.htm", "/xxgk/tzgg/1.htm"]


@pytest.mark.parametrize("pager", ["", "<td id='fanye1948'>共3条&nbsp;1/1&nbsp;</td><span class='Next'>下页</span>"])
def test_a_short_list_has_one_page(pager: str) -> None:
    assert following(listing(row("../info/1042/77.htm") + pager, COLUMN)) == []


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("/xxgk/tzgg/20.htm", ["/xxgk/tzgg/19.htm"]),
        ("/xxgk/tzgg/2.htm", ["/xxgk/tzgg/1.htm"]),
        ("/xxgk/tzgg/1.htm", []),
    ],
)
def test_numbered_pages_count_down_to_one(page: str, expected: list[str]) -> None:
    pager = '<a href="../tzgg.htm" class="Prev">首页</a><a href="21.htm">上页</a><a href="1.htm">尾页</a>'
    assert following(listing(row("../../info/1042/77.htm") + pager, SITE + page)) == expected


def test_a_year_is_the_name_of_a_column() -> None:
    page = listing(row("../info/1042/77.htm") + '<a href="2024/3.htm">下页</a>', f"{SITE}/fzzf/2024.htm")
    assert following(page) == ["/fzzf/2024/3.htm"]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", "&PAGENUM=2"),
        ("&totalpage=9&PAGENUM=3", "&totalpage=9&PAGENUM=4"),
        ("&a154p=2&a154c=10", "&a154p=3&a154c=10"),
    ],
)
def test_the_dynamic_list_counts_up(asked: str, expected: str) -> None:
    assert [ask.url for ask in listing(row(TWIN), DYNAMIC + asked).following] == [DYNAMIC + expected]


def test_the_dynamic_lists_own_link_goes_first() -> None:
    pager = '<a href="?totalpage=9&PAGENUM=2&urltype=tree.TreeTempUrl&wbtreeid=1042" class="Next">下页</a>'
    first, second = following(listing(row(TWIN) + pager, DYNAMIC))
    assert first == "/xlist.jsp?totalpage=9&PAGENUM=2&urltype=tree.TreeTempUrl&wbtreeid=1042"
    assert second == "/xlist.jsp?urltype=tree.TreeTempUrl&wbtreeid=1042&PAGENUM=2"


@pytest.mark.parametrize(
    "link", ['<a href="javascript:void(0)">下页</a>', '<a href="#">下页</a>', "<a href='//b.cn/'>下页</a>"]
)
def test_a_link_that_leads_nowhere_or_away_is_not_followed(link: str) -> None:
    assert following(listing(row("../info/1042/77.htm") + link, COLUMN)) == []


def test_a_page_without_rows_has_nothing_after_it() -> None:
    assert listing(OLD_PAGER, COLUMN).following == ()


@pytest.mark.parametrize(
    "container",
    [
        '<div id="vsb_content"><div class="v_news_content"><p>正文</p></div></div>',
        '<div class="c v_news_content"><p>正文</p></div>',
        '<div id="vsb_content_2"><p>正文</p></div>',
        '<div id="vsb_content_501"><p>正文</p></div>',
        '<td><p class="vsbcontent_start">正文</p></td>',
    ],
)
def test_the_text_stands_in_the_containers_of_the_family(container: str) -> None:
    page = article(f"<body><p>导航</p>{container}<p>页脚</p></body>", f"{SITE}/info/1042/77.htm")
    assert page.body is not None
    assert "正文" in page.body
    assert "页脚" not in page.body


@pytest.mark.parametrize("depth", [1, 6])
def test_the_words_of_an_attachments_link_name_the_file(depth: int) -> None:
    text = "<div>" * depth + '<div id="vsb_content">详见附件</div>' + "</div>" * depth + f"<ul>{LINE}</ul>"
    (file,) = article(text, f"{SITE}/info/1042/77.htm").attachments
    assert (file.url, file.name) == (SITE + FILE, "年度报告.pdf")


def test_a_pdf_in_the_pages_viewer_is_an_attachment() -> None:
    text = """<div class="v_news_content"><script>showVsbpdfIframe("/__local/1/A2/报告.pdf","100%");</script></div>"""
    (file,) = article(text, f"{SITE}/info/1042/77.htm").attachments
    assert file.url == f"{SITE}/__local/1/A2/%E6%8A%A5%E5%91%8A.pdf"


@given(st.text(), st.sampled_from(["tzgg.htm", "tzgg/2.htm", "xlist.jsp?PAGENUM=x", ""]))
def test_no_page_is_so_broken_that_reading_it_fails(text: str, name: str) -> None:
    listing(text, f"{SITE}/{name}")
    listing(
        row(f"{text}?wbtreeid=1&wbnewsid=2") + row("/info/1/2.htm") + f"<a href='{text}'>下页</a>1/9", f"{SITE}/{name}"
    )
    article(f"<div id='vsb_content'>showVsbpdfIframe('{text}')<p>附件<a href='{text}.pdf'>{text}</a></p></div>", SITE)
