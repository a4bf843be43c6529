from __future__ import annotations

import gzip
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from warcio.archiveiterator import ArchiveIterator

from spiders.archive import Archive, NoPayload, rebuild
from spiders.exchange import Exchange, Visit
from spiders.index import Index
from spiders.records import Capture, Note, Standing
from spiders.registry import read_register
from spiders.warc import Broken, Busy, SourceWriter, iso, members
from tests.spiders.site import ROOT, write_source

SOURCE = "990121-yunling"
URL = "http://www.example.org/fz/t20240328_1.html"
PAGE = "<p>云岭县法治政府建设年度报告</p>".encode()
NIGHT = datetime(2024, 4, 1, 2, 30, tzinfo=UTC)


def exchange(body: bytes = PAGE, url: str = URL, status: int = 200, **headers: str) -> Exchange:
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return Exchange(
        url=url,
        request_headers=(("User-Agent", "fazhi/0.1.0"),),
        status=status,
        headers=tuple(({"Content-Type": "text/html; charset=utf-8"} | given).items()),
        body=body,
        ip_address="127.0.0.1",
    )


def visit(*exchanges: Exchange, outcome: str = "ok", document: bytes | None = PAGE, night: int = 0, **more) -> Visit:
    return Visit(
        source_id=SOURCE,
        url=more.pop("url", URL),
        kind=more.pop("kind", "article"),
        outcome=outcome,
        seen_at=NIGHT + timedelta(days=night),
        exchanges=exchanges,
        document=document,
        media_type="text/html; charset=utf-8",
        **more,
    )


def warc_files(data: Path) -> list[Path]:
    return sorted((data / "archive").glob("*/*/*.warc.gz"))


def records(data: Path) -> list:
    """Type, headers, HTTP headers and block of every record, as warcio alone reads them."""
    found = []
    for path in warc_files(data):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                found.append((record.rec_type, record.rec_headers, record.http_headers, record.raw_stream.read()))
    return found


def keep(data: Path, *visits: Visit) -> list[Capture]:
    with Archive(data) as archive:
        return [archive.keep(each) for each in visits]


def index_rows(data: Path) -> list[Capture]:
    index = Index(data / "archive" / "index.sqlite")
    rows = index.captures()
    index.close()
    return rows


def test_warcio_alone_reads_back_what_was_sent(tmp_path: Path) -> None:
    packed = gzip.compress(PAGE)
    [capture] = keep(tmp_path, visit(exchange(packed, Content_Encoding="gzip"), listing_title="年度报告"))
    request, response, metadata = records(tmp_path)
    assert (request[0], request[2].protocol, request[2].statusline) == (
        "request",
        "GET",
        "/fz/t20240328_1.html HTTP/1.1",
    )
    assert request[2].get_header("Host") == "www.example.org"
    assert response[0] == "response"
    assert response[1].protocol == "WARC/1.1"
    assert response[1].get_header("WARC-Record-ID") == f"<urn:uuid:{capture.capture_id}>"
    assert response[1].get_header("WARC-Target-URI") == URL
    assert response[1].get_header("WARC-Date") == "2024-04-01T02:30:00.000000Z"
    assert response[1].get_header("WARC-IP-Address") == "127.0.0.1"
    assert response[2].get_header("Content-Encoding") == "gzip"
    assert response[3] == packed
    assert (metadata[0], "年度报告".encode() in metadata[3]) == ("metadata", True)


def test_a_payload_is_the_document_unpacked(tmp_path: Path) -> None:
    plain, packed = keep(
        tmp_path,
        visit(exchange(), url=f"{URL}?a"),
        visit(exchange(gzip.compress(PAGE), Content_Encoding="gzip")),
    )
    with Archive(tmp_path) as archive:
        assert archive.payload(plain.capture_id) == archive.payload(packed.capture_id) == PAGE
    assert plain.payload_sha256 == packed.payload_sha256


def test_a_payload_can_be_read_while_its_file_is_being_written(tmp_path: Path) -> None:
    with Archive(tmp_path) as archive:
        capture = archive.keep(visit(exchange()))
        assert warc_files(tmp_path) == []
        assert archive.payload(capture.capture_id) == PAGE
    assert [path.relative_to(tmp_path).as_posix() for path in warc_files(tmp_path)] == [capture.warc_path]


