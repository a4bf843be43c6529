"""Numbers in cells: read where row and column leave nothing to guess, else left alone. All tables are ours."""

import pytest

from tests.transforms.conftest import body_of
from transforms.body import Body
from transforms.indicators import assign
from transforms.pipeline import extract
from transforms.quantities import find_table_cells


def cells(*lines):
    return assign(find_table_cells(Body(body_of("\n".join(lines)), ())))


def brief(*lines):
    return [(q.raw, float(q.value), q.unit, q.indicator) for q in cells(*lines)]


def test_unit_and_thing_stand_in_the_names_of_column_and_row():
    table = ("信息内容 | 本年制发件数 | 本年废止件数", "行政规范性文件 | 12 | 4", "公告 | 1,020 | 0")
    assert brief(*table) == [
        ("12", 12, "件", "normdocs_issued"),
        ("4", 4, "件", "normdocs_repealed"),
        ("1,020", 1020, "件", None),
        ("0", 0, "件", None),
    ]


def test_rows_in_frames_and_ruled_lines_are_tables_too():
    assert brief("| 事项 | 受理(件) | 审结(件) |", "|---|---:|---|", "| 行政复议 | 14 | 13 |") == [
        ("14", 14, "件", "reconsideration_accepted"),
        ("13", 13, "件", "reconsideration_concluded"),
    ]


def test_the_unit_may_stand_with_the_row_or_above_the_table():
    assert brief("项目 | 数量", "行政复议受理(件) | 14", "执法人员培训（人次） | 300") == [
        ("14", 14, "件", "reconsideration_accepted"),
        ("300", 300, "人次", "enforcement_training_persons"),
    ]
    assert brief("单位：件", "项目 | 数量", "行政复议受理 | 14")[0][2:] == ("件", "reconsideration_accepted")


def test_the_caption_may_end_with_the_unit():
    table = ("行政复议案件统计表（单位：件）", "项目 | 2024年 | 2023年", "受理 | 14 | 9")
    assert [(q.raw, q.role, q.period, q.indicator) for q in cells(*table)] == [
        ("14", "level", "2024", "reconsideration_accepted"),
        ("9", "baseline", "2023", "reconsideration_accepted"),
    ]


def test_a_row_that_names_columns_with_units_opens_another_table():
    first = ("事项 | 数量（件）", "行政复议受理 | 14")
    second = ("类别 | 行政处罚（件） | 罚款（万元）", "交通 | 1,560 | 12")
    assert [(q.raw, q.unit_norm) for q in cells(*first, *second)] == [("14", "件"), ("1,560", "件"), ("12", "元")]


def test_the_line_above_and_a_change_of_one_column_say_what_the_cells_count():
    rows = ("行政处罚案件统计表", "类别 | 案件数（件） | 案件数同比（%）", "公路路政 | 731 | -5.1")
    quantities, _ = extract(body_of("\n".join(rows)), ())
    assert [(q.raw, float(q.value), q.role, q.indicator) for q in quantities] == [
        ("731", 731, "level", "penalty_cases"),
        ("-5.1", -5.1, "yoy_change", "penalty_cases"),
    ]


def test_the_unit_may_have_a_column_of_its_own():
    assert brief("指标 | 单位 | 数量", "行政复议受理 | 件 | 14") == [("14", 14, "件", "reconsideration_accepted")]


def test_an_amount_is_expanded():
    (cell,) = cells("项目 | 金额（万元）", "法律援助挽回损失 | 480.5")
    assert (cell.value, cell.unit, cell.unit_norm) == (4805000, "万元", "元")


def test_the_evidence_is_the_cell():
    text = "| 事项 | 受理(件) |\n| 行政复议 |  14 |"
    (cell,) = cells(*text.split("\n"))
    assert text[cell.source_start : cell.source_end] == "14"


def test_a_year_over_a_column_is_its_period():
    assert [q.period for q in cells("事项 | 2023年(件) | 2024年(件)", "行政复议受理 | 11 | 14")] == ["2023", "2024"]


def test_columns_of_years_and_of_change_say_what_was_and_how_it_changed():
    rows = ("复议申请收到（件） | 40 | 50 | 25.0%", "出庭应诉率(%) | 90 | 88.5 | -1.5个百分点")
    quantities, _ = extract(body_of("\n".join(("主要数据", "项目 | 2023年 | 2024年 | 变化幅度", *rows))), ())
    assert [(q.raw, float(q.value), q.role, q.period, q.indicator) for q in quantities] == [
        ("40", 40, "baseline", "2023", "reconsideration_received"),
        ("50", 50, "level", "2024", "reconsideration_received"),
        ("25.0%", 25, "yoy_change", "2024", "reconsideration_received"),
        ("90", 90, "baseline", "2023", "leader_court_rate"),
        ("88.5", 88.5, "rate", "2024", "leader_court_rate"),
        ("-1.5个百分点", -1.5, "yoy_change", "2024", "leader_court_rate"),
    ]


@pytest.mark.parametrize(
    "table",
    [
        ("项目 | 数量", "行政复议受理 | 14"),
        ("项目(人) | 数量(件)", "行政复议受理(次) | 14"),
        ("项目 | 受理(件) | 审结(件)", "行政复议 | 14"),
        ("项目 | 受理(件)", "种类 | 审结(件)", "行政复议 | 14"),
        ("受理 | 14", "审结 | 13"),
        ("序号 | 编号(个)", "甲 | 14"),
        ("项目 | 目标(件)", "行政复议 | 14"),
        ("项目 | 同比增长(%)", "行政复议 | 14"),
        ("序号 | 受理(件)", "1 | 14"),
        ("办理行政复议案件|14|件",),
    ],
    ids=[
        "no unit",
        "two units",
        "merged cells",
        "two heads",
        "no head",
        "a code",
        "an aim",
        "a change",
        "a number for a name",
        "one row",
    ],
)
def test_what_leaves_something_to_guess_is_not_read(table):
    assert cells(*table) == ()
