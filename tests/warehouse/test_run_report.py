import json
import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from warehouse import report_page, schema
from warehouse.__main__ import app
from warehouse.check import CheckOutcome, check
from warehouse.load import load
from warehouse.publish import publish
from warehouse.run_report import LISTED, FailingSource, Incident, ReportChange, Run, newest_run, report

NIGHT = datetime(2024, 3, 1, 18, tzinfo=UTC)
HOSTILE = '<script>alert("1")</script>{{ 7*7 }}'


def run(snapshot=None, **more):
    return Run("night-1", "nightly", NIGHT, snapshot=snapshot, **more)


@pytest.fixture
def first(town, make):
    town.page("/a.html", make.report(numbers=[("12件", 12)]))
    town.listing("2024-03-01")
    return town.night()


def test_a_first_snapshot_brings_every_report_as_new(data, first):
    made = report(data, run(first))
    assert made.outcome == "published"
    assert made.changes == {"new": 1}
    url = "http://127.0.0.1:18990/a.html"
    assert made.reports == (ReportChange("new", "云岭县人民政府", 2023, "云岭县2023年法治政府建设年度报告", url),)
    assert (made.counts["report"], made.counts["quantity"], made.counts_before) == (1, 1, {})


def test_a_later_snapshot_is_compared_with_the_one_before(town, make, data, first):
    town.page("/b.html", make.report(code="990102"), batch="two", code="990102", at="2024-03-02")
    second = town.night()
    made = report(data, run(second))
    assert (made.snapshot, made.previous) == (second.stem, first.stem)
    assert [(change.change, change.body_name) for change in made.reports] == [("new", "河西县人民政府")]
    assert (made.counts["report"], made.counts_before["report"]) == (2, 1)


def test_a_run_that_loaded_nothing_new_lists_no_changes(data, first):
    made = report(data, run())
    assert (made.outcome, made.snapshot, made.changes, made.reports) == ("nothing_new", first.stem, {}, ())


def test_files_by_hand_that_nothing_could_read_are_named(data, first):
    made = report(data, run(first, left=("2024/云岭.doc: .doc is not read",)))
    assert made.left == ("2024/云岭.doc: .doc is not read",)
    assert "<li>2024/云岭.doc: .doc is not read</li>" in report_page.html(made)


def test_after_a_change_of_the_schema_the_report_says_that_it_cannot_compare(town, make, data, first, monkeypatch):
    town.page("/b.html", make.report(code="990102"), batch="two", code="990102", at="2024-03-02")
    with monkeypatch.context() as newer:
        newer.setattr(schema, "schema_version", lambda: "newer")
        made = report(data, run(town.night()))
    assert (made.other_schema, made.changes, made.reports, made.counts["report"]) == (True, {}, (), 2)
    assert "The snapshot before has other tables" in report_page.html(made)
    assert not report(data, run()).other_schema


def test_a_source_that_answered_before_fails_newly_and_only_once(town, data, first):
    town.fail("2024-03-02", "unreachable", reason="no route to host")
    second = town.night()
    (failing,) = report(data, run(second)).failing
    assert (failing.source_id, failing.outcome, failing.newly) == ("990101-云岭县", "unreachable", True)
    assert (failing.reason, failing.since) == ("no route to host", town.moment("2024-03-02"))
    town.listing("2024-03-03", code="990102")
    assert [each.newly for each in report(data, run(town.night())).failing] == [False]


def test_a_source_that_lost_its_reports_fails_newly_though_its_list_came(town, data, first):
    town.fail("2024-03-02", None, reason="listed reports before and lists none now")
    made = report(data, run(town.night()))
    assert [(each.outcome, each.newly) for each in made.failing] == [(None, True)]
    assert "无报告 no reports" in report_page.html(made)


def test_a_source_that_never_answered_is_counted_but_does_not_fail_newly(town, data, first):
    town.fail("2024-03-02", "blocked_challenge", code="990102")
    assert [each.newly for each in report(data, run(town.night())).failing] == [False]


def test_a_source_that_answers_again_fails_no_more(town, data, first):
    town.fail("2024-03-02")
    town.night()
    town.mend()
    assert report(data, run(town.night())).failing == ()


def test_an_article_that_is_gone_makes_no_source_fail(town, data, first):
    town.capture("/c.html", outcome="gone", at="2024-03-02")
    assert report(data, run(town.night())).failing == ()


def test_incidents_are_those_that_the_snapshot_before_does_not_hold(town, make, data, first):
    ad = "云博777备用网址"
    town.page("/b.html", make.report(code="990102", ad=ad), batch="two", code="990102", at="2024-03-02")
    second = town.night()
    assert [(each.kind, each.text) for each in report(data, run(second)).incidents] == [("ad_line", ad)]
    town.listing("2024-03-03", code="990102")
    assert report(data, run(town.night())).incidents == ()


