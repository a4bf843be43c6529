"""The demo's register entries (`replica/sources`): for each issuer its address, dialect and column."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

SOURCES = Path(__file__).parent / "sources"
PORT = 18990


def entries(register: Path = SOURCES) -> dict[str, dict[str, Any]]:
    """Register entries by source id (file stem), as written in YAML."""
    return {path.stem: yaml.safe_load(path.read_text("utf-8")) for path in sorted(register.glob("*/*.yml"))}


def address(entry: dict[str, Any]) -> str:
    """The loopback address, without port, on which the entry's site listens."""
    return str(urlsplit(entry["url"]).hostname)


def sources_at(folder: Path, port: int, register: Path = SOURCES) -> Path:
    """Write the register to `folder` with the sites on `port`; returns `folder`."""
    for path in register.glob("*/*.yml"):
        copy = folder / path.parent.name / path.name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(path.read_text("utf-8").replace(f":{PORT}/", f":{port}/"), "utf-8")
    return folder
