from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.searching import AnyOf, plain, sentences_at

WORDS = st.lists(st.text("甲乙丙.[+^-", min_size=1, max_size=4), min_size=1, max_size=6)
TEXTS = st.text("甲乙丙.[+^-\n", max_size=12)


@given(WORDS, TEXTS)
def test_every_word_is_found_wherever_it_begins(words: list[str], text: str) -> None:
    places = {(place, word) for place in range(len(text)) for word in words if text.startswith(word, place)}
    assert AnyOf(words).found_in(text) == sorted(places)
    assert AnyOf(words).is_in(text) == bool(places)


@given(WORDS, TEXTS)
def test_a_line_is_named_when_it_has_one_of_the_words(words: list[str], text: str) -> None:
    having = [place for place, line in enumerate(text.split("\n")) if any(word in line for word in words)]
    assert AnyOf(words).lines_of(text) == set(having)


@given(st.text("甲。", max_size=12), st.data())
def test_the_sentences_of_offsets_are_those_of_the_text_that_hold_one(text: str, data: st.DataObject) -> None:
    offsets = sorted(data.draw(st.sets(st.integers(0, len(text) - 1)))) if text else []
    ends = [place + 1 for place, char in enumerate(text) if char == "。"] + [len(text)]
    sentences = zip([0, *ends[:-1]], ends, strict=True)
    holding = [(start, end) for start, end in sentences if any(start <= offset < end for offset in offsets)]
    assert list(sentences_at(text, offsets)) == holding


def test_half_a_surrogate_pair_is_no_word() -> None:
    assert AnyOf(["甲"]).found_in("\ud83d甲") == [(1, "甲")]


def test_what_must_stand_behind_a_word_is_not_looked_at() -> None:
    assert plain("金年会(?!议)") == "金年会"


@pytest.mark.parametrize("word", ["12\\d{3}", "mp[34]", "(?<!本)金年会"])
def test_a_pattern_is_no_plain_word(word: str) -> None:
    with pytest.raises(ValueError, match="is a pattern"):
        plain(word)
