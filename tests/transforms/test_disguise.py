"""Adverts that are written so that no filter reads them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.adverts import advertises, adverts_among
from transforms.disguise import apart, readings
from transforms.lines import label_lines

PROSE = "全县深入推进依法行政,办理行政复议案件12件,持续提升治理能力。"


def test_a_text_with_traditional_characters_is_read_in_both_ways():
    assert readings("百家樂BET") == ("百家樂bet", "百家乐bet")
    assert readings("行政复议") == ("行政复议",)


@given(st.text(st.sampled_from("百家樂網A法治 .İ"), max_size=30))
def test_every_reading_is_as_long_as_the_text(text):
    assert {len(reading) for reading in readings(text.replace("İ", "I"))} <= {len(text)}


def test_characters_apart_are_read_together_without_and_with_the_end_of_a_word_before_them():
    (run,) = apart("法治建设工菠 菜 导 航 网作机制")
    assert [each.together for each in run] == ["菜导航网", "菠菜导航网"]
    assert "法治建设工菠 菜 导 航 网作机制"[run[1].start : run[1].end] == "菠 菜 导 航 网"


@pytest.mark.parametrize(
    "advert",
    [
        "某.斐.范.文.园",
        "澳-门-葡-京-赌-场",
        "菠 菜 导 航 网",
        "百家樂大小路單打法",
        "казино вулкан играть онлайн",
        "카지노사이트 먹튀검증 토토사이트",
    ],
)
def test_an_advert_in_disguise_is_cut_out_of_a_sentence(advert):
    spoilt = PROSE.replace("办理", f"{advert}办理")
    assert label_lines(f"{PROSE}\n{spoilt}")[1].kept == PROSE


@pytest.mark.parametrize(
    "line", ["序 号 名 称 数 量", "深圳市龍崗區法治辦公室", "Сотрудничество с соседями", "1 2 3 4 5 6"]
)
def test_what_only_looks_so_stays(line):
    assert label_lines(f"{PROSE}\n{line}\n{PROSE}\n新葡京官网")[1].kept == line


def test_characters_apart_advertise_beside_an_article_too():
    assert advertises("澳.门.新.葡.京.官.网")
    assert adverts_among(["法治云岭", "澳.门.新.葡.京.官.网"]) == ["澳.门.新.葡.京.官.网"]


def test_a_name_whose_parts_strokes_set_apart_is_read_together():
    assert label_lines(f"{PROSE}\n某博7365|中文官网|登录入口\n{PROSE}")[1].label == "ad"
