"""What a captured page or file says: its text, line by line, and what its markup tells about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Link(NamedTuple):
    """A link amid a line: its text, and where it leads."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Source:
    """Text as extracted, before cleaning, with the page's own statements about it.

    `metas` maps lower-case meta names to their first non-empty content; `titles` are titles that the markup
    gives, best first; `window_title` is the content of `<title>`; `outside` are the page's lines that are not the
    article's, hidden ones included; `links` are the links amid the article's lines; `pages` are the addresses of its
    frames, and where it sends its reader. All empty for plain text.
    """

    text: str
    metas: Mapping[str, str] = field(default_factory=dict)
    titles: tuple[str, ...] = ()
    window_title: str | None = None
    outside: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    pages: tuple[str, ...] = ()
