"""What the named questions answer, on a county, a neighbour and a city that were made for it by hand."""

from dataclasses import replace
from decimal import Decimal

import pytest

from transforms.records import Check, Section
from warehouse import query

RATE = {"role": "rate", "unit": "%", "unit_norm": "%"}
CHANGE = {"role": "yoy_change", "unit": "%", "unit_norm": "%"}
EARLIER = (
    ("10件", 10, "legal_aid_cases"),
    ("20件", 20, "reconsideration_accepted"),
    ("16件", 16, "reconsideration_concluded"),
    ("90%", 90, "leader_court_rate", RATE),
)
LATER = (
    ("14件", 14, "legal_aid_cases"),
    ("增长50%", 50, "legal_aid_cases", CHANGE),
    ("45件", 45, "reconsideration_accepted"),
    ("40件", 40, "reconsideration_concluded"),
    ("24件", 24, "reconsideration_upheld"),
    ("2件", 2, "reconsideration_corrected"),
    ("18件", 18, "response_cases"),
    ("5%", 5, "litigation_loss_rate", RATE),
    ("100%", 100, "leader_court_rate", RATE),
)
NEIGHBOUR = (("102%", 102, "leader_court_rate", RATE), ("12%", 12, "litigation_loss_rate", RATE))


@pytest.fixture(scope="module")
def published(tmp_path_factory, new_town, make):
    town = new_town(tmp_path_factory.mktemp("questions") / "demo")
    sums = [Check("24+2", Decimal(40), False, (3, 4, 5))]
    town.page("/2022.html", make.report(2022, numbers=EARLIER), at="2023-03-01")
    town.page("/2023.html", make.report(2023, numbers=LATER, checks=sums, more="健全府院联动机制。"))
    neighbour = make.report(2023, code="990102", numbers=NEIGHBOUR, more="（一）力量不足。", ad="澳门娱乐")
    town.page("/2023.html", with_problems(neighbour), code="990102", at="2024-05-02")
    town.capture("/list.html", kind="listing", at="2024-05-01")
    town.capture("/list.html", code="990102", kind="listing", at="2024-05-01")
    town.fail("2024-05-03", "unreachable", code="990102", reason="no answer in 30 s")
    town.night()
    return town.data


def with_problems(record):
    """The record with its one chapter called problems, and a part in it."""
    cleaned, (chapter,), *rest = record
    problems = replace(chapter, heading="存在的问题", theme="problems")
    start = cleaned.source_text.index("（一）")
    part = Section("1.1", 2, "（一）", "力量不足。", "problems", start, chapter.source_end)
    return cleaned, (problems, part), *rest


@pytest.fixture
def answer(published):
    """The rows of a named question, in its columns of these names."""

    def rows(name, *columns):
        found = query.ask(published, query.named(name).sql)
        places = [found.columns.index(column) for column in columns]
        return [tuple(row[place] for place in places) for row in found.rows]

    return rows


@pytest.mark.parametrize("question", query.questions(), ids=lambda question: question.name)
def test_every_question_is_answered(published, question):
    assert query.ask(published, question.sql).columns


def test_there_are_at_least_twenty_each_in_two_languages():
    questions = query.questions()
    assert len(questions) >= 20
    assert all(question.en.endswith("?") and question.zh.endswith("？") for question in questions)


def test_catalogue_coverage(answer):
    rows = answer("catalogue_coverage", "indicator_code", "reports", "of_all_pct")
    assert rows[:3] == [
        ("leader_court_rate", 3, 100),
        ("legal_aid_cases", 2, 66.7),
        ("litigation_loss_rate", 2, 66.7),
    ]
    assert ("notary_cases", 0, 0) in rows


def test_corrected_and_lost(answer):
    assert answer("corrected_and_lost", "report_year", "upheld_pct", "corrected_pct", "loss_rate_pct") == [
        (2023, 60, 5, 5)
    ]


def test_evidence(answer):
    assert answer("evidence", "value", "raw", "around", "warc_path", "warc_offset") == [
        (5, "5%", "，45件，40件，24件，2件，18件，5%，100%。健全府院联动机制。", "archive/a.warc.gz", 2),
        (12, "12%", "一、主要举措\n全年办理102%，12%。", "archive/a.warc.gz", 3),
    ]


