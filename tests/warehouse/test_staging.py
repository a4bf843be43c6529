"""Batches of captures go through the real transforms into Parquet, each exactly once."""

import pyarrow.parquet as pq
import pytest

from transforms import pipeline
from transforms.quantity_corrections import QuantityCorrection
from warehouse import folders, rows, staging
from warehouse.load import load
from warehouse.staging import NothingCollected

TEXT = """云岭县2023年法治政府建设年度报告
一、主要举措
（一）化解行政争议。全年受理行政复议案件14件，办结12件。
二、存在的问题
执法队伍力量不足。
"""


@pytest.fixture
def payloads():
    return {}


@pytest.fixture
def collect(town, payloads):
    def page(path, text=TEXT, **more):
        capture = town.capture(path, media_type="text/plain; charset=utf-8", **more)
        payloads[capture["capture_id"]] = text.encode()
        town.stage()
        return capture

    return page


def through(data, payloads):
    batches = staging.plan(data)
    for batch in batches:
        staging.clean(data, batch, payloads.__getitem__)
        staging.split(data, batch)
        staging.extract(data, batch)
    return batches


def test_without_a_crawl_there_is_nothing_to_plan(data):
    with pytest.raises(NothingCollected, match=r"captures.parquet is missing: run python -m spiders"):
        staging.plan(data)


def test_a_page_goes_through_all_steps(town, collect, payloads):
    collect("/art/1.html")
    (batch,) = staging.plan(town.data)
    assert batch.startswith("99-yunzhou-")
    assert staging.clean(town.data, batch, payloads.__getitem__).documents == 1
    assert staging.split(town.data, batch).rows == 3
    assert staging.extract(town.data, batch).rows == 2
    assert staging.plan(town.data) == []


def test_staged_pages_load_with_their_issuer(town, collect, payloads, ask):
    collect("/art/1.html")
    through(town.data, payloads)
    building = load(town.data).building
    assert ask(building, "SELECT body_name, copy_grade, report_year FROM report") == [
        ("云岭县人民政府", "official", 2023)
    ]
    assert ask(building, "SELECT indicator_code, value FROM indicator_value ORDER BY ALL") == [
        ("reconsideration_accepted", 14),
        ("reconsideration_concluded", 12),
    ]


def test_a_number_that_a_person_corrected_is_staged_so(town, collect, payloads, ask, monkeypatch):
    url = collect("/art/1.html")["url"]
    entry = QuantityCorrection(
        url=url, raw="14件", ordinal=1, expect="全年受理行政复议案件14件，办结12件", field="value", value=41,
        reason="The body's own statistics of the year say 41.", status="confirmed",
    )  # fmt: skip
    monkeypatch.setattr(pipeline, "quantity_corrections", lambda: (entry,))
    through(town.data, payloads)
    path = load(town.data).building
    assert ask(path, "SELECT value FROM quantity WHERE ends_with(rule, '/correction')") == [(41,)]


def test_only_articles_and_files_with_content_are_planned(town, collect, payloads):
    collect("/col/1.html", kind="listing")
    collect("/art/2.html", outcome="soft_404")
    assert staging.plan(town.data) == []


def test_batches_are_named_by_their_content(town, collect):
    for number in range(3):
        collect(f"/art/{number}.html")
    names = staging.plan(town.data, size=2)
    assert len(names) == 2
    for name in names:
        folders.staged(town.data, "plan", rows.rules_version(), name).unlink()
    assert staging.plan(town.data, size=2) == names


def test_files_by_hand_make_a_batch_of_their_own(town, collect):
    collect("/art/1.html")
    collect("", source_id="inbox", url="inbox:///a.txt", kind="file")
    assert [name.rpartition("-")[0] for name in staging.plan(town.data)] == ["99-yunzhou", "inbox"]


def test_what_is_staged_already_is_not_done_again(town, collect, payloads):
    collect("/art/1.html")
    (batch,) = through(town.data, payloads)
    file = folders.staged(town.data, "clean", rows.rules_version(), batch)
    before = file.stat().st_mtime_ns
    assert staging.clean(town.data, batch, {}.__getitem__).documents == 1
    assert file.stat().st_mtime_ns == before


