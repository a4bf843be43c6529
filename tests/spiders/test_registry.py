from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from spiders.__main__ import app
from spiders.registry import Column, RegisterError, read_register
from tests.spiders.site import ROOT, write_source

URL = "http://127.0.0.1:8000/"


def test_a_source_is_named_by_its_file_and_folder(tmp_path: Path) -> None:
    write_source(tmp_path, URL, remark="演示")
    [source] = read_register(tmp_path).sources
    assert (source.source_id, source.province) == ("990121-yunling", "99-yunzhou")
    assert source.body.place == "云岭县"
    assert source.address(source.columns[0]) == "http://127.0.0.1:8000/fz/index.html"


def test_the_delay_is_two_seconds_unless_said_otherwise(tmp_path: Path) -> None:
    path = write_source(tmp_path, URL)
    path.write_text(path.read_text("utf-8").replace(', "delay": 0', ""), "utf-8")
    assert read_register(tmp_path).sources[0].delay == 2.0


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"dialect": "wordpress"}, "dialect: Input should be 'hanweb', 'jpaas', 'trs'"),
        ({"columns": []}, "columns: Tuple should have at least 1 item"),
        ({"colour": "red"}, "colour: Extra inputs are not permitted"),
        ({"url": "http://127.0.0.1:8000"}, "url: String should match pattern"),
        ({"columns": [{"url": "http://example.org/fz/"}]}, "is not on 127.0.0.1 or one of the source's `hosts`"),
        ({"url": "https://www.example.org/"}, "delay below 1 second is only for loopback"),
        (
            {"body": {"name": "某县", "kind": "government", "code": "990199", "place": "某县"}},
            "the file name must begin with the body's code, 990199-",
        ),
        ({"body": {"name": "某县", "kind": "court", "code": "990121", "place": "某县"}}, "body.kind: Input"),
    ],
)
def test_a_broken_entry_is_named_with_its_field(tmp_path: Path, fields: dict, complaint: str) -> None:
    write_source(tmp_path, URL, **fields)
    [fault] = map(str, read_register(tmp_path).faults)
    assert fault.startswith("99-yunzhou/990121-yunling.yml: ")
    assert complaint in fault
    assert "\n" not in fault


def test_one_broken_file_does_not_hide_the_others(tmp_path: Path) -> None:
    write_source(tmp_path, URL)
    (tmp_path / "99-yunzhou" / "990102-linxi.yml").write_text("url: [", "utf-8")
    register = read_register(tmp_path)
    assert [source.source_id for source in register.sources] == ["990121-yunling"]
    assert [fault.source_id for fault in register.faults] == ["990102-linxi"]


def test_an_id_is_taken_once_in_the_whole_register(tmp_path: Path) -> None:
    path = write_source(tmp_path, URL)
    (tmp_path / "98-other").mkdir()
    (tmp_path / "98-other" / path.name).write_bytes(path.read_bytes())
    assert "id 990121-yunling is taken by province 98-other" in str(read_register(tmp_path).faults[0])


@pytest.mark.parametrize("name", ["990121-yunling.yml", "99-yunzhou/990121-yunling.yaml", "99-yunzhou/a/990121-b.yml"])
def test_a_file_in_the_wrong_place_is_not_passed_over(tmp_path: Path, name: str) -> None:
    path = write_source(tmp_path, URL)
    (tmp_path / name).parent.mkdir(exist_ok=True)
    path.rename(tmp_path / name)
    assert "a source is <province>/<code>-<name>.yml" in str(read_register(tmp_path).faults[0])


def test_a_register_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="no such folder"):
        read_register(tmp_path / "missing")


@pytest.mark.parametrize(
    ("title", "is_wanted"),
    [
        ("云岭县2023年法治政府建设年度报告", True),
        ("云岭县2023年法治政府建设实施方案", False),
        ("云岭县2023年政府工作报告", False),
        ("云岭县2023年法治政府 建设 年度报告", True),
        ("云岭县2023年法治政府建设实 施方案", False),
        # What was cut off may have been the word that was looked for.
        ("云岭县人民政府关于2023年度…", True),
        ("云岭县人民政府关于2023年度...", True),
        ("云岭县法治政府建设实施方案…", False),
    ],
)
def test_titles_are_filtered_by_what_they_hold(title: str, is_wanted: bool) -> None:
    column = Column(url="/fz/", title_include=("法治政府建设",), title_exclude=("实施方案",))
    assert column.wants(title) is is_wanted


def test_the_schema_for_editors_is_that_of_the_model() -> None:
    printed = CliRunner().invoke(app, ["schema"]).stdout
    assert printed == (ROOT / "spiders/sources/schema.json").read_text("utf-8")


def test_the_list_command_shows_what_is_sound_and_names_what_is_not(tmp_path: Path) -> None:
    write_source(tmp_path, URL)
    arguments = ["list", "--sources", str(tmp_path)]
    assert "990121-yunling" in CliRunner().invoke(app, arguments).stdout
    write_source(tmp_path, URL, "990102-linxi", dialect="unknown")
    listed = CliRunner().invoke(app, [*arguments, "--json"])
    assert [source["source_id"] for source in json.loads(listed.stdout)] == ["990121-yunling"]
    assert listed.stderr.startswith("99-yunzhou/990102-linxi.yml: dialect: ")
    assert listed.exit_code == 1


def test_the_register_of_real_sources_is_sound() -> None:
    assert read_register(ROOT / "spiders/sources").faults == ()


def test_a_date_that_is_none_is_a_fault_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "99-yunzhou" / "990121-x.yml"
    path.parent.mkdir()
    path.write_text("remark: 2024-02-30\n", "utf-8")
    [fault] = read_register(tmp_path).faults
    assert "not YAML in UTF-8" in str(fault)


def test_a_key_that_stands_twice_is_a_fault(tmp_path: Path) -> None:
    path = write_source(tmp_path, URL)
    path.write_text(path.read_text("utf-8").replace('"delay": 0', '"delay": 0, "delay": 30'), "utf-8")
    [fault] = read_register(tmp_path).faults
    assert "delay stands twice in what begins in line 1" in str(fault)


def test_a_host_belongs_to_one_province_whose_crawl_keeps_its_pace(tmp_path: Path) -> None:
    path = write_source(tmp_path, URL)
    (tmp_path / "98-other").mkdir()
    path.rename(tmp_path / "98-other" / path.name)
    write_source(tmp_path, URL, "990102-linxi")
    write_source(tmp_path, "http://127.0.0.2/", "990103-other")
    register = read_register(tmp_path)
    assert [source.source_id for source in register.sources] == ["990103-other", "990121-yunling"]
    [fault] = register.faults
    assert str(fault) == (
        "99-yunzhou/990102-linxi.yml: host 127.0.0.1 is crawled in province 98-other: put this file there, "
        "so that one crawl keeps the host's pace"
    )


def test_the_list_shows_names_as_they_stand(tmp_path: Path) -> None:
    write_source(tmp_path, URL, body={"name": "[red]县", "kind": "government", "code": "990121", "place": "云岭县"})
    assert "[red]县" in CliRunner().invoke(app, ["list", "--sources", str(tmp_path)]).stdout
