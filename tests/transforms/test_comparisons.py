"""How a report compares: lists of changes, years compared with, ranks risen to, what the law allows. The report is of
2024."""

import pytest

from transforms.themes import theme_below


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "行政处罚案件数、罚款金额同比分别减少21件、13万元。",
            [("行政处罚案件数同比减少", -21), ("罚款金额同比减少", -130_000)],
        ),
        ("行政诉讼、行政复议较上年分别减少3件和5件。", [("行政诉讼较上年减少", -3), ("行政复议较上年减少", -5)]),
        ("受理投诉、举报比上年分别增加312件、减少56件。", [("受理投诉比上年增加", 312), ("举报比上年减少", -56)]),
    ],
)
def test_a_comparison_before_a_list_holds_for_each_thing(read, text, expected):
    quantities = read(text)
    assert [(q.subject, float(q.value)) for q in quantities] == expected
    assert {(q.role, q.period) for q in quantities} == {("yoy_change", "2024")}


def test_one_count_may_be_compared_with_several_years(read):
    quantities = read("现场检查企业1,874家次，较2022年、2023年分别减少312家次、165家次。")
    assert [(float(q.value), q.role, q.period, q.indicator) for q in quantities] == [
        (1874, "level", "2024", "inspections_conducted"),
        (-312, "yoy_change", "2024", "inspections_conducted"),
        (-165, "yoy_change", "2024", "inspections_conducted"),
    ]


def test_changes_of_fewer_things_than_were_listed_are_of_none_of_them(read):
    quantities = read("行政复议、行政诉讼、行政处罚案件分别为46件、19件、7件，同比分别增加12件、减少3件、持平。")
    assert [(float(q.value), q.role, q.indicator) for q in quantities[3:]] == [
        (12, "yoy_change", None),
        (-3, "yoy_change", None),
    ]


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("败诉率7.69%，比上年低4.1个百分点。", -4.1),
        ("出庭应诉率比上年高4.1个百分点。", 4.1),
        ("案件减少67件，减幅10.3%。", -10.3),
        ("警情同比少2,300余起。", -2300),
        ("全年上缴86.7万元，同比少缴12.3万元。", -123_000),
        ("考核列第3名，较上年退后1位。", -1),
        ("前进5个位次。", 5),
        ("移交款217万元，较上年的143万元多74万元。", 740_000),
        ("全县行政诉讼案件61件，比上年44件增加17件。", 17),
        ("减材料58%、减环节61%。", -61),
        ("刑事案件同比下降3成。", -30),
        ("审批时限由60个工作日压缩为25个工作日，提速58.3%。", -58.3),
    ],
)
def test_words_of_more_and_less(facts, text, change):
    assert facts(text)[-1][1:] == (change, "yoy_change")


def test_a_thing_of_its_own_takes_nothing_from_the_comparison_before(read):
    quantities = read("复议案件较去年同期的24件少6件，诉讼案件较去年同期的9件多3件。")
    assert [(q.role, q.subject) for q in quantities[2:]] == [
        ("baseline", "诉讼案件较去年同期"),
        ("yoy_change", "诉讼案件较去年同期的多"),
    ]


def test_what_fell_from_year_to_year_has_one_thing_and_three_years(read):
    quantities = read("败诉率由2022年的18.3%、2023年的12.6%下降至2024年的8.9%。")
    assert [(q.role, q.period, q.indicator) for q in quantities] == [
        ("baseline", "2022", "litigation_loss_rate"),
        ("baseline", "2023", "litigation_loss_rate"),
        ("rate", "2024", "litigation_loss_rate"),
    ]


def test_what_fell_from_last_year_s_value_is_this_year_s(read):
    quantities = read("行政处罚案件较上年的93件下降至73件。")
    assert [(q.role, q.period, q.indicator) for q in quantities] == [
        ("baseline", "2023", "penalty_cases"),
        ("level", "2024", "penalty_cases"),
    ]


@pytest.mark.parametrize("text", ["办结586件，是上年的1.4倍。", "罚没732万元，为2023年的87.3%。"])
def test_a_ratio_to_an_earlier_year_is_of_this_year(read, text):
    assert read(text)[-1].period == "2024"


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        ("考核排名由第1降到第4。", [(1, "baseline"), (4, "rank")]),
        ("考核由上年的第9位上升至第5位。", [(9, "baseline"), (5, "rank")]),
        ("考核中列全省县（市、区）第4名。", [(4, "rank")]),
    ],
)
def test_ranks_before_and_after(facts, text, ranks):
    assert [(value, role) for _, value, role in facts(text)] == ranks


def test_a_noun_behind_each_number_of_a_list_is_its_own(read):
    quantities = read("行政复议4件，2件维持、1件驳回、1件正在审理。")
    assert [(q.subject, q.indicator) for q in quantities[1:]] == [
        ("维持", "reconsideration_upheld"),
        ("驳回", "reconsideration_rejected"),
        ("正在审理", None),
    ]
    assert [q.subject for q in read("对14家驾培机构、32家维修企业、3家客运企业开展检查。")] == [
        "对驾培机构",
        "维修企业",
        "客运企业开展检查",
    ]


