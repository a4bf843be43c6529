"""docs/sources.md says only what is so: its commands, options and files exist."""

from __future__ import annotations

import re

import pytest
from typer.testing import CliRunner

from spiders.__main__ import app
from spiders.survey import MAX_LINKS
from tests.spiders.site import ROOT

PAGE = (ROOT / "docs/sources.md").read_text("utf-8")
COMMANDS = sorted(set(re.findall(r"python -m spiders (\w+)", PAGE)))


def help_of(command: str) -> str:
    return CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200", "TERM": "dumb"}).stdout


def test_it_names_the_commands_that_a_new_source_takes() -> None:
    assert COMMANDS == ["crawl", "new", "probe"]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_exists(command: str) -> None:
    assert help_of(command).strip().startswith("Usage:")


def test_every_option_exists_and_those_of_new_are_all_there() -> None:
    options = set(re.findall(r"`(--\w+)`", PAGE))
    new, probe, crawl = (set(re.findall(r"--\w+", help_of(command))) for command in ("new", "probe", "crawl"))
    assert options <= new | probe | crawl
    assert new - {"--sources", "--json", "--help"} <= options


def test_every_file_exists() -> None:
    links = re.findall(r"\]\(\.\./([^)]+)\)", PAGE)
    named = re.findall(r"`(spiders/[\w./]+)`", PAGE)
    assert links and named
    assert [name for name in links + named if not (ROOT / name).exists()] == []


def test_a_dozen_links_are_followed() -> None:
    assert MAX_LINKS == 12
