"""Which sources fail is said once, and whoever asks is told the same."""

import pytest

from warehouse import query
from warehouse.run_report import Run, report


@pytest.fixture
def town(town, make):
    town.page("/1.html", make.report(2023), at="2024-05-01")
    town.listing("2024-05-01")
    return town


@pytest.mark.parametrize("outcome", ["unreachable", "blocked_waf", None])
def test_the_report_of_a_run_coverage_and_the_question_name_the_same_source(town, data, ask, outcome):
    town.fail("2024-05-02", outcome, code="990102")
    path = town.night()
    named = ["990102-河西县"]
    assert [
        each.source_id for each in report(data, Run("night", "nightly", town.moment("2024-05-02"))).failing
    ] == named
    assert [row["source_id"] for row in query.ask(data, query.named("sources_failing").sql).as_dicts()] == named
    unseen = "SELECT body_name FROM coverage WHERE status IN ('blocked', 'source_failing')"
    assert ask(path, unseen) == [("河西县人民政府",)]


def test_a_source_whose_file_was_broken_for_a_night_does_not_fail_newly_again(town, data):
    town.listing("2024-05-01", code="990102")
    town.night()
    town.fail("2024-05-02", code="990102")
    town.night()
    broken = town.sources.pop(1)
    town.night()
    town.sources.insert(1, broken)
    night = Run("night", "nightly", town.moment("2024-05-04"), snapshot=town.night())
    assert [(each.source_id, each.newly) for each in report(data, night).failing] == [("990102-河西县", False)]


def test_a_source_that_left_the_register_fails_no_more(town, ask):
    town.fail("2024-05-02", code="990102")
    town.build()
    del town.sources[1]
    assert ask(town.build(), "SELECT source_id FROM failing_source") == []
