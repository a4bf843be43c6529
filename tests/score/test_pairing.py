"""Which number found is which number annotated."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from score.gold import Row, Span
from score.pairing import agreement, closeness, judge, pair, touches

CASES = Row(10, 13, value=29, units=frozenset({"件"}), role="level", cmp="eq", period="2023", code="penalty_cases")
SPANS = st.lists(
    st.builds(lambda start, length: Span(start, start + length), st.integers(0, 40), st.integers(1, 6)), max_size=8
)


def test_spans_that_only_meet_do_not_touch():
    assert not touches(Span(0, 3), [Span(3, 5)])
    assert touches(Span(0, 4), [Span(3, 5)])


def test_the_closest_span_is_the_partner():
    wanted, near, exact = Span(5, 8), Span(4, 8), Span(5, 8)
    assert pair([wanted], [near, exact], closeness) == [(wanted, exact)]


def test_of_two_facts_on_one_number_each_finds_its_own():
    opened, closed = CASES, replace(CASES, code="litigation_lost")
    assert pair([opened, closed], [closed, opened], agreement) == [(opened, opened), (closed, closed)]


@given(SPANS, SPANS)
def test_nothing_is_paired_twice_and_pairs_overlap(wanted, found):
    pairs = pair(wanted, found, closeness)
    assert len(pairs) <= min(len(wanted), len(found))
    assert all(touches(one, [other]) for one, other in pairs)


@given(SPANS)
def test_a_set_pairs_wholly_with_itself(spans):
    spans = list(dict.fromkeys(spans))
    assert all(one == other for one, other in pair(spans, spans, closeness))
    assert len(pair(spans, spans, closeness)) == len(spans)


def test_a_fact_is_value_unit_and_role_and_a_stock_may_be_called_a_level():
    assert judge(CASES, replace(CASES, role="cumulative", cmp="gt")).fact
    assert not judge(CASES, replace(CASES, role="rate")).fact
    assert not judge(CASES, replace(CASES, value=28)).fact
    assert not judge(CASES, replace(CASES, value=None)).fact
    assert not judge(CASES, replace(CASES, units=frozenset({"起"}))).fact
