"""TLS to government sites: certificates are checked, except on hosts that the register marks as `tls: legacy`."""

from __future__ import annotations

from typing import cast

from OpenSSL import SSL
from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.internet.interfaces import IOpenSSLClientConnectionCreator
from twisted.internet.ssl import CertificateOptions
from twisted.protocols.tls import TLSMemoryBIOProtocol
from twisted.web.client import BrowserLikePolicyForHTTPS

from spiders.address import host, literal

# Flag of a response that came over a connection whose certificate was not checked.
LEGACY = "legacy-tls"
# Everything that the library still speaks: SHA-1 signatures, short keys and TLS 1.0 are below its first level.
ANY_CIPHER = b"ALL:@SECLEVEL=0"
# Renegotiation as it was before RFC 5746.
OP_LEGACY_SERVER_CONNECT = 0x4


class HttpsHandler(HTTP11DownloadHandler):
    """Scrapy's handler, with another kind of connection to the hosts in the setting LEGACY_TLS_HOSTS.

    Scrapy has no setting for one host, and deprecates the one for a context factory of one's own.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._legacy_hosts = frozenset(crawler.settings.getlist("LEGACY_TLS_HOSTS"))
        # Scrapy's own is one, though it is declared by Twisted's interface, which is no type to mypy.
        default = cast(BrowserLikePolicyForHTTPS, self._contextFactory)
        self._contextFactory = PolicyByHost(default, self._legacy_hosts)  # type: ignore[assignment]

    async def download_request(self, request: Request) -> Response:
        response = await super().download_request(request)
        if host(request.url) in self._legacy_hosts:
            response.flags.append(LEGACY)
        return response


class PolicyByHost(BrowserLikePolicyForHTTPS):
    """Connections by the `default` policy, to `legacy_hosts` by none."""

    def __init__(self, default: BrowserLikePolicyForHTTPS, legacy_hosts: frozenset[str]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._default = default
        self._legacy_hosts = legacy_hosts

    def creatorForNetloc(self, hostname: bytes, port: int) -> IOpenSSLClientConnectionCreator:
        name = hostname.decode("ascii")
        if name in self._legacy_hosts:
            return LegacyConnections(name)  # type: ignore[return-value]
        return self._default.creatorForNetloc(hostname, port)


class LegacyConnections(CertificateOptions):
    """Connections to `name` by any protocol and cipher, to whoever answers."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def clientConnectionForTLS(self, protocol: TLSMemoryBIOProtocol) -> SSL.Connection:
        # Twisted's own options set no security level and raise the lowest protocol again.
        context = SSL.Context(SSL.TLS_CLIENT_METHOD)
        context.set_min_proto_version(SSL.TLS1_VERSION)
        context.set_options(OP_LEGACY_SERVER_CONNECT)
        context.set_cipher_list(ANY_CIPHER)
        context.set_verify(SSL.VERIFY_NONE)
        connection = SSL.Connection(context)
        # An address is no server name (RFC 6066).
        if literal(self._name) is None:
            connection.set_tlsext_host_name(self._name.encode("ascii"))
        return connection
