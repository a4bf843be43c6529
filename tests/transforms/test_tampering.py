"""Copies that are not what the body published, though no line of them is an advert."""

import pytest

from transforms.pipeline import clean
from transforms.records import Page

TITLE = "开封市2023年法治政府建设年度报告"
OPENING = "2023年，开封市深入推进依法行政，现将法治政府建设情况报告如下："
BODY = "一、主要举措\n" + "县政府常务会议研究法治建设工作4次，行政复议案件办结12件，依法纠错2件。\n" * 30


def flags(text, url=None, media_type="text/plain"):
    return clean(Page(text.encode(), media_type, url)).document.flags


def test_a_whole_report_has_no_flag():
    assert flags(f"{TITLE}\n{OPENING}\n{BODY}") == ()


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n{OPENING}深入学习贯彻习思想。\n{BODY}",
        f"{TITLE}\n{OPENING}\n{BODY}".replace("法治", ""),
    ],
)
def test_a_copy_from_which_words_are_deleted_is_flagged(text):
    assert flags(text) == ("keyword_deletion",)


def test_a_story_before_the_report_is_a_splice():
    story = "那年夏天，老屋前的枣树结满了果子，奶奶坐在树下摇着蒲扇，讲起很久以前的事。"
    assert flags(f"{TITLE}\n{story}\n{story}\n{OPENING}\n{BODY}") == ("splice",)


def test_a_template_with_masks_for_names_and_numbers_is_no_report():
    document = clean(
        Page(f"某县20xx年法治政府建设报告\n某县办理行政复议案件xx件。\n{BODY}".encode(), "text/plain")
    ).document
    assert (document.flags, document.doc_kind) == (("masked",), "other")


def test_simplified_text_turned_into_wrong_traditional_characters_is_flagged():
    assert flags(f"{TITLE}\n{OPENING}完善製度，健全機製，各方麵成效明顯，全麵推進。\n{BODY}") == ("miscoded",)


@pytest.mark.parametrize(
    ("said", "url", "expected"),
    [
        ("www.kaifeng.gov.cn", "http://www.kaifeng.gov.cn/a.html", ()),
        ("kaifeng.gov.cn", "http://sfj.kaifeng.gov.cn/a.html", ()),
        ("www.kaifeng.gov.cn", "http://www.kfzhaopin.com/a.html", ("other_domain",)),
        ("10.1.2.3", "http://www.kaifeng.gov.cn/a.html", ()),
        ("", "http://www.kaifeng.gov.cn/a.html", ()),
    ],
)
def test_a_page_that_names_another_sites_domain_is_flagged(said, url, expected):
    html = f'<meta name="SiteDomain" content="{said}"><body><h1>{TITLE}</h1><p>{OPENING}</p><p>{BODY}</p>'
    assert flags(html, url, "text/html") == expected
