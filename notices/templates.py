"""The wording of notices and the forms of webhooks: `texts.yml` and `webhooks.yml`, read once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

_FOLDER = Path(__file__).parent


def _read(name: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((_FOLDER / name).read_text(encoding="utf-8"))
    return content


TEXTS = _read("texts.yml")
WEBHOOKS = _read("webhooks.yml")
