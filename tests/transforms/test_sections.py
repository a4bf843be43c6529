"""The heading tree of texts with sound, damaged and missing numbers."""

import pytest

from transforms.pipeline import clean, split
from transforms.records import Page
from transforms.themes import theme_rules, themes_named

PROSE = "全县深入推进依法行政,持续提升治理能力和水平。"


def tree(*lines):
    """(path, marker, heading) of each section."""
    sections = split(clean(Page("\n".join(lines).encode(), "text/plain")))
    return [(section.path, section.marker, section.heading) for section in sections]


@pytest.mark.parametrize(
    "wide", [str.maketrans({}), str.maketrans("(),.", "（），．")], ids=["half width", "full width"]
)
def test_level_is_depth_and_headings_end_at_the_first_full_stop(wide):
    lines = ["一、主要举措", "(一)加强领导,压实责任", "1.学习.常抓不懈。集体学法4次。", "2.督察。", "二、存在问题"]
    assert tree(*(f"\u3000\u3000{line}".translate(wide) for line in lines)) == [
        (path, marker.translate(wide), heading.translate(wide))
        for path, marker, heading in [
            ("1", "一、", "主要举措"),
            ("1.1", "(一)", "加强领导,压实责任"),
            ("1.1.1", "1.", "学习.常抓不懈"),
            ("1.1.2", "2.", "督察"),
            ("2", "二、", "存在问题"),
        ]
    ]


def test_a_style_directly_below_a_chapter_is_of_the_second_level():
    assert [path for path, *_ in tree("一、举措", "1.学习。", "2.督察。", "二、计划", "(一)学习。")] == [
        "1",
        "1.1",
        "1.2",
        "2",
        "2.1",
    ]


def test_serials_inside_a_paragraph_are_sections_up_to_the_next_one():
    found = tree("一、存在问题", "主要表现为一是力量薄弱。人员不足。二是意识不强;三是统筹不够。", PROSE)
    assert found[1:] == [("1.1", "一是", "力量薄弱"), ("1.2", "二是", "意识不强"), ("1.3", "三是", "统筹不够")]


def test_serials_on_lines_of_their_own_stand_below_the_item():
    found = tree("一、举措", "(一)加强领导", "一是坚持学习。", "二是坚持督察。", "(二)规范执法")
    assert [path for path, *_ in found] == ["1", "1.1", "1.1.1", "1.1.2", "1.2"]


def test_a_lone_first_serial_inside_a_sentence_is_a_phrase():
    assert tree("一、举措", "我县的做法,一是学习,效果明显。") == [("1", "一、", "举措")]


def test_a_paragraph_after_serials_belongs_to_the_section_above_them():
    text = "\n".join(["一、存在问题", "表现为:一是力量薄弱。二是意识不强。", PROSE])
    sections = split(clean(Page(text.encode(), "text/plain")))
    assert [section.path for section in sections if section.source_start <= text.index(PROSE) < section.source_end] == [
        "1"
    ]


def test_lost_brackets_and_dots_count_only_in_their_sequence():
    found = tree("一、举措", "(一)加强领导", "二)规范执法", "1.学习。", "2督察考核从严。", "3件规章修改完成。")
    assert [(path, heading) for path, _, heading in found] == [
        ("1", "举措"),
        ("1.1", "加强领导"),
        ("1.2", "规范执法"),
        ("1.2.1", "学习"),
        ("1.2.2", "督察考核从严"),
    ]


def test_numbers_at_the_start_of_a_line_are_no_markers():
    assert tree("一、举措", "2023年,全县受理12件。", "1.5万人次参加培训。", "12个部门完成整改。") == [
        ("1", "一、", "举措")
    ]


def test_a_chapter_may_start_with_a_year():
    assert tree("一、2023年工作总结", "1.2023年学习4次。")[1] == ("1.1", "1.", "2023年学习4次")


def test_without_numbers_short_lines_without_punctuation_are_the_chapters():
    assert tree(PROSE, "加强组织保障", PROSE, "规范行政执法行为", PROSE) == [
        ("1", "", "加强组织保障"),
        ("2", "", "规范行政执法行为"),
    ]


def test_a_chapter_without_a_number_may_have_four_characters():
    lines = [
        "某县2023年法治政府建设年度报告",
        PROSE,
        "主要做法",
        PROSE,
        "存在问题",
        PROSE,
        "下步打算",
        PROSE,
        "张三李四",
    ]
    assert [heading for *_, heading in tree(*lines)] == ["主要做法", "存在问题", "下步打算"]


