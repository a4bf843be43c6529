"""What is a quantity, what never is, and what a quantity says. All sentences are ours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.conftest import body_of
from transforms.body import Body
from transforms.fold import fold
from transforms.quantities import find_claims_in_words
from transforms.records import Refused

FRAGMENTS = (
    "全年受理行政复议案件", "14件", "，", "。", "1，234件", "《办法》", "（一）", "2024年", "约３万元", "率达98.5％",
    "由15天缩短至3天", "，均同比增长", "第三批", "　", "其中", "零败诉", "、", "一百多家", "分别为", "12·4", "\n",
    "“三张清单”", "百分之九十", "2021—2025年",
)  # fmt: skip


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join))
def test_the_evidence_span_is_the_raw_text(read, text):
    for quantity in read(text):
        assert text[quantity.source_start : quantity.source_end] == quantity.raw


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join))
def test_full_and_half_width_are_read_alike(read, text):
    def values(quantities):
        return [(q.source_start, q.value, q.unit, q.role, q.indicator) for q in quantities]

    assert values(read(text)) == values(read(fold(text)))


def test_a_fall_is_negative(facts):
    assert facts("审结案件118件，同比下降1.36%。") == [
        ("118件", 118, "level"),
        ("1.36%", -1.36, "yoy_change"),
    ]


def test_before_and_after(facts):
    assert facts("调解时间由15天缩短至3天。") == [("15天", 15, "baseline"), ("3天", 3, "level")]


def test_the_new_value_may_be_a_word(facts):
    assert facts("办理时限由5个工作日压缩为当日办结。") == [("5个工作日", 5, "baseline")]


def test_less_than_a_legal_limit_is_a_change(facts):
    assert facts("平均停留时间缩短近2小时。") == [("近2小时", -2, "yoy_change")]
    assert facts("复议审限缩短15日内办结。") == [("15日内", 15, "level")]
    assert facts("整改率由97.5%上升为99.3%。") == [("97.5%", 97.5, "baseline"), ("99.3%", 99.3, "rate")]
    assert facts("审查规范性文件134件，较2023年的121件增长10.7%。") == [
        ("134件", 134, "level"),
        ("121件", 121, "baseline"),
        ("10.7%", 10.7, "yoy_change"),
    ]
    assert facts("办理周期21天，比法定60日缩短39天。")[1:] == [("60日", 60, "level"), ("39天", -39, "yoy_change")]


def test_the_word_of_change_holds_for_the_whole_list(facts):
    assert facts("事故起数和死亡人数双下降，降幅分别为20%和33%。") == [
        ("20%", -20, "yoy_change"),
        ("33%", -33, "yoy_change"),
    ]


def test_what_was_done_in_the_year_is_no_aim_whatever_it_served(facts):
    assert facts("确保依法决策，全年共形成决策事项近70项。") == [("近70项", 70, "level")]


def test_respectively_goes_before_a_bare_change(read):
    quantities = read("新收行政复议案件28件、办结26件，同比分别增长96%、88%。")
    assert [q.indicator for q in quantities] == ["reconsideration_received", "reconsideration_concluded"] * 2


def test_a_name_in_quotes_is_one_thing(read):
    quantities = read("“双随机、一公开”抽检完成率和完结率均达100%。")
    assert [q.role for q in quantities] == ["rate", "rate"]


def test_a_bracket_does_not_lend_its_words_to_the_number_before_it(read):
    assert [q.indicator for q in read("行政复议4件（维持3件，终止1件）。")] == [
        None,
        "reconsideration_upheld",
        "reconsideration_withdrawn",
    ]


def test_spaces_around_numbers_and_punctuation_change_nothing(read):
    spaced, tight = "承办 建议 、 提案 97 件 ， 满意率 99 % 。", "承办建议、提案97件，满意率99%。"
    assert [(q.indicator, q.candidates) for q in read(spaced)] == [(q.indicator, q.candidates) for q in read(tight)]


def test_the_before_value_keeps_its_own_year(read):
    before, after = read("规范性文件发文数量从2018年29件减少到2024年的21件。")
    assert (before.period, before.role, after.period, after.role) == ("2018", "baseline", "2024", "level")


def test_a_year_compared_with_is_not_the_period(read):
    assert [q.period for q in read("办理法律援助案件378件，比2023年增长12.5%。")] == ["2024", "2024"]


def test_a_year_measured_against_is_not_the_period(read):
    texts = ("总量是2016年的2.3倍。", "清理2016年12月31日前的文件214件。")
    assert [quantity.period for text in texts for quantity in read(text)] == ["2024", "2024"]


def test_what_only_says_which_things_are_counted_is_no_quantity(facts):
    assert facts("罚没10万元以上的重大案件46件。") == [("46件", 46, "level")]
    assert facts("罚没10万元以上案件46件。") == [("46件", 46, "level")]


def test_a_goal_that_was_met_is_still_a_target(facts):
    assert facts("败诉率为3.58%，低于4%的预期目标。") == [("3.58%", 3.58, "rate"), ("低于4%", 4, "target")]
    assert facts("违法占比降至1.2%，低于15%的问责线。") == [("1.2%", 1.2, "rate"), ("低于15%", 15, "target")]


def test_one_growth_of_two_counts_is_two_facts(read):
    quantities = read("受理行政复议案件14件，办结14件，均同比增长367%。")
    assert [(q.raw, q.role, q.indicator) for q in quantities] == [
        ("14件", "level", "reconsideration_accepted"),
        ("14件", "level", "reconsideration_concluded"),
        ("367%", "yoy_change", "reconsideration_accepted"),
        ("367%", "yoy_change", "reconsideration_concluded"),
    ]


def test_one_rate_of_two_things_is_two_facts(read):
    quantities = read("事项网办率、掌办率均达到100%。")
    assert [q.indicator for q in quantities] == ["online_service_rate", "mobile_service_rate"]


def test_respectively_gives_each_number_its_thing(read):
    quantities = read("审结行政复议案件70件，维持、驳回、纠错分别为31件、12件、6件。")
    assert [q.indicator for q in quantities] == [
        "reconsideration_concluded",
        "reconsideration_upheld",
        "reconsideration_rejected",
        "reconsideration_corrected",
    ]


def test_respectively_gives_each_count_its_own_change(read):
    text = "办理复议案件386件、应诉案件114件，罚款203万元，同比分别上升12.5%、下降8%和上升3.1%。"
    assert [(float(q.value), q.indicator) for q in read(text)[3:]] == [
        (12.5, read(text)[0].indicator),
        (-8, read(text)[1].indicator),
        (3.1, read(text)[2].indicator),
    ]


def test_a_number_of_a_plan_is_a_target(facts):
    text = "实现三项制度100%覆盖，新建站点20个。"
    assert {role for *_, role in facts(text, heading="下一步工作安排", theme="plans")} == {"target"}


def test_plans_within_a_chapter_on_shortcomings_are_targets(facts):
    text = "有3个街道没有办案。2025年，我们将强化指导，确保败诉率下降到7%以下；新建站点20个。"
    assert facts(text, heading="存在的不足和下步打算", theme="problems") == [
        ("3个", 3, "level"),
        ("7%以下", 7, "target"),
        ("20个", 20, "target"),
    ]


def test_an_aim_holds_for_the_whole_list(facts):
    text = "力争调撤率达到40%以上、一审败诉率低于4%、覆盖率达到85%。"
    assert {role for *_, role in facts(text)} == {"target"}


def test_what_a_rule_prescribes_is_a_target_and_a_standard_that_was_made_is_none(facts):
    assert facts("人员配备未达到规定的5人标准。") == [("5人", 5, "target")]
    assert facts("处罚决定自作出之日起7个工作日内公示。") == [("7个工作日内", 7, "target")]
    assert facts("全年牵头制定3项标准。") == [("3项", 3, "level")]


def test_days_of_a_list_and_units_that_the_last_number_spells_out(facts, read):
    assert facts("审批时限分别由法定的60日、30日压缩至20个和12个工作日。") == [
        ("60日", 60, "baseline"),
        ("30日", 30, "baseline"),
        ("20个", 20, "level"),
        ("12个工作日", 12, "level"),
    ]
    assert [(q.unit, q.unit_norm) for q in read("满意率分别提高2个和3个百分点。")] == [
        ("个", "百分点"),
        ("个百分点", "百分点"),
    ]


def test_a_threshold_is_a_target(facts):
    assert facts("评查比例不低于90%。") == [("不低于90%", 90, "target")]
    assert facts("违法用地比例远低于15%的问责警戒线。") == [("低于15%", 15, "target")]
    assert facts("音像资料至少保存6个月。") == [("6个月", 6, "target")]


def test_a_total_of_several_years_is_cumulative(read):
    (quantity,) = read("2007—2021年共公开报告99份。")
    assert (quantity.role, quantity.period) == ("cumulative", "2021")


@pytest.mark.parametrize("opening", ["2016—2022年，全县累计", "截至12月底，已", "自2021年“八五”普法启动以来，已"])
def test_what_a_span_of_years_or_a_day_opens_is_cumulative(facts, opening):
    assert facts(f"{opening}培养法律明白人136名。") == [("136名", 136, "cumulative")]
    assert facts(f"{opening}培养法律明白人，全年新增36名。")[-1] == ("36名", 36, "level")


def test_the_noun_may_stand_behind_the_number(read):
    (quantity,) = read("办理38宗以县政府为被告的行政诉讼案件。")
    assert (quantity.subject, quantity.indicator) == ("办理以县政府为被告的行政诉讼案件", "response_cases")


def test_old_and_new_values_may_be_lists(facts):
    assert facts("环评报告书、报告表审批时限分别由30个工作日、20个工作日压缩至12个工作日、8个工作日。") == [
        ("30个工作日", 30, "baseline"),
        ("20个工作日", 20, "baseline"),
        ("12个工作日", 12, "level"),
        ("8个工作日", 8, "level"),
    ]


def test_old_and_new_values_may_differ_in_their_unit_of_time(facts):
    assert facts("企业开办时间由2个工作日压缩至6小时。") == [("2个工作日", 2, "baseline"), ("6小时", 6, "level")]


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("应诉案件14件，比上年少5件。", -5),
        ("实有企业8.1万户，比年初净增4000户。", 4000),
        ("考核排名较上年前移6位。", 6),
        ("申请材料精简43%。", -43),
        ("减少入企检查频次约四成。", -40),
        ("投诉量较上年减少一半。", -50),
        ("申请材料精简四分之一。", -25),
        ("复议案件数量增长一倍。", 1),
        ("复议案件数量同比增长1.5倍。", 1.5),
        ("调解案件数量翻一番。", 1),
        ("调解案件数量翻了两番。", 3),
    ],
)
def test_words_of_change(facts, text, change):
    assert facts(text)[-1][1:] == (change, "yoy_change")


def test_a_share_that_was_cut_is_a_rate(facts):
    assert facts("行政许可事项由612项削减至287项，精简率53.1%。")[-1] == ("53.1%", 53.1, "rate")
    assert facts("行政许可事项287项，较上年增长率3.1%。")[-1] == ("3.1%", 3.1, "yoy_change")


def test_what_there_is_in_all_is_of_the_thing_that_was_added(read):
    codes = {(q.raw, q.role, q.indicator) for q in read("新培育“法律明白人”210名，累计达1640名。")}
    assert codes == {("210名", "level", "law_minded_persons"), ("1640名", "cumulative", "law_minded_persons")}
    codes = {(q.raw, q.role, q.indicator) for q in read("全市民主法治示范村总数达85个，今年新增21个。")}
    assert codes == {("85个", "cumulative", "rol_villages"), ("21个", "level", "rol_villages")}
    assert [q.indicator for q in read("新培育“法律明白人”210名，累计达31场。")] == ["law_minded_persons", None]


def test_a_stock_holds_for_what_shares_its_verb(facts):
    assert [role for *_, role in facts("现有执法主体31家，执法人员640人，举办培训9期。")] == [
        "cumulative",
        "cumulative",
        "level",
    ]
    assert [role for *_, role in facts("实有企业2.6万户，其中民营企业2.1万户，新增企业1800户。")] == [
        "cumulative",
        "cumulative",
        "level",
    ]
    assert {role for *_, role in facts("五年累计举办活动930场，培育骨干450名。")} == {"cumulative"}


def test_money_to_be_spent_is_a_target(facts):
    assert facts("计划投入240万元。") == [("240万元", 2400000, "target")]
    assert facts("按计划开展检查24次。") == [("24次", 24, "level")]


def test_a_limit_in_brackets_is_a_criterion(facts):
    assert facts("查处大案（罚没款20万元以上）9件。") == [("9件", 9, "level")]
    assert facts("拟处罚款5000元以上的案件须经法制机构审核。") == []
    assert facts("收费超过3个月、金额超过5000元的，一律责令退还。") == []
    assert facts("车货总重超过49吨不得驶入高速公路。") == []
    assert facts("查处案件超过30件，一律公开曝光。") == [("超过30件", 30, "level")]


def test_one_number_each_is_a_fact_for_each_thing(read):
    assert [(q.value, q.indicator) for q in read("修改、废止规章各2件。")] == [
        (2, "gov_rules_made"),
        (2, "gov_rules_repealed"),
    ]
    assert [q.subject for q in read("新增国家级、省级示范村各1个。")] == ["新增国家级示范村", "省级示范村"]


def test_one_rate_of_the_two_counts_before_it_is_two_facts(facts):
    text = "承办人大代表建议84件、政协提案107件，办结率均为100%。"
    assert facts(text)[2:] == [("100%", 100, "rate")] * 2


def test_ji_in_a_word_is_no_conjunction(read):
    assert [q.subject for q in read("报备及时率、合格率均为100%。")] == ["报备及时率", "合格率"]


@pytest.mark.parametrize("unit", ["12件，", "3%", "二十件案件，"])
def test_more_numbers_than_any_report_has_are_refused(read, unit):
    with pytest.raises(Refused, match="more than any report has"):
        read(unit * 10_001)


def test_more_claims_in_words_than_any_report_has_are_refused():
    with pytest.raises(Refused, match="more than any report has"):
        list(find_claims_in_words(Body(body_of("无一败诉，" * 10_001), ())))
