"""The number of a list page in the query or form by which it is asked for."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from spiders.dialects.listing import Ask

# page, pageNo, pageNum, pageNumber, pageIndex, page_no, PAGENUM, currentPage, curPage, nowPage, pn, p
PARAMETER = re.compile(r"(?:cur(?:rent)?|now)?_?page(?:_?(?:no|num|number|index|id))?|pn|p", re.I)
NUMBER = re.compile(r"\d{1,9}")


def parameter_of(ask: Ask) -> str | None:
    """The name under which a request gives the number of the page that it asks for."""
    return next((name for name, value in _given(ask) if PARAMETER.fullmatch(name) and NUMBER.fullmatch(value)), None)


def number_of(ask: Ask) -> int | None:
    """The number of the page that a request asks for by a parameter."""
    name = parameter_of(ask)
    return None if name is None else int(dict(_given(ask))[name])


def following(ask: Ask, parameter: str = "page") -> Ask:
    """The request for the page after that of `ask`; one that names no page has asked for the first.

    `parameter` is the name that the number gets where it has none yet.
    """
    name = parameter_of(ask) or parameter
    if isinstance(ask.form, str):
        fields = _fields(ask.form)
        if name in fields or not urlsplit(ask.url).query:
            counted = str((number_of(ask) or 1) + 1)
            number: int | str = counted if isinstance(fields.get(name), str) else int(counted)
            return Ask(ask.url, json.dumps(fields | {name: number}, ensure_ascii=False))
    elif any(each == name for each, _ in ask.form):
        return Ask(ask.url, _counted(ask.form, name))
    parts = urlsplit(ask.url)
    query = _counted(tuple(parse_qsl(parts.query, keep_blank_values=True)), name)
    return Ask(urlunsplit(parts._replace(query=urlencode(query))), ask.form)


def _given(ask: Ask) -> list[tuple[str, str]]:
    """Names and values of the form or of the JSON's own fields, then of the query."""
    posted = ask.form
    if isinstance(posted, str):
        posted = tuple((name, str(value)) for name, value in _fields(posted).items())
    return [*posted, *parse_qsl(urlsplit(ask.url).query)]


def _fields(written: str) -> dict[str, object]:
    fields = json.loads(written)
    return fields if isinstance(fields, dict) else {}


def _counted(pairs: tuple[tuple[str, str], ...], name: str) -> tuple[tuple[str, str], ...]:
    if all(each != name for each, _ in pairs):
        return (*pairs, (name, "2"))
    return tuple(
        (each, str(int(value) + 1) if each == name and NUMBER.fullmatch(value) else value) for each, value in pairs
    )
