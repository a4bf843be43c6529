from __future__ import annotations

import re
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms import masks, mentions
from transforms.masks import MASK, mask_numbers

# Pieces of what is masked and of what is not, so that many lines of them nearly match.
PIECES = [*"0123456789", *"一二三五十百两〇零第届近年月日号件项次人级大维张方天分小时周"]
PIECES += [*"·.:/、,。;()[]〔〕“”+×xX*~至到—-是 "]
PIECES += ["2023", "24", "365", "GB/T", "S2", "普法", "规划", "行动", "周年", "全会", "连续", "未来", "小时", "分钟"]
PIECES += ["圈", "个", "名", "方面军", "张清单"]


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_looking_first_at_beginnings_and_behind_digits_changes_nothing(line: str) -> None:
    kinds = masks._DATES + masks._DOCUMENT_NUMBERS + masks._ORDINALS + masks._FORMULAS + masks._ENUMERATORS
    everywhere = re.compile("|".join(kinds))
    assert masks._NEVER.sub("#", line) == everywhere.sub("#", line)


NUMERALS = [*"一二三两五十百千万半番第成分率", *"件项人次名个家年月日·,。;、“”《》"]
NUMERALS += [
    "分之",
    "百分之",
    "全省",
    "位居",
    "第三名",
    "三成",
    "翻一番",
    "过半",
    "一半",
    "半天",
    "缩短至",
    "近三",
    "条例",
    "余件",
]


@given(st.lists(st.sampled_from(NUMERALS), max_size=14).map("".join))
def test_a_line_without_digits_is_left_only_where_it_states_no_number(line: str) -> None:
    with patch.object(mentions, "_numerals", lambda: re.compile("")):
        everywhere = mentions.find_mentions(line)
    assert mentions.find_mentions(line) == everywhere


@pytest.mark.parametrize("before", range(25))
def test_a_run_of_twenty_digits_is_no_count_wherever_it_stands(before: int) -> None:
    assert mask_numbers("案" * before + "7" * 20 + "件") == "案" * before + MASK * 20 + "件"
    assert mask_numbers("案" * before + "7" * 19 + "件") == "案" * before + "7" * 19 + "件"
