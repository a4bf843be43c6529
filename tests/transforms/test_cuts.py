"""Cuts in order, with the brackets and the punctuation that only they had."""

from __future__ import annotations

import pytest

from transforms.cuts import in_order, joined
from transforms.records import Cut


def kept(line: str, *words: str) -> str:
    """What is left of a line when the words are cut out of it."""
    cuts = joined(line, [Cut(line.index(word), line.index(word) + len(word), "ad") for word in words])
    return "".join(character for place, character in enumerate(line) if not any(c.start <= place < c.end for c in cuts))


@pytest.mark.parametrize(
    ("line", "left"),
    [
        ("办结【广告】12件。", "办结12件。"),
        ("办结【《广告》】12件。", "办结12件。"),
        ("(广告)", ""),
        ("办结(见广告)12件。", "办结(见)12件。"),
        ("广告讯:办结12件。", "办结12件。"),
        ("广告讯问12人。", "讯问12人。"),
        ("广告_|办结12件。", "办结12件。"),
        ("办结12件。——广告", "办结12件。"),
        ("办结12件,广告", "办结12件,"),
        ("办结12件,广告,审结9件。", "办结12件,审结9件。"),
        ("办结12件,广告。", "办结12件。"),
        ("党委、广告、人大", "党委、人大"),
        ("广告-3%", "-3%"),
        ("办结12件。广告。审结9件。", "办结12件。审结9件。"),
        ("办结—广告—12件。", "办结12件。"),
        ("办结㊙️广告🔥12件。", "办结12件。"),
    ],
)
def test_what_only_the_cut_had_goes_with_it(line, left):
    assert kept(line, "广告") == left


def test_what_joins_two_cuts_goes_with_them_and_a_shared_mark_with_the_first():
    assert kept("▲广告▲信息▲12件", "广告", "信息") == "12件"


def test_cuts_that_overlap_are_one_by_the_rule_of_the_first_and_longest():
    cuts = [Cut(2, 5, "b"), Cut(0, 3, "a"), Cut(0, 4, "c"), Cut(5, 6, "d")]
    assert in_order(cuts) == (Cut(0, 5, "c"), Cut(5, 6, "d"))
