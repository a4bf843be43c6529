"""What goes with an advert that a rule has found amid a sentence."""

import pytest

from transforms.chained import with_its_brackets, with_what_is_chained
from transforms.records import Cut


@pytest.mark.parametrize(
    ("line", "advert", "whole"),
    [
        ("提高水平um优德体育登录推进", "优德体育登录", "um优德体育登录"),
        ("水平切实提高|天博tb988官网", "tb988官网", "|天博tb988官网"),
        ("加强星际娱乐场xj005入口矛盾化解", "xj005入口", "星际娱乐场xj005入口"),
        ("加强九州酷游ku111关于", "酷游", "九州酷游ku111"),
        ("涵盖pg电子麻将胡了免费试玩组织", "pg电子麻将胡了免费", "pg电子麻将胡了免费试玩"),
        ("【欧宝体育ob】一是", "欧宝体育", "欧宝体育ob"),
        ("办结新葡京官网最新网站。", "新葡京官网", "新葡京官网最新网站"),
        # what a sentence goes on with
        ("办结新葡京官网平台建设", "新葡京官网", "新葡京官网"),
        ("办结新葡京官网12件", "新葡京官网", "新葡京官网"),
        ("通过app新葡京官网vpn接入", "新葡京官网", "新葡京官网"),
    ],
)
def test_names_letters_and_offers_right_beside_it_are_of_it(line, advert, whole):
    start = line.index(advert)
    cut = with_what_is_chained(line, Cut(start, start + len(advert), "ad"))
    assert line[cut.start : cut.end] == whole


@pytest.mark.parametrize(
    ("line", "advert", "whole"),
    [
        ("同比下降1.36%;(足球推单扣裙:捌陆叁)行政机关", "扣裙", "(足球推单扣裙:捌陆叁)"),
        ("提高【pk拾冠军五码两期计划】水平", "pk拾", "【pk拾冠军五码两期计划】"),
        ("检查(棋牌室、扣裙、网吧)12家", "扣裙", "扣裙"),
        ("检查扣裙(12家)", "扣裙", "扣裙"),
    ],
)
def test_a_phrase_in_brackets_is_of_the_advert_in_it(line, advert, whole):
    start = line.index(advert)
    cut = with_its_brackets(line, Cut(start, start + len(advert), "ad"))
    assert line[cut.start : cut.end] == whole
