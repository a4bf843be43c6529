"""The ordinary words of reports, beside which a foreign name begins and ends."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.ordinary import begins_a_word, ends_a_word, has_a_word, is_word
from transforms.rule_files import read_words

WORDS = read_words("ordinary.yml")["ordinary"]


def test_each_has_two_characters_and_stands_once_in_their_order():
    assert [word for word in WORDS if not re.fullmatch("[\u4e00-\u9fff]{2}", word)] == []
    assert list(WORDS) == sorted(set(WORDS))


@pytest.mark.parametrize(
    ("text", "at", "ends", "begins"),
    [
        ("多次主持某湖市委会议", 4, True, False),
        ("多次主持某湖市委会议", 6, False, True),
        ("发挥某城区司法局", 4, False, True),
        ("坚持的某", 3, True, False),
        ("推进某湖武汉", 4, False, True),
        ("某湖", 0, True, False),
        ("某湖", 2, False, True),
        ("公开,某湖", 3, True, False),
    ],
)
def test_where_words_end_and_begin(text, at, ends, begins):
    assert (ends_a_word(text, at), begins_a_word(text, at)) == (ends, begins)


@given(st.sampled_from(WORDS), st.sampled_from(WORDS))
def test_a_border_stands_between_any_two_of_them(first, second):
    text = first + second
    assert is_word(first) and has_a_word(text)
    assert ends_a_word(text, 2) and begins_a_word(text, 2)
