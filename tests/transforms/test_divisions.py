"""The table of divisions: what holds for every row, and which division a name of today or of then stands for."""

import csv
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.divisions import GAZETTEER, Division, gazetteer_for
from transforms.pipeline import clean
from transforms.places import find_place
from transforms.records import Issuer, Page
from transforms.rule_files import read_text

PROSE = "深入推进依法行政,持续提升治理能力和水平。"
DIVISIONS = list(csv.DictReader(read_text("divisions.csv").splitlines()))
FORMER = list(csv.DictReader(read_text("former_names.csv").splitlines()))
SHORT = list(csv.DictReader(read_text("short_names.csv").splitlines()))
TODAY = {row["code"]: row for row in DIVISIONS if not row["until"]}
MUNICIPALITIES = ("11", "12", "31", "50")


def place(title: str, body: str = PROSE) -> str | None:
    return clean(Page(f"{title}\n{body}".encode(), "text/plain")).document.jurisdiction.code


# --- the table


def test_codes_are_six_digits_and_unique():
    codes = [row["code"] for row in DIVISIONS]
    assert [code for code in codes if len(code) != 6 or not code.isdecimal()] == []
    assert [code for code, count in Counter(codes).items() if count > 1] == []


def test_the_table_holds_all_divisions_in_force_at_the_end_of_2024():
    levels = Counter(row["level"] for row in TODAY.values())
    assert levels == {"province": 34, "prefecture": 333, "county": 2846}


def test_the_digits_of_a_code_name_its_level_province_and_prefecture():
    for code, row in TODAY.items():
        level = "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"
        above = TODAY.get(f"{code[:4]}00") if level != "province" else None
        # 省直辖县级 (4290…, 4690…, 6590…) and the districts of a municipality have no prefecture.
        prefecture = above["name"] if above and above["level"] == "prefecture" else ""
        expected = (level, TODAY[f"{code[:2]}0000"]["name"], prefecture)
        assert (row["level"], row["province"], row["prefecture"]) == expected, row


def test_only_municipalities_and_divisions_right_below_the_province_have_no_prefecture():
    alone = {code[:4] for code, row in TODAY.items() if row["level"] == "county" and not row["prefecture"]}
    assert {code for code in alone if not code.startswith(MUNICIPALITIES)} == {"4190", "4290", "4690", "6590"}


def test_no_two_divisions_of_a_prefecture_share_a_name():
    names = Counter((row["province"], row["prefecture"], row["name"]) for row in TODAY.values())
    assert [name for name, count in names.items() if count > 1] == []


def test_whatever_came_to_an_end_leads_to_a_division_of_today_in_its_province():
    for row in FORMER + [row for row in DIVISIONS if row["until"]]:
        assert row["successor"] in TODAY, row
        assert row["successor"][:2] == row["code"][:2], row
        assert row["until"] == "" or 2000 <= int(row["until"]) <= 2024, row


def test_no_division_of_today_has_a_successor():
    assert [row for row in TODAY.values() if row["successor"]] == []


def test_a_former_name_differs_from_that_of_its_successor_and_stands_once():
    assert [row for row in FORMER if row["name"] == TODAY[row["successor"]]["name"]] == []
    assert [key for key, count in Counter((row["name"], row["code"]) for row in FORMER).items() if count > 1] == []


def test_a_former_code_belongs_today_to_nobody_else():
    assert [row for row in FORMER if row["code"] in TODAY and row["code"] != row["successor"]] == []


def test_changes_are_of_the_kinds_that_are_described():
    assert {row["kind"] for row in FORMER} == {"renamed", "converted", "divided", "merged"}


def test_a_short_form_is_no_name_of_another_division():
    names = {row["name"] for row in DIVISIONS + FORMER}
    assert [row for row in SHORT if row["name"] in names or row["code"] not in TODAY] == []


@given(st.sampled_from([row for row in TODAY.values() if row["level"] == "county" and row["prefecture"]]))
def test_every_county_is_found_behind_the_name_of_its_prefecture(row: dict[str, str]):
    assert find_place(f"{row['prefecture']}{row['name']}2023年报告", "", (), None, None).division == by_code(row)


@given(st.sampled_from([row for row in FORMER if row["name"] not in {today["name"] for today in TODAY.values()}]))
def test_every_former_name_that_none_bears_today_stands_for_its_successor_in_its_prefecture(row: dict[str, str]):
    successor = GAZETTEER.by_code[row["successor"]]
    context = f"{successor.prefecture or successor.province}各部门"
    division = find_place(f"{row['name']}2009年报告", context, (), None, None).division
    assert division and (division == successor or successor.contains(division) or division.contains(successor))


def by_code(row: dict[str, str]) -> Division:
    return GAZETTEER.by_code[row["code"]]


