"""The public face of the transforms: one document in, one record and its JSON out."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from transforms.pipeline import clean, extract, parse, rules_version, split, to_json
from transforms.records import Page, Refused

REPOSITORY = Path(__file__).resolve().parents[2]
TEXT = "\n".join(
    [
        "吴忠市利通区2023年法治政府建设年度报告",
        "发布日期:2024-03-01 来源:利通区司法局",
        "2023年,全区推进依法行政。现将有关情况报告如下:",
        "一、主要举措和成效",
        "(一)化解行政争议。全年受理行政复议案件14件,办结14件。",
        "二、存在问题",
        "力量不足。",
    ]
)


def test_parse_is_clean_split_and_extract_in_order():
    record = parse(TEXT.encode(), media_type="text/plain")
    cleaned = clean(Page(TEXT.encode(), "text/plain"))
    sections = split(cleaned)
    assert (record.cleaned, record.sections) == (cleaned, sections)
    assert (record.quantities, record.checks) == extract(cleaned, sections)


def test_every_offset_of_the_json_points_to_its_own_characters():
    found = to_json(parse(TEXT.encode(), media_type="text/plain"))
    assert "\n".join(line["text"] for line in found["lines"]) == TEXT
    assert all(TEXT[item["source_start"] : item["source_end"]] == item["raw"] for item in found["quantities"])
    assert all(TEXT[item["source_start"] :].startswith(item["marker"]) for item in found["sections"])


def test_the_json_has_the_fields_of_the_contract_and_plain_values():
    found = json.loads(json.dumps(to_json(parse(TEXT.encode(), media_type="text/plain"))))
    assert list(found) == ["document", "lines", "sections", "quantities", "checks"]
    assert found["document"]["jurisdiction"]["code"] == "640302"
    assert found["document"]["fields"]["report_year"] == {"value": 2023, "from": "title", "candidates": []}
    assert [item["value"] for item in found["quantities"]] == [14, 14]


@pytest.mark.parametrize(
    "content", ["<html><body><p>首页</p></body></html>", "<html><body><p>404 Not Found</p></body></html>", "<"]
)
def test_a_page_without_a_document_is_refused(content):
    with pytest.raises(Refused, match="no text of a document"):
        parse(content.encode(), media_type="text/html")


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ("<html><frameset><frame src='menu.htm'><frame src='report.htm'></frameset></html>", "menu.htm, report.htm"),
        ("<body><iframe src='report.htm'></iframe><iframe src='About:blank'></iframe></body>", "to report.htm:"),
        ("<body><iframe src='a\nb'></iframe><iframe src='http://u:p@x/'></iframe><iframe src='c'></body>", "to c:"),
        ("<meta http-equiv='Refresh' content='0; url=/art/1.html'><body></body>", "to /art/1.html:"),
    ],
)
def test_a_page_that_only_shows_or_leads_to_another_is_refused_with_the_address_of_that(content, named):
    with pytest.raises(Refused, match=re.escape(named)):
        parse(content.encode(), media_type="text/html")


def test_a_mirror_s_copy_annotated_with_pinyin_is_refused():
    with pytest.raises(Refused, match="mirror"):
        parse("全县(xiàn)推进法(fǎ)治政府(fǔ)建设报(bào)告。".encode() * 4, media_type="text/plain")


def test_the_rules_version_is_twelve_digits_and_stays():
    assert re.fullmatch("[0-9a-f]{12}", rules_version())
    command = [sys.executable, "-m", "transforms", "version"]
    assert (
        subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True).stdout.strip()
        == rules_version()
    )


@pytest.mark.parametrize("name", ["seen/adverts.txt", "pitches.yml", "divisions.csv"])
def test_whatever_a_rule_learns_from_makes_another_rules_version(name, tmp_path):
    copied = tmp_path / "transforms"
    shutil.copytree(REPOSITORY / "transforms", copied, ignore=shutil.ignore_patterns("__pycache__"))
    with (copied / "rules" / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    command = [sys.executable, "-m", "transforms", "version"]
    version = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True).stdout.strip()
    assert version != rules_version()
