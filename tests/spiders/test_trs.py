from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spiders.dialects import DIALECTS
from spiders.dialects.listing import Ask, Row
from spiders.dialects.trs import listing

LIST = "http://www.example.org/zwgk/fz/"
ROW = "<li><a href='./202403/t20240328_1.html' title='年度报告'>年度…</a><span>2024-03-28</span></li>"
FOUR = "<script>createPageHTML(12, 0, 'index', 'html');</script>"
SIX = """<script>createPageHTML("page_div", 50, 1, "szywlist", "shtml", 1000);</script>"""


@pytest.mark.parametrize("url", [LIST, LIST.rstrip("/"), f"{LIST}index.html"])
def test_hrefs_are_relative_to_the_list_with_its_slash(url: str) -> None:
    assert listing(ROW, url).rows == (
        Row("http://www.example.org/zwgk/fz/202403/t20240328_1.html", "年度报告", "2024-03-28"),
    )


def test_hrefs_may_climb() -> None:
    row = "<li><a href='../../xxgk/202403/t20240328_1.shtml'>年度报告</a></li>"
    assert listing(row, LIST).rows[0].url == "http://www.example.org/xxgk/202403/t20240328_1.shtml"


def test_an_address_may_hide_in_onclick() -> None:
    row = """<li><a href="javascript:void(0)" onclick="jumpToDetail('./202403/t20240328_1.html')">报告</a></li>"""
    assert listing(row, LIST).rows[0].url == "http://www.example.org/zwgk/fz/202403/t20240328_1.html"


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


def test_a_stub_is_the_end() -> None:
    page = listing(f"<html><body><div class='list'></div>{FOUR}</body></html>", f"{LIST}index_9.html")
    assert (page.rows, page.following) == ((), ())


@given(st.text(), st.sampled_from(sorted(DIALECTS)))
def test_no_page_is_so_broken_that_reading_it_fails(text: str, dialect: str) -> None:
    DIALECTS[dialect].listing(text, LIST)
    DIALECTS[dialect].listing(f"<li><a href='{text}' title='{text}'>{text}</a>2024-01-01</li>", LIST)