def test_a_file_that_the_gate_stops_is_reported_with_what_stopped_it(town, make, data):
    town.page("/a.html", make.report(), host="http://www.yunling.gov.cn")
    town.stage()
    building = load(data).building
    made = report(data, run(building=building, reasons=("check failed",)))
    assert made.outcome == "stopped"
    assert [(each.name, each.severity) for each in made.checks] == [("demo_apart", "stop")]
    assert made.snapshot == building.stem


def test_a_red_run_without_a_snapshot_has_a_report_too(data):
    made = report(data, run(reasons=("crawl 99-yunzhou failed",), seconds={"crawl": 1.5}))
    assert (made.outcome, made.snapshot, made.seconds) == ("failed", None, {"crawl": 1.5})
    page = report_page.write(data, run(reasons=("crawl 99-yunzhou failed",)))
    assert page == data / "reports" / "nightly-night-1.report.html"
    assert "crawl 99-yunzhou failed" in page.read_text("utf-8")


def test_a_published_run_keeps_its_report_beside_its_snapshot(data, first):
    page = report_page.write(data, run(first))
    assert page == first.with_name(f"{first.stem}.report.html")
    told = json.loads(page.with_suffix(".json").read_text("utf-8"))
    assert (told["run_id"], told["changes"], told["started_at"]) == ("night-1", {"new": 1}, "2024-03-01T18:00:00Z")


def test_the_name_of_a_run_cannot_lead_out_of_the_folder(data):
    page = report_page.write(data, Run("../../x/y", "nightly", NIGHT, reasons=("red",)))
    assert page.parent == data / "reports"


def test_of_runs_without_a_snapshot_the_newest_reports_stay(data):
    for number in range(report_page.KEPT + 1):
        report_page.write(data, Run(f"night-{number:03}", "nightly", NIGHT))
    assert len(list((data / "reports").iterdir())) == 2 * report_page.KEPT
    assert not (data / "reports" / "nightly-night-000.report.json").exists()


def test_what_comes_from_a_page_is_escaped(data):
    script = "javascript:alert(1)"
    made = replace(
        report(data, run(reasons=(HOSTILE,))),
        reports=(ReportChange("new", HOSTILE, 2023, HOSTILE, script),),
        failing=(FailingSource("990101-a", None, script, "error", HOSTILE, NIGHT, newly=True),),
        incidents=(Incident("ad_line", "990101-a", script, HOSTILE),),
        checks=(CheckOutcome("orphans", "stop", HOSTILE, 1, ({"title": HOSTILE},)),),
    )
    page = report_page.html(made)
    assert page.count("&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt;{{ 7*7 }}") == 7
    assert "<script" not in page
    assert page.count(script) == 3
    assert "href" not in page


def test_the_page_asks_for_nothing_outside(data, first):
    page = report_page.html(report(data, run(first, seconds={"crawl": 3, "load": 1})))
    assert set(re.findall(r"<(link|script|img|iframe|object)\b", page)) == set()
    assert not re.search(r"url\(|@import|\bsrc=", page)
    assert "default-src 'none'" in page


def test_a_long_list_is_cut_and_the_counts_are_not(town, make, data):
    for year in range(1000, 1000 + LISTED + 1):
        town.page(f"/{year}.html", make.report(year=year))
    town.stage()
    building = load(data).building
    check(town.data, building)
    made = report(data, run(publish(data, building)))
    assert (made.changes, len(made.reports)) == ({"new": LISTED + 1}, LISTED)


def test_the_report_of_the_last_run_is_found_or_made(data, first):
    page = report_page.newest(data)
    assert page == first.with_name(f"{first.stem}.report.html")
    later = report_page.write(data, run(reasons=("red",)))
    assert report_page.newest(data) == later
    assert newest_run(data).snapshot == first


def test_a_red_run_before_the_first_snapshot_is_found(data):
    page = report_page.write(data, run(reasons=("red",)))
    assert report_page.newest(data) == page


def test_the_command_names_the_page_or_prints_the_json(data, first):
    page = CliRunner().invoke(app, ["report", "--data", str(data)])
    assert page.output == f"{first.with_name(first.stem)}.report.html\n"
    told = CliRunner().invoke(app, ["report", "--data", str(data), "--json"])
    assert json.loads(told.output)["snapshot"] == first.stem


def test_the_command_says_in_one_line_that_there_is_nothing(data):
    data.mkdir()
    said = CliRunner().invoke(app, ["report", "--data", str(data)])
    assert said.exit_code == 1
    assert said.output.startswith("warehouse: nothing published in")


def test_a_report_goes_when_its_snapshot_goes(town, make, data, first, monkeypatch):
    monkeypatch.setenv("FAZHI_SNAPSHOTS", "1")
    report_page.write(data, run(first))
    town.page("/b.html", make.report(code="990102"), batch="two", code="990102", at="2024-03-02")
    second = town.night()
    assert list((data / "snapshots").iterdir()) == [second]
