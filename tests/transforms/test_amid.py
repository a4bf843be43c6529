"""Names of houses and of copying sites that no list has, amid a sentence: on a page on which another advert is
certain, and on one without those that say what they offer."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.examples import spoilt_and_clean
from transforms.amid import with_its_name
from transforms.copyists import names_amid
from transforms.disguise import readings
from transforms.fold import fold
from transforms.hints import hints_in
from transforms.lines import label_lines
from transforms.records import Cut
from transforms.rule_files import read_text

PROSE = "全县深入推进依法行政,办理行政复议案件12件,持续提升治理能力。"
EXAMPLES, OFFERED = (yaml.safe_load(read_text(name)) for name in ("amid.yml", "offered.yml"))


def on_both_pages(key):
    """The examples of a page with another advert, and those of one without."""
    return [(line, True) for line in EXAMPLES[key]] + [(line, False) for line in OFFERED[key]]


def read(line, spoilt=True):
    return label_lines("\n".join([PROSE, line, PROSE, *(["新葡京官网"] if spoilt else [])]))[1]


@pytest.mark.parametrize(("line", "spoilt"), on_both_pages("within"))
def test_a_name_is_cut_between_the_words_of_the_report(line, spoilt):
    whole, clean = spoilt_and_clean(line)
    found = read(whole, spoilt)
    assert (found.kept, len(found.cuts)) == (clean, 1)


@pytest.mark.parametrize(("line", "spoilt"), on_both_pages("keep"))
def test_what_an_office_says_of_such_places_stays(line, spoilt):
    assert read(line, spoilt).kept == line


@pytest.mark.parametrize("line", EXAMPLES["lines"])
def test_a_line_of_nothing_but_offers_is_an_advert(line):
    assert read(line).label == "ad"


@pytest.mark.parametrize("line", EXAMPLES["within"])
def test_on_a_page_without_adverts_nothing_is_guessed(line):
    text = line.replace("«", "").replace("»", "")
    assert [cut for cut in read(text, spoilt=False).cuts if cut.rule.endswith(".amid")] == []


def test_without_a_word_of_the_report_beside_it_a_name_stays():
    assert read("由甲乙丙丁戊己庚辛壬癸娱乐场办理。").cuts == ()


def test_the_name_of_a_known_house_goes_whole():
    assert read("落实新葡京娱乐场各项制度。").kept == "落实各项制度。"


def test_a_rule_that_missed_the_beginning_of_a_name_is_completed():
    assert read("(四)有效化解矛盾纠纷喜某登棋牌官网版").kept == "(四)有效化解矛盾纠纷"
    line, cut = "化解矛盾纠纷喜某登官网", Cut(7, 11, "ad.x")
    assert with_its_name(line, cut) == Cut(6, 11, "ad.x")
    assert with_its_name("化解矛盾纠纷某登官网", cut := Cut(6, 10, "ad.x")) is cut


@pytest.mark.parametrize(
    "anchor",
    [
        "国际版",
        "app下载",
        "娱乐城",
        "棋牌",
        "百 某 棋 牌",
        "公文",
        "©",
        "【",
        "影院-高清观看",
        "国际·(中国)官网",
        "注册送38元",
    ],
)
def test_a_row_of_one_word_is_read_in_no_more_ways_than_one(anchor):
    # In all ways it would take longer than this test may; beyond 15,000 characters nothing is guessed.
    row = anchor * (14_000 // len(anchor))
    assert "".join(line.text for line in label_lines(f"娱乐城推荐{row}某\n新葡京官网")).startswith("娱乐城推荐")


@given(st.text(st.sampled_from("娱乐城公文网库稿©★【】()·—某行政执法. abc"), max_size=30))
def test_a_cut_holds_something_and_lies_in_its_line(text):
    cuts = list(names_amid(text))
    assert all(0 <= cut.start < cut.end <= len(text) for cut in cuts)


@pytest.mark.parametrize("line", EXAMPLES["within"])
def test_a_line_with_a_name_has_what_lets_it_be_looked_at(line):
    text = fold(line.replace("«", "").replace("»", "")).lower()
    found = any(True for reading in readings(text) for _ in names_amid(reading))
    assert not found or hints_in(text).names


def test_words_of_sports_and_lotteries_make_no_page_spoilt():
    lines = [PROSE, "规范福利彩票销售网点12个。", "建成公共体育平台,举办棋牌比赛。", PROSE]
    assert [line.kept for line in label_lines("\n".join(lines))] == lines


def test_two_likely_adverts_make_a_page_spoilt():
    one, two = "多次主持某湖娱乐场市委常委会议。", "充分发挥新某福赌城区司法局的作用。"
    assert [line.cuts for line in label_lines("\n".join([PROSE, one, PROSE]))] == [()] * 3
    kept = [line.kept for line in label_lines("\n".join([PROSE, one, two, PROSE]))[1:3]]
    assert kept == ["多次主持市委常委会议。", "充分发挥区司法局的作用。"]
