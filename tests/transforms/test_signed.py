"""Marks that show themselves by how they stand amid a sentence (transforms/signed.py)."""

from __future__ import annotations

import pytest

from tests.transforms.examples import spoilt_and_clean
from transforms.fold import fold
from transforms.lines import label_lines

PROSE = "全县依法办理行政复议案件12件，群众满意度明显提升。"


def kept(line, *others):
    return label_lines("\n".join((PROSE, line, *others)))[1].kept


@pytest.mark.parametrize(
    "text",
    [
        "深入推进«§法规某库§»行政执法监督。",
        "做好«※政法某座※»保平安护稳定工作。",
        "加强行政«~学某笔记社~»执法监督。",
        "推进法治«^文某通^»政府建设。",
        "推动行政执«★某稿仓★»法监督。",
        "依法保障公«[知某百科]»民合法权益。",
        "开展行政复«(小某书整理)»议宣传。",
        "健全行政执«公-文-易-某»法监督体系。",
        "强化行政执«-好-某-笔-记-»法监督体系。",
        "严格执行市政«www。wkmq。org»府规定。",
        "积极«WwW.zHaoMou5.c0M»抓好责任落实。",
        "统筹«f m t o n g 。 c n»推进各项工作。",
        "统筹«w_e_n_m_o_u.cn»推进各项工作。",
        "统筹«XieMouMiao,com»推进各项工作。",
        "统筹«zwmb★net»推进各项工作。",
        "统筹«fwmx点net»推进各项工作。",
        "统筹«bbs·fayuanmt·cn»推进各项工作。",
    ],
)
def test_a_mark_is_cut_whatever_it_says(text):
    line, clean = spoilt_and_clean(text)
    assert kept(line) == clean


def test_a_mark_that_parts_a_word_is_cut_elsewhere_as_well():
    line, clean = spoilt_and_clean("抓住«[莲某课件网-找文档上莲某]»领导干部这个关键少数。")
    assert kept(line) == line
    assert kept(line, "持续推进公[莲某课件网-找文档上莲某]民法治素养提升。") == clean


@pytest.mark.parametrize(
    "line",
    [
        "推进【枫桥某式】工作法。",
        "推进乡镇（街道）综合行政执法。",
        "召开县委（区委、市委）常委会会议。",
        "完善村（居）民公约，落实党（工）委职责。",
        "构建市-县-乡-村四级公共法律服务体系。",
        "健全诉-调-裁衔接机制。",
        "◆刘庄村◆孟楼村◆获评省级民主法治示范村。",
        "材料预审~窗口受理~专家勘验~限时办结。",
        "培育★法律之友★志愿者队伍。",
        "办理3~5件，同比~下降~明显。",
        "接口名称：get_user_info。",
        "邮箱：ylxsfj@163.com，网址www.yunling.gov.cn。",
        "邮箱：y l x s f j @ 1 6 3 . c o m。",
        "登录某县点com查询材料。",
        "依据《德国行政法院法》§42条、§43条。",
        "制定云政发〔2023〕15号文件。",
    ],
)
def test_what_reports_write_so_stays(line):
    assert kept(line) == line


def test_offsets_are_those_of_the_line():
    line = "全市严格执行市政ｗｗｗ。ｗｋｍｑ。ｏｒｇ府规定。"
    (cut,) = label_lines(f"{PROSE}\n{line}")[1].cuts
    assert fold(line[cut.start : cut.end]) == "www。wkmq。org"


@pytest.mark.parametrize(
    "text",
    [
        "部署工作。«好范文，就上§某子铺§！»做好风险预判。",
        "严格决策法定程序，«好范文，就上§某子铺§！»做好风险预判。",
        "«wkmq点net就是好，就上某子铺，»做好风险预判。",
        "推动“三项制度”全覆盖。«好范文，就上§某子铺§»",
    ],
)
def test_what_a_mark_says_of_itself_besides_goes_with_it(text):
    line, clean = spoilt_and_clean(text)
    assert kept(line) == clean


def test_what_the_sentence_says_besides_stays():
    line, clean = spoilt_and_clean("受理12件，«§某子铺§»办结11件，调解成功。")
    assert kept(line) == clean
