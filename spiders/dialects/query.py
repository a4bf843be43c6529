"""The parameters of a list's address, as the dialects read and change them."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode

NUMBER = re.compile(r"[0-9]{1,9}")


def parameters(query: str) -> dict[str, str]:
    """Names and values of a query; a plus stands for itself, since encrypted ids are full of them."""
    return dict(parse_qsl(query.replace("+", "%2B"), keep_blank_values=True))


def of_address(url: str) -> dict[str, str]:
    return parameters(url.partition("#")[0].partition("?")[2])


def address(url: str, changed: dict[str, str]) -> str:
    """`url` with the query `changed` in place of its own."""
    return f"{url.partition('#')[0].partition('?')[0]}?{urlencode(changed)}"


def number(text: str | None, otherwise: int) -> int:
    """The number that `text` spells, `otherwise` where it spells none."""
    written = (text or "").strip()
    return int(written) if NUMBER.fullmatch(written) else otherwise
