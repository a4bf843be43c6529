"""The links of a list page to the page after it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsel import Selector

from spiders.address import canonical, host
from spiders.dialects.listing import base_of, resolved
from spiders.dialects.tree import parsed

NEXT_WORDS = re.compile(r"\W*(?:下一?页|后一?页|next)\W*|[>›»]{1,2}", re.I)
# onclick="goPage('nav_list_2.shtml')" beside href="javascript:void(0)"
SCRIPTED_ADDRESS = re.compile(r"""["']([^"'\s]+\.s?html?(?:\?[^"'\s]*)?)["']""")


def next_links(text: str, url: str) -> Iterator[str]:
    """Where the links called 下一页 lead, as far as it is another page of the same host."""
    page = parsed(text)
    base = base_of(page, url)
    for link in page.xpath("//a"):
        words = "".join(link.xpath(".//text()").getall()).strip()
        if NEXT_WORDS.fullmatch(words) or NEXT_WORDS.fullmatch(link.xpath("@title").get() or ""):
            address = canonical(resolved(base, _address(link)))
            if host(address) == host(url) and address != canonical(url):
                yield address


def _address(link: Selector) -> str:
    href = (link.xpath("@href").get() or "").strip()
    if href and not href.startswith("#") and not href.lower().startswith("javascript:"):
        return href
    scripted = SCRIPTED_ADDRESS.search(f"{href} {link.xpath('@onclick').get() or ''}")
    return scripted[1] if scripted else ""
