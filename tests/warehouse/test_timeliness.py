"""Whether a report is seen to have been public before 1 April: a verdict only where a page or a capture proves it."""

from dataclasses import replace
from datetime import date

import pytest

JUDGED = "SELECT verdict, reason, days_late FROM timeliness"
REPOSTED = {"code": "990102"}


def dated(record, day, kind="published"):
    cleaned, *rest = record
    return replace(cleaned, document=replace(cleaned.document, publish_date=day, publish_date_kind=kind)), *rest


@pytest.fixture
def judge(town, make, ask):
    """The verdict on a report of 2023 whose page gives this day."""

    def judged(day, kind="published", at="2024-06-01", record=None):
        town.page("/1.html", dated(record or make.report(), day, kind), at=at)
        return ask(town.build(), JUDGED)[0]

    return judged


@pytest.mark.parametrize(
    ("day", "verdict", "days_late"),
    [("2024-03-31", "in_time", 0), ("2024-04-01", "late", 1), ("2023-12-29", "in_time", -93)],
)
def test_the_last_day_in_time_is_31_march(judge, day, verdict, days_late):
    assert judge(day) == (verdict, "stated", days_late)


@pytest.mark.parametrize("kind", ["listed", "written", "signed"])
def test_a_day_that_is_not_of_publication_gives_no_verdict(judge, kind):
    assert judge("2024-03-01", kind) == ("no_verdict", "date_not_of_publication", None)


def test_without_a_date_there_is_no_verdict(judge):
    assert judge(None, None) == ("no_verdict", "no_date", None)


def test_what_was_captured_before_the_date_was_public_whatever_the_page_says(judge):
    assert judge("2024-03-10", "signed", at="2024-03-30") == ("in_time", "seen", None)


@pytest.mark.parametrize("day", ["2022-03-01", "2024-07-01"])
def test_a_day_before_the_year_or_after_the_capture_is_impossible(judge, day):
    assert judge(day) == ("no_verdict", "impossible_date", None)


def test_the_rule_binds_from_the_report_of_2019_on(judge, make):
    assert judge("2019-05-01", record=make.report(2018)) == ("no_verdict", "before_the_rule", None)


@pytest.mark.parametrize(
    ("kind", "name", "verdict"),
    [
        ("department", "云岭县司法局", "late"),
        ("township", "河口乡人民政府", "late"),
        ("township", "河口街道办事处", "no_verdict"),
        ("party_organ", "中共云岭县委", "no_verdict"),
        ("zone", "云岭县经济开发区管理委员会", "no_verdict"),
    ],
)
def test_the_rule_names_governments_and_departments_from_the_county_up(town, make, ask, kind, name, verdict):
    town.sources.append(town.sources[0] | {"source_id": "own", "body_kind": kind, "body_name": name})
    record = make.report(body_kind=kind, reporting_body=name)
    town.page("/1.html", dated(record, "2024-05-02"), at="2024-06-01", source_id="own")
    assert ask(town.build(), "SELECT verdict FROM timeliness") == [(verdict,)]


def test_a_late_repost_says_nothing_of_the_bodys_own_page(town, make, ask):
    town.page("/1.html", dated(make.report(), "2024-05-02"), at="2024-06-01", **REPOSTED)
    assert ask(town.build(), JUDGED) == [("no_verdict", "only_reposted", None)]


def test_a_repost_before_the_date_shows_that_the_text_was_public(town, make, ask):
    town.page("/1.html", dated(make.report(), "2024-05-02"), at="2024-06-01")
    town.page("/2.html", dated(make.report(more="转载。"), "2024-03-30"), at="2024-06-01", **REPOSTED)
    assert ask(town.build(), JUDGED) == [("in_time", "stated", -1)]


def test_a_page_that_is_dated_anew_keeps_its_first_date(town, make, ask):
    town.page("/1.html", dated(make.report(), "2024-03-01"), at="2024-06-01")
    town.page("/1.html", dated(make.report(more="更正。"), "2024-07-01"), at="2024-07-02")
    assert ask(town.build(), "SELECT published_on, stated_on, verdict FROM timeliness") == [
        (date(2024, 7, 1), date(2024, 3, 1), "in_time")
    ]
