"""What a list page is read into, and the reading of list rows that the dialects share."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit, urlunsplit

from parsel import Selector

from spiders.address import canonical, posted
from spiders.dialects import script
from spiders.dialects.dates import iso_date
from spiders.dialects.rows import Rows, links_of
from spiders.dialects.tree import parsed

__all__ = [
    "Ask",
    "Form",
    "ListingPage",
    "Row",
    "are_beside",
    "base_of",
    "iso_date",
    "resolved",
    "rows_of",
    "united",
    "with_slash",
]

# A folder without a name, as in http://www.example.org//xxgk/index.html, which urljoin would drop.
NAMELESS_FOLDER = re.compile(r"(?<=[^:/])/(?=/)")
HELD_OPEN = "/\uf8ff"
# What a list cuts off a title it ends with a mark.
CUT_MARKS = ("…", "...")


# What is posted: names and values of a form, in order, or JSON as it is written.
Form = tuple[tuple[str, str], ...] | str


@dataclass(frozen=True, slots=True)
class Ask:
    """A request for a list page: GET, or POST of `form` where there is one."""

    url: str
    form: Form = ()

    @property
    def address(self) -> str:
        """The address under which its answer is kept."""
        return posted(self.url, self.form)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list: canonical URL, full title as far as the page gives it, ISO date or None."""

    url: str
    title: str
    date: str | None


@dataclass(frozen=True, slots=True)
class ListingPage:
    """A list page as its dialect reads it.

    `rows` stand in page order. `following` are guesses at the page after this one, the likeliest first: the first
    that brings a new row is the one; none: the end. `lists` are further lists that this page leads to, each to be
    walked for itself (a page that only frames its list has one). `total` is the number of rows that the page
    declares for the whole list; a walk never ends by it.
    """

    rows: tuple[Row, ...]
    following: tuple[Ask, ...] = ()
    lists: tuple[Ask, ...] = ()
    total: int | None = None


def are_beside(rows: tuple[Row, ...], first_page: int) -> bool:
    """Whether rows are only links beside a list: fewer than its first page has, and none with a date."""
    return len(rows) < first_page and not any(row.date for row in rows)


def rows_of(html: str, base: str, article: re.Pattern[str]) -> tuple[Row, ...]:
    """The rows of a list: links that look like an `article`, else the longest link of a dated item.

    Hrefs are resolved against `base`, or against the page's own <base>; a URL that comes twice is one row. A page
    without rows may have them in scripts that write them.
    """
    page = parsed(html)
    base = base_of(page, base)
    found = list(Rows(links_of(page, article)))
    if not found and (written := script.written("\n".join(script.scripts_of(page)))):
        found = list(Rows(links_of(Selector(written, type="html"), article)))
    return united(Row(canonical(resolved(base, each.address)), each.title, each.date) for each in found)


def base_of(page: Selector, url: str) -> str:
    """What the links of the page at `url` are relative to: its own <base>, or its address."""
    own = next((href for base in page.root.iter("base") if (href := base.get("href"))), "")
    return resolved(url, own.strip())


def united(rows: Iterable[Row]) -> tuple[Row, ...]:
    """One row a URL, at the place of the first that has a date, with the first title that was not cut off.

    What is read most stands beside the list itself, often without dates and cut shorter.
    """
    by_url: dict[str, Row] = {}
    for row in rows:
        known = by_url.get(row.url, row)
        if known.date is None and row.date:
            by_url.pop(row.url, None)
        title = row.title if known.title.endswith(CUT_MARKS) and not row.title.endswith(CUT_MARKS) else known.title
        by_url[row.url] = replace(known, title=title, date=known.date or row.date)
    return tuple(by_url.values())


def resolved(base: str, href: str) -> str:
    """`href` against `base`; one that is no URL (`http://[www.example.org]/`) as it stands, to be refused as such."""
    try:
        joined = urljoin(NAMELESS_FOLDER.sub(HELD_OPEN, base), NAMELESS_FOLDER.sub(HELD_OPEN, href))
    except ValueError:
        return href
    return joined.replace(HELD_OPEN, "/")


def with_slash(url: str) -> str:
    """A folder registered without its slash would resolve `./202403/…` against its parent."""
    parts = urlsplit(url)
    if "." in parts.path.rpartition("/")[2] or parts.path.endswith("/"):
        return url
    return urlunsplit(parts._replace(path=f"{parts.path}/"))
