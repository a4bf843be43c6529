"""Rows of lists in the markup of many sites: which links they are, and which dates are theirs."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.dialects.dates import iso_date, published_in
from spiders.dialects.listing import Row, rows_of

BASE = "http://www.example.org/zwgk/"
ARTICLE = re.compile(r"t\d{8}_\d+\.html")
FIRST, SECOND = "t20240328_1.html", "t20240327_2.html"


def rows(html: str) -> list[tuple[str, str | None]]:
    return [(row.title, row.date) for row in rows_of(html, BASE, ARTICLE)]


@pytest.mark.parametrize(
    "html",
    [
        f"<ul><li><a href={FIRST}>甲报告</a>2024-03-28</li><li><a href={SECOND}>乙报告</a>2024-03-27</li></ul>",
        f"<div><p><i>2024-03-28</i><a href={FIRST}>甲报告</a></p>"
        f"<p><i>2024/3/27</i><a href={SECOND}>乙报告</a></p></div>",
        f"<dl><dt><a href={FIRST}>甲报告</a></dt><dd>2024-03-28</dd>"
        f"<dt><a href={SECOND}>乙报告</a></dt><dd>2024-03-27</dd></dl>",
        f"<dl><dt>2024-03-28</dt><dd><a href={FIRST}>甲报告</a></dd>"
        f"<dt>2024-03-27</dt><dd><a href={SECOND}>乙报告</a></dd></dl>",
        f"<p>·<a href={FIRST}>甲报告</a> [2024-03-28]<br>·<a href={SECOND}>乙报告</a> [2024-03-27]<br></p>",
        f"<p>2024-03-28 <a href={FIRST}>甲报告</a><br>2024-03-27 <a href={SECOND}>乙报告</a></p>",
        "<table><tr><td><table>"
        f"<tr><td>1</td><td><a href={FIRST}>甲报告</a></td><td>2024年3月28日</td></tr>"
        f"<tr><td>2</td><td><a href={SECOND}>乙报告</a></td><td>2024年3月27日</td></tr></table></td></tr></table>",
        f"<div class=box><a href={FIRST}><h3>甲报告</h3><p>摘要……</p><span>2024-03-28 09:10</span></a>"
        f"<a href={SECOND}><h3>乙报告</h3><p>摘要……</p><span>2024-03-27 09:10</span></a></div>",
        f"<ul><li><a href={FIRST}>甲报告</a><b>28</b><i>2024-03</i></li>"
        f"<li><a href={SECOND}>乙报告</a><b>27</b><i>2024-03</i></li></ul>",
        f"<ul><li onclick=\"location.href='{FIRST}'\"><b>甲报告</b><i>2024-03-28</i></li>"
        f"<li onclick=\"location.href='{SECOND}'\"><b>乙报告</b><i>2024-03-27</i></li></ul>",
    ],
    ids=["li", "p", "dt-dd", "dd-dt", "br", "br-date-first", "table", "link-around", "split-date", "onclick"],
)
def test_a_date_belongs_to_its_own_row_in_any_markup(html: str) -> None:
    assert rows(html) == [("甲报告", "2024-03-28"), ("乙报告", "2024-03-27")]


@pytest.mark.parametrize(
    ("beside", "published"),
    [
        ("更新时间：2024-05-01 发布时间：2024-03-28", "2024-03-28"),
        ("成文日期：2024-03-20　公开日期：2024-03-28", "2024-03-28"),
        ("更新时间：2024-05-01", None),
        ("成文日期：2024-03-20　生成日期：2024-03-28", "2024-03-28"),
        ("页面生成日期：2024-05-01", None),
        ("生成日期：2024-03-20 2024-03-28", "2024-03-28"),
        ("浏览次数：1207 2024-05-01 10:11", None),
        ("<i>浏览次数：12</i><i>2024-03-28</i>", "2024-03-28"),
        ("2024-3-8 10:00", "2024-03-08"),
        ("2024-\n 03-\n 28", "2024-03-28"),
        ("2024-02-30", None),
    ],
)
def test_the_date_is_that_of_publication(beside: str, published: str | None) -> None:
    assert rows(f"<li><a href={FIRST}>报告</a><span>{beside}</span></li>") == [("报告", published)]


@pytest.mark.parametrize(
    ("href", "shown", "published"),
    [
        ("202403/t20240328_1.html", "[03-28]", "2024-03-28"),
        ("/art/2024/3/8/t20240308_1.html", "3月8日", "2024-03-08"),
        ("202403/t20240328_1.html", "03-29", None),
        ("202403/t20240328_1.html", "2024-03-29", "2024-03-29"),
        ("t20240328_1.html", "", None),
    ],
)
def test_month_and_day_are_of_the_year_in_an_address_with_the_same_day(
    href: str, shown: str, published: str | None
) -> None:
    assert rows(f"<li><a href='{href}'>报告</a><span>{shown}</span></li>") == [("报告", published)]


def test_a_table_s_headings_say_which_date_is_which() -> None:
    table = (
        "<table><tr><th>标题</th><th>成文日期</th><th>发布日期</th></tr>"
        f"<tr><td><a href={FIRST}>报告</a></td><td>2024-03-20</td><td>2024-03-28</td></tr></table>"
    )
    assert rows(table) == [("报告", "2024-03-28")]


def test_in_a_table_a_row_s_number_is_no_day() -> None:
    assert rows(f"<table><tr><td>12</td><td><a href={FIRST}>报告</a></td><td>2024-03</td></tr></table>") == [
        ("报告", None)
    ]


@pytest.mark.parametrize(
    ("link", "title"),
    [
        (f"<a href={FIRST} title=2023年法治政府建设年度报告>2023年法治政府…</a>", "2023年法治政府建设年度报告"),
        (f"<a href={FIRST}><b title=2023年法治政府建设年度报告>2023年法治政府…</b></a>", "2023年法治政府建设年度报告"),
        (f"<p title=2023年法治政府建设年度报告><a href={FIRST}>2023年法治...</a></p>", "2023年法治政府建设年度报告"),
        (f"<p title=通知公告><a href={FIRST}><img title=新>2023年法治…</a></p>", "2023年法治…"),
        (f"<a href={FIRST} title='标题：2023年法治政府建设报告'>2023年…</a>", "2023年法治政府建设报告"),
        (f"<a href={FIRST} title='文章标题：2023年报告\n作者：佚名\n更新时间：2024-05-01'>2023…</a>", "2023年报告"),
        (f"<a href={FIRST} title=点击查看>2023年法治政府建设年度报告</a>", "2023年法治政府建设年度报告"),
        (f"<a href={FIRST} title=''>· 2023年 报告</a>", "2023年 报告"),
        (f"<span>2023年报告</span><a href={FIRST}>[查看]</a>", "2023年报告"),
        (f"<a href={FIRST}><img src=a.png></a><a href={FIRST}>[图]</a><a href={FIRST}>2023年报告</a>", "2023年报告"),
        (f"<a href={FIRST}>2023年法治政府...<span>03-28</span></a>", "2023年法治政府..."),
        (f"<a href={FIRST}>2023年报告 <i>[24.03.28]</i></a>", "2023年报告"),
        (f"<a href='/tz/'>[通知]</a><a href={FIRST}>2023年报告</a>", "2023年报告"),
    ],
)
def test_the_title_is_the_fullest_that_the_row_gives(link: str, title: str) -> None:
    assert rows(f"<ul><li>{link}<i>2024-03-28</i></li></ul>") == [(title, "2024-03-28")]


def test_an_article_that_stands_twice_is_one_row_with_its_full_title_and_its_date() -> None:
    most_read = f"<ul><li><a href={FIRST}>2023年法治政府…</a></li></ul>"
    own = f"<ul><li><a href={FIRST}>2023年法治政府建设年度报告</a><i>2024-03-28</i></li></ul>"
    assert rows(most_read + own) == rows(own + most_read) == [("2023年法治政府建设年度报告", "2024-03-28")]


@pytest.mark.parametrize(
    "link",
    [
        "<a href='javascript:void(0)' onclick=\"jumpToDetail('./202403/t20240328_1.html')\">报告</a>",
        "<a href='#' onclick=\"openUrl('_blank', './202403/t20240328_1.html')\">报告</a>",
        "<a onclick='window.open(\"/zwgk/202403/t20240328_1.html\")'>报告</a>",
        "<a href=\"javascript:openUrl('202403/t20240328_1.html')\">报告</a>",
    ],
)
def test_an_address_may_hide_in_a_script(link: str) -> None:
    [row] = rows_of(f"<li>{link}</li>", BASE, ARTICLE)
    assert row.url == f"{BASE}202403/t20240328_1.html"


def test_the_page_s_own_base_goes_before_its_address() -> None:
    html = f"<base href='/wap/'><a href={FIRST}>报告</a>"
    assert rows_of(html, BASE, ARTICLE) == (Row(f"http://www.example.org/wap/{FIRST}", "报告", None),)


@pytest.mark.parametrize(
    "chrome",
    [
        "<div class='header'>今天是：2019年5月20日 <a href='/login'>登录</a></div>",
        "<div>今天是2024年3月28日 星期四 <a href='/login'>登录</a></div>",
        "<ul class='main-nav'><li><a href='t20190101_9.html'>机构职能</a></li></ul>",
        "<nav><a href='t20190101_9.html'>机构职能</a></nav>",
        "<div id=footer><a href='/gd/'>网站声明</a> 2024-05-01</div>",
        "<div class='foot_box'>更新日期：2024-05-01 <a href='t20190101_9.html'>网站声明</a></div>",
    ],
)
def test_navigation_head_and_foot_are_no_rows(chrome: str) -> None:
    assert rows(f"{chrome}<ul><li><a href={FIRST}>报告</a></li></ul>{chrome}") == [("报告", None)]


def test_a_dated_article_is_a_row_wherever_it_stands() -> None:
    html = f"<ul class=nav><li><a href={FIRST}>报告</a><i>2024-03-28</i></li></ul>"
    assert rows(html) == [("报告", "2024-03-28")]


@given(st.text())
def test_no_text_is_so_broken_that_reading_its_dates_fails(text: str) -> None:
    iso_date(text)
    published_in([text, f"发布日期：{text}"])


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    assert iso_date(f"[{day.year}年{day.month}月{day.day}日]") == day.isoformat()


def test_a_row_that_is_one_link_may_hold_its_date_in_pieces_beside_a_title_that_was_cut_off() -> None:
    title = "2023年法治政府建设年度报告"
    item = f"<p title={title}>{title[:6]}...</p><i>28</i><em>2024-03</em>"
    assert rows(f"<div><div onclick=\"open('{FIRST}')\">{item}</div></div>") == [(title, "2024-03-28")]


@pytest.mark.parametrize("date", ["24-03-28", "[24/3/28]", "24.03.28 10:11", "24年3月28日", "发布日期：24-03-28"])
def test_a_year_may_be_its_last_two_digits(date: str) -> None:
    assert rows(f"<li><a href={FIRST}>2023年报告</a><i>{date}</i></li>") == [("2023年报告", "2024-03-28")]


@pytest.mark.parametrize("text", ["24-13-28", "第24-03-28号", "124-03-28"])
def test_two_digits_that_are_no_year_make_no_date(text: str) -> None:
    assert rows(f"<li><a href={FIRST}>2023年报告</a><i>{text}</i></li>") == [("2023年报告", None)]


def test_a_row_that_only_its_short_date_tells_is_one() -> None:
    html = "<ul><li><a href='/about/a.jsp'>2023年报告</a><i>24-03-28</i></li><li><a href='/b.jsp'>首页</a></li></ul>"
    assert rows(html) == [("2023年报告", "2024-03-28")]


@pytest.mark.parametrize(
    "call",
    [
        'document.write(\'<li><a href="{}" title="2023年报告">2023…</a><i>2024-03-28</i></li>\');',
        "document.write(\"<li><a href='{}'>2023年报告<\\/a><i>2024-03-28<\\/i><\\/li>\");",
        'html += "<li><a href=\\"{}\\">2023年报告</a>\\n<i>2024-03-28</i></li>";',
    ],
)
def test_rows_may_be_written_by_a_script(call: str) -> None:
    assert rows(f"<ul></ul><script>{call.format(FIRST)}</script>") == [("2023年报告", "2024-03-28")]


def test_the_template_of_a_row_is_none() -> None:
    script = "list.append('<li><a href=\"' + item.url + '\">' + item.title + '</a><i>2024-01-01</i></li>')"
    assert rows(f"<ul></ul><script>{script}</script>") == []
