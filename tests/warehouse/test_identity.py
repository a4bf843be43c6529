"""Keys say what a thing is."""

import re

from hypothesis import given
from hypothesis import strategies as st

from warehouse import identity

TEXT = st.text(max_size=20)


@given(st.lists(st.one_of(TEXT, st.integers(), st.none()), max_size=4))
def test_a_key_has_twenty_hex_digits(parts):
    assert re.fullmatch("[0-9a-f]{20}", identity.digest(*parts))


def test_parts_do_not_run_into_each_other():
    assert identity.digest("ab", "c") != identity.digest("a", "bc")


@given(TEXT)
def test_folding_twice_is_folding_once(text):
    assert identity.fold(identity.fold(text)) == identity.fold(text)


def test_a_republished_text_is_the_same_version():
    first = identity.version_id("d", "云岭县2023年报告", "（一）受理14件,\n办结12件。")
    assert identity.version_id("d", " 云岭县２０２３年报告", "(一)受理14件，　办结12件。") == first


def test_the_same_text_at_another_url_is_another_version():
    assert identity.version_id("d", "报告", "正文") != identity.version_id("e", "报告", "正文")


def test_a_government_is_one_body_whatever_its_name():
    assert identity.body_id("990101", "government", "云岭县人民政府") == identity.body_id("990101", "government", None)


def test_other_bodies_of_a_place_differ_by_name():
    justice = identity.body_id("990101", "department", "云岭县司法局")
    assert justice == identity.body_id("990101", "department", "云岭县 司法局")
    assert justice != identity.body_id("990101", "department", "云岭县教育局")


def test_an_unknown_place_kind_or_name_gives_no_body():
    assert identity.body_id(None, "government", "人民政府") is None
    assert identity.body_id("990101", None, "云岭县司法局") is None
    assert identity.body_id("990101", "department", None) is None
