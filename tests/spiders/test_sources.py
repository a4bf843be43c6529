"""The register of real sources. No test asks any of these sites for anything."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from spiders.registry import Column, Source, read_register
from tests.spiders.site import ROOT
from transforms.divisions import GAZETTEER

FOLDER = ROOT / "spiders" / "sources"
REGISTER = read_register(FOLDER)
NEVER_WANTED = {"解读", "实施方案", "工作要点", "政府信息公开"}


def columns() -> Iterator[tuple[Source, Column]]:
    return ((source, column) for source in REGISTER.sources for column in source.columns)


def test_the_register_is_sound_and_reaches_far() -> None:
    assert REGISTER.faults == ()
    assert len({source.body.code for source in REGISTER.sources}) >= 60
    assert len({source.province for source in REGISTER.sources}) >= 20


def test_a_place_bears_the_name_that_the_divisions_table_gives_to_its_code() -> None:
    named = {source.source_id: (source.body.code, source.body.place) for source in REGISTER.sources}
    table = {code: division.name for code, division in GAZETTEER.by_code.items()}
    assert {source_id: place for source_id, (code, place) in named.items() if table.get(code) != place} == {}


def test_a_body_but_for_a_zone_bears_the_full_name_of_its_place() -> None:
    bodies = [source.body for source in REGISTER.sources if source.body.kind != "zone"]
    assert [body.name for body in bodies if not body.name.startswith(GAZETTEER.by_code[body.code].full_name)] == []


def test_a_source_lies_in_the_folder_of_its_province() -> None:
    with (ROOT / "spiders" / "provinces.csv").open(encoding="utf-8") as rows:
        folders = {row["digits"]: f"{row['digits']}-{row['folder']}" for row in csv.DictReader(rows)}
    strays = [source.source_id for source in REGISTER.sources if source.province != folders[source.body.code[:2]]]
    assert strays == []


def test_every_host_is_a_governments_own_on_the_usual_port() -> None:
    hosts = {name for source in REGISTER.sources for name in source.all_hosts}
    assert {name for name in hosts if not name.endswith(".gov.cn")} == set()
    assert {urlsplit(source.url).port for source in REGISTER.sources} == {None}


def test_a_list_is_walked_for_one_source_only() -> None:
    lists = Counter(urlsplit(source.address(column))._replace(scheme="").geturl() for source, column in columns())
    assert [address for address, number in lists.items() if number > 1] == []


def test_every_list_asks_for_the_reports_and_not_for_what_is_named_like_them() -> None:
    lax = {
        source.source_id
        for source, column in columns()
        if "法治政府建设" not in column.title_include or not set(column.title_exclude) >= NEVER_WANTED
    }
    assert lax == set()


def test_a_site_that_was_left_out_is_not_registered() -> None:
    table = (FOLDER / "README.md").read_text("utf-8").partition("## What was left out")[2]
    left_out = set(re.findall(r"[\w-]+(?:\.[\w-]+)*\.(?:cn|com)\b", table)) - {"gov.cn"}
    assert "www.luoning.gov.cn" in left_out
    assert left_out.isdisjoint(name for source in REGISTER.sources for name in source.all_hosts)
