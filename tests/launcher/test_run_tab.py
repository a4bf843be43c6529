"""The tab of a run shows the report that the run left word of, and nothing else."""

import pytest

from launcher.run_tab import page_of


@pytest.fixture
def data(tmp_path):
    """A data folder with a report, and pages beside it that are no business of the tab."""
    for path in ("data/reports/nightly-1.report.html", "data/private.html", "secret.report.html"):
        page = tmp_path / path
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text("a page", "utf-8")
    return tmp_path / "data"


def test_the_page_lies_beside_the_json_that_the_run_names(data):
    assert page_of(data, "reports/nightly-1.report.json") == data / "reports" / "nightly-1.report.html"


def test_a_report_that_went_with_its_snapshot_is_missing(data):
    assert page_of(data, "snapshots/fazhi-1.report.json") is None


@pytest.mark.parametrize(
    "left",
    [None, 1, "", "/", "private.json", "../secret.report.json", "reports/nightly-1.report.html", "\0.report.json"],
)
def test_nothing_else_is_shown_whatever_stands_in_the_result(data, left):
    assert page_of(data, left) is None


def test_an_absolute_path_outside_is_not_shown(data):
    assert page_of(data, str(data.parent / "secret.report.json")) is None
