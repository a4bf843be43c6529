"""What is known of a body's report of a year: never more than was seen."""

import pytest

STATUS = "SELECT report_year, status FROM coverage WHERE body_name = '河西县人民政府' ORDER BY ALL"


@pytest.fixture
def watched(town, make):
    """A town whose second county publishes nothing, on 1 May 2024."""
    town.page("/1.html", make.report(2023), at="2024-05-01")
    return town


def seen(town, outcome, at="2024-05-01", **more):
    town.capture("/list.html", code="990102", kind="listing", outcome=outcome, at=at, **more)


def test_a_source_that_was_never_asked_is_no_source(watched, ask):
    assert ask(watched.build(), STATUS) == [(2023, "no_source")]


def test_a_list_that_shows_no_report_of_the_year_is_not_found(watched, ask):
    seen(watched, "ok")
    assert ask(watched.build(), STATUS) == [(2023, "not_found")]


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        ("blocked_challenge", "blocked"),
        ("robots_denied", "blocked"),
        ("unreachable", "source_failing"),
        ("gone", "source_failing"),
        (None, "source_failing"),
    ],
)
def test_a_list_that_is_no_longer_shown_says_nothing_of_what_it_holds(watched, ask, outcome, status):
    seen(watched, "ok", at="2023-02-01")
    watched.fail("2024-05-01", outcome, code="990102")
    assert ask(watched.build(), STATUS) == [(2023, status)]


def test_the_end_of_a_list_is_not_its_failure(watched, ask):
    seen(watched, "ok", at="2024-04-30")
    seen(watched, "gone", page_url="http://127.0.0.2:18990/list.html")
    assert ask(watched.build(), STATUS) == [(2023, "not_found")]


def test_of_two_sources_of_a_body_the_one_that_answers_counts(watched, ask):
    watched.sources.append(watched.sources[1] | {"source_id": "990102-second"})
    watched.fail("2024-05-01", "blocked_waf", code="990102")
    seen(watched, "ok", source_id="990102-second")
    assert ask(watched.build(), STATUS) == [(2023, "not_found")]


def test_no_date_bound_before_the_report_of_2019(watched, make, ask):
    watched.page("/2.html", make.report(2017), at="2024-05-01")
    seen(watched, "ok")
    assert ask(watched.build(), STATUS) == [
        (2017, "not_due"),
        (2018, "not_due"),
        (2019, "not_found"),
        (2020, "not_found"),
        (2021, "not_found"),
        (2022, "not_found"),
        (2023, "not_found"),
    ]
