"""From a copy of a page on a foreign host to the official addresses that it may be a copy of.

Copies keep the official path and swap the host; some move a sub-domain into the path or drop the file's suffix, and
transcoders carry the official address inside their own. Nothing is ever taken from a copy itself.
"""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from spiders.address import canonical, host, pair
from spiders.registry import Source

# More guesses than these would be a search on sites that have nothing to do with the copy.
MOST = 5
# Inside a path: http://www.example.org/…, http/www.example.org/… or only /www.example.org/…
INNER = re.compile(r"(?:^|/)(?:(https?)(?::/+|/))?(?=[\w-]+(?:\.[\w-]+)+/)")
SUFFIXES = (".html", ".shtml", ".htm")
# Hanweb, NFCMS and 龙讯 know only the first, 开普 names its pages by 32 hexadecimal digits.
SUFFIXES_OF = (
    (re.compile(r"/(?:art_\w+|post_\d+|public/\d+/\d+)$"), (".html",)),
    (re.compile(r"/[0-9a-f]{32}$"), (".shtml", ".html")),
)
# What a family writes into the addresses of a list and of its articles alike: Hanweb's column, 龙讯's organ.
IDS = (
    (re.compile(r"/col/col(\w+)/"), re.compile(r"^/art/.*/art_(\w+?)_\w+(?:\.html)?$")),
    (re.compile(r"/public/column/(\d+)\b"), re.compile(r"^/public/(\d+)/\w+(?:\.html)?$")),
)
# The addresses of lists and articles have only this in common.
GKMLPT = re.compile(r"(.*/gkmlpt)/")


@dataclass(frozen=True, slots=True)
class _Path:
    """A path that the official page may have; `label` is the sub-domain that was taken from its front."""

    path: str
    label: str | None = None


class _Closeness(NamedTuple):
    """How a column explains a path, the strongest sign first: nothing set, not at all."""

    is_id: bool = False
    is_label: bool = False
    depth: int = 0


def is_government(name: str) -> bool:
    """Whether a host lies in the domain that is given only to organs of the state."""
    return f".{name.lower().rstrip('.')}".endswith(".gov.cn")


def official_urls(url: str, sources: Sequence[Source], listed_by: Source | None = None) -> tuple[str, ...]:
    """The addresses on hosts of `sources` that `url`, on a host of none of them, may be a copy of, likeliest first.

    `listed_by` is the source in whose own list `url` stood.
    """
    if pair(url) is None or any(source.owns(url) for source in sources):
        return ()
    carried = [each for each in _carried(url) if any(source.owns(each) for source in sources)]
    if carried:
        return tuple(dict.fromkeys(carried))[:MOST]
    paths = tuple(_paths(url))
    found = _by_columns(paths, sources)
    if listed_by is not None:
        found = [*_by_columns(paths, (listed_by,)), *_at_home(paths, listed_by), *found]
    return tuple(dict.fromkeys(found))[:MOST]


def _carried(url: str) -> Iterator[str]:
    """Addresses inside an address: in a parameter, or in the path behind a gateway's or transcoder's own."""
    yield canonical(url)
    parts = urlsplit(url)
    for _, value in parse_qsl(parts.query):
        yield canonical(_inverted(value) or value)
    path = unquote(parts.path).lstrip("/")
    for match in INNER.finditer(path):
        yield canonical(f"{match[1] or 'http'}://{path[match.end() :]}")


def _inverted(value: str) -> str | None:
    """The address in `src` of UC's transcoder (zm.sm-tc.cn): base64 of its bytes, each with every bit turned."""
    try:
        packed = b64decode(value + "=" * (-len(value) % 4), validate=True)
    except (NotBase64, ValueError):
        return None
    text = bytes(byte ^ 0xFF for byte in packed).decode("utf-8", "replace")
    return text if pair(text) else None


def _paths(url: str) -> Iterator[_Path]:
    """The path as it is, and without its first segment, which may be a sub-domain."""
    path = urlsplit(canonical(url)).path
    yield _Path(path)
    label, slash, rest = path[1:].partition("/")
    if slash and label and rest:
        yield _Path(f"/{rest}", label.lower())


def _by_columns(paths: Sequence[_Path], sources: Sequence[Source]) -> list[str]:
    """The paths on the hosts whose registered columns explain them, the best explained first."""
    matches: list[tuple[_Closeness, tuple[str, ...]]] = []
    for source in sources:
        for column in source.columns:
            address = canonical(source.address(column))
            for path in paths:
                closeness = _closeness(path, address)
                if any(closeness):
                    matches.append((closeness, _on(address, path.path, source)))
    matches.sort(key=lambda match: match[0], reverse=True)
    return [url for _, urls in matches for url in urls]


def _at_home(paths: Sequence[_Path], source: Source) -> list[str]:
    """The paths on the source's own host."""
    fitting = (path for path in paths if path.label in (None, _label(source.url)))
    return [url for path in fitting for url in _on(source.url, path.path, source)]


def _closeness(path: _Path, column: str) -> _Closeness:
    if path.label not in (None, _label(column)):
        return _Closeness()
    return _Closeness(
        is_id=any(_same(pattern_of_list, column, pattern, path.path) for pattern_of_list, pattern in IDS),
        is_label=path.label not in (None, "www"),
        depth=_depth(path.path, urlsplit(column).path),
    )


def _same(pattern_of_list: re.Pattern[str], column: str, pattern: re.Pattern[str], path: str) -> bool:
    listed, article = pattern_of_list.search(column), pattern.search(path)
    return listed is not None and article is not None and listed[1] == article[1]


def _depth(path: str, column: str) -> int:
    """How many folders of the column's address the path begins with, if it begins with all of them."""
    folder, _, name = column.rpartition("/")
    if name and "." not in name:
        # A folder that is registered without its slash.
        folder = column
    if match := GKMLPT.match(column):
        folder = match[1]
    return folder.count("/") if path.startswith(f"{folder}/") else 0


def _label(url: str) -> str:
    return host(url).partition(".")[0]


def _on(home: str, path: str, source: Source) -> tuple[str, ...]:
    """`path` on the host of `home`, with the suffixes that it may have lost."""
    if "." in path.rpartition("/")[2] or path.endswith("/"):
        return (_at(home, path),)
    return tuple(_at(home, f"{path}{suffix}") for suffix in _suffixes(path, source))


def _at(home: str, path: str) -> str:
    # urljoin would take the beginning of //a.test/b for a host.
    return f"{urljoin(home, '/')}{path.lstrip('/')}"


def _suffixes(path: str, source: Source) -> Iterable[str]:
    """By the shape of the path, else those of the source's lists, else all."""
    for pattern, suffixes in SUFFIXES_OF:
        if pattern.search(path):
            return suffixes
    addresses = [urlsplit(column.url).path for column in source.columns]
    own = [suffix for suffix in SUFFIXES if any(address.endswith(suffix) for address in addresses)]
    return own or SUFFIXES
