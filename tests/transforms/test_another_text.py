"""A paragraph of another text on a spoilt page: a page of a novel, which no word betrays."""

from __future__ import annotations

import pytest

from transforms.another_text import ANOTHER_TEXT
from transforms.lines import label_lines
from transforms.records import Line

REPORT = [
    "全县深入推进依法行政,办理行政复议案件12件,持续提升治理能力和服务水平。",
    "严格落实行政执法公示、全过程记录、重大执法决定法制审核三项制度,规范行政处罚裁量。",
    "健全重大行政决策程序,落实合法性审查机制,审查行政规范性文件30件。",
    "加强行政执法人员资格管理,组织开展执法培训5期,全面提高执法队伍素质。",
    "压实党政主要负责人推进法治建设第一责任人职责,常务会议专题学习法律法规。",
    "扎实开展法治宣传教育,组织普法宣讲进机关、进社区、进企业活动。",
    "完善公共法律服务体系,推进人民调解、行政调解、司法调解联动工作机制。",
    "加强政务公开,主动公开政府信息,依法办理政府信息公开申请。",
]
NOVEL = "那夜雪落得极轻,沈砚秋倚着斑驳的廊柱,将半盏冷茶泼进阶前的梅影,谁也没瞧见她袖底藏着的短刃。"
STORY = "“奶奶,窗外下雨了。”小姑娘踮起脚尖,把湿漉漉的布娃娃放在她枕边,男人靠在门口,一句话也没有说。"
ADVERT = "新葡京官网_新葡京娱乐城开户_澳门新葡京网址"


def read_amid(report: list[str], *strange: str, spoilt: bool = True) -> list[Line]:
    lines = label_lines("\n".join((*report[:4], *strange, *report[4:], *([ADVERT] if spoilt else []))))
    return [line for line in lines if line.text in strange]


@pytest.mark.parametrize("text", [NOVEL, STORY])
def test_a_page_of_a_novel_on_a_spoilt_page_is_none_of_the_report(text):
    [line] = read_amid(REPORT, text)
    assert (line.label, line.rule) == ("ad", ANOTHER_TEXT)


@pytest.mark.parametrize("text", [NOVEL, STORY])
def test_on_a_page_without_adverts_it_stays_since_a_report_may_tell_stories(text):
    assert [line.label for line in read_amid(REPORT, text, spoilt=False)] == ["body"]


@pytest.mark.parametrize(
    "text",
    [
        "增殖放流大黄鱼、黑鲷、日本对虾、曼氏无针乌贼、三疣梭子蟹等苗种,鱼排渔港一派忙碌景象。",
        "走访的村寨有石塘坑村、柳树屯村、黑瞎子沟村、大沟村、槐荫岭村,一路翻山越岭。",
        "千里修书只为墙,让他三尺又何妨。万里长城今犹在,不见当年秦始皇。",
        "稻瘟病与纹枯病及稻飞虱同比下降12.5%,小麦赤霉病与条锈病及蚜虫粘虫同比下降37.2%。",
        "(一)槐树底下拉家常,乡贤老槐树下摆龙门阵,茶碗一端心结解开,邻里笑着把手握。",
        "渔排上的老渔民把三十六件蓑衣缓缓晾满港湾,浪花托着银鳞散开,岸边的妯娌们拍手叫好。",
        "雪落廊柱梅影斜",
        NOVEL.replace("短刃", "法律书"),
    ],
)
def test_lists_verse_headings_and_what_counts_are_the_report_s(text):
    assert [line.label for line in read_amid(REPORT, text)] == ["body"]


def test_what_a_line_announces_stays_to_its_end():
    announced = "宣传月期间组织故事征集,入选作品写道:"
    assert [line.label for line in read_amid(REPORT, announced, NOVEL, STORY)] == ["body", "body", "body"]


def test_among_few_lines_of_a_report_nobody_can_tell_which_text_is_the_other():
    assert [line.label for line in read_amid(REPORT[:5], NOVEL)] == ["body"]


def test_a_page_of_stories_keeps_them():
    stories = [NOVEL, STORY, *(NOVEL.replace("那夜", f"第{number}夜") for number in "二三四五六七八九")]
    assert {line.label for line in read_amid(REPORT[:1], *stories)} == {"body"}
