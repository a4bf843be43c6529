"""Hanweb: inline datastore first, older rows from the data proxy in both its request forms."""

import re

import pytest

from replica import catalogue

COUNTY = "127.0.0.11"
DEPARTMENT = "127.0.0.14"
ENCRYPTED = "127.0.0.16"
PROXY = "/module/web/jpage/dataproxy.jsp"
COLUMN_1001 = {"col": "1", "appid": "1", "webid": "21", "path": "/", "columnid": "1001", "unitid": "212101"}
EMPTY = "<datastore><recordset></recordset></datastore>"
HREF = re.compile(r"href=['\"](/art/[^'\"]+)")


def paths(text):
    return HREF.findall(text)


def held(host):
    return [holding.path for holding in catalogue() if holding.host == host]


@pytest.fixture
def get(replica, http):
    return lambda host, target, **query: http.get(f"http://{host}:{replica.port}{target}", params=query or None)


def test_column_page_holds_the_newest_rows_and_declares_the_total(get):
    page = get(COUNTY, "/col/col1001/index.html").text
    assert paths(page) == held(COUNTY)[:8]
    assert "$('#212101').jpage({totalRecord:12,perPage:4," in page


def test_cut_text_has_its_full_title_in_the_title_attribute(get):
    page = get(COUNTY, "/col/col1001/index.html").text
    full = "中共云岭县委 云岭县人民政府关于2021年度法治政府建设情况的报告"
    assert f"title='{full}' target='_blank'>中共云岭县委 云岭县人民政府关于2021年度…</a>" in page


def test_department_breaks_its_dates_over_lines(get):
    page = get(DEPARTMENT, "/col/col2207/index.html").text
    assert '<span class="time">2025-\n 12-\n 26</span>' in page


def test_record_range_counts_from_one_and_may_span_pages(get):
    answer = get(COUNTY, PROXY, startrecord="5", endrecord="12", perpage="4", **COLUMN_1001)
    assert paths(answer.text) == held(COUNTY)[4:12]
    assert "<totalrecord>12</totalrecord><totalpage>3</totalpage>" in answer.text


def test_record_range_may_be_posted_as_a_form(replica, http):
    form = {**COLUMN_1001, "startrecord": "9", "endrecord": "12", "perpage": "4"}
    answer = http.post(f"http://{COUNTY}:{replica.port}{PROXY}", data=form)
    assert paths(answer.text) == held(COUNTY)[8:12]


def test_next_group_href_answers_for_any_page(replica, get):
    column = get(DEPARTMENT, "/col/col2207/index.html").text
    href = re.search(r'<nextgroup><!\[CDATA\[<a href="([^"]+)"', column)[1]
    pages = [paths(get(DEPARTMENT, href.replace("page=1&", f"page={page}&")).text) for page in (1, 2)]
    assert pages[0] + pages[1] == held(DEPARTMENT)
    assert len(pages[0]) == 4


def test_beyond_the_end_and_for_a_strange_unit_the_answer_is_empty(get):
    assert get(COUNTY, PROXY, startrecord="13", endrecord="16", perpage="4", **COLUMN_1001).text == EMPTY
    assert get(COUNTY, PROXY, page="1", columnid="1001", unitid="1").text == EMPTY


def test_article_has_guards_content_marks_and_metadata_table(get):
    page = get(COUNTY, "/art/2020/3/18/art_1001_230417.html").text
    assert "<!--<$[信息来源]>begin-->云岭县人民政府办公室<!--<$[信息来源]>end-->" in page
    assert page.index('<div id="zoom">') < page.index('<meta name="ContentStart">')
    assert page.index('<meta name="ContentStart">') < page.index('<meta name="ContentEnd">')
    assert "<td>索 引 号：</td><td>990121001/2020-00037</td>" in page


def test_word_paste_puts_every_number_into_a_span_of_its_own(get):
    page = get(COUNTY, "/art/2020/3/18/art_1001_230417.html").text
    assert '<span lang="EN-US" style="font-size:16.0pt">47</span>' in page
    assert "申请47件" not in page


def test_one_report_is_a_single_block_broken_by_br(get):
    page = get(COUNTY, "/art/2021/3/22/art_1001_246650.html").text
    body = page[page.index("ContentStart") : page.index("ContentEnd")]
    assert "<p" not in body
    text = next(holding.text for holding in catalogue() if holding.name == "yunling-2020")
    assert body.count("<br>\n<br>") == len(text.splitlines()) - 1


def test_one_report_holds_a_table(get):
    assert "<td>受理行政复议案件</td>" in get(COUNTY, "/art/2024/2/27/art_1001_302275.html").text


def test_one_column_has_encrypted_ids_and_its_rows_as_headings_without_records(get):
    column = get(ENCRYPTED, "/col/col3318/index.html").text
    store = re.search(r"<datastore>(.*?)</datastore>", column, re.S)[1]
    assert paths(store) == held(ENCRYPTED)
    assert "columnid=f3kR%2B9vQmZ0%2F1TtYb6uHcA%3D%3D&unitid=" in store
    assert store.count("<h1><a href=") == len(held(ENCRYPTED))
    assert "<record" not in store


def test_behind_encrypted_ids_no_page_is_to_be_had(get):
    column = get(ENCRYPTED, "/col/col3318/index.html").text
    href = re.search(r'<nextgroup><!\[CDATA\[<a href="([^"]+)"', column)[1]
    assert get(ENCRYPTED, href).text == get(ENCRYPTED, href.replace("page=1&", "page=2&")).text == EMPTY
