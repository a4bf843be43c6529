"""Where a sentence states a number: its span, value, unit and comparator, and what never is one. All are ours."""

from decimal import Decimal

import pytest

from transforms.mentions import find_mentions


@pytest.mark.parametrize(
    "text",
    [
        "根据《法治政府建设实施纲要（2021—2025年）》，印发云法办〔2024〕12号文件。",
        "2024年3月15日召开会议，12月4日开展国家宪法日活动。",
        "构建“1+3+N”体系，落实行政执法“三项制度”。",
        "推进“八五”普法，开展三年行动，一体化推进，进一步规范。",
        "入选第三批示范项目，连续两年获评优秀。",
        "拨打12345热线，24小时服务。",
        "明确三项制度，健全四级网络，打造一个中心。",
        "防止发生一起事故，与三台县一起化解。",
        "编号为S2的项目，代码91330600MA2。",
        "202411日至20241231日，统计口径不变。",
        "行动方案2023120件。",
        "1.开展学习。（2）抓好落实。",
        "十四届人大五次会议审议通过，召开十届六次全会。",
        "发展半导体产业，2022年半导体企业增多。",
        "历时两年半，今后三年半任务繁重，群众一次办成。",
        "负责人出庭应诉一次性告知，不超百元罚款免于处罚，违约百元以下不究，排名倒数前三的约谈。",
        "24 小时在线，365天不打烊。",
        "千名干部下基层，惠及百家企业，万人评议。",
        "分三成员单位，一成不变，完成整改。",
        "数十家单位参与，开展几十次检查。",
        "三分天下，十分重视，经半数以上代表同意。",
        "另一半工作尚待完成，上半年和下半年分别部署。",
        "建立“1个中心、3个平台、N个站点”体系。",
    ],
)
def test_never_a_quantity(facts, text):
    assert facts(text) == []


@pytest.mark.parametrize(
    ("text", "raw", "value", "unit", "cmp"),
    [
        ("受理案件 441 件。", "441 件", 441, "件", "eq"),
        ("平均调解时间缩短为5天半。", "5天半", 5.5, "天", "eq"),
        ("平均办理用时1个半小时。", "1个半小时", 1.5, "个小时", "eq"),
        ("平均到场时间8分30秒。", "8分30秒", 510, "秒", "eq"),
        ("免罚金额近千万元。", "近千万元", 10_000_000, "元", "lt"),
        ("占比居全县各镇街前三。", "前三", 3, "位", "le"),
        ("镇长出庭一次。", "一次", 1, "次", "eq"),
        ("审查文件1,204件。", "1,204件", 1204, "件", "eq"),
        ("办理案件３８宗。", "３８宗", 38, "宗", "eq"),
        ("调处纠纷2.37万件。", "2.37万件", 23700, "件", "eq"),
        ("挽回损失84万余元。", "84万余元", 840000, "万元", "gt"),
        ("约761万元。", "约761万元", 7610000, "万元", "approx"),
        ("涉及资金4亿余元。", "4亿余元", 400000000, "亿元", "gt"),
        ("使用人数超8.6万人次。", "超8.6万人次", 86000, "人次", "gt"),
        ("经审查的事项近260项。", "近260项", 260, "项", "lt"),
        ("达标率为99%以上。", "99%以上", 99, "%", "ge"),
        ("为一百多家企业服务。", "一百多家", 100, "家", "gt"),
        ("审批时限最多45个工作日。", "最多45个工作日", 45, "个工作日", "le"),
        ("制定方案及六项配套制度。", "六项", 6, "项", "eq"),
        ("梳理轻罚事项七十余项。", "七十余项", 70, "项", "gt"),
        ("近两成的建议被采纳。", "近两成", 20, "%", "lt"),
        ("购置记录仪九十台。", "九十台", 90, "台", "eq"),
        ("仅发生一起亡人事故。", "一起", 1, "起", "eq"),
        ("为期一个月的学习。", "一个月", 1, "个月", "eq"),
        ("开办时间最快半天以内。", "半天以内", 0.5, "天", "le"),
        ("企业开办1日办结。", "1日", 1, "日", "eq"),
        ("开办时间压缩至一个工作日。", "一个工作日", 1, "个工作日", "eq"),
        ("占比百分之八十五。", "百分之八十五", 85, "%", "eq"),
        ("满意度达到百分之九十八点六。", "百分之九十八点六", 98.6, "%", "eq"),
        ("赴省越级上访为0，保持稳定。", "0", 0, None, "eq"),
        ("复议纠错率为0。", "0", 0, None, "eq"),
        ("镇长出庭应诉一宗，未败诉。", "一宗", 1, "宗", "eq"),
        ("法治考核进入全国前五。", "前五", 5, "位", "le"),
        ("注册用户数超23万。", "超23万", 230000, None, "gt"),
        ("脱管率为0。", "0", 0, None, "eq"),
        ("检测货车412万辆次。", "412万辆次", 4120000, "辆次", "eq"),
        ("以我局为被告的行政诉讼败诉一件。", "一件", 1, "件", "eq"),
        ("查处案件4，218宗。", "4，218宗", 4218, "宗", "eq"),
        ("服务群众近万人次。", "近万人次", 10000, "人次", "lt"),
        ("发布信息万余条。", "万余条", 10000, "条", "gt"),
        ("走访上百家企业。", "上百家", 100, "家", "ge"),
        ("七成以上案件结清。", "七成以上", 70, "%", "ge"),
        ("占比近六成半。", "近六成半", 65, "%", "lt"),
        ("总人口4.6万，人口稠密。", "4.6万", 46000, None, "eq"),
        ("阅读量3200万+。", "3200万", 32000000, None, "eq"),
        ("综合得分96.5。", "96.5", 96.5, None, "eq"),
        ("任务分解为5大类。", "5大类", 5, "大类", "eq"),
        ("确定执法监督等四大项任务。", "四大项", 4, "大项", "eq"),
        ("启动法治督察3项次。", "3项次", 3, "项次", "eq"),
        ("出庭应诉十一件次。", "十一件次", 11, "件次", "eq"),
        ("提供法律服务3.2万人（件）次。", "3.2万人（件）次", 32000, "人(件)次", "eq"),
        ("评定“民主法治示范村”四十二个。", "四十二个", 42, "个", "eq"),
        ("浓度35微克/立方米。", "35微克/立方米", 35, "微克/立方米", "eq"),
        ("发生行政诉讼一起，无败诉。", "一起", 1, "起", "eq"),
        ("24小时内办结。", "24小时内", 24, "小时", "le"),
        ("占全部案件的五分之一。", "五分之一", 20, "%", "eq"),
        ("约三分之二的案件当场办结。", "约三分之二", 66.67, "%", "approx"),
        ("占全部案件的三分之一以上。", "三分之一以上", 33.33, "%", "ge"),
        ("占全部案件的四分之一强。", "四分之一强", 25, "%", "gt"),
        ("发案率为千分之二。", "千分之二", 2, "‰", "eq"),
        ("起诉率0.8‰。", "0.8‰", 0.8, "‰", "eq"),
        ("过半数案件在乡镇化解。", "过半数", 50, "%", "gt"),
        ("近一半的纠纷经调解化解。", "近一半", 50, "%", "lt"),
        ("半数以上的争议化解在诉前。", "半数以上", 50, "%", "ge"),
    ],
)
def test_value_unit_and_comparator(read, text, raw, value, unit, cmp):
    (quantity,) = read(text)
    assert (quantity.raw, float(quantity.value), quantity.unit, quantity.cmp) == (raw, value, unit, cmp)


