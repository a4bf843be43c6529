from notices.message import LINE_CHARACTERS, LINES, message, needs
from notices.templates import WEBHOOKS
from notices.webhook import cut, payload


def test_a_night_that_only_counts_needs_nobody(calm):
    assert needs(calm) == []


def test_a_night_needs_a_person_for_each_of_four_reasons(troubled):
    assert [need.line for need in needs(troubled)] == [
        "运行失败 The run is red: check failed",
        "检查未通过，未发布 A check stopped the publication: orphans, 2 行 rows. no key",
        "网站的新内容被扣留 What a source brought is held back: 990101-a, source_fell. it fell",
        "网站由正常变为取不到 A source that worked fails: 990103-b (99-yunzhou), unreachable",
    ]


def test_the_notice_names_the_run_and_the_way_to_its_report(troubled):
    notice = message(troubled, needs(troubled))
    assert notice.subject == "fazhi 需要处理 · needs you: stopped nightly night-1"
    lines = notice.text.splitlines()
    assert (lines[0], len(lines), lines[-1]) == (
        notice.subject,
        6,
        "查看报告 To read the report: python -m warehouse report",
    )


def test_what_a_page_says_stays_in_its_line_and_is_not_read_as_a_template(calm):
    hostile = "a\r\nBcc: x@y.example\x1b[31m\u202e{run_id}"
    (need,) = needs(calm | {"reasons": [hostile]})
    assert need.line == "运行失败 The run is red: a Bcc: x@y.example[31m{run_id}"


def test_a_long_line_is_cut(calm):
    (need,) = needs(calm | {"reasons": ["字" * 2 * LINE_CHARACTERS]})
    assert need.line.endswith("字…")


def test_more_needs_than_fit_are_counted(calm):
    report = calm | {"reasons": ["red"] * (LINES + 7)}
    notice = message(report, needs(report))
    assert notice.text.splitlines()[-2] == "另有 7 项 and 7 more"
    assert len(notice.needs) == LINES + 7


def test_each_listener_gets_the_form_it_takes(calm):
    notice = message(calm | {"reasons": ["<!channel> & <@all>"]}, needs(calm | {"reasons": ["<!channel> & <@all>"]}))
    assert payload(WEBHOOKS["json"], notice)["needs"] == [
        {"kind": "red", "text": "运行失败 The run is red: <!channel> & <@all>"}
    ]
    assert "&lt;!channel&gt; &amp; &lt;@all&gt;" in payload(WEBHOOKS["slack"], notice)["text"]
    assert payload(WEBHOOKS["dingtalk"], notice) == {"msgtype": "text", "text": {"content": notice.text}}
    assert "<@all>" not in payload(WEBHOOKS["wecom"], notice)["text"]["content"]


def test_a_text_is_cut_to_the_bytes_of_the_listener():
    assert cut("报告", 6) == "报告"
    assert cut("报告报告", 8) == "报…"
