"""Lines, sentences and stretches that sell something: the examples of rules/pitches.yml."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.examples import spoilt_and_clean, weighed
from transforms.lines import label_lines
from transforms.pitches import pitch_of_line, sentences_that_sell
from transforms.rule_files import read_text
from transforms.stretches import stretches_that_sell

TITLE = "某县2023年法治政府建设年度报告"
PROSE = "全县深入推进依法行政，办理行政复议案件12件，持续提升治理能力和水平。"
SPOILT = "bet365备用网址"
RULES = yaml.safe_load(read_text("pitches.yml"))


@pytest.mark.parametrize("line", RULES["line"])
def test_a_line_that_sells_is_an_advert_by_itself(line):
    assert label_lines(f"{PROSE}\n{line}\n{PROSE}")[1].label == "ad"


@pytest.mark.parametrize("paragraph", RULES["opening"])
def test_a_paragraph_that_sells_above_a_report_is_an_advert(paragraph):
    labels = [line.label for line in label_lines(f"{TITLE}\n{paragraph}\n{PROSE}\n{PROSE}")]
    assert labels == ["title", "ad", "body", "body"]


@pytest.mark.parametrize("line", weighed("within"))
def test_what_sells_is_cut_out_of_a_line_where_another_advert_is_certain(line):
    spoilt, kept = spoilt_and_clean(line)
    assert label_lines(f"{PROSE}\n{spoilt}\n{PROSE}\n{SPOILT}")[1].kept == kept


@pytest.mark.parametrize("line", RULES["alone"])
def test_what_weighs_much_is_cut_out_of_a_line_by_itself(line):
    spoilt, kept = spoilt_and_clean(line)
    assert label_lines(f"{PROSE}\n{spoilt}\n{PROSE}")[1].kept == kept


@pytest.mark.parametrize("line", weighed("keep"))
def test_what_reports_say_with_such_words_stays(line):
    assert label_lines(f"{PROSE}\n{line}\n{PROSE}\n{SPOILT}")[1].kept == line


@pytest.mark.parametrize("line", ["网络水军刷单炒信", "无证行医祛斑祛痣"])
def test_what_only_strangeness_tells_stays_on_a_page_without_another_advert(line):
    assert label_lines(f"{PROSE}\n{line}\n{PROSE}")[1].label == "body"
    assert label_lines(f"{PROSE}\n{line}\n{PROSE}\n{SPOILT}")[1].label == "ad"


def test_the_first_paragraph_of_a_report_is_none_whatever_it_speaks_of():
    opening = "2023年，我县依法整治传销、代写论文和刷单返利，办理案件12件，群众满意度持续提升。"
    assert label_lines(f"{TITLE}\n{opening}\n{PROSE}")[1].kept == opening


@pytest.mark.parametrize("word", ["only", "suspect", "typical"])
def test_no_word_weighs_twice(word):
    others = {each for key in ("only", "suspect", "typical") if key != word for each in RULES["words"][key]}
    assert not others & set(RULES["words"][word])
    assert len(set(RULES["words"][word])) == len(RULES["words"][word])


def test_no_ware_is_listed_twice_nor_a_word_of_pitches():
    wares = [word for words in yaml.safe_load(read_text("wares.yml"))["words"].values() for word in words]
    pitches = {word for key in ("only", "suspect", "typical") for word in RULES["words"][key]}
    assert len(set(wares)) == len(wares)
    assert not pitches & set(wares)


@given(st.text(st.sampled_from([*"炸金花提现秒到|,。、(「”12aq:一二推进依法行政", "\ud800"]), max_size=60))
def test_what_sells_lies_in_its_line(line):
    found = [pitch_of_line(line), *sentences_that_sell(line), *stretches_that_sell(line)]
    assert all(0 <= each.start < each.end <= len(line) for each in found if each)


def test_a_paragraph_that_sells_above_the_title_takes_neither_title_nor_date_with_it():
    labels = [
        line.label for line in label_lines(f"{RULES['opening'][0]}\n{TITLE}\n发布日期：2024-03-01\n{PROSE}\n{PROSE}")
    ]
    assert labels == ["ad", "title", "meta", "body", "body"]
