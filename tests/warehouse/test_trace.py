"""A number leads back to its characters, its capture and its record in the archive."""

import json
from io import BytesIO

import pytest
from typer.testing import CliRunner
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from warehouse.__main__ import app
from warehouse.snapshot import connect_building
from warehouse.trace import TraceFailed, trace

LOST = ("18件", 18, "litigation_lost", {"scope": "territory"})


@pytest.fixture
def town_with_archive(town, make):
    """A published report, and an archive of two records, of which the second is its capture's."""
    capture = town.capture("/1.html")
    capture |= {"warc_path": "archive/x.warc.gz", "warc_offset": archived(town.data, "other", capture["capture_id"])}
    record = make.report(2023, numbers=[("14件", 14, "legal_aid_cases"), LOST], more="另有说明。")
    town.waiting.append(("one", capture, record))
    town.night()
    return town


def archived(data, *names):
    """Write a record for each name; returns the offset of the last."""
    path = data / "archive" / "x.warc.gz"
    path.parent.mkdir(parents=True)
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for name in names:
            offset = file.tell()
            http = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
            named = {"WARC-Record-ID": f"<urn:uuid:{name}>"}
            uri = "http://127.0.0.1:18990/1.html"
            writer.write_record(
                writer.create_warc_record(
                    uri, "response", payload=BytesIO(b"page"), http_headers=http, warc_headers_dict=named
                )
            )
    return offset


def id_of(town, ask, raw):
    return ask(town.data / "fazhi.duckdb", f"SELECT quantity_id FROM quantity WHERE raw = '{raw}'")[0][0]


def test_a_number_leads_to_its_sentence_section_rule_and_capture(town_with_archive, ask):
    way = trace(town_with_archive.data, id_of(town_with_archive, ask, "18件"))
    assert (way.before, way.raw, way.after) == ("全年办理14件，", "18件", "。")
    assert way.sections == ("1 主要举措",)
    assert (way.value, way.indicator, way.role, way.scope) == (18, "行政诉讼败诉数", "level", "territory")
    assert (way.rule, way.line, way.line_label, way.line_rule) == ("test", 3, "body", "test-body")
    assert (way.body_name, way.report_year, way.capture_id) == ("云岭县人民政府", 2023, "capture-001")
    assert (way.url, way.is_archived) == ("http://127.0.0.1:18990/1.html", True)


def test_it_is_printed_for_a_person_and_for_a_program(town_with_archive, ask):
    key = id_of(town_with_archive, ask, "14件")
    command = ["trace", key, "--data", str(town_with_archive.data)]
    said = dict(line.split(maxsplit=1) for line in CliRunner().invoke(app, command).stdout.splitlines())
    assert said["number"] == "14, 件"
    assert said["sentence"] == "全年办理【14件】，18件。"
    assert said["archive"].endswith(", read")
    assert json.loads(CliRunner().invoke(app, [*command, "--json"]).stdout)["quantity_id"] == key


def test_an_unknown_number_is_a_one_line_error(town_with_archive):
    result = CliRunner().invoke(app, ["trace", "nonsense", "--data", str(town_with_archive.data)])
    assert result.exit_code == 1
    assert result.stderr.startswith("warehouse: no quantity 'nonsense' in the newest snapshot")
    assert result.stderr.count("\n") == 1


def test_where_the_archive_is_elsewhere_the_rest_is_told(town_with_archive, ask):
    (town_with_archive.data / "archive" / "x.warc.gz").unlink()
    assert not trace(town_with_archive.data, id_of(town_with_archive, ask, "14件")).is_archived


@pytest.mark.parametrize("offset", [0, 7, 1_000_000])
def test_another_record_at_the_offset_is_an_error(town_with_archive, ask, offset):
    town_with_archive.captures[0]["warc_offset"] = offset
    town_with_archive.night()
    with pytest.raises(TraceFailed, match=rf"x\.warc\.gz has .+ at {offset}, not capture capture-001"):
        trace(town_with_archive.data, id_of(town_with_archive, ask, "14件"))


def test_characters_that_are_not_the_number_are_an_error(town_with_archive, ask):
    key = id_of(town_with_archive, ask, "14件")
    path = (town_with_archive.data / "fazhi.duckdb").resolve()
    path.chmod(0o644)
    with connect_building(path) as connection:
        connection.execute("UPDATE quantity SET source_start = source_start - 1")
    with pytest.raises(TraceFailed, match=r"has '理14件', not '14件'"):
        trace(town_with_archive.data, key)
