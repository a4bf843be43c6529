"""Where an article stands on a page that names no known container."""

from __future__ import annotations

from collections import Counter

import pytest

from bench.templates import LAYOUTS, UnknownPage, unknown_pages
from transforms.markup import read_markup
from transforms.pipeline import clean
from transforms.records import Page

PAGES = {layout: [page for page in unknown_pages() if page.layout == layout] for layout in LAYOUTS}
SENTENCE = "全年受理行政复议申请12件，审结11件，纠错2件，办结率达到91.7%。"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_report_is_found_whole_and_alone_in_every_layout(layout: str) -> None:
    for page in PAGES[layout]:
        assert Counter(_kept(page)) == Counter(page.lines)


def _kept(page: UnknownPage) -> list[str]:
    lines = clean(Page(page.html.encode(), "text/html")).lines
    return [line.text.strip() for line in lines if line.label in ("body", "byline")]


def test_a_line_of_prose_beside_the_article_stays_out() -> None:
    page = f"<body><div><p>{SENTENCE * 15}</p><p>{SENTENCE * 15}</p></div><div><p>{SENTENCE}</p></div></body>"
    assert read_markup(page).text.count("全年") == 30


def test_a_second_box_with_a_tenth_of_the_text_belongs_to_the_article() -> None:
    page = f"<body><div><p>{SENTENCE * 9}</p></div><div><p>{SENTENCE}</p></div></body>"
    assert read_markup(page).text.count("全年") == 10


@pytest.mark.parametrize("teaser", ["<article><h4>{}</h4><p>{}</p></article>", "<p><a>{}</a>{}</p>"])
def test_boxes_of_headlines_beside_a_short_article_stay_out(teaser: str) -> None:
    headlines = "".join(f"<li><a>云岭县召开第{n}次常务会议研究安全生产工作</a></li>" for n in "一二三四五")
    box = f"<div><h3>更多</h3>{teaser.format('防汛一线', SENTENCE)}<ul>{headlines}</ul></div>"
    page = f"<body><div><h1>云岭县新闻</h1><div><p>{SENTENCE * 3}</p><p>{SENTENCE}</p></div></div>{box}</body>"
    assert read_markup(page).text.count("全年") == 4


@pytest.mark.parametrize("box", ["<div style='position:fixed'>", "<div class='ja-footer'>", "<div id='copyright'>"])
def test_the_foot_of_the_site_and_a_window_that_floats_are_no_article(box: str) -> None:
    page = f"<body>{box}<p>{SENTENCE}</p></div><div><p>{SENTENCE * 3}</p><p>{SENTENCE}</p></div></body>"
    assert read_markup(page).text.count("全年") == 4


def test_a_page_without_a_sentence_is_read_whole() -> None:
    assert read_markup("<body><ul><li>首页</li><li>公开</li></ul></body>").text == "首页\n公开"


@pytest.mark.parametrize(
    "page",
    [
        "<div id='zoom'>{0}</div></div>{1}<div class='foot'><p>主办：云岭县人民政府，承办：县大数据中心。</p></div>",
        "<div id='zoom'>{0}</div><div id='zoom'>{1}</div>",
        "<div class='TRS_Editor'>{0}</div><div class='TRS_Editor'>{1}</div>",
        "<div class='con'><div id='zoom'>{0}</div></div>{1}",
    ],
)
def test_the_last_paragraphs_behind_a_container_closed_early_are_not_lost(page: str) -> None:
    """A stray </div>, or a container for each part: with them went the signature and its day."""
    end = f"<p>{SENTENCE}</p><p>云岭县人民政府</p><p>2024年3月1日</p>"
    text = read_markup(f"<body><div>{page.format(f'<p>{SENTENCE}</p>' * 20, end)}</div></body>").text
    assert text.count("全年") == 21
    assert "云岭县人民政府\n2024年3月1日" in text


def test_a_box_behind_the_container_is_none_of_the_article() -> None:
    page = f"<body><div id='zoom'>{f'<p>{SENTENCE}</p>' * 20}</div><div class='next'><p>{SENTENCE}</p></div></body>"
    assert read_markup(page).text.count("全年") == 20
