"""What an article page is read into, and the reading that the dialects share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from lxml.html import HtmlElement
from parsel import Selector

from spiders.address import canonical
from spiders.dialects.listing import base_of, iso_date, resolved
from spiders.dialects.rows import is_part_of_chrome
from spiders.dialects.tree import characters, expression, parsed, shown

FILE = re.compile(r"\.(?:pdf|docx?|wps|ofd|xlsx?|et|zip|rar|7z)$", re.I)
IMAGE = re.compile(r"\.(?:jpe?g|png|gif|bmp|tiff?|webp)$", re.I)
# Scripts that hand out a file: Hanweb downfile.jsp, VSB download.jsp, and the like.
DOWNLOAD = re.compile(r"/(?:downfile|download)\.(?:jsp|do|action|aspx?)\b|/attach(?:ment)?/\d", re.I)
TITLE_METAS = ("articletitle", "og:title")
DATE_METAS = ("pubdate", "firstpublishedtime", "publishdate", "others:publishdate")
LOWERED = "translate({}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"
# How far above the text its attachments may stand: TRS puts them into a sibling of the text's parent, which may lie in
# the body itself, beside the foot.
HOLDERS = "ancestor-or-self::*[not(self::body or self::html or self::tr or self::tbody)]"
NEARBY = f"{HOLDERS}[position() <= 3][last()] | {HOLDERS}[position() <= 2]/following-sibling::*[position() <= 5]"

# Blocks of attachments that stand elsewhere: TRS has span#appendix.
APPENDIX = "//@id[contains(., 'appendix')]/.. | //@class[contains(., 'appendix') or contains(., 'attachment')]/.."
LINKING = ("a", "iframe", "embed", "object")
# A viewer in the page is given the file: viewer.html?file=./P020240328.pdf
VIEWED = re.compile(r"[?&]file=([^&#]+\.(?:pdf|ofd))", re.I)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that an article links to: canonical URL, and the link's words."""

    url: str
    name: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article page as its dialect reads it.

    `container` is the main container, None where none of the dialect's is there; `characters` counts the Chinese
    characters that it shows. `images` are the pictures inside it: of a report that was scanned they are the text.
    `metas` holds the page's meta tags by lower-case name, the first that is not empty.
    """

    title: str | None
    published: str | None
    container: HtmlElement | None
    characters: int
    attachments: tuple[Attachment, ...]
    images: tuple[str, ...]
    metas: dict[str, str]

    @property
    def body(self) -> str | None:
        """The HTML of the main container."""
        return None if self.container is None else str(Selector(root=self.container).get())


def nowhere(page: Selector) -> Selector | None:
    """No container."""
    return None


def read(
    text: str,
    url: str,
    containers: Iterable[str],
    otherwise: Callable[[Selector], Selector | None] = nowhere,
) -> ArticlePage:
    """The article of a page whose main container one of the XPaths `containers` finds, or else `otherwise`.

    Attachments are looked for in and beside the container, or on the whole page where there is none.
    """
    page = parsed(text)
    container = main_container(page, containers)
    if container is None:
        container = otherwise(page)
    metas = metas_of(page)
    base = base_of(page, url)
    nearby = [page.root]
    if container is not None:
        beside = (each for each in expression(NEARBY)(container.root) if not is_part_of_chrome(each))
        nearby = [*beside, *expression(APPENDIX)(page.root)]
    return ArticlePage(
        title=next((metas[name] for name in TITLE_METAS if name in metas), None) or heading(page),
        published=next((found for name in DATE_METAS if (found := iso_date(metas.get(name, "")))), None),
        container=container.root if container is not None else None,
        characters=characters(shown(container.root)) if container is not None else 0,
        attachments=attachments_in(nearby, base),
        images=images_in(container, base) if container is not None else (),
        metas=metas,
    )


def classed(name: str) -> str:
    """XPath of the elements that have a class, written in whatever case."""
    return f"//@class[contains(concat(' ', {LOWERED.format('normalize-space()')}, ' '), ' {name.lower()} ')]/.."


def identified(name: str) -> str:
    """XPath of the elements that have an id, written in whatever case."""
    return f"//@id[{LOWERED.format('.')} = '{name.lower()}']/.."


def main_container(page: Selector, containers: Iterable[str]) -> Selector | None:
    """The fullest element of the first path that finds any with text or a picture in it."""
    for path in containers:
        found = [node for node in expression(path)(page.root) if _has_content(node)]
        if found:
            return Selector(root=max(found, key=_length) if len(found) > 1 else found[0])
    return None


def attachments_in(parts: Iterable[HtmlElement], url: str) -> tuple[Attachment, ...]:
    """The files that `parts` link to or show in a frame, each once, in page order."""
    found: dict[str, Attachment] = {}
    for part in parts:
        for link in part.iter(*LINKING):
            href = (link.get("href") or link.get("src") or link.get("data") or "").strip()
            if viewed := VIEWED.search(href):
                href = unquote(viewed[1])
            if is_file(href):
                address = canonical(resolved(url, href))
                found.setdefault(address, Attachment(address, _words(link)))
    return tuple(found.values())


def images_in(container: Selector, url: str) -> tuple[str, ...]:
    """The pictures of the container; not those that stand for a link to a file, which are its icon."""
    shown_ones = (
        image for image in container.root.iter("img") if not any(map(_leads_to_file, image.iterancestors("a")))
    )
    sources = ((image.get("src") or "").strip() for image in shown_ones)
    return tuple(dict.fromkeys(canonical(resolved(url, source)) for source in sources if IMAGE.search(source)))


def metas_of(page: Selector) -> dict[str, str]:
    """The meta tags by name in lower case; of several of one name the first that is not empty."""
    metas: dict[str, str] = {}
    for meta in page.root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").strip().lower()
        content = (meta.get("content") or "").strip()
        if name and content:
            metas.setdefault(name, content)
    return metas


def heading(page: Selector) -> str | None:
    for path in ("//h1[1]", "//title[1]"):
        if words := " ".join("".join(expression(f"{path}//text()")(page.root)).split()):
            return words
    return None


def is_file(href: str) -> bool:
    """Whether a link's address is that of a file, or of a script that hands one out."""
    return bool(FILE.search(href.partition("?")[0]) or DOWNLOAD.search(href))


def _leads_to_file(link: HtmlElement) -> bool:
    return is_file((link.get("href") or "").strip())


def _has_content(node: HtmlElement) -> bool:
    return bool(shown(node).strip()) or node.find(".//img") is not None


def _length(node: HtmlElement) -> int:
    return len("".join(shown(node).split()))


def _words(link: HtmlElement) -> str:
    return " ".join((link.text_content() or link.get("title") or "").split())
