"""Numerals that a page breaks, lists whose unit stands behind the last number, and numerals that only look like one."""

import pytest

from transforms.pipeline import clean, extract, split
from transforms.records import Page


def raws(quantities):
    return [(quantity.raw, float(quantity.value), quantity.unit_norm) for quantity in quantities]


@pytest.mark.parametrize(
    ("text", "raw", "value"),
    [
        ("受理案件1, 256件。", "1, 256件", 1256),
        ("罚款12. 5万元。", "12. 5万元", 125_000),
        ("知晓率98 .6 %。", "98 .6 %", 98.6),
        ("罚款三百二十万元。", "三百二十万元", 3_200_000),
        ("为群众追回欠款一千二百余元。", "一千二百余元", 1200),
        ("优秀率超八成五。", "超八成五", 85),
        ("拆除违法建筑12.6万㎡。", "12.6万㎡", 126_000),
        ("复议与诉讼之比为2.3∶1。", "2.3∶1", 2.3),
        ("平均用时24小时。", "24小时", 24),
        ("受理行政复议案件156¹件。", "156¹件", 156),
    ],
)
def test_a_numeral_is_read_whole(read, text, raw, value):
    assert [(quantity.raw, float(quantity.value)) for quantity in read(text)] == [(raw, value)]


@pytest.mark.parametrize(
    "text",
    [
        "审结率为97。5%。",
        "受理举报1，2345件。",
        "办理1 2件。",
        "现有执法人员1 256名。",
        "会议室302 150人参加。",
        "落实“两个100%”要求。",
        "出台“23条”措施。",
        "建设18周岁乐园。",
    ],
)
def test_what_is_left_of_a_broken_numeral_or_stands_in_a_slogan_is_no_number(read, text):
    assert read(text) == ()


def test_ages_count_nothing(read):
    assert raws(read("为65周岁以上老人服务320人次。")) == [("320人次", 320, "人次")]


def test_the_number_of_a_paragraph_is_no_part_of_the_number_behind_it(read):
    assert raws(read("抓好以下工作：2. 3个乡镇设立窗口。")) == [("3个", 3, "个")]


def test_a_list_has_the_unit_of_its_last_number(read):
    quantities = read("行政复议案件维持、驳回、撤销分别为12、8和3件。")
    assert raws(quantities) == [("12", 12, "件"), ("8", 8, "件"), ("3件", 3, "件")]
    assert [quantity.unit for quantity in quantities] == [None, None, "件"]
    assert [quantity.indicator for quantity in quantities] == [
        "reconsideration_upheld",
        "reconsideration_rejected",
        "reconsideration_corrected",
    ]


@pytest.mark.parametrize("text", ["依据第1、2、3条办理。", "落实附件1、2、3项任务。"])
def test_numbers_of_articles_and_annexes_lend_nothing(read, text):
    assert [quantity.raw for quantity in read(text)][:-1] == []


def test_a_title_that_nothing_closes_ends_with_its_clause(read):
    assert raws(read("贯彻《行政复议法，受理案件156件，审结148件。")) == [("156件", 156, "件"), ("148件", 148, "件")]


def test_days_are_a_time_behind_every_word_of_shortening(facts):
    assert facts("许可时限由法定20日缩减为7日，减少13日。") == [
        ("20日", 20, "baseline"),
        ("7日", 7, "level"),
        ("13日", -13, "yoy_change"),
    ]


def test_among_how_many_is_told_from_what_ranks(facts):
    assert facts("建成法治示范点12个居全省第2位。") == [("12个", 12, "level"), ("第2", 2, "rank")]


def test_an_advert_in_a_number_or_behind_it_takes_nothing_from_the_fact():
    mark = "内容来自dedecms"
    text = f"某县2023年法治政府建设年度报告\n创建法{mark}治乡镇2个，受理行政复{mark}议案件1{mark}2{mark}件。"
    cleaned = clean(Page(text.encode(), "text/plain"))
    quantities, _ = extract(cleaned, split(cleaned))
    assert [(q.raw.replace(mark, ""), q.value, q.subject) for q in quantities] == [
        ("2个", 2, "创建法治乡镇"),
        ("12件", 12, "受理行政复议案件"),
    ]


@pytest.mark.parametrize(
    ("line", "read"),
    [
        # where the number begins nobody can say
        ("全年办结案件霖某国际lh885212.5万件,立案6件。", ["6件"]),
        ("覆盖率达到bet36592.57%,立案6件。", ["6件"]),
        ("办结案件北京赛车pk101256件,立案6件。", ["6件"]),
        # an address ends before digits
        ("办结案件大秘书网www.damishu-example.cn23件,立案6件。", ["23件", "6件"]),
        ("办结案件淘豆网23件,立案6件。", ["23件", "6件"]),
        ("办结案件betway88345件,立案6件。", ["6件"]),
        ("行政处罚1永利30442件,立案6件。", ["6件"]),
        ("培训3期时时彩,立案6件。", ["3期", "6件"]),
        ("罚没金额1,234.5万元公文写作网,立案6件。", ["1,234.5万元", "6件"]),
        ("办结12件bet365体育官网,立案6件。", ["12件", "6件"]),
        ("调解成功红袖文秘WWW.HXWENMI.NET5200余件,立案6件。", ["5200余件", "6件"]),
        ("办结案件手机看片福利永久12.5万件,立案6件。", ["12.5万件", "6件"]),
        ("化解纠纷新葡京官网36件,立案6件。", ["36件", "6件"]),
    ],
)
def test_a_number_that_runs_into_the_code_of_an_advert_is_none_and_no_other_loses_a_digit(line, read):
    text = f"某县2023年法治政府建设年度报告\n某葡京888官网_新葡京备用网址\n{line}"
    cleaned = clean(Page(text.encode(), "text/plain"))
    quantities, _ = extract(cleaned, split(cleaned))
    assert [quantity.raw for quantity in quantities] == read
