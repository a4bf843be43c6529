"""What betting houses offer behind a name that nobody knows, on a page without any other advert."""

import pytest
import yaml

from tests.transforms.examples import spoilt_and_clean
from transforms.lines import label_lines
from transforms.rule_files import read_text

PROSE = "全县深入推进依法行政,办理行政复议案件12件,持续提升治理能力。"
EXAMPLES = yaml.safe_load(read_text("offered.yml"))


def read(line):
    return label_lines("\n".join([PROSE, line, PROSE]))[1]


@pytest.mark.parametrize("line", EXAMPLES["within"])
def test_a_name_with_its_trade_and_offers_is_cut(line):
    spoilt, clean = spoilt_and_clean(line)
    found = read(spoilt)
    assert (found.kept, len(found.cuts)) == (clean, 1)


@pytest.mark.parametrize("line", EXAMPLES["keep"])
def test_what_an_office_says_of_such_a_trade_stays(line):
    assert read(line).cuts == ()