def test_who_signs_a_covering_letter_and_the_title_below_it_are_no_chapters():
    letter = [
        f"现将报告印发给你们。{PROSE}",
        "云岭县人民政府办公室",
        "2024年1月6日",
        "云岭县2023年法治政府建设工作总结",
    ]
    lines = [
        "云岭县关于印发2023年法治政府建设工作总结的通知",
        *letter,
        "一、主要工作",
        PROSE,
        "二、2024年工作安排",
        PROSE,
    ]
    assert [heading for *_, heading in tree(*lines)] == ["主要工作", "2024年工作安排"]


def test_problems_and_plans_below_a_chapter_of_results_are_what_they_say():
    lines = ["某县2023年法治政府建设年度报告", "一、2023年工作情况", "(一)加强领导。", PROSE, "(二)存在问题。", PROSE]
    sections = split(clean(Page("\n".join(lines).encode(), "text/plain")))
    assert [section.theme for section in sections] == ["achievements", "achievements", "problems"]


def test_spans_run_from_the_marker_to_the_next_section_and_lie_in_their_parents():
    text = "\n".join(["一、举措", "(一)领导。", PROSE, "二、计划", PROSE])
    sections = split(clean(Page(text.encode(), "text/plain")))
    assert [text[section.source_start : section.source_end] for section in sections] == [
        f"一、举措\n(一)领导。\n{PROSE}\n",
        f"(一)领导。\n{PROSE}\n",
        f"二、计划\n{PROSE}",
    ]


@pytest.mark.parametrize(
    ("heading", "theme"),
    [
        ("2023年主要举措和成效", "achievements"),
        ("存在的不足和原因", "problems"),
        ("下一步工作打算", "plans"),
        ("2024年推进法治政府建设", "plans"),
        ("党政主要负责人履行推进法治建设第一责任人职责情况", "first_responsible"),
        ("附则", "other"),
    ],
)
def test_the_theme_of_a_chapter_is_told_by_its_heading_and_inherited(heading, theme):
    text = f"云岭县2023年法治政府建设情况报告\n{PROSE}\n一、{heading}\n(一)加强领导\n{PROSE}"
    assert [section.theme for section in split(clean(Page(text.encode(), "text/plain")))] == [theme, theme]


@pytest.mark.parametrize(("rule", "heading"), [(rule, each) for rule in theme_rules() for each in rule.examples])
def test_an_example_of_a_theme_has_it_first(rule, heading):
    assert themes_named(heading)[0] == rule.theme


@pytest.mark.parametrize(("rule", "heading"), [(rule, each) for rule in theme_rules() for each in rule.not_])
def test_a_counter_example_of_a_theme_has_it_not(rule, heading):
    assert rule.theme not in themes_named(heading)


def test_a_chapter_of_problems_and_plans_leaves_the_theme_to_its_parts():
    text = f"{PROSE}\n一、存在问题及下一步打算\n(一)存在问题\n{PROSE}\n(二)下一步打算\n{PROSE}"
    themes = [section.theme for section in split(clean(Page(text.encode(), "text/plain")))]
    assert themes == ["problems", "problems", "plans"]


@pytest.mark.parametrize("text", ["一要抓学习。二要抓落实。", "(1)抓学习。(2)抓落实。", "①抓学习。②抓落实。"])
def test_other_ways_to_count_points_inside_a_paragraph_are_sections_too(text):
    assert [heading for _, _, heading in tree("一、打算", f"今后工作： {text}", PROSE)] == ["打算", "抓学习", "抓落实"]


def test_items_inside_a_paragraph_are_sections_in_their_sequence():
    found = tree("一、举措", "(一)加强领导。学法4次。(二)规范执法。见附件(三)。(三)化解争议。", PROSE)
    assert found[1:] == [("1.1", "(一)", "加强领导"), ("1.2", "(二)", "规范执法"), ("1.3", "(三)", "化解争议")]


def test_items_run_into_the_line_of_their_chapter():
    assert [path for path, *_ in tree("一、举措。(一)加强领导。(二)规范执法。", "二、计划。(二)见附表。")] == [
        "1",
        "1.1",
        "1.2",
        "2",
    ]


def test_shi_before_fei_is_a_serial_unless_it_is_a_word():
    found = tree("一、问题", "一是人员不足;二是非诉机制不健全。", "要明辨一是非曲直。")
    assert [marker for _, marker, _ in found] == ["一、", "一是", "二是"]


def test_an_advert_that_opens_or_closes_a_heading_is_not_in_it():
    found = tree("一、举措", "(一)化解争议新葡京官网", PROSE, "bet365备用网址(二)普法宣传", PROSE)
    assert found[1:] == [("1.1", "(一)", "化解争议"), ("1.2", "(二)", "普法宣传")]


def test_an_advert_within_a_heading_is_not_in_it():
    assert tree("一、举措", "(一)畅通渠道,新葡京官网化解争议", PROSE)[1] == ("1.1", "(一)", "畅通渠道,化解争议")
