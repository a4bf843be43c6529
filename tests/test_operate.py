"""docs/operate.md and docs/legal.md say only what is so: their commands, targets, files, tasks and settings exist."""

from __future__ import annotations

import re
import runpy
import shlex
from pathlib import Path

import pytest

from dags.import_files import import_files
from dags.nightly import nightly
from dags.probe_source import probe_source
from dags.replay import replay

ROOT = Path(__file__).parent.parent
PAGES = {name: (ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("operate.md", "legal.md")}
UNITS = sorted((ROOT / "deploy").iterdir())
TEXTS = [*PAGES.values(), *(unit.read_text(encoding="utf-8") for unit in UNITS)]
COMMAND = re.compile(r"python -m (spiders|transforms|warehouse|launcher|notices) ([a-z]+)")


def commands(texts):
    return sorted({match for text in texts for match in COMMAND.findall(text)})


def help_of(room, command, monkeypatch, capsys):
    """What a command prints of itself; an unknown one has no help."""
    monkeypatch.setattr("sys.argv", [room, command, "--help"])
    with pytest.raises(SystemExit) as ended:
        runpy.run_module(room, run_name="__main__")
    assert ended.value.code == 0
    return capsys.readouterr().out


@pytest.mark.parametrize(("room", "command"), commands(TEXTS))
def test_every_command_exists(room, command, monkeypatch, capsys):
    assert help_of(room, command, monkeypatch, capsys)


def test_every_option_of_a_command_in_a_unit_is_known(monkeypatch, capsys):
    for unit in UNITS:
        for line in re.findall(r"^ExecStart=(.*)", unit.read_text(encoding="utf-8"), re.MULTILINE):
            room, command, *rest = shlex.split(line)[2:]
            told = help_of(room, command, monkeypatch, capsys)
            assert [word for word in rest if word.startswith("--") and word not in told] == []


def test_every_target_exists():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert {target for text in PAGES.values() for target in re.findall(r"\bmake ([a-z]+)", text)} <= targets


def test_every_link_and_file_it_names_exists():
    for text in PAGES.values():
        links = [ROOT / "docs" / link for link in re.findall(r"\]\(([^)]+)\)", text)]
        files = [ROOT / name for name in re.findall(r"`((?:deploy|notices|docs)/[\w./-]+)`", text)]
        assert [path for path in links + files if not path.exists()] == []


def test_every_unit_it_names_exists_and_every_timer_has_its_service():
    named = set(re.findall(r"`(fazhi[\w-]*\.(?:service|timer))`", PAGES["operate.md"]))
    there = {unit.name for unit in UNITS}
    assert named <= there
    assert {name.replace(".timer", ".service") for name in there} <= there


def test_every_setting_it_names_is_read_by_the_code():
    rooms = ("spiders", "warehouse", "notices", "dags", "launcher")
    code = "".join(path.read_text(encoding="utf-8") for room in rooms for path in (ROOT / room).rglob("*.py"))
    named = {name for text in PAGES.values() for name in re.findall(r"\bFAZHI_[A-Z_]+", text)}
    assert {name for name in named if name not in code} == set()


def test_every_task_has_its_row():
    table = PAGES["operate.md"].partition("## What each red task means")[2].partition("\n## ")[0]
    named = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    tasks = {task_id for make in (nightly, import_files, replay, probe_source) for task_id in make().task_ids}
    assert tasks <= set(re.findall(r"`([a-z_]+)`", "".join(named)))
