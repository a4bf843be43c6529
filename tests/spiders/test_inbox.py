from __future__ import annotations

import json
import os
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest
from typer.testing import CliRunner

from spiders.__main__ import app
from spiders.archive import Archive
from spiders.inbox import OutsideInbox, take

TEXT = "云岭县2023年法治政府建设年度报告\n".encode()


def put(data: Path, name: str, content: bytes = TEXT) -> Path:
    path = data / "inbox" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_files_go_into_the_archive_and_stay_where_they_are(tmp_path: Path) -> None:
    path = put(tmp_path, "2024/云岭 县.txt")
    taken = take(tmp_path / "inbox", tmp_path)
    assert taken.archived == ["2024/云岭 县.txt"]
    assert path.read_bytes() == TEXT
    with Archive(tmp_path) as archive:
        [capture] = archive.index.captures()
        assert archive.payload(capture.capture_id) == TEXT
    assert capture.url == "inbox:///2024/%E4%BA%91%E5%B2%AD%20%E5%8E%BF.txt"
    assert (capture.source_id, capture.kind, capture.outcome) == ("inbox", "file", "ok")
    assert (capture.media_type, capture.http_status) == ("text/plain", None)


def test_the_same_files_again_change_nothing(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    put(tmp_path, "b.html", b"<p>b</p>")
    take(tmp_path / "inbox", tmp_path)
    before = sorted((tmp_path / "archive").rglob("*.warc.gz"))
    taken = take(tmp_path / "inbox", tmp_path)
    assert (taken.archived, taken.unchanged) == ([], ["a.txt", "b.html"])
    assert sorted((tmp_path / "archive").rglob("*.warc.gz")) == before


def test_a_changed_file_is_archived_beside_its_first_form(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    take(tmp_path / "inbox", tmp_path)
    put(tmp_path, "a.txt", TEXT + TEXT)
    assert take(tmp_path / "inbox", tmp_path).archived == ["a.txt"]
    with Archive(tmp_path) as archive:
        assert [archive.payload(each.capture_id) for each in archive.index.captures()] == [TEXT, TEXT + TEXT]


def test_a_file_put_back_as_it_was_is_what_stands_there_now(tmp_path: Path) -> None:
    for content in (TEXT, TEXT + TEXT):
        put(tmp_path, "a.txt", content)
        take(tmp_path / "inbox", tmp_path)
    put(tmp_path, "a.txt", TEXT)
    assert take(tmp_path / "inbox", tmp_path).archived == ["a.txt"]
    with Archive(tmp_path) as archive:
        latest = archive.index.latest_document("inbox", "inbox:///a.txt")
        assert latest is not None
        assert archive.payload(latest.capture_id) == TEXT
    assert take(tmp_path / "inbox", tmp_path).unchanged == ["a.txt"]


def test_a_file_is_kept_byte_for_byte_whatever_it_looks_like(tmp_path: Path) -> None:
    put(tmp_path, "a.html", b"\x1f\x8b not gzip at all")
    take(tmp_path / "inbox", tmp_path)
    with Archive(tmp_path) as archive:
        [capture] = archive.index.captures()
        assert archive.payload(capture.capture_id) == b"\x1f\x8b not gzip at all"


def test_a_subfolder_may_be_taken_alone_under_the_same_names(tmp_path: Path) -> None:
    put(tmp_path, "2024/a.txt")
    put(tmp_path, "2023/a.txt")
    assert take(tmp_path / "inbox" / "2024", tmp_path).archived == ["2024/a.txt"]


def test_what_cannot_be_read_is_reported_not_lost(tmp_path: Path) -> None:
    put(tmp_path, "a.wps")
    put(tmp_path, "README")
    put(tmp_path, "empty.pdf", b"")
    left = take(tmp_path / "inbox", tmp_path).left
    assert left["a.wps"].startswith(".wps is not read; save it as .txt, ")
    assert left["README"].startswith("a file without suffix is not read")
    assert left["empty.pdf"] == "is empty or still being written; run the import again when it is whole"


@pytest.mark.parametrize("folder", ["elsewhere", "inbox/../elsewhere", "."])
def test_a_folder_outside_the_inbox_is_refused_with_advice(tmp_path: Path, folder: str) -> None:
    put(tmp_path, "a.txt")
    (tmp_path / "elsewhere").mkdir()
    with pytest.raises(OutsideInbox, match="copy it there"):
        take(tmp_path / folder, tmp_path)


def test_the_command_speaks_json_and_fails_in_one_line(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    done = CliRunner().invoke(app, ["inbox", str(tmp_path / "inbox"), "--data", str(tmp_path), "--json"])
    assert json.loads(done.stdout) == {"archived": ["a.txt"], "unchanged": [], "left": {}}
    failed = CliRunner().invoke(app, ["inbox", str(tmp_path), "--data", str(tmp_path)])
    assert (failed.exit_code, failed.stdout, failed.stderr.count("\n")) == (1, "", 1)


def test_an_import_waits_for_the_one_before_it(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    with ThreadPoolExecutor() as pool:
        with Archive(tmp_path) as other:
            other.open_source("inbox")
            import_ = pool.submit(take, tmp_path / "inbox", tmp_path)
            assert not wait([import_], timeout=0.3).done
        assert import_.result().archived == ["a.txt"]


def test_files_that_were_left_are_said_and_make_the_exit_status_1(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    put(tmp_path, "b.doc")
    done = CliRunner().invoke(app, ["inbox", str(tmp_path / "inbox"), "--data", str(tmp_path), "--json"])
    assert (done.exit_code, json.loads(done.stdout)["archived"]) == (1, ["a.txt"])
    assert done.stderr.startswith("left: b.doc: .doc is not read; save it as .txt, ")


def test_what_cannot_be_archived_is_left_with_its_reason_and_the_rest_goes_on(tmp_path: Path) -> None:
    inbox = put(tmp_path, "z.txt").parent
    (tmp_path / "secret.txt").write_bytes(b"x")
    (inbox / "a.txt").symlink_to(tmp_path / "secret.txt")
    for name in (b"\xb1\xa8.txt", b"\xb8\xe6.txt"):
        Path(os.fsdecode(os.fsencode(inbox) + b"/" + name)).write_bytes(TEXT)
    taken = take(inbox, tmp_path)
    assert taken.archived == ["z.txt"]
    assert {name: reason.split(";")[0] for name, reason in taken.left.items()} == {
        "a.txt": "is a link",
        r"\udcb1\udca8.txt": "has a name that is not UTF-8",
        r"\udcb8\udce6.txt": "has a name that is not UTF-8",
    }