def test_a_visit_without_an_answer_is_kept_too(tmp_path: Path) -> None:
    [capture] = keep(tmp_path, visit(outcome="unreachable", document=None, reason="refused by the host"))
    assert [record[0] for record in records(tmp_path)] == ["metadata"]
    assert (capture.outcome, capture.http_status, capture.reason) == ("unreachable", None, "refused by the host")
    with Archive(tmp_path) as archive, pytest.raises(NoPayload, match="refused by the host"):
        archive.payload(capture.capture_id)


def test_a_document_whose_record_is_damaged_is_said_to_be_so(tmp_path: Path) -> None:
    [capture] = keep(tmp_path, visit(exchange()))
    path = tmp_path / capture.warc_path
    content = bytearray(path.read_bytes())
    content[capture.warc_offset + 100] ^= 0xFF
    path.write_bytes(content)
    place = rf"damaged in the archive \({capture.warc_path}, offset {capture.warc_offset}\)"
    with Archive(tmp_path) as archive, pytest.raises(Broken, match=place):
        archive.payload(capture.capture_id)


def test_redirects_are_kept_before_the_answer(tmp_path: Path) -> None:
    hop = exchange(b"", status=302, Location="/fz/new.html")
    final = exchange(url="http://www.example.org/fz/new.html")
    [capture] = keep(tmp_path, visit(hop, final))
    kinds = [(kind, headers.get_header("WARC-Target-URI")[-8:]) for kind, headers, _, _ in records(tmp_path)]
    assert kinds[1::2] == [("response", "8_1.html"), ("response", "new.html")]
    with Archive(tmp_path) as archive:
        assert archive.payload(capture.capture_id) == PAGE


def test_the_same_bytes_again_are_a_revisit(tmp_path: Path) -> None:
    first, again = keep(tmp_path, visit(exchange()), visit(exchange(), night=1))
    assert again == first
    kind, headers, http, block = records(tmp_path)[4]
    assert (kind, block, http.get_statuscode()) == ("revisit", b"", "200")
    assert headers.get_header("WARC-Refers-To") == f"<urn:uuid:{first.capture_id}>"
    assert headers.get_header("WARC-Refers-To-Date") == "2024-04-01T02:30:00.000000Z"
    [row] = index_rows(tmp_path)
    assert (row.captured_at[:10], row.last_seen[:10]) == ("2024-04-01", "2024-04-02")


def test_a_304_says_that_the_last_capture_holds(tmp_path: Path) -> None:
    unmodified = visit(exchange(b"", status=304), outcome="not_modified", document=None, night=1)
    keep(tmp_path, visit(exchange(ETag='"1"')), unmodified)
    _, headers, _, _ = records(tmp_path)[4]
    assert headers.get_header("WARC-Profile").endswith("/revisit/server-not-modified")
    [row] = index_rows(tmp_path)
    assert (row.outcome, row.etag, row.last_seen[:10]) == ("ok", '"1"', "2024-04-02")


def test_other_bytes_are_a_capture_of_their_own_and_old_ones_may_return(tmp_path: Path) -> None:
    new = b"<p>new</p>"
    keep(
        tmp_path,
        visit(exchange(ETag='"1"')),
        visit(exchange(new, ETag='"2"'), document=new, night=1),
        visit(exchange(ETag='"3"'), night=2),
    )
    assert [(row.captured_at[8:10], row.last_seen[8:10]) for row in index_rows(tmp_path)] == [
        ("01", "03"),
        ("02", "02"),
    ]
    with Archive(tmp_path) as archive:
        latest = archive.index.latest_document(SOURCE, URL)
        assert latest is not None
        assert latest.etag == '"3"'


@pytest.mark.parametrize(
    "between",
    [
        visit(exchange(b"new"), document=b"new", night=1),
        visit(exchange(b"", status=404), outcome="gone", document=None, night=1),
    ],
)
def test_a_page_that_shows_an_earlier_content_again_says_since_when(tmp_path: Path, between: Visit) -> None:
    keep(tmp_path, visit(exchange()), between, visit(exchange(), night=2), visit(exchange(), night=3))
    first, other = index_rows(tmp_path)
    assert (first.returned_at, other.returned_at) == ("2024-04-03T02:30:00.000000Z", None)
    rebuild(tmp_path)
    assert index_rows(tmp_path) == [first, other]


def test_a_night_without_an_answer_is_no_change_of_the_page(tmp_path: Path) -> None:
    keep(tmp_path, visit(exchange()), visit(outcome="unreachable", document=None, night=1), visit(exchange(), night=2))
    assert {row.returned_at for row in index_rows(tmp_path)} == {None}


