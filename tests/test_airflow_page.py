"""docs/airflow.md says only what is so: its DAGs, pictures and example exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from warehouse import query

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "airflow.md").read_text("utf-8")
DAGS = [path for path in sorted((ROOT / "dags").glob("*.py")) if "@dag(" in path.read_text("utf-8")]
BYTES = 200_000


def test_it_names_every_dag_as_the_user_interface_does():
    shown = dict(re.findall(r"^\| (\S+) · `(\w+)` \|", PAGE, re.MULTILINE))
    names = {path.stem: re.search(r'dag_display_name="(.+) · \w+"', path.read_text("utf-8")) for path in DAGS}
    assert {dag_id: zh for zh, dag_id in shown.items()} == {stem: name and name[1] for stem, name in names.items()}


def test_its_pictures_exist_are_small_and_all_shown():
    pictures = re.findall(r"\]\((img/\w[\w-]+\.png)\)", PAGE)
    there = sorted((ROOT / "docs" / "img").glob("*.png"))
    assert sorted(pictures) == [f"img/{path.name}" for path in there]
    assert [path.name for path in there if path.stat().st_size > BYTES] == []


def test_its_example_follows_the_asset_that_the_dags_publish():
    [example] = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    ast.parse(example)
    [asset] = re.findall(r"Asset\(.+\)", example)
    assert asset in (ROOT / "dags" / "stages.py").read_text("utf-8")
    assert asset in (ROOT / "tests" / "browser" / "dags" / "after_snapshot.py").read_text("utf-8")


def test_its_question_is_a_named_one():
    [asked] = re.findall(r"warehouse query (\w+)", PAGE)
    assert query.named(asked).sql
