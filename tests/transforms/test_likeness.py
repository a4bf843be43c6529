"""Stretches and rows that are like adverts and unlike reports, and the texts that teach it.

The examples of rules/likeness.yml stand with those of pitches.yml in test_pitches.py.
"""

import re
from itertools import pairwise

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.examples import spoilt_and_clean
from transforms.fold import fold
from transforms.likeness import is_rest_of_an_advert, stretches_like_adverts
from transforms.lines import label_lines
from transforms.rule_files import read_text

PROSE = "全县深入推进依法行政，办理行政复议案件12件，持续提升治理能力和水平。"
RULES = yaml.safe_load(read_text("likeness.yml"))
LETTERS = frozenset(RULES["words"]["letters"])
SEEN = {name: read_text(f"seen/{name}.txt").splitlines() for name in ("adverts", "topics", "reports")}
PIECES = ["植发哪家医院好", "二手房急售", "推进依法行政", "办理案件12件", "，", "。", "“", "”", "app", "2023年", " "]


@pytest.mark.parametrize("row", RULES["row"])
def test_a_row_of_phrases_like_adverts_is_one_by_itself(row):
    assert label_lines(f"{PROSE}\n{row}\n{PROSE}")[1].label == "ad"


def test_one_stretch_like_adverts_alone_is_never_certain():
    spoilt, _ = spoilt_and_clean(RULES["within"][0])
    assert label_lines(f"{PROSE}\n{spoilt}\n{PROSE}")[1].kept == spoilt


def test_two_lines_with_such_stretches_tell_that_a_page_is_spoilt():
    (first, kept), (second, kept_too) = map(spoilt_and_clean, RULES["within"][:2])
    assert [line.kept for line in label_lines(f"{first}\n{PROSE}\n{second}")] == [kept, PROSE, kept_too]


@pytest.mark.parametrize(
    ("rest", "is_advert"),
    [
        (",随治随走不住院,现在网上预约可免挂号费和检查费。", True),
        ("全年受理行政复议案件12件,办结11件,依法纠错2件。", False),
        ("打击花呗套现平台,关停股票配资开户网站5个。", False),
        ("双色球 | 开奖号码 | 投注注数 | 销售金额", False),
        ("组织群众参观反诈展厅,讲解刷单返利、冒充客服等套路。", False),
        ("三、随治随走不住院,现在网上预约可免挂号费", False),
    ],
)
def test_what_is_left_of_a_line_beside_an_advert_is_more_of_it_unless_it_reads_as_a_report(rest, is_advert):
    assert is_rest_of_an_advert(rest) is is_advert


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_stretches_lie_in_the_line_and_apart(line):
    found = sorted((pitch.start, pitch.end) for pitch in stretches_like_adverts(fold(line)))
    assert all(0 <= start < end <= len(line) for start, end in found)
    assert all(first[1] <= second[0] for first, second in pairwise(found))


@pytest.mark.parametrize("name", sorted(SEEN))
def test_what_teaches_is_listed_once_in_order_with_zeros_for_digits(name):
    assert SEEN[name] == sorted(set(SEEN[name]))
    assert not [line for line in SEEN[name] if re.search("[1-9A-Z]", line) or line != fold(line).strip()]


@pytest.mark.parametrize("name", ["adverts", "reports"])
def test_what_teaches_names_no_site_and_no_account(name):
    words = {word for line in SEEN[name] for word in re.findall("[a-z]+", line)}
    assert not {word for word in words - LETTERS if set(word) != {"a"}}