def test_a_range_keeps_both_ends(read):
    (quantity,) = read("办理时限3至5个工作日。")
    assert (quantity.value, quantity.value_low, quantity.value_high) == (None, 3, 5)


def test_chinese_numerals_count_with_a_rest_or_behind_their_noun(facts):
    text = "汇集四十余个部门的数据，公布轻罚事项六十余项，命名法治示范乡镇三个，落实三项制度。"
    assert [raw for raw, _, _ in facts(text)] == ["四十余个", "六十余项", "三个"]


def test_among_how_many_a_rank_is_is_no_fact(facts):
    assert facts("位列全国100个城市第二名。") == [("第二", 2, "rank")]


def test_a_rank_is_its_position(read):
    (quantity,) = read("法治政府建设考核位列全省第二。")
    assert (quantity.raw, quantity.value, quantity.unit, quantity.role, quantity.qualifier) == (
        "第二",
        2,
        "位",
        "rank",
        "全省",
    )


def test_a_rate_of_zero_is_a_rate(read):
    (quantity,) = read("行政诉讼败诉率为0。")
    assert (quantity.role, quantity.unit_norm, quantity.indicator) == ("rate", "%", "litigation_loss_rate")


def test_a_rank_may_be_told_by_how_far_it_moved(facts):
    assert facts("考核排名上升一位。") == [("一位", 1, "yoy_change")]
    assert facts("考核位列全省第三，比上年前移两位。") == [("第三", 3, "rank"), ("两位", 2, "yoy_change")]


def test_a_rank_that_was_risen_to_is_a_rank(read):
    before, after = read("满意度评价由第9位升至第4位。")
    assert [(rank.value, rank.role) for rank in (before, after)] == [(9, "baseline"), (4, "rank")]


def test_a_day_that_a_time_is_cut_to_is_no_date(facts):
    assert facts("审查时限由9日缩短至3日以内。") == [("9日", 9, "baseline"), ("3日以内", 3, "level")]


def test_a_number_broken_through_is_a_lower_bound(read):
    (quantity,) = read("平台归集数据突破600万条。")
    assert (quantity.raw, quantity.cmp) == ("600万条", "gt")


def test_a_ratio_is_its_first_number(read):
    before, after = read("复议与诉讼之比由上年的1.6:1提高到2.1:1。")
    assert (before.raw, before.value, before.role, before.period) == ("1.6:1", Decimal("1.6"), "baseline", "2023")
    assert (after.raw, after.role) == ("2.1:1", "rate")


def test_a_chinese_range_keeps_both_ends(read):
    (quantity,) = read("多数司法所只有二至三人。")
    assert (quantity.raw, quantity.value_low, quantity.value_high) == ("二至三人", 2, 3)


def test_a_fraction_without_an_end_is_rounded_and_approximate(read):
    (quantity,) = read("三分之二的案件当场办结。")
    assert (str(quantity.value), quantity.cmp) == ("66.67", "approx")


def test_doubling_may_be_an_aim(facts):
    assert facts("力争调解案件翻一番。") == [("翻一番", 1, "target")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("审查合同三十四份。", 34),
        ("签订合同三份。", 3),
        ("修订合同二百三十四份。", 234),
        ("选派干部各十二名。", 12),
        ("这三十二件案件均已办结。", 32),
        ("共同二十三家单位签约。", 23),
        ("首三十家企业入驻。", 30),
        ("第二十三件、数十件。", None),
        ("同一家单位、各一名、统一三项制度。", None),
        ("每二十三户", None),
    ],
)
def test_a_chinese_numeral_is_read_from_its_beginning_or_not_at_all(text, value):
    assert [mention.value for mention in find_mentions(text)] == ([value] if value else [])
