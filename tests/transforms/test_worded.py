"""Facts without a numeral: what asserts none or all of something, and what only aims at it. All sentences are ours."""

import pytest

from tests.transforms.conftest import body_of
from transforms.body import Body
from transforms.quantities import find_claims_in_words
from transforms.records import Section
from transforms.worded import worded_rules

EXAMPLES = [(rule.id, text) for rule in worded_rules() for text in rule.examples]
COUNTER_EXAMPLES = [text for rule in worded_rules() for text in rule.not_]


def claims(text, theme="achievements"):
    return list(find_claims_in_words(Body(body_of(text), [Section("1", 1, "一、", "", theme, 0, len(text))])))


@pytest.mark.parametrize(("rule", "text"), EXAMPLES)
def test_an_example_is_one_fact_of_the_rule(rule, text):
    assert [claim.rule for claim in claims(text)] == [f"words/{rule}"]


@pytest.mark.parametrize("text", COUNTER_EXAMPLES)
def test_a_counter_example_asserts_nothing(text):
    assert claims(text) == []


@pytest.mark.parametrize("theme", ["plans", "problems"])
def test_plans_and_shortcomings_assert_nothing(theme):
    assert claims("村居法律顾问实现全覆盖。", theme) == []


def test_the_words_are_the_evidence():
    (claim,) = claims("审结行政诉讼案件9件，继续保持零败诉。")
    assert (claim.raw, claim.value, claim.unit, claim.unit_norm) == ("零败诉", 0, None, "件")
    assert (claim.role, claim.period, claim.subject, claim.indicator) == ("level", "2024", "败诉", "litigation_lost")


def test_all_is_a_rate_of_a_hundred_percent():
    (claim,) = claims("全县村居法律顾问实现全覆盖。")
    assert (claim.raw, claim.value, claim.unit_norm, claim.role, claim.scope) == (
        "全覆盖",
        100,
        "%",
        "rate",
        "territory",
    )


def test_none_of_a_kind_is_no_value_of_the_whole():
    (claim,) = claims("全市未发生较大以上生产安全事故。")
    assert claim.indicator is None


def test_what_did_not_happen_once_is_no_one(facts):
    assert facts("全年未发生一起群体性事件，无一件案件被撤销。") == []


def test_a_claim_between_a_total_and_its_parts_hides_no_sum(checks):
    text = "收到申请63件，已全部办结，其中公开40件，部分公开23件。"
    assert checks(text) == [("40+23", "63", True)]


def test_titles_and_quotations_claim_nothing():
    assert claims("印发《实现法律顾问全覆盖》，开展“实现全覆盖”专项活动。") == []
