"""Lines of print as paragraphs: page numbers among them, and numbers that only look like one."""

from transforms.paragraphs import paragraphs_of

PRINTED = "2023年,全县立足实际推进依法行政,各乡镇向县政府提交书面述法报告"


def test_page_numbers_that_count_on_are_none_of_the_text():
    assert paragraphs_of([PRINTED, "7份。", "1", PRINTED, "9份。", "2"]) == [f"{PRINTED}7份。", f"{PRINTED}9份。"]


def test_a_number_alone_on_its_line_that_counts_no_pages_is_a_cell_of_a_table():
    table = ["受理案件(件)", "156", "审结案件(件)", "148"]
    assert "".join(paragraphs_of([f"{PRINTED}。", *table])).endswith("".join(table))


def test_courts_of_first_and_second_instance_open_no_chapter():
    assert paragraphs_of([PRINTED, "一、二审行政诉讼案件12件。"]) == [f"{PRINTED}一、二审行政诉讼案件12件。"]


def test_a_short_line_without_a_stop_behind_a_full_paragraph_is_a_heading():
    lines = [PRINTED, f"{PRINTED[:-1]}。", "坚持依法治理统筹推进防汛工作", PRINTED]
    assert paragraphs_of(lines)[1:] == ["坚持依法治理统筹推进防汛工作", PRINTED]
