"""TRS WCM: static list pages `index.html`, `index_1.html` … whose pager is a call in an inline script."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from spiders.dialects import paging, script, trs_answers
from spiders.dialects.article import ArticlePage, classed, identified, read
from spiders.dialects.listing import Ask, Form, ListingPage, resolved, rows_of, with_slash
from spiders.dialects.tree import parsed

# t20240328_6583952.html; _wap is its twin for telephones. P020240328….pdf and W020… are files beside articles.
ARTICLE = re.compile(r"(?:^|/)t\d{8}_\d+(?:_[a-z]+)?\.s?html?(?=$|[?#])|(?:^|/)[PW]0\d+\.\w+(?=$|[?#])", re.I)
# createPage is its name on the Chongqing sites.
CALL = re.compile(r"(?<!function )createPage(?:HTML)?\s*\(([^()]*)\)")
# Templates that write the pager without a call count its pages in a variable, or link to its pages.
COUNT = re.compile(r"(?:count_?pages?|pages?_?count|total_?pages?)\s*=\s*[\"']?\d+", re.I)
LINKED = re.compile(r"""["'/](index)_\d{1,4}\.(s?html?)["']""")
# What tells how the list pages end where neither call nor address does: a piece of the script, or the articles.
SUFFIX_OF_PIECE = re.compile(r"""["']\.(s?html?)\b""")
SUFFIX_OF_ARTICLE = re.compile(r"/t\d{8}_\d+\.(s?html?)\b")
# A comment of JavaScript, in which <!-- opens one too; the // of an address is none.
COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--[^\n]*|(?<![:'\"])//[^\n]*", re.S)
ARGUMENT = re.compile(r"""["']?(\d{1,9})["']?(?=\s*(?:,|$))|["']([^"']*)["']|([^\s,"']+)""")
SUFFIX = re.compile(r"\.?((?:s?html?|jsp|jhtml|php|aspx?))", re.I)
LIST_FILE = re.compile(r"(.+?)(?:_(\d{1,9}))?\.(s?html?)")
SEARCH = "/was5/web/"
# The interfaces from which a list without rows of its own takes them.
INTERFACE = re.compile(r"""["']([^"'\s]*(?:/jsonp/[^"'\s]*\.jsp|/was5/web/(?:search|outline\w*))\?[^"'\s]*)["']""")

# What only this family writes into its pages.
SIGNS = (
    re.compile(r"createPage(?:HTML)?\("),
    re.compile(r"/t\d{8}_\d+\.s?html?\b"),
    re.compile(r"TRS_(?:Editor|UEDITOR)|trs_editor_view|TRS_PUBLISH", re.I),
    re.compile(r"/was5/web/|/irs/front/|/igs/front/|/govsearch/jsonp/|/trs-search/"),
)
CONTAINERS = (
    classed("trs_editor_view"),
    classed("TRS_UEDITOR"),
    classed("TRS_Editor"),
    identified("UCAP-CONTENT"),
    identified("zoom"),
    classed("zz-xl-ct"),
    classed("zwxl-article"),
)
# Those that take only POST, with what is posted as an object in the script: a form to WAS5, JSON to IRS.
POSTED = re.compile(r"""["']([^"'\s?]*/(?:was5/web/(?:search|outline\w*)|irs/front/(?:list|search)))\b[^"'\s]*["']""")
OBJECT = re.compile(r"\{(?=[\s\"']*\w)")
OF_POST = frozenset({"channelid", "pageno", "tablename", "searchword"})
IRS = "/irs/"


@dataclass(frozen=True, slots=True)
class Pager:
    """How the list pages are named, and the numbers that the page after the first may carry."""

    name: str
    suffix: str
    second: tuple[int, ...] = (1, 2)


def listing(text: str, url: str, form: Form = ()) -> ListingPage:
    """Rows and following pages of one list page, or of an answer of the family's search interfaces.

    A page without rows (a stub) has nothing after it; one that takes its rows from an interface leads to that.
    """
    if trs_answers.is_answer(text):
        return trs_answers.listing(text, url, form)
    if SEARCH in url:
        found = rows_of(text, url, ARTICLE)
        return ListingPage(found, (paging.following(Ask(url, form)),) if found else ())
    page = with_slash(url)
    if rows := rows_of(text, page, ARTICLE) or trs_answers.rows_in_scripts(_scripts(text), page):
        return ListingPage(rows, following_pages(text, page))
    return ListingPage((), lists=_interfaces(text, page))


def article(text: str, url: str) -> ArticlePage:
    return read(text, url, CONTAINERS)


def following_pages(text: str, page: str) -> tuple[Ask, ...]:
    """The pages that may come after the list page `page`, as its script or its own file name tells."""
    pager = _pager(text, page)
    if pager is None:
        return ()
    return tuple(Ask(resolved(page, f"{pager.name}_{number}.{pager.suffix}")) for number in _following(pager, page))


def calls(text: str) -> Iterator[list[int | str | None]]:
    """The arguments of each call of the pager in the page's scripts, None for a variable that is set elsewhere.

    One in a comment is none, nor is the function's definition.
    """
    scripts = _scripts(text)
    known = script.variables(scripts)
    for call in CALL.finditer(scripts):
        if arguments := [_argument(each, known) for each in ARGUMENT.finditer(call[1])]:
            yield arguments


def _scripts(text: str) -> str:
    return "\n".join(COMMENT.sub(" ", each) for each in script.scripts_of(parsed(text)))


def _argument(match: re.Match[str], known: script.Scalars) -> int | str | None:
    if match[3]:
        return known.get(match[3])
    return int(match[1]) if match[1] else match[2]


def _pager(text: str, page: str) -> Pager | None:
    own = LIST_FILE.fullmatch(_file(page))
    if call := next(calls(text), None):
        return _called(call, own, _suffix(text))
    # Some templates have no call: the list's own file name says how its pages are called.
    if own:
        return Pager(own[1], own[3])
    if linked := LINKED.search(text):
        return Pager(linked[1], linked[2])
    return Pager("index", _suffix(text)) if COUNT.search(text) else None


def _suffix(text: str) -> str:
    match = SUFFIX_OF_PIECE.search(text) or SUFFIX_OF_ARTICLE.search(text)
    return match[1] if match else "html"


def _called(arguments: list[int | str | None], own: re.Match[str] | None, suffix: str) -> Pager:
    """createPageHTML(12, 0, "index", "html"), or createPageHTML("page_div", 50, 1, "szywlist", "shtml", 1000).

    With the name of an element first, pages are counted from 1, so that the second is _2. `suffix` stands in for one
    that neither the call nor the page's `own` name says.
    """
    has_element = isinstance(arguments[0], str) and not any(isinstance(each, str) for each in arguments[1:2])
    numbers = [each for each in arguments if isinstance(each, int)]
    names = [each for each in arguments[has_element:] if isinstance(each, str) and each]
    suffixes = [match[1] for each in names if (match := SUFFIX.fullmatch(each))]
    name = next((each for each in names if not SUFFIX.fullmatch(each)), own[1] if own else "index")
    suffix = suffixes[0] if suffixes else own[3] if own else suffix
    return Pager(name, suffix, (2,) if has_element and numbers[1:2] != [0] else (1, 2))


def _following(pager: Pager, page: str) -> tuple[int, ...]:
    match = LIST_FILE.fullmatch(_file(page))
    if match is None or match[2] is None or match[1] != pager.name.rpartition("/")[2]:
        return pager.second
    return (int(match[2]) + 1,)


def _file(page: str) -> str:
    return urlsplit(page).path.rpartition("/")[2]


def _interfaces(text: str, page: str) -> tuple[Ask, ...]:
    asked = [Ask(resolved(page, address)) for address in dict.fromkeys(INTERFACE.findall(text))]
    return (*asked, *_posted(text, page))


def _posted(text: str, page: str) -> Iterator[Ask]:
    """The requests to interfaces that are sent an object of the page's script."""
    scripts = _scripts(text)
    addresses = dict.fromkeys(POSTED.findall(scripts))
    if not addresses:
        return
    found = script.literals(scripts, OBJECT, script.variables(scripts))
    objects = [each for each in found if isinstance(each, dict) and OF_POST & {name.lower() for name in each}]
    for address in addresses:
        for fields in objects:
            yield Ask(resolved(page, address), _form(fields, is_json=IRS in address))


def _form(fields: dict[str, object], *, is_json: bool) -> Form:
    """What is posted for the first page; what the script fills in later is null in it."""
    numbered = {
        name: 1 if value is None and paging.PARAMETER.fullmatch(name) else value for name, value in fields.items()
    }
    if is_json:
        return json.dumps(numbered, ensure_ascii=False)
    return tuple((name, "" if value is None else str(value)) for name, value in numbered.items())