def test_headlines(answer):
    assert answer("headlines", "body", "year", "reconsideration_accepted", "leader_court_rate") == [
        ("云岭县人民政府", 2022, 20, 90),
        ("云岭县人民政府", 2023, 45, 100),
        ("河西县人民政府", 2023, None, 102),
    ]


def test_injected_adverts(answer):
    assert answer("injected_adverts", "source_id", "kind", "line", "text") == [
        ("990102-河西县", "ad_line", 4, "澳门娱乐")
    ]


def test_largest_changes(answer):
    assert answer("largest_changes", "zh_name", "last_value", "value", "computed_pct", "stated_change") == [
        ("审结行政复议案件数", 16, 40, 150, None),
        ("受理行政复议案件数", 20, 45, 125, None),
        ("法律援助案件数", 10, 14, 40, 50),
    ]
    assert all(len(key) == 20 for keys in answer("largest_changes", "quantity_id", "last_quantity_id") for key in keys)


def test_leader_in_court(answer):
    assert answer("leader_in_court", "body_name", "report_year", "rate_pct", "raw") == [
        ("云岭县人民政府", 2022, 90, "90%"),
        ("云岭县人民政府", 2023, 100, "100%"),
        ("河西县人民政府", 2023, 102, "102%"),
    ]


def test_leader_in_court_by_level(answer):
    assert answer(
        "leader_in_court_by_level", "level", "report_year", "reports", "median_pct", "lowest_pct", "always"
    ) == [("county", 2022, 1, 90, 90, 0), ("county", 2023, 2, 101, 100, 1)]


def test_legal_aid(answer):
    assert answer("legal_aid", "report_year", "cases", "last_value", "stated_change", "computed_pct") == [
        (2023, 14, 10, 50, 40)
    ]


def test_litigation_loss_rate(answer):
    assert answer("litigation_loss_rate", "body_name", "loss_rate_pct") == [
        ("河西县人民政府", 12),
        ("云岭县人民政府", 5),
    ]


def test_missing_reports(answer):
    assert answer("missing_reports", "body_name", "status", "missing", "years") == [
        ("河西县人民政府", "source_failing", 1, [2022])
    ]


def test_phrase_in_context(answer):
    assert answer("phrase_in_context", "heading", "snippet") == [
        ("主要举措", "，45件，40件，24件，2件，18件，5%，100%。健全府院联动机制。")
    ]


def test_problems_sections(answer):
    assert answer("problems_sections", "body_name", "heading", "text") == [
        ("河西县人民政府", "存在的问题", "一、主要举措\n全年办理102%，12%。（一）力量不足。")
    ]


def test_provinces_ranked(answer):
    assert answer("provinces_ranked", "report_year", "place", "province", "median_pct", "reports") == [
        (2022, 1, "云州省", 90, 1),
        (2023, 1, "云州省", 101, 2),
    ]


def test_reconsideration_and_litigation(answer):
    assert answer("reconsideration_and_litigation", "report_year", "accepted", "response_cases", "per_lawsuit") == [
        (2022, 20, None, None),
        (2023, 45, 18, 2.5),
    ]


def test_reports_by_year(answer):
    assert answer("reports_by_year", "report_year", "reports", "official", "compromised") == [
        (2022, 1, 1, 0),
        (2023, 2, 1, 1),
    ]


def test_sources_failing(answer):
    (row,) = answer("sources_failing", "source_id", "outcome", "reason", "since", "last_new_list")
    assert row[:3] == ("990102-河西县", "unreachable", "no answer in 30 s")
    assert [moment.date().isoformat() for moment in row[3:]] == ["2024-05-03", "2024-05-01"]


def test_stated_against_computed(answer):
    assert answer("stated_against_computed", "zh_name", "stated_change", "computed_pct", "difference") == [
        ("法律援助案件数", 50, 40, 10)
    ]


def test_sums_that_fail(answer):
    assert answer("sums_that_fail", "body_name", "expression", "stated") == [("云岭县人民政府", "24+2", 40)]


def test_timeliness_by_province(answer):
    columns = ("province", "report_year", "reports", "in_time", "late", "no_verdict", "in_time_of_judged_pct")
    assert answer("timeliness_by_province", *columns) == [
        ("云州省", 2022, 1, 1, 0, 0, 100),
        ("云州省", 2023, 2, 2, 0, 0, 100),
    ]


def test_values_to_review(answer):
    assert [name for (name,) in answer("values_to_review", "check_name")] == ["arithmetic", "rate_above_100"]
