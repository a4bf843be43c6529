"""A web page as the rules of spiders/answer.py look at it."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

from spiders.address import pair
from spiders.dialects.listing import resolved
from spiders.dialects.tree import characters, expression, parsed, shown

REFRESH = "//meta[translate(@http-equiv, 'REFSH', 'refsh') = 'refresh']/@content"
REFRESH_URL = re.compile(r"""url\s*=\s*["']?([^"']+)""", re.I)
OWN = "//text()[not(parent::script or parent::style or ancestor::a or ancestor::title)]"
MARKUP = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\b|\Z)|<[^>]*>", re.I | re.S)
# What stands on a page that shows a visitor anything: text, or an element that a script could fill.
CONTENT = """
    //body//*[not(self::script or self::style or self::noscript or self::meta or self::link)][not(ancestor::noscript)]
    | //body//text()[normalize-space()][not(ancestor::script or ancestor::style or ancestor::noscript)]
"""


class WebPage:
    """A page whose parts are looked for when a rule asks. Its texts are in lower case without white space."""

    def __init__(self, source: str, url: str) -> None:
        self._source = source
        self._url = url
        self._page = parsed(source)

    @cached_property
    def source(self) -> str:
        return folded(self._source)

    @cached_property
    def title(self) -> str:
        return folded("".join(self._found("//title//text()")))

    @cached_property
    def text(self) -> str:
        """What the page shows, its title included."""
        return folded(self._shown)

    @cached_property
    def characters(self) -> int:
        """How many Chinese characters the page shows."""
        return characters(self._shown)

    @cached_property
    def source_characters(self) -> int:
        """How many Chinese characters stand in the page's source outside of its markup."""
        return characters(MARKUP.sub("", self._source))

    @cached_property
    def own_text(self) -> str:
        """What stands outside of links."""
        return folded("".join(self._found(OWN)))

    @cached_property
    def links(self) -> tuple[str, ...]:
        return tuple(self._found("//a/@href"))

    @cached_property
    def refresh(self) -> str | None:
        """Where a meta refresh leads (the page itself, where it names no address), None where nowhere."""
        return _refresh(self._found(REFRESH), self._url)

    @cached_property
    def has_script(self) -> bool:
        return bool(self._found("//script"))

    @cached_property
    def asks_password(self) -> bool:
        return bool(self._found("//input[translate(@type, 'PASWORD', 'pasword') = 'password']"))

    @cached_property
    def has_content(self) -> bool:
        return bool(self.title or self._found(CONTENT))

    @cached_property
    def _shown(self) -> str:
        return shown(self._page.root)

    def _found(self, path: str) -> list[Any]:
        found: list[Any] = expression(path)(self._page.root)
        return found


def folded(text: str) -> str:
    return "".join(text.split()).lower()


def _refresh(contents: list[str], url: str) -> str | None:
    if not contents:
        return None
    match = REFRESH_URL.search(contents[0])
    target = resolved(url, match[1].strip()) if match else url
    return target if pair(target) else None
