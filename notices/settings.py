"""Where notices go, from environment variables. Neither an error nor a representation shows a secret."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from typing import Any, Literal
from urllib.parse import SplitResult, unquote, urlsplit

from notices.templates import WEBHOOKS

Security = Literal["none", "starttls", "tls"]

_SECURITY: dict[str, tuple[Security, int]] = {
    "smtp": ("none", 25),
    "smtp+starttls": ("starttls", 587),
    "smtps": ("tls", 465),
}
_ADDRESS = re.compile(r"[!-~]+@[!-~]+")


class BadSetting(ValueError):
    """A setting that cannot be used; the text is one line that names the variable, never its value."""


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that takes JSON; whoever knows it can write to the chat, so it is a secret."""

    url: str = field(repr=False)
    template: str

    @property
    def host(self) -> str:
        return str(urlsplit(self.url).hostname)


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail server, who writes and who reads."""

    host: str
    port: int
    security: Security
    user: str | None
    password: str | None = field(repr=False)
    sender: str
    to: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Settings:
    """The listeners that are set, and a line for each that is set so that it cannot be used."""

    webhook: Webhook | None = None
    mail: Mail | None = None
    unusable: tuple[str, ...] = ()


def read(environment: Mapping[str, str]) -> Settings:
    """The listeners that are set; an empty variable is none."""
    found: dict[str, Any] = {}
    unusable = []
    # One that is set wrongly must not silence the other.
    for name, listener in (("webhook", _webhook), ("mail", _mail)):
        try:
            found[name] = listener(environment)
        except BadSetting as error:
            unusable.append(str(error))
    return Settings(**found, unusable=tuple(unusable))


def _webhook(environment: Mapping[str, str]) -> Webhook | None:
    url = environment.get("FAZHI_NOTICE_WEBHOOK")
    if not url:
        return None
    parts = _split("FAZHI_NOTICE_WEBHOOK", url)
    if parts.scheme not in ("http", "https") or parts.username is not None:
        raise BadSetting("FAZHI_NOTICE_WEBHOOK must be an address such as https://host/path, without a user name")
    template = environment.get("FAZHI_NOTICE_TEMPLATE") or "json"
    if template not in WEBHOOKS:
        raise BadSetting(f"FAZHI_NOTICE_TEMPLATE must be one of {', '.join(WEBHOOKS)}")
    return Webhook(url, template)


def _mail(environment: Mapping[str, str]) -> Mail | None:
    server = environment.get("FAZHI_NOTICE_SMTP")
    if not server:
        return None
    parts = _split("FAZHI_NOTICE_SMTP", server)
    if parts.scheme not in _SECURITY:
        raise BadSetting("FAZHI_NOTICE_SMTP must begin with smtp://, smtp+starttls:// or smtps://")
    if parts.password is not None:
        raise BadSetting("FAZHI_NOTICE_SMTP holds a password: put it into FAZHI_NOTICE_SMTP_PASSWORD")
    security, port = _SECURITY[parts.scheme]
    user = unquote(parts.username) if parts.username else None
    password = environment.get("FAZHI_NOTICE_SMTP_PASSWORD") or None
    host = str(parts.hostname)
    if (user is None) != (password is None):
        raise BadSetting("FAZHI_NOTICE_SMTP names a user exactly when FAZHI_NOTICE_SMTP_PASSWORD is set")
    if password and security == "none" and not _is_loopback(host):
        raise BadSetting("FAZHI_NOTICE_SMTP would send a password in clear: use smtp+starttls:// or smtps://")
    to = _addresses("FAZHI_NOTICE_TO", environment.get("FAZHI_NOTICE_TO", ""))
    sender = _addresses("FAZHI_NOTICE_FROM", environment.get("FAZHI_NOTICE_FROM") or user or "")
    return Mail(host, parts.port or port, security, user, password, sender[0], to)


def _split(name: str, url: str) -> SplitResult:
    """The parts of an address; its port is asked for here, because a bad one complains only then."""
    try:
        parts = urlsplit(url)
        sound = bool(parts.hostname) and parts.port != 0 and url.isascii() and url.isprintable() and " " not in url
    except ValueError:
        sound = False
    if not sound:
        raise BadSetting(f"{name} is not an address with a host and, where one is given, a port")
    return parts


def _addresses(name: str, text: str) -> tuple[str, ...]:
    addresses = tuple(address.strip() for address in text.split(","))
    if not all(_ADDRESS.fullmatch(address) for address in addresses):
        raise BadSetting(f"{name} must be one or more mail addresses, separated by commas")
    return addresses


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
