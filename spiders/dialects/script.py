"""The objects and lists that a page's scripts spell out, in the writing of JavaScript."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from itertools import islice

from parsel import Selector

# What is never closed ends with the script, so that it is not looked for again from each place in it.
TOKEN = re.compile(
    r"""
      (?P<double> "(?:[^"\\]|\\.)*(?:"|\\?\Z) )
    | (?P<single> '(?:[^'\\]|\\.)*(?:'|\\?\Z) )
    | (?P<comment> //[^\n]* | /\*.*?(?:\*/|\Z) )
    | (?P<name> [A-Za-z_$][\w$]* )(?=\s*:)
    | (?P<word> [A-Za-z_$][\w$.]* )
    | (?P<comma> ,(?=(?:\s|//[^\n]{0,200}|/\*[^*]{0,200}\*/)*[}\]]) )
    """,
    re.S | re.VERBOSE,
)
WORDS = frozenset({"true", "false", "null"})
ASSIGNED = re.compile(r"""([A-Za-z_$][\w$]*)\s*=\s*(?:["']?(\d{1,9})["']?|["']([^"']*)["'])\s*(?=[;,\r\n]|//|$)""")
# No page seen spells out more or longer ones; each is read anew from its opening.
MOST, LONGEST = 40, 300_000
JSON = json.JSONDecoder(strict=False)

Scalars = dict[str, int | str]


def scripts_of(page: Selector) -> list[str]:
    return page.xpath("//script[not(@src)]/text()").getall()


def variables(script: str) -> Scalars:
    """The numbers and texts that a script gives names, each by what is set first."""
    found: Scalars = {}
    for match in ASSIGNED.finditer(script):
        found.setdefault(match[1], int(match[2]) if match[2] else match[3])
    return found


def literals(script: str, opening: re.Pattern[str], known: Mapping[str, int | str]) -> Iterator[object]:
    """What begins at each `opening` and reads as a value; a variable is what is `known` of it, else null."""
    for match in islice(opening.finditer(script), MOST):
        try:
            yield value(script[match.start() : match.start() + LONGEST], known)
        except ValueError:
            continue


def value(script: str, known: Mapping[str, int | str]) -> object:
    """The value that a script begins with. Raises `ValueError`."""
    try:
        return JSON.raw_decode(TOKEN.sub(lambda token: _as_json(token, known), script))[0]
    except RecursionError as error:
        raise ValueError("too deep") from error


def written(scripts: str) -> str:
    """The HTML that scripts write into the page piece by piece, each with a link in it from beginning to end."""
    texts = (match["double"] or match["single"] or "" for match in TOKEN.finditer(scripts) if "<a" in match[0].lower())
    pieces = (re.sub(r"\\([\s\S])", _escaped, text[1:-1]) for text in texts)
    return "".join(piece for piece in pieces if "</a" in piece.lower())


def _escaped(match: re.Match[str]) -> str:
    return " " if match[1] in "nrt" else match[1]


def _as_json(token: re.Match[str], known: Mapping[str, int | str]) -> str:
    text = token[0]
    match token.lastgroup:
        case "single":
            return json.dumps(re.sub(r"\\(.)", r"\1", text[1:-1]), ensure_ascii=False)
        case "double":
            return text.replace(r"\'", "'")
        case "name":
            return f'"{text}"'
        case "word":
            return text if text in WORDS else json.dumps(known.get(text))
    return ""
