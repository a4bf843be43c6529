"""What stands between a request and the wire: the address guard, robots.txt manners, the throttle and the log."""

from __future__ import annotations

import logging
from codecs import BOM_UTF8
from http import HTTPStatus
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, Spider, signals
from scrapy.core.downloader.handlers import http11
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares import robotstxt
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.logger import globalLogBeginner

from spiders.address import Reach, host, internal_address, literal
from spiders.answer import CHALLENGE
from spiders.decoding import TooLarge, Undecodable, decoded
from spiders.failure import Refused, RulesUnavailable

# RFC 9309: at least this much of a robots.txt must be read.
ROBOTS_LIMIT = 512 * 1024
CHALLENGES = frozenset({*CHALLENGE["statuses"], *CHALLENGE["statuses_of_short_pages"]})
FORBID_ALL = b"User-agent: *\nDisallow: /\n"


class AddressGuard:
    """Lets a request pass only to a registered host, and never into a network behind this machine.

    Literal addresses are judged as written, names by the address they resolve to: Scrapy's DNS cache hands
    the same address to the connection. It also sees every redirect and every robots.txt.
    """

    def __init__(self, reach: Reach) -> None:
        self._reach = reach

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler.settings["REACH"])

    async def process_request(self, request: Request) -> None:
        reason = self._reach.refusal(request.url) or await _internal(host(request.url))
        if reason:
            raise Refused(reason)


class RobotsAnswer:
    """Gives Scrapy's robots.txt parser only what is a robots.txt.

    Sites answer for a missing one with an HTML page, and a failing server (5xx) means: stay away (RFC 9309).
    """

    def process_response(self, request: Request, response: Response) -> Response:
        # Scrapy marks its own robots.txt requests so.
        if not request.meta.get("dont_obey_robotstxt") or 300 <= response.status < 400:
            return response
        return response.replace(body=_rules(response))


class RobotsObeyed(RobotsTxtMiddleware):
    """Scrapy's robots.txt middleware, which allows all where robots.txt could not be had; RFC 9309 forbids all.

    Where it could not be had, a request that is made again asks for it again.
    One that redirects without end counts as missing, as RFC 9309 permits; so does one that redirects to a host
    that is not registered, since nothing may be asked there.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._causes: dict[str, Exception] = {}

    async def robot_parser(self, request: Request) -> RobotParser | None:
        netloc = urlsplit(request.url).netloc
        if request.meta.get("is_again") and self._causes.pop(netloc, None):
            del self._parsers[netloc]
        return await super().robot_parser(request)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        if cause := self._causes.get(urlsplit(request.url).netloc):
            raise RulesUnavailable from cause
        super().process_request_2(rp, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if not isinstance(exc, IgnoreRequest):
            self._causes[netloc] = exc
        super()._robots_error(exc, netloc)


class QuietLog:
    """Keeps Scrapy from printing warnings and tracebacks of what a page's outcome says in a line.

    It is an extension because those are made after Scrapy has set up its log, which sets all its loggers anew.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        # Scrapy makes a record of every answer, which its handler then finds to be below the level.
        logging.getLogger("scrapy").setLevel(crawler.settings["LOG_LEVEL"])
        for logger in (robotstxt.logger, http11.logger):
            logger.setLevel(logging.CRITICAL)
        logging.getLogger("twisted").addFilter(_is_worth_a_traceback)
        # Until its log has begun, Twisted prints what is critical by itself, and Scrapy leaves it at that.
        globalLogBeginner.beginLoggingTo((), discardBuffer=True, redirectStandardIO=False)
        return cls()


class SourceThrottle(AutoThrottle):
    """AutoThrottle that never goes below the delay of the source or of the site's own Crawl-delay."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        slots: dict[str, dict[str, Any]] = crawler.settings.getdict("DOWNLOAD_SLOTS")
        self._floors = {name: float(slot["delay"]) for name, slot in slots.items()}
        self._agent: str = crawler.settings["ROBOTSTXT_USER_AGENT"]
        crawler.signals.connect(self._robots_parsed, signal=signals.robots_parsed)

    def _robots_parsed(self, robotparser: RobotParser, request: Request) -> None:
        asked = robotparser.crawl_delay(self._agent)
        if asked is not None:
            name = host(request.url)
            self._floors[name] = max(self._floors.get(name, 0.0), min(asked, self.maxdelay))

    def _response_downloaded(self, response: Response, request: Request, spider: Spider) -> None:
        super()._response_downloaded(response, request, spider)
        key, slot = self._get_slot(request, spider)
        if key is not None and slot is not None:
            slot.delay = max(slot.delay, self._floors.get(key, 0.0))


def _is_worth_a_traceback(record: logging.LogRecord) -> bool:
    """Not so a certificate without any subjectAltName, as old devices make them for themselves: a tls_error."""
    return not record.getMessage().startswith("while verifying certificate")


async def _internal(name: str) -> str | None:
    if literal(name) is not None or name == "localhost":
        return None
    # The reactor is chosen at run time, so it must not be imported with the module.
    from twisted.internet import reactor  # noqa: PLC0415

    # Twisted's interface declares the name as a sequence of numbers.
    resolved: str = await maybe_deferred_to_future(reactor.resolve(name))  # type: ignore[arg-type]
    return internal_address(name, resolved)


def _rules(response: Response) -> bytes:
    if response.status in CHALLENGES:
        # The page that is asked for meets the same challenge (加速乐), and that is its outcome.
        return b""
    if response.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return FORBID_ALL
    if response.status >= HTTPStatus.BAD_REQUEST:
        return b""
    try:
        encoding = response.headers.get("Content-Encoding") or b""
        body = decoded(response.body, encoding.decode("latin-1"), ROBOTS_LIMIT)
    except (TooLarge, Undecodable):
        # Rules that cannot be read may forbid anything.
        return FORBID_ALL
    return b"" if body.removeprefix(BOM_UTF8).lstrip().startswith(b"<") else body
