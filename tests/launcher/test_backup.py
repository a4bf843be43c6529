import os

import pytest

from launcher.backup import BackupError, back_up, restore
from spiders import inbox
from spiders.archive import Archive
from warehouse import staging
from warehouse.check import check
from warehouse.load import fingerprint, load
from warehouse.publish import publish
from warehouse.snapshot import connect, newest
from warehouse.status import age, status

REPORT = "云岭县{year}年法治政府建设年度报告\n一、主要举措\n全年办理行政复议案件{year}件。\n"


def night(data):
    """What a night does with the files of the inbox; the snapshot, or None where nothing is new."""
    inbox.take(data / "inbox", data)
    with Archive(data) as archive:
        archive.stage([])
        for batch in staging.plan(data):
            staging.clean(data, batch, archive.payload)
            staging.split(data, batch)
            staging.extract(data, batch)
    building = load(data).building
    if building is None:
        return None
    check(data, building)
    return publish(data, building)


def saved(data, year):
    path = data / "inbox" / f"{year}.txt"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(REPORT.format(year=year), "utf-8")


def mark(data):
    with connect(data) as connection:
        return fingerprint(connection)


@pytest.fixture
def data(tmp_path):
    folder = tmp_path / "data"
    saved(folder, 2023)
    night(folder)
    return folder


def test_a_restored_folder_holds_the_same_content_and_is_well(data, tmp_path):
    back_up(data, tmp_path / "copy")
    restore(tmp_path / "copy", tmp_path / "restored")
    assert mark(tmp_path / "restored") == mark(data)
    assert status(tmp_path / "restored").well(age("36h"))
    assert newest(tmp_path / "restored").stat().st_mode & 0o777 == 0o444


def test_the_nights_go_on_from_a_restored_folder(data, tmp_path):
    back_up(data, tmp_path / "copy")
    restore(tmp_path / "copy", tmp_path / "restored")
    assert night(tmp_path / "restored") is None
    saved(tmp_path / "restored", 2024)
    night(tmp_path / "restored")
    with connect(tmp_path / "restored") as connection:
        assert connection.execute("SELECT report_year FROM version ORDER BY 1").fetchall() == [(2023,), (2024,)]


def test_a_second_backup_copies_only_what_is_new(data, tmp_path):
    copy = tmp_path / "copy"
    back_up(data, copy)
    before = {path: path.stat().st_ino for path in copy.rglob("*.warc.gz")}
    saved(data, 2024)
    second = night(data)
    back_up(data, copy)
    assert before.items() <= {path: path.stat().st_ino for path in copy.rglob("*.warc.gz")}.items()
    assert (copy / "fazhi.duckdb").resolve() == copy.resolve() / "snapshots" / second.name


def test_a_copy_that_was_cut_short_is_made_again(data, tmp_path):
    back_up(data, tmp_path / "copy")
    (warc,) = (tmp_path / "copy").rglob("*.warc.gz")
    whole = warc.read_bytes()
    warc.write_bytes(whole[:100])
    back_up(data, tmp_path / "copy")
    assert warc.read_bytes() == whole


def test_a_backup_while_a_crawl_writes_keeps_one_name_of_its_file(data, tmp_path):
    (warc,) = data.rglob("*.warc.gz")
    unfinished = warc.rename(f"{warc}.open")
    back_up(data, tmp_path / "copy")
    unfinished.rename(warc)
    back_up(data, tmp_path / "copy")
    assert [path.name for path in (tmp_path / "copy").rglob("*.warc.gz*")] == [warc.name]


def test_what_is_being_written_aside_is_left_out(data, tmp_path):
    (data / "staging" / "clean" / ".one.parquet.1.aside").write_text("half", "utf-8")
    back_up(data, tmp_path / "copy")
    assert not list((tmp_path / "copy").rglob("*.aside"))


def test_a_backup_while_the_spiders_write_their_staged_files_leaves_out_what_lies_aside(data, tmp_path, monkeypatch):
    copies = []

    def meanwhile(_):
        copies.append(back_up(data, tmp_path / "copy"))

    monkeypatch.setattr(os, "fsync", meanwhile)
    with Archive(data) as archive:
        archive.stage([])
    assert copies
    assert not list((tmp_path / "copy").rglob("*.aside"))


def test_decisions_are_kept(data, tmp_path):
    (data / "decisions.jsonl").write_text("{}\n", "utf-8")
    back_up(data, tmp_path / "copy")
    assert (tmp_path / "copy" / "decisions.jsonl").read_text("utf-8") == "{}\n"


def test_folders_that_cannot_be_used_are_one_clear_line(data, tmp_path):
    with pytest.raises(BackupError, match="holds no snapshot yet"):
        back_up(tmp_path / "empty", tmp_path / "copy")
    with pytest.raises(BackupError, match="name a folder on another disk"):
        back_up(data, data / "copy")
    with pytest.raises(BackupError, match="is no backup"):
        restore(tmp_path, tmp_path / "restored")
    back_up(data, tmp_path / "copy")
    with pytest.raises(BackupError, match="restore into a new folder"):
        restore(tmp_path / "copy", data)
