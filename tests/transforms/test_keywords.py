"""Lines of nothing but keywords, and rows of them amid sentences: the examples of rules/keywords.yml."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.examples import spoilt_and_clean
from transforms.keywords import is_list_of_keywords, rows_of_keywords
from transforms.lines import label_lines
from transforms.rule_files import read_text

PROSE = "全县深入推进依法行政,办理行政复议案件12件,持续提升治理能力。"
SPOILT = "新葡京官网"
RULES = yaml.safe_load(read_text("keywords.yml"))
WORDS = sorted(word for key, words in RULES["words"].items() if not key.endswith("lists") for word in words)


@pytest.mark.parametrize("line", RULES["match"])
def test_a_line_of_keywords_is_an_advert(line):
    assert label_lines(f"{PROSE}\n{line}\n{PROSE}")[1].label == "ad"


@pytest.mark.parametrize("line", RULES["keep"])
def test_a_line_with_some_of_them_stays(line):
    assert label_lines(f"{PROSE}\n{line}\n{PROSE}\n{SPOILT}")[1].kept == line


@pytest.mark.parametrize("line", RULES["within"])
def test_a_row_of_them_is_cut_only_where_another_advert_is_certain(line):
    spoilt, clean = spoilt_and_clean(line)
    text = f"{PROSE}\n{spoilt}\n"
    assert "ad.row_of_keywords" not in [cut.rule for cut in label_lines(text)[1].cuts]
    assert label_lines(text + SPOILT)[1].kept == clean


def test_a_sentence_of_keywords_is_no_list():
    assert not is_list_of_keywords("91精品福利,五月天婷婷激情。")


def test_a_lottery_of_the_state_is_no_bet():
    assert list(rows_of_keywords("走进福利彩票开奖直播现场")) == []


@given(st.lists(st.sampled_from([*WORDS, "县", "与", "12", "-", "。"]), max_size=20).map("".join))
def test_rows_lie_in_their_text_and_begin_and_end_with_words(text):
    rows = list(rows_of_keywords(text))
    assert all(0 <= start < end <= len(text) for start, end in rows)
    assert not any(text[start:end][0] in "-。" or text[start:end][-1] in "-。" for start, end in rows)
