"""README.md says only what is so: its targets, files, questions and SQL exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import duckdb

from warehouse import query, schema, views

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [line for block in re.findall(r"```\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]


def asked() -> list[str]:
    """What README asks of `python -m warehouse query`."""
    words = (shlex.split(line, comments=True) for line in COMMANDS if "-m warehouse query" in line)
    return [line[-1] for line in words]


def test_it_opens_with_what_fazhi_gives_and_two_commands():
    assert COMMANDS[0].startswith("make run ")
    assert COMMANDS[1].startswith("make test ")


def test_every_target_exists():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)", README)) <= targets


def test_every_file_and_folder_it_names_exists():
    links = re.findall(r"\]\(([^)]+)\)", README)
    folders = re.findall(r"`((?:spiders|transforms|warehouse|dags|launcher|replica|bench|tests)/[\w/.]*)`", README)
    assert links and folders
    assert [name for name in links + folders if not (ROOT / name).exists()] == []


def test_every_question_it_asks_has_an_answer():
    with duckdb.connect() as connection:
        connection.execute(schema.ddl())
        views.apply(connection)
        answers = [connection.execute(query.sql_of(question)).fetchall() for question in asked()]
    assert answers == [[], [], []]
