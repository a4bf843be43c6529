"""Where this Airflow's data and register lie; the launcher's environment says it."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).parent.parent


def data_folder() -> Path:
    return Path(os.environ.get("FAZHI_DATA") or ROOT / "data")


def register_folder() -> Path:
    return Path(os.environ.get("FAZHI_SOURCES") or ROOT / "spiders" / "sources")