# --- former names


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("襄樊市2009年依法行政工作报告", "420600"),
        ("襄樊市襄阳区2009年依法行政工作报告", "420607"),
        ("即墨市2016年法治政府建设情况报告", "370215"),
        ("通州市2008年依法行政工作报告", "320612"),
        ("崇明县2015年依法行政工作报告", "310151"),
        ("毕节地区2010年依法行政工作报告", "520500"),
        ("思茅市2005年依法行政工作报告", "530800"),
        ("普洱县2005年依法行政工作报告", "530821"),
        ("湖南省邵东县2017年法治政府建设情况报告", "430582"),
        ("沙县2019年法治政府建设情况报告", "350405"),
    ],
)
def test_a_former_name_stands_for_the_present_division(title, code):
    assert place(title) == code


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("北京市通州区2016年法治政府建设情况报告", "110112"),
        ("南通市通州区2016年法治政府建设情况报告", "320612"),
        ("保定市新市区2012年依法行政工作报告", "130602"),
        ("新市区2012年依法行政工作报告", "650104"),
        ("江苏省淮安市2016年法治政府建设情况报告", "320800"),
        ("毕节市2010年依法行政工作报告", "520500"),
        ("广州市东山区2004年依法行政工作报告", "440102"),
        ("东山区2014年依法行政工作报告", "230406"),
    ],
)
def test_a_former_name_that_others_bear_today_counts_only_behind_the_name_of_its_city(title, code):
    assert place(title) == code


def test_the_districts_of_a_later_merger_stay_apart():
    assert place("闸北区2014年依法行政工作报告") == "310108"
    assert place("静安区2014年依法行政工作报告") == "310106"


def test_the_present_name_is_kept_and_the_printed_one_is_a_candidate():
    document = clean(Page(f"襄樊市司法局2009年依法行政工作报告\n{PROSE}".encode(), "text/plain")).document
    assert (document.jurisdiction.name, document.reporting_body) == ("襄阳市", "襄阳市司法局")
    assert document.fields["jurisdiction"].candidates == ("襄樊市",)


def test_a_former_code_in_the_index_number_stands_for_the_present_division():
    assert place("2008年依法行政工作报告", f"索引号:11320683000000000X/2009-00001\n{PROSE}") == "320612"


# --- names that are no plain row of the table


@pytest.mark.parametrize(
    ("title", "code"),
    [
        ("峨山县2022年法治政府建设年度报告", "530426"),
        ("双江自治县2021年法治政府建设情况报告", "530925"),
        ("龙胜各族自治县2022年法治政府建设情况报告", "450328"),
        ("鄂温克旗2022年法治政府建设情况报告", "150724"),
        ("莫旗2022年法治政府建设情况报告", "150722"),
        ("科尔沁左翼中旗2023年法治政府建设情况报告", "150521"),
        ("锡盟2022年法治政府建设情况报告", "152500"),
        ("克州2022年法治政府建设情况报告", "653000"),
        ("大兴安岭地区行政公署2022年法治政府建设情况报告", "232700"),
        ("阿里地区2022年法治政府建设情况报告", "542500"),
        ("神农架林区2022年法治政府建设情况报告", "429021"),
        ("六枝特区2022年法治政府建设情况报告", "520203"),
        ("济源市2022年法治政府建设年度报告", "419001"),
        ("东莞市2022年法治政府建设情况报告", "441900"),
        ("新疆生产建设兵团第一师阿拉尔市2022年法治政府建设情况报告", "659002"),
        ("新疆生产建设兵团2022年法治政府建设情况报告", None),
        ("雄安新区2022年法治政府建设情况报告", None),
        ("阳泉市郊区2022年法治政府建设情况报告", "140311"),
        ("城区2022年法治政府建设情况报告", None),
    ],
)
def test_divisions_of_every_kind_are_known_by_the_names_that_titles_give_them(title, code):
    assert place(title) == code


def test_divisions_of_one_name_are_told_apart_by_the_short_name_of_their_prefecture():
    assert place("东乡县2014年法治政府建设情况报告", f"临夏州东乡县{PROSE}") == "622926"
    assert place("东乡县2014年法治政府建设情况报告", f"抚州市委要求。{PROSE}") == "361003"


def test_the_place_is_no_candidate_against_itself():
    document = clean(Page(f"博湖县2022年法治政府建设情况报告\n{PROSE}".encode(), "text/plain")).document
    assert document.fields["jurisdiction"].candidates == ()


def test_a_name_of_two_characters_needs_a_border_before_it():
    texts = ("和县2022年", "中共和县县委", "市级和县级", "在和县")
    assert [len(list(GAZETTEER.mentions(text))) for text in texts] == [1, 1, 0, 0]


@pytest.mark.parametrize("text", ["江北区域一体化", "县域经济", "创新县域治理", "新疆生产建设兵团"])
def test_words_that_hold_a_name_are_no_mention(text):
    assert list(GAZETTEER.mentions(text)) == []


def test_a_fictitious_division_is_known_beside_the_table():
    county = Issuer("云岭县人民政府", "government", "990101", "云岭县", "county", "云州省", "云川市")
    [mention] = gazetteer_for(county).mentions("云岭县")
    assert [division.code for division in mention.divisions] == ["990101"]
