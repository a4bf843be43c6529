"""The number of a list page in the query or form by which it is asked for."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from spiders.dialects.listing import Ask, Form

# page, pageNo, pageNum, pageNumber, pageIndex, page_no, PAGENUM, currentPage, curPage, nowPage, pn, p
PARAMETER = re.compile(r"(?:cur(?:rent)?|now)?_?page(?:_?(?:no|num|number|index|id))?|pn|p", re.I)
NUMBER = re.compile(r"\d{1,9}")


def parameter_of(ask: Ask) -> str | None:
    """The name under which a request gives the number of the page that it asks for."""
    given = [*ask.form, *parse_qsl(urlsplit(ask.url).query)]
    return next((name for name, value in given if PARAMETER.fullmatch(name) and NUMBER.fullmatch(value)), None)


def number_of(ask: Ask) -> int | None:
    """The number of the page that a request asks for by a parameter."""
    given = dict([*ask.form, *parse_qsl(urlsplit(ask.url).query)])
    name = parameter_of(ask)
    return None if name is None else int(given[name])


def following(ask: Ask, parameter: str = "page") -> Ask:
    """The request for the page after that of `ask`; one that names no page has asked for the first.

    `parameter` is the name that the number gets where it has none yet.
    """
    name = parameter_of(ask) or parameter
    if any(each == name for each, _ in ask.form):
        return Ask(ask.url, _counted(ask.form, name))
    parts = urlsplit(ask.url)
    query = _counted(tuple(parse_qsl(parts.query, keep_blank_values=True)), name)
    return Ask(urlunsplit(parts._replace(query=urlencode(query))), ask.form)


def _counted(pairs: Form, name: str) -> Form:
    if all(each != name for each, _ in pairs):
        return (*pairs, (name, "2"))
    return tuple(
        (each, str(int(value) + 1) if each == name and NUMBER.fullmatch(value) else value) for each, value in pairs
    )
