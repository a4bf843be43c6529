"""A mark that stands in several sentences of a page is cut alike in all of them."""

import pytest

from transforms.lines import label_lines

TITLE = "云岭县2023年法治政府建设年度报告"
ADVERT = "某葡京888官网_新葡京备用网址_新葡京app下载"


def kept(*lines):
    return [line.kept for line in label_lines("\n".join([TITLE, ADVERT, *lines])) if line.label == "body"]


@pytest.mark.parametrize(
    ("mark", "torn"),
    [
        ("本文来自笔杆子文秘网", "发出执法监督通知{}书。"),
        ("中国论文在线-lw-example.com", "成立县法治政府建设领导小{}组组成人员全覆盖。"),
        ("微信公众号:老秘写材料", "实施包容免罚清单制度,{}2023年共有民政局参加。"),
        ("老秘书范文网首发", "改革攻坚试点,{}全年调处纠纷12件。"),
    ],
)
def test_what_is_cut_twice_is_cut_so_wherever_it_stands(mark, torn):
    sentences = ["健全完善政府治理{}体系。", "不断提升依法行{}政水平。", torn]
    assert kept(*(sentence.format(mark) for sentence in sentences)) == [sentence.format("") for sentence in sentences]


def test_a_name_that_a_rule_cut_short_is_as_long_as_elsewhere():
    sentences = [
        "2023年,吴忠市{}人民政府扎实推进依法行政。",
        "制发《{}领导干部应知清单》。",
        "落实省和{}关于法治建设的部署。",
    ]
    assert kept(*(sentence.format("亚博yabo888") for sentence in sentences)) == [each.format("") for each in sentences]


@pytest.mark.parametrize(
    ("advert", "sentence"),
    [
        ("星空体育xk365.vip", "统筹推进法治建{}设各项工作。"),
        ("天博tb988.com", "行政调{}解与行政裁决工作存在短板。"),
        ("尊龙凯时人生就是博", "现场进行专题述法,并邀请{}区依法治区办点评。"),
        ("爱游戏ayx-让生活更精彩", "按时向党委报告年度法{}治政府建设情况。"),
        ("半岛·体育(BANDAO)一站式服务平台", "坚持和发展新时代“枫桥{}经验”。"),
        ("pg电子麻将胡了试玩", "全年督办案件12件。在生{}态环境案件中推行柔性执法。"),
        ("乐鱼体育(中国)官方网站-在线入口", "“大综合一体化”行{}政执法改革。"),
        ("华体会hth·(体育)官方网站", "学习宣传贯彻习近平法治思{}想。"),
        ("万博manbetx3.0体育官网下载", "行政争{}议实质性化解。"),
        ("尊龙凯时·人生就是搏!", "不断优化营{}商环境。"),
        ("米乐m6体育(中国)有限公司", "制发《利通区{}委全面依法治区工作要点》。"),
        ("三亿体育·3YI(股份)集团", "完成政务{}公开任务。"),
        ("天空彩票与你同行", "市政府规范{}性文件制发12件。"),
    ],
)
def test_no_character_of_the_word_before_an_advert_is_taken_for_its_name(advert, sentence):
    assert kept(sentence.format(advert)) == [sentence.format("")]


def test_the_clause_before_an_advert_at_the_beginning_of_a_line_is_the_report_s():
    assert kept("办结行政复议案件pg麻将胡了,同比增长。") == ["办结行政复议案件,同比增长。"]


def test_a_title_with_an_advert_in_brackets_behind_it_stays_the_title():
    title = "关于某县2023年度法治政府建设工作情况的报告"
    line = label_lines(f"{title}【刻章办证加Q:2800000000】\n全县深入推进依法行政，办理行政复议案件12件。")[0]
    assert (line.label, line.kept) == ("title", title)
