"""The catalogue is its own specification: every entry's examples get its code, every `not:` does not."""

import pytest

from transforms.catalogue import catalogue

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
