"""Adverts that are set apart in a line: links amid a sentence."""

import pytest

from transforms.content import Link
from transforms.links import adverts_in_links
from transforms.pipeline import parse

PROSE = "全县深入推进依法行政，办理行政复议案件12件，持续提升治理能力和水平。"
ELSEWHERE = "http://m.90037kk.vip/"


def kept(paragraph):
    paragraphs = f"<p>{PROSE}</p><p>{paragraph}</p><p>{PROSE}</p>"
    page = f"<html><body><h1>某县2023年法治政府建设年度报告</h1>{paragraphs}</body></html>"
    record = parse(page.encode(), media_type="text/html")
    return [line.kept for line in record.cleaned.lines if line.label == "body"][1]


@pytest.mark.parametrize(
    "advert",
    [
        f'<a href="{ELSEWHERE}">线上博彩十大平台排名</a>',
        '<a href="/news/52099.html">北京赛车计划人工在线网页版</a>',
        f'<a href="{ELSEWHERE}">某某阁入口</a>',
    ],
)
def test_an_advert_set_apart_is_cut_as_far_as_its_element_goes(advert):
    assert kept(f"市长于5月9日{advert}主持召开会议，部署法治建设。") == "市长于5月9日主持召开会议，部署法治建设。"


@pytest.mark.parametrize(
    "piece",
    [
        f'<a href="{ELSEWHERE}">规范性文件</a>',
        '<a href="/art/2023/5/9/art_1.html">《某县重大行政决策程序规定》</a>',
        '<a href="/art/2023/5/9/art_2.html">博彩</a>',
    ],
)
def test_what_a_report_sets_apart_stays(piece):
    text = piece.partition(">")[2].partition("<")[0]
    assert kept(f"全年打击网络{piece}，持续提升治理能力。") == f"全年打击网络{text}，持续提升治理能力。"


def test_links_that_sell_nothing_are_none():
    links = [Link("办理案件12件", ELSEWHERE), Link("某某阁入口", "https://www.example.gov.cn/a")]
    assert adverts_in_links(links) == ()
