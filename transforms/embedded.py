"""Articles that a page keeps in its script as JSON, for the reader's browser to put into the page."""

from __future__ import annotations

import re
from json import JSONDecoder

# Guangdong's gkmlpt: window._CONFIG = {…, DETAIL:{"id":…,"content":"\u003Cp\u003E…"}, …}
# Spelt so that the search begins with a character: with a flag for both cases it took ten times as long.
_DETAIL = re.compile(r"""[Dd](?<!\w[Dd])[Ee][Tt][Aa][Ii][Ll]["']?\s*[:=]\s*(?=\{)""")
_JSON = JSONDecoder(strict=False)


def embedded_article(html: str) -> str | None:
    """The HTML of the article in the page's script, None where there is none."""
    found = _DETAIL.search(html)
    if found is None:
        return None
    try:
        detail, _ = _JSON.raw_decode(html, found.end())
    except (ValueError, RecursionError):
        return None
    content = detail.get("content")
    if not isinstance(content, str):
        return None
    # JSON can spell half a surrogate pair, which no file takes.
    return content.encode("utf-8", "replace").decode("utf-8")
