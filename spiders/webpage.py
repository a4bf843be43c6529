"""A web page as the rules of spiders/answer.py look at it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsel import Selector

from spiders.address import pair
from spiders.dialects.listing import resolved

CHINESE = re.compile(r"[\u4e00-\u9fff]")
REFRESH = "//meta[translate(@http-equiv, 'REFSH', 'refsh') = 'refresh']/@content"
REFRESH_URL = re.compile(r"""url\s*=\s*["']?([^"']+)""", re.I)
TEXT = "//text()[not(parent::script or parent::style)]"
# What stands on a page that shows a visitor anything: text, or an element that a script could fill.
CONTENT = "//body//*[not(self::script or self::style or self::noscript or self::meta or self::link)]"


@dataclass(frozen=True, slots=True)
class WebPage:
    """Its texts are in lower case without white space. `own_text` is what stands outside of links.

    `refresh` is where a meta refresh leads (the page itself, where it names no address), None where nowhere.
    """

    source: str
    title: str
    text: str
    own_text: str
    links: tuple[str, ...]
    refresh: str | None
    has_script: bool
    has_content: bool

    @classmethod
    def read(cls, source: str, url: str) -> WebPage:
        page = Selector(source, type="html")
        text = folded(page.xpath(TEXT).getall())
        return cls(
            source=folded([source]),
            title=folded(page.xpath("//title//text()").getall()),
            text=text,
            own_text=folded(page.xpath(f"{TEXT}[not(ancestor::a or ancestor::title)]").getall()),
            links=tuple(page.xpath("//a/@href").getall()),
            refresh=_refresh(page, url),
            has_script=bool(page.xpath("//script")),
            has_content=bool(text or page.xpath(CONTENT)),
        )


def characters(text: str) -> int:
    """How many Chinese characters stand in `text`."""
    return len(CHINESE.findall(text))


def characters_of_html(html: str) -> int:
    """How many Chinese characters a part of a page shows."""
    return characters("".join(Selector(html, type="html").xpath(TEXT).getall()))


def folded(texts: list[str]) -> str:
    return "".join(part for text in texts for part in text.split()).lower()


def _refresh(page: Selector, url: str) -> str | None:
    content = page.xpath(REFRESH).get()
    if content is None:
        return None
    match = REFRESH_URL.search(content)
    target = resolved(url, match[1].strip()) if match else url
    return target if pair(target) else None
