"""What a URL names, and which addresses this crawler may reach at all."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlencode, urlsplit, urlunsplit

from w3lib.url import safe_url_string

SCHEMES = {"http": 80, "https": 443}
# Government portals convert pages to traditional characters on the way:
# http://www.beijing.gov.cn/gate/big5/www.beijing.gov.cn/gongkai/… is the page after the second host.
GATEWAY = re.compile(r"/gate/big5/(?:(https?)(?::/)?/)?([\w-]+(?:\.[\w-]+)+(?::\d+)?)(/.*)?")

# What a server in Java writes behind the path for a visitor without its cookie: another one in each answer.
SESSION = re.compile(r";jsessionid=[^/;?#]*", re.I)

# An address that is spelt as it should be, as most are. To take each apart took a third of reading a list page.
PLAIN = re.compile(
    r"""
    https?:// (?:[a-z\d-]+\.)+ [a-z\d-]*[a-z\d]
    (?: : (?!80/|443/) (?:[1-5]\d{0,4}|[6-9]\d{0,3}) )?
    / (?!gate/) [\w.~/-]*
    (?: \? [\w.~=&-]+ )?
    """,
    re.ASCII | re.VERBOSE,
)


def canonical(url: str) -> str:
    """The one spelling of a URL: percent-encoded, host in lower case, no default port, fragment, session or gateway.

    A text that is no URL (`javascript:` links, a broken port) comes back stripped, for the record.
    """
    text = url.strip()
    if PLAIN.fullmatch(text):
        return text
    spelt = _spelt(text)
    while spelt is not None and (behind := _behind_gateway(spelt)):
        spelt = behind
    return text if spelt is None else spelt


def _spelt(text: str) -> str | None:
    spelt = safe_url_string(text) if pair(text) else ""
    if pair(spelt) is None:
        return None
    parts = urlsplit(spelt)
    # A dot after the host comes with it out of a sentence; 。 is a dot to IDNA.
    name = (parts.hostname or "").rstrip(".")
    if not name:
        return None
    netloc = f"[{name}]" if ":" in name else name
    if parts.port not in (None, SCHEMES[parts.scheme]):
        netloc = f"{netloc}:{parts.port}"
    return urlunsplit((parts.scheme, netloc, SESSION.sub("", parts.path) or "/", parts.query, ""))


def _behind_gateway(spelt: str) -> str | None:
    parts = urlsplit(spelt)
    match = GATEWAY.fullmatch(parts.path)
    if match is None:
        return None
    scheme, netloc, path = match.groups()
    return _spelt(urlunsplit((scheme or parts.scheme, netloc, path or "/", parts.query, "")))


def posted(url: str, form: Sequence[tuple[str, str]] | str) -> str:
    """The URL under which the answer to a POST of `form` is kept; without a form, `url` itself.

    pywb looks up such answers so: `append_query` of `MethodQueryCanonicalizer` in pywb/warcserver/inputrequest.py.
    JSON is written as a form of all the values in it.
    """
    if not form:
        return url
    pairs = list(_scalars("", json.loads(form))) if isinstance(form, str) else form
    return f"{url}{'&' if '?' in url else '?'}__wb_method=POST&{urlencode(pairs)}"


def _scalars(name: str, value: object) -> Iterator[tuple[str, str]]:
    match value:
        case dict():
            for key, each in value.items():
                yield from _scalars(key, each)
        case list():
            for each in value:
                yield from _scalars(name, each)
        case _:
            yield name, str(value)


# Of each address that is fetched host and port are asked for a dozen times.
@lru_cache(maxsize=64)
def host(url: str) -> str:
    """Host name of a URL in lower case, empty where there is none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


@lru_cache(maxsize=64)
def pair(url: str) -> str | None:
    """`host:port` of an http(s) URL, the port always written out; None for anything else."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in SCHEMES or not parts.hostname:
        return None
    return f"{parts.hostname}:{port or SCHEMES[parts.scheme]}"


def is_on_host(url: str, name: str) -> bool:
    """Whether `url` is an http(s) address on the host `name`."""
    return pair(url) is not None and host(url) == name


@lru_cache(maxsize=64)
def literal(name: str) -> IPv4Address | IPv6Address | None:
    """The IP address that a host name spells out, or None for a name that must be looked up."""
    try:
        return ip_address(name)
    except ValueError:
        return None


def is_loopback(name: str) -> bool:
    address = literal(name)
    return name == "localhost" or (address is not None and address.is_loopback)


@dataclass(frozen=True, slots=True)
class Reach:
    """The hosts of one crawl and its leave to fetch: loopback pairs by name, the rest only with a contact."""

    hosts: frozenset[str]
    loopback: frozenset[str]
    contact: str | None

    def refusal(self, url: str) -> str | None:
        """Why `url` may not be fetched (one line that says what to do), or None if it may."""
        name, target = host(url), pair(url)
        if target is None:
            return "not an http or https address"
        if name not in self.hosts:
            return f"{name} is not the host of a registered source"
        if is_loopback(name):
            return None if target in self.loopback else f"add {target} to FAZHI_LOOPBACK to fetch it"
        address = literal(name)
        if address is not None and not address.is_global:
            return f"{name} is an address inside a network, not on the internet"
        if not self.contact:
            return "set FAZHI_CONTACT (an address where the site's owner can reach you) to fetch beyond loopback"
        return None


def internal_address(name: str, resolved: str) -> str | None:
    """Why the looked-up address of `name` may not be fetched, or None.

    Literal addresses and `localhost` are judged by `Reach.refusal`, which also knows the port.
    """
    if literal(name) is not None or name == "localhost" or ip_address(resolved).is_global:
        return None
    return f"{name} leads to {resolved}, an address inside a network"
