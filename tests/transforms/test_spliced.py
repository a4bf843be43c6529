"""What is spliced into a word of the report: the examples of rules/spliced.yml."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.examples import spoilt_and_clean
from transforms.hints import hints_in
from transforms.lines import label_lines
from transforms.records import Cut
from transforms.rule_files import read_text
from transforms.spliced import completed, spliced, spliced_on

PROSE = "全县深入推进依法行政,办理行政复议案件12件,持续提升治理能力。"
RULES = yaml.safe_load(read_text("spliced.yml"))


@pytest.mark.parametrize("example", RULES["within"])
def test_what_parts_a_word_is_cut_out_of_it(example):
    spoilt, clean = spoilt_and_clean(f"{example},持续推进。")
    line = label_lines(f"{PROSE}\n{spoilt}")[1]
    assert (line.kept, [cut.rule for cut in line.cuts]) == (clean, ["watermark.spliced"])


@pytest.mark.parametrize("sentence", RULES["keep"])
def test_what_parts_no_word_stays(sentence):
    lowered = sentence.lower()
    assert list(spliced(lowered, hints_in(lowered).splices)) == []


def test_what_parts_a_word_once_is_cut_wherever_it_stands():
    text = "法治政某海文库府建设。\n推进某海文库改革。"
    [(first, _), (second, cuts)] = spliced_on(text, hints_in(text).splices)
    assert (first, second, [(cut.start, cut.end) for cut in cuts]) == (0, 1, [(2, 6)])


@pytest.mark.parametrize(
    ("line", "cut", "whole"),
    [
        ("推进法治政大某书文库府建设", "某书文库", "大某书文库"),
        ("推进平安法某客doc88t治建设", "某客doc88", "某客doc88t"),
        ("推进法治大某书文库政府建设", "某书文库", "某书文库"),
    ],
)
def test_what_a_cut_left_of_a_mark_in_a_word_goes_with_it(line, cut, whole):
    start = line.index(cut)
    found = completed(line, Cut(start, start + len(cut), "ad"))
    assert line[found.start : found.end] == whole


@given(st.text(st.sampled_from("法治政府建设网sf9、。某文库"), max_size=40))
def test_strings_lie_in_their_line_and_have_no_stop(text):
    for cut in spliced(text, hints_in(text).splices):
        assert 0 < cut.start < cut.end < len(text)
        assert "。" not in text[cut.start : cut.end]


@pytest.mark.parametrize("key", ["whole", "begins", "ends"])
def test_words_are_given_once(key):
    words = RULES["words"][key]
    assert len(words) == len(set(words))


HONEST = """2024年PM2.5浓度为28微克。
从事PPP项目监管。
建立快速检测方法。
残疾人体育运动员获奖。
采矿许可证转让12件。
提供征信查询1200件。
水质COD含量达标。
提升2024年国际知名度。
通行证4,918本,加急办证37本。"""


@pytest.mark.parametrize("sentence", HONEST.split("\n"))
def test_letters_and_words_that_reports_have_part_no_word(sentence):
    assert label_lines(f"{PROSE}\n{sentence}\n{PROSE}")[1].kept == sentence
