"""Real handshakes on loopback: certificates are checked, except on the hosts that LEGACY_TLS_HOSTS names."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator
from multiprocessing import Queue
from pathlib import Path
from typing import Any

import pytest
from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from replica.certificate import self_signed, tls
from spiders import fetch
from spiders.address import Reach
from spiders.fetch import Errand
from tests.spiders.site import FORK, Site, report


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
