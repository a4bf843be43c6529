"""A forgotten document is in no later snapshot, not even in the free blocks of its file."""

import json

import pytest

from warehouse import decisions, export, forget, identity
from warehouse.check import GateStopped
from warehouse.load import load

SECRET = "一名当事人的姓名"


def test_a_forgotten_document_leaves_a_tombstone_and_nothing_else(town, make, ask):
    town.page("/1.html", make.report(2022, more=SECRET), at="2023-03-01")
    url = town.captures[-1]["url"]
    town.page("/2.html", make.report(2023), at="2024-03-01")
    town.night()
    forget.forget(town.data, url, "the person asked for it")
    path = town.night()
    assert ask(path, "SELECT url, document_id, reason FROM tombstone") == [
        (url, identity.document_id(url), "the person asked for it")
    ]
    assert ask(path, "SELECT report_year FROM version") == [(2023,)]
    assert ask(path, "SELECT count(*) FROM capture") == [(1,)]
    assert SECRET.encode() not in path.read_bytes()


def test_it_stays_forgotten_when_the_page_is_seen_again(town, make, ask):
    town.page("/1.html", make.report(2022), at="2023-03-01")
    town.page("/2.html", make.report(2023), at="2024-03-01")
    town.night()
    forget.forget(town.data, town.captures[0]["url"], "asked for")
    town.night()
    town.page("/1.html", make.report(2022, more="改版。"), at="2024-06-01", batch="two")
    town.stage()
    assert load(town.data).building is None


def test_its_attachments_go_with_it(town, make, ask):
    page = town.capture("/1.html", outcome="attachment_only")
    town.page("/1.pdf", make.report(2022), kind="attachment", page_url=page["url"])
    town.page("/2.html", make.report(2023), at="2024-03-01")
    town.night()
    decisions.decide(town.data, "forget", page["url"], "asked for")
    assert ask(town.night(), "SELECT report_year FROM version") == [(2023,)]


def test_the_same_text_elsewhere_is_named_and_so_is_what_was_published(town, make):
    town.page("/1.html", make.report(2022), at="2023-03-01")
    town.page("/copy.html", make.report(2022), at="2023-03-02")
    name = town.night().stem
    export.export(town.data)
    found = forget.forget(town.data, town.captures[0]["url"], "asked for")
    assert found.copies == (town.captures[1]["url"],)
    assert found.published == (f"snapshots/{name}.duckdb", f"exports/{name}")


def test_a_snapshot_without_it_is_not_named(town, make):
    town.page("/1.html", make.report(2022), at="2023-03-01")
    town.page("/2.html", make.report(2023), at="2024-03-01")
    first, url = town.night(), town.captures[0]["url"]
    forget.forget(town.data, url, "asked for")
    town.night()
    assert forget.forget(town.data, url, "asked again").published == (f"snapshots/{first.name}",)


@pytest.mark.parametrize("is_first", [True, False])
def test_what_the_gate_stops_can_be_forgotten_though_it_was_never_published(town, make, ask, is_first):
    if not is_first:
        town.page("/1.html", make.report())
        town.night()
    town.page("/a.html", make.report(2022), batch="two", host="http://www.yunling.gov.cn")
    with pytest.raises(GateStopped, match="http://www"):
        town.night()
    town.page("/2.html", make.report(2021), batch="three", at="2024-03-02")
    forget.forget(town.data, "http://www.yunling.gov.cn/a.html", "fetched by mistake")
    assert ask(town.night(), "SELECT count(*) FROM tombstone") == [(1,)]


def test_an_address_that_is_not_there_is_one_clear_line(town, make):
    town.page("/1.html", make.report())
    town.night()
    with pytest.raises(forget.UnknownSubject, match="no document at http://nowhere/: python"):
        forget.forget(town.data, "http://nowhere/", "asked for")


def test_a_line_that_is_no_decision_is_named(tmp_path):
    good = {"what": "forget", "subject": "http://a/", "reason": "x", "at": "2024-03-01T00:00:00+00:00"}
    decisions.path(tmp_path).write_text(json.dumps(good) + "\n{}\n", "utf-8")
    with pytest.raises(decisions.Unreadable, match="line 2 is no decision"):
        decisions.read(tmp_path)
