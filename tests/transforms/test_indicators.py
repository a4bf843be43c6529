"""The catalogue is its own specification: every entry's examples get its code, every `not:` does not."""

import pytest
from pydantic import ValidationError

from transforms.catalogue import Indicator, catalogue

EXAMPLES = [(entry.code, example) for entry in catalogue() for example in entry.examples]
COUNTER_EXAMPLES = [(entry.code, example) for entry in catalogue() for example in entry.not_]


def coded(quantities, value):
    return [q.indicator for q in quantities if q.value is not None and float(q.value) == value]


@pytest.mark.parametrize(("code", "example"), EXAMPLES, ids=lambda part: getattr(part, "text", part))
def test_an_example_gets_the_code(read, code, example):
    assert code in coded(read(example.text, heading=example.heading), example.value)


@pytest.mark.parametrize(("code", "example"), COUNTER_EXAMPLES, ids=lambda part: getattr(part, "text", part))
def test_a_counter_example_is_a_quantity_without_the_code(read, code, example):
    codes = coded(read(example.text, heading=example.heading), example.value)
    assert codes
    assert code not in codes


def test_the_nearer_topic_decides(read):
    text = "受理行政复议案件14件，办结14件，受理行政争议案件10件，办结9件。"
    assert read(text)[-1].indicator == "admin_disputes_handled"


def test_a_heading_lends_its_topic(read):
    text = "全年共受理75件，审结70件。"
    assert [q.indicator for q in read(text)] == [None, None]
    assert [q.indicator for q in read(text, heading="发挥行政复议主渠道作用")] == [
        "reconsideration_accepted",
        "reconsideration_concluded",
    ]


def test_two_codes_that_fit_equally_are_candidates(read):
    (quantity,) = read("办理人大代表建议和政协提案189件。")
    assert (quantity.indicator, quantity.candidates) == (None, ("npc_proposals", "cppcc_proposals"))


def test_the_rule_that_gave_the_code_is_named(read):
    (quantity,) = read("行政诉讼败诉率5.9%。")
    assert quantity.rule == "arabic/litigation_loss_rate.1"


def codes(quantities):
    return [(q.indicator, q.breakdown) for q in quantities]


def test_parts_have_the_code_of_their_whole_and_their_own_word(read):
    text = "新登记经营主体2.9万户，同比增长6.1%，其中企业1.1万户、个体工商户1.8万户，新建市场3个。"
    assert codes(read(text)) == [
        ("new_market_entities", None),
        ("new_market_entities", None),
        ("new_market_entities", "企业"),
        ("new_market_entities", "个体工商户"),
        (None, None),
    ]


def test_a_part_that_repeats_the_words_of_its_whole_is_told_apart(read):
    assert codes(read("受理行政复议案件1180件，其中市政府受理行政复议案件286件。")) == [
        ("reconsideration_accepted", None),
        ("reconsideration_accepted", "市政府受理行政复议案件"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "复议决定撤销19件，责令履行、变更7件。",
            [("reconsideration_corrected", "撤销"), ("reconsideration_corrected", "变更、责令")],
        ),
        (
            "行政复议调解6件，终止9件。",
            [("reconsideration_withdrawn", "调解"), ("reconsideration_withdrawn", "终止")],
        ),
        ("新办执法证件86个，注销12个。", [("enforcement_certs", "新办"), ("enforcement_certs", "注销")]),
        (
            "开展法治督察，覆盖13个乡镇和29个县直部门。",
            [("inspection_units", "乡镇"), ("inspection_units", "部门")],
        ),
    ],
)
def test_of_several_ways_in_one_sentence_none_is_the_whole(read, text, expected):
    assert codes(read(text)) == expected


def test_a_way_alone_in_its_sentence_has_the_code_of_all(read):
    assert codes(read("审结行政复议案件90件，维持48件，撤销19件。"))[2:] == [("reconsideration_corrected", None)]


def test_a_change_of_a_way_has_its_breakdown(read):
    changes = read("审结行政复议案件90件，撤销19件，同比下降5%，变更7件，同比增长16%。")[2::2]
    assert codes(changes) == [("reconsideration_corrected", "撤销"), ("reconsideration_corrected", "变更")]


def test_what_is_of_the_year_is_no_part_of_a_stock(read):
    text = "累计建成省级民主法治示范村340个，其中今年新建省级民主法治示范村21个。"
    assert codes(read(text)) == [("rol_villages", None), ("rol_villages", None)]


def test_persons_and_bodies_share_the_verb_behind_the_last(read):
    assert codes(read("9名班子成员和17个村党组织书记进行了书面述法。")) == [
        ("shufa_units", "班子成员"),
        ("shufa_units", None),
    ]


