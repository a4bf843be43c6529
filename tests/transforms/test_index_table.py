"""Index tables and mastheads as sites print them: where numbers, office and day stand."""

import pytest

from tests.transforms.conftest import PROSE, head, html_head
from transforms.lines import label_lines
from transforms.pipeline import clean
from transforms.records import Page

LABELS = "索引号 | 主题分类 | 发布机构 | 成文日期 | 文号 | 发布日期 | 有效性"
VALUES = "011469072/2024-02218 | 法治政府建设/其他 | 云岭县司法局 | 2024年1月21日 | | 2024-01-24 | 有效"
TITLE = "云岭县2023年法治政府建设情况报告"


def test_a_row_of_values_below_a_row_of_labels_is_read_cell_by_cell():
    document = head(TITLE, LABELS, VALUES, PROSE * 3)
    assert (document.index_number, document.issuing_body) == ("011469072/2024-02218", "云岭县司法局")
    assert (document.publish_date, document.document_number) == ("2024-01-24", None)


def test_such_a_row_is_no_text_however_long_it_is():
    labels = [line.label for line in label_lines("\n".join((TITLE, LABELS, VALUES, PROSE * 3)))]
    assert labels == ["title", "meta", "meta", "body"]


def test_a_table_of_the_report_is_no_index_table():
    table = ["名称 | 数量 | 占比", "行政复议案件 | 12件 | 40%"]
    labels = [line.label for line in label_lines("\n".join((TITLE, PROSE, *table, PROSE)))]
    assert labels == ["title", "body", "body", "body", "body"]


def test_a_subject_is_no_title():
    assert head("主题分类", "法治政府建设/其他", "标题", TITLE, "发布日期", "2024-01-24", PROSE * 3).title == TITLE


def test_a_newspaper_s_masthead_names_the_day_of_its_pages():
    masthead = "<div>云川日报 2024年03月31日 星期日</div><div>国内统一连续出版物号</div>"
    document = html_head(article=f"{masthead}<h1>{TITLE}</h1>", window="云川日报数字报")
    assert document.publish_date == "2024-03-31"


def test_a_code_to_scan_before_the_first_row_is_none_of_it():
    rows = "<tr><td rowspan='2'>扫一扫在手机打开当前页</td><td>索 引 号：</td><td>002482072/2024-00131</td></tr>"
    rows += "<tr><td>发文机关：</td><td>云岭县人民政府</td></tr>"
    assert html_head(article=f"<table>{rows}</table><h1>{TITLE}</h1>").index_number == "002482072/2024-00131"


@pytest.mark.parametrize("said", ["根据国务院令第713号公开", "办公室口令第3号", "云岭县人民政府公报2024年第3号"])
def test_what_only_names_an_order_is_no_number(said):
    assert head(f"文号 | {said} | 发布日期 | 2024-01-24", TITLE, PROSE * 3).document_number is None


@pytest.mark.parametrize("number", ["云岭省人民政府令第236号", "云政告2024年第3号"])
def test_an_order_or_a_notice_has_its_number_without_brackets(number):
    assert head(f"文号 | {number} | 发布日期 | 2024-01-24", TITLE, PROSE * 3).document_number == number


def test_an_index_table_below_the_text_gives_its_numbers_where_it_is_the_only_one():
    table = (
        "<table><tr><th>文件编号：</th><td>云政报〔2024〕5号</td></tr><tr><th>索引号码：</th><td>{}</td></tr></table>"
    )
    table = table.replace("<table>", "<table><tr><th>发文单位：</th><td>云岭县政府办</td></tr>")
    page = f"<body><h1>{TITLE}</h1><p>来源：云岭县政府办</p><div id='zoom'><p>{PROSE * 9}</p></div>"
    one = clean(Page((page + table.format("114504810079/2024-20418")).encode(), "text/html")).document
    assert (one.document_number, one.index_number) == ("云政报〔2024〕5号", "114504810079/2024-20418")
    related = (page + table.format("114504810079/2019-20418")).replace("<td>云岭县政府办", "<td>云岭县水务局")
    assert clean(Page(related.encode(), "text/html")).document.index_number is None
    two = page + table.format("114504810079/2024-20418") + table.format("114504810079/2024-20419")
    assert clean(Page(two.encode(), "text/html")).document.index_number is None
