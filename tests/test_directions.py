"""The rooms and who may know whom: data flows one way, from sites to SQL."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_KNOW: dict[str, set[str]] = {
    "transforms": set(),
    "spiders": set(),
    "warehouse": {"transforms"},
    "dags": {"spiders", "transforms", "warehouse", "notices"},
    "replica": set(),
    "launcher": {"replica"},
    "bench": {"transforms", "score", "warehouse", "replica", "launcher", "dags"},
    "score": {"transforms"},
    "notices": set(),
}


def imported_rooms(path: Path) -> set[str]:
    modules: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            modules |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            modules.add(node.module)
    return {module.partition(".")[0] for module in modules} & MAY_KNOW.keys()


@pytest.mark.parametrize("room", MAY_KNOW)
def test_a_room_imports_only_the_rooms_it_may_know(room):
    files = sorted((ROOT / room).rglob("*.py"))
    assert files
    strangers = {path.name: imported_rooms(path) - MAY_KNOW[room] - {room} for path in files}
    assert {name: rooms for name, rooms in strangers.items() if rooms} == {}
