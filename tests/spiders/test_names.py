"""The register as pick lists show it."""

from __future__ import annotations

from pathlib import Path

import pytest

from spiders.names import Names, names
from spiders.registry import read_register
from tests.spiders.site import write_source

SOURCES = Path(__file__).parents[2] / "spiders" / "sources"


def test_a_source_is_shown_with_its_body_and_a_province_with_its_name(tmp_path: Path) -> None:
    write_source(tmp_path, "http://127.0.0.1:1/")
    assert names(tmp_path) == Names({"99-yunzhou": "云州省"}, {"990121-yunling": "云岭县人民政府"})


@pytest.mark.parametrize("text", ["body: {name: [", "body: 7", "", "name: 云岭县"])
def test_a_broken_file_is_shown_by_its_id(tmp_path: Path, text: str) -> None:
    write_source(tmp_path, "http://127.0.0.1:1/").write_text(text, "utf-8")
    assert names(tmp_path).sources == {"990121-yunling": "990121-yunling"}


def test_an_empty_register_has_no_names(tmp_path: Path) -> None:
    assert names(tmp_path / "missing") == Names({}, {})


def test_it_shows_what_the_register_holds() -> None:
    shown = names(SOURCES)
    register = read_register(SOURCES).sources
    assert shown.sources == {source.source_id: source.body.name for source in register}
    assert list(shown.provinces) == sorted({source.province for source in register})
