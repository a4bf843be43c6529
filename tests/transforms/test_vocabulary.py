"""Phrases that say nothing of what reports say: where they stand alone they are foreign."""

import pytest

from transforms.lines import label_lines
from transforms.vocabulary import is_strange, speaks_of_reports

PROSE = "全县深入推进依法行政,办理行政复议案件12件,持续提升治理能力。"
SPOILT = "\n新葡京官网"


@pytest.mark.parametrize("text", ["规范行政执法", "下载并安装法律服务程序", "开展网络直播普法"])
def test_a_clause_of_a_report_speaks_of_reports(text):
    assert speaks_of_reports(text)


@pytest.mark.parametrize("text", ["霸道总裁小说全集txt下载", "永久免费加速器梯子vpn", "日韩伦理电影网"])
def test_an_advert_does_not(text):
    assert not speaks_of_reports(text)
    assert is_strange(text)


@pytest.mark.parametrize("tail", ["永久免费加速器梯子VPN下载", "亚洲日韩伦理电影网"])
def test_a_tail_with_words_of_adverts_and_none_of_reports_is_cut(tail):
    line = label_lines(f"{PROSE}\n{PROSE}{tail}")[1]
    assert (line.kept, [cut.rule for cut in line.cuts]) == (PROSE, ["ad.pitch_tail"])


def test_fewer_words_are_enough_where_an_advert_is_certain():
    assert label_lines(f"{PROSE}\n{PROSE}日韩伦理电影网{SPOILT}")[1].kept == PROSE


@pytest.mark.parametrize("start", ["足球外围怎么买", "蜜桃影院在线看"])
def test_what_stands_before_the_marker_of_a_heading_is_cut_there(start):
    assert (
        label_lines(f"{PROSE}\n{start}二、依法全面履行政府职能\n{PROSE}{SPOILT}")[1].kept == "二、依法全面履行政府职能"
    )


@pytest.mark.parametrize("line", ["指尖上的温暖", "星光娱乐有限公司", "彩票、棋牌、游戏", "| 棋牌 | 12 |"])
def test_a_line_that_may_be_of_the_report_stays_though_it_has_none_of_its_words(line):
    assert label_lines(f"{PROSE}\n{line}\n{PROSE}{SPOILT}")[1].kept == line