def test_a_list_that_answers_again_says_since_when(tmp_path: Path) -> None:
    ok, failed = {"kind": "listing"}, {"kind": "listing", "outcome": "unreachable", "document": None}
    keep(tmp_path, visit(exchange(), **ok), visit(night=1, **failed), visit(exchange(), night=2, **ok))
    assert [row.returned_at and row.returned_at[:10] for row in index_rows(tmp_path)] == ["2024-04-03", None]


def test_an_error_page_that_shows_the_time_is_one_row(tmp_path: Path) -> None:
    for night in range(3):
        body = f"gone, {night}".encode()
        keep(tmp_path, visit(exchange(body, status=404), outcome="gone", document=body, night=night))
    [row] = index_rows(tmp_path)
    assert (row.outcome, row.payload_sha256, row.last_seen[8:10]) == ("gone", None, "03")
    assert sum(kind == "response" for kind, _, _, _ in records(tmp_path)) == 3


def _several_nights(data: Path) -> None:
    keep(data, visit(exchange(), listing_title="年度报告", listing_date="2024-03-28"))
    keep(data, visit(exchange(), night=1), visit(outcome="unreachable", document=None, url=f"{URL}?b", night=1))
    unmodified = visit(exchange(b"", status=304), outcome="not_modified", document=None, night=2)
    keep(data, unmodified, visit(exchange(b"new", ETag='"9"'), document=b"new", night=2))


def test_an_index_made_again_is_the_same_index(tmp_path: Path) -> None:
    _several_nights(tmp_path)
    before = index_rows(tmp_path)
    rebuild(tmp_path)
    assert index_rows(tmp_path) == before
    assert len(before) == 3


def test_a_lost_index_is_made_again_when_the_archive_is_opened(tmp_path: Path) -> None:
    _several_nights(tmp_path)
    before = index_rows(tmp_path)
    (tmp_path / "archive" / "index.sqlite").unlink()
    Archive(tmp_path).close()
    assert index_rows(tmp_path) == before


@pytest.mark.parametrize("place", ["in the response", "before the metadata"])
def test_a_torn_tail_is_kept_and_only_whole_captures_are_copied(tmp_path: Path, place: str) -> None:
    first, second = keep(tmp_path, visit(exchange()), visit(exchange(b"new"), document=b"new"))
    [whole] = warc_files(tmp_path)
    [*_, metadata] = [offset for offset, _ in members(whole)]
    # As a kill leaves it: under its open name, cut inside the second capture, and not in the index.
    content = whole.read_bytes()[: second.warc_offset + 40 if place == "in the response" else metadata]
    whole.with_name(whole.name + ".open").write_bytes(content)
    whole.unlink()
    (tmp_path / "archive" / "index.sqlite").unlink()

    with Archive(tmp_path) as archive:
        archive.open_source(SOURCE)
        assert archive.payload(first.capture_id) == PAGE
        assert archive.index.captures() == [first]
    assert whole.with_name(whole.name + ".torn").read_bytes() == content
    assert not whole.with_name(whole.name + ".open").exists()
    assert [kind for kind, _, _, _ in records(tmp_path)] == ["request", "response", "metadata"]


@pytest.mark.parametrize(("kept", "left"), [(9, 0), (-1, 1)])
def test_what_a_power_cut_took_from_a_file_leaves_the_index_too(tmp_path: Path, kept: int, left: int) -> None:
    captures = keep(tmp_path, visit(exchange()), visit(exchange(b"new"), document=b"new"))
    [whole] = warc_files(tmp_path)
    whole.with_name(whole.name + ".open").write_bytes(whole.read_bytes()[:kept])
    whole.unlink()
    with Archive(tmp_path) as archive:
        archive.open_source(SOURCE)
        assert archive.index.captures() == captures[:left]


def test_a_file_in_which_no_record_is_whole_is_kept_as_torn(tmp_path: Path) -> None:
    left = tmp_path / "archive" / SOURCE / "2024" / "a.warc.gz.open"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"\x1f\x8b\x08torn")
    with Archive(tmp_path) as archive:
        archive.open_source(SOURCE)
    assert [path.name for path in left.parent.iterdir()] == ["a.warc.gz.torn"]


