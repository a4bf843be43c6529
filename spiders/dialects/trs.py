"""TRS WCM: static list pages `index.html`, `index_1.html` … whose pager is a call in an inline script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from spiders.dialects import paging, trs_answers
from spiders.dialects.article import ArticlePage, classed, identified, read
from spiders.dialects.listing import Ask, Form, ListingPage, resolved, rows_of, with_slash
from spiders.dialects.tree import parsed

# t20240328_6583952.html; _wap is its twin for telephones. P020240328….pdf and W020… are files beside articles.
ARTICLE = re.compile(r"(?:^|/)t\d{8}_\d+(?:_[a-z]+)?\.s?html?(?=$|[?#])|(?:^|/)[PW]0\d+\.\w+(?=$|[?#])", re.I)
# createPage is its name on the Chongqing sites.
CALL = re.compile(r"createPage(?:HTML)?\s*\(([^()]*)\)")
# Templates that write the pager without a call count its pages in a variable.
COUNT = re.compile(r"\bcountPage\s*=\s*\d+")
# A comment of JavaScript, in which <!-- opens one too; the // of an address is none.
COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--[^\n]*|(?<![:'\"])//[^\n]*", re.S)
ARGUMENT = re.compile(r"""["']?(\d{1,9})["']?(?=\s*(?:,|$))|["']([^"']*)["']|[^\s,"']+""")
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
    re.compile(r"/was5/web/|/irs/front/|/igs/front/"),
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
    if rows := rows_of(text, page, ARTICLE):
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
    """The arguments of each call of the pager in the page's scripts, None for a variable.

    One in a comment is none, nor is the function's definition.
    """
    for script in parsed(text).xpath("//script/text()").getall():
        for call in CALL.finditer(COMMENT.sub(" ", script)):
            arguments = [int(each[1]) if each[1] else each[2] for each in ARGUMENT.finditer(call[1])]
            if any(each is not None for each in arguments):
                yield arguments


def _pager(text: str, page: str) -> Pager | None:
    own = LIST_FILE.fullmatch(_file(page))
    if call := next(calls(text), None):
        return _called(call, own)
    # Some templates have no call: the list's own file name says how its pages are called.
    if own:
        return Pager(own[1], own[3])
    return Pager("index", "html") if COUNT.search(text) else None


def _called(arguments: list[int | str | None], own: re.Match[str] | None) -> Pager:
    """createPageHTML(12, 0, "index", "html"), or createPageHTML("page_div", 50, 1, "szywlist", "shtml", 1000).

    With the name of an element first, pages are counted from 1, so that the second is _2.
    """
    has_element = isinstance(arguments[0], str) and not any(isinstance(each, str) for each in arguments[1:2])
    numbers = [each for each in arguments if isinstance(each, int)]
    names = [each for each in arguments[has_element:] if isinstance(each, str) and each]
    suffixes = [match[1] for name in names[1:] if (match := SUFFIX.fullmatch(name))]
    name = names[0] if names else own[1] if own else "index"
    suffix = suffixes[0] if suffixes else own[3] if own else "html"
    return Pager(name, suffix, (2,) if has_element and numbers[1:2] != [0] else (1, 2))


def _following(pager: Pager, page: str) -> tuple[int, ...]:
    match = LIST_FILE.fullmatch(_file(page))
    if match is None or match[2] is None or match[1] != pager.name.rpartition("/")[2]:
        return pager.second
    return (int(match[2]) + 1,)


def _file(page: str) -> str:
    return urlsplit(page).path.rpartition("/")[2]


def _interfaces(text: str, page: str) -> tuple[Ask, ...]:
    return tuple(Ask(resolved(page, address)) for address in dict.fromkeys(INTERFACE.findall(text)))
