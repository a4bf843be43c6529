"""The commands, as a person or a program calls them."""

import json
import os
import pty
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import duckdb
import pytest
from typer.testing import CliRunner

from warehouse import status
from warehouse.__main__ import app
from warehouse.status import age


@pytest.fixture
def run(data):
    def command(*arguments):
        return CliRunner().invoke(app, [*arguments, "--data", str(data)])

    return command


@pytest.fixture
def staged(town, make):
    town.page("/1.html", make.report(numbers=[("14件", 14, "reconsideration_accepted")]))
    town.stage()
    return town


def test_load_check_and_publish_follow_each_other(staged, run):
    building = json.loads(run("load", "--json").stdout)["building"]
    assert "stop orphans: 0" in run("check").stdout.splitlines()
    path = run("publish").stdout.strip()
    assert path.endswith(".duckdb") and path != building
    assert run("load").stdout == "nothing new\n"
    assert run("query", "SELECT value FROM indicator_value", "--format", "csv").stdout == "value\n14\n"
    assert json.loads(run("query", "headlines", "--json").stdout)[0]["reconsideration_accepted"] == 14
    assert json.loads(run("summary", "--json").stdout)["counts"]["reports"] == 1
    assert "云岭县人民政府" in run("summary").stdout


def test_errors_are_one_line_with_status_1(run):
    for command, said in (
        ("load", "nothing collected yet"),
        ("check", "no file is being built"),
        ("summary", "nothing published"),
        ("release * --reason seen", "nothing published"),
    ):
        result = run(*command.split())
        assert result.exit_code == 1
        assert result.stderr.startswith(f"warehouse: {said}")
        assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("table", ["a (b INTEGER)", "run (run_id TEXT)"])
def test_a_file_of_another_program_is_one_line(table, staged, run, tmp_path):
    staged.night()
    other = tmp_path / "other.duckdb"
    duckdb.connect(other).execute(f"CREATE TABLE {table}").close()
    for command in (("check", str(other)), ("publish", str(other)), ("diff", str(other))):
        result = run(*command)
        assert (result.exit_code, result.stderr) == (1, f"warehouse: {other} is no warehouse of fazhi\n")


def test_nothing_is_exported_into_a_file(staged, run, tmp_path):
    staged.night()
    path = tmp_path / "notes.txt"
    path.write_text("mine", "utf-8")
    result = run("export", "--out", str(path))
    assert (result.exit_code, result.stderr.startswith(f"warehouse: {path} is a file")) == (1, True)
    assert path.read_text("utf-8") == "mine"


def test_without_a_question_the_named_ones_are_listed(run):
    assert "legal_aid" in run("query", "--format", "csv").stdout


def test_status_is_fresh_until_the_snapshot_is_too_old(staged, run):
    assert run("status").exit_code == 1
    path = staged.night()
    assert json.loads(run("status", "--json").stdout)["fresh"]
    two_days_ago = (datetime.now(UTC) - timedelta(days=2)).timestamp()
    os.utime(path, (two_days_ago, two_days_ago))
    assert run("status", "--max-age", "36h").exit_code == 1
    assert run("load").stdout == "nothing new\n"
    assert run("status", "--max-age", "36h").exit_code == 0


def test_an_age_is_a_number_and_a_unit(run):
    assert age("36h") == timedelta(hours=36)
    assert age("90m") == timedelta(minutes=90)
    assert run("status", "--max-age", "soon").exit_code == 2
    assert run("status", "--max-age", "99999999999d").exit_code == 2


def test_an_output_file_needs_a_question(run, tmp_path):
    done = run("query", "--output", str(tmp_path / "a.csv"))
    assert (done.exit_code, "--output needs a question" in done.stderr) == (2, True)


def test_status_is_red_as_long_as_the_last_run_was(staged, run):
    staged.night()
    status.note(staged.data, "nightly 2024-03-02", ["crawl 33-zhejiang: blocked"])
    result = run("status")
    assert (result.exit_code, result.stdout.splitlines()[1]) == (1, "red: crawl 33-zhejiang: blocked")
    status.note(staged.data, "nightly 2024-03-03", [])
    assert run("status").exit_code == 0


def test_forgetting_says_what_to_do_next_and_the_next_night_differs_by_it(staged, run):
    old = staged.night()
    url = staged.captures[0]["url"]
    said = run("forget", url, "--reason", "asked for").stdout
    assert said.startswith("the next load leaves it out") and old.name in said
    new = staged.night()
    assert run("diff", str(old), str(new)).stdout.splitlines()[-2] == "reports: new 0, changed 0, vanished 1"
    assert json.loads(run("diff", str(old), "--json").stdout)["values"][0]["change"] == "vanished"


def test_a_source_is_released_with_a_reason(staged, run):
    staged.night()
    assert run("release", "990101-云岭县").exit_code == 2
    assert run("release", "990101-云岭县", "--reason", "looked at").stdout == "the next load lets it through\n"


def test_a_terminal_shows_how_far_the_load_has_come_and_a_pipe_nothing(staged, data):
    stdout, shown = on_a_terminal("load", "--data", str(data), "--json")
    assert json.loads(stdout)["batches"] == 1
    assert "load" in shown
    coloured = os.environ | {"FORCE_COLOR": "1"}  # what rich takes for a terminal
    command = [sys.executable, "-m", "warehouse", "load", "--data", str(data)]
    piped = subprocess.run(command, capture_output=True, check=True, text=True, env=coloured)
    assert (piped.stderr, piped.stdout.count("\n")) == ("", 1)


def test_an_error_on_a_terminal_is_one_line_below_no_bar(staged, data, tmp_path):
    staged.night()
    file = tmp_path / ("a" * 120) / "out"
    file.parent.mkdir()
    file.touch()
    stdout, shown = on_a_terminal("export", "--data", str(data), "--out", str(file))
    assert stdout == ""
    assert shown.endswith(f"warehouse: {file} is a file: name a folder to export to\r\n")


def on_a_terminal(*arguments: str) -> tuple[str, str]:
    """What a command writes to a pipe on stdout, and shows on the terminal that is its stderr."""
    main, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "warehouse", *arguments], stdout=subprocess.PIPE, stderr=terminal, text=True
    ) as command:
        os.close(terminal)
        shown = b"".join(iter(lambda: read_terminal(main), b""))
        stdout = command.stdout.read()
    os.close(main)
    return stdout, shown.decode()


def read_terminal(main: int) -> bytes:
    try:
        return os.read(main, 1024)
    except OSError:  # how Linux says that nobody writes to it any more (EIO)
        return b""
