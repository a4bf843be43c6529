"""`python -m transforms parse`: files in, JSON out, one line for each failure."""

import csv
import io
import json

import pytest
import yaml
from typer.testing import CliRunner
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from transforms.__main__ import app

TEXT = "云岭县2023年法治政府建设情况报告\n2023年,全县推进依法行政,制定规章2件。\n一、主要举措\n(一)学习。集体学法4次。"

DOUBTFUL = f"{TEXT}群众满意度达983%。"


def run(*arguments):
    return CliRunner().invoke(app, ["parse", *map(str, arguments)])


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "report.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_without_a_folder_each_document_is_a_line_of_json(report):
    result = run(report, report)
    assert result.exit_code == 0
    assert [json.loads(line)["document"]["report_year"] for line in result.stdout.splitlines()] == [2023, 2023]


def test_with_a_folder_each_document_is_a_file_of_its_stem(report, tmp_path):
    assert run(report, "--out", tmp_path / "out").exit_code == 0
    written = json.loads((tmp_path / "out" / "report.json").read_text(encoding="utf-8"))
    assert written["document"]["title"] == "云岭县2023年法治政府建设情况报告"


def test_two_inputs_with_one_stem_are_an_error_and_nothing_is_written(report, tmp_path):
    other = tmp_path / "report.html"
    other.write_text("<p>x</p>")
    result = run(report, other, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "would be written over" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_file_that_fails_is_one_line_and_the_others_go_on(report, tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    missing = tmp_path / "missing.txt"
    result = run(empty, missing, report)
    assert result.exit_code == 1
    assert [line.split(": ")[0] for line in result.stderr.splitlines()] == [str(empty), str(missing)]
    assert len(result.stdout.splitlines()) == 1


def test_one_address_for_several_files_is_an_error(report):
    result = run(report, report, "--url", "http://127.0.0.1/a")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("--url http://127.0.0.1/a: one address is of one document")


@pytest.fixture
def warc(tmp_path):
    """An archive of one response that is a report, one that says 404, and a file."""
    path = tmp_path / "a.warc.gz"
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=True)
        for status in ("200 OK", "404 Not Found"):
            headers = StatusAndHeaders(status, [("Content-Type", "text/plain; charset=gb2312")], protocol="HTTP/1.1")
            body = io.BytesIO(DOUBTFUL.encode("gb18030"))
            writer.write_record(writer.create_warc_record("http://127.0.0.1/a", "response", body, http_headers=headers))
        resource = io.BytesIO(DOUBTFUL.encode())
        writer.write_record(
            writer.create_warc_record("inbox:///a.txt", "resource", resource, warc_content_type="text/plain")
        )
    return path


def test_a_warc_gives_a_line_for_each_response_that_brought_a_document_and_each_resource(warc):
    result = run(warc)
    assert result.exit_code == 0
    assert [json.loads(line)["document"]["report_year"] for line in result.stdout.splitlines()] == [2023, 2023]


def test_a_warc_that_is_cut_short_gives_what_is_whole_and_says_so(warc):
    warc.write_bytes(warc.read_bytes()[:-60])
    result = run(warc)
    assert (result.exit_code, len(result.stdout.splitlines())) == (1, 1)
    assert result.stderr == f"{warc}: no WARC file, or damaged: its last record is cut short\n"


def test_with_a_folder_a_warc_is_a_file_of_lines_which_a_second_run_replaces(warc, tmp_path):
    for _ in range(2):
        assert (run(warc, "--out", tmp_path / "out").exit_code, len(list((tmp_path / "out").iterdir()))) == (0, 1)
    assert len((tmp_path / "out" / "a.jsonl").read_text("utf-8").splitlines()) == 2


def test_what_is_to_be_read_is_never_written_over_and_a_result_stays_where_nothing_could_be_read(report, tmp_path):
    (tmp_path / "a.json").write_text("{}", "utf-8")
    assert run(tmp_path / "a.json", "--out", tmp_path).stderr.count("which is to be read") == 1
    assert run(tmp_path / "a.txt", "--out", tmp_path).exit_code == 1
    assert (tmp_path / "a.json").read_text("utf-8") == "{}"


def test_a_folder_that_is_a_file_is_one_line(report, tmp_path):
    result = run(report, "--out", report)
    assert (result.exit_code, result.stderr.count("\n"), report.read_text("utf-8")) == (1, 1, TEXT)


def test_the_documents_of_a_warc_have_addresses_of_their_own(warc):
    assert run(warc, "--url", "http://127.0.0.1/b").stderr.startswith("--url http://127.0.0.1/b: one address is of one")
    listed = csv.DictReader(io.StringIO(CliRunner().invoke(app, ["review", str(warc)]).stdout))
    assert [(row["url"], row["raw"]) for row in listed] == [("http://127.0.0.1/a", "983%"), ("inbox:///a.txt", "983%")]


def test_what_is_no_address_is_no_fault_of_the_document(report):
    assert run(report, "--url", "http://[bad").exit_code == 0


def test_what_is_no_warc_is_one_line_and_the_others_go_on(report, tmp_path):
    garbage = tmp_path / "b.warc"
    garbage.write_bytes(b"no archive at all" * 20)
    result = run(garbage, report)
    assert (result.exit_code, len(result.stdout.splitlines())) == (1, 1)
    assert result.stderr.startswith(f"{garbage}: no WARC file, or damaged: ")
    assert len(result.stderr.splitlines()) == 1


def test_the_review_list_is_judged_and_comes_back_as_entries(tmp_path):
    report = tmp_path / "report.txt"
    report.write_text(DOUBTFUL, encoding="utf-8")
    listed = CliRunner().invoke(app, ["review", str(report)])
    assert listed.exit_code == 0
    (row,) = csv.DictReader(io.StringIO(listed.stdout))
    assert (row["raw"], row["why"]) == ("983%", "rate over 100")

    path = tmp_path / "judged.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as lines:
        writer = csv.DictWriter(lines, row)
        writer.writeheader()
        writer.writerow(row | {"verdict": "value", "right_value": "98.3", "reason": "the point is lost on the page"})
    printed = CliRunner().invoke(app, ["judged", str(path)])
    assert printed.exit_code == 0
    (entry,) = yaml.safe_load(printed.stdout)
    assert (entry["url"], entry["raw"], entry["field"], entry["value"]) == (report.as_uri(), "983%", "value", 98.3)


@pytest.mark.parametrize(
    ("content", "said"),
    [("url,raw\nhttp://a.cn,3件\n".encode(), "row 2: column"), ("标题\n".encode("gb18030"), "not UTF-8; save it as")],
)
def test_a_judged_list_that_cannot_be_meant_is_one_line(tmp_path, content, said):
    path = tmp_path / "judged.csv"
    path.write_bytes(content)
    result = CliRunner().invoke(app, ["judged", str(path)])
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{path}: {said}")
