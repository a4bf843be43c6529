"""docs/cleaning.md says only what is so: its files exist, and fields come from where it says, in that order."""

import re
from pathlib import Path

import pytest

from transforms.pipeline import clean
from transforms.records import Listing, Page

ROOT = Path(__file__).parent.parent.parent
TEXT = (ROOT / "docs" / "cleaning.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `(\w+)` \| ([^;|]+)", TEXT, re.M))
PROSE = "全县深入推进依法行政，持续提升治理能力和水平。"
LISTING = Listing("云岭县2023年法治政府建设报告（列表）", "2024-02-06")


def document(head, article, listing=LISTING):
    page = f"<html><head>{head}</head><body>{article}<div id='zoom'><p>{PROSE * 5}</p></div></body></html>"
    return clean(Page(page.encode(), "text/html", listing=listing)).document


def origins(field):
    return re.findall(r"`([^`]+)`", ROWS[field])


def values(field):
    return [field.value, *field.candidates]


def test_every_file_of_the_rules_of_lines_is_named_and_exists():
    named = set(re.findall(r"`transforms/rules/([\w.]+)`", TEXT))
    of_lines = {
        "boilerplate",
        "labels",
        "headings",
        "adverts",
        "houses",
        "lures",
        "keywords",
        "disguise",
        "mills",
        "mirrors",
    }
    assert {f"{name}.yml" for name in of_lines} <= named
    assert all((ROOT / "transforms" / "rules" / name).exists() for name in named)


def test_a_title_comes_from_where_the_page_says():
    head = (
        "<title>云岭县推进法治政府建设（窗口）</title>"
        "<meta property='og:title' content='云岭县2023年法治政府建设报告（分享）'>"
        "<meta name='ArticleTitle' content='云岭县2023年法治政府建设报告（标签）'>"
    )
    table = "<p>名称：云岭县2023年法治政府建设报告（表格）</p>"
    found = document(head, f"{table}<h1>云岭县2023年法治政府建设年度报告</h1>").fields["title"]
    places = {
        "title": "云岭县2023年法治政府建设年度报告",
        "index_table": "云岭县2023年法治政府建设报告(表格)",
        "markup": "云岭县2023年法治政府建设报告（标签）",
        "listing": LISTING.title,
        "window_title": "云岭县推进法治政府建设（窗口）",
        "og:title": "云岭县2023年法治政府建设报告（分享）",
    }
    expected = [places[origin] for origin in origins("title")]
    assert found.origin == origins("title")[0]
    assert [value for value in values(found) if value in expected] == expected


def test_a_day_comes_from_where_the_page_says():
    days = {origin: f"2024-02-{number:02}" for number, origin in enumerate(origins("publish_date"), start=1)}
    metas = ("firstpublishedtime", "publishtime", "PubDate", "publishdate")
    head = "".join(f"<meta name='{name}' content='{days[name]}'>" for name in metas)
    table = f"<p>发布日期：{days['发布日期']}</p><p>生成日期：{days['生成日期']} 更新时间：{days['更新时间']}</p>"
    lines = f"{table}<h1>云岭县2023年法治政府建设年度报告</h1><p>{days['own_line']}</p>"
    field = f"<input type='hidden' id='pubTime' value='{days['<input>']} 09:47:05'>"
    text = f"{lines}{field}<time datetime='{days['<time>']}'></time><div id='zoom'><p>{PROSE * 5}</p>"
    signed = f"{text}<p>云岭县人民政府</p><p>{days['signature']}</p></div>"
    listing = Listing(LISTING.title, days["listing"])
    year, month, day = days["title"].split("-")
    window = f"<title>云川法治报 {year}年{month}月{day}日 A3版</title>"
    told = f'<script>var DETAIL = {{"publishTime": "{days["<detail>"]}"}}</script>'
    page = f"<html><head>{window}{head}{told}</head><body>{signed}</body></html>"
    found = clean(Page(page.encode(), "text/html", listing=listing)).document.fields["publish_date"]
    assert values(found) == list(days.values())


@pytest.mark.parametrize(
    ("article", "origin"),
    [
        ("<h1>云岭县2023年法治政府建设年度报告</h1>", "title"),
        ("<h1>云岭县法治政府建设情况的报告</h1><p>现将2023年法治政府建设情况报告如下：</p>", "opening"),
        ("<h1>云岭县法治政府建设情况的报告</h1><p>一、2023年工作情况</p>", "heading"),
        ("<h1>云岭县法治政府建设情况的报告</h1>", "listing"),
    ],
)
def test_a_year_comes_from_where_the_text_says(article, origin):
    assert origin in origins("report_year")
    found = document("", article.replace("</h1>", f"</h1><div id='zoom'><p>{PROSE * 5}</p>"))
    assert (found.report_year, found.fields["report_year"].origin) == (2023, origin)


def test_an_office_comes_from_where_the_page_says():
    head = "<meta name='ContentSource' content='云岭县第四局'><meta name='source' content='云岭县第五局'>"
    table = "<p>发布机构：云岭县第一局</p><p>云岭县第三局</p><p>来源：云岭县第二局</p>"
    signed = f"<div id='zoom'><p>{PROSE * 5}</p><p>云岭县第七局</p><p>2024年2月1日</p></div>"
    told = '<script>var DETAIL = {"publisher": "云岭县第六局"}</script>'
    page = (
        f"<html><head>{head}{told}</head><body>{table}<h1>云岭县2023年法治政府建设年度报告</h1>{signed}</body></html>"
    )
    found = clean(Page(page.encode(), "text/html")).document.fields["issuing_body"]
    assert values(found) == [f"云岭县第{number}局" for number in "一二三四五六七"]
    assert len(origins("issuing_body")) == 7