def test_a_refused_and_a_crashing_document_are_rows_and_the_batch_goes_on(town, collect, payloads, monkeypatch):
    collect("/art/1.html")
    collect("/art/2.html", text="")
    collect("/art/3.html")
    understand = pipeline.clean

    def faulty(page):
        return {}["a fault of the program"] if page.url.endswith("3.html") else understand(page)

    monkeypatch.setattr(pipeline, "clean", faulty)
    (batch,) = staging.plan(town.data)
    count = staging.clean(town.data, batch, payloads.__getitem__)
    assert (count.documents, count.refused) == (3, 2)
    assert staging.split(town.data, batch).documents == 1
    rules = rows.rules_version()
    reasons = pq.read_table(folders.staged(town.data, "clean", rules, batch))["refused"].to_pylist()
    assert reasons[0] is None
    assert reasons[1].startswith("Refused: ")
    assert reasons[2] == "KeyError: 'a fault of the program'"


def test_a_corrected_issuer_takes_the_batch_apart_and_plans_it_again(town, collect, payloads):
    collect("/art/1.html")
    (old,) = through(town.data, payloads)
    town.sources[0]["jurisdiction_code"] = "990103"
    town.stage()
    (new,) = staging.plan(town.data)
    assert new != old
    assert not folders.staged(town.data, "clean", rows.rules_version(), old).exists()


def test_a_source_that_left_the_register_keeps_its_batches(town, collect, payloads):
    collect("/art/1.html")
    (batch,) = through(town.data, payloads)
    del town.sources[0]
    town.stage()
    assert staging.plan(town.data) == []
    assert staging.complete(town.data, rows.rules_version()) == {batch}


def test_steps_out_of_order_say_what_is_missing(town, collect):
    collect("/art/1.html")
    (batch,) = staging.plan(town.data)
    with pytest.raises(FileNotFoundError, match=f"batch {batch} has no clean file"):
        staging.split(town.data, batch)


@pytest.mark.parametrize("fault", [OSError("the disk is gone"), LookupError("the index is gone")])
def test_a_payload_that_cannot_be_read_fails_the_batch_and_not_the_document(town, collect, payloads, fault):
    collect("/art/1.html")
    (batch,) = staging.plan(town.data)

    def unreadable(capture_id):
        raise fault

    with pytest.raises(type(fault), match="is gone"):
        staging.clean(town.data, batch, unreadable)
    assert staging.clean(town.data, batch, payloads.__getitem__).refused == 0


def test_a_damaged_record_is_its_documents_refusal_and_the_batch_goes_on(town, collect, payloads):
    lost = collect("/art/1.html")
    collect("/art/2.html")
    payloads[lost["capture_id"]] = None
    (batch,) = staging.plan(town.data)

    def of_archive(capture_id):
        if payloads[capture_id] is None:
            raise ValueError("damaged in the archive (a.warc.gz, offset 7)")
        return payloads[capture_id]

    count = staging.clean(town.data, batch, of_archive)
    assert (count.documents, count.refused) == (2, 1)
    reasons = pq.read_table(folders.staged(town.data, "clean", rows.rules_version(), batch))["refused"].to_pylist()
    assert reasons == ["ValueError: damaged in the archive (a.warc.gz, offset 7)", None]


def test_a_batch_with_a_capture_that_the_archive_no_longer_knows_is_planned_without_it(town, collect, payloads):
    collect("/art/1.html")
    kept = collect("/art/2.html")
    (old,) = through(town.data, payloads)
    del town.captures[0]
    town.stage()
    (new,) = staging.plan(town.data)
    assert new != old
    file = folders.staged(town.data, "plan", rows.rules_version(), new)
    assert pq.read_table(file)["capture_id"].to_pylist() == [kept["capture_id"]]


def test_a_source_that_left_the_register_keeps_its_reports_under_new_rules(town, collect, payloads, monkeypatch):
    collect("/art/1.html")
    through(town.data, payloads)
    del town.sources[0]
    town.stage()
    assert through(town.data, payloads) == []
    monkeypatch.setattr(rows, "rules_version", lambda: "newer")
    (batch,) = through(town.data, payloads)
    assert batch.startswith("unregistered-")


@pytest.mark.parametrize(("page_outcome", "is_planned"), [("attachment_only", True), ("ok", False), ("gone", False)])
def test_a_file_is_a_document_where_it_stands_for_its_page(town, collect, payloads, page_outcome, is_planned):
    page = collect("/art/1.html", outcome=page_outcome)
    file = collect("/files/1.pdf", kind="attachment", page_url=page["url"])
    planned = [
        capture_id
        for batch in staging.plan(town.data)
        for capture_id in pq.read_table(folders.staged(town.data, "plan", rows.rules_version(), batch))["capture_id"]
    ]
    assert (file["capture_id"] in [capture_id.as_py() for capture_id in planned]) is is_planned