def test_a_bare_total_counts_what_stands_before_it(read):
    (reviews,) = read("对存量招商政策逐一开展公平竞争审查，共68件。")
    assert reviews.indicator == "fair_competition_reviews"
    text = "组织科级以上干部参加法治培训3期，共210人次。"
    assert [q.indicator for q in read(text)] == ["law_training_sessions", "law_training_persons"]
    assert [q.indicator for q in read("组织科级以上干部参加法治培训3期，共12课时。")][1:] == [None]


def test_what_there_is_in_all_behind_what_was_added_is_the_same_thing(read):
    text = "新配发执法记录仪48台，全局在用总数达326台。"
    assert [q.indicator for q in read(text)] == ["enforcement_recorders", "enforcement_recorders"]


def test_a_bound_on_the_rate_of_others_is_no_rate_of_the_body(read):
    text, heading = "仍有7个县行政诉讼败诉率超过20%。", "存在的问题"
    assert [q.indicator for q in read(text, heading=heading, theme="problems")] == [None, None]
    (rate,) = read("行政诉讼败诉率达30%。", heading=heading, theme="problems")
    assert rate.indicator == "litigation_loss_rate"


def test_numbers_that_add_up_are_parts_without_a_word(read):
    text = "制定行政规范性文件61件：市政府7件，部门19件，县区35件。"
    assert {q.indicator for q in read(text)} == {"normdocs_issued"}
    text = "制定行政规范性文件61件，市政府7件，部门19件，县区30件。"
    assert [q.indicator for q in read(text)] == ["normdocs_issued", None, None, None]


def test_acts_that_add_up_by_chance_are_no_parts(read):
    text = "制定行政规范性文件30件，印发方案20件，开展评估10件。"
    assert [q.indicator for q in read(text)][1:] == [None, None]


def test_a_part_with_a_code_of_its_own_keeps_it(read):
    assert codes(read("审结行政复议案件70件，其中维持31件、其他39件。"))[1][0] == "reconsideration_upheld"


def test_the_verb_behind_the_last_of_a_list_is_that_of_all(read):
    assert [q.indicator for q in read("县委常委会3次、县政府常务会议5次听取法治政府建设汇报。")] == ["rol_meetings"] * 2
    assert [q.indicator for q in read("对9个乡镇和17个部门开展法治督察。")] == ["inspection_units"] * 2


def test_a_number_that_only_names_the_places_has_no_code_of_what_they_got(read):
    assert [q.indicator for q in read("为26个执法部门配备执法记录仪730台。")] == [None, "enforcement_recorders"]


def test_a_number_behind_another_has_its_words(read):
    assert [q.indicator for q in read("组织旁听庭审4场次、152人次。")] == [
        "law_training_sessions",
        "law_training_persons",
    ]


def entry(code):
    return next(each for each in catalogue() if each.code == code)


def test_an_indicator_says_from_which_year_it_means_something_else():
    (change,) = entry("reconsideration_accepted").breaks
    assert change.year == 2024
    assert "2024-01-01" in change.why


@pytest.mark.parametrize(
    "breaks",
    [
        [{"year": 2024, "why": "too short"}],
        [{"year": 24, "why": "a law that came into force long ago"}],
        [{"year": 2024, "why": "a law in force since 2024-01-01"}] * 2,
    ],
)
def test_a_break_that_cannot_be_meant_is_refused(breaks):
    fields = entry("reconsideration_accepted").model_dump(by_alias=True)
    with pytest.raises(ValidationError):
        Indicator.model_validate({**fields, "breaks": breaks})


def test_every_wording_reads_an_example_of_its_entry(read):
    """Those of two codes at once (proposals of both houses) give candidates and no code."""
    shared = {wording.words for one in catalogue() for two in catalogue() if one != two
              for wording in one.rules if wording in two.rules}  # fmt: skip
    wordings = {
        f"{each.code}.{n}"
        for each in catalogue()
        for n, wording in enumerate(each.rules, 1)
        if wording.words not in shared
    }
    used = {q.rule.rpartition("/")[2] for _, example in EXAMPLES for q in read(example.text, heading=example.heading)}
    assert wordings - used == set()


def test_a_part_behind_a_list_is_no_part_of_its_last_number(read):
    assert codes(read("办理人大代表建议48件、政协提案35件，其中主办件12件。"))[-1] == (None, None)
    assert codes(read("办理政协提案35件，其中主办件12件。"))[-1] == ("cppcc_proposals", "主办件")


def test_cases_against_the_body_are_none_that_it_decided(read):
    text = "因信息公开被申请行政复议4件，维持3件；全县受理行政复议案件20件，维持9件。"
    assert codes(read(text)) == [
        ("reconsideration_as_respondent", None),
        ("reconsideration_as_respondent", "维持"),
        ("reconsideration_accepted", None),
        ("reconsideration_upheld", None),
    ]
