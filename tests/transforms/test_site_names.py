"""The name of the copying site that a page is of, spliced into its text (transforms/site_names.py)."""

from __future__ import annotations

import pytest

from tests.transforms.examples import spoilt_and_clean
from transforms.lines import label_lines
from transforms.pipeline import clean
from transforms.records import Page
from transforms.site_names import names_of_its_site

PROSE = "全县依法办理行政复议案件12件，群众满意度明显提升。"
TITLE = "云岭县2023年法治政府建设年度报告"
FOOT = ["网站首页", "版权所有 © 沐某文库 mumouwenku.example"]


def kept(line, sites=("沐某文库",)):
    return label_lines(f"{PROSE}\n{line}", sites=sites)[1].kept


@pytest.mark.parametrize(
    ("window", "outside", "names"),
    [
        (f"{TITLE}-沐某文库", FOOT, ("沐某文库",)),
        (f"{TITLE}_政策动态_沐某文库", ["沐某文库"], ("沐某文库",)),
        ("年报", ["沐某文库", "Copyright © 2023 沐某文库版权所有"], ("沐某文库",)),
        (f"{TITLE}_行政执法_云岭县人民政府", ["首页 > 行政执法"], ()),
        (f"{TITLE}_行政执法", ["首页 > 行政执法"], ()),
        (f"{TITLE}——护航高质量发展", ["云岭县:护航高质量发展"], ()),
        (TITLE, ["沐某文库", "Copyright © 2010-2023 沐某文库 版权所有"], ("沐某文库",)),
        (f"{TITLE}-沐某文库", ["网站首页"], ()),
        (f"{TITLE}_云岭县人民政府", ["版权所有:云岭县人民政府"], ()),
        (f"{TITLE}_通知公告_云岭县司法局", ["通知公告", "云岭县司法局"], ()),
        (f"{TITLE}-绍兴在线", ["绍兴在线"], ()),
        (f"{TITLE}--天天新闻网", ["版权所有 天天新闻网"], ()),
        (f"{TITLE} - 搜狐", ["搜狐", "版权所有 搜狐"], ()),
    ],
)
def test_a_page_that_is_no_offices_names_its_site_in_two_places(window, outside, names):
    assert names_of_its_site(window, outside) == names


@pytest.mark.parametrize(
    "text",
    [
        "在全区率先建立«沐某文库»社保费征缴争议联动机制。",
        "提升行政执法水平和«沐某文库»行政审判水平。",
        "推进法«沐某文库»治政府建设。",
        "统筹«沐某文库mumouwenku.example»推进各项工作。",
        "健全执法人员监督保障。«更多法治政府建设工作报告范本,就上沐某文库。»",
        "形成权责清单«(本文由沐某文库用户上传分享)»并公布。",
        "形成权责清单«转载请注明来自沐某文库»并公布。",
        "建成评估体系。«以上就是沐某文库小编为大家带来的法治政府建设情况报告,希望对您有帮助!»",
        "评查案卷81卷,«(写报告没思路?上沐某文库)»倒逼严格执法。",
        "办理复议案件567件,«打行政官司找沐某文库,»办理应诉案件62件。",
        "发布指引第七批。«关注沐某文库公众号,每天一篇机关好材料。»",
        "转化为«沐某文库»依法决策、依法办事的自觉行动。",
    ],
)
def test_such_a_name_is_cut_with_what_the_site_says_of_itself(text):
    line, clean_line = spoilt_and_clean(text)
    assert kept(line) == clean_line


@pytest.mark.parametrize(
    "line",
    [
        "在沐某文库开设普法专栏12期。",
        "依托“沐某文库”发布典型案例36篇。",
        "通过沐某文库公众号发布信息120条。",
        "约谈沐某文库会员单位12家。",
        "约谈沐某汇mumouhui.net等平台12次,规范沐某汇商户经营。",
        "与人民网、沐某文库等平台合作宣传。",
        "沐某文库开设“法治专栏”,刊登案例12个。",
        "通过沐某文库发布信息120条,查办案件12件。",
    ],
)
def test_what_an_office_says_of_a_site_stays(line):
    assert kept(line) == line


def test_what_an_office_does_behind_such_a_name_stays():
    assert kept("为群众沐某文库提供法律咨询12次。") == "为群众提供法律咨询12次。"
    assert kept("进一步向上沐某文库争取资金36万元。") == "进一步向上争取资金36万元。"
    assert kept("关注沐某文库,查办案件12件。") == "查办案件12件。"


def test_such_a_name_may_end_with_a_word_that_its_address_has_not():
    assert kept("帮助信息网络豆某网doumou.cn犯罪案件21件。", sites=()) == "帮助信息网络犯罪案件21件。"


def test_a_name_before_its_own_address_is_one_wherever_it_stands():
    first = "统筹沐某汇mumouhui.net推进各项工作。"
    assert kept(f"{first}\n更多优质材料就上沐某汇。", sites=()) == "统筹推进各项工作。"


def test_a_page_is_read_without_the_name_that_its_window_and_foot_give():
    page = f"""<html><head><title>{TITLE}-沐某文库</title></head><body><h1>{TITLE}</h1>
    <div id="content"><p>{PROSE}</p><p>在全县率先建立沐某文库争议联动机制，{PROSE}</p></div>
    <div class="foot">版权所有 © 沐某文库</div></body></html>"""
    lines = clean(Page(page.encode(), "text/html")).lines
    assert "在全县率先建立争议联动机制，" + PROSE in [line.kept for line in lines]