def test_what_was_on_disk_but_not_in_the_index_is_found_again(tmp_path: Path) -> None:
    [capture] = keep(tmp_path, visit(exchange()))
    [whole] = warc_files(tmp_path)
    whole.rename(whole.with_name(whole.name + ".open"))
    (tmp_path / "archive" / "index.sqlite").unlink()
    Index(tmp_path / "archive" / "index.sqlite").close()
    with Archive(tmp_path) as archive:
        archive.open_source(SOURCE)
        assert archive.index.captures() == [capture]
    assert warc_files(tmp_path) == [whole]
    assert list(whole.parent.iterdir()) == [whole]


def test_what_was_recovered_before_another_kill_is_found_again(tmp_path: Path) -> None:
    [capture] = keep(tmp_path, visit(exchange()))
    [whole] = warc_files(tmp_path)
    whole.rename(whole.with_name(whole.name + ".open"))
    (tmp_path / "archive" / "index.sqlite").unlink()
    Index(tmp_path / "archive" / "index.sqlite").close()
    # As a process does that is killed before its index agrees with what it recovered.
    SourceWriter(tmp_path / "archive" / SOURCE, patience=0.0).close()
    with Archive(tmp_path) as archive:
        archive.open_source(SOURCE)
        assert archive.index.captures() == [capture]
    assert list(whole.parent.iterdir()) == [whole]


def test_a_source_has_one_writer(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from spiders.archive import Archive;"
        f"archive = Archive(Path(sys.argv[1])); archive.open_source('{SOURCE}');"
        "print('open', flush=True); sys.stdin.read()"
    )
    with (
        subprocess.Popen(
            [sys.executable, "-c", code, str(tmp_path)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        ) as other,
        Archive(tmp_path) as archive,
    ):
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        with pytest.raises(Busy, match="990121-yunling: another process is writing"):
            archive.keep(visit(exchange()))
        other.communicate()
        archive.keep(visit(exchange()))


def test_captures_and_sources_are_staged(tmp_path: Path) -> None:
    write_source(tmp_path / "sources", "http://127.0.0.1:8000/", remark="演示")
    register = list(read_register(tmp_path / "sources").sources)
    _several_nights(tmp_path)
    with Archive(tmp_path) as archive:
        archive.stage(register)
        captures = pq.read_table(tmp_path / "staging/capture/captures.parquet")
        archive.stage(register)
    assert pq.read_table(tmp_path / "staging/capture/captures.parquet").equals(captures)
    assert [(row["outcome"], row["listing_title"]) for row in captures.to_pylist()] == [
        ("ok", "年度报告"),
        ("unreachable", None),
        ("ok", None),
    ]
    assert captures.column("captured_at")[0].as_py() == NIGHT
    sources = pq.read_table(tmp_path / "staging/source/sources.parquet").to_pylist()
    assert [row["source_id"] for row in sources] == [SOURCE, "inbox"]
    assert (sources[0]["jurisdiction_code"], sources[0]["jurisdiction_name"]) == ("990121", "云岭县")
    assert sources[0]["failing_since"] is None
    assert {name: value for name, value in sources[1].items() if value} == {"source_id": "inbox", "dialect": "inbox"}
    assert [path.name for path in (tmp_path / "staging").rglob("*.aside")] == []


def test_a_source_is_staged_with_what_it_fails_at(tmp_path: Path) -> None:
    write_source(tmp_path / "sources", "http://127.0.0.1:8000/")
    standing = Standing(iso(NIGHT), URL, "unreachable", "no answer")
    with Archive(tmp_path) as archive:
        archive.note(Note(SOURCE, "http://127.0.0.1:8000/", iso(NIGHT), standing=standing))
    rebuild(tmp_path)
    with Archive(tmp_path) as archive:
        archive.stage(list(read_register(tmp_path / "sources").sources))
    [source, _] = pq.read_table(tmp_path / "staging/source/sources.parquet").to_pylist()
    names = ("failing_since", "failing_url", "failing_outcome", "failing_reason")
    assert tuple(source[name] for name in names) == (NIGHT, URL, "unreachable", "no answer")


def test_staging_that_fails_leaves_nothing_aside(tmp_path: Path) -> None:
    (tmp_path / "staging/capture/captures.parquet").mkdir(parents=True)
    with Archive(tmp_path) as archive, pytest.raises(OSError, match="captures"):
        archive.stage([])
    assert [path.name for path in (tmp_path / "staging/capture").iterdir()] == ["captures.parquet"]