def test_a_total_that_a_list_adds_up_to_counts_the_same(read):
    assert [q.indicator for q in read("上半年受理行政复议8件、下半年3件，全年合计11件。")] == [
        "reconsideration_accepted",
        None,
        "reconsideration_accepted",
    ]
    assert read("上半年受理行政复议8件、下半年3件，全年合计12件。")[-1].indicator is None


def test_a_change_behind_a_bracket_is_of_what_stands_before_it(read):
    change = read("全市新收行政复议案件2918件（市本级1204件），同比增长23.6%。")[-1]
    assert (change.subject, change.indicator) == ("新收行政复议案件同比增长", "reconsideration_received")


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("法定时限为60日，实际平均用时18日。", ["target", "level"]),
        ("办理时限3个工作日，比法定时限18个工作日减少15个工作日。", ["level", "target", "yoy_change"]),
        ("失业率2.87%，控制在4.5%以内。", ["rate", "target"]),
    ],
)
def test_what_the_law_or_a_plan_allows_is_no_result(facts, text, roles):
    assert [role for *_, role in facts(text)] == roles


@pytest.mark.parametrize(
    "text", ["件均罚款4,391元。", "平均罚款8.4万元/件。", "户均罚款1.25万元。", "日均新登记企业617户。"]
)
def test_an_average_is_no_total(read, text):
    assert read(text)[0].indicator is None


@pytest.mark.parametrize(
    ("text", "raw", "unit_norm"),
    [
        ("棉被5,600床。", "5,600床", "床"),
        ("检查8,700余处次。", "8,700余处次", "处次"),
        ("疫苗4,120头份。", "4,120头份", "头份"),
        ("重新犯罪率为零。", "零", "%"),
        ("投诉率为万分之三点二。", "万分之三点二", "%"),
        ("5分钟内出动。", "5分钟内", "分钟"),
    ],
)
def test_measure_words_of_departments(read, text, raw, unit_norm):
    assert [(q.raw, q.unit_norm) for q in read(text)] == [(raw, unit_norm)]


@pytest.mark.parametrize("text", ["暂扣三轮车。", "查获二轮摩托车。", "3单位参加。", "12口岸开放。"])
def test_wheels_and_words_that_begin_like_a_measure_word_count_nothing(read, text):
    assert read(text) == ()


@pytest.mark.parametrize(
    ("heading", "theme"),
    [("三是受理报备文件64件,发现问题文件5件", "achievements"), ("二是制定年度工作计划,出台规章3件", "achievements")],
)
def test_a_sentence_behind_a_serial_keeps_the_theme_of_its_chapter(heading, theme):
    assert theme_below(heading, "主要工作", "achievements", inline=True) == theme
    assert theme_below(heading, "主要工作", "achievements", inline=False) == theme


def test_where_the_next_number_was_counted_has_no_code(read):
    assert [q.indicator for q in read("抽查8个乡镇案卷160份。")] == [None, "case_files_reviewed"]


def test_an_aim_below_a_heading_with_a_later_year_is_of_that_year(read):
    (aim,) = read("力争镇街法制审核员持证率达到60%以上。", heading="2025年工作打算", theme="plans")
    assert (aim.role, aim.period) == ("target", "2025")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("修订村规民约24份，违约18起。", [("24份", "修订村规民约"), ("18起", "违约")]),
        ("9个县（市、区）、75个乡镇（街道）参加。", [("9个", "县(市、区)"), ("75个", "乡镇(街道)参加")]),
        ("负责人出庭应诉率和“出声率”均100%。", [("100%", "负责人出庭应诉率"), ("100%", "出声率")]),
    ],
)
def test_things_keep_their_brackets_and_their_ends(read, text, expected):
    assert [(q.raw, q.subject) for q in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "change", "indicator"),
    [
        ("行政诉讼9件、行政诉讼7件，较上年各减少2件。", -2, "litigation_cases"),
        ("合格率99%，高于上年1.4个百分点。", 1.4, None),
        ("败诉率低于2023年0.4个百分点。", -0.4, "litigation_loss_rate"),
        ("示范村较“十三五”末净增5个。", 5, None),
    ],
)
def test_more_and_less_than_before(read, text, change, indicator):
    last = read(text)[-1]
    assert (float(last.value), last.role, last.period, last.indicator) == (change, "yoy_change", "2024", indicator)


def test_two_ranks_may_share_a_verb(facts):
    assert facts("满意度和知晓率分别居全省第五、第三位。") == [("第五", 5, "rank"), ("第三", 3, "rank")]


def test_a_rank_may_be_set_apart_by_spaces(facts):
    assert facts("在全市法治建设考评中排名第 3 位。") == [("第 3", 3, "rank")]
