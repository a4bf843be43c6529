"""`python -m bench.bare FILE CONNECTIONS`: a Scrapy spider that only downloads the URLs of a file."""

from __future__ import annotations

import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from scrapy import Request, Spider
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response


class Bare(Spider):
    name = "bare"
    urls: tuple[str, ...] = ()

    async def start(self) -> AsyncIterator[Request]:
        # Requests that come from here wait for the engine's heartbeat, so all but one come from a callback.
        yield Request(self.urls[0], callback=self.follow)

    def follow(self, response: Response) -> Iterator[Request]:
        for url in self.urls[1:]:
            yield Request(url)

    def parse(self, response: Response) -> None:
        """Nothing: the page was downloaded."""


if __name__ == "__main__":
    process = CrawlerProcess(
        {
            "LOG_LEVEL": "ERROR",
            "TELNETCONSOLE_ENABLED": False,
            "REMOTE_CONTROL_ENABLED": False,
            "ROBOTSTXT_OBEY": False,
            # CONCURRENT_REQUESTS_PER_DOMAIN does not hold what is queued in one go: Scrapy 2.19 looks at it before its
            # requests are counted. So the whole spider is held to that many.
            "CONCURRENT_REQUESTS": int(sys.argv[2]),
            "CONCURRENT_REQUESTS_PER_DOMAIN": int(sys.argv[2]),
            "DOWNLOAD_DELAY": 0,
        }
    )
    process.crawl(Bare, urls=tuple(Path(sys.argv[1]).read_text("utf-8").split()))
    process.start()
