"""Of which year a number is, and whether of one year alone. The report is of 2024."""

import pytest


def of_years(quantities):
    return [(quantity.raw, quantity.role, quantity.period) for quantity in quantities]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("今年受理案件130件，上年受理案件156件。", [("130件", "level", "2024"), ("156件", "level", "2023")]),
        ("受理案件156件，上年同期130件。", [("156件", "level", "2024"), ("130件", "baseline", "2023")]),
        (
            "受理案件156件（2022年为130件），审结2件。",
            [("156件", "level", "2024"), ("130件", "baseline", "2022"), ("2件", "level", "2024")],
        ),
        ("受理案件156件，去年度为130件。", [("156件", "level", "2024"), ("130件", "baseline", "2023")]),
        (
            "受理案件15件，比2023年度的10件增长50%。",
            [("15件", "level", "2024"), ("10件", "baseline", "2023"), ("50%", "yoy_change", "2024")],
        ),
        ("办理时限由上年度的45天缩短至30天。", [("45天", "baseline", "2023"), ("30天", "level", "2024")]),
        ("上年结转案件18件。", [("18件", "level", "2024")]),
    ],
)
def test_the_year_before_is_named(read, text, expected):
    assert of_years(read(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2022年、2023年、2024年受理行政复议申请分别为35、42、51件。",
        "2022年、2023年、2024年，受理行政复议申请分别为35件、42件、51件。",
        "2022—2024年受理行政复议申请分别为35件、42件、51件。",
        "近三年受理行政复议申请分别为35件、42件、51件。",
        "近三年，受理行政复议申请分别为35件、42件、51件。",
    ],
)
def test_a_list_of_years_deals_out_one_number_each(read, text):
    quantities = read(text)
    assert [(q.role, q.period, q.indicator) for q in quantities] == [
        ("level", year, "reconsideration_accepted") for year in ("2022", "2023", "2024")
    ]


@pytest.mark.parametrize(
    "opening",
    [
        "五年来，",
        "近五年来",
        "过去三年间，",
        "2020年以来，",
        "自2021年启动以来，",
        "“十四五”以来，全市",
        "“八五”普法期间，",
        "本届政府以来，",
        "行政复议体制改革以来，",
    ],
)
def test_what_is_counted_since_an_earlier_year_is_cumulative(facts, opening):
    assert facts(f"{opening}共受理案件860件，审结800件。") == [
        ("860件", 860, "cumulative"),
        ("800件", 800, "cumulative"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "今年以来，共受理案件860件。",
        "2024年以来，共受理案件860件。",
        "五年来首次实现双下降，全年受理案件860件。",
        "为五年来最低，审结860件。",
        "对2012年以来的文件进行清理，共清理860件。",
        "行政复议体制改革以来，共受理案件900件，2024年受理860件。",
        "对“十四五”期间的任务开展评估，评估860件。",
    ],
)
def test_what_only_names_such_a_span_is_of_the_year(read, text):
    assert read(text)[-1].role == "level"


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("败诉案件由15件减少到9件，减少6件。", -6),
        ("执法主体由456个精简至389个，削减67个。", -67),
        ("与2023年相比，行政复议案件增加26件。", 26),
        ("较去年减少败诉案件6件。", -6),
        ("比2023年同期多受理12件。", 12),
        ("比上年度少办理12件。", -12),
    ],
)
def test_a_difference_is_a_change(facts, text, change):
    assert facts(text)[-1][1:] == (change, "yoy_change")


def test_each_change_of_two_lists_is_of_its_own_thing(read):
    quantities = read("行政诉讼收案数、败诉数分别为320件、15件，同比分别下降10.2%和25%。")
    assert [(q.role, q.indicator) for q in quantities[2:]] == [
        ("yoy_change", "litigation_cases"),
        ("yoy_change", "litigation_lost"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "每季度开展执法检查1次。",
        "街道法治政府建设专题会每季度召开1次。",
        "每个乡镇配备2名法律顾问。",
        "平均每年办理行政应诉案件56件。",
        "单笔最大处罚金额50万元。",
    ],
)
def test_how_many_each_has_no_code(read, text):
    assert [(quantity.role, quantity.indicator) for quantity in read(text)] == [("level", None)]


def test_a_stock_ends_where_the_year_is_named(facts):
    assert facts("社区矫正对象在册326人，年内新接收182人，解除矫正169人。") == [
        ("326人", 326, "cumulative"),
        ("182人", 182, "level"),
        ("169人", 169, "level"),
    ]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("查处违法行为56起。", "查处违法行为"),
        ("修订居民公约126份。", "修订居民公约"),
        ("网上预约共1230次。", "网上预约"),
        ("开展行政审计12次。", "开展行政审计"),
        ("共青团组织活动5场。", "共青团组织活动"),
        ("共办理并联审批事项23项。", "办理并联审批事项"),
        ("已决案件15件。", "已决案件"),
        ("全区级重点项目达12个。", "全区级重点项目"),
    ],
)
def test_the_thing_counted_keeps_its_words_whole(read, text, subject):
    assert read(text)[0].subject == subject
