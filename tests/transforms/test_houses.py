"""Names that a page's own adverts give, where they stand alone in its text. All names are ours."""

import pytest

from transforms.pipeline import clean
from transforms.records import Page

PROSE = "全县深入推进依法行政，办理行政复议案件12件，持续提升治理能力和水平。"


def kept(line, *others):
    page = f"<body><h1>云岭县2023年法治政府建设年度报告</h1><div id='zoom'><p>{PROSE * 3}</p><p>{line}</p></div>"
    document = clean(Page((page + "".join(f"<p>{other}</p>" for other in others)).encode(), "text/html"))
    return next(each.kept for each in document.lines if each.text == line)


@pytest.mark.parametrize(
    ("spoilt", "advert"),
    [
        (f"澜某体育{PROSE}", "澜某体育官网登录"),
        (f"{PROSE}澜某国际", "澜某国际app下载"),
        (PROSE.replace("办理", "办（澜某体育）理"), "澜某体育官方网站"),
        (
            PROSE.replace("复议", "复某笔网www.example.com议"),
            "本文由某笔网（www.example.com）小编整理发布，转载请注明出处。",
        ),
    ],
)
def test_a_name_that_an_advert_of_the_page_gives_is_cut_where_it_stands_alone(spoilt, advert):
    assert kept(spoilt, advert) == PROSE
    assert kept(spoilt) == spoilt


def test_a_word_that_an_advert_begins_with_is_no_name():
    line = f"公共体育设施免费开放。{PROSE}"
    assert kept(line, "公共体育app下载官网") == line
