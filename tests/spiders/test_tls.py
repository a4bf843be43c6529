"""Real handshakes on loopback: certificates are checked, except on the hosts that LEGACY_TLS_HOSTS names."""

from __future__ import annotations

import os
import ssl
import subprocess
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from multiprocessing import Queue
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from replica.certificate import self_signed, tls
from spiders import fetch
from spiders.address import Reach
from spiders.fetch import Errand
from tests.spiders.site import FORK, Site, command, environment, report, write_source


@pytest.fixture(params=["self-signed", "old"])
def secure(request: pytest.FixtureRequest) -> Iterator[Site]:
    with Site() as site:
        site.server.socket = tls(request.param, "127.0.0.1").wrap_socket(site.server.socket, server_side=True)
        site.pages["/a.html"] = report(1)
        yield site


class Once(Spider):
    """Visits one address and puts outcome, reason and TLS into `results`."""

    name = "once"

    def __init__(self, url: str, results: Any) -> None:
        super().__init__()
        self._url = url
        self._results = results

    async def start(self) -> AsyncIterator[Any]:
        done = await fetch.visit(self.crawler.engine.download_async, Errand("990121-yunling", self._url, "article"))
        self._results.put((done.outcome, done.reason, done.tls))
        return
        yield


def visit(site: Site, *legacy_hosts: str, trusted: Path | None = None) -> tuple[str, str | None, str | None]:
    results: Queue[Any] = FORK.Queue()
    process = FORK.Process(target=_run, args=(site.pair, legacy_hosts, trusted, results))
    process.start()
    found: tuple[str, str | None, str | None] = results.get(timeout=60)
    process.join(60)
    return found


def _run(pair: str, legacy_hosts: tuple[str, ...], trusted: Path | None, results: Any) -> None:
    if trusted:
        os.environ["SSL_CERT_FILE"] = str(trusted)
    settings = Settings()
    settings.setmodule("spiders.settings")
    settings.set("REACH", Reach(frozenset({"127.0.0.1"}), frozenset({pair}), None))
    settings.set("LEGACY_TLS_HOSTS", legacy_hosts)
    process = AsyncCrawlerProcess(settings)
    process.crawl(Once, url=f"https://{pair}/a.html", results=results)
    process.start()


def nameless() -> bytes:
    """Key and certificate as old devices make them: the name stands only where it was looked for until about 2000."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now)
    packed = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return packed + builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def test_a_certificate_without_a_name_costs_one_line(tmp_path: Path, site: Site) -> None:
    pem = tmp_path / "site.pem"
    pem.write_bytes(nameless())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    site.server.socket = context.wrap_socket(site.server.socket, server_side=True)
    write_source(tmp_path / "sources", f"https://{site.pair}/")
    # Twisted writes past the sys.stderr of a fork.
    asked = command(tmp_path)
    done = subprocess.run(asked, env=environment(site.pair), capture_output=True, text=True, check=False, timeout=60)
    assert "tls_error" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_certificate_that_nobody_signed_is_an_error(secure: Site) -> None:
    outcome, _, legacy = visit(secure)
    assert (outcome, legacy) == ("tls_error", None)
    assert secure.asked == []


def test_a_legacy_host_is_fetched_and_the_visit_says_so(secure: Site) -> None:
    assert visit(secure, "127.0.0.1") == ("ok", None, "legacy")


def test_a_legacy_host_is_no_leave_for_others(secure: Site) -> None:
    assert visit(secure, "127.0.0.2")[0] == "tls_error"


@pytest.mark.parametrize(("address", "outcome"), [("127.0.0.1", "ok"), ("127.0.0.2", "tls_error")])
def test_a_trusted_certificate_is_good_for_the_host_that_it_names(tmp_path: Path, address: str, outcome: str) -> None:
    pem = tmp_path / "site.pem"
    pem.write_bytes(self_signed(address))
    with Site() as site:
        context = tls("self-signed", address)
        context.load_cert_chain(pem)
        site.server.socket = context.wrap_socket(site.server.socket, server_side=True)
        site.pages["/a.html"] = report(1)
        found, _, legacy = visit(site, trusted=pem)
    assert (found, legacy) == (outcome, None)
