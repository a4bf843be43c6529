"""What an article page is read into, and the reading that the dialects share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from parsel import Selector

from spiders.address import canonical
from spiders.dialects.listing import iso_date, resolved

FILE = re.compile(r"\.(?:pdf|docx?|wps|ofd|xlsx?|et|zip|rar|7z)$", re.I)
IMAGE = re.compile(r"\.(?:jpe?g|png|gif|bmp|tiff?|webp)$", re.I)
# Scripts that hand out a file: Hanweb downfile.jsp, VSB download.jsp, and the like.
DOWNLOAD = re.compile(r"/(?:downfile|download)\.(?:jsp|do|action|aspx?)\b|/attach(?:ment)?/\d", re.I)
TITLE_METAS = ("articletitle", "og:title")
DATE_METAS = ("pubdate", "firstpublishedtime", "publishdate", "others:publishdate")
LOWERED = "translate({}, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"
# How far above the text its attachments may stand: TRS puts them into a sibling of the text's parent.
NEARBY = "ancestor-or-self::*[not(self::body or self::html)][position() <= 3][last()]"

# Blocks of attachments that stand elsewhere: TRS has span#appendix.
APPENDIX = "//*[contains(@id, 'appendix') or contains(@class, 'appendix') or contains(@class, 'attachment')]"
LINKING = ".//a[@href] | .//iframe[@src] | .//embed[@src] | .//object[@data]"
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

    `body` is the HTML of the main container, None where none of the dialect's is there. `images` are the pictures
    inside it: of a report that was scanned they are the text. `metas` holds the page's meta tags by lower-case
    name, the first that is not empty.
    """

    title: str | None
    published: str | None
    body: str | None
    attachments: tuple[Attachment, ...]
    images: tuple[str, ...]
    metas: dict[str, str]


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
    page = Selector(text, type="html")
    container = main_container(page, containers)
    if container is None:
        container = otherwise(page)
    metas = metas_of(page)
    nearby = [*container.xpath(NEARBY), *page.xpath(APPENDIX)] if container is not None else page
    return ArticlePage(
        title=next((metas[name] for name in TITLE_METAS if name in metas), None) or heading(page),
        published=next((found for name in DATE_METAS if (found := iso_date(metas.get(name, "")))), None),
        body=container.get() if container is not None else None,
        attachments=attachments_in(nearby, url),
        images=images_in(container, url) if container is not None else (),
        metas=metas,
    )


def classed(name: str) -> str:
    """XPath of the elements that have a class, written in whatever case."""
    return f"//*[contains(concat(' ', {LOWERED.format('normalize-space(@class)')}, ' '), ' {name.lower()} ')]"


def identified(name: str) -> str:
    """XPath of the elements that have an id, written in whatever case."""
    return f"//*[{LOWERED.format('@id')} = '{name.lower()}']"


def main_container(page: Selector, containers: Iterable[str]) -> Selector | None:
    """The fullest element of the first path that finds any with text or a picture in it."""
    for path in containers:
        found = [each for each in page.xpath(path) if _length(each) or each.xpath(".//img")]
        if found:
            return max(found, key=_length)
    return None


def attachments_in(part: Iterable[Selector] | Selector, url: str) -> tuple[Attachment, ...]:
    """The files that `part` links to or shows in a frame, each once, in page order."""
    parts = [part] if isinstance(part, Selector) else part
    found: dict[str, Attachment] = {}
    for each in parts:
        for link in each.xpath(LINKING):
            href = (link.xpath("@href | @src | @data").get() or "").strip()
            if viewed := VIEWED.search(href):
                href = unquote(viewed[1])
            if FILE.search(href.partition("?")[0]) or DOWNLOAD.search(href):
                address = canonical(resolved(url, href))
                found.setdefault(address, Attachment(address, _words(link)))
    return tuple(found.values())


def images_in(container: Selector, url: str) -> tuple[str, ...]:
    sources = (source.strip() for source in container.xpath(".//img/@src").getall())
    return tuple(dict.fromkeys(canonical(resolved(url, source)) for source in sources if IMAGE.search(source)))


def metas_of(page: Selector) -> dict[str, str]:
    """The meta tags by name in lower case; of several of one name the first that is not empty."""
    metas: dict[str, str] = {}
    for meta in page.xpath("//meta[@name or @property][@content]"):
        name = (meta.xpath("@name").get() or meta.xpath("@property").get() or "").strip().lower()
        if content := (meta.xpath("@content").get() or "").strip():
            metas.setdefault(name, content)
    return metas


def heading(page: Selector) -> str | None:
    for path in ("//h1", "//title"):
        if words := " ".join("".join(page.xpath(f"{path}[1]//text()").getall()).split()):
            return words
    return None


def _length(container: Selector) -> int:
    # Editors leave style sheets inside their class.
    texts = container.xpath(".//text()[not(parent::style or parent::script)]").getall()
    return sum(len("".join(text.split())) for text in texts)


def _words(link: Selector) -> str:
    own = "".join(link.xpath(".//text()").getall()) or link.xpath("@title").get() or ""
    return " ".join(own.split())
