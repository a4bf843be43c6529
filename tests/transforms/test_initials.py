"""Names with their pinyin initials behind them."""

from __future__ import annotations

import pytest

from transforms.initials import spans_of_initials
from transforms.lines import label_lines

PROSE = "全县深入推进依法行政,办理行政复议案件12件。"


@pytest.mark.parametrize("name", ["永盈会yyh88", "金云会jyh66", "任你博rnb8", "千赢qy8"])
def test_a_name_is_found_from_its_first_character_to_its_last_digit(name):
    assert list(spans_of_initials(f"推进{name},办结")) == [(2, 2 + len(name))]


def test_initials_in_brackets_betray_a_name_of_three_characters_or_more():
    assert list(spans_of_initials("成立乐橙湾(lcw)专班")) == [(2, 10)]
    assert list(spans_of_initials("检测挥发物(voc)含量")) == []


@pytest.mark.parametrize("text", ["使用app2次", "接入zwfw平台", "检测pm2.5", "办公室bg", "yyh88"])
def test_letters_that_are_no_initials_of_what_stands_before_them_are_none(text):
    assert list(spans_of_initials(text)) == []


def test_such_a_name_is_cut_only_on_a_page_with_a_certain_advert():
    line = PROSE.replace("办理", "金云会jyh66办理")
    assert label_lines(f"{PROSE}\n{line}")[1].kept == line
    assert label_lines(f"{PROSE}\n{line}\n新葡京官网")[1].kept == PROSE
